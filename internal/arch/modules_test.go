package arch

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// modules are the modules we use directly, and what each does for us. docs/decisions/0004-dependencies.md
// says what it costs and who keeps it; a new one needs a line here and there.
var modules = map[string]string{
	"github.com/a-h/templ":              "typed pages: a wrong field is a compile error",
	"github.com/alecthomas/kong":        "commands, flags and environment",
	"github.com/andybalholm/brotli":     "compresses the static files and pages",
	"github.com/chromedp/cdproto":       "tests: the types of the browser's protocol",
	"github.com/chromedp/chromedp":      "tests: plays the main job in real browsers",
	"github.com/go-text/typesetting":    "shapes Arabic and Ethiopic for the PDF",
	"github.com/jackc/pgx/v5":           "PostgreSQL driver",
	"github.com/johannesboyne/gofakes3": "tests: a server of buckets in the process",
	"github.com/minio/minio-go/v7":      "documents and heads in a bucket",
	"github.com/pquerna/otp":            "second factor of staff",
	"github.com/pressly/goose/v3":       "migrations",
	"golang.org/x/crypto":               "argon2id",
	"golang.org/x/image":                "fixed-point numbers in the API of typesetting",
	"golang.org/x/text":                 "Unicode normal forms and text direction",
	"golang.org/x/time":                 "bounds how much an account may ask for",
	"modernc.org/sqlite":                "SQLite without cgo",
	"rsc.io/qr":                         "QR codes of the slip and of links",
}

// tools are the generators and checkers of go.mod; they are in no binary.
var tools = map[string]string{
	"github.com/a-h/templ/cmd/templ": "makes Go of pages",
	"mvdan.cc/gofumpt":               "one format for all",
}

func TestModules(t *testing.T) {
	catches(t, strangers, []string{"require example.org/x v1.0.0", "require (\n\texample.org/x v1.0.0\n)", "tool example.org/x", "replace a => b"},
		[]string{"require (\n\texample.org/x v1.0.0 // indirect\n)", "go 1.26.0", "require modernc.org/sqlite v1.60.1"})
	mod := read(t, "go.mod")
	report(t, strangers(mod))
	decision := read(t, "docs/decisions/0004-dependencies.md")
	for _, list := range []map[string]string{modules, tools} {
		for path := range list {
			if !strings.Contains(mod, path) {
				t.Errorf("%s is in the list, but not in go.mod", path)
			}
			if !strings.Contains(decision, "`"+path+"`") {
				t.Errorf("docs/decisions/0004-dependencies.md has no line for %s", path)
			}
		}
	}
}

// strangers names what a go.mod requires directly, or uses as a tool, and no list gives a reason for.
func strangers(mod string) []string {
	var found []string
	block := ""
	for line := range strings.Lines(mod) {
		line = strings.TrimSpace(line)
		verb, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "//") || strings.HasSuffix(line, "// indirect"):
			continue
		case rest == "(":
			block = verb
			continue
		case line == ")":
			block = ""
			continue
		case block != "":
			verb, rest = block, line
		}
		path := regexp.MustCompile(`^\S+`).FindString(rest)
		switch {
		case verb == "require" && modules[path] == "":
			found = append(found, fmt.Sprintf("go.mod requires %s: no reason is given in internal/arch", path))
		case verb == "tool" && tools[path] == "":
			found = append(found, fmt.Sprintf("go.mod uses the tool %s: no reason is given in internal/arch", path))
		case verb == "replace" || verb == "exclude":
			found = append(found, fmt.Sprintf("go.mod says %s: we build with what the modules themselves ask for", line))
		}
	}
	return found
}
