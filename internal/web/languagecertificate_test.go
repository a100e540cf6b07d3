package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestLanguageCertificate gives a certificate with a language: one of the list of that language, one that was typed, own words, or none.
func TestLanguageCertificate(t *testing.T) {
	s := newSite(t)
	me := s.as("sami")
	ask := i18n.Ar.Term("question", "languages.certificate")
	me.get(routes.LanguageLevel("de", "a")).is(http.StatusOK, ask, `value="cert:telc-b1"`, `value="cert:dtz"`).lacks("cert:ielts", "cert:toefl")
	me.get(routes.LanguageLevel("en", "b")).is(http.StatusOK, ask, `value="cert:ielts"`).lacks("cert:telc-b1")
	me.get(routes.LanguageLevel("fr", "c")).is(http.StatusOK, ask, `name="certificate_text"`).lacks(`name="certificate"`)

	me.post(routes.LanguageLevel("de", "a"), url.Values{"language": {"de"}, "once": {"a"}, "level": {"B1"}, "certificate": {"cert:telc-b1"}, "certificate_text": {""}}).
		is(http.StatusOK, "telc Deutsch B1")
	said := func() domain.Entry {
		t.Helper()
		p, err := s.Profile(t.Context(), s.Actor("sami"))
		list := p.In(domain.SectionLanguages)
		i := slices.IndexFunc(list, func(e domain.Entry) bool { return e.Language.Language == "de" })
		if err != nil || i < 0 {
			t.Fatalf("languages %+v %v", list, err)
		}
		return list[i]
	}
	page := func() string { return routes.Question(domain.SectionLanguages, said().ID, routes.StepLevel) }
	me.get(page()).is(http.StatusOK, `value="cert:telc-b1" selected`)
	me.get(routes.CV).is(http.StatusOK, "Deutsch: B1, telc Deutsch B1")
	for _, tc := range []struct {
		name string
		form url.Values
		want *domain.Term
	}{
		{"a form that does not ask", url.Values{}, &domain.Term{Concept: "cert:telc-b1"}},
		{"own words", url.Values{"certificate": {""}, "certificate_text": {"شهادة الجيران"}}, &domain.Term{Text: "شهادة الجيران"}},
		{"words of the list", url.Values{"certificate": {""}, "certificate_text": {"شهادة تيلك ألماني B2"}}, &domain.Term{Concept: "cert:telc-b2"}},
		{"none", url.Values{"certificate": {""}, "certificate_text": {" "}}, nil},
	} {
		tc.form.Set("level", "B1")
		tc.form.Set("version", strconv.Itoa(said().Version))
		me.post(page(), tc.form).is(http.StatusOK)
		got := said().Language.Certificate
		if got == nil != (tc.want == nil) || got != nil && *got != *tc.want {
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		}
		if tc.name == "own words" {
			me.get(page()).is(http.StatusOK, `name="certificate_text" value="شهادة الجيران"`)
		}
	}
}
