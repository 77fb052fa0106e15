package coreutils

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"skylab/console/files"
	"skylab/console/pattern"
	"skylab/simulators/cloud"
)

func (f *finding) or() (test, error) {
	a, err := f.and()
	for err == nil && f.at < len(f.words) && (f.words[f.at] == "-o" || f.words[f.at] == "-or") {
		f.at++
		var b test
		left := a
		if b, err = f.and(); err == nil {
			a = func(x *found) bool { return left(x) || b(x) }
		}
	}
	return a, err
}

func (f *finding) and() (test, error) {
	a, err := f.not()
	for err == nil && f.at < len(f.words) {
		switch f.words[f.at] {
		case "-o", "-or", ")":
			return a, nil
		case "-a", "-and":
			f.at++
		}
		var b test
		left := a
		if b, err = f.not(); err == nil {
			a = func(x *found) bool { return left(x) && b(x) }
		}
	}
	return a, err
}

func (f *finding) not() (test, error) {
	word, ok := f.next()
	switch {
	case !ok:
		return nil, errors.New("an expression is missing at the end")
	case word == "!" || word == "-not":
		a, err := f.not()
		return func(x *found) bool { return !a(x) }, err
	case word == "(":
		a, err := f.or()
		if end, ok := f.next(); err == nil && (!ok || end != ")") {
			err = errors.New("invalid expression; I was expecting to find a ')' somewhere but did not see one.")
		}
		return a, err
	}
	return f.primary(word)
}

func (f *finding) primary(word string) (test, error) {
	switch word {
	case "-empty":
		return func(x *found) bool {
			return !x.entry.IsDir() && len(x.entry.Data) == 0 || x.entry.IsDir() && len(f.d.Files.Below(x.full)) == 0
		}, nil
	case "-depth":
		f.depth = true
		return func(*found) bool { return true }, nil
	case "-true", "-follow", "-mount", "-xdev":
		return func(*found) bool { return true }, nil
	case "-false":
		return func(*found) bool { return false }, nil
	case "-prune":
		return func(x *found) bool { x.prune = true; return true }, nil
	case "-quit":
		return func(x *found) bool { f.quit = true; return true }, nil
	case "-print", "-print0":
		f.acts = true
		end := map[string]string{"-print": "\n", "-print0": "\x00"}[word]
		return func(x *found) bool { io.WriteString(f.d.Stdout, x.name+end); return true }, nil
	case "-delete":
		f.acts, f.depth = true, true
		return func(x *found) bool {
			if err := f.d.Files.Remove(x.full); err != nil && !errors.Is(err, files.ErrNotEmpty) {
				f.status = failf(f.d, "cannot delete '%s': %s", x.name, files.Why(err))
				return false
			}
			return true
		}, nil
	case "-exec", "-ok":
		return f.exec()
	}
	if !slices.Contains([]string{"-name", "-iname", "-path", "-type", "-maxdepth", "-mindepth", "-newer", "-size", "-ipath", "-wholename", "-regex", "-mtime", "-mmin", "-printf", "-perm", "-user"}, word) {
		return nil, fmt.Errorf("unknown predicate `%s'", word)
	}
	value, ok := f.next()
	if !ok {
		return nil, fmt.Errorf("missing argument to `%s'", word)
	}
	switch word {
	case "-name", "-iname":
		g := pattern.Compile(value, word == "-iname")
		m := pattern.Matcher{Fold: word == "-iname", Spend: func(n int) { f.d.Shell.Spend(n) }}
		return func(x *found) bool { return m.Match(g, path.Base(x.name)) }, nil
	case "-path", "-ipath", "-wholename":
		g := pattern.Compile(value, word == "-ipath")
		m := pattern.Matcher{Fold: word == "-ipath", Spend: func(n int) { f.d.Shell.Spend(n) }}
		return func(x *found) bool { return m.Match(g, x.name) }, nil
	case "-regex":
		re, err := pattern.Regexp(`^\(`+value+`\)$`, pattern.Basic, false)
		return func(x *found) bool {
			f.d.Shell.Spend(pattern.Work(value, len(x.name)))
			return re.MatchString(x.name)
		}, err
	case "-mtime", "-mmin":
		return f.age(word, value)
	case "-printf":
		f.acts = true
		return func(x *found) bool { f.printf(value, x); return true }, nil
	case "-perm":
		mode, err := strconv.ParseUint(strings.TrimLeft(value, "-/"), 8, 16)
		if err != nil {
			return nil, fmt.Errorf("invalid mode '%s'", value)
		}
		want := fs.FileMode(mode)
		return func(x *found) bool {
			has := x.entry.Mode.Perm()
			switch value[0] {
			case '-':
				return has&want == want
			case '/':
				return has&want != 0
			}
			return has == want
		}, nil
	case "-user":
		return func(*found) bool { return value == owner(f.d) }, nil
	case "-type":
		if len(value) != 1 || !strings.Contains("bcdpflsD", value) {
			return nil, fmt.Errorf("Unknown argument to -type: %s", value)
		}
		if value != "f" && value != "d" {
			return func(*found) bool { return false }, nil
		}
		return func(x *found) bool { return x.entry.IsDir() == (value == "d") }, nil
	case "-maxdepth", "-mindepth":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("Expected a positive decimal integer argument to %s, but got '%s'", word, value)
		}
		if f.min = max(f.min, 0); word == "-maxdepth" {
			f.max = n
		} else {
			f.min = n
		}
		return func(*found) bool { return true }, nil
	case "-newer":
		e, err := f.d.Files.Stat(f.d.Path(value))
		if err != nil {
			return nil, fmt.Errorf("'%s': %s", value, files.Why(err))
		}
		return func(x *found) bool { return x.entry.Modified > e.Modified }, nil
	}
	return f.size(value)
}

