package console

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"
)

func do(t testing.TB, s *Session, line string) Reply {
	t.Helper()
	r, err := s.Do(context.Background(), line)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return r
}

func vars(s *Session) string { return s.Now().Var("x") }

// TestHistory: undo, redo, jump, forks and what they show.
func TestHistory(t *testing.T) {
	s := NewSession(New(Options{Seed: 1}), Base{})
	for i := 1; i <= 5; i++ {
		do(t, s, fmt.Sprintf("x=%d", i))
	}
	step := func(want string, ok bool) {
		t.Helper()
		if vars(s) != want || !ok {
			t.Fatalf("x=%s, want %s", vars(s), want)
		}
	}
	step("4", s.Undo())
	step("3", s.Undo())
	step("4", s.Redo())
	step("1", s.Jump(1) == nil)
	step("1", errors.Is(s.Jump(9), ErrNoSuchPoint))
	step("5", s.Jump(5) == nil && !s.Redo())
	do(t, s, "undo 2")
	step("3", true)
	do(t, s, "x=new")
	step("new", len(s.Moments()) == 5 && !s.Redo())

	do(t, s, "fork try")
	do(t, s, "x=tried")
	do(t, s, "fork inner")
	do(t, s, "x=deeper")
	step("deeper", reflect.DeepEqual(s.Forks(), []string{"try", "inner"}))
	do(t, s, "drop")
	step("tried", s.Moments()[5].Fork == "try")
	do(t, s, "undo")
	do(t, s, "undo")
	do(t, s, "undo")
	do(t, s, "x=elsewhere")
	do(t, s, "drop")
	step("new", len(s.Moments()) == 5)
	do(t, s, "fork kept")
	do(t, s, "x=stays")
	do(t, s, "keep")
	step("stays", errors.Is(s.Drop(), ErrNoFork))
	for _, line := range []string{"undo 99", "redo", "keep", "at 77", "undo x"} {
		if r, err := s.Do(context.Background(), line); err == nil || !r.Prompt || vars(s) != "stays" {
			t.Errorf("%s: %v", line, err)
		}
	}
	if r := do(t, s, "at"); !strings.Contains(r.Said, "> ") || !strings.Contains(r.Said, "x=stays") {
		t.Errorf("at says %q", r.Said)
	}
	// The words mean nothing in a script, and files may have their names.
	if r := do(t, s, "echo undo; undo() { echo mine; }; undo"); r.Prompt || string(r.Moment.Output) != "undo\nmine\n" {
		t.Errorf("%q", r.Moment.Output)
	}
	if r := do(t, s, "unset -f undo; echo x; undo"); !strings.Contains(string(r.Moment.Output), "alone on a line") {
		t.Errorf("%q", r.Moment.Output)
	}
	s.Speak("ko")
	if r := do(t, s, "gerp x; undo 1 | cat; fork"); !strings.Contains(string(r.Moment.Output), "혹시 grep을") || !strings.Contains(string(r.Moment.Output), "프롬프트 명령") {
		t.Errorf("%q", r.Moment.Output)
	}
	if r := do(t, s, "fork"); !strings.Contains(r.Said, "갈래") {
		t.Errorf("%q", r.Said)
	}
	do(t, s, "drop")
	do(t, s, "echo a > p; echo b > q")
	if r := do(t, s, "diff p q"); r.Prompt || r.Moment.Status != 1 {
		t.Errorf("diff of files: %q", r.Moment.Output)
	}
}

// TestErrorChangesNothing: a line that is refused or cut off is no point of
// the timeline.
func TestErrorChangesNothing(t *testing.T) {
	s := NewSession(New(Options{Seed: 1}), Base{})
	do(t, s, "x=1")
	for _, line := range []string{"x=2; (", "x=2; while :; do :; done", "x=2; sleep 1 &"} {
		if _, err := s.Do(context.Background(), line); err == nil {
			t.Errorf("%s: no error", line)
		}
	}
	if vars(s) != "1" || len(s.Moments()) != 2 {
		t.Errorf("x=%s, %d points", vars(s), len(s.Moments()))
	}
	do(t, s, "false")
	if e := s.Moments()[2]; e.Status != 1 || !e.ReadOnly {
		t.Errorf("%+v", e)
	}
}

