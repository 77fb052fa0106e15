package coreutils

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

// copying is one run of dd.
type copying struct {
	*desk.Desk
	from, to         string
	ibs, obs         int64
	count            int64 // blocks, or octets; -1 is all
	skip, seek       int64
	countBytes       bool
	skipBytes        bool
	seekBytes        bool
	keep, add, quiet bool
	noRates          bool
	conv             map[string]bool
}

// dd copies octets from anywhere in a file to anywhere in another; with
// conv=notrunc it changes single octets. Blocks are always full, also of a
// pipe. Time does not pass meanwhile, and so the rate is Infinity.
func dd(ctx context.Context, d *desk.Desk, args []string) int {
	c := &copying{Desk: d, ibs: 512, obs: 512, count: -1, conv: map[string]bool{}}
	if len(args) == 1 && args[0] == "--help" {
		fmt.Fprint(d.Stdout, "Usage: dd [OPERAND]...\nIn this lab: if= of= bs= ibs= obs= count= skip= seek= conv=notrunc,sync,swab,ucase,lcase iflag=count_bytes,skip_bytes oflag=append,seek_bytes status=none|noxfer\n")
		return 0
	}
	for _, a := range args {
		if status, bad := c.operand(a); bad {
			return status
		}
	}
	return c.run()
}

func (c *copying) operand(a string) (status int, bad bool) {
	name, v, ok := strings.Cut(a, "=")
	switch {
	case !ok:
		return c.unrecognized(a)
	case name == "if":
		c.from = v
	case name == "of":
		c.to = v
	case name == "status":
		switch v {
		case "none":
			c.quiet = true
		case "noxfer":
			c.noRates = true
		case "progress":
		default:
			return failf(c.Desk, "invalid status level: '%s'", v), true
		}
	case name == "conv" || name == "iflag" || name == "oflag":
		for word := range strings.SplitSeq(v, ",") {
			if !c.flag(name, word) {
				what := map[string]string{"conv": "conversion", "iflag": "input flag", "oflag": "output flag"}[name]
				return failf(c.Desk, "invalid %s: '%s'", what, word), true
			}
		}
	default:
		return c.number(name, v, a)
	}
	return 0, false
}

func (c *copying) unrecognized(a string) (int, bool) {
	return failf(c.Desk, "unrecognized operand '%s'", a), true
}

func (c *copying) number(name, v, operand string) (status int, bad bool) {
	n, inBytes, ok := blocks(v)
	if strings.HasSuffix(name, "bs") && n == 0 {
		ok = false
	}
	switch name {
	case "bs":
		c.ibs, c.obs = n, n
	case "ibs":
		c.ibs = n
	case "obs":
		c.obs = n
	case "count":
		c.count, c.countBytes = n, c.countBytes || inBytes
	case "skip", "iseek":
		c.skip, c.skipBytes = n, c.skipBytes || inBytes
	case "seek", "oseek":
		c.seek, c.seekBytes = n, c.seekBytes || inBytes
	default:
		return c.unrecognized(operand)
	}
	if !ok {
		return failf(c.Desk, "invalid number: '%s'", v), true
	}
	return 0, false
}

// blocks reads dd's numbers: 4x512, 1M, and 10B for ten octets.
func blocks(v string) (n int64, inBytes, ok bool) {
	n = 1
	for part := range strings.SplitSeq(v, "x") {
		if trimmed, b := strings.CutSuffix(part, "B"); b && trimmed != "" {
			if _, err := strconv.Atoi(trimmed); err == nil {
				part, inBytes = trimmed, true
			}
		}
		m, fine := byteCount(part)
		if !fine || part[0] < '0' || part[0] > '9' {
			return 0, false, false
		}
		n = times(n, m)
	}
	return n, inBytes, true
}

