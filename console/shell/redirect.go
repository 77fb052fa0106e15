package shell

import (
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/desk"
	"skylab/console/files"
)

func (r *run) stdout() io.Writer { return r.out(1) }
func (r *run) stderr() io.Writer { return r.out(2) }

// out is what a descriptor writes to; a closed one swallows.
func (r *run) out(n int) io.Writer {
	if w := r.fds[n].w; w != nil {
		return w
	}
	return null{}
}

func (r *run) stdin() *input {
	if in := r.fds[0].r; in != nil {
		return in
	}
	return &input{}
}

// redirected runs a compound command with its redirections.
func (r *run) redirected(s *syntax.Stmt) {
	r.st.status = r.with(s.Redirs, func() {
		if s.Cmd != nil {
			r.command(s.Cmd, s)
		} else {
			r.st.status = 0
		}
	})
}

// with runs f with redirections, takes them back and gives the status.
func (r *run) with(list []*syntax.Redirect, f func()) int {
	if len(list) == 0 {
		f()
		return r.st.status
	}
	r.spend(len(list))
	old := r.fds
	if !r.redirect(list) {
		r.fds = old
		return 1
	}
	f()
	r.fds = old
	return r.st.status
}

func (r *run) redirect(list []*syntax.Redirect) bool {
	for _, rd := range list {
		if !r.redirectOne(rd) {
			return false
		}
	}
	return true
}

func (r *run) redirectOne(rd *syntax.Redirect) bool {
	n, ok := r.descriptor(rd)
	if !ok {
		return false
	}
	switch rd.Op {
	case syntax.Hdoc, syntax.DashHdoc:
		body, ok := r.hereDocument(rd)
		r.fds[n] = fd{r: &input{data: []byte(body)}}
		return ok
	case syntax.WordHdoc:
		s, ok := r.word(rd.Word)
		r.fds[n] = fd{r: &input{data: []byte(s + "\n")}}
		return ok
	}
	words, ok := r.fields([]*syntax.Word{rd.Word})
	if !ok {
		return false
	}
	if len(words) != 1 {
		r.errorf("%s: ambiguous redirect", r.source(rd.Word))
		return false
	}
	if rd.Op == syntax.DplIn || rd.Op == syntax.DplOut {
		return r.duplicate(rd, n, words[0])
	}
	return r.openFor(rd.Op, n, words[0])
}

// descriptor is the number that a redirection is for.
func (r *run) descriptor(rd *syntax.Redirect) (int, bool) {
	if rd.N == nil {
		switch rd.Op {
		case syntax.RdrIn, syntax.RdrInOut, syntax.DplIn, syntax.Hdoc, syntax.DashHdoc, syntax.WordHdoc:
			return 0, true
		}
		return 1, true
	}
	n, err := strconv.Atoi(rd.N.Value)
	if err != nil || n < 0 || n >= len(r.fds) {
		r.errorf("%s: Bad file descriptor", rd.N.Value)
		return 0, false
	}
	return n, true
}

func (r *run) duplicate(rd *syntax.Redirect, n int, word string) bool {
	if word == "-" {
		r.fds[n] = fd{}
		return true
	}
	from, err := strconv.Atoi(strings.TrimSuffix(word, "-"))
	if err != nil && rd.Op == syntax.DplOut && rd.N == nil { // >&file
		return r.openFor(syntax.RdrAll, 1, word)
	}
	if err != nil || from < 0 || from >= len(r.fds) || r.fds[from] == (fd{}) {
		r.errorf("%s: Bad file descriptor", word)
		return false
	}
	r.fds[n] = r.fds[from]
	if strings.HasSuffix(word, "-") && from != n {
		r.fds[from] = fd{}
	}
	return true
}

func (r *run) openFor(op syntax.RedirOperator, n int, name string) bool {
	var f fd
	var err error
	switch op {
	case syntax.RdrIn:
		f, err = r.openRead(name)
	case syntax.RdrInOut:
		f, err = r.openBoth(name)
	case syntax.AppOut, syntax.AppAll:
		f, err = r.openWrite(name, true, false)
	default:
		f, err = r.openWrite(name, false, r.st.options.noclobber && op == syntax.RdrOut)
	}
	if err != nil {
		r.errorf("%s: %s", name, files.Why(err))
		return false
	}
	r.fds[n] = f
	if op == syntax.RdrAll || op == syntax.AppAll {
		r.fds[1], r.fds[2] = f, f
	}
	return true
}

// path makes a name absolute as seen from the working folder.
func (r *run) path(name string) string {
	if strings.HasPrefix(name, "/") {
		return path.Clean(name)
	}
	return path.Join(r.st.dir, name)
}

