package content

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"skylab/text"
)

const page = `---
title: A
---

Intro <!-- for
authors --> goes on.

## Cut it {#cut level=copy  start=previous-step}

Prose with a fact[^a.b] and ` + "`[^code]`" + `.

> [!TIP]
> First hint
> goes on.

> A quotation stays prose.

` + "```check halves\necho a\nwant a\n```\n\n~~~trap halves id=x code=Y.Z\nfalse\n~~~\n"

func TestParse(t *testing.T) {
	doc, problems := Parse("a.md", []byte(page))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(doc.Preamble) != 1 || len(doc.Sections) != 1 {
		t.Fatalf("%d nodes before the first heading, %d sections", len(doc.Preamble), len(doc.Sections))
	}
	if got := doc.Preamble[0].Prose.String(); strings.Contains(got, "authors --") || !strings.Contains(got, "goes on.") {
		t.Errorf("the comment was not taken out: %q", got)
	}
	s := doc.Sections[0]
	if id, _ := s.Attr("id"); s.Title != "Cut it" || id.Value != "cut" || s.Pos != (Position{"a.md", 8, 1}) {
		t.Errorf("heading: %+v", s)
	}
	if a, _ := s.Attr("start"); a.Value != "previous-step" || a.Pos.Column != 29 {
		t.Errorf("attribute: %+v", a)
	}
	var kinds []string
	for _, n := range s.Nodes {
		switch {
		case n.Prose != nil:
			kinds = append(kinds, "prose")
		case n.Alert != nil:
			kinds = append(kinds, n.Alert.Kind+":"+n.Alert.Text.String())
		default:
			kinds = append(kinds, n.Block.Kind+":"+n.Block.Info()+":"+n.Block.Body)
		}
	}
	want := "prose|TIP:First hint\ngoes on.|prose|check:halves:echo a\nwant a\n|trap:halves id=x code=Y.Z:false\n"
	if got := strings.Join(kinds, "|"); got != want {
		t.Errorf("nodes:\n%q\nwant\n%q", got, want)
	}
	tip := s.Nodes[1].Alert
	if tip.Pos.Line != 12 || tip.Text.Lines[0].Pos != (Position{"a.md", 13, 3}) {
		t.Errorf("places of the alert: %v, %v", tip.Pos, tip.Text.Lines[0].Pos)
	}
	if check := s.Nodes[3].Block; check.At(1, 1) != (Position{"a.md", 20, 1}) {
		t.Errorf("second line of the check: %v", check.At(1, 1))
	}
}

func TestParseSurvivesAnything(t *testing.T) {
	for _, src := range []string{"", "---", "---\n---", "\x00\xff", "```", "> [!", "## {#", "<!--", "---\n: :\n---\n", "~~~\n```\n", "\r\n\r\n"} {
		for cut := range len(src) + 1 {
			Parse("a.md", []byte(src[:cut]))
		}
	}
	for cut := 0; cut < len(page); cut += 3 {
		Parse("a.md", []byte(page[:cut]))
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(page))
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, problems := Parse("a.md", src)
		for _, p := range problems {
			if p.Pos.Line < 0 || p.Pos.Line > strings.Count(string(src), "\n")+2 {
				t.Errorf("%v lies outside the file", p.Pos)
			}
		}
		for _, s := range doc.Sections {
			for _, n := range s.Nodes {
				_ = n.Pos()
			}
		}
	})
}

