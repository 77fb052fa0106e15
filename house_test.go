package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The rules of the house: who may import whom, what simulators may not touch,
// what may not be global, how long a file may be. Each rule names its reason.

// layers: a package may import packages of its own layer's list only. The
// longest prefix wins.
var layers = []struct {
	prefix string
	allows []string
}{
	{"simulators/cloud/policy", []string{"simulators/cloud"}},
	{"simulators/cloud", nil},
	{"simulators/", []string{"simulators/cloud"}}, // services do not import each other
	{"simulators", []string{"simulators/"}},
	{"text", nil},
	{"console/", []string{"console/", "simulators", "text"}},
	{"console", []string{"console/", "simulators", "text"}},
	{"content", []string{"console", "simulators", "text"}},
	{"lessons", []string{"quizzes", "content", "console", "simulators", "text"}}, // predictions are quiz items too
	{"quizzes/record", nil},
	{"quizzes/", []string{"quizzes", "content", "console", "simulators", "text"}},
	{"quizzes", []string{"quizzes/record", "content", "console", "simulators", "text"}},
	{"progress", []string{"quizzes/record", "content", "text"}},
	{"tui/worlds", []string{"simulators", "text", "tui/theme"}},
	{"tui/theme", []string{"text"}},
	{"tui", []string{"tui/", "lessons", "quizzes", "progress", "content", "console", "simulators", "text"}},
	{"", []string{""}},
}

// forbidden in simulators: whatever differs between machines or runs.
var forbidden = map[string]string{
	"time.Now": "the clock is virtual", "time.Since": "the clock is virtual", "time.Sleep": "the clock is virtual", "time.After": "the clock is virtual",
	"time.Local": "the host's zone differs", "rand.": "chance is a keyed draw (cloud.Roll)",
	"math.Log": "differs between processors", "math.Exp": "differs between processors", "math.Pow": "differs between processors",
	"math.Sin": "differs between processors", "math.Cos": "differs between processors", "math.FMA": "differs between processors",
	"os.": "no disk and no environment", "net.": "no network", "http.": "no network", "fmt.Print": "no screen",
}

// long files: one table or one exhaustive switch each, with its reason.
const longest = 400

type goFile struct {
	path, dir string
	test      bool
	body      []byte
	tree      *ast.File
	set       *token.FileSet
}

func goFiles(t *testing.T) []goFile {
	var list []goFile
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != "." || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		body, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		tree, err := parser.ParseFile(set, path, body, parser.ParseComments)
		path = filepath.ToSlash(path)
		dir := "."
		if i := strings.LastIndexByte(path, '/'); i >= 0 {
			dir = path[:i]
		}
		list = append(list, goFile{path, dir, strings.HasSuffix(path, "_test.go"), body, tree, set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestImportsRunOneWay(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		for _, imp := range f.tree.Imports {
			path, _ := strconv.Unquote(imp.Path.Value)
			if to, ours := strings.CutPrefix(path, "skylab/"); ours && !mayImport(f.dir, to) {
				t.Errorf("%s imports %s: not in this direction", f.path, to)
			}
		}
	}
}

func mayImport(from, to string) bool {
	if from == "." || from == to {
		return true
	}
	for _, l := range layers {
		if from != l.prefix && !(strings.HasSuffix(l.prefix, "/") && strings.HasPrefix(from, l.prefix)) && !strings.HasPrefix(from, l.prefix+"/") {
			continue
		}
		return slices.ContainsFunc(l.allows, func(a string) bool {
			return to == strings.TrimSuffix(a, "/") || strings.HasPrefix(to, strings.TrimSuffix(a, "/")+"/")
		})
	}
	return false
}

func TestSimulatorsArePure(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test || !strings.HasPrefix(f.path, "simulators/") {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			x, ok := s.X.(*ast.Ident)
			if !ok || x.Obj != nil {
				return true
			}
			for name, why := range forbidden {
				if full := x.Name + "." + s.Sel.Name; full == name || strings.HasSuffix(name, ".") && strings.HasPrefix(full, name) || name == "fmt.Print" && strings.HasPrefix(full, name) {
					t.Errorf("%s: %s: %s", f.set.Position(s.Pos()), full, why)
				}
			}
			return true
		})
	}
}

