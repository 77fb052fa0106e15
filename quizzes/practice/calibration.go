package practice

import (
	"cmp"
	"math"
	"slices"

	"skylab/quizzes/record"
)

// lately is how many of the latest sure answers on a topic are looked at.
const lately = 10

// Calibration is how often the learner was right when they said how sure they
// were.
type Calibration struct {
	Sure  record.Sure
	Said  int     // answers of this sureness
	Right int     // of them
	Low   float64 // 95 % confidence interval of the share
	High  float64
}

// Calibration says it for Guess and Certain, in this order; predictions of
// lessons count as any other answer.
func (h *History) Calibration() []Calibration {
	var list []Calibration
	for _, s := range []record.Sure{record.Guess, record.Certain} {
		n := h.said[s]
		low, high := Wilson(n.right, n.said)
		list = append(list, Calibration{s, n.said, n.right, low, high})
	}
	return list
}

func (h *History) calibrate(it *item, a record.Answer) {
	if a.Sure != record.Guess && a.Sure != record.Certain {
		return
	}
	n := &h.said[a.Sure]
	n.said++
	if a.Right {
		n.right++
	}
	if a.Sure == record.Guess || it.topic < 0 {
		return
	}
	t := &h.topics[it.topic]
	if t.sure = append(t.sure, a.Right); len(t.sure) > lately {
		t.sure = append(t.sure[:0], t.sure[1:]...)
	}
}

// Overconfidence is a topic on which the learner was sure and wrong: 3 of the
// last 10 sure answers.
type Overconfidence struct {
	Module, Topic string
	Sure          int // latest sure answers that were looked at, at most 10
	Wrong         int // of them
}

// Overconfident lists the topics with at least two sure and wrong answers
// among the latest ten sure ones, most wrong first.
func (h *History) Overconfident() []Overconfidence {
	var list []Overconfidence
	for _, t := range h.topics {
		o := Overconfidence{Module: t.module, Topic: t.name, Sure: len(t.sure)}
		for _, right := range t.sure {
			if !right {
				o.Wrong++
			}
		}
		if o.Wrong >= 2 { // one is a slip
			list = append(list, o)
		}
	}
	slices.SortStableFunc(list, func(a, b Overconfidence) int {
		return cmp.Or(cmp.Compare(b.Wrong, a.Wrong), cmp.Compare(a.Sure, b.Sure), cmp.Compare(a.Module, b.Module), cmp.Compare(a.Topic, b.Topic))
	})
	return list
}

// Wilson is the 95 % confidence interval of a share, 0 to 1; all of it when
// nothing was measured. Unlike the usual mean ± error it stays within 0 and 1
// and is right for few answers too.
// itl.nist.gov/div898/handbook/prc/section2/prc241.htm
func Wilson(right, of int) (low, high float64) {
	if of <= 0 {
		return 0, 1
	}
	const z = 1.959964 // of the normal distribution, two-sided 95 %
	n, p := float64(of), float64(right)/float64(of)
	middle := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	whole := 1 + z*z/n
	return max(0, (middle-half)/whole), min(1, (middle+half)/whole)
}
