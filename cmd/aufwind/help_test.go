package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

var updateReference = flag.Bool("update-reference", false, "write docs/reference/commands.md anew")

// leaves are the commands that can be run.
func leaves(t *testing.T) []*kong.Node {
	t.Helper()
	parser, err := parserFor(&world{ctx: t.Context(), out: io.Discard, errors: io.Discard, now: time.Now}, func(int) {})
	if err != nil {
		t.Fatal(err)
	}
	found := parser.Model.Leaves(true)
	if len(found) < 20 {
		t.Fatalf("%d commands", len(found))
	}
	return found
}

// words splits an example as a shell does: at spaces, but not between quotation marks; what is sent in by < or behind # is none.
func words(line string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(line, -1) {
		if m[2] == "<" || m[2] == "#" {
			break
		}
		out = append(out, m[1]+m[2])
	}
	return out
}

// TestHelp checks that every command has an example that can be read, and that every flag says what it is, in which form, and what
// holds without it.
func TestHelp(t *testing.T) {
	for _, node := range leaves(t) {
		path := node.FullPath()
		_, example, found := strings.Cut(node.Detail, "Example: ")
		if !found || !strings.HasPrefix(example, "aufwind "+strings.TrimPrefix(node.FullPath(), "aufwind ")) {
			t.Errorf("%s has no example of its own: %q", node.FullPath(), node.Detail)
			continue
		}
		parser, err := parserFor(&world{ctx: t.Context(), out: io.Discard, errors: io.Discard, now: time.Now}, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := parser.Parse(words(example)[1:]); err != nil {
			t.Errorf("%s: %v", example, err)
		}
		for _, f := range node.Flags {
			about := aboutFlag(f.Value)
			switch kind := f.Target.Kind(); {
			case f.Help == "" || !strings.HasSuffix(f.Help, "."):
				t.Errorf("%s --%s has no sentence: %q", path, f.Name, f.Help)
			case f.Default != "" && !strings.Contains(about, "Default: "+f.Default):
				t.Errorf("%s --%s does not say its default: %q", path, f.Name, about)
			case kind != reflect.Bool && f.PlaceHolder == "" && f.Enum == "" && kind != reflect.Slice:
				t.Errorf("%s --%s does not say what it takes", path, f.Name)
			}
		}
		for _, a := range node.Positional {
			if !strings.HasSuffix(a.Help, ".") {
				t.Errorf("%s <%s> has no sentence", path, a.Name)
			}
		}
	}
}

// TestHelpEndsWell checks that asking for help is no failure and does nothing else, and that a wrong command line says where help is.
func TestHelpEndsWell(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	for _, args := range [][]string{{"--help"}, {"user", "--help"}, {"user", "add", "--help"}, {"serve", "--data", dir, "--help"}} {
		if said := runs(t, 0, "", args...); !strings.Contains(said, "Usage: aufwind") {
			t.Errorf("%v: %s", args, said)
		}
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("asking for help makes a folder")
	}
	for _, args := range [][]string{{}, {"sevre"}, {"user"}, {"user", "add", "anna"}, {"demo", "--persons", "many"}, {"serve", "--port", "1"}} {
		if said := runs(t, exitUsage, "", args...); !strings.HasPrefix(said, "aufwind: ") || !strings.Contains(said, "--help\" ") {
			t.Errorf("%v: %s", args, said)
		}
	}
}

// TestReference compares docs/reference/commands.md with what --help prints: go test ./cmd/aufwind -run Reference -update-reference
func TestReference(t *testing.T) {
	t.Setenv("COLUMNS", "100")
	var out bytes.Buffer
	out.WriteString(referenceHead)
	for _, node := range leaves(t) {
		command := strings.TrimPrefix(node.FullPath(), "aufwind ")
		said := runs(t, 0, "", append(strings.Fields(command), "--help")...)
		fmt.Fprintf(&out, "\n## aufwind %s\n```\n%s```\n", command, regexp.MustCompile(` +\n`).ReplaceAllString(said, "\n"))
	}
	file := filepath.Join("..", "..", "docs", "reference", "commands.md")
	if *updateReference {
		if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	is, err := os.ReadFile(file)
	if err != nil || string(is) != out.String() {
		t.Errorf("%s is not what the commands print (%v): go test ./cmd/aufwind -run Reference -update-reference", file, err)
	}
}

const referenceHead = `# The commands

Made from what ` + "`aufwind COMMAND --help`" + ` prints (go test ./cmd/aufwind -run Reference -update-reference).

| exit code | means |
|---|---|
| 0 | done |
| 1 | the machine refused: a file, the database, the network, a master key that does not fit; or ` + "`verify`" + ` found that the data is not as it was written |
| 2 | the command line or the input is wrong; the message says where, and nothing was changed |

What a command is asked for goes to standard output, messages about what is wrong to standard error. A flag with ($NAME) can be set in
the environment, too; the flag counts. Passwords, second factors and slips are printed once and stored only as hashes or sealed.
Every command on a tenant writes an event in its record, with the rule "operator".
`
