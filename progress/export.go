package progress

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"skylab/quizzes/record"
)

// exportVersion is raised when the shape of an export changes. Import reads the
// older ones too: 1 had nothing of quizzes.
const exportVersion = 2

// document is an export as a person reads it.
type document struct {
	Skylab      int                  `yaml:"skylab-progress"`
	Settings    Settings             `yaml:"settings"`
	Steps       []StepProgress       `yaml:"steps"`
	Sessions    []documentSession    `yaml:"sessions"`
	Predictions []documentPrediction `yaml:"predictions"`
	Learner     *uint64              `yaml:"learner,omitempty"` // the seed of Store.Learner
	Sittings    []documentSitting    `yaml:"sittings,omitempty"`
	Answers     []record.Answer      `yaml:"answers,omitempty"`
}

type documentSession struct {
	Session `yaml:",inline"`
	Journal []Entry `yaml:"journal"`
}

type documentPrediction struct {
	Prediction `yaml:",inline"`
}

// Export writes everything in a store as YAML that a person can read.
func Export(s Store, w io.Writer) error {
	doc := document{Skylab: exportVersion}
	var errs [5]error
	doc.Settings, errs[0] = s.Settings()
	doc.Steps, errs[1] = s.Steps()
	predictions, err := s.Predictions()
	errs[2] = err
	for _, p := range predictions {
		doc.Predictions = append(doc.Predictions, documentPrediction{p})
	}
	doc.Sessions, errs[3] = exportSessions(s)
	errs[4] = doc.exportQuizzes(s)
	if err := errors.Join(errs[:]...); err != nil {
		return err
	}
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	return errors.Join(enc.Encode(doc), enc.Close())
}

func exportSessions(s Store) ([]documentSession, error) {
	list, err := s.Sessions()
	if err != nil {
		return nil, err
	}
	var out []documentSession
	for _, one := range list {
		journal, err := s.Journal(one.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, documentSession{one, journal})
	}
	return out, nil
}

// Import adds an export to a store, as Copy does. A file that is not an export,
// or has a word that is not known, is refused whole with the line.
func Import(s Store, r io.Reader) error {
	body, err := io.ReadAll(io.LimitReader(r, 64<<20))
	if err != nil {
		return err
	}
	var doc document
	dec := yaml.NewDecoder(bytes.NewReader(body))
	dec.KnownFields(true)
	if err := dec.Decode(&doc); err != nil {
		return fmt.Errorf("not an export of skylab: %s", strings.TrimPrefix(err.Error(), "yaml: "))
	}
	if doc.Skylab < 1 || doc.Skylab > exportVersion {
		return fmt.Errorf("not an export of skylab: skylab-progress is %d, this program reads 1 to %d", doc.Skylab, exportVersion)
	}
	from, err := doc.store()
	if err != nil {
		return err
	}
	return Copy(s, from)
}

func (d document) store() (*Memory, error) {
	m := new(Memory)
	errs := []error{m.SetSettings(d.Settings)}
	for _, s := range d.Steps {
		errs = append(errs, m.SetStep(s))
	}
	numbers := map[int64]int64{0: 0} // in the file and here
	for _, s := range d.Sessions {
		from, ok := numbers[s.From]
		if !ok {
			errs = append(errs, fmt.Errorf("session %s of %s: the session %d that it grew from does not stand before it", s.Base, s.Began.Format(time.RFC3339), s.From))
		}
		number := s.ID
		s.From = from
		made, err := m.Begin(s.Session)
		errs = append(errs, err)
		if number != 0 {
			numbers[number] = made.ID
		}
		for _, e := range s.Journal {
			if err := m.Append(made.ID, e); err != nil {
				errs = append(errs, fmt.Errorf("session %s of %s: line %d stands twice or out of order", s.Base, s.Began.Format(time.RFC3339), e.Seq))
			}
		}
	}
	for _, p := range d.Predictions {
		errs = append(errs, m.AddPrediction(p.Prediction))
	}
	errs = append(errs, d.importQuizzes(m))
	return m, errors.Join(errs...)
}