// age is -mtime and -mmin: how many whole days or minutes ago.
func (f *finding) age(word, value string) (test, error) {
	sign := value[:len(value)-len(strings.TrimLeft(value, "+-"))]
	n, err := strconv.Atoi(value[len(sign):])
	if err != nil {
		return nil, fmt.Errorf("invalid argument `%s' to `%s'", value, word)
	}
	unit := cloud.Day
	if word == "-mmin" {
		unit = cloud.Minute
	}
	return func(x *found) bool {
		past := f.d.World.Cloud.Now - x.entry.Modified
		units := int(past / unit)
		switch sign {
		case "+":
			return units > n
		case "-":
			return past < cloud.Time(n)*unit
		}
		return units == n
	}, nil
}

// printf is -printf with the directives that are used most.
func (f *finding) printf(format string, x *found) {
	var b strings.Builder
	kind := map[bool]string{true: "d", false: "f"}[x.entry.IsDir()]
	parts := strings.Split(x.name, "/")
	below := strings.Join(parts[len(parts)-x.depth:], "/") // the root that find was given
	for i := 0; i < len(format); i++ {
		c := format[i]
		if c != '%' && c != '\\' || i+1 == len(format) {
			b.WriteByte(c)
			continue
		}
		i++
		if c == '\\' {
			if k := strings.IndexByte("nt0\\", format[i]); k >= 0 {
				b.WriteByte("\n\t\x00\\"[k])
			} else {
				b.WriteString(format[i-1 : i+1])
			}
			continue
		}
		switch format[i] {
		case 'p':
			b.WriteString(x.name)
		case 'f':
			b.WriteString(path.Base(x.name))
		case 'h':
			b.WriteString(path.Dir(x.name))
		case 'P':
			b.WriteString(below)
		case 's':
			b.WriteString(strconv.Itoa(size(x.entry)))
		case 'd':
			b.WriteString(strconv.Itoa(x.depth))
		case 'm':
			b.WriteString(strconv.FormatInt(int64(x.entry.Mode.Perm()), 8))
		case 'M':
			b.WriteString(letters(x.entry.Mode))
		case 'u', 'g':
			b.WriteString(owner(f.d))
		case 'y':
			b.WriteString(kind)
		case '%':
			b.WriteByte('%')
		default:
			b.WriteString(format[i-1 : i+1])
		}
	}
	f.d.Shell.Spend(b.Len() >> 10)
	io.WriteString(f.d.Stdout, b.String())
}

func (f *finding) size(value string) (test, error) {
	sign := value[:len(value)-len(strings.TrimLeft(value, "+-"))]
	digits := strings.TrimRight(value[len(sign):], "cwbkMG")
	n, err := strconv.Atoi(digits)
	unit, ok := map[string]int{"c": 1, "w": 2, "": 512, "b": 512, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}[value[len(sign)+len(digits):]]
	if err != nil || !ok {
		return nil, fmt.Errorf("Invalid argument `%s' to -size", value)
	}
	return func(x *found) bool {
		blocks := (size(x.entry) + unit - 1) / unit
		switch sign {
		case "+":
			return blocks > n
		case "-":
			return blocks < n
		}
		return blocks == n
	}, nil
}
