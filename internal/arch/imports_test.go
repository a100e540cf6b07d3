package arch

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// A layer names the packages of ours that the packages of one folder may import. A package may always import
// the packages below its own folder. Names are paths in internal/; "leaf" stands for every leaf package.
type layer struct {
	folder string
	may    []string
}

// layers is the import rule of docs/tour.md: cmd → web, api → app → store → domain. The first line whose folder
// contains a package counts; a package in no line is a leaf.
var layers = []layer{
	{"internal/domain", nil},
	{"internal/i18n/cldr", nil},
	{"internal/arch", []string{"planted"}},
	{"internal/planted", nil},
	{"internal/cv", []string{"domain", "vocab", "calendar", "i18n", "pdf", "docx"}},
	{"internal/planpdf", []string{"domain", "i18n", "pdf"}},
	{"internal/consentpdf", []string{"domain", "i18n", "pdf", "consent"}},
	{"internal/store", []string{"domain", "leaf"}},
	{"internal/app", []string{"store", "domain", "leaf", "cv"}},
	{"internal/testkit", []string{"app", "store", "domain", "leaf", "cv", "demo"}},
	{"internal/demo", []string{"app", "store", "domain", "leaf", "cv", "testkit"}},
	{"internal/web/routes", []string{"domain"}},
	{"internal/web/ui", []string{"domain", "i18n", "web/routes", "calendar", "catalogue", "consent", "vocab", "cv", "app"}}, // see TestPagesDoNotAct
	{"internal/web", []string{"app", "domain", "leaf", "cv", "planpdf", "consentpdf"}},
	{"internal/api", []string{"app", "domain", "leaf", "cv"}},
	{"cmd", []string{"web", "api", "app", "store", "domain", "leaf", "cv", "demo"}},
	{"scripts", []string{"web", "api", "app", "store", "domain", "leaf", "cv", "demo", "testkit", "planted"}},
	{"internal", []string{"domain"}}, // a leaf
}

// homes says which folders may import a module of others; tests may, besides, drive a browser.
var homes = map[string][]string{
	"github.com/a-h/templ":           {"internal/web"},
	"github.com/alecthomas/kong":     {"cmd"},
	"github.com/andybalholm/brotli":  {"internal/web", "scripts"},
	"github.com/go-text/typesetting": {"internal/pdf"},
	"github.com/jackc/pgx/v5":        {"internal/store", "internal/testkit"},
	"github.com/minio/minio-go/v7":   {"internal/blob"},
	"github.com/pquerna/otp":         {"internal/auth"},
	"github.com/pressly/goose/v3":    {"internal/store"},
	"golang.org/x/crypto":            {"internal/auth", "internal/crypt"},
	"golang.org/x/image":             {"internal/pdf"},
	"golang.org/x/time":              {"internal/web"},
	"golang.org/x/text":              {"internal/pdf", "internal/vocab", "internal/names", "internal/docx", "internal/translate"},
	"modernc.org/sqlite":             {"internal/store", "scripts"},
	"rsc.io/qr":                      {"internal/pdf", "internal/web/ui"},
}

func TestImports(t *testing.T) {
	catches(t, func(text string) []string {
		pkg, imports, _ := strings.Cut(text, " → ")
		return wrongImports(pkg, strings.Split(imports, " "))
	}, []string{
		"internal/domain → golang.org/x/text/unicode/norm", "internal/domain → " + module + "/internal/i18n",
		"internal/web → " + module + "/internal/store", "internal/api → " + module + "/internal/store",
		"internal/web/ui → " + module + "/internal/store", "internal/store → " + module + "/internal/app",
		"internal/vocab → " + module + "/internal/calendar", "internal/pdf → modernc.org/sqlite",
		"internal/app → " + module + "/internal/testkit", "internal/app → github.com/jackc/pgx/v5/pgconn",
		"internal/app → " + module + "/cmd/aufwind", "internal/web/routes → " + module + "/internal/web",
		"internal/store → github.com/chromedp/chromedp", "internal/cv → " + module + "/internal/crypt",
	}, []string{
		"internal/domain → errors net/url", "cmd/aufwind → " + module + "/internal/web " + module + "/internal/store",
		"internal/store → " + module + "/internal/crypt modernc.org/sqlite", "internal/i18n/gen → " + module + "/internal/i18n/cldr",
		"internal/web → " + module + "/internal/web/ui " + module + "/internal/auth github.com/a-h/templ",
		"internal/cv → " + module + "/internal/pdf", "internal/demo → " + module + "/internal/store",
	})
	for _, f := range goFiles(t, ".") {
		if f.test() {
			continue
		}
		var imports []string
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports = append(imports, p)
		}
		for _, found := range wrongImports(path.Dir(f.path), imports) {
			t.Errorf("%s: %s", f.path, found)
		}
	}
}

// TestPagesDoNotAct checks that web/ui takes from app only what a page shows: it never has an App to call.
func TestPagesDoNotAct(t *testing.T) {
	rule := func(text string) []string {
		return faults(text, []fault{mustNot(`\bapp\.App\b`, "pages show; handlers act")})
	}
	catches(t, rule, []string{"templ Me(p Page, a *app.App) {"}, []string{"templ Me(p Page, profile app.Profile) {"})
	for _, path := range append(files(t, "internal/web/ui", ".go"), files(t, "internal/web/ui", ".templ")...) {
		for _, found := range rule(read(t, path)) {
			t.Errorf("%s:%s", path, found)
		}
	}
}

// wrongImports names what the package in folder pkg must not import.
func wrongImports(pkg string, imports []string) []string {
	var found []string
	for _, imp := range imports {
		ours, isOurs := strings.CutPrefix(imp, module+"/")
		switch {
		case isOurs && !mayImport(pkg, ours):
			found = append(found, fmt.Sprintf("%s must not import %s", pkg, ours))
		case !isOurs && strings.Contains(strings.Split(imp, "/")[0], ".") && !atHome(pkg, imp):
			found = append(found, fmt.Sprintf("%s must not import %s", pkg, imp))
		}
	}
	return found
}

func mayImport(pkg, ours string) bool {
	top := strings.Join(strings.SplitN(pkg, "/", 3)[:min(2, strings.Count(pkg, "/")+1)], "/")
	if within(ours, pkg) || isLeaf(top) && within(ours, top) {
		return true
	}
	at := layers[slices.IndexFunc(layers, func(l layer) bool { return within(pkg, l.folder) })]
	return slices.ContainsFunc(at.may, func(name string) bool {
		return name == "leaf" && isLeaf(ours) || name != "leaf" && within(ours, "internal/"+name)
	})
}

// isLeaf reports whether the package in folder pkg is a leaf: in internal/ and in no line of layers but the last.
// The tables of i18n are part of a leaf.
func isLeaf(pkg string) bool {
	i := slices.IndexFunc(layers, func(l layer) bool { return within(pkg, l.folder) })
	return i == len(layers)-1 || within(pkg, "internal/i18n")
}

func atHome(pkg, imp string) bool {
	for mod, folders := range homes {
		if within(imp, mod) {
			return slices.ContainsFunc(folders, func(folder string) bool { return within(pkg, folder) })
		}
	}
	return false
}

// within reports whether the folder (or import path) p is in or below folder.
func within(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }
