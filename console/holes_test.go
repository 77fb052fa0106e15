package console

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"skylab/console/shell"
	"skylab/text"
)

// run is Run without a deadline of the caller's.
func run(t testing.TB, m *Moment, line string) *Moment {
	t.Helper()
	n, err := m.Run(context.Background(), line)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return n
}

// TestNothingEscapes: what would read, write or start something on the host
// finds nothing there.
func TestNothingEscapes(t *testing.T) {
	outside := filepath.Join(os.TempDir(), "sh-interp-skylab-escape")
	defer os.Remove(outside)
	for _, c := range []struct{ line, has, hasNot string }{
		{`cat /etc/passwd`, "No such file", "root:"},
		{`echo ~root ~daemon`, "~root ~daemon", "/root"},
		{`test -r /etc/shadow; echo $?; [[ -r /etc/passwd ]]; echo $?`, "1\n1\n", ""},
		{`echo "$(</etc/hosts)"`, "No such file", "localhost"},
		{`. /etc/profile; echo $?`, "No such file", ""},
		{`source /proc/self/environ`, "No such file", "HOME="},
		{`cat < /proc/self/maps`, "No such file", ""},
		{`echo pwned > ` + outside + `; cat ` + outside, "pwned", ""},
		{`read l < /etc/passwd; echo "[$l]"`, "[]", "root"},
		{`ls /; ls /root /home`, "home", "usr"},
		{`echo /*; echo /etc/*`, "/etc/hostname", "passwd"},
		{`command -v bash; type -p ls; which sh`, "/usr/bin", ""},
		{`/bin/sh -c 'echo in the lab'; /usr/bin/env | grep -c PATH`, "in the lab", ""},
		{`echo $PATH $HOME $USER $SHELL $UID`, "/home/you you /bin/bash 1000", os.Getenv("HOME") + "\n"},
		{`exec /bin/ls`, "not in the lab's shell", ""},
		{`exec 3<>/etc/passwd; read -u 3 l; echo "[$l]"`, "[]", "root"},
		{`trap 'echo trapped' EXIT; echo after`, "after", "trapped"},
		{`ulimit -a; kill -9 1; enable -f x y; bg; fg`, "not in the lab's shell", ""},
		{`sudo cat /etc/shadow; sudo -u root id -u`, "No such file", "root:"},
		{`find / -name passwd; find / -maxdepth 1`, "/home", "passwd"},
		{`cp /etc/passwd .; mv /etc/passwd x; ln -s /etc/passwd y`, "cannot stat", ""},
		{`python3 -c 'print(open("/etc/passwd").read())'; perl -e 'print 1'`, "command not found", "root:"},
		{`jq -n 'env.HOME, $ENV.PATH'`, "/home/you", "go/"},
		{`jq -n 'include "x"; 1'; jq -n 'import "/etc/passwd" as $x; 1'`, "", "root:"},
		{`cat /dev/fd/5 /dev/tcp/127.0.0.1/22`, "No such file", ""},
		{`TZ=/etc/passwd date +%Z; TZ=:../../etc/passwd date`, "UTC", ""},
		{`cd /proc; echo $?; cd /root; echo $?`, "1\n", ""},
		{`echo x > /dev/sda; echo $?; echo y > /etc/../../tmp/z; cat /tmp/z`, "y", ""},
		{`mktemp; ls /tmp`, "/tmp/tmp.", "sh-interp"},
	} {
		m, err := New(Options{Seed: 1}).Run(context.Background(), c.line)
		if err != nil {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		out := string(m.Output)
		if !strings.Contains(out, c.has) || c.hasNot != "" && strings.Contains(out, c.hasNot) {
			t.Errorf("%s\nprints\n%s", c.line, out)
		}
	}
	if _, err := os.Stat(outside); err == nil {
		t.Error("a file was written outside")
	}
}

// TestSameEverywhere: what a process would tell differently on each machine
// and at each start is the same here.
func TestSameEverywhere(t *testing.T) {
	line := `echo $$ $PPID $BASHPID; echo $RANDOM $RANDOM $SRANDOM; (echo $RANDOM); echo $(echo $RANDOM) | cat; echo $RANDOM | cat
time sleep 2; echo $SECONDS $EPOCHSECONDS; date; mktemp -u; seq 9 | shuf | paste -sd,; times; hostname; uname -a; id; echo ${!B*} $LINENO
declare -A m=([a]=1 [b]=2 [c]=3 [d]=4); echo "${!m[@]}" "${m[@]}"; alias x=y z=w a=b; alias; set | grep -c =; jobs; echo $!`
	want := ""
	for i := range 30 {
		m := run(t, New(Options{Seed: 7}), line)
		if i == 0 {
			want = string(m.Output)
		} else if string(m.Output) != want {
			t.Fatalf("the same line prints\n%s\nand\n%s", want, m.Output)
		}
	}
	other := run(t, New(Options{Seed: 8}), `echo $RANDOM $RANDOM $RANDOM`)
	same := run(t, New(Options{Seed: 7}), `echo $RANDOM $RANDOM $RANDOM`)
	if string(other.Output) == string(same.Output) {
		t.Error("RANDOM does not depend on the seed")
	}
	numbers := strings.Fields(string(same.Output))
	if numbers[0] == numbers[1] && numbers[1] == numbers[2] {
		t.Error("RANDOM says the same thrice")
	}
}

// pressed is a context in which Ctrl-C comes after a number of looks at it.
type pressed struct {
	context.Context
	looks *int
}

func (p pressed) Err() error {
	if *p.looks--; *p.looks < 0 {
		return context.Canceled
	}
	return nil
}

// TestCancel: Ctrl-C leaves the moment as it was.
func TestCancel(t *testing.T) {
	m := run(t, New(Options{Seed: 1}), `V=1; echo x > f`)
	looks := 200
	n, err := m.Run(pressed{context.Background(), &looks}, `V=2; echo y > f; aws ec2 create-vpc --cidr-block 10.0.0.0/16; while sleep 1; do :; done`)
	if s, ok := err.(*Stopped); !ok || s.Why != "cancelled" || n != m {
		t.Fatalf("cancelled: %v", err)
	}
	again := run(t, m, `echo $V; cat f; aws ec2 describe-vpcs --filters Name=is-default,Values=false --query 'length(Vpcs)'`)
	if string(again.Output) != "1\nx\n0\n" {
		t.Errorf("after the cancel: %q", again.Output)
	}
}

// TestPipesInOrder: two loops in a pipe call in one order, always.
func TestPipesInOrder(t *testing.T) {
	line := `for i in 1 2 3 4 5; do aws ec2 create-vpc --cidr-block 10.$i.0.0/16 --query Vpc.VpcId --output text; done | while read id; do aws ec2 delete-vpc --vpc-id $id; echo $id; done`
	want := ""
	for i := range 300 {
		m := run(t, New(Options{Seed: 3, NoDefaultVPC: true}), line)
		var calls []string
		for _, c := range m.Calls {
			calls = append(calls, c.Operation+c.Code)
		}
		got := strings.Join(calls, " ") + string(m.Output)
		if i == 0 {
			want = got
			if n := strings.Count(got, "CreateVpc"); n != 5 {
				t.Fatalf("%d VPCs: %s", n, got)
			}
		} else if got != want {
			t.Fatalf("run %d: %s\nfirst: %s", i, got, want)
		}
	}
}

// TestShellIsKept: nothing that a line does to the shell can mute the console
// for good.
func TestShellIsKept(t *testing.T) {
	for _, line := range []string{`set -n`, `exec > log`, `exec 2>&1 > /dev/null`, `exit 3`, `set -e; false`, `exec <&-; exec >&-`, `return 3`, `set -u; echo $nope`, `IFS=; PATH=; unset HOME PWD`, `readonly PATH HOME; unset -f echo`, `echo() { :; }; cat() { :; }; unset -f echo cat`} {
		m, err := New(Options{Seed: 1}).Run(context.Background(), line)
		if err != nil {
			t.Fatal(line, err)
		}
		n := run(t, m, `echo alive`)
		if string(n.Output) != "alive\n" {
			t.Errorf("after %s: %q", line, n.Output)
		}
	}
	m := run(t, New(Options{Seed: 1}), `exit 3`)
	if !m.Exited || m.Status != 3 {
		t.Error("exit is not told")
	}
}

// TestDeterminism: the same seed and lines give the same bytes and the same
// state.
func TestDeterminism(t *testing.T) {
	lines := []string{
		`V=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)`,
		`for i in 1 2 3; do aws ec2 create-subnet --vpc-id $V --cidr-block 10.0.$i.0/24; done`,
		`aws ec2 describe-subnets --query 'Subnets[].SubnetId' --output text | tr '\t' '\n' | sort > ids; wc -l ids`,
		`declare -A m; while read id; do m[$id]=$RANDOM; done < ids; for k in "${!m[@]}"; do echo "$k ${m[$k]}"; done`,
		`sleep 90; date; aws ec2 describe-vpcs; echo $RANDOM`,
	}
	play := func() (*Moment, string) {
		m, out := New(Options{Seed: 5}), ""
		for _, l := range lines {
			m = run(t, m, l)
			out += string(m.Output)
		}
		return m, out
	}
	a, outA := play()
	b, outB := play()
	if outA != outB {
		t.Errorf("other output\n%s\n%s", outA, outB)
	}
	if !reflect.DeepEqual(a.World, b.World) || !reflect.DeepEqual(a.shell.Names(), b.shell.Names()) {
		t.Error("other state")
	}
	if len(outA) < 500 || strings.Contains(outA, "error") {
		t.Errorf("the lines did not do their work: %s", outA)
	}
}

// TestForkIsApart: what is done with a moment shows in no other.
func TestForkIsApart(t *testing.T) {
	m := run(t, New(Options{Seed: 1}), `x=1; a=(1 2); declare -A h=([k]=v); f() { echo old; }; alias q='echo old'; echo old > file; mkdir d; cd d; set -- p q`)
	n := run(t, m, `x=2; a[0]=9; a+=(3); h[k]=w; h[l]=z; f() { echo new; }; alias q='echo new'; echo new > ../file; rm -r ../d; cd ..; set -- z; set -u`)
	show := `echo $x "${a[@]}" "${h[k]}" ${#h[@]} $PWD "$@"; f; q; cat ~/file`
	if got := string(run(t, m, show).Output); got != "1 1 2 v 1 /home/you/d p q\nold\nold\nold\n" {
		t.Errorf("the first moment shows %q", got)
	}
	if got := string(run(t, n, show).Output); got != "2 9 2 3 w 2 /home/you z\nnew\nnew\nnew\n" {
		t.Errorf("the second moment shows %q", got)
	}
	check := (&Moment{}).with(n, m)
	if got := string(run(t, check, `echo $x; f; cat ~/file`).Output); got != "1\nold\nnew\n" {
		t.Errorf("a check sees %q", got)
	}
}

func (*Moment) with(world, shell *Moment) *Moment { return world.WithShell(shell) }

// TestRunTo: real streams, in the order of the shell.
func TestRunTo(t *testing.T) {
	var out, errs strings.Builder
	m, err := New(Options{Seed: 1}).RunTo(context.Background(), `read a; echo "got $a"; echo oops >&2; head -n 1; cat; exit 4`, strings.NewReader("one\ntwo\nthree\nfour\n"), &out, &errs)
	if err != nil || out.String() != "got one\ntwo\nthree\nfour\n" || errs.String() != "oops\n" || m.Status != 4 || !m.Exited {
		t.Errorf("%v %q %q %d", err, out.String(), errs.String(), m.Status)
	}
	_, err = New(Options{Seed: 1}).RunTo(context.Background(), `yes`, nil, io.Discard, io.Discard)
	if s, ok := err.(*Stopped); !ok || s.Why == "broken" {
		t.Errorf("endless output: %v", err)
	}
}

// TestHosts: a host has files, a shell and a name of its own, and keeps its
// files between two visits.
func TestHosts(t *testing.T) {
	m := run(t, New(Options{Seed: 1}), `aws ec2 create-key-pair --key-name k --query KeyMaterial --output text > k.pem; chmod 400 k.pem
SG=$(aws ec2 describe-security-groups --filters Name=group-name,Values=default --query 'SecurityGroups[0].GroupId' --output text)
aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 22 --cidr 0.0.0.0/0 > /dev/null
A=$(aws ec2 describe-images --owners amazon --query 'Images[0].ImageId' --output text)
I=$(aws ec2 run-instances --image-id $A --instance-type t3.micro --key-name k --query 'Instances[0].InstanceId' --output text)
aws ec2 wait instance-running --instance-ids $I
IP=$(aws ec2 describe-instances --instance-ids $I --query 'Reservations[0].Instances[0].PublicIpAddress' --output text)
echo secret > mine; V=laptop; f() { :; }; cd /tmp`)
	m = run(t, m, `ssh -i ~/k.pem ec2-user@$IP 'pwd; whoami; hostname -s | cut -c1-3; cat /home/you/mine; echo "[$V]"; f; echo there > file; exit 5'; echo $?; cat ~/file; pwd`)
	want := "/home/ec2-user\nec2-user\nip-\ncat: /home/you/mine: No such file or directory\n[]\nbash: f: command not found\n5\ncat: /home/you/file: No such file or directory\n/tmp\n"
	if string(m.Output) != want {
		t.Errorf("%q, want %q", m.Output, want)
	}
	again := run(t, m, "ssh -i ~/k.pem ec2-user@$IP 'cat file; wc -l' < ~/mine")
	if string(again.Output) != "there\n1\n" {
		t.Errorf("the second visit: %q", again.Output)
	}
	before := run(t, m, "ssh -i ~/k.pem ec2-user@$IP 'echo other > file; rm file; ls'")
	if len(before.Output) != 0 || string(run(t, m, "ssh -i ~/k.pem ec2-user@$IP cat file").Output) != "there\n" {
		t.Error("a later moment changed an earlier one's host")
	}
}

// TestPick: a draw of the seed and the label, the same for the same world.
func TestPick(t *testing.T) {
	line := `pick -k 2 faults 'echo a' 'echo b' 'echo c' 'V=d; echo d'; pick one 'false' 'false'; echo $?`
	seen := map[string]bool{}
	for seed := range uint64(40) {
		m := run(t, New(Options{Seed: seed}), line)
		if again := run(t, New(Options{Seed: seed}), "sleep 5; echo $RANDOM > x; "+line); string(again.Output) != string(m.Output) {
			t.Fatalf("seed %d: %q and %q", seed, m.Output, again.Output)
		}
		lines := strings.Fields(string(m.Output))
		if len(lines) != 3 || lines[0] >= lines[1] || lines[2] != "1" || len(m.Picks) != 2 || len(m.Picks[0].Chosen) != 2 || m.Picks[0].Of != 4 {
			t.Fatalf("seed %d: %q %+v", seed, m.Output, m.Picks)
		}
		seen[lines[0]+lines[1]] = true
	}
	if len(seen) != 6 {
		t.Errorf("%d of 6 pairs in 40 seeds", len(seen))
	}
	m := run(t, New(Options{Picks: map[string][]int{"faults": {1, 3}}}), line+"; echo $V")
	if !strings.HasPrefix(string(m.Output), "b\nd\n") || !strings.HasSuffix(string(m.Output), "d\n") {
		t.Errorf("forced: %q", m.Output)
	}
	for _, bad := range []string{"pick", "pick x", "pick -k 0 x 'a'", "pick -k 3 x 'a' 'b'", "pick -z"} {
		if m := run(t, New(Options{}), bad); m.Status != 2 || !strings.Contains(string(m.Output), "pick") {
			t.Errorf("%s: %d %q", bad, m.Status, m.Output)
		}
	}
	for _, lang := range text.Langs() {
		if m := run(t, New(Options{Lang: lang}), "pick --help; pick --show x 'echo shown' 'echo shown'"); !strings.Contains(string(m.Output), "--show") || !strings.HasSuffix(string(m.Output), "\necho shown\n") {
			t.Errorf("%s: %q", lang, m.Output)
		}
	}
}

// TestVirtualTime: sleep moves the clock, and what tells time follows it.
func TestVirtualTime(t *testing.T) {
	m := run(t, New(Options{Seed: 1}), `date; sleep 1.5m 30; date +%T; TZ=Asia/Seoul date "+%F %T %Z"; sleep 2d; date -d '10 minutes ago' +%d.%H:%M; echo $SECONDS; printf '%(%F)T\n' -1; touch f; ls -l f; sleep x; sleep 99999d`)
	want := "Fri Nov 20 11:30:00 KST 2026\n11:32:00\n2026-11-20 11:32:00 KST\n22.11:22\n172920\n2026-11-22\n-rw-r--r-- 1 you you 0 Nov 22 11:32 f\nsleep: invalid time interval 'x'\nsleep: more than ten years is not waited for\n"
	if string(m.Output) != want {
		t.Errorf("%q\nwant\n%q", m.Output, want)
	}
}

// TestSentences: every reason to stop is said in both languages.
func TestSentences(t *testing.T) {
	for _, lang := range text.Langs() {
		say := text.For(lang)
		for _, why := range []string{shell.TooManySteps, shell.TooManyCalls, shell.TooMuchOutput, shell.TooMuchPipe, shell.TooMuchMemory, shell.TooMuchGrowth, shell.TooWide, shell.TooManyNames, shell.TooDeep, shell.TooLongSource, shell.TooManyWords, shell.OutOfTime, shell.Cancelled, shell.Broken} {
			if s := (&Stopped{Why: why, Limit: 7, Text: say}).Error(); strings.Contains(s, "‹") || strings.Contains(s, "{{") {
				t.Errorf("%s: %s", lang, s)
			}
		}
		for _, tool := range labTools {
			if !say.Has("console.doc." + tool) {
				t.Errorf("%s: no words for %s", lang, tool)
			}
		}
	}
}