// device opens the few names under /dev that are no files.
func (r *run) device(name string) (fd, bool) {
	switch path.Clean(name) {
	case "/dev/null":
		return fd{r: &input{}, w: null{}}, true
	case "/dev/zero":
		return fd{r: &input{data: make([]byte, desk.Endless)}, w: null{}}, true
	case "/dev/urandom", "/dev/random":
		return fd{r: &input{data: desk.Random(&r.World.Cloud, desk.Endless)}, w: null{}}, true
	case "/dev/stdin", "/dev/fd/0":
		return fd{r: r.stdin()}, true
	case "/dev/stdout", "/dev/fd/1":
		return fd{w: r.stdout()}, true
	case "/dev/stderr", "/dev/fd/2":
		return fd{w: r.stderr()}, true
	}
	return fd{}, false
}

func (r *run) openRead(name string) (fd, error) {
	if f, ok := r.device(name); ok {
		return f, nil
	}
	if name == "" {
		return fd{}, fs.ErrNotExist
	}
	data, err := r.tree().Read(r.path(name))
	return fd{r: &input{data: data}}, err
}

func (r *run) openBoth(name string) (fd, error) {
	if _, err := r.tree().Stat(r.path(name)); err != nil {
		if _, err := r.openWrite(name, true, false); err != nil {
			return fd{}, err
		}
	}
	f, err := r.openRead(name)
	if err == nil && f.w == nil {
		f.w = &fileWriter{r: r.Machine, tree: r.tree(), name: r.path(name)}
	}
	return f, err
}

func (r *run) openWrite(name string, add, keep bool) (fd, error) {
	if f, ok := r.device(name); ok {
		return f, nil
	}
	if name == "" {
		return fd{}, fs.ErrNotExist
	}
	r.spend(2)
	p := r.path(name)
	w := &fileWriter{r: r.Machine, tree: r.tree(), name: p}
	old, err := w.tree.Read(p)
	switch {
	case err == nil && keep:
		return fd{}, errOverwrite
	case err == nil && add:
		w.data = old[:len(old):len(old)]
		return fd{w: w}, nil
	}
	if werr := w.tree.Write(p, nil, r.World.Cloud.Now); werr != nil || err == nil || r.st.mask == 0o022 {
		return fd{w: w}, werr
	}
	return fd{w: w}, w.tree.Change(p, func(e *files.Entry) { e.Mode = 0o666 &^ r.st.mask })
}

// errOverwrite is what set -C says.
var errOverwrite = fileError("cannot overwrite existing file")

type fileError string

func (e fileError) Error() string { return string(e) }

// fileWriter writes through to the tree, so that a file can be read while a
// loop is still writing it.
type fileWriter struct {
	r    *Machine
	tree *files.Tree
	name string
	data []byte
	full bool
}

// Write implements io.Writer. The tree sees each write at once; the bytes
// before are shared with it, never changed.
func (w *fileWriter) Write(p []byte) (int, error) {
	if w.full {
		return 0, files.ErrFull
	}
	data := append(w.data, p...)
	if err := w.tree.Write(w.name, data[:len(data):len(data)], w.r.World.Cloud.Now); err != nil {
		w.full = true
		return 0, err
	}
	w.data = data
	return len(p), nil
}

// hereDocument expands <<EOF; a quoted delimiter leaves it as it is, <<- takes
// the tabs off.
func (r *run) hereDocument(rd *syntax.Redirect) (string, bool) {
	if rd.Hdoc == nil {
		return "", true
	}
	word := rd.Hdoc
	if rd.Op == syntax.DashHdoc {
		word = withoutTabs(word)
	}
	if quotedDelimiter(rd.Word) {
		return word.Lit(), true
	}
	return r.document(word)
}

func quotedDelimiter(w *syntax.Word) bool {
	for _, p := range w.Parts {
		lit, ok := p.(*syntax.Lit)
		if !ok || strings.Contains(lit.Value, `\`) {
			return true
		}
	}
	return false
}

// withoutTabs takes the tabs off the beginning of each line of source.
func withoutTabs(w *syntax.Word) *syntax.Word {
	parts := make([]syntax.WordPart, len(w.Parts))
	begin := true // of a line
	for i, p := range w.Parts {
		lit, ok := p.(*syntax.Lit)
		if !ok {
			parts[i], begin = p, false
			continue
		}
		lines := strings.SplitAfter(lit.Value, "\n")
		for k := range lines {
			if k > 0 || begin {
				lines[k] = strings.TrimLeft(lines[k], "\t")
			}
		}
		begin = strings.HasSuffix(lit.Value, "\n")
		c := *lit
		c.Value = strings.Join(lines, "")
		parts[i] = &c
	}
	return &syntax.Word{Parts: parts}
}
