package progress

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"skylab/quizzes/record"
)

// fillQuizzes does everything that a learner's day of quizzes does to a store.
func fillQuizzes(s Store) error {
	v, err := s.BeginSitting(record.Sitting{Exam: "SAA-C03", Seed: 1<<64 - 1, Began: noon, Limit: 143 * time.Minute, Extra: 13 * time.Minute, Pausable: true,
		Items: []record.Drawn{{Item: "vpc/b", Hash: "1", Task: "3.4", Scored: true}, {Item: "vpc/a", Hash: "2", Task: "1.1"}}})
	_, err2 := s.BeginSitting(record.Sitting{Exam: "CLF-C02", Began: noon.Add(time.Hour), Short: true})
	_, err3 := s.AddAnswer(record.Answer{Item: "vpc/a", Hash: "2", Mode: record.Mock, Sitting: v.ID, Chosen: "nat gateway", Right: true, Sure: record.Certain, Took: 61 * time.Second, At: noon})
	_, err4 := s.AddAnswer(record.Answer{Item: "~route/17", Mode: record.Drill})
	return errors.Join(err, err2, err3, err4, s.SetLearner(1<<63+5),
		s.AppendEvent(v.ID, record.Event{Seq: 1, Kind: "answer", Item: 1, Chosen: "한글 'x'", Sure: record.Guess, Used: 90 * time.Second, At: noon}),
		s.AppendEvent(v.ID, record.Event{Seq: 2, Kind: "flag"}))
}

