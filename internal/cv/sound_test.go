package cv

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPDFsAreSound: qpdf finds nothing in any form of any CV; each has one or two pages, a title, a bookmark for each section and a tree whose
// rows have two cells. Whoever is not named is not in the properties either.
func TestPDFsAreSound(t *testing.T) {
	qpdf, pdfinfo := tool(t, "qpdf"), tool(t, "pdfinfo")
	bookmarks := regexp.MustCompile(`/Outlines|/Type /Outlines`)
	for name, c := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for form, d := range forms(t, c) {
				headings := 0
				for _, s := range d.Sections {
					if s.Key != KeyHead {
						headings++
					}
				}
				file := filepath.Join(t.TempDir(), "cv.pdf")
				if err := os.WriteFile(file, must(t, PDF, d), 0o600); err != nil {
					t.Fatal(err)
				}
				run := func(program string, arguments ...string) string {
					out, err := exec.CommandContext(t.Context(), program, append(arguments, file)...).CombinedOutput()
					if err != nil || strings.Contains(string(out), "WARNING") {
						t.Fatalf("%s: %v\n%s", form, err, out)
					}
					return string(out)
				}
				run(qpdf, "--check")
				about := run(pdfinfo)
				for _, want := range []string{"Tagged:          yes", "Page size:       595.28 x 841.89 pts (A4)"} {
					if !strings.Contains(about, want) {
						t.Errorf("%s: pdfinfo lacks %q:\n%s", form, want, about)
					}
				}
				if !regexp.MustCompile(`(?m)^Title: +\S`).MatchString(about) || !regexp.MustCompile(`Pages: +[12]\n`).MatchString(about) {
					t.Errorf("%s: no title, or more than two pages:\n%s", form, about)
				}
				if author := regexp.MustCompile(`(?m)^Author: +\S`).MatchString(about); author != (form != "short-anonymous") {
					t.Errorf("%s: author in the properties: %v", form, author)
				}
				tree := strings.Join(strings.Fields(run(pdfinfo, "-struct")), " ")
				if rows, cells := strings.Count(tree, " TR "), strings.Count(tree, " TH")+strings.Count(tree, " TD"); cells != 2*rows {
					t.Errorf("%s: %d cells in %d rows", form, cells, rows)
				}
				if n := strings.Count(tree, "H2 (block)"); n != headings || strings.Count(tree, "H1 (block)") != 1 {
					t.Errorf("%s: %d headings of %d sections, or not one above", form, n, headings)
				}
				plain, err := exec.CommandContext(t.Context(), qpdf, "--qdf", "--object-streams=disable", file, "-").Output()
				if err != nil {
					t.Fatal(err)
				}
				if !bookmarks.Match(plain) || !strings.Contains(string(plain), fmt.Sprintf("/Count %d\n", headings)) {
					t.Errorf("%s: not %d bookmarks", form, headings)
				}
			}
		})
	}
}

// TestWordsComeBack: pdftotext gives back 99 % of the words of each original, whatever its script. (Every one, where a paragraph stands
// alone: TestTextComesBack in internal/pdf.)
func TestWordsComeBack(t *testing.T) {
	pdftotext := tool(t, "pdftotext")
	for name, c := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := forms(t, c)["original"]
			file := filepath.Join(t.TempDir(), "cv.pdf")
			if err := os.WriteFile(file, must(t, PDF, d), 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.CommandContext(t.Context(), pdftotext, file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			text := squeezed(string(out))
			missing, all := []string{}, 0
			for _, cell := range cells(d) {
				for word := range strings.FieldsSeq(cell) {
					if all++; !strings.Contains(text, squeezed(word)) {
						missing = append(missing, word)
					}
				}
			}
			if 100*len(missing) > all {
				t.Errorf("%d of %d words are missing: %q", len(missing), all, missing)
			}
		})
	}
}
