package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestBookQuestionOverHTTP asks, is read by the lead, is answered, and comes back to the person in their language.
func TestBookQuestionOverHTTP(t *testing.T) {
	s := newSite(t)
	me, lead := s.as("sami"), s.as("lead")
	s.as("manager_a").get(routes.Case(s.Person("sami"))).is(http.StatusOK)
	link := regexp.MustCompile(`href="(/me/access/\d+)"`).FindStringSubmatch(me.get(routes.Access).is(http.StatusOK, i18nAr.BookquestionAsk()).body)
	if link == nil {
		t.Fatal("the book has no button")
	}
	me.get(link[1]).is(http.StatusOK, i18nAr.BookquestionSees())
	s.as("olena").get(link[1]).is(http.StatusNotFound)
	s.as("olena").post(link[1], url.Values{}).is(http.StatusNotFound)
	long := strings.Repeat("ل", 20_000)
	me.post(link[1], url.Values{"text": {long}}).is(http.StatusUnprocessableEntity, long, `href="#text"`)
	me.post(link[1], url.Values{"text": {"لماذا قرأت ملفي؟"}}).is(http.StatusOK, "لماذا قرأت ملفي؟")

	lead.get(routes.Unit).is(http.StatusOK, i18n.De.BookquestionsWaiting(1))
	list := lead.get(routes.BookQuestions).is(http.StatusOK)
	list.lacks("Sami", "سامي", "لماذا")
	open := regexp.MustCompile(`href="(/questions/\d+)"`).FindStringSubmatch(list.body)
	if open == nil {
		t.Fatal("the list has no question")
	}
	lead.get(open[1]).is(http.StatusOK, "Sami Haddad", "لماذا قرأت ملفي؟", "Anna Weber")
	s.as("agent_1").get(open[1]).is(http.StatusNotFound)
	lead.post(open[1], url.Values{"answer": {"Vor dem Gespräch."}}).is(http.StatusUnprocessableEntity, "Vor dem Gespräch.", `href="#why"`)
	answer := url.Values{"why": {"work"}, "answer": {"Vor dem Gespräch."}}
	lead.post(open[1], answer).is(http.StatusOK)
	lead.post(open[1], answer).is(http.StatusConflict, i18n.De.CommonYourText())

	me.get(routes.Me).is(http.StatusOK, i18nAr.Term("notice", "question_answered"), `href="`+link[1]+`"`)
	me.get(link[1]).is(http.StatusOK, i18nAr.Term("entryanswer", "work"), "Vor dem Gespräch.")
	me.get(routes.Access).is(http.StatusOK, i18nAr.Term("entryanswer", "work"), i18nAr.AccessRuleAsked(), i18nAr.Term("action", "access.answer_question"))
	lead.get(routes.Unit).is(http.StatusOK, i18n.De.BookquestionsTitle()).lacks(i18n.De.BookquestionsWaiting(1))
}

// bookOf is every entry of a person's book as the pages show it, without the numbers in addresses.
func (s *site) bookOf(name string) string {
	s.t.Helper()
	me := s.as(name)
	var out strings.Builder
	for path := routes.Access; path != ""; {
		p := me.get(path).is(http.StatusOK)
		_, list, _ := strings.Cut(p.body, `id="access" `)
		list, _, _ = strings.Cut(list, "</main>")
		next := regexp.MustCompile(`href="(/me/access\?before=\d+)"`).FindStringSubmatch(list)
		path = ""
		if next != nil {
			path = next[1]
		}
		out.WriteString(regexp.MustCompile(`/me/access[/?][a-z=]*\d+`).ReplaceAllString(list, ""))
	}
	return out.String()
}

// TestBookIsTheSameWithoutOthers: whatever is done to another person, who is found, read, planned for and asks in the same minutes, changes
// nothing in the book.
func TestBookIsTheSameWithoutOthers(t *testing.T) {
	book := func(others bool) string {
		s := newSite(t)
		s.busy()
		manager, lead := s.as("manager_a"), s.as("lead")
		for _, name := range []string{"sami", "olena"} {
			if name == "olena" && !others {
				continue
			}
			p := s.Person(name)
			manager.get(routes.Case(p)).is(http.StatusOK)
			manager.get(routes.CasePlan(p)).is(http.StatusOK)
			_, err := s.SaveGoal(t.Context(), s.Actor("manager_a"), domain.Goal{Person: p, Domain: "work", Text: domain.PlanText{German: "Ziel von " + name}}, "")
			must(t, err)
			lead.get(routes.UnitCase(p)).is(http.StatusOK)
		}
		if others {
			manager.get("/cases?q=olena").is(http.StatusOK)
			manager.get("/cases?q=a").is(http.StatusOK) // shows several
			lead.get(routes.Unit).is(http.StatusOK)
			s.takeBack("olena", domain.SectionCore)
		}
		return s.bookOf("sami")
	}
	alone, among := book(false), book(true)
	if alone != among {
		t.Errorf("the book with others:\n%s\nwithout:\n%s", among, alone)
	}
	if strings.Count(alone, "<li") < 4 {
		t.Errorf("the book has too few entries to tell anything: %s", alone)
	}
}

// TestBookNamesNobodyElse: with a household, a plan, a Jobcenter and a search that shows several, no entry has a name, an id or a word of
// anybody but staff.
func TestBookNamesNobodyElse(t *testing.T) {
	s := newSite(t)
	s.busy()
	s.agreedTogether()
	s.as("manager_a").get("/cases?q=a").is(http.StatusOK)
	s.as("agent_1").get(routes.Jobcenter)
	book := s.bookOf("sami")
	if !strings.Contains(book, i18nAr.AccessInHousehold()) && !strings.Contains(book, i18nAr.Term("action", "household.join")) {
		t.Error("the household stands nowhere in the book")
	}
	for _, name := range []string{"olena", "yonas"} {
		for _, hint := range []string{s.Person(name).String(), strings.ToUpper(name[:1]) + name[1:]} {
			if strings.Contains(book, hint) {
				t.Errorf("the book of sami has %q of %s", hint, name)
			}
		}
	}
	for _, hint := range []string{"Kovalenko", "Олена", "Tesfay"} {
		if strings.Contains(book, hint) {
			t.Errorf("the book of sami has %q", hint)
		}
	}
	for _, l := range i18n.ForPersons() { // what an action or a right is called has no room for a value
		for _, act := range domain.Actions {
			if text := l.Term("action", string(act)); strings.ContainsAny(text, "{}0123456789") {
				t.Errorf("%s: %s is called %q", l.Tag(), act, text)
			}
		}
	}
}
