package progress

import (
	"database/sql"
	"encoding/json"
	"math"
	"time"
)

// Settings implements Store.
func (s *SQLite) Settings() (Settings, error) {
	var out Settings
	var body string
	err := s.db.QueryRow("SELECT value FROM settings WHERE name = 'settings'").Scan(&body)
	if err == sql.ErrNoRows {
		return out, nil
	}
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal([]byte(body), &out)
}

// SetSettings implements Store.
func (s *SQLite) SetSettings(v Settings) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	_, err = s.db.Exec("INSERT INTO settings VALUES ('settings', ?) ON CONFLICT DO UPDATE SET value = excluded.value", string(body))
	return err
}

// Steps implements Store.
func (s *SQLite) Steps() ([]StepProgress, error) {
	return rows(s.db, func(r *sql.Rows) (p StepProgress, err error) {
		var started, passed int64
		err = r.Scan(&p.Step, &p.Solved, &p.Assisted, &p.Hints, &p.Attempts, &p.Commands, &started, &passed, &p.Answer)
		p.Started, p.Passed = instant(started), instant(passed)
		return
	}, "SELECT step, solved, assisted, hints, attempts, commands, started, passed, answer FROM steps ORDER BY step")
}

// SetStep implements Store.
func (s *SQLite) SetStep(p StepProgress) error {
	_, err := s.db.Exec("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		p.Step, p.Solved, p.Assisted, p.Hints, p.Attempts, p.Commands, nanos(p.Started), nanos(p.Passed), p.Answer)
	return err
}

// AddPrediction implements Store.
func (s *SQLite) AddPrediction(p Prediction) error {
	_, err := s.db.Exec("INSERT INTO predictions (step, command, answer, truth, sure, at) VALUES (?, ?, ?, ?, ?, ?)",
		p.Step, p.Command, p.Answer, p.Truth, p.Sure, nanos(p.At))
	return err
}

// Predictions implements Store.
func (s *SQLite) Predictions() ([]Prediction, error) {
	return rows(s.db, func(r *sql.Rows) (p Prediction, err error) {
		var at int64
		err = r.Scan(&p.Step, &p.Command, &p.Answer, &p.Truth, &p.Sure, &at)
		p.At = instant(at)
		return
	}, "SELECT step, command, answer, truth, sure, at FROM predictions ORDER BY id")
}

// What 64 bits of nanoseconds hold: the years 1677 to 2262.
var earliest, latest = time.Unix(0, math.MinInt64), time.Unix(0, math.MaxInt64)

// nanos and instant keep a time as nanoseconds since 1970; 0 is no time. A clock
// that is set beyond what they hold stands at the end of it: UnixNano would
// make any other time of it.
func nanos(t time.Time) int64 {
	switch {
	case t.IsZero():
		return 0
	case t.Before(earliest):
		return math.MinInt64
	case t.After(latest):
		return math.MaxInt64
	}
	return t.UnixNano()
}

func instant(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.Unix(0, n).UTC()
}

func rows[T any](db *sql.DB, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	r, err := db.Query(query, args...)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var list []T
	for r.Next() {
		v, err := scan(r)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, r.Err()
}
