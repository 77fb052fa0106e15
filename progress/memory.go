package progress

import (
	"cmp"
	"slices"
	"sync"
)

// Memory is a Store that forgets when the program ends: for tests, and for a
// learner whose disk cannot be written. The zero value is ready. Fail, when
// set, is asked before every write; its error is returned instead of writing.
type Memory struct {
	Fail func() error

	mu          sync.Mutex
	settings    Settings
	steps       map[string]StepProgress
	sessions    []Session
	journals    map[int64][]Entry
	latest      int64
	predictions []Prediction
	quiz        memoryQuiz
}

var _ Store = (*Memory)(nil)

func (m *Memory) write(do func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Fail != nil {
		if err := m.Fail(); err != nil {
			return err
		}
	}
	return do()
}

// Settings implements Store.
func (m *Memory) Settings() (Settings, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.settings, nil
}

// SetSettings implements Store.
func (m *Memory) SetSettings(s Settings) error {
	return m.write(func() error { m.settings = s; return nil })
}

// Steps implements Store.
func (m *Memory) Steps() ([]StepProgress, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []StepProgress
	for _, s := range m.steps {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b StepProgress) int { return cmp.Compare(a.Step, b.Step) })
	return list, nil
}

// SetStep implements Store.
func (m *Memory) SetStep(s StepProgress) error {
	return m.write(func() error {
		if m.steps == nil {
			m.steps = map[string]StepProgress{}
		}
		m.steps[s.Step] = s
		return nil
	})
}

// Begin implements Store.
func (m *Memory) Begin(s Session) (Session, error) {
	err := m.write(func() error {
		s.ID = int64(len(m.sessions) + 1)
		m.sessions = append(m.sessions, s)
		m.latest = s.ID
		return nil
	})
	return s, err
}

// Update implements Store.
func (m *Memory) Update(s Session) error {
	return m.write(func() error {
		for i := range m.sessions {
			if m.sessions[i].ID == s.ID {
				m.sessions[i].Hints, m.sessions[i].Assisted = s.Hints, s.Assisted
				m.latest = s.ID
				return nil
			}
		}
		return ErrNone
	})
}

// Append implements Store.
func (m *Memory) Append(session int64, e Entry) error {
	return m.write(func() error {
		if m.journals == nil {
			m.journals = map[int64][]Entry{}
		}
		j := m.journals[session]
		if len(j) > 0 && j[len(j)-1].Seq >= e.Seq {
			return ErrMoved
		}
		m.journals[session] = append(j, e)
		m.latest = session
		return nil
	})
}

// Resume implements Store.
func (m *Memory) Resume(base string) (Session, []Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := len(m.sessions) - 1; i >= 0; i-- {
		if s := m.sessions[i]; s.Base == base {
			return s, slices.Clone(m.journals[s.ID]), nil
		}
	}
	return Session{}, nil, ErrNone
}

// Latest implements Store.
func (m *Memory) Latest() (Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range m.sessions {
		if s.ID == m.latest {
			return s, nil
		}
	}
	return Session{}, ErrNone
}

// Sessions implements Store.
func (m *Memory) Sessions() ([]Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.sessions), nil
}

// Journal implements Store.
func (m *Memory) Journal(session int64) ([]Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.journals[session]), nil
}

// AddPrediction implements Store.
func (m *Memory) AddPrediction(p Prediction) error {
	return m.write(func() error { m.predictions = append(m.predictions, p); return nil })
}

// Predictions implements Store.
func (m *Memory) Predictions() ([]Prediction, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.predictions), nil
}
