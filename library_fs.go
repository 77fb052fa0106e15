package main

import "io/fs"

// only shows one folder of a file system and nothing beside it.
type only struct {
	all    fs.FS
	folder string
}

// Open implements fs.FS.
func (o only) Open(name string) (fs.File, error) { return o.all.Open(name) }

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