// Over SSH all learners share one process: a package-level variable that
// changes would be shared by all of them.
func TestNoGlobalChanges(t *testing.T) {
	byDir := map[string]map[string]bool{}
	files := goFiles(t)
	for _, f := range files {
		if f.test {
			continue
		}
		for _, d := range f.tree.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				for _, name := range s.(*ast.ValueSpec).Names {
					if byDir[f.dir] == nil {
						byDir[f.dir] = map[string]bool{}
					}
					byDir[f.dir][name.Name] = true
				}
			}
		}
	}
	for _, f := range files {
		if f.test {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			var left []ast.Expr
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					left = n.Lhs
				}
			case *ast.IncDecStmt:
				left = []ast.Expr{n.X}
			}
			for _, l := range left {
				if i, ok := l.(*ast.IndexExpr); ok {
					l = i.X
				}
				if id, ok := l.(*ast.Ident); ok && byDir[f.dir][id.Name] && packageLevel(id, f.tree) {
					t.Errorf("%s: %s is a package-level variable and changes", f.set.Position(id.Pos()), id.Name)
				}
			}
			return true
		})
	}
}

// packageLevel: the parser resolves names within a file; one that it found in
// no function of it belongs to the package.
func packageLevel(id *ast.Ident, tree *ast.File) bool {
	if id.Obj == nil {
		return slices.Contains(tree.Unresolved, id)
	}
	return tree.Scope.Lookup(id.Name) == id.Obj
}

func TestFilesAreShort(t *testing.T) {
	for _, f := range goFiles(t) {
		lines := strings.Count(string(f.body), "\n")
		if lines > longest && !f.test && !strings.Contains(string(f.body), "// One table") && !strings.Contains(string(f.body), "// One switch") {
			t.Errorf("%s has %d lines: split it by idea, or begin it with \"// One table\" or \"// One switch\" and why", f.path, lines)
		}
	}
}

func TestEveryExportedNameIsDocumented(t *testing.T) {
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		for _, d := range f.tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) && d.Name.Name != "Error" {
					t.Errorf("%s: %s has no doc comment", f.set.Position(d.Pos()), d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil && !wireShape(ts.Name.Name) {
						t.Errorf("%s: %s has no doc comment", f.set.Position(ts.Pos()), ts.Name.Name)
					}
				}
			}
		}
	}
}

// wireShape: inputs and outputs are described by the operation and their tags.
func wireShape(name string) bool {
	return strings.HasSuffix(name, "Input") || strings.HasSuffix(name, "Output") || strings.HasSuffix(name, "Out")
}

func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	if i, ok := t.(*ast.IndexExpr); ok {
		t = i.X
	}
	id, ok := t.(*ast.Ident)
	return ok && id.IsExported()
}

var (
	registries = regexp.MustCompile(`(?i)proxy\.golang\.org|sum\.golang\.org|pypi\.org|pythonhosted\.org|registry\.npmjs|crates\.io|deb\.debian\.org|repo\.maven`)
	machines   = regexp.MustCompile(`(^|[\s"'(=])/(work|root|home/[a-z]+/(go|src))/`)
	unfinished = regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)
)

func TestNoWordsThatDoNotBelong(t *testing.T) {
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && (d.Name() == ".git" || d.Name() == ".cache") {
				return fs.SkipDir
			}
			return err
		}
		if path == ".git" { // in a second work tree it is a file
			return nil
		}
		body, err := os.ReadFile(path)
		if err != nil || !utf8.Valid(body) || d.Name() == ".git" || path == "house_test.go" || path == "go.sum" {
			return err
		}
		for why, re := range map[string]*regexp.Regexp{"names a package registry's host": registries, "names a path of a machine": machines, "says unfinished": unfinished} {
			if m := re.FindString(string(body)); m != "" {
				t.Errorf("%s %s: %q", path, why, m)
			}
		}
		if (strings.HasSuffix(path, ".md") || strings.HasSuffix(path, ".yaml") || strings.HasSuffix(path, ".go")) && !norm.NFC.IsNormal(body) {
			t.Errorf("%s is not NFC", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
