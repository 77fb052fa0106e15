package progress

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Notice says what the learner must be told about their progress; its text has
// an ID in package text ("progress." + Notice).
type Notice string

// The notices of Open.
const (
	AllWell  Notice = ""
	SetAside Notice = "set-aside" // a damaged file was renamed, a fresh one begun
	Unsaved  Notice = "unsaved"   // nothing can be kept; what was there is shown
	Newer    Notice = "newer"     // a newer version wrote the file; nothing is kept
	NoFolder Notice = "no-folder" // there is no home folder; nothing is kept
)

// Opened is a store that can be used in any case, and what to say about it.
type Opened struct {
	Store  Store
	Notice Notice
	Path   string // of the database, or of the damaged file that was set aside
	Cause  error  // why, when Notice is not AllWell
	close  func() error
}

// Close ends the use of the store.
func (o Opened) Close() error {
	if o.close == nil {
		return nil
	}
	return o.close()
}

// Open opens the store in a folder, making both where they are missing. It
// never fails: where nothing can be kept, the store is one in memory that
// begins with what could be read. now names a damaged file that is set aside.
func Open(folder string, now time.Time) Opened {
	path := filepath.Join(folder, FileName)
	if folder == "" {
		return Opened{Store: new(Memory), Notice: NoFolder}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return unsaved(path, err)
	}
	s, err := OpenFile(path)
	switch {
	case err == nil:
		return Opened{Store: s, Path: path, close: s.Close}
	case errors.Is(err, ErrNewer):
		return Opened{Store: new(Memory), Notice: Newer, Path: path, Cause: err}
	case Damaged(err):
		return setAside(path, now, err)
	}
	return unsaved(path, err)
}

// setAside renames the damaged file with its companions, so that nothing of
// the learner's is deleted, and begins afresh.
func setAside(path string, now time.Time, cause error) Opened {
	aside := fmt.Sprintf("%s.damaged-%s", path, now.UTC().Format("20060102-150405"))
	if err := os.Rename(path, aside); err != nil {
		return unsaved(path, errors.Join(cause, err))
	}
	for _, companion := range []string{"-wal", "-shm"} {
		if err := os.Rename(path+companion, aside+companion); err != nil && !errors.Is(err, os.ErrNotExist) {
			return unsaved(path, errors.Join(cause, err))
		}
	}
	s, err := OpenFile(path)
	if err != nil {
		return unsaved(path, errors.Join(cause, err))
	}
	return Opened{Store: s, Notice: SetAside, Path: aside, Cause: cause, close: s.Close}
}

// unsaved reads what it can of a file that cannot be written.
func unsaved(path string, cause error) Opened {
	m := new(Memory)
	if s, err := open(path, "mode=ro&immutable=1"); err == nil {
		if s.check() == nil {
			_ = Copy(m, s) // what cannot be read is as if it were not there
		}
		s.Close()
	}
	return Opened{Store: m, Notice: Unsaved, Path: path, Cause: cause}
}
