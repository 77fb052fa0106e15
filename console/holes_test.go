package console

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync/atomic"
	"testing"
	"time"
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
		{`python3 -c 'print(open("/etc/passwd").read())'; perl -e 'print 1'`, "not part of the lab", "root:"},
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

// TestRunaways: each ends with a message, within two seconds and 256 MB, and
// leaves nothing behind.
func TestRunaways(t *testing.T) {
	base := run(t, New(Options{Seed: 1}), `echo before > kept; V=before; f() { echo f; }`)
	for name, line := range map[string]string{
		"loop":             `while :; do :; done`,
		"for":              `for ((;;)); do :; done`,
		"until":            `until false; do true; done`,
		"bare assignments": `while x=1; do y=$x; done`,
		"doubling":         `x=aaaaaaaaaaaaaaaa; for i in {1..40}; do x=$x$x; done`,
		"append":           `x=aaaaaaaa; while :; do x+=$x; done`,
		"array":            `a=(1 2 3 4); while :; do a+=("${a[@]}"); done`,
		"many variables":   `i=0; while :; do i=$((i+1)); declare "v$i=$(printf %01000d 0)"; done`,
		"associative":      `declare -A m; i=0; while :; do m[$((i++))]=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done`,
		"recursion":        `f() { f; }; f`,
		"recursion in $()": `f() { x=$(f); }; f`,
		"fork bomb":        `:(){ :|:; }; :`,
		"mutual recursion": `a() { b; }; b() { a | cat; }; a`,
		"eval":             `e='eval "$e"'; eval "$e"`,
		"source":           `echo '. ./s' > s; . ./s`,
		"script":           `echo './s' > s; chmod +x s; ./s`,
		"alias":            `alias a='b; b' b='a; a'; while :; do a; done`,
		"output":           `while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done`,
		"1 GB":             `for i in {1..1000}; do printf '%01000000d' 0; done`,
		"yes":              `yes`,
		"yes into tail":    `yes | tail -n 1`,
		"yes into $()":     `x=$(yes)`,
		"cat of itself":    `echo a > f; while :; do cat f f > g; cat g g > f; done`,
		"braces":           `echo {1..10000000}`,
		"braces 2":         `echo {1..100}{1..100}{1..100}{1..100}`,
		"braces 3":         `echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}`,
		"printf width":     `printf %999999999d 1`,
		"printf precision": `printf %.999999999d 1`,
		"printf star":      `printf '%*d' 2000000000 1`,
		"printf reuse":     `printf '%60000s' $(seq 5000)`,
		"here-document":    `x=$(printf %0100000d 0); cat <<< "$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x"`,
		"substitution":     `x=$(printf %0100000d 0); y=${x//0/$x}`,
		"replace nested":   `x=aa; for i in {1..60}; do x=${x//a/aa}; done`,
		"arithmetic":       `while ((1)); do ((i++)); done`,
		"read forever":     `while ! read x; do :; done`,
		"seq":              `seq 1 1000000000`,
		"sort":             `yes $(seq 1000) | sort | uniq -c`,
		"sed":              `echo a | sed ':a;s/a/aa/;ta'`,
		"sed loop":         `echo a | sed ':a;ba'`,
		"grep":             `yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E '(a*)*(a*)*(a*)*b'`,
		"glob":             `x=$(printf %05000d 0); while [[ $x != *0*0*0*0*0*0*0*0*1 ]]; do :; done`,
		"extended glob":    `shopt -s extglob; x=$(printf %02000d 0); [[ $x == *(*(*(0)))1 ]]`,
		"jq":               `jq -n '[range(1e9)]|length'`,
		"jq repeat":        `jq -n 'def f: f; f'`,
		"jq forever":       `jq -n 'repeat(1)'`,
		"jq growth":        `jq -n 'reduce range(60) as $i ("a"; . + .) | length'`,
		"diff":             `seq 60000 > a; seq 60000 | sort -r > b; while :; do diff a b; done`,
		"find":             `while :; do find / -exec true {} \; ; done`,
		"xargs":            `yes | xargs -n 1 true`,
		"mapfile":          `mapfile a < <(yes)`,
		"files":            `i=0; while :; do echo x > file$((i++)); done`,
		"folders":          `d=.; while :; do d=$d/d; mkdir -p $d; done`,
		"functions":        `i=0; while :; do eval "f$((i++))() { :; }"; done`,
		"aliases":          `i=0; while :; do alias a$((i++))=x; done`,
		"aws":              `while :; do aws sts get-caller-identity > /dev/null; done`,
		"sleep":            `while :; do sleep 1; done`,
		"history":          `while :; do history > /dev/null; set > /dev/null; done`,
		"subshells":        `while :; do (:); x=$(:); : | :; done`,
		"long pipe":        `while :; do echo x | cat | cat | cat | cat; done`,
		"set positional":   `set -- a; while :; do set -- "$@" "$@"; done`,
		"pushd":            `while :; do pushd / > /dev/null; done`,
		"local":            `f() { local x=$1$1; f "$x"; }; f a`,
		"IFS":              `x=$(seq 100000); while :; do set -- $x; done`,
		"getopts":          `while :; do getopts a o -a; done`,
		"test":             `while test a = a; do [ b = b ]; done`,
		"regexp":           `x=$(printf %0100000d 0); while [[ $x =~ (0*)*0$ ]]; do :; done`,
		"tr":               `yes | tr y x | tr x y`,
		"base64":           `x=aaaa; while :; do x=$(echo "$x" | base64 -w 0); done`,
		"ssh":              `while :; do ssh nowhere true; done`,
		"curl":             `while :; do curl http://nowhere; done`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := base.Run(context.Background(), line)
			if err == nil {
				t.Fatalf("ended by itself: status %d, %d bytes of output", n.Status, len(n.Output))
			}
			if _, ok := err.(*Stopped); !ok {
				t.Errorf("not a clear message but %T: %v", err, err)
			}
			if n != base {
				t.Error("another moment came back")
			}
		})
	}
}

