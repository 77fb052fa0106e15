package console

import (
	"context"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// TestRunaways: each ends with a message, within two seconds and 256 MB, and
// leaves nothing behind.
func TestRunaways(t *testing.T) {
	base := run(t, New(Options{Seed: 1}), `echo before > kept; V=before; f() { echo f; }`)
	for name, line := range map[string]string{
		"loop":              `while :; do :; done`,
		"for":               `for ((;;)); do :; done`,
		"until":             `until false; do true; done`,
		"bare assignments":  `while x=1; do y=$x; done`,
		"doubling":          `x=aaaaaaaaaaaaaaaa; for i in {1..40}; do x=$x$x; done`,
		"append":            `x=aaaaaaaa; while :; do x+=$x; done`,
		"array":             `a=(1 2 3 4); while :; do a+=("${a[@]}"); done`,
		"many variables":    `i=0; while :; do i=$((i+1)); declare "v$i=$(printf %01000d 0)"; done`,
		"associative":       `declare -A m; i=0; while :; do m[$((i++))]=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx; done`,
		"recursion":         `f() { f; }; f`,
		"recursion in $()":  `f() { x=$(f); }; f`,
		"fork bomb":         `:(){ :|:; }; :`,
		"mutual recursion":  `a() { b; }; b() { a | cat; }; a`,
		"eval":              `e='eval "$e"'; eval "$e"`,
		"source":            `echo '. ./s' > s; . ./s`,
		"script":            `echo './s' > s; chmod +x s; ./s`,
		"alias":             `alias a='b; b' b='a; a'; while :; do a; done`,
		"output":            `while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done`,
		"1 GB":              `for i in {1..1000}; do printf '%01000000d' 0; done`,
		"yes":               `yes`,
		"yes into tail":     `yes | tail -n 1`,
		"yes into $()":      `x=$(yes)`,
		"cat of itself":     `echo a > f; while :; do cat f f > g; cat g g > f; done`,
		"braces":            `echo {1..10000000}`,
		"braces 2":          `echo {1..100}{1..100}{1..100}{1..100}`,
		"braces 3":          `echo {a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}`,
		"printf width":      `printf %999999999d 1`,
		"printf precision":  `printf %.999999999d 1`,
		"printf star":       `printf '%*d' 2000000000 1`,
		"printf reuse":      `printf '%60000s' $(seq 5000)`,
		"here-document":     `x=$(printf %0100000d 0); cat <<< "$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x$x"`,
		"substitution":      `x=$(printf %0100000d 0); y=${x//0/$x}`,
		"replace nested":    `x=aa; for i in {1..60}; do x=${x//a/aa}; done`,
		"arithmetic":        `while ((1)); do ((i++)); done`,
		"read forever":      `while ! read x; do :; done`,
		"seq":               `seq 1 1000000000`,
		"sort":              `yes $(seq 1000) | sort | uniq -c`,
		"sed":               `echo a | sed ':a;s/a/aa/;ta'`,
		"sed loop":          `echo a | sed ':a;ba'`,
		"grep":              `yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | grep -E '(a*)*(a*)*(a*)*b'`,
		"glob":              `x=$(printf %05000d 0); while [[ $x != *0*0*0*0*0*0*0*0*1 ]]; do :; done`,
		"extended glob":     `shopt -s extglob; x=$(printf %02000d 0); [[ $x == *(*(*(0)))1 ]]`,
		"jq":                `jq -n '[range(1e9)]|length'`,
		"jq repeat":         `jq -n 'def f: f; f'`,
		"jq forever":        `jq -n 'repeat(1)'`,
		"jq growth":         `jq -n 'reduce range(60) as $i ("a"; . + .) | length'`,
		"diff":              `seq 60000 > a; seq 60000 | sort -r > b; while :; do diff a b; done`,
		"find":              `while :; do find / -exec true {} \; ; done`,
		"xargs":             `yes | xargs -n 1 true`,
		"mapfile":           `mapfile a < <(yes)`,
		"files":             `i=0; while :; do echo x > file$((i++)); done`,
		"folders":           `d=.; while :; do d=$d/d; mkdir -p $d; done`,
		"functions":         `i=0; while :; do eval "f$((i++))() { :; }"; done`,
		"aliases":           `i=0; while :; do alias a$((i++))=x; done`,
		"aws":               `while :; do aws sts get-caller-identity > /dev/null; done`,
		"sleep":             `while :; do sleep 1; done`,
		"history":           `while :; do history > /dev/null; set > /dev/null; done`,
		"column":            `(printf %060000d 0; printf %060000d 0; echo; seq 100000) > f; column -t f`,
		"sed growth":        `x=$(printf %060000d 0); echo "$x" | sed "s/0/$x/g"`,
		"empty lines":       `yes '' | head -c 8000000 > f; while :; do sort f | nl -ba -w 100 | uniq -c | cat -n > /dev/null; done`,
		"group without end": `shopt -s extglob; x='@('; for i in {1..12}; do x=$x$x; done; while :; do [[ a == $x ]]; done`,
		"dear regexp":       `x=$(printf %060000d 0); x=$x$x$x$x; while :; do [[ $x =~ (.{1,500}1|0{1,500}2) ]]; done`,
		"dear grep":         `yes $(printf %06000d 0) | head -n 1000 | grep -cE '(.{1,400}a|.{1,400}b)'`,
		"jq nesting":        `jq -n 'reduce range(1e7) as $i (0; [.])'`,
		"jq wide":           `(echo '['; yes 0, | head -n 2500000; echo '0]') | jq length`,
		"xargs words":       `yes a | head -c 8000000 | xargs echo > /dev/null; while :; do :; done`,
		"subshells":         `while :; do (:); x=$(:); : | :; done`,
		"long pipe":         `while :; do echo x | cat | cat | cat | cat; done`,
		"set positional":    `set -- a; while :; do set -- "$@" "$@"; done`,
		"pushd":             `while :; do pushd / > /dev/null; done`,
		"local":             `f() { local x=$1$1; f "$x"; }; f a`,
		"IFS":               `x=$(seq 100000); while :; do set -- $x; done`,
		"getopts":           `while :; do getopts a o -a; done`,
		"test":              `while test a = a; do [ b = b ]; done`,
		"regexp":            `x=$(printf %0100000d 0); while [[ $x =~ (0*)*0$ ]]; do :; done`,
		"tr":                `yes | tr y x | tr x y`,
		"base64":            `x=aaaa; while :; do x=$(echo "$x" | base64 -w 0); done`,
		"ssh":               `while :; do ssh nowhere true; done`,
		"curl":              `while :; do curl http://nowhere; done`,
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
		`for i in {1..1000}; do printf '%01000000d' 0; done`, `yes $(seq 1000) | sort | uniq -c`, `jq -n 'reduce range(1e7) as $i (0; [.])'`,
		`(printf %060000d 0; echo; seq 100000) > f; column -t f`, `x=$(printf %060000d 0); echo "$x" | sed "s/0/$x/g"`,
		`yes '' | head -c 8000000 > f; while :; do sort f | nl -ba | uniq -c | cat -n > /dev/null; done`, `x='@('; for i in {1..12}; do x=$x$x; done; shopt -s extglob; while :; do [[ a == $x ]]; done`,
		`(echo '['; yes 0, | head -n 2500000; echo '0]') | jq length`, `echo a | sed ':a;s/a/aa/;ta'`,
	} {
		var err error
		var took time.Duration
		var peak *atomic.Uint64
		for range 3 { // a busy machine may take the processor away for a while
			runtime.GC()
			var stop func()
			peak, stop = watchHeap()
			begin := time.Now()
			_, err = base.Run(context.Background(), line)
			took = time.Since(begin)
			if stop(); took < 2*time.Second {
				break
			}
		}
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
		s := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}}
		for {
			metrics.Read(s)
			peak.Store(max(peak.Load(), s[0].Value.Uint64()+s[1].Value.Uint64()))
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
		`jq -n -c 'reduce range(300) as $i (0; [.])'`:                                       "<skipped: too deep>",
		"true" + strings.Repeat(" && true", 9000) + "; echo chained":                        "chained",
		"true" + strings.Repeat(" | true", 900) + "; echo piped":                            "piped",
		"echo $((" + strings.Repeat("- ", 20000) + "5))":                                    "5",
		`yes | head -n 2; echo ${PIPESTATUS[@]}`:                                            "141 0",
		`seq 1 1000000 | head -2; echo ${PIPESTATUS[@]}`:                                    "1\n2\n141 0",
		`seq 1 1000000000 | sed 2q`:                                                         "1\n2\n",
		`yes | grep -m1 y`:                                                                  "y\n",
		`yes | head -c 3`:                                                                   "y\ny",
		`while :; do echo x; done | head -2`:                                                "x\nx\n",
		`while :; do aws sts get-caller-identity; done | grep -m1 -c Account`:               "1",
		`seq 1 1000000 | wc -l`:                                                             "1000000",
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
