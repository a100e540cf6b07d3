package browser

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"

	"github.com/aufwind-im/aufwind/internal/i18n"
)

// TestPrint prints the page of the CV: on the paper stands the German CV alone, black on white also from a dark screen.
func TestPrint(t *testing.T) {
	s := newSite(t)
	s.tell("sami")
	b := newTab(t, s, device{who: "sami", wide: 360, dark: true})
	b.as("sami", "ar")
	b.open("/me/cv")
	b.sees(i18n.Ar.CvTitle())
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}})
	b.sees("Lebenslauf", "Sami Haddad", "Berufserfahrung", "Tischler", "Klasse B (im Ausland ausgestellt)", "Stuttgart, ")
	text := value[string](b, `document.body.innerText`)
	for _, not := range []string{i18n.Ar.CvTitle(), i18n.Ar.CvGerman(), i18n.Ar.CvOwn(), i18n.Ar.CvOpenTitle(), i18n.Ar.NavMe(), "ورشة النور"} {
		if value[bool](b, `document.body.innerText.includes(`+quoted(not)+`)`) {
			t.Errorf("%q is printed:\n%s", not, text)
		}
	}
	if ink, paper := value[string](b, `getComputedStyle(document.querySelector(".paper p")).color`), value[string](b, `getComputedStyle(document.body).backgroundColor`); ink != "rgb(0, 0, 0)" || paper != "rgb(255, 255, 255)" {
		t.Errorf("printed in %s on %s", ink, paper)
	}
	b.open("/me/cv/interview")
	if text := value[string](b, `document.querySelector("main").innerText`); len(text) < 200 || value[bool](b, `[...document.querySelectorAll(".dock, .top, .btn, .backlink")].some(x=>x.getClientRects().length)`) {
		t.Errorf("of the check list is printed:\n%s", text)
	}
	if dir := os.Getenv("AUFWIND_SCREENSHOTS"); dir != "" {
		pdf := call(b, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
		s.must(os.WriteFile(filepath.Join(dir, "print-cv.pdf"), pdf.Data, 0o600))
	}
}
