package web_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestBookFilter narrows the access book by who, what and when, and pages through what is left.
func TestBookFilter(t *testing.T) {
	s := newSite(t)
	for i := range store.EventsPerPage + 5 {
		goal := domain.Goal{Person: s.Person("sami"), Domain: "work", Text: domain.PlanText{German: "Arbeit finden"}}
		if i%2 == 0 {
			_, err := s.SaveGoal(t.Context(), s.Actor("manager_a"), goal, "")
			must(t, err)
			continue
		}
		_, err := s.SaveEntry(t.Context(), s.Actor("sami"), domain.Entry{
			Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "ar", Level: "native"},
		}, "")
		must(t, err)
	}
	s.Clock.Add(40 * 24 * time.Hour)
	me, manager := s.as("sami"), s.as("manager_a")
	manager.get(routes.Case(s.Person("sami")))
	rows := func(f domain.BookFilter) (n int, p page) {
		p = me.get(routes.AccessBook(f))
		_, list, _ := strings.Cut(p.body, `id="events"`)
		return strings.Count(list, `<li class="rowlink">`), p
	}
	for _, x := range []struct {
		name   string
		filter domain.BookFilter
		least  int
		most   int
		words  string // that stand in each row
	}{
		{"all", domain.BookFilter{}, store.EventsPerPage, store.EventsPerPage, ""},
		{"others", domain.BookFilter{Who: "others"}, 28, 32, ""},
		{"own", domain.BookFilter{Who: "own"}, 27, 33, ""},
		{"looks of others", domain.BookFilter{Who: "others", What: "looks"}, 1, 1, ""},
		{"the last week", domain.BookFilter{Who: "others", Days: 7}, 1, 1, ""},
		{"the last week by the person", domain.BookFilter{Who: "own", What: "changes", Days: 7}, 0, 3, ""},
		{"nonsense", domain.BookFilter{Who: "x", What: "y", Days: 3}, store.EventsPerPage, store.EventsPerPage, ""},
	} {
		n, p := rows(x.filter)
		if p.status != 200 || n < x.least || n > x.most {
			t.Errorf("%s: status %d, %d rows, want %d … %d", x.name, p.status, n, x.least, x.most)
		}
	}
	seen := 0
	path := routes.AccessBook(domain.BookFilter{What: "changes"})
	for range 5 {
		p := me.get(path)
		_, list, _ := strings.Cut(p.body, `id="events"`)
		seen += strings.Count(list, `<li class="rowlink">`)
		next := regexp.MustCompile(`href="(/me/access\?before=\d+&amp;what=changes)"`).FindStringSubmatch(list)
		if next == nil {
			break
		}
		path = strings.ReplaceAll(next[1], "&amp;", "&")
	}
	if seen < store.EventsPerPage+5 || seen > store.EventsPerPage+12 {
		t.Errorf("%d changes on all pages", seen)
	}
}
