package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestWho tells in each language what holds today and what always holds, names nobody of another person's matter, and leads there from
// the first page, the releases and a section.
func TestWho(t *testing.T) {
	s := newSite(t)
	me := s.as("sami")
	for _, path := range []string{routes.Me, routes.Releases, routes.ProfileSection(domain.SectionWork)} {
		if !strings.Contains(me.get(path).body, `href="`+routes.Who+`"`) {
			t.Errorf("%s does not lead to the page", path)
		}
	}
	for _, l := range i18n.ForPersons() {
		must(t, s.ChooseLanguage(t.Context(), s.actorOf(me), l.Tag()))
		p := me.get(routes.Who).is(http.StatusOK, "Anna Weber", "Sven Kurz", l.WhoTitle(), l.Term("basis", "consent"), "Art. 6 Abs. 1")
		for _, x := range domain.Viewers {
			if text := l.Term("viewertext", string(x)); !strings.Contains(p.text(), strings.Fields(text)[0]) || l.Term("viewer", string(x)) == string(x) || text == string(x) {
				t.Errorf("%s: nothing of %s", l.Tag(), x)
			}
		}
		p.lacks("Olena", "Selam")
	}
	for _, r := range s.releasesOf("sami") {
		if r.Section == domain.SectionCore {
			me.post(routes.TakeBack(r.ID), nil)
		}
	}
	me.get(routes.Who).is(http.StatusOK, i18n.Fr.WhoNobody()).lacks("Anna Weber", "Sven Kurz")
	s.as("manager_a").get(routes.Who).is(http.StatusNotFound)
}

func (s *site) releasesOf(name string) []domain.Release {
	s.t.Helper()
	page, err := s.Releases(s.t.Context(), s.Actor(name))
	must(s.t, err)
	return page.Releases
}

// TestLaws shows staff each statement with its source and how sure it is; persons have no such page.
func TestLaws(t *testing.T) {
	s := newSite(t)
	p := s.as("lead").get(routes.Laws).is(http.StatusOK, "§ 87 AufenthG", i18n.De.LawVerify(), i18n.De.LawSourced(), "jusmeum.de")
	if n := strings.Count(p.body, i18n.De.LawVerify()); n < 10 {
		t.Errorf("%d statements are marked as to be checked", n)
	}
	s.as("sami").get(routes.Laws).is(http.StatusNotFound)
}
