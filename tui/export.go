package tui

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// writeAll writes files into a folder, making it when it is not there. A name
// that is taken gets a number: nothing is written over.
func writeAll(folder string, files map[string]string) ([]string, error) {
	if folder != "" {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return nil, err
		}
	}
	var paths []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path, err := writeNew(filepath.Join(folder, name), files[name])
		if err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

func writeNew(path, body string) (string, error) {
	ending := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ending)
	for n := 1; ; n++ {
		if n > 1 {
			path = stem + "-" + strconv.Itoa(n) + ending
		}
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = f.WriteString(body)
		return path, errors.Join(err, f.Close())
	}
}
