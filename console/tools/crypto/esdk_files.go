package crypto

import (
	"encoding/base64"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"skylab/console/files"
)

// run goes through the files as the tool does.
func (e *esdk) run() error {
	if err := e.sensible(); err != nil {
		return err
	}
	if *e.input == "-" {
		data, err := io.ReadAll(io.LimitReader(e.d.Stdin, files.MaxBytes))
		if err != nil {
			return err
		}
		return e.one("<stdin>", data, *e.output)
	}
	if !e.folder(*e.input) {
		to := *e.output
		if e.folder(to) {
			to = e.named(*e.input, to)
		}
		return e.file(*e.input, to)
	}
	if !e.recursive {
		e.warn("Skipping %s because it is a directory and -r/-R/--recursive is not set", *e.input)
		return nil
	}
	root := e.d.Path(*e.input)
	for _, name := range e.d.Files.Below(root) {
		if !e.folder(name) {
			if err := e.file(name, e.named(name, path.Join(*e.output, path.Dir(name[len(root):])))); err != nil {
				return err
			}
		}
	}
	return nil
}

// sensible refuses inputs and outputs that do not go together.
func (e *esdk) sensible() error {
	in, out := *e.input, *e.output
	switch {
	case out != "-" && !e.folder(out) && !e.folder(path.Dir(e.d.Path(out))):
		return badArgument("If destination is a file, the immediate parent directory must already exist.")
	case e.metadata != nil && *e.metadata == "":
		return badArgument("Metadata output file name cannot be empty")
	case e.metadata != nil && *e.metadata == "-" && out == "-":
		return badArgument("Metadata output cannot be stdout when output is stdout")
	case e.metadata != nil && *e.metadata != "-" && e.folder(*e.metadata):
		return badArgument("Metadata output cannot be a directory")
	}
	if e.metadata != nil && *e.metadata != "-" {
		at := e.d.Path(*e.metadata)
		switch {
		case at == e.d.Path(in) || at == e.d.Path(out):
			return badArgument("Metadata output file cannot be the input or output")
		case e.folder(out) && strings.HasPrefix(at, e.d.Path(out)):
			return badArgument("Metadata output file cannot be in the output directory")
		case e.folder(in) && strings.HasPrefix(at, e.d.Path(in)):
			return badArgument("Metadata output file cannot be in the input directory")
		}
	}
	_, err := e.d.Files.Stat(e.d.Path(in))
	switch {
	case in != "-" && out != "-" && e.d.Path(in) == e.d.Path(out):
		return badArgument("Destination and source cannot be the same")
	case in == "-" && out != "-" && e.folder(out):
		return badArgument("Destination may not be a directory when source is stdin")
	case in != "-" && err != nil:
		return badArgument("Invalid source.  Must be a valid pathname pattern or stdin (-)")
	case in != "-" && e.folder(in) && !e.folder(out):
		return badArgument("If operating on a source directory, destination must be an existing directory")
	}
	return nil
}

func (e *esdk) folder(name string) bool {
	x, err := e.d.Files.Stat(e.d.Path(name))
	return err == nil && x.IsDir()
}

// named is a file's name in the output folder.
func (e *esdk) named(source, folder string) string {
	suffix := "." + e.action + "ed"
	if e.suffix != nil {
		suffix = *e.suffix
	}
	return path.Join(folder, path.Base(source)) + suffix
}

func (e *esdk) file(from, to string) error {
	if e.d.Path(from) == e.d.Path(to) {
		e.warn("Skipping because the source (%s) and destination (%s) are the same", from, to)
		return nil
	}
	data, err := e.d.ReadFile(from)
	if err != nil {
		return python{"PermissionError", []string{"13", "Permission denied"}}
	}
	return e.one(e.d.Path(from), data, to)
}

// errSkipped: the context is not the one that was asked for.
var errSkipped = errors.New("skipped")

// one seals or opens one text and writes it. What cannot be opened leaves no
// file behind.
func (e *esdk) one(from string, data []byte, to string) error {
	if !e.writable(to) {
		return nil
	}
	if e.decode {
		plain, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(data)), ""))
		if err != nil {
			return python{"OSError", []string{err.Error()}}
		}
		data = plain
	}
	e.d.Shell.Spend(len(data)>>9 + 16)
	record := map[string]any{"mode": e.action, "input": from, "output": e.shown(to)}
	var made []byte
	var err error
	if e.action == "encrypt" {
		made, err = e.seal(data, record)
	} else {
		made, err = e.open(data, record)
	}
	if err != nil {
		if to != "-" {
			e.warn("Operation failed: deleting output file: %s", to)
			e.d.Files.Remove(e.d.Path(to)) // a file that was there is gone, too
		}
		if err == errSkipped {
			return nil
		}
		return err
	}
	if e.encode {
		made = []byte(base64.StdEncoding.EncodeToString(made))
	}
	return e.put(to, made)
}

func (e *esdk) shown(to string) string {
	if to == "-" {
		return "<stdout>"
	}
	return e.d.Path(to)
}

func (e *esdk) put(to string, data []byte) error {
	if to == "-" {
		_, err := e.d.Stdout.Write(data)
		return err
	}
	name := e.d.Path(to)
	err := e.d.Files.MkdirAll(path.Dir(name), e.d.World.Cloud.Now)
	if err == nil {
		err = e.d.Files.Write(name, slices.Clone(data), e.d.World.Cloud.Now)
	}
	if err != nil {
		return python{"OSError", []string{files.Why(err)}}
	}
	return nil
}

// writable asks whether a file may be written over.
func (e *esdk) writable(to string) bool {
	if to == "-" {
		return true
	}
	if _, err := e.d.Files.Stat(e.d.Path(to)); err != nil {
		return true
	}
	if e.noOverwrite {
		e.warn(`Skipping existing output file because of "no overwrite" option: %s`, to)
		return false
	}
	e.warn("Overwriting existing output file because no action was specified otherwise: %s", to)
	return true
}
