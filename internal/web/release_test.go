package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// speaks gives the person a language entry over the app.
func (s *site) speaks(name, language, level string) {
	s.t.Helper()
	_, err := s.SaveEntry(s.t.Context(), s.Actor(name), domain.Entry{
		Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: language, Level: level},
	}, "")
	must(s.t, err)
}

// prepares answers the questions on the way to a release up to the preview, and returns it.
func (b *browser) prepares(months string, sections ...string) page {
	b.site.t.Helper()
	org := domain.OrgID(testkit.OrgBridge).String()
	b.post(routes.ReleaseStep(domain.StepWhat), url.Values{"section": sections}).is(http.StatusOK)
	for _, s := range domain.ReleaseSteps()[1:3] {
		b.post(routes.ReleaseStep(s), url.Values{"yes": {"no"}}).is(http.StatusOK)
	}
	b.post(routes.ReleaseStep(domain.StepWhom), url.Values{"org": {org}}).is(http.StatusOK)
	b.post(routes.ReleaseStep(domain.StepWhy), url.Values{"purpose": {"integration_plan"}}).is(http.StatusOK)
	p := b.post(routes.ReleaseStep(domain.StepUntil), url.Values{"months": {months}}).is(http.StatusOK)
	if p.path != routes.ReleaseStep(domain.StepPreview) {
		b.site.t.Fatalf("after all answers: %s", p.path)
	}
	return p
}

// agrees goes on from the preview and returns the form that confirms, with the PIN.
func (b *browser) agrees(pin string) url.Values {
	b.site.t.Helper()
	b.post(routes.ReleaseStep(domain.StepPreview), nil).is(http.StatusOK)
	p := b.post(routes.ReleaseStep(domain.StepQuestion), url.Values{"seen": {domain.SeenByAdvice}}).is(http.StatusOK)
	return url.Values{"version": {p.hidden("version")}, "text": {p.hidden("text")}, "pin": {pin}}
}

var releaseConfirm = routes.ReleaseStep(domain.StepConfirm)

// TestRelease gives a release question by question: nothing is released before the last one, bad answers are asked again, and what is taken
// back is gone at once.
func TestRelease(t *testing.T) {
	s := newSite(t)
	s.speaks("sami", "ar", "native")
	me, manager := s.as("sami"), s.as("manager_a")
	casePath := routes.Case(s.Person("sami"))
	manager.get(casePath).is(http.StatusOK).lacks("Muttersprache")
	me.get(releaseConfirm).is(http.StatusNotFound)
	me.post(routes.ReleaseStep(domain.StepPreview), nil).is(http.StatusNotFound)
	me.prepares("6", "languages").is(http.StatusOK, "Muttersprache")
	for step, form := range map[domain.ReleaseStep]url.Values{
		domain.StepWhat:     {"section": {"health"}}, // in a bundle
		domain.StepWhom:     {"org": {domain.OrgID(testkit.OrgJobcenter).String()}},
		domain.StepWhy:      {"purpose": {"coordination"}},
		domain.StepUntil:    {"months": {"1200"}},
		domain.StepQuestion: nil,
	} {
		got := me.post(routes.ReleaseStep(step), form)
		if want := map[bool]int{true: http.StatusNotFound, false: http.StatusUnprocessableEntity}[step == domain.StepQuestion]; got.status != want {
			t.Errorf("%s: %d, want %d", step, got.status, want)
		}
	}
	form := me.agrees("")
	manager.get(casePath).lacks("Muttersprache")
	for name, old := range map[string]string{"version": "1", "text": "0123"} {
		other := cloned(form)
		other.Set(name, old)
		if got := me.post(releaseConfirm, other); got.path == routes.Releases {
			t.Errorf("confirmed with another %s", name)
		}
	}
	manager.get(casePath).lacks("Muttersprache")
	if got := me.post(releaseConfirm, form); got.path != routes.Releases {
		t.Fatalf("confirmed: %d at %s", got.status, got.path)
	}
	manager.get(casePath).is(http.StatusOK, "Muttersprache")
	me.post(releaseConfirm, form).is(http.StatusOK)
	var given []domain.Release
	page, err := s.Releases(t.Context(), s.Actor("sami"))
	must(t, err)
	for _, r := range page.Releases {
		if r.Section == domain.SectionLanguages {
			given = append(given, r)
		}
	}
	if len(given) != 1 || given[0].Terms.Question != domain.QuestionRight || given[0].Terms.Language != "ar" || given[0].Terms.TextHash != form.Get("text") {
		t.Fatalf("given: %+v", given)
	}

	id := given[0].ID
	me.get(routes.Release(id)).is(http.StatusOK, i18nAr.ReleaseTextWhy(), i18nAr.ReleaseHowOwn())
	if b := me.get(routes.ReleaseReceipt(id)).is(http.StatusOK).body; !strings.HasPrefix(b, "%PDF-") {
		t.Error("the receipt is no PDF")
	}
	for _, path := range []string{routes.Release(id), routes.ReleaseReceipt(id)} {
		s.as("olena").get(path).is(http.StatusNotFound)
		s.as("manager_a").get(path).is(http.StatusNotFound)
	}
	me.get(routes.TakeBackAny).is(http.StatusOK, i18nAr.ReleaseTakeBackWhat())
	me.post(routes.TakeBack(id), nil).is(http.StatusOK, i18nAr.ReleaseTakenBack(), i18nAr.ReleaseSentNone())
	manager.get(casePath).is(http.StatusOK).lacks("Muttersprache")
	me.get(routes.ReleaseReceipt(id)).is(http.StatusOK)
	if got := s.as("olena").post("/me/releases/1/take-back", nil); got.status != http.StatusNotFound {
		t.Errorf("taking back what is nobody's: %d, want 404", got.status)
	}
}

