package web_test

import (
	"bytes"
	"html"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// jobAt is a job from one month to another; to is 0 when it goes on.
func jobAt(occupation string, from, to [2]int, tasks ...string) domain.Entry {
	w := domain.Work{Occupation: domain.Term{Concept: occupation}, From: &domain.PartialDate{Calendar: "gregorian", Year: from[0], Month: from[1]}}
	if w.To = (&domain.PartialDate{Calendar: "gregorian", Year: to[0], Month: to[1]}); to[0] == 0 {
		w.To = &domain.PartialDate{Ongoing: true}
	}
	for _, t := range tasks {
		w.Tasks = append(w.Tasks, domain.Term{Concept: t})
	}
	return domain.Entry{Section: domain.SectionWork, Work: &w}
}

// sendTo sends the form of the page that goes to action.
func (b *reader) sendTo(action string, values ...string) {
	b.t.Helper()
	b.path = action
	b.send(values...)
}

// key is the value of the box of the page that belongs to a label.
func (b *reader) key(label string) string {
	b.t.Helper()
	for _, m := range regexp.MustCompile(`(?s)name="in" value="([^"]*)".*?</label>`).FindAllStringSubmatch(b.body, -1) {
		if strings.Contains(text(m[0]), label) {
			return m[1]
		}
	}
	b.t.Fatalf("%s has no box for %q", b.path, label)
	return ""
}

// TestSeveralCVs makes a second CV for another aim, chooses what it shows, names it, and deletes it again.
func TestSeveralCVs(t *testing.T) {
	c := testkit.New(t)
	said(t, c, jobAt("occ:baker", [2]int{2018, 1}, [2]int{0, 0}, "task:make-pastries"), jobAt("occ:carpenter", [2]int{2010, 9}, [2]int{2017, 12}, "task:install-kitchens"))
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/cv")
	b.lacks(i18n.Ar.CvsName())
	b.sees("Einbau von Küchen")
	b.follow("/me/cv/new")
	b.send("concept", "occ:carpenter")
	b.at("/me/cv/entries")
	b.sees(i18n.Ar.CvsFits())
	if first := strings.Index(b.body, i18n.Ar.CvsFits()); first > strings.Index(b.body, "خباز") {
		t.Error("the job that fits does not stand first")
	}
	second := b.path
	baker, carpenter := b.key("خباز"), b.key("نجار")
	b.send("in", carpenter)
	b.at("/me/cv")
	b.sees("Tischler")
	b.lacks("01/2018", "Einbau von Küchen")
	b.sendTo("/me/cv", "title", "للنجارة")
	b.open("/me/cv")
	b.sees(i18n.Ar.CvsTitle(), "للنجارة")
	if strings.Index(b.body, "للنجارة") < strings.Index(b.body, "/me/cv?cv="+c.Person("sami").String()) {
		t.Error("the first CV does not stand first")
	}
	b.follow("/me/cv?cv=" + c.Person("sami").String())
	b.sees("Einbau von Küchen", "01/2018")
	b.open(second)
	b.send("in", carpenter, "in", baker, "up", baker)
	b.at("/me/cv/entries")
	b.follow("/me/cv?cv=")
	b.sees("01/2018")
	b.follow("/me/cv/remove")
	b.send()
	b.at("/me/cv")
	b.lacks("للنجارة")
	b.sees("Einbau von Küchen", "01/2018")
	b.do(http.MethodGet, second, nil)
	if b.code != http.StatusNotFound {
		t.Errorf("the deleted CV answers %d", b.code)
	}
}

// TestForeignCV: a CV of somebody else is the same as one that does not exist.
func TestForeignCV(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	for _, id := range []string{c.Person("olena").String(), "1", "x", "-1"} {
		for _, path := range []string{"/me/cv", "/me/cv.pdf", "/me/cv.json", "/me/cv/target", "/me/cv/entries", "/me/cv/forms", "/me/cv/remove", "/me/cv/gap"} {
			if b.do(http.MethodGet, path+"?cv="+id, nil); b.code != http.StatusNotFound {
				t.Errorf("GET %s?cv=%s: %d", path, id, b.code)
			}
		}
		for _, path := range []string{"/me/cv", "/me/cv/target", "/me/cv/entries", "/me/cv/forms", "/me/cv/remove"} {
			if b.do(http.MethodPost, path, url.Values{"as": {b.as}, "cv": {id}, "version": {"1"}, "concept": {"occ:baker"}}); b.code != http.StatusNotFound {
				t.Errorf("POST %s cv=%s: %d", path, id, b.code)
			}
		}
	}
}

// TestOneCVFromADoubleClick sends the form of a new CV twice, and makes as many as there may be.
func TestOneCVFromADoubleClick(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	for n := range domain.MaxCVs {
		b.open("/me/cv/new")
		page := *b
		b.send("without", "1")
		if n == domain.MaxCVs-1 {
			if b.code != http.StatusUnprocessableEntity {
				t.Errorf("CV %d: %d", n+2, b.code)
			}
			break
		}
		again := page
		again.send("without", "1")
		if again.path != b.path {
			t.Errorf("the second click leads to %s, the first to %s", again.path, b.path)
		}
	}
	b.open("/me/cv")
	if n := strings.Count(b.body, "/me/cv/remove?"); n != domain.MaxCVs {
		t.Errorf("%d CVs, want %d", n, domain.MaxCVs)
	}
	b.lacks(i18n.Ar.CvsNew())
}

// TestGapChoice decides about a time without an entry, in every way; the decision follows small changes and shows when it is void.
func TestGapChoice(t *testing.T) {
	c := testkit.New(t)
	ids := said(t, c, jobAt("occ:carpenter", [2]int{2010, 9}, [2]int{2015, 3}), jobAt("occ:baker", [2]int{2016, 8}, [2]int{0, 0}))
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	decide := func(values ...string) {
		t.Helper()
		b.open("/me/cv")
		b.follow("/me/cv/gap")
		b.send(values...)
	}
	decide()
	if b.code != http.StatusUnprocessableEntity {
		t.Errorf("nothing chosen: %d", b.code)
	}
	decide("reason", "flight")
	b.at("/me/cv")
	b.sees("04/2015 – 07/2016 Orientierungszeit")
	b.lacks("Flucht nach Deutschland")
	decide("reason", "orientation", "explicit", "flight")
	b.lacks("Flucht nach Deutschland")
	decide("reason", "flight", "explicit", "flight")
	b.sees("04/2015 – 07/2016 Flucht nach Deutschland")
	decide("reason", "leave")
	b.sees(i18n.Ar.CvsGapLeft())
	b.lacks("Flucht nach Deutschland")
	decide("reason", "family")
	b.sees("04/2015 – 07/2016 Familienzeit")

	change(t, c, ids[0], 1, jobAt("occ:carpenter", [2]int{2010, 9}, [2]int{2015, 1}))
	b.open("/me/cv")
	b.sees("02/2015 – 07/2016 Familienzeit")
	between := said(t, c, jobAt("occ:cook", [2]int{2015, 2}, [2]int{2016, 7}))[0]
	b.open("/me/cv")
	b.sees(i18n.Ar.CvsGapStale())
	b.lacks("2016 Familienzeit")
	b.follow("/me/cv/gap")
	b.send("forget", "1")
	b.lacks(i18n.Ar.CvsGapStale(), i18n.Ar.CvGapsTitle())
	if err := c.RemoveEntry(t.Context(), c.Actor("sami"), between, 1); err != nil {
		t.Fatal(err)
	}
	b.open("/me/cv")
	b.sees(i18n.Ar.CvsGapSay())
	b.do(http.MethodPost, "/me/cv/gap", url.Values{"as": {b.as}, "gap": {"2001-01-01"}, "reason": {"family"}, "version": {"7"}})
	if b.code != http.StatusConflict {
		t.Errorf("a gap that is not there: %d", b.code)
	}
}

func change(t *testing.T, c *testkit.City, id domain.EntryID, version int, e domain.Entry) {
	t.Helper()
	e.ID, e.Version = id, version
	if _, err := c.SaveEntry(t.Context(), c.Actor("sami"), e, ""); err != nil {
		t.Fatal(err)
	}
}

// TestCVForms opens the CV in each form as each kind of file.
func TestCVForms(t *testing.T) {
	c := testkit.New(t)
	said(t, c, oneOfEach()...)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/cv")
	b.follow("/me/cv/forms")
	links := regexp.MustCompile(`href="(/me/cv\.[^"]*)"`).FindAllStringSubmatch(b.body, -1)
	if len(links) != 7 {
		t.Errorf("%d files", len(links))
	}
	for _, m := range links {
		b.open(html.UnescapeString(m[1]))
		if begin := b.body[:2]; begin != "%P" && begin != "PK" && begin != "{\n" {
			t.Errorf("%s begins with %q", m[1], begin)
		}
	}
	b.do(http.MethodGet, "/me/cv.pdf?form=long", nil)
	if b.code != http.StatusNotFound {
		t.Errorf("an unknown form: %d", b.code)
	}
	b.open("/me/cv/forms")
	b.send("languages", "1")
	b.at("/me/cv/forms")
	if !strings.Contains(b.body, "checked") {
		t.Error("the choice of languages is not kept")
	}
}

// upload sends a file to the page that reads CVs.
func (b *reader) upload(file []byte) {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("as", b.as)
	part, err := w.CreateFormFile("file", "cv.json")
	if err != nil {
		b.t.Fatal(err)
	}
	_, _ = part.Write(file)
	_ = w.Close()
	r := httptest.NewRequestWithContext(b.t.Context(), http.MethodPost, "/me/cv/import", &body)
	r.Host = "stuttgart.localhost"
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: "session", Value: b.token})
	rec := httptest.NewRecorder()
	b.handler.ServeHTTP(rec, r)
	b.code, b.header, b.body, b.path = rec.Code, rec.Header(), rec.Body.String(), "/me/cv/import"
}

// TestCVImport uploads a CV, looks at what it adds, takes it in, and uploads it again: then it adds nothing.
func TestCVImport(t *testing.T) {
	c := testkit.New(t)
	file, err := os.ReadFile("../cv/testdata/ar-carpenter.json")
	if err != nil {
		t.Fatal(err)
	}
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/cv/import")
	b.upload(file)
	b.sees(i18n.Ar.CvsImportPreview(), i18n.Ar.CvsImportNew(), text(i18n.Ar.CvsImportName("Karim Haddadin")), i18n.Ar.CvsImportTexts(), i18n.Ar.CvsImportSettings(), i18n.Ar.CvPrintNationality(), "Aufenthaltserlaubnis nach § 25 Abs. 2 AufenthG")
	if entries := profileOf(t, c).Entries; len(entries) > 0 {
		t.Errorf("looking at the file stored %d entries", len(entries))
	}
	before := *b
	b.sendTo("/me/cv/import/save", "confirmed", "1")
	b.at("/me/cv")
	b.sees("Sami Haddad", "Aufenthalt: Aufenthaltserlaubnis nach § 25 Abs. 2 AufenthG")
	b.lacks("Karim Haddadin")
	b.sendTo("/me/cv", "nationality", "1")
	b.lacks("Aufenthalt: ")
	b.sees("Staatsangehörigkeit: syrisch", i18n.Ar.CvPrintResidence())
	b.sendTo("/me/cv", "residence", "1")
	b.sees("Aufenthalt: Aufenthaltserlaubnis")
	b.lacks("Staatsangehörigkeit: syrisch")
	stored := len(profileOf(t, c).Entries)
	before.sendTo("/me/cv/import/save", "confirmed", "1")
	b.open("/me/profile/training")
	b.upload(file)
	b.lacks(i18n.Ar.CvsImportNew())
	b.sees(i18n.Ar.CvsImportThere())
	b.sendTo("/me/cv/import/save")
	p := profileOf(t, c)
	if len(p.Entries) != stored || len(p.CVs) != 2 {
		t.Errorf("%d entries and %d CVs, want %d and 2", len(p.Entries), len(p.CVs), stored)
	}
	for _, e := range p.Entries {
		if e.Imported == 0 {
			t.Errorf("entry %d does not say that it came with a file", e.ID)
		}
	}
}

