package arch

import (
	"encoding/json"
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// germanErrors has a key for each error that a person may see.
const germanErrors = "internal/i18n/catalogue/de/errors.json"

// selected finds in a page what is taken from a value, as PlanTitle in p.L.PlanTitle(). What a page types between
// tags is found too; that a text is shown is checked by the tests of the pages.
var selected = regexp.MustCompile(`\.([A-Z]\w*)`)

// TestTextsAreUsed checks that each text of the catalogues is shown somewhere, and each error key given to an error.
func TestTextsAreUsed(t *testing.T) {
	catches(t, func(src string) []string {
		names, literals := mentions(parse(t, "x.go", "package x\n"+src))
		return append(unused([]string{"PlanTitle"}, names), unused([]string{"tooLong"}, literals)...)
	}, []string{
		`func f() { PlanTitle(); _ = "tooLong" }`, `func f() { l.PlanTitles(); _ = "tooLong" }`,
		`func f() { l.PlanTitle() }`, "func f() { l.PlanTitle() } // tooLong", `func f() { l.PlanTitle(); _ = "tooLongs" }`,
	}, []string{`func f() { l.PlanTitle(); _ = "tooLong" }`, "func f() { g := l.PlanTitle; _ = `tooLong` }"})

	names, literals := map[string]bool{}, map[string]bool{}
	var texts []string
	for _, f := range withoutTests(goFiles(t, ".")) {
		if !f.generated() {
			ns, ls := mentions(f)
			maps.Copy(names, ns)
			maps.Copy(literals, ls)
			continue
		}
		for _, d := range f.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && within(f.path, "internal/i18n") && fd.Recv != nil && fd.Name.IsExported() {
				texts = append(texts, fd.Name.Name)
			}
		}
	}
	for _, path := range files(t, "internal/web", ".templ") {
		for _, m := range selected.FindAllStringSubmatch(read(t, path), -1) {
			names[m[1]] = true
		}
	}
	if len(texts) < 300 {
		t.Fatalf("%d texts: the test looks in the wrong place", len(texts))
	}
	for _, text := range unused(texts, names) {
		t.Errorf("no page shows %s: take it out of internal/i18n/catalogue", text)
	}

	var keys map[string]string
	if err := json.Unmarshal([]byte(read(t, germanErrors)), &keys); err != nil {
		t.Fatal(err)
	}
	delete(keys, "@audience")
	for _, key := range unused(slices.Sorted(maps.Keys(keys)), literals) {
		t.Errorf("no error has the key %s: take it out of %s and its translations", key, germanErrors)
	}
}

// unused lists what of all is not in used.
func unused(all []string, used map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return used[s] })
}

// mentions returns what f takes from values and packages by name, and the strings that it spells out.
func mentions(f goFile) (names, literals map[string]bool) {
	names, literals = map[string]bool{}, map[string]bool{}
	ast.Inspect(f.File, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			names[n.Sel.Name] = true
		case *ast.BasicLit:
			if s, err := strconv.Unquote(n.Value); err == nil && n.Kind == token.STRING {
				literals[s] = true
			}
		}
		return true
	})
	return names, literals
}
