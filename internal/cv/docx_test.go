package cv

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// forms are the forms of output of a CV.
func forms(t testing.TB, c domain.CV) map[string]Document {
	t.Helper()
	own, err := Original(c, vocabulary(t), day)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]Document{"full": German(c, vocabulary(t), day), "short-anonymous": Anonymous(c, Short{}, vocabulary(t), day), "original": own}
}

// TestDOCX reads the texts of the body as XML: all of the document is there in order, and nothing else.
func TestDOCX(t *testing.T) {
	for name, c := range inputs(t) {
		for form, d := range forms(t, c) {
			rest := squeezed(bodyOf(t, must(t, DOCX, d)))
			for _, cell := range cells(d) {
				_, after, ok := strings.Cut(rest, squeezed(cell))
				if !ok {
					t.Fatalf("%s, %s: not in the DOCX, or out of order: %q before %q", name, form, cell, rest)
				}
				rest = after
			}
			if rest != "" {
				t.Errorf("%s, %s: more than the text: %q", name, form, rest)
			}
		}
	}
}

// tags are those of HTML.
var tags = regexp.MustCompile(`<[^>]*>`)

// TestDOCXInPandoc reads the file by a program that is not ours: it finds all of the text, the headings and the lists.
func TestDOCXInPandoc(t *testing.T) {
	pandoc := tool(t, "pandoc")
	all := inputs(t)
	for _, name := range []string{"ar-carpenter", "ku-nurse", "uk-accountant"} {
		for form, d := range forms(t, all[name]) {
			file := filepath.Join(t.TempDir(), "cv.docx")
			if err := os.WriteFile(file, must(t, DOCX, d), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.CommandContext(t.Context(), pandoc, "-f", "docx", "-t", "html", "--wrap=none", file).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			text := squeezed(html.UnescapeString(tags.ReplaceAllString(string(out), "")))
			for _, cell := range cells(d) {
				if !strings.Contains(text, squeezed(cell)) {
					t.Errorf("%s, %s: pandoc does not find %q", name, form, cell)
				}
			}
			if n := bytes.Count(out, []byte("<h2")); n != len(d.Sections)-1 || bytes.Count(out, []byte("<h1")) != 1 || !bytes.Contains(out, []byte("<li")) {
				t.Errorf("%s, %s: %d headings, want %d below one; or no list", name, form, n, len(d.Sections)-1)
			}
		}
	}
}

// must makes a file of a document.
func must(t testing.TB, make func(Document) ([]byte, error), d Document) []byte {
	t.Helper()
	b, err := make(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// bodyOf returns the text of a Word document.
func bodyOf(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var b strings.Builder
	for decoder := xml.NewDecoder(r); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		if chars, ok := token.(xml.CharData); ok {
			b.Write(chars)
		}
	}
}
