package progress

import (
	"bytes"
	"math"
	"testing"
	"time"

	"skylab/quizzes/record"
)

// A wall clock may be set to anything; what is kept of it stays in order.
func TestTimesBeyondWhatIsKept(t *testing.T) {
	s, _ := file(t)
	defer s.Close()
	times := []time.Time{
		time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC), time.Date(1677, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1969, 12, 31, 23, 0, 0, 0, time.UTC), noon,
		time.Date(2263, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	}
	for _, at := range times {
		if _, err := s.AddAnswer(record.Answer{Item: "vpc/a", At: at}); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Answers()
	if err != nil || len(list) != len(times) {
		t.Fatal(list, err)
	}
	for i, a := range list {
		if want := times[i]; want.Year() > 1677 && want.Year() < 2262 && !a.At.Equal(want) {
			t.Errorf("%v became %v", want, a.At)
		}
		if i > 0 && a.At.Before(list[i-1].At) {
			t.Errorf("%v was kept as %v, before %v", times[i], a.At, list[i-1].At)
		}
	}
}

// What no program of ours wrote comes through an export as it was, and comes
// once.
func TestOddQuizzesAreImportedOnce(t *testing.T) {
	var m Memory
	v, err := m.BeginSitting(record.Sitting{Exam: "ZZZ-C99", Began: noon, Limit: -time.Hour, Extra: math.MaxInt64, Items: nil})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []record.Event{
		{Seq: 1, Kind: "?", Item: math.MinInt, Used: -1}, {Seq: 2, Kind: "answer", Item: 99, Chosen: "a=b \"\n", Sure: 77, At: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)},
		{Seq: math.MaxInt, Kind: "", Used: math.MaxInt64},
	} {
		if err := m.AppendEvent(v.ID, e); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.AppendEvent(v.ID, record.Event{Seq: -3}); err != ErrMoved {
		t.Errorf("event -3: %v, in a file it is %v", err, ErrMoved)
	}
	for _, a := range []record.Answer{{}, {Item: "~", Mode: "?", Sitting: -7, Sure: -1, Took: math.MinInt64}, {Item: "가 \x7f", Sitting: v.ID, At: time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)}} {
		if _, err := m.AddAnswer(a); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := Export(&m, &out); err != nil {
		t.Fatal(err)
	}
	s, _ := file(t)
	defer s.Close()
	for range 2 {
		if err := Import(s, bytes.NewReader(out.Bytes())); err != nil {
			t.Fatal(err)
		}
		answers, err := s.Answers()
		sittings, err2 := s.Sittings()
		if err != nil || err2 != nil || len(answers) != 3 || len(sittings) != 1 {
			t.Fatalf("%d answers, %d sittings, %v, %v", len(answers), len(sittings), err, err2)
		}
		events, err := s.Events(sittings[0].ID)
		if err != nil || len(events) != 3 || events[2].Seq != math.MaxInt || events[2].Used != math.MaxInt64 {
			t.Fatalf("%+v, %v", events, err)
		}
	}
}