// randomLine is a line of the kind that learners type.
func randomLine(r *rand.Rand) string {
	switch r.IntN(12) {
	case 0:
		return fmt.Sprintf(`V=$(aws ec2 create-vpc --cidr-block 10.%d.0.0/16 --query Vpc.VpcId --output text)`, r.IntN(250))
	case 1, 2:
		return fmt.Sprintf(`aws ec2 create-subnet --vpc-id ${V:-vpc-x} --cidr-block 10.%d.%d.0/24`, r.IntN(250), r.IntN(250))
	case 3:
		return fmt.Sprintf("sleep %d.%ds", r.IntN(400), r.IntN(10))
	case 4:
		return fmt.Sprintf("cat > f%d <<EOF\n{\"vpc\": \"$V\", \"n\": %d}\nEOF\ncat f*", r.IntN(5), r.IntN(100))
	case 5:
		return `for i in 1 2 3; do echo $RANDOM; done | sort -n | tee numbers | wc -l; echo $?`
	case 6:
		return `a+=($RANDOM); declare -A m; m[$RANDOM]=x; echo "${a[@]}" "${!m[@]}"`
	case 7:
		return `f() { local n=$1; echo "f$n"; [ $n -gt 0 ] && f $((n-1)); }; f 3`
	case 8:
		return `aws ec2 delete-vpc --vpc-id ${V:-vpc-x}; aws ec2 describe-vpcs --query 'Vpcs[].CidrBlock'`
	case 9:
		return `mktemp; rm -f f1; ls -l; date +%s`
	case 10:
		return `aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text >> gateways; tail -n 1 gateways`
	}
	return `cd /tmp; pwd > where; cd - > /dev/null; alias l="ls /tmp"; l`
}

// TestReplayIsFork: the moment that a session keeps, the one that it makes
// again, and the one that an imported journal leads to are the same, for
// random journals with undo and forks.
func TestReplayIsFork(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 8
	}
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 7))
		s := NewSession(New(Options{Seed: seed, NoDefaultVPC: seed%2 == 0}), Base{Name: "test"})
		for range 60 {
			switch r.IntN(9) {
			case 0:
				s.Jump(r.IntN(len(s.Moments())))
			case 1:
				s.Undo()
			case 2:
				s.Fork("a")
			case 3:
				if r.IntN(2) == 0 {
					s.Keep()
				} else {
					s.Drop()
				}
			default:
				do(t, s, randomLine(r))
				s.Now().Run(context.Background(), "sleep 5m; aws ec2 create-vpc --cidr-block 10.9.0.0/16; rm -rf *") // a check in a fork
			}
		}
		again, err := Import(context.Background(), s.Journal(), func(h Header) (*Moment, Base, error) { return New(h.Options()), h.Base, nil })
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, s.Journal())
		}
		same(t, seed, s.Now(), again.Now())
		for i := range s.points { // from nothing kept at all
			if i > 0 {
				s.points[i].moment = nil
			}
		}
		same(t, seed, s.Now(), again.Now())
	}
}

func same(t *testing.T, seed uint64, a, b *Moment) {
	t.Helper()
	if string(a.Output) != string(b.Output) || a.Status != b.Status {
		t.Fatalf("seed %d: %q prints %q and %q", seed, a.Line, a.Output, b.Output)
	}
	if !reflect.DeepEqual(a.World, b.World) {
		t.Fatalf("seed %d: other worlds after %q", seed, a.Line)
	}
	show := `set | grep -v '^EPOCH'; pwd; declare -f; alias; cat * 2>/dev/null; ls -l / /tmp; echo $RANDOM; history`
	x, err1 := a.Run(context.Background(), show)
	y, err2 := b.Run(context.Background(), show)
	if err1 != nil || err2 != nil || string(x.Output) != string(y.Output) {
		t.Fatalf("seed %d: other shells: %v %v\n%s\n%s", seed, err1, err2, x.Output, y.Output)
	}
}

