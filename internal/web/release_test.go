package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
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

// TestRelease gives a release in two steps: the preview stores nothing and shows what the manager will see; taken back it is gone at once.
func TestRelease(t *testing.T) {
	s := newSite(t)
	s.speaks("sami", "ar", "native")
	me, manager := s.as("sami"), s.as("manager_a")
	casePath := routes.Case(s.Person("sami"))
	manager.get(casePath).is(http.StatusOK).lacks("Arabisch – Muttersprache", "Muttersprache")

	for name, form := range map[string]url.Values{
		"nothing chosen":      {"months": {"12"}, "step": {"preview"}},
		"for ever":            {"section": {"languages"}, "months": {"1200"}, "step": {"confirm"}},
		"a section of nobody": {"section": {"religion"}, "months": {"12"}, "step": {"confirm"}},
	} {
		if got := me.post(routes.GiveRelease, form); got.status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d, want 422", name, got.status)
		}
	}
	preview := me.post(routes.GiveRelease, url.Values{"section": {"languages"}, "months": {"6"}, "step": {"preview"}}).is(http.StatusOK, "Muttersprache")
	if len(regexp.MustCompile(`name="section" value="languages"`).FindAllString(preview.body, -1)) != 1 {
		t.Error("the preview does not carry what was chosen")
	}
	manager.get(casePath).lacks("Muttersprache")
	me.post(routes.GiveRelease, url.Values{"section": {"languages"}, "months": {"6"}, "step": {"confirm"}})
	manager.get(casePath).is(http.StatusOK, "Muttersprache")

	for _, r := range regexp.MustCompile(`/me/releases/(\d+)/take-back`).FindAllStringSubmatch(me.get(routes.Releases).body, -1) {
		asked := me.get(r[0]).is(http.StatusOK)
		if strings.Contains(asked.body, s.Sections("languages")) {
			me.post(r[0], nil)
		}
	}
	manager.get(casePath).is(http.StatusOK).lacks("Muttersprache")
	if got := s.as("olena").post("/me/releases/1/take-back", nil); got.status != http.StatusNotFound {
		t.Errorf("taking back what is nobody's: %d, want 404", got.status)
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
	form := url.Values{"section": {"languages"}, "months": {"12"}, "step": {"confirm"}}
	if got := b.post(routes.GiveRelease, form); got.status != http.StatusForbidden || !strings.Contains(got.body, `id="error-pin"`) {
		t.Errorf("without PIN: %d, and the error stands at the field: %v", got.status, strings.Contains(got.body, `id="error-pin"`))
	}
	form.Set("pin", "482917")
	if got := b.post(routes.GiveRelease, form); got.path != routes.Releases {
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
