package pack

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"skylab/console/desk"
)

const usage = "Usage: zip [-r] [-j] [-q] FILE.zip NAME...\n"

// Exit statuses of Info-ZIP. infozip.sourceforge.net/FAQ.html
const (
	statusOK      = 0
	statusNothing = 12
	statusUsage   = 16
	statusWrite   = 15
)

type job struct {
	d                      *desk.Desk
	recursive, junk, quiet bool
	archive                string
	list                   []entry
}

// entry is a file of an archive.
type entry struct {
	name  string
	data  []byte
	at    time.Time
	isNew bool
	known bool // an older one of the name is replaced
}

// run is zip FILE.zip NAME…: it makes an archive or adds to it, with the
// world's own time, so that the same files give the same bytes.
func run(ctx context.Context, d *desk.Desk, args []string) int {
	j := &job{d: d}
	names, ok := j.options(args)
	if !ok || len(names) == 0 {
		fmt.Fprint(d.Stderr, usage)
		return statusUsage
	}
	j.archive = names[0]
	if path.Ext(j.archive) == "" {
		j.archive += ".zip"
	}
	if body, err := d.ReadFile(j.archive); err == nil && !j.open(body) {
		fmt.Fprintf(d.Stderr, "zip error: Zip file structure invalid (%s)\n", j.archive)
		return 3
	}
	for _, name := range names[1:] {
		if ctx.Err() != nil {
			return statusNothing
		}
		j.add(name)
	}
	if !slices.ContainsFunc(j.list, func(e entry) bool { return e.isNew }) {
		fmt.Fprintf(d.Stderr, "\nzip error: Nothing to do! (%s)\n", j.archive)
		return statusNothing
	}
	return j.write()
}

func (j *job) options(args []string) (names []string, ok bool) {
	for _, a := range args {
		if len(a) < 2 || a[0] != '-' {
			names = append(names, a)
			continue
		}
		for _, c := range a[1:] {
			switch c {
			case 'r':
				j.recursive = true
			case 'j':
				j.junk = true
			case 'q':
				j.quiet = true
			case '9', '6', 'X': // how hard to try, and no extra attributes
			default:
				return nil, false
			}
		}
	}
	return names, true
}

// most bounds what an archive that is read may unpack to.
const most = 64 << 20

// open reads an archive that is there already.
func (j *job) open(body []byte) bool {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return false
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return false
		}
		data, err := io.ReadAll(io.LimitReader(r, most+1))
		if err != nil || len(data) > most {
			return false
		}
		j.list = append(j.list, entry{name: f.Name, data: data, at: f.Modified})
	}
	return true
}

// add puts a file in, or a folder and what is below it.
func (j *job) add(name string) {
	at := j.d.Path(name)
	e, err := j.d.Files.Stat(at)
	if err != nil {
		fmt.Fprintf(j.d.Stderr, "\tzip warning: name not matched: %s\n", name)
		return
	}
	inside := strings.TrimPrefix(strings.TrimPrefix(path.Clean(name), "./"), "/")
	if !e.IsDir() {
		j.put(inside, e.Data)
		return
	}
	if !j.junk && inside != "." {
		j.put(inside+"/", nil)
	}
	if !j.recursive {
		return
	}
	children, err := j.d.Files.List(at)
	if err != nil {
		return
	}
	for _, c := range children {
		if below := path.Join(name, c.Name); j.d.Path(below) != j.d.Path(j.archive) {
			j.add(below)
		}
	}
}

func (j *job) put(name string, data []byte) {
	if j.junk {
		name = path.Base(name)
	}
	e := entry{name: name, data: data, at: j.d.World.Cloud.Now.UTC(), isNew: true}
	i := slices.IndexFunc(j.list, func(x entry) bool { return x.name == name })
	if i < 0 {
		j.list = append(j.list, e)
		return
	}
	e.known = true
	j.list[i] = e
}

func (j *job) write() int {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, e := range j.list {
		method := zip.Deflate
		if packed := deflated(e.data); packed >= len(e.data) {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: e.name, Method: method, Modified: e.at})
		if err == nil {
			_, err = w.Write(e.data)
		}
		if err != nil {
			fmt.Fprintf(j.d.Stderr, "zip error: %v\n", err)
			return statusWrite
		}
		if err := j.tell(e, method); err != nil {
			return statusWrite
		}
	}
	if err := z.Close(); err != nil {
		return statusWrite
	}
	if err := j.d.WriteFile(j.archive, b.Bytes()); err != nil {
		fmt.Fprintf(j.d.Stderr, "zip I/O error: %v\n", err)
		return statusWrite
	}
	return statusOK
}

// deflated is how long data is when packed.
func deflated(data []byte) int {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return len(data)
	}
	// Into memory, both always work.
	_, _ = w.Write(data)
	_ = w.Close()
	return b.Len()
}

func (j *job) tell(e entry, method uint16) error {
	if j.quiet || !e.isNew {
		return nil
	}
	verb, how, percent := "  adding", "stored", 0
	if e.known {
		verb = "updating"
	}
	if method == zip.Deflate {
		how, percent = "deflated", 100-(100*deflated(e.data)+len(e.data)/2)/max(len(e.data), 1)
	}
	_, err := fmt.Fprintf(j.d.Stdout, "%s: %s (%s %d%%)\n", verb, e.name, how, percent)
	return err
}
