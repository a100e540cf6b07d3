package arch

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	longestFunction = 60  // lines, from func to the closing brace
	longestFile     = 400 // lines
)

// long are the functions ("path Name") and files that may be longer, each with its reason.
var long = map[string]string{
	"internal/web/ui/icons.go iconPath": "the drawings, two lines each",
}

// clocks are the folders and files outside tests that may read the machine's clock; all else takes the time from
// the transaction or from app.Clock.
var clocks = map[string]string{
	"cmd":                    "hands the clock to store and app",
	"scripts":                "measures",
	"internal/web/server.go": "log lines of requests",
}

func TestPackageComments(t *testing.T) {
	docs, packages := map[string][]string{}, map[string]bool{}
	for _, f := range withoutTests(goFiles(t, ".")) {
		dir := path.Dir(f.path)
		packages[dir] = true
		if f.Doc != nil && f.Doc.Text() != "" && !f.generated() { // templ puts its version there
			docs[dir] = append(docs[dir], f.path)
			if first := f.Doc.Text(); !strings.HasPrefix(first, "Package "+f.Name.Name+" ") && !strings.HasPrefix(first, "Command ") {
				t.Errorf("%s: the package comment begins with Package %s or Command", f.path, f.Name.Name)
			}
		}
	}
	if len(packages) < 5 {
		t.Fatalf("%d packages: the test looks in the wrong place", len(packages))
	}
	for dir := range packages {
		if n := len(docs[dir]); n != 1 {
			t.Errorf("%s has %d package comments, want one: %v", dir, n, docs[dir])
		}
	}
}

func TestCode(t *testing.T) {
	catches(t, func(text string) []string { return codeFaults(parse(t, "internal/x/x.go", "package x\n"+text)) }, []string{
		"func init() {}", "func f() { _ = time.Now() }", "var clock = time.Now", "func f() { _ = time.Since(t) }",
		"var counter int", "var mu sync.Mutex", "func f(v any) {}", "func f() (v interface{}) { return }", "// TODO: later", "func f() {\n// FIXME\n}",
		"func (t *T) GetName() string { return t.name }", "type PlanInfo struct{}", "type StringUtil struct{}",
		"func f() {" + strings.Repeat("\n", longestFunction) + "}", strings.Repeat("\n", longestFile+1),
		"func f() error { return cmp.Or(tx.A(ctx), tx.B(ctx)) }", "func f() error { return cmp.Or(err, end(ctx, tx, by)) }",
	}, []string{
		"func f() error { return cmp.Or(tx.A(ctx), err) }", "func f() error { return cmp.Or(checkA(v), checkB(v)) }",
		"func (t T) init() {}", "func f(now time.Time) { _ = now }", "var errGone = errors.New(`gone`)", "//go:embed x\nvar fs embed.FS",
		"func f(q string, args ...any) {}", "func (d *Day) Scan(src any) error { return nil }", "var _ I = T{}", "func getter() {}",
		"func all[T any](v T) {}", "func f() {" + strings.Repeat("\n", longestFunction-1) + "}", "var once = sync.OnceValue(load)",
	})
	for _, f := range goFiles(t, ".") {
		if !f.generated() {
			report(t, codeFaults(f))
		}
	}
	for _, path := range files(t, "internal/web", ".templ") {
		if n := strings.Count(read(t, path), "\n"); n > longestFile && long[path] == "" {
			t.Errorf("%s has %d lines, want at most %d: a word is missing", path, n, longestFile)
		}
	}
	for name := range long {
		file, _, _ := strings.Cut(name, " ")
		read(t, file)
	}
}

