package progress

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// FileName is the name of the database in the data folder.
const FileName = "progress.db"

// SQLite is a Store in one file. Each write is on its way to the disk when the
// call returns: killing the program loses at most the command in flight. Two
// programs may work in one file.
type SQLite struct{ db *sql.DB }

var _ Store = (*SQLite)(nil)

// ErrNewer says that a later version of the program wrote the file.
var ErrNewer = errors.New("progress: written by a newer version")

// OpenFile opens a database file, makes it when it is not there, and brings its
// schema up to date. It fails with ErrNewer, or with what SQLite says.
func OpenFile(path string) (*SQLite, error) {
	// WAL with synchronous=NORMAL: a killed program loses nothing, a power cut
	// at most the last commands (sqlite.org/pragma.html#pragma_synchronous).
	s, err := open(path, "_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	if err := s.migrate(); err != nil {
		s.db.Close()
		return nil, err
	}
	return s, nil
}

func open(path, options string) (*SQLite, error) {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath(), RawQuery: options}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // one learner, one writer; SQLite has one writer anyway
	if err := db.Ping(); err != nil {
		db.Close()
		return nil, err
	}
	return &SQLite{db}, nil
}

// Close ends the use of the file.
func (s *SQLite) Close() error { return s.db.Close() }

func (s *SQLite) migrate() error {
	var have int
	if err := s.db.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	if have == len(schema) {
		return s.check()
	}
	return s.within(func(tx *sql.Tx) error {
		if err := tx.QueryRow("PRAGMA user_version").Scan(&have); err != nil { // another program may have been faster
			return err
		}
		if have > len(schema) {
			return fmt.Errorf("%w: schema %d, this program knows %d", ErrNewer, have, len(schema))
		}
		for ; have < len(schema); have++ {
			if _, err := tx.Exec(schema[have]); err != nil {
				return err
			}
		}
		_, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", have))
		return err
	})
}

// check finds damage before the learner's work depends on the file.
func (s *SQLite) check() error {
	var said string
	if err := s.db.QueryRow("PRAGMA quick_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return fmt.Errorf("%w: %s", errDamaged, said)
	}
	return nil
}

var errDamaged = errors.New("progress: the file is damaged")

func (s *SQLite) within(do func(*sql.Tx) error) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Damaged tells whether an error means that the file cannot be read as a
// database.
func Damaged(err error) bool {
	return errors.Is(err, errDamaged) || code(err, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) ||
		err != nil && strings.Contains(err.Error(), "no such table")
}

// Unwritable tells whether an error means that nothing can be kept: a disk
// that is read-only or full, or a folder without rights.
func Unwritable(err error) bool {
	return code(err, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
}

// code compares primary result codes (the low byte of an extended one).
func code(err error, codes ...int) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	for _, c := range codes {
		if e.Code()&0xff == c {
			return true
		}
	}
	return false
}
