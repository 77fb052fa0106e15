package main

import "io/fs"

// only shows one folder of a file system and nothing beside it.
type only struct {
	all    fs.FS
	folder string
}

// Open implements fs.FS.
func (o only) Open(name string) (fs.File, error) { return o.all.Open(name) }

// Stat implements fs.StatFS: without it, looking at a pipe would open it.
func (o only) Stat(name string) (fs.FileInfo, error) { return fs.Stat(o.all, name) }

// ReadDir implements fs.ReadDirFS.
func (o only) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.all, name)
	if name != "." || err != nil {
		return list, err
	}
	for _, e := range list {
		if e.Name() == o.folder {
			return []fs.DirEntry{e}, nil
		}
	}
	return nil, nil
}

// pair shows two files of one folder: a bank and its Korean sibling.
type pair struct {
	all  fs.FS
	stem string
}

// Open implements fs.FS.
func (p pair) Open(name string) (fs.File, error) { return p.all.Open(name) }

// Stat implements fs.StatFS.
func (p pair) Stat(name string) (fs.FileInfo, error) { return fs.Stat(p.all, name) }

// ReadDir implements fs.ReadDirFS.
func (p pair) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(p.all, name)
	var two []fs.DirEntry
	for _, e := range list {
		if e.Name() == p.stem+".md" || e.Name() == p.stem+".ko.md" {
			two = append(two, e)
		}
	}
	return two, err
}
