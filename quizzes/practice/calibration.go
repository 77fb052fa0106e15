package practice

import "skylab/quizzes/record"

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
func (h *History) Calibration() []Calibration { return nil }

// Overconfidence is a topic on which the learner was sure and wrong: 3 of the
// last 10 sure answers.
type Overconfidence struct {
	Module, Topic string
	Sure          int // latest sure answers that were looked at, at most 10
	Wrong         int // of them
}

// Overconfident lists the topics with at least two sure and wrong answers
// among the latest ten sure ones, most wrong first.
func (h *History) Overconfident() []Overconfidence { return nil }

// Wilson is the 95 % confidence interval of a share.
// itl.nist.gov/div898/handbook/prc/section2/prc241.htm
func Wilson(right, of int) (low, high float64) { return 0, 1 }