// TestQuestion explains after a wrong answer and asks again; after two of them nobody is kept from going on, and the release says so.
func TestQuestion(t *testing.T) {
	s := newSite(t)
	me := s.as("sami")
	me.prepares("12", "languages")
	me.post(routes.ReleaseStep(domain.StepPreview), nil)
	question := routes.ReleaseStep(domain.StepQuestion)
	me.post(question, url.Values{}).is(http.StatusUnprocessableEntity)
	for range 2 {
		me.post(question, url.Values{"seen": {domain.SeenByJobcenter}}).is(http.StatusOK, "Brücke e. V.")
	}
	p := me.post(question, url.Values{"seen": {""}}).is(http.StatusOK)
	me.post(releaseConfirm, url.Values{"version": {p.hidden("version")}, "text": {p.hidden("text")}})
	page, err := s.Releases(t.Context(), s.Actor("sami"))
	must(t, err)
	if got := page.Releases[0].Terms.Question; got != domain.QuestionTold {
		t.Errorf("the question is kept as %q", got)
	}
}

// sheets are the sections of a page, with nothing but what they show.
func sheets(body string) []string {
	found := regexp.MustCompile(`(?s)<section class="sheet fold.*?</details></section>`).FindAllString(body, -1)
	for i := range found {
		found[i] = strings.ReplaceAll(found[i], " open", "")
	}
	return found
}

// TestPreviewIsThePage compares the preview with the page of the recipient afterwards, section by section.
func TestPreviewIsThePage(t *testing.T) {
	s := newSite(t)
	s.speaks("sami", "ar", "native")
	s.speaks("sami", "de", "A2")
	for _, e := range circumstances() {
		s.say("sami", e)
	}
	must(t, s.ChooseLanguage(t.Context(), s.Actor("sami"), "de"))
	me, manager := s.as("sami"), s.as("manager_a")
	must(t, s.ChooseLanguage(t.Context(), s.actorOf(me), "de"))
	preview := sheets(me.prepares("12", "languages", "money", "household", "cv").is(http.StatusOK).body)
	me.post(releaseConfirm, me.agrees(""))
	page := sheets(manager.get(routes.Case(s.Person("sami"))).is(http.StatusOK).body)
	if len(preview) != 4 || len(page) != 4 {
		t.Fatalf("%d sections in the preview, %d on the page, want 4", len(preview), len(page))
	}
	for i := range page {
		if preview[i] != page[i] {
			t.Errorf("the preview shows\n%s\nthe page\n%s", preview[i], page[i])
		}
	}
}

// TestExtend asks a month before a release ends whether it should go on; one confirmation gives it once more.
func TestExtend(t *testing.T) {
	s := newSite(t)
	s.release("sami", domain.SectionLanguages)
	me := s.as("sami")
	me.get(routes.Me).lacks(i18nAr.ReleaseSoon())
	s.Clock.AddDays(340)
	me = s.as("sami")
	me.get(routes.Me).is(http.StatusOK, i18nAr.ReleaseSoon())
	list := me.get(routes.Releases).is(http.StatusOK, i18nAr.ReleaseExtend())
	m := regexp.MustCompile(`/me/releases/\d+/extend`).FindString(list.body)
	p := me.post(m, nil).is(http.StatusOK)
	if p.path != releaseConfirm {
		t.Fatalf("extending leads to %s", p.path)
	}
	me.post(releaseConfirm, url.Values{"version": {p.hidden("version")}, "text": {p.hidden("text")}}).is(http.StatusOK).lacks(i18nAr.ReleaseExtend())
	s.Clock.AddDays(100)
	s.as("manager_a").get(routes.Case(s.Person("sami"))).is(http.StatusOK, i18n.De.Term("section", "languages"))
	s.as("olena").post(m, nil).is(http.StatusNotFound)
}

