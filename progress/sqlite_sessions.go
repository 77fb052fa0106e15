package progress

import (
	"database/sql"
	"strconv"

	sqlite3 "modernc.org/sqlite/lib"
)

// touched orders sessions by when they were last worked in. It is a counter
// and not a time, so that a clock set back cannot confuse it.
const touch = "(SELECT COALESCE(MAX(touched), 0) + 1 FROM sessions)"

// Begin implements Store.
func (s *SQLite) Begin(v Session) (Session, error) {
	r, err := s.db.Exec("INSERT INTO sessions (base, seed, engine, lesson, lang, began, hints, assisted, grown_from, grown_seq, touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "+touch+")",
		v.Base, strconv.FormatUint(v.Seed, 10), v.Engine, v.Lesson, v.Lang, nanos(v.Began), v.Hints, v.Assisted, v.From, v.FromSeq)
	if err != nil {
		return v, err
	}
	v.ID, err = r.LastInsertId()
	return v, err
}

// Update implements Store.
func (s *SQLite) Update(v Session) error {
	r, err := s.db.Exec("UPDATE sessions SET hints = ?, assisted = ?, touched = "+touch+" WHERE id = ?", v.Hints, v.Assisted, v.ID)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return ErrNone
	}
	return nil
}

// Append implements Store.
func (s *SQLite) Append(session int64, e Entry) error {
	return s.within(func(tx *sql.Tx) error {
		var last int
		if err := tx.QueryRow("SELECT COALESCE(MAX(seq), 0) FROM entries WHERE session = ?", session).Scan(&last); err != nil {
			return err
		}
		if last >= e.Seq {
			return ErrMoved
		}
		_, err := tx.Exec("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)", session, e.Seq, e.Line, e.Status, e.Virtual, nanos(e.At))
		if code(err, sqlite3.SQLITE_CONSTRAINT) {
			return ErrMoved
		}
		if err != nil {
			return err
		}
		_, err = tx.Exec("UPDATE sessions SET touched = "+touch+" WHERE id = ?", session)
		return err
	})
}

const sessionColumns = "SELECT id, base, seed, engine, lesson, lang, began, hints, assisted, grown_from, grown_seq FROM sessions "

// Resume implements Store.
func (s *SQLite) Resume(base string) (Session, []Entry, error) {
	v, err := s.one(sessionColumns+"WHERE base = ? ORDER BY id DESC LIMIT 1", base)
	if err != nil {
		return v, nil, err
	}
	j, err := s.Journal(v.ID)
	return v, j, err
}

// Latest implements Store.
func (s *SQLite) Latest() (Session, error) {
	return s.one(sessionColumns + "ORDER BY touched DESC LIMIT 1")
}

// Sessions implements Store.
func (s *SQLite) Sessions() ([]Session, error) {
	return rows(s.db, session, sessionColumns+"ORDER BY id")
}

// Journal implements Store.
func (s *SQLite) Journal(id int64) ([]Entry, error) {
	return rows(s.db, func(r *sql.Rows) (e Entry, err error) {
		var at int64
		err = r.Scan(&e.Seq, &e.Line, &e.Status, &e.Virtual, &at)
		e.At = instant(at)
		return
	}, "SELECT seq, line, status, virtual, at FROM entries WHERE session = ? ORDER BY seq", id)
}

func (s *SQLite) one(query string, args ...any) (Session, error) {
	list, err := rows(s.db, session, query, args...)
	if err == nil && len(list) == 0 {
		err = ErrNone
	}
	if err != nil {
		return Session{}, err
	}
	return list[0], nil
}

func session(r *sql.Rows) (v Session, err error) {
	var seed string // SQLite's integers are signed: all 64 bits go as text
	var began int64
	if err = r.Scan(&v.ID, &v.Base, &seed, &v.Engine, &v.Lesson, &v.Lang, &began, &v.Hints, &v.Assisted, &v.From, &v.FromSeq); err != nil {
		return
	}
	v.Began = instant(began)
	v.Seed, err = strconv.ParseUint(seed, 10, 64)
	return
}
