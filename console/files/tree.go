package files

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Limits of one tree, so that no script can fill the machine's memory.
const (
	MaxBytes   = 16 << 20 // of contents and names together
	MaxEntries = 10_000
	MaxName    = 4096 // bytes of a whole path
)

// What can go wrong besides fs.ErrNotExist and fs.ErrExist; Why words them.
var (
	ErrIsDir    = errors.New("is a directory")
	ErrNotDir   = errors.New("not a directory")
	ErrNotEmpty = errors.New("directory not empty")
	ErrFull     = errors.New("no space left on device")
	ErrLongName = errors.New("file name too long")
)

// Entry is a file or a folder. It is never changed once it is in a tree: a
// write puts another in its place, so trees can share entries.
type Entry struct {
	Name     string // the last part of its path
	Data     []byte // do not change; nil for a folder
	Mode     fs.FileMode
	Modified cloud.Time
}

// IsDir tells a folder from a file.
func (e *Entry) IsDir() bool { return e.Mode.IsDir() }

// Tree is a file tree. The zero Tree is not ready: use New. A Tree is for one
// goroutine; Freeze makes it safe to read and Fork from many.
type Tree struct {
	entries map[string]*Entry // by clean absolute path
	owned   bool              // entries is this tree's alone
	size    int
}

// New is a tree with the given folders (and those above them).
func New(now cloud.Time, folders ...string) *Tree {
	t := &Tree{entries: map[string]*Entry{"/": {Name: "/", Mode: fs.ModeDir | 0o755, Modified: now}}, owned: true}
	for _, f := range folders {
		if err := t.MkdirAll(f, now); err != nil {
			panic("files: " + err.Error())
		}
	}
	return t
}

// Freeze ends the writing: from now on the tree is only read and forked.
func (t *Tree) Freeze() { t.owned = false }

// Fork is a copy of a frozen tree. Writing to one does not show in the other.
func (t *Tree) Fork() *Tree { return &Tree{entries: t.entries, size: t.size} }

// Size is how many bytes names and contents take together.
func (t *Tree) Size() int { return t.size }

func (t *Tree) own() {
	if !t.owned {
		t.entries, t.owned = maps.Clone(t.entries), true
	}
}

// Stat finds the entry with this absolute path.
func (t *Tree) Stat(name string) (*Entry, error) {
	if len(name) > MaxName {
		return nil, fail("stat", name[:64]+"…", ErrLongName)
	}
	name = path.Clean(name)
	if e, ok := t.entries[name]; ok {
		return e, nil
	}
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		if e, ok := t.entries[dir]; ok {
			if !e.IsDir() {
				return nil, fail("stat", name, ErrNotDir)
			}
			return nil, fail("stat", name, fs.ErrNotExist)
		}
	}
}

// Read is the contents of a file. Do not change what it returns.
func (t *Tree) Read(name string) ([]byte, error) {
	e, err := t.Stat(name)
	if err != nil {
		return nil, err
	}
	if e.IsDir() {
		return nil, fail("read", name, ErrIsDir)
	}
	if e.Mode&0o400 == 0 {
		return nil, fail("read", name, fs.ErrPermission)
	}
	return e.Data, nil
}

// Write makes or replaces a file; a file that is there keeps its mode. The
// tree keeps data: do not change it afterwards.
func (t *Tree) Write(name string, data []byte, now cloud.Time) error {
	name = path.Clean(name)
	mode := fs.FileMode(0o644)
	if e, ok := t.entries[name]; ok {
		if e.IsDir() {
			return fail("write", name, ErrIsDir)
		}
		if e.Mode&0o200 == 0 {
			return fail("write", name, fs.ErrPermission)
		}
		mode = e.Mode
	}
	return t.put(name, &Entry{Name: path.Base(name), Data: data, Mode: mode, Modified: now})
}

// put enters e under name if its folder is there and there is room.
func (t *Tree) put(name string, e *Entry) error {
	parent, err := t.Stat(path.Dir(name))
	if err != nil {
		return err
	}
	if !parent.IsDir() {
		return fail("open", name, ErrNotDir)
	}
	if len(name) > MaxName {
		return fail("open", name, ErrLongName)
	}
	grown := len(name) + len(e.Data)
	if old, ok := t.entries[name]; ok {
		grown -= len(name) + len(old.Data)
	} else if len(t.entries) >= MaxEntries {
		return fail("open", name, ErrFull)
	}
	if t.size+grown > MaxBytes && grown > 0 {
		return fail("write", name, ErrFull)
	}
	t.own()
	t.entries[name] = e
	t.size += grown
	return nil
}

