package lessons

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

func TestTheCourseThatBanksReferTo(t *testing.T) {
	lib, _ := LoadFrom(Source{FS: good()})
	c := lib.Course()
	if steps := c.Steps(); !slices.Equal(steps, []string{"demo/cut", "demo/again"}) {
		t.Errorf("steps %v", steps)
	}
	if traps, ok := c.Traps("demo/cut"); !ok || !slices.Contains(traps, "one-half") {
		t.Errorf("traps %v %t", traps, ok)
	}
	for _, ref := range []string{"demo", "demo/", "demo/cuts", "", "demo/cut/more"} {
		if _, ok := c.Traps(ref); ok {
			t.Errorf("%q is a step", ref)
		}
		if _, ok := c.World(ref, false); ok {
			t.Errorf("%q has a world", ref)
		}
	}
}

// TestTheWorldOfAStep: it begins as the step does, or as its first solution
// leaves it, and knows the step's names.
func TestTheWorldOfAStep(t *testing.T) {
	lib, _ := LoadFrom(Source{FS: good()})
	for solved, want := range map[bool]string{false: "0", true: "2"} {
		w, ok := lib.Course().World("demo/cut", solved)
		if !ok {
			t.Fatal("no world")
		}
		m, err := w.Start(context.Background(), text.Korean)
		if err != nil {
			t.Fatal(err)
		}
		o := content.Run(context.Background(), m, w.Given+`aws ec2 describe-subnets --filters Name=vpc-id,Values=$VPC --query 'length(Subnets)' --output text`)
		if got := strings.TrimSpace(o.Out); got != want {
			t.Errorf("solved %t: %s subnets, want %s (%s)", solved, got, want, o.Err)
		}
	}
}

func TestPredictionsAreItems(t *testing.T) {
	lib, _ := LoadFrom(Builtin())
	list := lib.Predictions()
	ids := map[string]bool{}
	for _, other := range list {
		ids[other.ID] = true
		if other.Kind != quizzes.Predict || !other.Proved || !other.Korean || other.Hash == "" || other.Step+".predict" != other.ID {
			t.Errorf("%+v", other.Entry)
		}
	}
	steps := 0
	for _, m := range lib.Modules {
		for _, s := range m.Steps {
			if s.Predict != nil {
				steps++
			}
		}
	}
	if len(ids) != steps || len(list) != steps {
		t.Errorf("%d items, %d ids, %d predictions", len(list), len(ids), steps)
	}
	all, problems := quizzes.Open(lib.Course(), list, nil)
	if len(problems) > 0 || len(all.Entries()) != steps {
		t.Errorf("%v, %d entries", problems, len(all.Entries()))
	}
	it, err := all.Item(context.Background(), "vpc/cut.predict")
	if err != nil {
		t.Fatal(err)
	}
	if it.Entry.ID != "vpc/cut.predict" || !slices.Equal(it.Keyed(), []string{"59"}) || !it.Right(quizzes.Response{"59"}) || it.World == nil {
		t.Errorf("%+v", it)
	}
	if why := it.Option("62").Reason; !strings.Contains(why.EN, "`59`") || !strings.Contains(why.EN, "`62`") || !strings.Contains(why.KO, "`59`") {
		t.Errorf("a wrong option's reason: %q", why)
	}
}

func TestEveryPredictionLoads(t *testing.T) {
	lib, _ := LoadFrom(Builtin())
	for _, other := range lib.Predictions() {
		it, err := other.Load(context.Background())
		if err != nil {
			t.Error(err)
			continue
		}
		seen := map[string]bool{}
		for _, o := range it.Options {
			if seen[o.ID] || strings.ContainsAny(o.ID, " =") || o.Reason.EN == "" || o.Reason.KO == "" || o.Text.KO == "" {
				t.Errorf("%s: option %+v", it.ID, o)
			}
			seen[o.ID] = true
		}
		if len(it.Keyed()) != 1 {
			t.Errorf("%s: keys %v", it.ID, it.Keyed())
		}
	}
}

// TestAPredictionThatNothingDecides says so and gives no item.
func TestAPredictionThatNothingDecides(t *testing.T) {
	files := good()
	body := string(files["demo/lesson.md"].Data)
	at := strings.Index(body, "\n? ")
	end := at + 1 + strings.IndexByte(body[at+1:], '\n')
	files["demo/lesson.md"].Data = []byte(body[:at] + "\n? nobody says this | nor that" + body[end:])
	lib, _ := LoadFrom(Source{FS: files})
	_, err := lib.Predictions()[0].Load(context.Background())
	var undecided *Undecided
	if !errors.As(err, &undecided) {
		t.Errorf("%v", err)
	}
}

func TestHashOfAPrediction(t *testing.T) {
	p := &Predict{Question: content.WordsOf("What?", "무엇?"), Options: []Option{{Key: "ok", Label: content.WordsOf("yes", "예")}}}
	before := p.hash()
	p.Question.KO = "무엇입니까?"
	if p.hash() != before {
		t.Error("the Korean words changed it")
	}
	p.Options[0].Label.EN = "no"
	if p.hash() == before {
		t.Error("another option changed nothing")
	}
}