func profileOf(t *testing.T, c *testkit.City) app.Profile {
	t.Helper()
	p, err := c.Profile(t.Context(), c.Actor("sami"))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestBadCVFiles uploads what is no CV: the error names the place in the person's language, and nothing is stored.
func TestBadCVFiles(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	head := `{"format":"aufwind-cv/1","language":"ar","name":{"latin":"A"},`
	many := strings.TrimSuffix(strings.Repeat(`{"occupation":{"text":"x"}},`, 200), ",")
	for name, bad := range map[string]struct{ file, says string }{
		"empty":     {"", i18n.Ar.Error("cvFile")},
		"no_json":   {"%PDF-1.7", i18n.Ar.Error("cvFile")},
		"list":      {"[]", i18n.Ar.Error("cvFile")},
		"other":     {`{"format":"other/1","language":"ar","name":{"latin":"A"}}`, "format"},
		"key":       {head + `"skills":[{"text":"a","tone":"b"}]}`, "skills[0].tone"},
		"type":      {head + `"work":[{"occupation":{"text":5}}]}`, "work[0].occupation.text"},
		"february":  {head + `"birth_date":{"calendar":"gregorian","year":1990,"month":2,"day":30}}`, "birth_date"},
		"pagumen":   {head + `"courses":[{"to":{"calendar":"ethiopic","year":2014,"month":13,"day":7}}]}`, "courses[0].to"},
		"future":    {head + `"birth_date":{"calendar":"gregorian","year":2100}}`, "birth_date"},
		"override":  {head + `"skills":[{"text":"a\u202eb"}]}`, "skills[0].text"},
		"surrogate": {head + `"skills":[{"text":"\ud800"}]}`, "skills[0].text"},
		"long":      {head + `"skills":[{"text":"` + strings.Repeat("x", 100_000) + `"}]}`, "skills[0].text"},
		"many":      {head + `"work":[` + many + `]}`, "work"},
		"phone":     {head + `"contact":{"phone":"call me"}}`, "contact.phone"},
		"class":     {head + `"driving":[{"class":"Z9","in_germany":"valid"}]}`, "driving[0].class"},
		"size":      {head + `"skills":[` + strings.Repeat(" ", app.MaxCVFile) + `]}`, i18n.Ar.Error("fileSize")},
		"body":      {strings.Repeat("x", 2<<20), i18n.Ar.Error("fileSize")},
	} {
		b.upload([]byte(bad.file))
		if b.code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, b.code)
		}
		b.sees(bad.says)
		if name == "body" {
			continue
		}
		b.do(http.MethodPost, "/me/cv/import/save", url.Values{"as": {b.as}, "text": {bad.file}, "confirmed": {"1"}})
		if b.code != http.StatusUnprocessableEntity {
			t.Errorf("%s saved without a preview: %d", name, b.code)
		}
	}
	if p := profileOf(t, c); len(p.Entries) > 0 || p.CV.Version > 0 {
		t.Errorf("stored %+v", p)
	}
}

// TestCVWithoutHeadings takes in a CV in a language that no page has: it is there in German, and not offered in its own language.
func TestCVWithoutHeadings(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/cv/forms")
	b.sees(i18n.Ar.CvsFormsOriginalText())
	b.open("/me/cv/import")
	b.upload([]byte(`{"format":"aufwind-cv/1","language":"sq","name":{"latin":"A"},"work":[{"occupation":{"concept":"occ:cook"}}]}`))
	b.sendTo("/me/cv/import/save")
	b.at("/me/cv")
	b.open("/me/cv/forms")
	b.lacks(i18n.Ar.CvsFormsOriginalText())
	for path, want := range map[string]int{
		"/me/cv.pdf": http.StatusOK, "/me/cv.pdf?form=short-anonymous": http.StatusOK, "/me/cv.pdf?form=original": http.StatusNotFound, "/me/cv.docx?form=original": http.StatusNotFound,
	} {
		if b.do(http.MethodGet, path, nil); b.code != want {
			t.Errorf("%s: %d, want %d", path, b.code, want)
		}
	}
}
