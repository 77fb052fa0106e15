package progress

import (
	"database/sql"
	"math/rand/v2"
	"strconv"

	sqlite3 "modernc.org/sqlite/lib"

	"skylab/quizzes/record"
)

// AddAnswer implements Store.
func (s *SQLite) AddAnswer(a record.Answer) (record.Answer, error) {
	r, err := s.db.Exec("INSERT INTO answers (item, hash, mode, sitting, chosen, correct, sure, took, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		a.Item, a.Hash, a.Mode, a.Sitting, a.Chosen, a.Right, a.Sure, a.Took, nanos(a.At))
	if err != nil {
		return a, err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return s.answerOf(a, err)
	}
	a.Seq, err = r.LastInsertId()
	return a, err
}

// answerOf is what another window kept of the same item of the same sitting.
func (s *SQLite) answerOf(a record.Answer, err error) (record.Answer, error) {
	if err != nil {
		return a, err
	}
	list, err := rows(s.db, answer, answers+" WHERE sitting > 0 AND sitting = ? AND item = ?", a.Sitting, a.Item)
	if err != nil || len(list) == 0 {
		return a, err
	}
	return list[0], nil
}

const answers = "SELECT seq, item, hash, mode, sitting, chosen, correct, sure, took, at FROM answers"

func answer(r *sql.Rows) (a record.Answer, err error) {
	var at int64
	err = r.Scan(&a.Seq, &a.Item, &a.Hash, &a.Mode, &a.Sitting, &a.Chosen, &a.Right, &a.Sure, &a.Took, &at)
	a.At = instant(at)
	return
}

// Answers implements Store.
func (s *SQLite) Answers() ([]record.Answer, error) {
	return rows(s.db, answer, answers+" ORDER BY seq")
}

// BeginSitting implements Store.
func (s *SQLite) BeginSitting(v record.Sitting) (record.Sitting, error) {
	err := s.within(func(tx *sql.Tx) error {
		r, err := tx.Exec("INSERT INTO sittings (exam, seed, began, time_limit, extra, pausable, short) VALUES (?, ?, ?, ?, ?, ?, ?)",
			v.Exam, strconv.FormatUint(v.Seed, 10), nanos(v.Began), v.Limit, v.Extra, v.Pausable, v.Short)
		if err != nil {
			return err
		}
		if v.ID, err = r.LastInsertId(); err != nil {
			return err
		}
		for i, d := range v.Items {
			if _, err := tx.Exec("INSERT INTO drawn VALUES (?, ?, ?, ?, ?, ?)", v.ID, i, d.Item, d.Hash, d.Task, d.Scored); err != nil {
				return err
			}
		}
		return nil
	})
	return v, err
}

// Sittings implements Store.
func (s *SQLite) Sittings() ([]record.Sitting, error) {
	list, err := rows(s.db, sitting, "SELECT id, exam, seed, began, time_limit, extra, pausable, short FROM sittings ORDER BY id")
	if err != nil {
		return nil, err
	}
	at := map[int64]int{}
	for i, v := range list {
		at[v.ID] = i
	}
	type drawn struct {
		sitting int64
		record.Drawn
	}
	all, err := rows(s.db, func(r *sql.Rows) (d drawn, err error) {
		err = r.Scan(&d.sitting, &d.Item, &d.Hash, &d.Task, &d.Scored)
		return
	}, "SELECT sitting, item, hash, task, scored FROM drawn ORDER BY sitting, place")
	for _, d := range all {
		if i, ok := at[d.sitting]; ok {
			list[i].Items = append(list[i].Items, d.Drawn)
		}
	}
	return list, err
}

func sitting(r *sql.Rows) (v record.Sitting, err error) {
	var seed string // as in sessions
	var began int64
	if err = r.Scan(&v.ID, &v.Exam, &seed, &began, &v.Limit, &v.Extra, &v.Pausable, &v.Short); err != nil {
		return
	}
	v.Began = instant(began)
	v.Seed, err = strconv.ParseUint(seed, 10, 64)
	return
}

// AppendEvent implements Store.
func (s *SQLite) AppendEvent(sitting int64, e record.Event) error {
	return s.within(func(tx *sql.Tx) error {
		var last int
		if err := tx.QueryRow("SELECT COALESCE(MAX(e.seq), 0) FROM sittings s LEFT JOIN events e ON e.sitting = s.id WHERE s.id = ? GROUP BY s.id", sitting).Scan(&last); err == sql.ErrNoRows {
			return ErrNone
		} else if err != nil {
			return err
		}
		if last >= e.Seq {
			return ErrMoved
		}
		_, err := tx.Exec("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sitting, e.Seq, e.Kind, e.Item, e.Chosen, e.Sure, e.Used, nanos(e.At))
		if code(err, sqlite3.SQLITE_CONSTRAINT) {
			return ErrMoved
		}
		return err
	})
}

// Events implements Store.
func (s *SQLite) Events(sitting int64) ([]record.Event, error) {
	return rows(s.db, func(r *sql.Rows) (e record.Event, err error) {
		var at int64
		err = r.Scan(&e.Seq, &e.Kind, &e.Item, &e.Chosen, &e.Sure, &e.Used, &at)
		e.At = instant(at)
		return
	}, "SELECT seq, kind, item, chosen, sure, used, at FROM events WHERE sitting = ? ORDER BY seq", sitting)
}

// Learner implements Store. It writes only where there is no seed yet.
func (s *SQLite) Learner() (uint64, error) {
	seed, err := s.learner()
	if err != sql.ErrNoRows {
		return seed, err
	}
	if err := s.SetLearner(rand.Uint64()); err != nil {
		return 0, err
	}
	return s.learner()
}

func (s *SQLite) learner() (uint64, error) {
	var seed string
	if err := s.db.QueryRow("SELECT value FROM settings WHERE name = 'learner'").Scan(&seed); err != nil {
		return 0, err
	}
	return strconv.ParseUint(seed, 10, 64)
}

// SetLearner implements Store. Of two programs that ask at once the first one's
// seed stays.
func (s *SQLite) SetLearner(seed uint64) error {
	_, err := s.db.Exec("INSERT OR IGNORE INTO settings VALUES ('learner', ?)", strconv.FormatUint(seed, 10))
	return err
}
