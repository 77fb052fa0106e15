package mock

import (
	"math"
	"time"

	"skylab/quizzes/record"
)

// Earlier is the learner's mock of the same exam before another one.
type Earlier struct {
	Began time.Time
	Score Score // of its scored items, as they were marked then
	Again int   // items of the later mock that any mock before it had
}

// Before finds the mock of the same exam before a sitting, of those that were
// marked; nil when there is none. past are all sittings in the order in which
// they were begun, kept all answers.
func Before(s record.Sitting, past []record.Sitting, kept []record.Answer) *Earlier {
	scores := Scores(past, kept)
	var found *Earlier
	seen := map[string]bool{}
	for _, p := range past {
		if p.ID == s.ID {
			break
		}
		for _, d := range p.Items {
			seen[d.Item] = true
		}
		if score := scores[p.ID]; p.Exam == s.Exam && score.Of > 0 {
			found = &Earlier{Began: p.Began, Score: score}
		}
	}
	if found != nil {
		for _, d := range s.Items {
			if seen[d.Item] {
				found.Again++
			}
		}
	}
	return found
}

// Scores are the raw results of sittings by their ids, of the scored items as
// they were marked when each ended; none for one that was not marked.
func Scores(past []record.Sitting, kept []record.Answer) map[int64]Score {
	marks := map[int64]map[string]bool{}
	for _, a := range kept {
		if a.Mode != record.Mock {
			continue
		}
		if marks[a.Sitting] == nil {
			marks[a.Sitting] = map[string]bool{}
		}
		marks[a.Sitting][a.Item] = a.Right
	}
	scores := map[int64]Score{}
	for _, s := range past {
		score := scores[s.ID]
		for _, d := range s.Items {
			if right, ok := marks[s.ID][d.Item]; ok && d.Scored {
				score.add(right)
			}
		}
		scores[s.ID] = score
	}
	return scores
}

// Differs tells whether two shares lie further apart than chance would put
// them: whether the interval of their difference, 95 % after Newcombe (his
// method 10, made of Wilson's intervals), leaves 0 out.
// https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I
func (s Score) Differs(o Score) bool {
	if s.Of == 0 || o.Of == 0 {
		return false
	}
	low, high := s.Interval()
	oLow, oHigh := o.Interval()
	d := s.Share() - o.Share()
	return d-math.Hypot(s.Share()-low, oHigh-o.Share()) > 0 || d+math.Hypot(high-s.Share(), o.Share()-oLow) < 0
}
