package arch

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var markdownLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// TestLinks checks that the documents link only to files that are there.
func TestLinks(t *testing.T) {
	rule := func(text string) []string { return deadLinks("docs/glossary.md", text) }
	catches(t, rule, []string{"[x](gone.md)", "[x](../gone/)", "[x](gone.md#part)"},
		[]string{"[x](../go.mod)", "[x](https://example.org/)", "[x](#part)", "[x](decisions/README.md#part)"})
	for _, doc := range files(t, ".", ".md") {
		report(t, deadLinks(doc, read(t, doc)))
	}
}

func deadLinks(doc, text string) []string {
	var found []string
	for _, m := range markdownLink.FindAllStringSubmatch(text, -1) {
		target, _, _ := strings.Cut(m[1], "#")
		if target == "" || strings.Contains(target, ":") {
			continue
		}
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(path.Join(path.Dir(doc), target)))); err != nil {
			found = append(found, fmt.Sprintf("%s: the link to %s is dead", doc, m[1]))
		}
	}
	return found
}