// Mkdir makes one folder in a folder that is there.
func (t *Tree) Mkdir(name string, now cloud.Time) error {
	name = path.Clean(name)
	if _, ok := t.entries[name]; ok {
		return fail("mkdir", name, fs.ErrExist)
	}
	return t.put(name, &Entry{Name: path.Base(name), Mode: fs.ModeDir | 0o755, Modified: now})
}

// MkdirAll makes a folder and those above it; one that is there is no error.
func (t *Tree) MkdirAll(name string, now cloud.Time) error {
	if len(name) > MaxName {
		return fail("mkdir", name[:64]+"…", ErrLongName)
	}
	name = path.Clean(name)
	if e, ok := t.entries[name]; ok {
		if !e.IsDir() {
			return fail("mkdir", name, fs.ErrExist)
		}
		return nil
	}
	if err := t.MkdirAll(path.Dir(name), now); err != nil {
		return err
	}
	return t.Mkdir(name, now)
}

// Remove takes out a file or an empty folder.
func (t *Tree) Remove(name string) error {
	name = path.Clean(name)
	e, err := t.Stat(name)
	if err != nil {
		return err
	}
	if e.IsDir() && len(t.Below(name)) > 0 {
		return fail("remove", name, ErrNotEmpty)
	}
	t.drop(name)
	return nil
}

// RemoveAll takes out a file, or a folder with all that is in it.
func (t *Tree) RemoveAll(name string) error {
	name = path.Clean(name)
	if _, err := t.Stat(name); err != nil {
		return err
	}
	for _, n := range t.Below(name) {
		t.drop(n)
	}
	if name != "/" {
		t.drop(name)
	}
	return nil
}

func (t *Tree) drop(name string) {
	t.own()
	t.size -= len(name) + len(t.entries[name].Data)
	delete(t.entries, name)
}

// Rename moves a file or a folder with all that is in it; a file in the way
// is replaced.
func (t *Tree) Rename(from, to string) error {
	from, to = path.Clean(from), path.Clean(to)
	e, err := t.Stat(from)
	if err != nil {
		return err
	}
	if from == to {
		return nil
	}
	if strings.HasPrefix(to, from+"/") {
		return fail("rename", to, fs.ErrInvalid)
	}
	if old, err := t.Stat(to); err == nil && old.IsDir() != e.IsDir() {
		if old.IsDir() {
			return fail("rename", to, ErrIsDir)
		}
		return fail("rename", to, ErrNotDir)
	}
	below := t.Below(from)
	moved := *e
	moved.Name = path.Base(to)
	t.drop(from)
	if err := t.put(to, &moved); err != nil {
		t.entries[from] = e
		t.size += len(from) + len(e.Data)
		return err
	}
	for _, n := range below {
		e := t.entries[n]
		t.drop(n)
		t.entries[to+n[len(from):]] = e
		t.size += len(to) + len(n) - len(from) + len(e.Data)
	}
	return nil
}

// Change gives an entry another mode or time.
func (t *Tree) Change(name string, change func(*Entry)) error {
	name = path.Clean(name)
	e, err := t.Stat(name)
	if err != nil {
		return err
	}
	c := *e
	change(&c)
	t.own()
	t.entries[name] = &c
	return nil
}

// List is what a folder holds, by name.
func (t *Tree) List(name string) ([]*Entry, error) {
	name = path.Clean(name)
	e, err := t.Stat(name)
	if err != nil {
		return nil, err
	}
	if !e.IsDir() {
		return nil, fail("open", name, ErrNotDir)
	}
	var list []*Entry
	for n, e := range t.entries {
		if n != "/" && path.Dir(n) == name {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b *Entry) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// Below lists the paths under a folder, however deep, sorted.
func (t *Tree) Below(name string) []string {
	prefix := strings.TrimSuffix(path.Clean(name), "/") + "/"
	var list []string
	for n := range t.entries {
		if n != "/" && strings.HasPrefix(n, prefix) {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return list
}

func fail(op, name string, err error) error { return &fs.PathError{Op: op, Path: name, Err: err} }

// Why is an error's reason as the C library words it, which is what bash and
// coreutils print.
func Why(err error) string {
	for _, w := range [...]struct {
		err  error
		said string
	}{
		{fs.ErrNotExist, "No such file or directory"}, {fs.ErrExist, "File exists"},
		{fs.ErrPermission, "Permission denied"}, {fs.ErrInvalid, "Invalid argument"},
		{ErrIsDir, "Is a directory"}, {ErrNotDir, "Not a directory"}, {ErrNotEmpty, "Directory not empty"},
		{ErrFull, "No space left on device"}, {ErrLongName, "File name too long"},
	} {
		if errors.Is(err, w.err) {
			return w.said
		}
	}
	return err.Error()
}
