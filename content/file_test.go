package content

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func TestReadFileTakesNothingThatNeverEnds(t *testing.T) {
	files := fstest.MapFS{
		"text.md":   {Data: []byte("Hello.")},
		"pipe.md":   {Mode: fs.ModeNamedPipe},
		"zero.md":   {Mode: fs.ModeDevice | fs.ModeCharDevice},
		"folder.md": {Mode: fs.ModeDir},
	}
	if body, err := ReadFile(files, "text.md"); err != nil || string(body) != "Hello." {
		t.Errorf("%q, %v", body, err)
	}
	for _, name := range []string{"pipe.md", "zero.md", "folder.md"} {
		if _, err := ReadFile(files, name); !errors.Is(err, ErrSpecial) || Unread(Position{File: name}, err).Code != "lint.file.special" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ReadFile(files, "none.md"); !errors.Is(err, fs.ErrNotExist) || Unread(Position{}, err).Code != "lint.file.read" {
		t.Error(err)
	}
}

func TestReadFileTakesNothingHuge(t *testing.T) {
	dir := t.TempDir()
	for name, size := range map[string]int64{"most.md": biggest, "more.md": biggest + 1} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(filepath.Join(dir, name), size); err != nil {
			t.Fatal(err)
		}
	}
	if body, err := ReadFile(os.DirFS(dir), "most.md"); err != nil || len(body) != biggest {
		t.Error(len(body), err)
	}
	if _, err := ReadFile(os.DirFS(dir), "more.md"); !errors.Is(err, ErrBig) || Unread(Position{}, err).Code != "lint.file.big" {
		t.Error(err)
	}
}