// TestTakenBackWhileOpen: the open page of the manager hears of it, and finds the section gone; with core the stream ends, and the page is gone.
func TestTakenBackWhileOpen(t *testing.T) {
	s := newSite(t)
	s.speaks("sami", "ar", "native")
	s.release("sami", domain.SectionLanguages)
	manager, casePath := s.as("manager_a"), routes.Case(s.Person("sami"))
	manager.get(casePath).is(http.StatusOK, "Muttersprache")
	lines := manager.live()
	back := func(section domain.Section) {
		t.Helper()
		page, err := s.Releases(t.Context(), s.Actor("sami"))
		must(t, err)
		for _, r := range page.InForce() {
			if r.Section == section {
				must(t, s.TakeBack(t.Context(), s.Actor("sami"), r.ID))
			}
		}
		if got := event(lines); got != "changed" {
			t.Fatalf("the open page hears %q", got)
		}
	}
	back(domain.SectionLanguages)
	manager.get(casePath).is(http.StatusOK).lacks("Muttersprache")
	back(domain.SectionCore)
	if got := event(lines); got != "" {
		t.Errorf("the stream goes on with %q", got)
	}
	manager.get(casePath).is(http.StatusNotFound)
}

// TestPassedOn tells after the end what had been printed and opened, by whom and when.
func TestPassedOn(t *testing.T) {
	s := newSite(t)
	me := s.as("sami")
	s.as("manager_a").get(routes.PlanPaper(s.Person("sami"), "german", 0)).is(http.StatusOK)
	me.get(routes.MyPlanPaper("german", 0)).is(http.StatusOK) // the own print is no passing on
	page, err := s.Releases(t.Context(), s.Actor("sami"))
	must(t, err)
	id := page.InForce()[0].ID
	got := me.post(routes.TakeBack(id), nil).is(http.StatusOK, i18nAr.ReleaseSentText(), "Anna Weber", i18nAr.Term("action", "plan.print"))
	if n := strings.Count(got.text(), i18nAr.Term("action", "plan.print")); n != 1 {
		t.Errorf("%d lines, want the manager's", n)
	}
}

// Sections is the name of a section in the language of Sami's pages.
func (s *site) Sections(section string) string {
	return i18nAr.Term("section", section)
}

// TestSharedDeviceAsksForThePIN releases nothing on a device that others use without the person's PIN.
func TestSharedDeviceAsksForThePIN(t *testing.T) {
	s := newSite(t)
	s.speaks("sami", "ar", "native")
	b := s.browser()
	b.keep("session", s.Token("sami", domain.SessionShared))
	b.prepares("12", "languages")
	form := b.agrees("")
	if got := b.post(releaseConfirm, form); got.status != http.StatusForbidden || !strings.Contains(got.body, `id="error-pin"`) {
		t.Errorf("without PIN: %d, and the error stands at the field: %v", got.status, strings.Contains(got.body, `id="error-pin"`))
	}
	form.Set("pin", "482917")
	if got := b.post(releaseConfirm, form); got.path != routes.Releases {
		t.Errorf("with the PIN: %d at %s", got.status, got.path)
	}
}

// TestAccessBook names who looked, by which right, and who has the person in a list; both taking back and its effect stand in it.
func TestAccessBook(t *testing.T) {
	s := newSite(t)
	me, manager := s.as("sami"), s.as("manager_a")
	manager.get(routes.Case(s.Person("sami"))).is(http.StatusOK)
	manager.get(routes.Case(s.Person("sami")))
	book := me.get(routes.Access).is(http.StatusOK, "Anna Weber", "Sven Kurz", i18nAr.Term("action", "case.read"))
	if n := strings.Count(book.text(), i18nAr.Term("action", "case.read")); n != 1 {
		t.Errorf("two looks within ten minutes make %d lines, want 1", n)
	}
	for _, r := range regexp.MustCompile(`/me/releases/(\d+)/take-back`).FindAllStringSubmatch(me.get(routes.Releases).body, -1) {
		me.post(r[0], nil)
	}
	manager.get(routes.Case(s.Person("sami"))).is(http.StatusNotFound)
	me.get(routes.Access).is(http.StatusOK, i18nAr.AccessNobody(), i18nAr.Term("action", "release.take_back"))
	me.get(routes.Releases).is(http.StatusOK, i18nAr.ReleaseCoreGone())
	me.post(routes.ReleaseCore, nil)
	manager.get(routes.Case(s.Person("sami"))).is(http.StatusOK)
}
