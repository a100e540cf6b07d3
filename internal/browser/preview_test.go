package browser

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

const german = `document.getElementById("preview").innerText`

// TestPreview types an answer: the German line follows, is announced politely and takes no focus; an answer of the server that comes
// late never overwrites a newer one, and without JavaScript the page shows what is stored.
func TestPreview(t *testing.T) {
	s := newSite(t)
	first, overtaken := make(chan bool), make(chan bool)
	var asked atomic.Int32
	site := s.handler
	s.kill()
	s.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/preview") && asked.Add(1) == 1 {
			close(first)
			<-overtaken // the answer to the first question comes after that to the second
		}
		site.ServeHTTP(w, r)
	})
	s.start(s.addr)
	id, err := s.SaveEntry(t.Context(), s.Actor("sami"), domain.Entry{Section: domain.SectionWork, Work: &domain.Work{
		Occupation: domain.Term{Concept: "occ:carpenter"}, Place: domain.Place{Country: "SY"},
	}}, "")
	s.must(err)
	path := routes.Question(domain.SectionWork, id, routes.StepPlace)
	b := newTab(t, s, device{who: "sami", wide: 1280})
	b.as("sami", "ar")
	b.open(path)
	b.eventually("the stored line", german+`.includes("Tischler")`)
	b.do(cd.Focus(`[name=employer_latin]`), cd.KeyEvent("Al"))
	<-first
	b.do(cd.KeyEvent("-Amal"))
	b.eventually("the German line of what was typed", german+`.includes("Al-Amal, Syrien")`)
	close(overtaken)
	value[bool](b, `true`)
	b.do(cd.Sleep(300 * 1e6))
	if got := value[string](b, german); !strings.Contains(got, "Al-Amal, Syrien") || value[bool](b, `document.getElementById("preview").hasAttribute("data-old")`) {
		t.Errorf("a late answer has overwritten the newer one: %q", got)
	}
	if !value[bool](b, `document.activeElement.name==="employer_latin" && document.activeElement.value==="Al-Amal" && document.getElementById("preview").ariaLive==="polite"`) {
		b.fail("the preview has taken the focus or the text")
	}
	if value[bool](b, `document.getElementById("preview").getBoundingClientRect().left > document.querySelector("main form").getBoundingClientRect().left`) {
		b.fail("from right to left the preview stands at the left of the question")
	}
	if e := s.entries("sami"); len(e) != 1 || e[0].Work.Employer.Latin != "" {
		t.Errorf("typing has stored something: %+v", e)
	}
	b.picture("preview-ar-1280")
	b.do(b.resized(360))
	if !value[bool](b, `document.getElementById("preview").getBoundingClientRect().top > document.querySelector("main form").getBoundingClientRect().bottom`) {
		b.fail("on a phone the preview stands below")
	}
	b.picture("preview-ar-360")

	plain := newTab(t, s, device{who: "sami", wide: 360, noScript: true})
	plain.as("sami", "de")
	plain.open(path)
	plain.sees("Tischler", "Syrien")
	plain.next("employer_latin", "Werkstatt Al-Nur")
	plain.sees("Werkstatt Al-Nur, Syrien")
}
