package arch

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// module is the path of our module; root is its folder, seen from this package.
const (
	module = "github.com/aufwind-im/aufwind"
	root   = "../.."
)

// A goFile is one parsed Go file of the tree.
type goFile struct {
	path string // from the root, with slashes
	src  string
	fset *token.FileSet
	*ast.File
}

// at names the place of a finding.
func (f goFile) at(p token.Pos) string {
	return fmt.Sprintf("%s:%d", f.path, f.fset.Position(p).Line)
}

// test reports whether f is compiled for tests only.
func (f goFile) test() bool { return strings.HasSuffix(f.path, "_test.go") }

// generated reports whether f carries the header of generated code.
func (f goFile) generated() bool { return ast.IsGenerated(f.File) }

// parse parses one source text; a planted fault is parsed the same way as the tree.
func parse(t *testing.T, path, src string) goFile {
	t.Helper()
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, path, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return goFile{path, src, fset, parsed}
}

// goFiles parses all Go files below the folder in, in the order of their paths.
func goFiles(t *testing.T, in string) []goFile {
	t.Helper()
	var found []goFile
	for _, path := range files(t, in, ".go") {
		found = append(found, parse(t, path, read(t, path)))
	}
	return found
}

// files lists the files below the folder in that end in suffix, from the root. Folders that no build sees
// (testdata, node_modules, names with a dot) are left out; a folder that is not there has no files.
func files(t *testing.T, in, suffix string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(filepath.Join(root, in), func(path string, d fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && (name == "testdata" || name == "node_modules" || strings.HasPrefix(name, ".") && name != "." && name != "..") {
			return fs.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(name, suffix) {
			rel, err := filepath.Rel(root, path)
			found = append(found, filepath.ToSlash(rel))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return found
}

// read returns the text of a file of the tree.
func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// report fails t once for each finding.
func report(t *testing.T, findings []string) {
	t.Helper()
	for _, f := range findings {
		t.Error(f)
	}
}

// catches checks a rule on planted faults: it must find something in each wrong text, and nothing in a right one.
func catches(t *testing.T, rule func(string) []string, wrong, right []string) {
	t.Helper()
	for _, text := range wrong {
		if len(rule(text)) == 0 {
			t.Errorf("the rule finds nothing in this planted fault:\n%s", text)
		}
	}
	for _, text := range right {
		if found := rule(text); len(found) > 0 {
			t.Errorf("the rule finds fault with this correct text: %s\n%s", found, text)
		}
	}
}