// TestJournal: the text is one that a person can read, and comes back.
func TestJournal(t *testing.T) {
	s := NewSession(New(Options{Seed: 9, Region: "ap-northeast-2", NoDefaultVPC: true}), Base{Name: "vpc/nat", Hash: "abc"})
	do(t, s, "x=1")
	do(t, s, "cat > f <<EOF\na $x\n\n> quoted\nEOF")
	do(t, s, "echo '$ not a line'")
	s.Undo()
	want := "skylab journal\nengine: 2\nbase: vpc/nat\nhash: abc\nseed: 9\nregion: ap-northeast-2\nstart: 2026-11-20T02:30:00Z\ndefault-vpc: false\nposition: 2\n\n" +
		"$ x=1\n$ cat > f <<EOF\n> a $x\n> \n> > quoted\n> EOF\n$ echo '$ not a line'\n"
	if s.Journal() != want {
		t.Fatalf("%q\n%q", s.Journal(), want)
	}
	open := func(h Header) (*Moment, Base, error) {
		if h.Seed != 9 || h.Region != "ap-northeast-2" || !h.NoDefaultVPC || h.Base.Name != "vpc/nat" {
			t.Errorf("header %+v", h)
		}
		return New(h.Options()), Base{Name: "vpc/nat", Hash: "abc"}, nil
	}
	again, err := Import(context.Background(), s.Journal(), open)
	if err != nil || again.Position() != 2 || len(again.Moments()) != 4 || again.Journal() != want {
		t.Fatalf("%v\n%s", err, again.Journal())
	}
	if data, _ := again.Now().ReadFile("f"); string(data) != "a 1\n\n> quoted\n" {
		t.Errorf("%q", data)
	}
	for src, want := range map[string]error{
		"":                          ErrNotAJournal,
		"hello\n":                   ErrNotAJournal,
		"skylab journal\nx: 1\n\n":  ErrNotAJournal,
		"skylab journal\n\nnot a $": ErrNotAJournal,
		strings.Replace(want, "engine: 2", "engine: 99", 1): ErrOtherEngine,
		strings.Replace(want, "hash: abc", "hash: old", 1):  ErrOtherLesson,
	} {
		if _, err := Import(context.Background(), src, open); !errors.Is(err, want) {
			t.Errorf("%.40q: %v", src, err)
		}
	}
}

// TestJournalThatCarriesOn: what was done in the world before stands first.
func TestJournalThatCarriesOn(t *testing.T) {
	s := NewSession(New(Options{Seed: 9}), Base{Name: "vpc/nat", Hash: "abc"})
	do(t, s, "x=1")
	do(t, s, "y=2")
	s.Undo()
	m, err := s.Now().Run(context.Background(), "set=up")
	if err != nil {
		t.Fatal(err)
	}
	start := m.Untyped()
	next := NewSession(start, Base{Name: "vpc/peer", Hash: "def", Earlier: append(s.Base().Earlier, s.Leg())})
	do(t, next, "echo $x$y$set")
	do(t, next, "echo twice")
	next.Undo()
	want := "skylab journal\nengine: 2\nbase: vpc/nat\nhash: abc\nseed: 9\nregion: us-east-1\nstart: 2026-11-20T02:30:00Z\n\n$ x=1\n" +
		"\ncarry-on: vpc/peer\nhash: def\nposition: 1\n\n$ echo $x$y$set\n$ echo twice\n"
	if got := next.Journal(); got != want {
		t.Fatalf("%s\nwant\n%s", got, want)
	}
	again, err := Import(context.Background(), want, func(h Header) (*Moment, Base, error) {
		if e := h.Base.Earlier; len(e) != 1 || e[0].Name != "vpc/nat" || e[0].Hash != "abc" || len(e[0].Lines) != 1 || h.Base.Name != "vpc/peer" {
			t.Errorf("read as %+v", h.Base)
		}
		return start, h.Base, nil
	})
	if err != nil || again.Journal() != want || string(again.Now().Output) != "1up\n" {
		t.Fatalf("%v\n%s", err, again.Journal())
	}
	if _, _, err := ReadJournal(want + "\ncarry-on: vpc/third\nnonsense\n"); !errors.Is(err, ErrNotAJournal) {
		t.Errorf("a head after lines that had been undone: %v", err)
	}
}

