package web_test

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// talkForm is a form that is right, of today.
func (s *site) talkForm() url.Values {
	return url.Values{
		"once": {"a"}, "day": {string(domain.DayOf(s.Clock.Now()))}, "kind": {"planning"}, "type": {"phone"}, "minutes": {"to_60"}, "language": {"uk"},
		"interpreter": {"person"}, "topics": {"work", "health"}, "result": {"Bewerbung besprochen"}, "next": {"Abschicken"}, "next_on": {"2026-12-24"},
	}
}

// talksOf are the talks with a person as manager_a sees them.
func (s *site) talksOf(p domain.PersonID) []domain.Talk {
	s.t.Helper()
	page, err := s.Talks(s.t.Context(), s.Actor("manager_a"), p)
	must(s.t, err)
	return page.Talks
}

// TestTalkForm: what is wrong is named at its field and stores nothing, everything that was typed stays; a double click makes one talk.
func TestTalkForm(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	for field, value := range map[string]string{
		"day": "2031-01-01", "kind": "chat", "type": "dream", "minutes": "17", "language": "xx", "interpreter": "parrot", "next": "zwei\nZeilen", "next_on": "morgen",
		"result": strings.Repeat("x", domain.MaxText+1),
	} {
		form := s.talkForm()
		form.Set(field, value)
		got := manager.post(routes.Talks(sami), form)
		if got.status != http.StatusUnprocessableEntity || !strings.Contains(got.body, `id="error-`+field+`"`) || !strings.Contains(got.body, `href="#`+field+`"`) {
			t.Errorf("%s=%.20q: status %d, no error at the field", field, value, got.status)
		}
		kept := []string{`value="planning" checked`, `value="phone" checked`, `value="to_60" checked`, `value="uk" selected`, `value="person" checked`, `value="work" checked`, `value="health" checked`, "Bewerbung besprochen", `value="Abschicken"`, `value="2026-12-24"`}
		for _, text := range kept {
			if own := form.Get(field); strings.Contains(text, s.talkForm().Get(field)) && own == value {
				continue // the field that is wrong
			}
			if !strings.Contains(got.body, text) {
				t.Errorf("%s=%.20q: %s is gone", field, value, text)
			}
		}
		if field == "day" || field == "next_on" || field == "result" {
			got.is(http.StatusUnprocessableEntity, value)
		}
	}
	if got := s.talksOf(sami); len(got) != 0 {
		t.Fatalf("stored is %+v", got)
	}
	for range 2 {
		manager.post(routes.Talks(sami), s.talkForm()).is(http.StatusOK, "Bewerbung besprochen")
	}
	got := s.talksOf(sami)
	if len(got) != 1 || got[0].Language != "uk" || got[0].NextOn != "2026-12-24" || !slices.Equal(got[0].Topics, []string{"work", "health"}) {
		t.Errorf("a double click makes %+v", got)
	}
	s.as("sami").get(routes.MyTalks).is(http.StatusOK, "Bewerbung besprochen", i18n.Ar.Term("talk", "planning"))
}

// TestTalkCorrection: who wrote it corrects it; who was slower sees both texts and can save again; others do not find it.
func TestTalkCorrection(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	manager.post(routes.Talks(sami), s.talkForm())
	path := routes.Talk(sami, s.talksOf(sami)[0].ID)
	form := s.talkForm()
	form.Del("once")
	form.Set("version", "1")
	form.Set("next", "zwei\nZeilen")
	form.Set("result", "Neu getippt")
	manager.post(path, form).is(http.StatusUnprocessableEntity, `id="error-next"`, "Neu getippt")
	form.Set("next", "Anrufen")
	manager.post(path, form).is(http.StatusOK, "Neu getippt")

	form.Set("result", "Zu spät getippt")
	got := manager.post(path, form).is(http.StatusConflict, "Zu spät getippt", "Neu getippt", i18n.De.CommonChangedMeanwhileTitle())
	if version := got.hidden("version"); version != "2" {
		t.Errorf("the form goes on from version %s, want 2", version)
	}
	form.Set("version", "2")
	manager.post(path, form).is(http.StatusOK, "Zu spät getippt").lacks("Neu getippt")

	for name, b := range map[string]*browser{"a colleague": s.as("manager_b"), "the person": s.as("sami"), "the lead": s.as("lead")} {
		if got := b.get(path); got.status != http.StatusNotFound {
			t.Errorf("%s gets %d", name, got.status)
		}
		change := maps.Clone(form)
		change.Set("version", "3")
		if got := b.post(path, change); got.status != http.StatusNotFound {
			t.Errorf("%s changes it: %d", name, got.status)
		}
	}
	s.Clock.AddDays(domain.TalkDays + 1)
	s.as("manager_a").get(path).is(http.StatusNotFound)
}

// TestTalkCounting: a form that is wrong keeps what was chosen; what was typed into fields that it does not have is stored nowhere.
func TestTalkCounting(t *testing.T) {
	s := newSite(t)
	manager, form := s.as("manager_a"), s.talkForm()
	form.Set("minutes", "17")
	manager.post(routes.CountedTalks, form).is(http.StatusUnprocessableEntity, `id="error-minutes"`, `value="planning" checked`, `value="uk" selected`)
	form.Set("minutes", "to_15")
	for range 2 {
		manager.post(routes.CountedTalks, form).is(http.StatusOK, i18n.De.TalkCounted()).lacks("Bewerbung besprochen")
	}
	n, sealed := 0, 0
	must(t, s.Raw().QueryRowContext(t.Context(), `SELECT count(*), count(body_sealed) FROM talk`).Scan(&n, &sealed))
	if n != 1 || sealed != 0 {
		t.Errorf("%d talks, %d with a text, want 1 and 0", n, sealed)
	}
}

// TestTalkWithOthers: who lives with the person can be ticked and gets the talk, too, without a name on it; somebody out of reach is
// refused at the form, which keeps everything.
func TestTalkWithOthers(t *testing.T) {
	s := newSite(t)
	sami, olena, manager := s.Person("sami"), s.Person("olena"), s.as("manager_a")
	manager.get(routes.Case(sami)).is(http.StatusOK).lacks(i18n.De.TalkOthers())
	manager.post(routes.InviteMember(sami), url.Values{"member": {olena.String()}})
	manager.get(routes.Case(sami)).is(http.StatusOK, i18n.De.TalkOthers(), `name="others" value="`+olena.String()+`"`)
	form := s.talkForm()
	form["others"] = []string{olena.String(), "4711"}
	manager.post(routes.Talks(sami), form).is(http.StatusUnprocessableEntity, `id="error-others"`, `href="#others"`, `value="`+olena.String()+`" checked`, "Bewerbung besprochen")
	if n := len(s.talksOf(sami)) + len(s.talksOf(olena)); n != 0 {
		t.Fatalf("%d talks are left of one that was refused", n)
	}
	form["others"] = []string{olena.String()}
	for range 2 {
		manager.post(routes.Talks(sami), form).is(http.StatusOK, i18n.De.TalksJoint())
	}
	if his, hers := s.talksOf(sami), s.talksOf(olena); len(his) != 1 || len(hers) != 1 {
		t.Errorf("a double click makes %+v and %+v", his, hers)
	}
	s.as("olena").get(routes.MyTalks).is(http.StatusOK, "Bewerbung besprochen", i18n.Uk.TalksJoint()).lacks("Sami").lacks("Haddad")
	s.as("sami").get(routes.MyTalks).is(http.StatusOK, i18n.Ar.TalksJoint()).lacks("Olena").lacks("Олена")
}