func TestMutants(t *testing.T) {
	const script = `VPC=$(aws ec2 describe-vpcs | head -1) # keep: shows how to look
for az in a b; do
  S=$(aws x $az)
  aws y $S
done
cat > policy.json <<'EOF'
{ "Statement": [] }
EOF
if [ -n "$S" ]; then aws z; else aws q; fi
aws ec2 wait nat-gateway-available  # keep:
f() { aws a && aws b; }
`
	list, err := Mutants(script)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range list {
		row := strings.ReplaceAll(m.Left, "\n", "⏎")
		if m.Nested {
			row = "  " + row
		}
		if m.Marked {
			row += " [keep " + m.Keep + "]"
		}
		if m.Watching {
			row += " [waits]"
		}
		got = append(got, row)
		if m.Instead != "" {
			if _, err := ParseShell(m.Instead); err != nil {
				t.Errorf("without %q the rest does not parse: %v", m.Left, err)
			}
		}
	}
	want := []string{
		"VPC=$(aws ec2 describe-vpcs | head -1) # keep: shows how to look⏎ [keep shows how to look]",
		"for az in a b; do⏎  S=$(aws x $az)⏎  aws y $S⏎done⏎",
		"  S=$(aws x $az)⏎", "  aws y $S⏎",
		"cat >policy.json <<'EOF'⏎{ \"Statement\": [] }⏎EOF⏎",
		`if [ -n "$S" ]; then aws z; else aws q; fi` + "⏎", "  aws z⏎", "  aws q⏎",
		"aws ec2 wait nat-gateway-available # keep:⏎ [keep ] [waits]",
		"f() { aws a && aws b; }⏎", "  aws a && aws b⏎",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

func TestReachedAndAssigned(t *testing.T) {
	reached := strings.Join(Reached("shut web || true", "shut() { probe \"$1\"; }\nprobe() { trace internet \"$1\"; }\nnever() { curl x; }"), " ")
	if reached != "shut true probe trace" {
		t.Error("reached:", reached)
	}
	assigned := strings.Join(Assigned("A=1 B=2 cmd\nfor c in x; do read d e; done\nlocal F=3\nexport G=$(H=1)"), " ")
	if assigned != "A B c d e F G H" {
		t.Error("assigned:", assigned)
	}
}

func TestMask(t *testing.T) {
	for in, want := range map[string]string{
		"subnet-0123456789abcdef0 vpc-0123456789abcdef1 subnet-0123456789abcdef0 i-1234567f ap-northeast-2": "subnet-#1 vpc-#2 subnet-#1 i-#3 ap-northeast-2",
		"13.125.4.9:80 from 203.0.113.10 and 10.0.1.10, 13.125.4.9, 13.125.4.0/24 0.0.0.0/0":                "address-#1:80 from 203.0.113.10 and 10.0.1.10, address-#1, 13.125.4.0/24 0.0.0.0/0",
		"at 2026-11-20T02:30:00+00:00 in us-east-1":                                                         "at instant in us-east-1",
	} {
		if got := Mask(in); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestBuiltinFactsAreSound(t *testing.T) {
	facts, problems := BuiltinFacts()
	for _, p := range problems {
		t.Error(p.Say(text.For(text.English)))
	}
	f, ok := facts.Find("vpc.reserved-addresses")
	if !ok || f.Value.KO == f.Value.EN || f.StaleOn(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC)) || !f.StaleOn(time.Date(2126, 1, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%+v", f)
	}
	if _, problems = facts.Plus(fstest.MapFS{"x/facts.yaml": {Data: []byte("- id: vpc.reserved-addresses\n  value: 5\n  source: https://a.b/\n  checked: 2026-01-02\n  stale: 2027-01-02\n")}}, "x"); len(problems) != 1 || problems[0].Code != "lint.fact.twice" {
		t.Error("a fact that is there twice:", problems)
	}
}

// The counts are those of AWS's guides: CLF 19, SAA 14, DVA 13 and 12, SOA 13, DOP 19.
func TestExamTasks(t *testing.T) {
	want := map[string]int{"CLF-C02": 19, "SAA-C03": 14, "DVA-C02": 13, "DVA-C03": 12, "SOA-C03": 13, "DOP-C02": 19}
	for _, e := range Exams() {
		if len(e.Tasks) != want[e.Code] {
			t.Errorf("%s has %d tasks, want %d", e.Code, len(e.Tasks), want[e.Code])
		}
		for _, task := range e.Tasks {
			if task.EN == "" || task.KO == "" {
				t.Errorf("%s/%s lacks a title", e.Code, task.ID)
			}
			for _, old := range task.Was {
				if _, _, ok := FindTask("DVA-C02/" + old); !ok {
					t.Errorf("%s/%s takes up DVA-C02/%s, which is none", e.Code, task.ID, old)
				}
			}
		}
		delete(want, e.Code)
	}
	if len(want) > 0 {
		t.Error("missing:", want)
	}
	if _, _, ok := FindTask("SAA-C03/9.9"); ok {
		t.Error("SAA-C03/9.9 is no task")
	}
}
