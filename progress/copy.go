package progress

import "errors"

// Copy adds everything in one store to another: settings where the other has
// none, steps where this one got further, sessions, predictions, mock exams and
// answers that the other does not have yet. Doing it twice changes nothing more.
func Copy(to, from Store) error {
	return errors.Join(copySettings(to, from), copySteps(to, from), copySessions(to, from), copyPredictions(to, from), copyQuizzes(to, from))
}

func copySettings(to, from Store) error {
	have, err := to.Settings()
	if err != nil || have != (Settings{}) {
		return err
	}
	s, err := from.Settings()
	if err != nil || s == (Settings{}) {
		return err
	}
	return to.SetSettings(s)
}

func copySteps(to, from Store) error {
	have, err := to.Steps()
	if err != nil {
		return err
	}
	known := map[string]StepProgress{}
	for _, s := range have {
		known[s.Step] = s
	}
	list, err := from.Steps()
	if err != nil {
		return err
	}
	for _, s := range list {
		if k, ok := known[s.Step]; ok {
			s = further(k, s)
		}
		if err := to.SetStep(s); err != nil {
			return err
		}
	}
	return nil
}

// further joins two records of one step so that nothing reached is lost.
func further(a, b StepProgress) StepProgress {
	if b.Done() && (!a.Done() || b.Passed.Before(a.Passed)) {
		a.Passed, a.Answer = b.Passed, b.Answer
	}
	if !b.Started.IsZero() && (a.Started.IsZero() || b.Started.Before(a.Started)) {
		a.Started = b.Started
	}
	a.Solved, a.Assisted = a.Solved || b.Solved, a.Assisted || b.Assisted
	a.Hints, a.Attempts, a.Commands = max(a.Hints, b.Hints), max(a.Attempts, b.Attempts), max(a.Commands, b.Commands)
	return a
}

func copySessions(to, from Store) error {
	have, err := to.Sessions()
	if err != nil {
		return err
	}
	known := map[string]int64{}
	for _, s := range have {
		known[identity(s)] = s.ID
	}
	list, err := from.Sessions()
	if err != nil {
		return err
	}
	there := map[int64]int64{} // numbers here and there
	for _, s := range list {
		id, ok := known[identity(s)]
		if !ok {
			if id, err = copySession(to, from, s, there[s.From]); err != nil {
				return err
			}
		}
		there[s.ID] = id
	}
	return nil
}

// copySession copies one session, which grew there from another one, and
// returns its number there.
func copySession(to, from Store, s Session, grown int64) (int64, error) {
	journal, err := from.Journal(s.ID)
	if err != nil {
		return 0, err
	}
	if s.From = grown; grown == 0 {
		s.FromSeq = 0
	}
	made, err := to.Begin(s)
	if err != nil {
		return 0, err
	}
	for _, e := range journal {
		if err := to.Append(made.ID, e); err != nil {
			return 0, err
		}
	}
	return made.ID, nil
}

// identity tells sessions of different files apart: a number is good within
// one file only.
func identity(s Session) string { return s.Base + "\x00" + s.Began.UTC().String() }

func copyPredictions(to, from Store) error {
	have, err := to.Predictions()
	if err != nil {
		return err
	}
	known := map[Prediction]bool{}
	for _, p := range have {
		known[p] = true
	}
	list, err := from.Predictions()
	if err != nil {
		return err
	}
	for _, p := range list {
		if known[p] {
			continue
		}
		if err := to.AddPrediction(p); err != nil {
			return err
		}
	}
	return nil
}
