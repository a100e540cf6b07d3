package arch

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	isSQL       = regexp.MustCompile(`(?s)^\s*(SELECT\s|WITH\s+(RECURSIVE\s+)?\w+\s*(\(|AS)|INSERT\s+INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s)`)
	placeholder = regexp.MustCompile(`\$(\d+)`)
	star        = regexp.MustCompile(`(?i)(SELECT|DISTINCT|RETURNING|,)\s+(\w+\.)?\*`)
	ordered     = regexp.MustCompile(`(?i)\bORDER\s+BY\b`)
	boundLimit  = regexp.MustCompile(`(?i)\bLIMIT\s+\$`)
	oneEngine   = regexp.MustCompile(`(?i)\bnow\(\)|\bILIKE\b|=\s*ANY\s*\(|\bSKIP\s+LOCKED\b|\bdatetime\(|\bstrftime\(|\bto_char\(|\bAUTOINCREMENT\b|\bSERIAL\b`)
)

// unknown stands in a statement for a part that is only known when it runs.
const unknown = "\x00"

// consts are the string constants of a package by name, so that a statement joined from them is seen whole.
type consts map[string]ast.Expr

func constsOf(fs []goFile) consts {
	found := consts{}
	for _, f := range fs {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, s := range g.Specs {
				if v, ok := s.(*ast.ValueSpec); ok && len(v.Values) == len(v.Names) {
					for i, name := range v.Names {
						found[name.Name] = v.Values[i]
					}
				}
			}
		}
	}
	return found
}

// text is the string that e stands for, with unknown for the parts that are no constants.
func (c consts) text(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if s, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return s
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return c.text(e.X) + c.text(e.Y)
		}
	case *ast.ParenExpr:
		return c.text(e.X)
	case *ast.Ident:
		if v, ok := c[e.Name]; ok {
			return c.text(v)
		}
	}
	return unknown
}

// statements calls f for each SQL statement in file, with the call that it is an argument of, if any.
func (c consts) statements(file goFile, f func(at token.Pos, q string, in *ast.CallExpr)) {
	seen := map[ast.Expr]bool{}
	visit := func(e ast.Expr, in *ast.CallExpr) {
		if seen[e] {
			return
		}
		seen[e] = true
		if b, ok := e.(*ast.BinaryExpr); ok { // its parts are no statements of their own
			ast.Inspect(b, func(n ast.Node) bool {
				if x, ok := n.(ast.Expr); ok {
					seen[x] = true
				}
				return true
			})
		}
		if q := c.text(e); isSQL.MatchString(q) {
			f(e.Pos(), q, in)
		}
	}
	ast.Inspect(file.File, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			for _, a := range n.Args {
				visit(a, n)
			}
		case *ast.BinaryExpr:
			visit(n, nil)
		case *ast.BasicLit:
			visit(n, nil)
		}
		return true
	})
}

// wrongSQL names the faults of the statements of one file in package store.
func (c consts) wrongSQL(file goFile) []string {
	var found []string
	c.statements(file, func(at token.Pos, q string, in *ast.CallExpr) {
		place := file.at(at) + ": "
		if star.MatchString(q) {
			found = append(found, place+"names no columns: *")
		}
		if m := oneEngine.FindString(q); m != "" {
			found = append(found, place+"runs on one engine only: "+m)
		}
		if n := outOfOrder(q); n != "" {
			found = append(found, place+"$"+n+" comes before a smaller number")
		}
		if boundLimit.MatchString(q) {
			found = append(found, place+"binds its LIMIT: SQLite plans the statement anew each time")
		}
		if in != nil && called(in) == "all" && !ordered.MatchString(q) && !strings.Contains(q, unknown) && !strings.Contains(q, "RETURNING") {
			found = append(found, place+"a list without ORDER BY")
		}
	})
	return found
}

// outOfOrder returns the first placeholder that does not continue $1, $2, …; "" when all do. It looks at the text up
// to the first unknown part.
func outOfOrder(q string) string {
	q, _, _ = strings.Cut(q, unknown)
	next := 1
	for _, m := range placeholder.FindAllStringSubmatch(q, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil || n > next {
			return m[1]
		}
		if n == next {
			next++
		}
	}
	return ""
}

// called is the name of the function or method that is called, in lower case.
func called(call *ast.CallExpr) string {
	fun := call.Fun
	if x, ok := fun.(*ast.IndexExpr); ok {
		fun = x.X
	}
	switch fun := fun.(type) {
	case *ast.Ident:
		return strings.ToLower(fun.Name)
	case *ast.SelectorExpr:
		return strings.ToLower(fun.Sel.Name)
	}
	return ""
}

func TestSQL(t *testing.T) {
	rule := func(body string) []string {
		f := parse(t, "planted.go", "package store\nconst mine = `id = $1 AND n = $3`\nfunc f() {\n"+body+"\n}")
		return constsOf([]goFile{f}).wrongSQL(f)
	}
	catches(t, rule, []string{
		"exec(`UPDATE goal SET a = $2 WHERE id = $1`)",
		"exec(`SELECT id FROM goal WHERE ` + mine)",
		"one(`SELECT * FROM goal`)",
		"one(`SELECT g.* FROM goal g`)",
		"q := `INSERT INTO goal (id) VALUES ($1) RETURNING *`; use(q)",
		"all[T](ctx, tx, scan, `SELECT id FROM goal`)",
		"all(ctx, tx, scan, `SELECT id FROM goal`)",
		"exec(`UPDATE goal SET at = now() WHERE id = $1`)",
		"one(`SELECT id FROM goal WHERE due = $1 LIMIT $2`)",
	}, []string{
		"exec(`UPDATE goal SET a = $1, b = $1 WHERE id = $2`)",
		"one(`SELECT id, count(*) FROM goal`)",
		"all(ctx, tx, scan, `SELECT id FROM goal WHERE n > $1 ORDER BY id`)",
		"all(ctx, tx, scan, `SELECT id FROM goal ` + order)",
		"print(`Select a goal`)",
	})
	store := withoutTests(goFiles(t, "internal/store"))
	c := constsOf(store)
	for _, f := range store {
		report(t, c.wrongSQL(f))
	}
}

// TestSQLOnlyInStore finds statements anywhere else. Tests and what they share may look into the database, and the benchmark compares
// with a bare handler that has the same SQL.
func TestSQLOnlyInStore(t *testing.T) {
	rule := func(text string) []string { return statementsOutside(t, parse(t, "planted.go", text)) }
	catches(t, rule, []string{"package web\nvar q = `SELECT id FROM person`", "package app\nfunc f() { exec(`DELETE FROM goal WHERE id = ` + id) }"},
		[]string{"package web\nvar q = `SELECT your language`[0:3]"})
	for _, f := range withoutTests(goFiles(t, ".")) {
		if !strings.HasPrefix(f.path, "internal/store/") && !strings.HasPrefix(f.path, "scripts/") && !strings.HasPrefix(f.path, "internal/testkit/") {
			report(t, statementsOutside(t, f))
		}
	}
}

func statementsOutside(t *testing.T, f goFile) []string {
	t.Helper()
	var found []string
	constsOf([]goFile{f}).statements(f, func(at token.Pos, q string, _ *ast.CallExpr) {
		if regexp.MustCompile(`\b(FROM|INTO|SET)\b`).MatchString(q) {
			found = append(found, f.at(at)+": SQL belongs to package store")
		}
	})
	return found
}

func withoutTests(fs []goFile) []goFile {
	var found []goFile
	for _, f := range fs {
		if !f.test() {
			found = append(found, f)
		}
	}
	return found
}
