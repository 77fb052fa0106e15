package files

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
)

// TestTreeAgainstMap: random writes, moves and removals, in forks too, leave
// what a plain map says, and the size adds up.
func TestTreeAgainstMap(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		tree, plain := New(0, "/d/e"), map[string]string{}
		names := []string{"/a", "/b", "/d/a", "/d/e/b", "/d/e/c"}
		for range 120 {
			n := names[r.IntN(len(names))]
			switch r.IntN(5) {
			case 0:
				if err := tree.Remove(n); (err == nil) != has(plain, n) {
					t.Fatalf("seed %d: remove %s: %v", seed, n, err)
				}
				delete(plain, n)
			case 1:
				to := names[r.IntN(len(names))]
				err := tree.Rename(n, to)
				if (err == nil) != has(plain, n) {
					t.Fatalf("seed %d: rename %s: %v", seed, n, err)
				}
				if v, ok := plain[n]; ok {
					delete(plain, n)
					plain[to] = v
				}
			case 2:
				tree.Freeze()
				old := tree.Fork()
				old.Freeze()
				before := show(old)
				tree = tree.Fork()
				if err := tree.Write(n, []byte("forked"), 1); err != nil {
					t.Fatal(err)
				}
				plain[n] = "forked"
				if show(old) != before {
					t.Fatalf("seed %d: a write to a fork shows in the other", seed)
				}
			default:
				v := fmt.Sprint(r.IntN(1000))
				if err := tree.Write(n, []byte(v), 1); err != nil {
					t.Fatal(err)
				}
				plain[n] = v
			}
			size := 0
			for n, v := range plain {
				size += len(n) + len(v)
			}
			if got := tree.Size() - len("/d") - len("/d/e"); got != size {
				t.Fatalf("seed %d: size %d, want %d", seed, got, size)
			}
		}
		for _, n := range names {
			data, err := tree.Read(n)
			if v, ok := plain[n]; ok != (err == nil) || string(data) != v {
				t.Fatalf("seed %d: %s is %q %v, want %q", seed, n, data, err, v)
			}
		}
	}
}

func has(m map[string]string, k string) bool { _, ok := m[k]; return ok }

func show(t *Tree) string {
	s := ""
	for _, n := range t.Below("/") {
		e, _ := t.Stat(n)
		s += n + "=" + string(e.Data) + ";"
	}
	return s
}

// TestRefusals: what a tree does not do, and how that is worded.
func TestRefusals(t *testing.T) {
	tree := New(0, "/d/e")
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	must(tree.Write("/f", []byte("x"), 0))
	must(tree.Write("/locked", []byte("x"), 0))
	must(tree.Change("/locked", func(e *Entry) { e.Mode = 0 }))
	for said, err := range map[string]error{
		"No such file or directory": tree.Write("/no/f", nil, 0),
		"Is a directory":            tree.Write("/d", nil, 0),
		"Not a directory":           tree.Write("/f/x", nil, 0),
		"Directory not empty":       tree.Remove("/d"),
		"File exists":               tree.Mkdir("/d", 0),
		"Permission denied":         tree.Write("/locked", nil, 0),
		"No space left on device":   tree.Write("/big", make([]byte, MaxBytes), 0),
		"File name too long":        tree.Write("/"+strings.Repeat("x", MaxName), nil, 0),
		"Invalid argument":          tree.Rename("/d", "/d/e/x"),
	} {
		var p *fs.PathError
		if err == nil || Why(err) != said || !errors.As(err, &p) {
			t.Errorf("%v, want %s", err, said)
		}
	}
	if _, err := tree.Read("/locked"); Why(err) != "Permission denied" {
		t.Error(err)
	}
	for i := range MaxEntries {
		if err := tree.Write(fmt.Sprint("/n", i), nil, 0); err != nil {
			if Why(err) != "No space left on device" || i < MaxEntries-10 {
				t.Errorf("file %d: %v", i, err)
			}
			return
		}
	}
	t.Error("there is room for any number of files")
}

// TestList: a folder's entries by name, all that is below, and RemoveAll.
func TestList(t *testing.T) {
	tree := New(0, "/d/e/f")
	for _, n := range []string{"/d/b", "/d/a", "/d/e/c", "/da"} {
		if err := tree.Write(n, nil, 0); err != nil {
			t.Fatal(err)
		}
	}
	list, err := tree.List("/d/")
	var names []string
	for _, e := range list {
		names = append(names, e.Name)
	}
	if err != nil || !slices.Equal(names, []string{"a", "b", "e"}) {
		t.Error(err, names)
	}
	if got := tree.Below("/d"); !slices.Equal(got, []string{"/d/a", "/d/b", "/d/e", "/d/e/c", "/d/e/f"}) {
		t.Error(got)
	}
	if err := tree.Rename("/d", "/moved"); err != nil || path.Base(tree.Below("/moved")[0]) != "a" {
		t.Error(err, slices.Collect(maps.Keys(tree.entries)))
	}
	if err := tree.RemoveAll("/moved"); err != nil || len(tree.Below("/")) != 1 || tree.Size() != len("/da") {
		t.Error(err, tree.Below("/"), tree.Size())
	}
}
