package arch

import (
	"fmt"
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	namedTest = regexp.MustCompile("`((?:cmd|internal|scripts)[a-z0-9/]*) ((?:Test|Benchmark|Fuzz)[A-Za-z0-9_]+)`")
	parses    = regexp.MustCompile(`^([pP]arse|Unmarshal)([A-Z]|$)`)
)

// functions are the names of all functions by folder: those of tests, or the others.
func functions(t *testing.T, tests bool) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for _, f := range goFiles(t, ".") {
		if f.test() != tests {
			continue
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				dir := path.Dir(f.path)
				found[dir] = append(found[dir], fn.Name.Name)
			}
		}
	}
	return found
}

// TestNamedTests checks that each test, benchmark and fuzz target that a document names with its folder is there.
func TestNamedTests(t *testing.T) {
	there := functions(t, true)
	rule := func(text string) []string { return missingTests(there, "x.md", text) }
	catches(t, rule, []string{"`internal/cv TestGone`", "`internal/gone TestGolden`"}, []string{"`internal/cv TestGolden`", "`internal/cv BenchmarkParse`", "`TestGone`"})
	for _, doc := range files(t, "docs", ".md") {
		report(t, missingTests(there, doc, read(t, doc)))
	}
}

func missingTests(there map[string][]string, doc, text string) []string {
	var found []string
	for _, m := range namedTest.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(there[m[1]], m[2]) {
			found = append(found, fmt.Sprintf("%s: there is no %s in %s", doc, m[2], m[1]))
		}
	}
	return found
}

// TestParsers checks that docs/reference/parsers.md names every function that reads what others wrote, and every fuzz target.
func TestParsers(t *testing.T) {
	const doc = "docs/reference/parsers.md"
	text := read(t, doc)
	rule := func(name string) []string { return unlisted(text, "internal/cv", name) }
	catches(t, rule, []string{"parseGone", "FuzzGone", "UnmarshalGone"}, []string{"Parse", "FuzzParse", "parsed", "German"})
	for _, tests := range []bool{false, true} {
		for dir, names := range functions(t, tests) {
			for _, name := range names {
				if tests == strings.HasPrefix(name, "Fuzz") && !strings.HasSuffix(dir, "/gen") {
					report(t, unlisted(text, dir, name))
				}
			}
		}
	}
}

// unlisted names a parser or a fuzz target that the list does not have.
func unlisted(list, dir, name string) []string {
	if !parses.MatchString(name) && !strings.HasPrefix(name, "Fuzz") || strings.Contains(list, "`"+dir+" "+name+"`") {
		return nil
	}
	return []string{fmt.Sprintf("docs/reference/parsers.md has no line for `%s %s`: write a fuzz target for it, or say why it needs none", dir, name)}
}
