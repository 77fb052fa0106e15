package progress

import (
	"errors"
	"fmt"
	"time"

	"skylab/quizzes/record"
)

type documentSitting struct {
	record.Sitting `yaml:",inline"`
	Events         []record.Event `yaml:"events"`
}

// exportQuizzes takes what a store keeps of quizzes into the document.
func (d *document) exportQuizzes(s Store) error {
	learner, err := s.Learner()
	if err != nil {
		return err
	}
	d.Learner = &learner
	list, err := s.Sittings()
	if err != nil {
		return err
	}
	for _, one := range list {
		events, err := s.Events(one.ID)
		if err != nil {
			return err
		}
		d.Sittings = append(d.Sittings, documentSitting{one, events})
	}
	d.Answers, err = s.Answers()
	return err
}

// importQuizzes fills a store with what a document has of quizzes.
func (d *document) importQuizzes(m *Memory) error {
	var errs []error
	if d.Learner != nil {
		errs = append(errs, m.SetLearner(*d.Learner))
	}
	numbers := map[int64]int64{} // in the file and here
	for _, s := range d.Sittings {
		made, err := m.BeginSitting(s.Sitting)
		errs = append(errs, err)
		numbers[s.ID] = made.ID
		for _, e := range s.Events {
			if err := m.AppendEvent(made.ID, e); err != nil {
				errs = append(errs, fmt.Errorf("mock exam %s of %s: event %d stands twice or out of order", s.Exam, s.Began.Format(time.RFC3339), e.Seq))
			}
		}
	}
	for _, a := range d.Answers {
		a.Sitting = numbers[a.Sitting] // none where the file lacks it: the answer counts all the same
		_, err := m.AddAnswer(a)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