// TestKept: a session lets go of old moments and still finds them.
func TestKept(t *testing.T) {
	s := NewSession(New(Options{Seed: 1}), Base{})
	for i := 1; i <= 500; i++ {
		do(t, s, fmt.Sprintf("x=%d; echo $x", i))
	}
	kept := 0
	for _, p := range s.points {
		if p.moment != nil {
			kept++
		}
	}
	if kept > keepLast+500/keepEvery+40 {
		t.Errorf("%d moments kept", kept)
	}
	for _, i := range []int{0, 1, 17, 250, 467, 468, 500} {
		m, err := s.Moment(i)
		if err != nil || i > 0 && string(m.Output) != fmt.Sprintln(i) {
			t.Errorf("point %d: %v %q", i, err, m.Output)
		}
	}
}

// TestDiff: what appeared, changed and costs.
func TestDiff(t *testing.T) {
	s := NewSession(New(Options{Seed: 1, NoDefaultVPC: true}), Base{})
	do(t, s, `aws ec2 describe-vpcs`)
	d, err := s.Diff(0, 1)
	if err != nil || !d.Empty() || d.HourlyIs != 0 {
		t.Fatalf("looking is a difference: %v %+v", err, d)
	}
	do(t, s, `V=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --tag-specifications 'ResourceType=vpc,Tags=[{Key=Name,Value=lunch}]' --query Vpc.VpcId --output text)`)
	do(t, s, `aws ec2 modify-vpc-attribute --vpc-id $V --enable-dns-hostnames; aws ec2 allocate-address`)
	d, err = s.Diff(1, 2)
	if err != nil || len(d.Gone) != 0 || !strings.Contains(fmt.Sprint(d.Appeared), "lunch") || !strings.Contains(fmt.Sprint(d.Appeared), "route-table") {
		t.Errorf("%v %v", err, d.Appeared)
	}
	d, err = s.Diff(2, 3)
	if err != nil || len(d.Changed) != 1 || d.Changed[0].Field != "DNSHostnames" || d.Changed[0].Was != "false" || d.HourlyIs-d.HourlyWas != 5000 {
		t.Errorf("%v %+v", err, d)
	}
	r := do(t, s, "diff 2 3")
	for _, want := range []string{"+ elastic-ip", "~ vpc", "DNSHostnames false → true", "$0.0000 → $0.0050"} {
		if !strings.Contains(r.Said, want) {
			t.Errorf("no %q in %s", want, r.Said)
		}
	}
	back, err := s.Diff(3, 1)
	if err != nil || len(back.Appeared) != 0 || len(back.Gone) == 0 {
		t.Errorf("%v %+v", err, back)
	}
}

// TestBusy: a screen may ask while a line runs.
func TestBusy(t *testing.T) {
	s := NewSession(New(Options{Seed: 1}), Base{})
	done := make(chan error)
	go func() {
		var err error
		for i := range 20 {
			if _, e := s.Do(context.Background(), fmt.Sprintf("i=%d; while [ $i -lt 300 ]; do i=$((i+1)); echo x >> f; done", i)); e != nil {
				err = e
			}
		}
		done <- err
	}()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
			return
		case <-time.After(time.Millisecond):
			m := s.Now()
			m.Run(context.Background(), "echo check; x=1; echo y > f")
			s.Moments()
			s.Journal()
			Complete(m, "ec", 2)
		}
	}
}
