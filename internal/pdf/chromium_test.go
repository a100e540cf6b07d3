package pdf

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// wordsBack counts the words of want that stand in got, each as often as it is there.
func wordsBack(want, got string) (back, all int) {
	left := map[string]int{}
	for _, w := range strings.Fields(got) {
		left[w]++
	}
	for _, w := range strings.Fields(norm.NFC.String(want)) {
		all++
		if left[w] > 0 {
			left[w]--
			back++
		}
	}
	return back, all
}

// TestNoFewerWordsThanChromium prints the paragraphs of TestTextComesBack from Chromium with our typefaces. Of no paragraph does it give
// back more words than we do, who give back all. The sum is in docs/performance.md.
func TestNoFewerWordsThanChromium(t *testing.T) {
	fonts, err := filepath.Abs("fonts")
	if err != nil {
		t.Fatal(err)
	}
	var page strings.Builder
	page.WriteString("<!doctype html><meta charset=utf-8><style>")
	for _, name := range []string{"NotoSans", "NotoNaskhArabic", "NotoSansEthiopic", "NotoSansGeorgian"} {
		fmt.Fprintf(&page, "@font-face{font-family:%s;src:url('file://%s/%s-Regular.ttf')}", name, fonts, name)
	}
	page.WriteString("p{font:11pt NotoSans,NotoNaskhArabic,NotoSansEthiopic,NotoSansGeorgian;width:310pt;break-after:page}</style>")
	var langs []string
	for lang := range paragraphs {
		langs = append(langs, lang)
	}
	slices.Sort(langs)
	for _, lang := range langs {
		dir := "ltr"
		if readFromRight(paragraphs[lang]) {
			dir = "rtl"
		}
		fmt.Fprintf(&page, "<p lang=%s dir=%s>%s</p>\n", lang, dir, html.EscapeString(paragraphs[lang]))
	}
	folder := t.TempDir()
	source, printed := filepath.Join(folder, "page.html"), filepath.Join(folder, "page.pdf")
	if err := os.WriteFile(source, []byte(page.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), tool(t, "chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
		"--user-data-dir="+folder, "--print-to-pdf="+printed, "file://"+source).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	file, err := os.ReadFile(printed)
	if err != nil {
		t.Fatal(err)
	}
	sheets := strings.Split(extracted(t, file), "\f")
	if len(sheets) < len(langs) {
		t.Fatalf("%d pages from Chromium, want %d", len(sheets), len(langs))
	}
	sum, theirs := 0, 0
	for i, lang := range langs {
		ours := extracted(t, must(t, func() ([]byte, error) { return column(lang, paragraphs[lang], 310) }))
		back, all := wordsBack(paragraphs[lang], ours)
		chromium, _ := wordsBack(paragraphs[lang], sheets[i])
		if back < chromium || 100*back < 99*all {
			t.Errorf("%s: %d of %d words back, Chromium gives %d", lang, back, all, chromium)
		}
		t.Logf("%s: %d of %d words, Chromium %d", lang, back, all, chromium)
		sum, theirs = sum+all, theirs+chromium
	}
	t.Logf("Chromium: %d of %d words", theirs, sum)
}
