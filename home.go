package main

import (
	"os"
	"path/filepath"
	"runtime"
)

// homeData is the user's data folder for programs: Application Support on
// macOS, LocalAppData on Windows, .local/share elsewhere (XDG base directories).
func homeData() (string, error) {
	if local := os.Getenv("LocalAppData"); runtime.GOOS == "windows" && local != "" {
		return filepath.Join(local, "skylab"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "skylab"), nil
	}
	return filepath.Join(home, ".local", "share", "skylab"), nil
}
