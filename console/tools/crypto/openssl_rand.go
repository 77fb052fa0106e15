package crypto

import (
	"encoding/hex"
	"strconv"

	"skylab/console/desk"
	"skylab/console/files"
)

var randOptions = []option{
	value("out", "outfile", "Output file"), flag0("base64", "Base64 encode output"), flag0("hex", "Hex encode output"),
}

// rand draws bytes. docs.openssl.org/3.0/man1/openssl-rand/
func (o *openssl) rand(args []string) int {
	if status, done := o.parse("Usage: rand [options] num", randOptions, args); done {
		return status
	}
	if len(o.rest) == 0 {
		return 0
	}
	n, err := strconv.ParseInt(o.rest[0], 0, 64)
	switch {
	case err != nil || n > 1<<31-1 || n < -(1<<31):
		return o.summary("%s: Can't parse \"%s\" as a number\n", o.prog, o.rest[0])
	case n <= 0 || len(o.rest) > 1:
		return o.summary("")
	}
	name, named := o.last("out")
	out, ok := o.openOut(name, named, "wb")
	if !ok {
		return 1
	}
	return o.draw(out, n)
}

// draw writes n drawn bytes, or as many as a file can hold and the complaint of
// a full disk.
func (o *openssl) draw(out *sink, n int64) int {
	full := n > files.MaxBytes
	n = min(n, files.MaxBytes)
	o.d.Shell.Spend(int(n)>>8 + 1)
	data := desk.Random(&o.d.World.Cloud, int(n))
	switch {
	case o.has("base64"):
		data = armour(data, false)
	case o.has("hex"):
		data = append([]byte(hex.EncodeToString(data)), '\n')
	}
	out.Write(data)
	if !out.close() || full {
		o.push("8000001C:system library:file_write:No space left on device:../crypto/bio/bss_file.c:200:calling fwrite()")
		return 1
	}
	return 0
}