func (c *copying) flag(kind, word string) bool {
	switch kind + " " + word {
	case "conv notrunc":
		c.keep = true
	case "oflag append":
		c.add = true
	case "iflag count_bytes":
		c.countBytes = true
	case "iflag skip_bytes":
		c.skipBytes = true
	case "oflag seek_bytes":
		c.seekBytes = true
	case "conv sync", "conv swab", "conv ucase", "conv lcase":
		c.conv[word] = true
	case "conv noerror", "conv fsync", "conv fdatasync", "iflag fullblock", "iflag direct", "oflag direct", "iflag sync", "oflag sync", "iflag dsync", "oflag dsync":
	default:
		return false
	}
	return true
}

func (c *copying) run() int {
	if c.from != "" && !device(c.from) {
		if _, err := c.Files.Stat(c.Path(c.from)); err != nil {
			return failf(c.Desk, "failed to open '%s': %s", c.from, files.Why(err))
		}
	}
	if c.to != "" && !device(c.to) {
		old, err := c.ReadFile(c.to)
		if err == nil && !c.keep && c.seek == 0 && !c.add {
			err = c.WriteFile(c.to, nil) // what was there is gone, also when it is the input
		} else if err != nil && !errors.Is(err, files.ErrIsDir) {
			err = c.WriteFile(c.to, nil)
		}
		if err != nil {
			return failf(c.Desk, "failed to open '%s': %s", c.to, files.Why(err))
		}
		return c.intoFile(old)
	}
	return c.intoStream()
}

// device tells names that are no files of the tree.
func device(name string) bool {
	switch name {
	case "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random", "/dev/stdin", "/dev/stdout", "/dev/stderr":
		return true
	}
	return false
}

// want is how many octets are wanted, and skipped before.
func (c *copying) want() (count, skip int64) {
	count, skip = c.count, c.skip
	if count < 0 {
		count = math.MaxInt64
	} else if !c.countBytes {
		count = times(count, c.ibs)
	}
	if !c.skipBytes {
		skip = times(skip, c.ibs)
	}
	return count, skip
}

// input gives at most limit octets of what is wanted; more tells that there
// would have been others.
func (c *copying) input(limit int64) (data []byte, more bool, ok bool) {
	count, skip := c.want()
	n := min(count, limit)
	switch c.from {
	case "/dev/null":
		return nil, false, true
	case "/dev/zero":
		return make([]byte, n), count > n, true
	case "/dev/urandom", "/dev/random":
		return desk.Random(&c.World.Cloud, int(n)), count > n, true
	case "", "/dev/stdin":
		if skip > 0 {
			io.CopyN(io.Discard, c.Stdin, min(skip, maxInput))
		}
		data, err := io.ReadAll(io.LimitReader(c.Stdin, n))
		return data, false, err == nil
	}
	data, err := c.ReadFile(c.from)
	if err != nil {
		failf(c.Desk, "error reading '%s': %s", c.from, files.Why(err))
		return nil, false, false
	}
	if skip > int64(len(data)) {
		failf(c.Desk, "%s: cannot skip to specified offset", c.from)
	}
	data = data[min(skip, int64(len(data))):]
	return data[:min(n, int64(len(data)))], int64(len(data)) > n && count > n, true
}

// convert changes octets on their way.
func (c *copying) convert(data []byte) []byte {
	if rest := int64(len(data)) % c.ibs; c.conv["sync"] && rest > 0 && c.ibs <= files.MaxBytes {
		data = append(bytes.Clone(data), make([]byte, c.ibs-rest)...)
	}
	if c.conv["ucase"] {
		data = bytes.ToUpper(data)
	}
	if c.conv["lcase"] {
		data = bytes.ToLower(data)
	}
	if c.conv["swab"] {
		data = bytes.Clone(data)
		for i := 0; i+1 < len(data); i += 2 {
			data[i], data[i+1] = data[i+1], data[i]
		}
	}
	return data
}

