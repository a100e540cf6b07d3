package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/i18n"
)

// mostTaps is how many taps a CV with three jobs may cost on a phone: a tap is one thing pressed, or one field filled or chosen.
const mostTaps = 40

// job is one job of the CV: the word that is searched, the concept that is tapped, and the years.
type job struct {
	word, occupation, from, to string
	german                     []string // what the German CV says of it
}

// jobs have nothing to do with each other, so that no job is offered because of another.
var jobs = []job{
	{"نجار", "occ:carpenter", "2008", "2012", []string{"2008 – 2012", "Fachkraft im Tischlerhandwerk"}},
	{"خباز", "occ:baker", "2012", "2016", []string{"2012 – 2016", "Fachkraft im Bäckerhandwerk"}},
	{"سائق", "occ:driver", "2016", "2021", []string{"2016 – 2021", "Fachkraft im Fahrdienst"}},
}

// TestTaps makes a CV on a phone in Arabic, from the first page after signing in to the German PDF, with words of the vocabulary alone:
// the mother tongue, a school with its certificate, three jobs with three tasks each. No key is pressed, and what is typed is one word
// for each job and the years. Without JavaScript a search needs its button.
func TestTaps(t *testing.T) {
	for name, noScript := range map[string]bool{"live": false, "noscript": true} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			b := newTab(t, s, device{who: "sami", wide: 360, language: "ar", noScript: noScript})
			b.signInPerson("sami", "own")
			b.taps = 0
			b.languageAndSchool()
			german := []string{"Sprachen Arabisch", "Muttersprache"}
			for i, j := range jobs {
				german = append(german, append(j.german, b.work(j, i == len(jobs)-1)...)...)
			}
			b.at("/me/profile/work")
			b.picture("taps-work")
			b.goTo("/me/cv")
			b.sees("Tischler")
			b.picture("taps-cv")
			if !value[bool](b, `!!document.querySelector('main a[href="/me/cv.pdf"]')?.getClientRects().length`) {
				b.fail("no link to the PDF is to be seen")
			}
			b.taps++ // not pressed: the browser's own reader of PDFs asks for files of its own
			text := b.pdfText("/me/cv.pdf")
			for _, want := range german {
				if !strings.Contains(text, want) {
					t.Errorf("the PDF does not say %q:\n%s", want, text)
				}
			}
			most := mostTaps
			if noScript {
				most += len(jobs)
			}
			if b.taps > most {
				t.Errorf("%d taps, want at most %d", b.taps, most)
			}
			t.Logf("%d taps", b.taps)
		})
	}
}

// languageAndSchool says the mother tongue and the certificate of a school, from the tile of the first page on.
func (b *tab) languageAndSchool() {
	b.t.Helper()
	b.goTo("/languages/new/language")
	b.picture("taps-language")
	b.choose("native", "ar")
	b.picture("taps-section")
	b.goTo("/schooling/new/place")
	b.next("country", "SY")
	b.picture("taps-certificate")
	b.choose("concept", "cert:sy-basic-education")
	b.later()
	b.at("/me/profile/schooling")
	b.goTo("/work/new/occupation")
}

// work answers the questions about a job, whose country is the one that was said before, and goes on with another job unless it is the
// last. It returns the German of the tasks.
func (b *tab) work(j job, last bool) (german []string) {
	b.t.Helper()
	b.fill("q", j.word)
	if b.noScript {
		b.loads(func() { b.press(`document.querySelector("form[role=search] button")`, "search") })
	}
	b.eventually("what was searched", `!!document.querySelector("#results button[value='`+j.occupation+`']")`)
	b.picture("taps-" + strings.TrimPrefix(j.occupation, "occ:"))
	b.choose("concept", j.occupation)
	if got := b.typed("country"); got != "SY" {
		b.fail("the country of before is not offered but %q", got)
	}
	b.picture("taps-place")
	b.next()
	b.next("from_year", j.from, "to_year", j.to)
	tasks := value[[][2]string](b, `[...document.querySelectorAll("[name=task]")].filter(e=>e.getClientRects().length).slice(0,3).map(e=>[e.value,e.closest("label").querySelector("[lang=de]").innerText])`)
	if len(tasks) < 3 {
		b.fail("%d tasks are offered at once, want 3", len(tasks))
	}
	for _, task := range tasks {
		b.fill("task", task[0])
		german = append(german, task[1])
	}
	b.picture("taps-tasks")
	if last {
		b.next()
		return german
	}
	b.choose("again", "1")
	b.at("/me/profile/work/new/occupation")
	b.sees(i18n.Ar.ProfileSuggestions())
	return german
}

// pdfText is the text of a PDF of ours, each line break a space.
func (b *tab) pdfText(path string) string {
	b.t.Helper()
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		const why = "no pdftotext (poppler-utils): the text of the PDF was not read"
		if os.Getenv("REQUIRE_PDF_TOOLS") == "1" {
			b.t.Fatal(why)
		}
		b.t.Skip(why)
	}
	_, body := b.fetched(path, nil)
	file := filepath.Join(b.t.TempDir(), "cv.pdf")
	b.site.must(os.WriteFile(file, []byte(body), 0o600))
	out, err := exec.CommandContext(b.t.Context(), program, file, "-").Output()
	b.site.must(err)
	return strings.Join(strings.Fields(string(out)), " ")
}