// TestRunawaysAlone measures what one runaway after the other takes.
func TestRunawaysAlone(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector makes everything ten times slower and larger")
	}
	base := New(Options{Seed: 1})
	for _, line := range []string{
		`while :; do :; done`, `x=aaaa; for i in {1..40}; do x=$x$x; done`, `a=(1 2 3 4); while :; do a+=("${a[@]}"); done`,
		`:(){ :|:; }; :`, `while :; do yes > big; done`, `x=$(printf %0100000d 0); y=${x//0/$x}`, `jq -n '[range(1e9)]|length'`,
		`jq -n 'reduce range(60) as $i ("a"; . + .) | length'`, `f() { x=$(f); }; f`, `while :; do aws sts get-caller-identity; done`,
		`for i in {1..1000}; do printf '%01000000d' 0; done`, `yes $(seq 1000) | sort | uniq -c`, `echo a | sed ':a;s/a/aa/;ta'`,
	} {
		runtime.GC()
		peak, stop := watchHeap()
		begin := time.Now()
		_, err := base.Run(context.Background(), line)
		took := time.Since(begin)
		stop()
		if err == nil || took > 2*time.Second || peak.Load() > 256<<20 {
			t.Errorf("%s: %v after %v with %d MB", line, err, took, peak.Load()>>20)
		}
	}
}

// watchHeap samples how much memory the program's objects take.
func watchHeap() (peak *atomic.Uint64, stop func()) {
	peak, done, ended := new(atomic.Uint64), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			metrics.Read(s)
			peak.Store(max(peak.Load(), s[0].Value.Uint64()))
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	return peak, func() { close(done); <-ended }
}

// TestRefused: what is never begun.
func TestRefused(t *testing.T) {
	m := New(Options{Seed: 1})
	for line, want := range map[string]string{
		`sleep 100 & echo x`:                    "background",
		`:(){ :|:& };:`:                         "background",
		`echo a; (sleep 1; echo b) &`:           "background",
		`f() { true & }; echo x`:                "background",
		`coproc cat`:                            "coproc",
		`echo x > >(cat)`:                       ">(command)",
		`select x in a b; do echo; done`:        "select",
		`echo "unfinished`:                      "syntax error",
		`if true; then`:                         "syntax error",
		`echo )`:                                "syntax error",
		strings.Repeat("x", 1<<20):              "Too long",
		"echo " + strings.Repeat("(", 5000):     "levels",
		"echo " + strings.Repeat("$(", 50000):   "levels",
		strings.Repeat("{ ", 20000):             "levels",
		strings.Repeat("if true; then ", 10000): "syntax",
		strings.Repeat("[ ", 10000):             "levels",
	} {
		n, err := m.Run(context.Background(), line)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v", line, err)
		}
		if n != m {
			t.Errorf("%.40s: another moment", line)
		}
	}
	ko, err := New(Options{Lang: "ko"}).Run(context.Background(), `sleep 1 &`)
	if err == nil || !strings.Contains(err.Error(), "백그라운드") || len(ko.Output) > 0 {
		t.Errorf("in Korean: %v", err)
	}
}

// TestEndsByItself: what has an end of its own keeps it, with the real tools'
// errors.
func TestEndsByItself(t *testing.T) {
	for line, want := range map[string]string{
		`yes > big; ls -l big`:              "No space left on device",
		`x=x+1; echo $((x))`:                "recursion",
		`x=y; y=x; echo $((x))`:             "recursion",
		`jq -n '"abcdefgh" * 1e9 | length'`: "jq: error",
		strings.Repeat("if true; then ", 5000) + "echo deep" + strings.Repeat("; fi", 5000): "deep",
		`yes | head -n 2; echo ${PIPESTATUS[@]}`:                                            "141 0",
		`seq 100000 | wc -l`:                                                                "100000",
		`a=(); a[1000000000]=x; echo ${#a[@]} ${!a[@]}`:                                     "1 1000000000",
		`sleep 100d; date`:                                                                  "2027",
	} {
		m := run(t, New(Options{Seed: 1}), line)
		if !strings.Contains(string(m.Output), want) {
			t.Errorf("%.60s: %.200s", line, m.Output)
		}
	}
}

// TestCancel: Ctrl-C leaves the moment as it was.
func TestCancel(t *testing.T) {
	m := run(t, New(Options{Seed: 1}), `V=1; echo x > f`)
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(5*time.Millisecond, cancel)
	n, err := m.Run(ctx, `V=2; echo y > f; aws ec2 create-vpc --cidr-block 10.0.0.0/16; while sleep 1; do :; done`)
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

// TestHosts: a host has files and a shell of its own.
func TestHosts(t *testing.T) {
	m := run(t, New(Options{Seed: 1}), `echo secret > mine; V=laptop`)
	d := fmt.Sprint(m.Files())
	if d != "[mine]" {
		t.Errorf("files: %s", d)
	}
}