// intoFile writes into what the file held.
func (c *copying) intoFile(old []byte) int {
	at := c.seek
	if !c.seekBytes {
		at = times(at, c.obs)
	}
	if c.add {
		at = int64(len(old))
	}
	room := max(0, files.MaxBytes-int64(c.Files.Size())+int64(len(old))-at)
	data, more, ok := c.input(room)
	if !ok {
		return 1
	}
	c.Shell.Spend(len(data)>>10 + 1)
	read := int64(len(data))
	data = c.convert(data)
	var err error
	if err = files.ErrFull; at <= files.MaxBytes {
		whole := append(bytes.Clone(old[:min(at, int64(len(old)))]), make([]byte, max(0, at-int64(len(old))))...)
		whole = append(whole, data...)
		if end := int64(len(whole)); (c.keep || c.add) && end < int64(len(old)) {
			whole = append(whole, old[end:]...)
		}
		err = c.WriteFile(c.to, whole)
	}
	if err != nil {
		data, read, more = nil, 0, true
	}
	if more {
		failf(c.Desk, "error writing '%s': %s", c.to, files.Why(files.ErrFull))
	}
	c.tell(read, int64(len(data)))
	if more {
		return 1
	}
	return 0
}

// intoStream writes to standard output piece by piece, so that whoever reads
// may stop it.
func (c *copying) intoStream() int {
	if endless(c.from) {
		count, _ := c.want()
		n, err := pour(c.Desk, c.out(), c.from, count)
		if err != nil {
			return failf(c.Desk, "error writing 'standard output': %s", files.Why(err))
		}
		c.tell(n, n)
		return 0
	}
	data, _, ok := c.input(maxInput)
	if !ok {
		return 1
	}
	c.Shell.Spend(len(data)>>10 + 1)
	read := int64(len(data))
	data = c.convert(data)
	if _, err := c.out().Write(data); err != nil {
		return failf(c.Desk, "error writing 'standard output': %s", files.Why(err))
	}
	c.tell(read, int64(len(data)))
	return 0
}

func (c *copying) out() io.Writer {
	switch c.to {
	case "/dev/stderr":
		return c.Stderr
	case "/dev/null":
		return io.Discard
	}
	return c.Stdout
}

// endless tells a device that gives octets without end.
func endless(name string) bool {
	return name == "/dev/zero" || name == "/dev/urandom" || name == "/dev/random"
}

// pour gives n octets of such a device piece by piece.
func pour(d *desk.Desk, out io.Writer, from string, n int64) (done int64, err error) {
	piece := make([]byte, min(n, 1<<16))
	source := desk.RandomSource(&d.World.Cloud)
	for done < n && d.Shell.Spend(len(piece)>>10+1) {
		if from != "/dev/zero" {
			source.Read(piece)
		}
		m, err := out.Write(piece[:min(n-done, int64(len(piece)))])
		done += int64(m)
		if err != nil {
			return done, err
		}
	}
	return done, nil
}

// tell prints the records: whole blocks + partial ones.
func (c *copying) tell(read, written int64) {
	if c.quiet {
		return
	}
	records := func(n, size int64) string { return fmt.Sprintf("%d+%d", n/size, min(1, n%size)) }
	fmt.Fprintf(c.Stderr, "%s records in\n%s records out\n", records(read, c.ibs), records(written, c.obs))
	if c.noRates {
		return
	}
	what := fmt.Sprintf("%d bytes", written)
	if written == 1 {
		what = "1 byte"
	}
	if written >= 1000 {
		units := scaled(written, 1000, "B kB MB GB TB")
		if written >= 1024 {
			units += ", " + scaled(written, 1024, "B KiB MiB GiB TiB")
		}
		what += " (" + units + ")"
	}
	fmt.Fprintf(c.Stderr, "%s copied, 0 s, Infinity B/s\n", what)
}

// scaled writes a size as 1.4 MiB or 14 MiB.
func scaled(n, base int64, units string) string {
	names := strings.Fields(units)
	v, i := float64(n), 0
	for v >= float64(base) && i < len(names)-1 {
		v, i = v/float64(base), i+1
	}
	if v < 9.95 {
		return fmt.Sprintf("%.1f %s", v, names[i])
	}
	return fmt.Sprintf("%.0f %s", v, names[i])
}
