package pack_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/console/tools/pack"
	"skylab/simulators"
	"skylab/simulators/cloud"
)

type bench struct {
	desk.Desk
	out, errs bytes.Buffer
}

func newBench() *bench {
	b := &bench{}
	b.Desk = desk.Desk{World: simulators.New(1, cloud.DefaultStart), Files: files.New(cloud.DefaultStart), Dir: "/", Stdout: &b.out, Stderr: &b.errs}
	return b
}

func (b *bench) run(t *testing.T, want int, args ...string) {
	t.Helper()
	if got := pack.Tools()["zip"](context.Background(), &b.Desk, args); got != want {
		t.Fatalf("zip %v: exit status %d, want %d\n%s", args, got, want, b.errs.String())
	}
}

func (b *bench) entries(t *testing.T, name string) map[string]string {
	t.Helper()
	body, err := b.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found[f.Name] = string(data)
	}
	return found
}

func TestZip(t *testing.T) {
	b := newBench()
	long := strings.Repeat("lunch ", 1000)
	for name, text := range map[string]string{"/index.py": "x", "/lib/long.txt": long} {
		if err := b.Files.MkdirAll("/lib", 0); err != nil {
			t.Fatal(err)
		}
		if err := b.WriteFile(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	b.run(t, 0, "fn.zip", "index.py")
	b.run(t, 0, "-rq", "fn", "lib")
	if got := b.entries(t, "fn.zip"); got["index.py"] != "x" || got["lib/long.txt"] != long || len(got) != 3 {
		t.Errorf("the archive holds %d entries", len(got))
	}
	if err := b.WriteFile("/index.py", []byte("y")); err != nil {
		t.Fatal(err)
	}
	b.run(t, 0, "fn.zip", "index.py")
	if got := b.entries(t, "fn.zip"); got["index.py"] != "y" || len(got) != 3 {
		t.Errorf("after an update: %q of %d", got["index.py"], len(got))
	}
	if want := "  adding: index.py (stored 0%)\nupdating: index.py (stored 0%)\n"; b.out.String() != want {
		t.Errorf("said %q, want %q", b.out.String(), want)
	}
	once, _ := b.ReadFile("fn.zip")
	b.run(t, 0, "-q", "fn.zip", "index.py")
	if twice, _ := b.ReadFile("fn.zip"); !bytes.Equal(once, twice) {
		t.Error("the same files at the same time give other bytes")
	}
}

func TestZipRefuses(t *testing.T) {
	b := newBench()
	if err := b.WriteFile("/broken.zip", []byte("PK no")); err != nil {
		t.Fatal(err)
	}
	b.run(t, 16)
	b.run(t, 16, "-z", "a.zip", "b")
	b.run(t, 12, "a.zip", "nowhere")
	b.run(t, 3, "broken.zip", "broken.zip")
}
