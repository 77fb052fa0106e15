package progress

import (
	"errors"
	"slices"
	"strconv"

	"skylab/quizzes/record"
)

func copyQuizzes(to, from Store) error {
	seed, err := from.Learner()
	if err == nil {
		err = to.SetLearner(seed)
	}
	numbers, err2 := copySittings(to, from)
	return errors.Join(err, err2, copyAnswers(to, from, numbers))
}

// copySittings returns the sittings' numbers here and there.
func copySittings(to, from Store) (map[int64]int64, error) {
	have, err := to.Sittings()
	if err != nil {
		return nil, err
	}
	known := map[string]int64{}
	for _, s := range have {
		known[sittingIdentity(s)] = s.ID
	}
	list, err := from.Sittings()
	if err != nil {
		return nil, err
	}
	there := map[int64]int64{}
	for _, s := range list {
		id, ok := known[sittingIdentity(s)]
		if !ok {
			made, err := to.BeginSitting(s)
			if err != nil {
				return there, err
			}
			id = made.ID
		}
		there[s.ID] = id
		if err := copyEvents(to, from, id, s.ID); err != nil {
			return there, err
		}
	}
	return there, nil
}

// copyEvents brings a sitting to where the other store's got, if it is the same
// one up to where this one's got.
func copyEvents(to, from Store, here, there int64) error {
	have, err := to.Events(here)
	if err != nil {
		return err
	}
	list, err := from.Events(there)
	if err != nil || len(list) <= len(have) || !slices.EqualFunc(have, list[:len(have)], sameEvent) {
		return err
	}
	for _, e := range list[len(have):] {
		if err := to.AppendEvent(here, e); err != nil {
			return err
		}
	}
	return nil
}

func sameEvent(a, b record.Event) bool {
	same := a.At.Equal(b.At)
	a.At = b.At
	return same && a == b
}

// sittingIdentity tells sittings of different files apart, as identity does
// sessions.
func sittingIdentity(s record.Sitting) string {
	return s.Exam + "\x00" + strconv.FormatUint(s.Seed, 10) + "\x00" + s.Began.UTC().String()
}

func copyAnswers(to, from Store, numbers map[int64]int64) error {
	have, err := to.Answers()
	if err != nil {
		return err
	}
	known := map[record.Answer]int{}
	for _, a := range have {
		known[answerIdentity(a)]++
	}
	list, err := from.Answers()
	if err != nil {
		return err
	}
	for _, a := range list {
		a.Sitting = numbers[a.Sitting]
		if k := answerIdentity(a); known[k] > 0 {
			known[k]--
			continue
		}
		if _, err := to.AddAnswer(a); err != nil {
			return err
		}
	}
	return nil
}

// answerIdentity is all of an answer but its place in one file.
func answerIdentity(a record.Answer) record.Answer {
	a.Seq = 0
	a.At = a.At.UTC().Round(0)
	return a
}
