package arch

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

// callsOf calls f for each call of pkg.name, or of .name on anything when pkg is empty.
func callsOf(file goFile, pkg, name string, f func(*ast.CallExpr)) {
	ast.Inspect(file.File, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		s, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || s.Sel.Name != name {
			return true
		}
		if id, isName := s.X.(*ast.Ident); pkg == "" || isName && id.Name == pkg {
			f(call)
		}
		return true
	})
}

// TestPatternsAreConstant checks that no regular expression is made of what comes from outside.
func TestPatternsAreConstant(t *testing.T) {
	rule := func(src string) []string { return variablePatterns(parse(t, "x.go", "package x\n"+src)) }
	catches(t, rule, []string{"var r = regexp.MustCompile(s)", "var r, _ = regexp.Compile(\"a\" + s)"},
		[]string{"var r = regexp.MustCompile(`a`)", "var r = regexp.MustCompile(`a` + `b`)", "var r = regexp.MustCompile(regexp.QuoteMeta(s))"})
	for _, f := range withoutTests(append(goFiles(t, "internal"), goFiles(t, "cmd")...)) {
		report(t, variablePatterns(f))
	}
}

func variablePatterns(f goFile) (found []string) {
	for _, name := range []string{"MustCompile", "Compile"} {
		callsOf(f, "regexp", name, func(call *ast.CallExpr) {
			if !constant(call.Args[0]) {
				found = append(found, f.at(call.Pos())+": a pattern made of a variable")
			}
		})
	}
	return found
}

// constant tells whether e is made of literals, or quoted.
func constant(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return constant(e.X) && constant(e.Y)
	case *ast.CallExpr:
		s, ok := e.Fun.(*ast.SelectorExpr)
		return ok && s.Sel.Name == "QuoteMeta"
	}
	return false
}

var (
	clientAddress = []fault{mustNot(`\.RemoteAddr\b|(?i)x-forwarded|x-real-ip|"forwarded"`, "the address of a client: many people share one, and anybody can name one")}
	tlsChecked    = []fault{mustNot(`InsecureSkipVerify|VersionTLS1[01]\b|VersionSSL30|sslmode=disable`, "TLS that checks nothing")}
	compared      = []fault{mustNot(`bytes\.Equal\([^)]*(?i:token|secret|mac|code|pin|password)`, "subtle.ConstantTimeCompare, or a look-up by the hash")}
)

// TestNoClientAddress checks that no address of a client, nor a header that a proxy sets, decides anything.
func TestNoClientAddress(t *testing.T) {
	rule := func(src string) []string { return faults(src, clientAddress) }
	catches(t, rule, []string{"ip := r.RemoteAddr", `r.Header.Get("X-Forwarded-For")`, `h.Get("x-real-ip")`}, []string{"address := s.Address"})
	inProgram(t, rule)
}

// TestTLSIsChecked checks that nothing turns off that certificates are checked, nor takes an old version.
func TestTLSIsChecked(t *testing.T) {
	rule := func(src string) []string { return faults(src, tlsChecked) }
	catches(t, rule, []string{"tls.Config{InsecureSkipVerify: true}", "MinVersion: tls.VersionTLS10"}, []string{"MinVersion: tls.VersionTLS12"})
	inProgram(t, rule)
}

// TestSecretsAreCompared checks that no secret is compared byte by byte until one differs.
func TestSecretsAreCompared(t *testing.T) {
	rule := func(src string) []string { return faults(src, compared) }
	catches(t, rule, []string{"if bytes.Equal(token, want) {", "bytes.Equal(mac, sum)"}, []string{"bytes.Equal(page, golden)", "subtle.ConstantTimeCompare(mac, sum)"})
	inProgram(t, rule)
}

// inProgram looks for faults in every file of the program.
func inProgram(t *testing.T, rule func(src string) []string) {
	t.Helper()
	for _, name := range append(files(t, "internal", ".go"), files(t, "cmd", ".go")...) {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "internal/testkit/") || strings.HasPrefix(name, "internal/demo/") {
			continue
		}
		for _, found := range rule(read(t, name)) {
			t.Errorf("%s:%s", name, found)
		}
	}
}