// everything that a store keeps of quizzes.
func quizDump(t *testing.T, s Store) string {
	t.Helper()
	sittings, err := s.Sittings()
	answers, err2 := s.Answers()
	learner, err3 := s.Learner()
	out := fmt.Sprintf("%+v\n%+v\n%d\n", sittings, answers, learner)
	for _, v := range sittings {
		events, err4 := s.Events(v.ID)
		err = errors.Join(err, err4)
		out += fmt.Sprintf("%d: %+v\n", v.ID, events)
	}
	if err := errors.Join(err, err2, err3); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestQuizzesAreKeptWhole(t *testing.T) {
	s, path := file(t)
	var m Memory
	if err := errors.Join(fillQuizzes(s), fillQuizzes(&m)); err != nil {
		t.Fatal(err)
	}
	want := quizDump(t, &m)
	for _, part := range []string{"18446744073709551615", "Limit:2h23m0s Extra:13m0s Pausable:true", "Item:vpc/b Hash:1 Task:3.4 Scored:true", "Short:true", "Chosen:nat gateway Right:true Sure:2 Took:1m1s", "Seq:2}", "9223372036854775813", "한글 'x'"} {
		if !strings.Contains(want, part) {
			t.Errorf("%q is not in\n%s", part, want)
		}
	}
	if got := quizDump(t, s); got != want {
		t.Fatalf("file:\n%s\nmemory:\n%s", got, want)
	}
	s.Close()
	again, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got := quizDump(t, again); got != want {
		t.Fatalf("after opening again:\n%s\nwant:\n%s", got, want)
	}
	if list, _ := again.Answers(); !list[1].At.IsZero() {
		t.Errorf("no time became %v", list[1].At)
	}
}

// What a store returns is a copy, and what it is given is copied.
func TestSittingsAreCopies(t *testing.T) {
	s, _ := file(t)
	for _, store := range []Store{s, new(Memory)} {
		items := []record.Drawn{{Item: "a"}}
		v, _ := store.BeginSitting(record.Sitting{Items: items})
		items[0].Item = "spoiled"
		list, _ := store.Sittings()
		list[0].Items[0].Task = "spoiled"
		list, _ = store.Sittings()
		if d := list[0].Items[0]; d.Item != "a" || d.Task != "" || list[0].ID != v.ID {
			t.Errorf("%T: %+v", store, list)
		}
	}
}

func TestEventsOnlyGrow(t *testing.T) {
	s, _ := file(t)
	for _, store := range []Store{s, new(Memory)} {
		v, _ := store.BeginSitting(record.Sitting{})
		if err := store.AppendEvent(v.ID, record.Event{Seq: 7}); err != nil {
			t.Fatal(err)
		}
		for _, seq := range []int{7, 5} {
			if err := store.AppendEvent(v.ID, record.Event{Seq: seq}); !errors.Is(err, ErrMoved) {
				t.Errorf("%T: event %d behind event 7: %v", store, seq, err)
			}
		}
		if err := store.AppendEvent(99, record.Event{Seq: 1}); !errors.Is(err, ErrNone) {
			t.Errorf("%T: event of a sitting that is not there: %v", store, err)
		}
		if list, err := store.Events(99); err != nil || list != nil {
			t.Errorf("%T: events of a sitting that is not there: %v %v", store, list, err)
		}
	}
}

// Two windows on one exam: of two events of one number one is kept, and the
// other window is told.
func TestTwoProgramsInOneSitting(t *testing.T) {
	a, path := file(t)
	b, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	v, _ := a.BeginSitting(record.Sitting{Exam: "SAA-C03"})
	const events = 50
	var all sync.WaitGroup
	var kept, moved [2]int
	for p, s := range []*SQLite{a, b} {
		all.Go(func() {
			for seq := 1; seq <= events; seq++ {
				err := s.AppendEvent(v.ID, record.Event{Seq: seq, Item: p})
				switch {
				case err == nil:
					kept[p]++
				case errors.Is(err, ErrMoved):
					moved[p]++
				default:
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	list, err := a.Events(v.ID)
	if err != nil || len(list) != kept[0]+kept[1] || kept[0]+moved[0] != events || kept[1]+moved[1] != events {
		t.Fatalf("%d events, kept %v, moved %v, %v", len(list), kept, moved, err)
	}
	for i, e := range list {
		if i > 0 && e.Seq <= list[i-1].Seq {
			t.Fatalf("event %d after %d", e.Seq, list[i-1].Seq)
		}
	}
}

// Two programs that ask for the learner's seed at once get the same one.
func TestOneLearner(t *testing.T) {
	a, path := file(t)
	b, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	x, err := a.Learner()
	y, err2 := b.Learner()
	z, err3 := b.Learner()
	if errors.Join(err, err2, err3) != nil || x != y || y != z {
		t.Fatal(x, y, z, err, err2, err3)
	}
	if err := a.SetLearner(x + 1); err != nil {
		t.Fatal(err)
	}
	if again, _ := a.Learner(); again != x {
		t.Errorf("the seed changed from %d to %d", x, again)
	}
	c, _ := file(t)
	if other, _ := c.Learner(); other == x {
		t.Error("two learners share a seed")
	}
	var m Memory
	p, _ := m.Learner()
	if q, _ := m.Learner(); p != q {
		t.Errorf("memory: %d, then %d", p, q)
	}
}

// appendEvents is the program that is killed within a mock exam.
func appendEvents(s *SQLite) {
	list, err := s.Sittings()
	if err != nil {
		panic(err)
	}
	if len(list) == 0 {
		v, err := s.BeginSitting(record.Sitting{Exam: "SAA-C03", Items: make([]record.Drawn, 65)})
		if err != nil {
			panic(err)
		}
		list = append(list, v)
	}
	events, err := s.Events(list[0].ID)
	if err != nil {
		panic(err)
	}
	for seq := len(events) + 1; ; seq++ {
		if err := s.AppendEvent(list[0].ID, record.Event{Seq: seq, Kind: "answer", Chosen: strconv.Itoa(seq)}); err != nil {
			panic(err)
		}
		fmt.Println(seq)
	}
}

// Killed at any instant of a mock exam, at most the event in flight is lost,
// and the exam is there with all its items.
func TestKilledInASitting(t *testing.T) {
	kills := 5
	if n, err := strconv.Atoi(os.Getenv("SKYLAB_KILLS")); err == nil {
		kills = n
	}
	path := filepath.Join(t.TempDir(), FileName)
	r := rand.New(rand.NewPCG(1, 2))
	for range kills {
		said := killed(t, path, "sitting", time.Duration(r.IntN(30_000))*time.Microsecond)
		s, err := OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		list, err := s.Sittings()
		if err != nil || len(list) != 1 || len(list[0].Items) != 65 {
			t.Fatalf("%d sittings, %v", len(list), err)
		}
		events, err := s.Events(list[0].ID)
		if err != nil || said == 0 || len(events) < said || len(events) > said+1 {
			t.Fatalf("said %d events are safe, %d are there, %v", said, len(events), err)
		}
		for i, e := range events {
			if e.Seq != i+1 || e.Chosen != strconv.Itoa(i+1) {
				t.Fatalf("event %d is %+v", i+1, e)
			}
		}
		s.Close()
	}
}

// A file of the second version is brought up to date, and what it held stays.
func TestMigratesTheSecondVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), FileName)
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{schema[0], schema[1], "PRAGMA user_version = 2", "INSERT INTO predictions VALUES (1, 'vpc/cut', 'c', '59', '62', 1, 0)"} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	s, err := OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := fillQuizzes(s); err != nil {
		t.Fatal(err)
	}
	var m Memory
	if err := fillQuizzes(&m); err != nil {
		t.Fatal(err)
	}
	if got, want := quizDump(t, s), quizDump(t, &m); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if p, err := s.Predictions(); err != nil || len(p) != 1 || p[0].Truth != "62" {
		t.Errorf("%+v %v", p, err)
	}
}

// An export of version 1, as released, comes in still.
func TestImportsTheFirstVersion(t *testing.T) {
	var m Memory
	err := Import(&m, strings.NewReader("skylab-progress: 1\nsettings: {lang: ko}\nsteps:\n- {step: vpc/cut, solved: true}\nsessions: []\npredictions:\n- {step: vpc/cut, command: c, answer: \"59\", truth: \"62\", sure: true, at: 2026-11-20T12:00:00Z}\n"))
	steps, _ := m.Steps()
	predictions, _ := m.Predictions()
	answers, _ := m.Answers()
	if err != nil || len(steps) != 1 || len(predictions) != 1 || len(answers) != 0 {
		t.Fatal(err, steps, predictions, answers)
	}
}

func TestImportRefusesBrokenSittings(t *testing.T) {
	var m Memory
	err := Import(&m, strings.NewReader("skylab-progress: 2\nsittings:\n- exam: SAA-C03\n  events:\n  - seq: 2\n  - seq: 1\n"))
	if err == nil || !strings.Contains(err.Error(), "SAA-C03") || !strings.Contains(err.Error(), "event 1 stands twice or out of order") {
		t.Error(err)
	}
	if list, _ := m.Sittings(); len(list) != 0 {
		t.Errorf("left %+v", list)
	}
}

// Numbers are good within one file: where an export comes in, other sittings
// have them. A sitting that went on elsewhere goes on here.
func TestSittingsComeInBesideOthers(t *testing.T) {
	from, to := new(Memory), new(Memory)
	if _, err := to.BeginSitting(record.Sitting{Exam: "DVA-C02", Began: noon}); err != nil {
		t.Fatal(err)
	}
	if err := fillQuizzes(from); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := Copy(to, from); err != nil {
			t.Fatal(err)
		}
	}
	if err := from.AppendEvent(1, record.Event{Seq: 3, Kind: "end"}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(Export(from, &b), Import(to, &b)); err != nil {
		t.Fatal(err)
	}
	sittings, _ := to.Sittings()
	answers, _ := to.Answers()
	events, _ := to.Events(2)
	if len(sittings) != 3 || len(answers) != 2 || answers[0].Sitting != 2 || answers[1].Sitting != 0 || len(events) != 3 || events[2].Kind != "end" {
		t.Errorf("%+v\n%+v\n%+v", sittings, answers, events)
	}
}

// The same answer given twice is two answers, however often they come in.
func TestTwinAnswersStayTwo(t *testing.T) {
	from, to := new(Memory), new(Memory)
	for range 2 {
		from.AddAnswer(record.Answer{Item: "vpc/a", At: noon})
	}
	to.AddAnswer(record.Answer{Item: "vpc/a", At: noon}) // one of them came in before
	for range 3 {
		if err := Copy(to, from); err != nil {
			t.Fatal(err)
		}
	}
	if list, _ := to.Answers(); len(list) != 2 || list[0].Seq != 1 || list[1].Seq != 2 {
		t.Errorf("%+v", list)
	}
}

func TestPredictionsAreAnswers(t *testing.T) {
	var m Memory
	for i, at := range []time.Time{noon, noon.Add(2 * time.Hour), noon.Add(time.Hour)} { // the clock was set back
		m.AddAnswer(record.Answer{Item: strconv.Itoa(i), At: at})
	}
	for _, h := range []int{-1, 1, 5} {
		m.AddPrediction(Prediction{Step: "vpc/p" + strconv.Itoa(h), Answer: "a", Truth: strings.Repeat("a", 1+h&1), Sure: h > 0, At: noon.Add(time.Duration(h) * time.Hour)})
	}
	list, err := Answered(&m)
	var got []string
	for _, a := range list {
		got = append(got, a.Item)
	}
	if want := []string{"vpc/p-1.predict", "0", "vpc/p1.predict", "1", "2", "vpc/p5.predict"}; err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("%v, want %v, %v", got, want, err)
	}
	if a := list[0]; a.Mode != record.Lesson || a.Sure != record.Guess || a.Right || a.Chosen != "a" || a.Seq != 0 {
		t.Errorf("%+v", a)
	}
	if a := list[2]; a.Sure != record.Certain {
		t.Errorf("%+v", a)
	}
}

func BenchmarkAddAnswer(b *testing.B) {
	s, err := OpenFile(filepath.Join(b.TempDir(), "p.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for b.Loop() {
		if _, err := s.AddAnswer(record.Answer{Item: "vpc/s3-cheap", Hash: "0123456789abcdef", Mode: record.Drill, Chosen: "gateway", At: noon}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAnswers100000(b *testing.B) {
	s, err := OpenFile(filepath.Join(b.TempDir(), "p.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	err = s.within(func(tx *sql.Tx) error {
		for i := range 100_000 {
			if _, err := tx.Exec("INSERT INTO answers (item, hash, mode, sitting, chosen, correct, sure, took, at) VALUES (?, 'h', 'drill', 0, 'gateway', 1, 2, 30000000000, ?)", "vpc/"+strconv.Itoa(i%5000), i); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if list, err := s.Answers(); err != nil || len(list) != 100_000 {
			b.Fatal(len(list), err)
		}
	}
}

// Two windows mark one exam at the same time: an item has one answer.
func TestAnItemOfASittingIsAnsweredOnce(t *testing.T) {
	file, err := OpenFile(filepath.Join(t.TempDir(), FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for name, s := range map[string]Store{"memory": new(Memory), "file": file} {
		first, err := s.AddAnswer(record.Answer{Item: "vpc/a", Mode: record.Mock, Sitting: 1, Chosen: "x", Right: true})
		if err != nil {
			t.Fatal(name, err)
		}
		again, err := s.AddAnswer(record.Answer{Item: "vpc/a", Mode: record.Mock, Sitting: 1, Chosen: "y"})
		if err != nil || again.Seq != first.Seq || again.Chosen != "x" || !again.Right {
			t.Errorf("%s: %+v %v", name, again, err)
		}
		for _, a := range []record.Answer{{Item: "vpc/a", Mode: record.Mock, Sitting: 2}, {Item: "vpc/a", Mode: record.Drill}, {Item: "vpc/a", Mode: record.Drill}} {
			if _, err := s.AddAnswer(a); err != nil {
				t.Error(name, err)
			}
		}
		if list, err := s.Answers(); err != nil || len(list) != 4 {
			t.Errorf("%s: %d answers, %v", name, len(list), err)
		}
	}
}
