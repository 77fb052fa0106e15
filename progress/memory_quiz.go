package progress

import (
	"math/rand/v2"
	"slices"

	"skylab/quizzes/record"
)

// memoryQuiz is what a Memory keeps of quizzes.
type memoryQuiz struct {
	answers  []record.Answer
	sittings []record.Sitting
	events   map[int64][]record.Event
	learner  *uint64
}

// AddAnswer implements Store.
func (m *Memory) AddAnswer(a record.Answer) (record.Answer, error) {
	err := m.write(func() error {
		if a.Sitting > 0 {
			for _, kept := range m.quiz.answers {
				if kept.Sitting == a.Sitting && kept.Item == a.Item {
					a = kept
					return nil
				}
			}
		}
		a.Seq = int64(len(m.quiz.answers) + 1)
		m.quiz.answers = append(m.quiz.answers, a)
		return nil
	})
	return a, err
}

// Answers implements Store.
func (m *Memory) Answers() ([]record.Answer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.quiz.answers), nil
}

// BeginSitting implements Store.
func (m *Memory) BeginSitting(s record.Sitting) (record.Sitting, error) {
	err := m.write(func() error {
		s.ID = int64(len(m.quiz.sittings) + 1)
		kept := s
		kept.Items = slices.Clone(s.Items)
		m.quiz.sittings = append(m.quiz.sittings, kept)
		return nil
	})
	return s, err
}

// Sittings implements Store.
func (m *Memory) Sittings() ([]record.Sitting, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := slices.Clone(m.quiz.sittings)
	for i := range list {
		list[i].Items = slices.Clone(list[i].Items)
	}
	return list, nil
}

// AppendEvent implements Store.
func (m *Memory) AppendEvent(sitting int64, e record.Event) error {
	return m.write(func() error {
		if sitting < 1 || sitting > int64(len(m.quiz.sittings)) {
			return ErrNone
		}
		if m.quiz.events == nil {
			m.quiz.events = map[int64][]record.Event{}
		}
		list, last := m.quiz.events[sitting], 0
		if len(list) > 0 {
			last = list[len(list)-1].Seq
		}
		if last >= e.Seq {
			return ErrMoved
		}
		m.quiz.events[sitting] = append(list, e)
		return nil
	})
}

// Events implements Store.
func (m *Memory) Events(sitting int64) ([]record.Event, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.quiz.events[sitting]), nil
}

// Learner implements Store.
func (m *Memory) Learner() (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.quiz.learner == nil { // in memory alone: nothing that could fail
		seed := rand.Uint64()
		m.quiz.learner = &seed
	}
	return *m.quiz.learner, nil
}

// SetLearner implements Store.
func (m *Memory) SetLearner(seed uint64) error {
	return m.write(func() error {
		if m.quiz.learner == nil {
			m.quiz.learner = &seed
		}
		return nil
	})
}
