package lessons

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

var both = []text.Speaker{text.For(text.English), text.For(text.Korean)}

// demo is the lesson of the template.
func demo(t *testing.T) *Module {
	t.Helper()
	lib, problems := Load(good())
	for _, p := range problems {
		t.Fatal(p.Say(both[0]))
	}
	return lib.Find("demo")
}

// do runs lines from a step's start as a learner would.
func do(t *testing.T, s *Step, lines ...string) *console.Moment {
	t.Helper()
	m, err := s.Start(context.Background(), text.English)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		if m, err = m.Run(context.Background(), line); err != nil {
			t.Fatal(line, err)
		}
	}
	return m
}

const (
	findVPC = "VPC=$(aws ec2 describe-vpcs --filters Name=tag:Name,Values=lunch --query 'Vpcs[0].VpcId' --output text)"
	first   = "aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.0/25"
	second  = "aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.128/25"
)

func states(results []Result) string {
	var list []string
	for _, r := range results {
		s := r.ID + "=" + r.State.String()
		if r.Trap != nil {
			s += " " + r.Trap.ID
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}

func TestChecks(t *testing.T) {
	cut := demo(t).Step("cut")
	for _, c := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"nothing done", nil, "halves=unmet, full=unmet"},
		{"solved", []string{findVPC, first, second}, "halves=met, full=met"},
		{"another way", []string{findVPC, "for n in 128 0; do aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.$n/25; done"}, "halves=met, full=met"},
		{"a known mistake, known by the code of the last line", []string{findVPC, first, "aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.64/25"}, "halves=unmet middle, full=unmet"},
		{"the same world by another way", []string{findVPC, first}, "halves=unmet one-half, full=unmet"},
		{"a mistake that nobody foresaw", []string{findVPC, "aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.32/27"}, "halves=unmet, full=unmet"},
		{"the learner's own aws does not fool a check", []string{"aws() { echo 211.11.124.0/25 211.11.124.128/25; }", "alias aws='echo fooled'", "VPC=none"}, "halves=unmet, full=unmet"},
		{"nor spoils it", []string{findVPC, first, second, "aws() { false; }", "export AWS_DEFAULT_REGION=eu-west-1", "set -e", "readonly VPC", "cd /"}, "halves=met, full=met"},
	} {
		m := do(t, cut, c.lines...)
		before := m.World.Cloud.Now
		if got := states(cut.Check(context.Background(), m)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if m.World.Cloud.Now != before || states(cut.Check(context.Background(), m)) != c.want {
			t.Errorf("%s: a check changed the learner's world", c.name)
		}
	}
}

func TestChecksSpeakEnglishToTheWorld(t *testing.T) {
	cut := demo(t).Step("cut")
	m, err := cut.Start(context.Background(), text.Korean)
	if err != nil || m.Options().Lang != text.Korean {
		t.Fatal("the start speaks the learner's language", err)
	}
	if n, _ := m.Run(context.Background(), "history | wc -l"); strings.TrimSpace(string(n.Output)) != "1" || len(m.Calls) > 0 {
		t.Errorf("the set-up's lines are not the learner's: %s", n.Output)
	}
	again, _ := cut.Start(context.Background(), text.English)
	if once, _ := cut.Start(context.Background(), text.English); once != again {
		t.Error("the start is computed once")
	}
	if got := states(cut.Check(context.Background(), m)); got != "halves=unmet, full=unmet" {
		t.Error(got)
	}
}

func TestSentences(t *testing.T) {
	cut := demo(t).Step("cut")
	r := cut.Check(context.Background(), do(t, cut, findVPC, first))[0]
	for i, want := range []string{
		"Not yet: one subnet for each half. Wanted 211.11.124.0/25 211.11.124.128/25, found 211.11.124.0/25.",
		"아직: 절반마다 서브넷 하나. 바라는 값 211.11.124.0/25 211.11.124.128/25, 실제 211.11.124.0/25.",
	} {
		if got := r.Sentence(both[i]); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPrediction(t *testing.T) {
	cut := demo(t).Step("cut")
	right, o := cut.Answer(context.Background(), do(t, cut))
	if right != 1 || o.ErrorCode() != "InvalidSubnet.Range" {
		t.Errorf("option %d, %s %s", right, o.Out, o.Err)
	}
}

func TestHints(t *testing.T) {
	cut := demo(t).Step("cut")
	m := do(t, cut, findVPC, first)
	ladder := cut.Ladder()
	var kinds []HintKind
	for i, h := range ladder {
		kinds = append(kinds, h.Kind)
		for _, s := range both {
			said := cut.Hint(context.Background(), i, m, s)
			if said == "" || strings.Contains(said, "‹") {
				t.Errorf("hint %d: %q", i, said)
			}
			if i < 3 && strings.Contains(said, "create-subnet") {
				t.Errorf("hint %d gives the command away: %s", i, said)
			}
		}
	}
	if !slices.Equal(kinds, []HintKind{Written, Written, WrongNow, Needed}) {
		t.Error(kinds)
	}
	if now := cut.Hint(context.Background(), 2, m, both[1]); !strings.Contains(now, "절반 하나만 만들었습니다") {
		t.Error("what is wrong now names the mistake that it recognises:", now)
	}
	needs, err := cut.Needs(context.Background())
	if err != nil || len(needs) != 2 || len(needs[0].Statements) != 2 || !strings.HasSuffix(needs[1].Statements[0], "211.11.124.128/25") {
		t.Errorf("needs: %+v %v", needs, err)
	}
	if said := cut.Hint(context.Background(), 9, m, both[0]); said != "" {
		t.Error("there is no tenth hint:", said)
	}
}

// A script to take home is a script for a new account: it runs in one, and
// afterwards every check is met.
func TestTakeHome(t *testing.T) {
	for _, s := range demo(t).Steps {
		for _, sol := range s.Solutions {
			script := s.TakeHome(sol, both[1])
			m := console.New(console.Options{Seed: 3, NoDefaultVPC: true, Region: "eu-west-1"})
			o := content.Run(context.Background(), m, script)
			if o.Cut != nil || o.Status != 0 {
				t.Fatalf("%s: %d %s\n%s", s.Ref(), o.Status, o.Err, script)
			}
			o = content.Run(context.Background(), o.After, "export AWS_DEFAULT_REGION=ap-northeast-2\n"+s.Given()+s.Checks[0].Block.Body)
			if got := o.Fields(); !slices.Equal(got, s.Checks[0].Want) {
				t.Errorf("%s at home: %v", s.Ref(), got)
			}
		}
	}
}

func TestVariants(t *testing.T) {
	files := good()
	edit(t, files, en, "```setup\naws ec2 create-vpc", "```setup\npick -k 1 colour 'echo red > colour' 'echo green > colour' 'echo blue > colour'\npick -k 2 two 'touch a' 'touch b' 'touch c'\naws ec2 create-vpc")
	lib, _ := Load(files)
	s := lib.Find("demo").Step("cut")
	if !s.Picks() || !lib.Find("demo").Step("again").Picks() || demo(t).Step("cut").Picks() {
		t.Fatal("a step picks when its set-up does, or the step that it stands on")
	}
	p := &prover{step: s}
	seen := map[string]bool{}
	for _, v := range p.others(context.Background()) {
		m, err := s.start(context.Background(), v)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := m.ReadFile("colour")
		seen[string(body)] = true
		seen[strings.Join(m.Files(), " ")] = true
	}
	m, _ := s.start(context.Background(), variant{seed: 1})
	body, _ := m.ReadFile("colour")
	seen[string(body)] = true
	for _, want := range []string{"red\n", "green\n", "blue\n", "a b colour", "a c colour", "b c colour"} {
		if !seen[want] && want != strings.Join(m.Files(), " ") {
			t.Errorf("no world with %q among %v", want, seen)
		}
	}
}

func TestChoices(t *testing.T) {
	if got := choices(4, 2); !reflect.DeepEqual(got, [][]int{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}) {
		t.Error(got)
	}
	seen := map[int]int{}
	for _, c := range choices(12, 3) {
		if len(c) != 3 || !slices.IsSorted(c) {
			t.Error(c)
		}
		for _, i := range c {
			seen[i]++
		}
	}
	if len(seen) != 12 {
		t.Error("every command of a pick is proved:", seen)
	}
}

func TestALocalCourseBeatsTheBuiltIn(t *testing.T) {
	local := good()
	edit(t, local, en, `title: "demo"`, "title: Mine")
	lib, _ := LoadFrom(Source{Name: "a", FS: good()}, Source{Name: "b", FS: local, Local: true})
	if len(lib.Modules) != 1 || lib.Modules[0].Title.EN != "Mine" || !lib.Modules[0].Local {
		t.Error(lib.Modules)
	}
	edit(t, local, en, "level=copy", "level=hard")
	lib, problems := Open(Source{Name: "b", FS: local, Local: true})
	if len(lib.Modules) != 0 || len(problems) != 1 {
		t.Error("a broken lesson is told of and left out:", lib.Modules, problems)
	}
}

func TestFolders(t *testing.T) {
	whole := good()
	for _, c := range []struct {
		name  string
		files fstest.MapFS
		want  string
	}{
		{"no English", fstest.MapFS{"a/lesson.ko.md": whole["demo/lesson.ko.md"]}, "x/a/lesson.md lint.file.missing"},
		{"no Korean", fstest.MapFS{"a/lesson.md": whole["demo/lesson.md"]}, "x/a/lesson.ko.md lint.file.missing"},
		{"a name that is no id", fstest.MapFS{"My Lesson/lesson.md": whole["demo/lesson.md"], "My Lesson/lesson.ko.md": whole["demo/lesson.ko.md"]}, "x/My Lesson lint.module.id"},
		{"facts that are no list", fstest.MapFS{"a/lesson.md": whole["demo/lesson.md"], "a/lesson.ko.md": whole["demo/lesson.ko.md"], "a/facts.yaml": {Data: []byte("a: b\n")}}, "x/a/facts.yaml:1:1 lint.fact.list"},
		{"a fact without a source", fstest.MapFS{"a/lesson.md": whole["demo/lesson.md"], "a/lesson.ko.md": whole["demo/lesson.ko.md"], "a/facts.yaml": {Data: []byte("- id: a\n  value: 1\n  source: a book\n  checked: 2026-01-01\n  stale: 2025-01-01\n")}}, "x/a/facts.yaml:3:11 lint.fact.source, x/a/facts.yaml:5:10 lint.fact.order"},
		{"nothing at all", fstest.MapFS{"a/readme.md": {Data: []byte("hello")}}, ""},
	} {
		_, problems := LoadFrom(Source{Name: "x", FS: c.files})
		var got []string
		for _, p := range problems {
			got = append(got, p.Pos.String()+" "+p.Code)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

var spoken = regexp.MustCompile(`"((?:lint|check|hint|notes|solution)\.[a-z.]+)"`)

// TestEverySentenceIsWritten: no code that is reported lacks its words.
func TestEverySentenceIsWritten(t *testing.T) {
	found := 0
	for _, pattern := range []string{"*.go", "../content/*.go"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range spoken.FindAllStringSubmatch(string(body), -1) {
				found++
				for _, s := range both {
					if !s.Has(m[1]) && !strings.HasSuffix(m[1], ".") {
						t.Errorf("%s: %s lacks %s", name, s.Lang(), m[1])
					}
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d sentences were found", found)
	}
}

func TestAChecksViewOfTheLearnersShell(t *testing.T) {
	files := good()
	lesson := string(files["demo/lesson.md"].Data)
	head, _, ok := strings.Cut(lesson, "\n## ")
	if !ok {
		t.Fatal("the lesson of the template has no step")
	}
	files["demo/lesson.md"].Data = []byte(head + "\n## Bare {#bare level=copy}\n\n> [!IMPORTANT]\n> Forget it.\n> - `clean`: nothing is kept\n\n" +
		"```check clean\n! grep -q 'a secret' <<< \"$LEARNER_SHELL\"\n```\n")
	lib, _ := Load(files)
	bare := lib.Find("demo").Step("bare")
	for _, c := range []struct{ line, want string }{
		{"true", "clean=met"},
		{`KEPT="it's a secret"`, "clean=unmet"},
		{`KEPT="it's a secret"; unset KEPT`, "clean=met"},
		{`list=(one "it's a secret")`, "clean=unmet"},
		{`set() { :; }; KEPT="it's a secret"`, "clean=unmet"},
	} {
		if got := states(bare.Check(context.Background(), do(t, bare, c.line))); got != c.want {
			t.Errorf("after %s: %s, want %s", c.line, got, c.want)
		}
	}
}

func TestWorldsAreComparedWithoutGoingRound(t *testing.T) {
	cut := demo(t).Step("cut")
	plain, key := do(t, cut).World, "aws kms create-key --description x"
	if !sameWorld(plain, do(t, cut, "sleep 1h").World) {
		t.Error("an hour later it is another world")
	}
	if sameWorld(plain, do(t, cut, key).World) {
		t.Error("a key more is not seen")
	}
	if !sameWorld(do(t, cut, key).World, do(t, cut, "sleep 1h", key).World) {
		t.Error("the same key made an hour later is another world")
	}
}
