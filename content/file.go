package content

import (
	"errors"
	"fmt"
	"io/fs"
)

// biggest is how many bytes a file of content may have. The biggest of ours has
// a thousandth of it; beyond, somebody pointed at what is no text.
const biggest = 32 << 20

// ErrSpecial is a folder, a device or a pipe where a file was looked for: it
// might never end, or never begin.
var ErrSpecial = errors.New("no regular file")

// ErrBig is a file of more bytes than content has.
var ErrBig = fmt.Errorf("bigger than %d MB", biggest>>20)

// ReadFile reads a file of content. Besides what reading fails with, the error
// is ErrSpecial or ErrBig, told before anything was read.
func ReadFile(from fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(from, name) // does not open it where the file system can tell: opening a pipe waits for a writer
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrSpecial
	case info.Size() > biggest:
		return nil, ErrBig
	}
	return fs.ReadFile(from, name)
}

// Unread is the problem of a file that ReadFile could not read.
func Unread(pos Position, err error) Problem {
	switch {
	case errors.Is(err, ErrSpecial):
		return At(pos, "lint.file.special")
	case errors.Is(err, ErrBig):
		return At(pos, "lint.file.big", "most", biggest>>20)
	}
	return At(pos, "lint.file.read", "error", err.Error())
}