var (
	promise = regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b`)
	noName  = regexp.MustCompile(`^Get[A-Z]|(Util|Utils|Info)$`)
)

// codeFaults names the faults of one file against the house style. Tests may be long and read the clock.
func codeFaults(f goFile) []string {
	var found []string
	add := func(p token.Pos, format string, args ...any) {
		found = append(found, f.at(p)+": "+fmt.Sprintf(format, args...))
	}
	if n := strings.Count(f.src, "\n"); n > longestFile && long[f.path] == "" {
		add(f.Package, "%d lines, want at most %d: a word is missing", n, longestFile)
	}
	for _, group := range f.Comments {
		if m := promise.FindString(group.Text()); m != "" {
			add(group.Pos(), "%s: do it, or file an issue", m)
		}
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			functionFaults(f, d, add)
		case *ast.GenDecl:
			declarationFaults(f, d, add)
		}
	}
	if !f.test() && !readsClock(f.path) {
		ast.Inspect(f.File, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if id, ok := s.X.(*ast.Ident); ok && id.Name == "time" && (s.Sel.Name == "Now" || s.Sel.Name == "Since" || s.Sel.Name == "Until") {
					add(s.Pos(), "time.%s: take the time from the transaction or from app.Clock", s.Sel.Name)
				}
			}
			return true
		})
	}
	ast.Inspect(f.File, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && !f.test() && len(c.Args) > 1 && isOr(c.Fun) && slices.ContainsFunc(c.Args[1:], asks) {
			add(c.Pos(), "cmp.Or asks the transaction again when what stands before has failed: if err != nil")
		}
		return true
	})
	return found
}

func isOr(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	id, ok := s.X.(*ast.Ident)
	return ok && id.Name == "cmp" && s.Sel.Name == "Or"
}

// asks tells whether an expression calls something on, or with, the transaction tx.
func asks(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		c, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if s, ok := c.Fun.(*ast.SelectorExpr); ok {
			found = found || isTx(s.X)
		}
		found = found || slices.ContainsFunc(c.Args, isTx)
		return true
	})
	return found
}

func isTx(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "tx"
}

func functionFaults(f goFile, d *ast.FuncDecl, add func(token.Pos, string, ...any)) {
	if d.Recv == nil && d.Name.Name == "init" {
		add(d.Pos(), "init: build it where it is used")
	}
	if noName.MatchString(d.Name.Name) {
		add(d.Pos(), "%s: name what it returns or does", d.Name.Name)
	}
	if f.test() {
		return
	}
	if n := f.fset.Position(d.End()).Line - f.fset.Position(d.Pos()).Line + 1; n > longestFunction && long[f.path+" "+d.Name.Name] == "" {
		add(d.Pos(), "%s has %d lines, want at most %d: a word is missing", d.Name.Name, n, longestFunction)
	}
	if d.Name.Name == "Scan" || d.Name.Name == "Value" { // database/sql asks for any
		return
	}
	fields := d.Type.Params.List
	if d.Type.Results != nil {
		fields = append(fields[:len(fields):len(fields)], d.Type.Results.List...)
	}
	for _, field := range fields {
		switch typ := field.Type.(type) {
		case *ast.Ident:
			value := len(field.Names) == 1 && field.Names[0].Name == "arg" && within(f.path, "internal/store") // of a statement
			if typ.Name == "any" && !value {
				add(field.Pos(), "any in the signature of %s: say what it is", d.Name.Name)
			}
		case *ast.InterfaceType:
			if len(typ.Methods.List) == 0 {
				add(field.Pos(), "interface{} in the signature of %s: say what it is", d.Name.Name)
			}
		}
	}
}

// declarationFaults finds names that say nothing and variables of a package that only exist to be changed.
func declarationFaults(f goFile, d *ast.GenDecl, add func(token.Pos, string, ...any)) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if noName.MatchString(spec.Name.Name) {
				add(spec.Pos(), "%s: name what it is", spec.Name.Name)
			}
		case *ast.ValueSpec:
			embedded := d.Doc != nil && strings.Contains(docText(d.Doc), "go:embed") || spec.Doc != nil && strings.Contains(docText(spec.Doc), "go:embed")
			if d.Tok == token.VAR && len(spec.Values) == 0 && !embedded && !f.test() {
				add(spec.Pos(), "%s is state of the package: give it an owner", spec.Names[0].Name)
			}
		}
	}
}

// docText is the comment with its directives, which Text leaves out.
func docText(g *ast.CommentGroup) string {
	var b strings.Builder
	for _, c := range g.List {
		b.WriteString(c.Text)
	}
	return b.String()
}

func readsClock(file string) bool {
	for folder := range clocks {
		if within(file, folder) {
			return true
		}
	}
	return false
}
