package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

// maxInput bounds what one command reads, in bytes; no file can be larger.
const maxInput = files.MaxBytes

// push puts lines on the error stack, which is printed at the end.
func (o *openssl) push(f string, a ...any) { o.stack = append(o.stack, fmt.Sprintf(f, a...)) }

// errno is the C library's number of a reason, in hexadecimal.
func errno(err error) int {
	for _, e := range [...]struct {
		err error
		n   int
	}{{fs.ErrPermission, 13}, {files.ErrIsDir, 21}, {files.ErrNotDir, 20}, {files.ErrFull, 28}, {files.ErrLongName, 36}} {
		if errors.Is(err, e.err) {
			return e.n
		}
	}
	return 2
}

// noFile is what the stack says of a file that cannot be opened.
func (o *openssl) noFile(name, mode string, err error) {
	why := files.Why(err)
	o.push("%08X:system library:BIO_new_file:%s:../crypto/bio/bss_file.c:67:calling fopen(%s, %s)", 0x80000000|errno(err), why, name, mode)
	if errors.Is(err, fs.ErrNotExist) {
		o.push("10000080:BIO routines:BIO_new_file:no such file:../crypto/bio/bss_file.c:75:")
	} else {
		o.push("10080002:BIO routines:BIO_new_file:system lib:../crypto/bio/bss_file.c:77:")
	}
}

// source is what a command reads: opened first, read later.
type source struct {
	o    *openssl
	name string
}

// openIn opens -in, or standard input without a name or with a dash.
func (o *openssl) openIn(name string, named bool, mode string) (source, bool) {
	if !named || name == "-" {
		return source{o: o}, true
	}
	if special(name) {
		return source{o, name}, true
	}
	e, err := o.d.Files.Stat(o.d.Path(name))
	if err == nil && e.Mode&0o400 == 0 {
		err = fs.ErrPermission
	}
	if err != nil {
		o.errorf("Can't open \"%s\" for reading, %s\n", name, files.Why(err))
		o.noFile(name, mode, err)
		return source{}, false
	}
	return source{o, name}, true
}

// special are names that are no files of the tree.
func special(name string) bool {
	return name == "/dev/null" || name == "/dev/stdin" || name == "/dev/fd/0" || name == "/dev/urandom"
}

// read gives all there is; false when it is a folder.
func (s source) read() ([]byte, bool) {
	d := s.o.d
	var data []byte
	var err error
	switch s.name {
	case "", "/dev/stdin", "/dev/fd/0":
		data, err = io.ReadAll(io.LimitReader(d.Stdin, maxInput))
	case "/dev/null":
	case "/dev/urandom":
		data = desk.Random(&d.World.Cloud, desk.Endless)
	default:
		data, err = d.ReadFile(s.name)
	}
	if errors.Is(err, files.ErrIsDir) {
		s.o.push("80000015:system library:file_read:Is a directory:../crypto/bio/bss_file.c:149:calling fread()")
		s.o.push("10080002:BIO routines:file_read:system lib:../crypto/bio/bss_file.c:151:")
	}
	d.Shell.Spend(len(data)>>10 + 1)
	return data, err == nil
}

// sink is what a command writes to: a file, which is emptied when it is opened,
// or standard output. What it holds is written at the end, as stdio does.
type sink struct {
	o    *openssl
	name string
	bytes.Buffer
}

func (o *openssl) openOut(name string, named bool, mode string) (*sink, bool) {
	s := &sink{o: o}
	if !named || name == "-" || name == "/dev/stdout" {
		return s, true
	}
	if s.name = name; name == "/dev/null" {
		return s, true
	}
	if err := o.d.WriteFile(name, nil); err != nil {
		o.errorf("Can't open \"%s\" for writing, %s\n", name, files.Why(err))
		o.noFile(name, mode, err)
		return nil, false
	}
	return s, true
}

// close writes out what is there; false when there is no room.
func (s *sink) close() bool {
	switch s.name {
	case "":
		_, err := s.o.d.Stdout.Write(s.Bytes())
		return err == nil
	case "/dev/null":
		return true
	}
	return s.o.d.WriteFile(s.name, bytes.Clone(s.Bytes())) == nil
}

// password reads a password's source: pass:, env:, file:, fd:0 or stdin.
// docs.openssl.org/3.0/man1/openssl-passphrase-options/
func (o *openssl) password(arg string) (string, bool) {
	p, ok := o.passwordOf(arg)
	if !ok {
		o.errorf("Error getting password\n")
	}
	return p, ok
}

func (o *openssl) passwordOf(arg string) (string, bool) {
	kind, rest, found := strings.Cut(arg, ":")
	switch {
	case arg == "stdin" || arg == "fd:0":
		return o.passwordLine(o.d.Stdin)
	case !found || len(kind) > 4:
		o.errorf("Invalid password argument, missing ':' within the first 5 chars\n")
	case kind == "pass":
		return rest, true
	case kind == "env":
		if v, ok := o.d.Shell.Exported(rest); ok {
			return v, true
		}
		o.errorf("No environment variable %s\n", rest)
	case kind == "file":
		data, err := o.d.ReadFile(rest)
		if err == nil {
			return o.passwordLine(bytes.NewReader(data))
		}
		if special(rest) {
			data, _ := source{o, rest}.read()
			return o.passwordLine(bytes.NewReader(data))
		}
		o.errorf("Can't open file %s\n", rest)
		o.noFile(rest, "r", err)
	case kind == "fd":
		o.errorf("Error reading password from BIO\n")
	default:
		o.errorf("Invalid password argument, starting with \"%s:\"\n", kind)
	}
	return "", false
}

// passwordLine takes the first line, and of it what stands before the first
// NUL: a binary key makes a short password.
func (o *openssl) passwordLine(r io.Reader) (string, bool) {
	line := firstLine(r, 1023)
	if len(line) == 0 || line[0] == 0 {
		o.errorf("Error reading password from BIO\n")
		return "", false
	}
	return cString(bytes.TrimSuffix(line, []byte("\n"))), true
}

// firstLine reads up to and including a newline and not one byte more, so that
// what follows on standard input can be the data.
func firstLine(r io.Reader, limit int) []byte {
	var line []byte
	one := make([]byte, 1)
	for len(line) < limit {
		if n, err := r.Read(one); n == 0 || err != nil && n == 0 {
			break
		}
		line = append(line, one[0])
		if one[0] == '\n' {
			break
		}
	}
	return line
}

// cString ends at the first NUL.
func cString(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	return string(b)
}
