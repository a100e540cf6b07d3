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

// circumstances is one entry of each section that no CV reads, with words that are easy to find again.
func circumstances() []domain.Entry {
	year := &domain.PartialDate{Calendar: "gregorian", Year: 2021}
	day := &domain.PartialDate{Calendar: "gregorian", Year: 2027, Month: 3, Day: 31}
	return []domain.Entry{
		{Section: domain.SectionHousehold, Member: &domain.HouseholdMember{Relation: "child", Birth: year, Care: "waiting"}},
		{Section: domain.SectionResidence, Residence: &domain.Residence{Title: "permit", Until: day, Work: "with_permit"}},
		{Section: domain.SectionParticipation, Taking: &domain.Participation{Club: "naadi-1", Volunteering: "naadi-2", Hobbies: "naadi-3", Digital: "phone"}},
		{Section: domain.SectionDevelopment, Aims: &domain.Development{Words: "naadi-4"}},
		{Section: domain.SectionMoney, Money: &domain.Money{Office: "jobcenter"}},
		{Section: domain.SectionHealth, Health: &domain.Health{Needs: "naadi-5"}},
	}
}

// shown is what pages of staff say of each of the circumstances.
var shown = map[domain.Section][]string{
	domain.SectionHousehold:     {"Haushalt und Familie", "Wartet auf einen Kita-Platz", "geboren: \u20682021\u2069"},
	domain.SectionResidence:     {"Aufenthaltserlaubnis", "31. März 2027", "Nur mit Erlaubnis der Behörde"},
	domain.SectionParticipation: {"naadi-1", "naadi-2", "naadi-3", "Nur mit dem Handy"},
	domain.SectionDevelopment:   {"naadi-4"},
	domain.SectionMoney:         {"Geld zum Leben", "Vom Jobcenter"},
	domain.SectionHealth:        {"naadi-5"},
}

var onceKey = regexp.MustCompile(`[A-Z2-7]{26}`)

// TestNotReleasedIsNotThere compares the pages of a manager, byte for byte, before and after somebody told everything and released nothing of it.
func TestNotReleasedIsNotThere(t *testing.T) {
	s := newSite(t)
	manager := s.as("manager_a")
	for _, path := range []string{"/cases/" + s.Person("sami").String(), "/cases/" + s.Person("sami").String() + "/plan"} {
		manager.get(path) // the first look
	}
	before := map[string]string{}
	read := func(path string) string {
		return onceKey.ReplaceAllString(manager.get(path).is(http.StatusOK).body, "once")
	}
	for _, path := range []string{"/cases/" + s.Person("sami").String(), "/cases/" + s.Person("sami").String() + "/plan"} {
		before[path] = read(path)
	}
	for _, e := range circumstances() {
		s.say("sami", e)
	}
	for path, was := range before {
		if now := read(path); now != was {
			t.Errorf("%s is not as it was before anything was said:\n%s", path, now)
		}
	}
	s.release("sami", domain.SectionHousehold)
	if read("/cases/"+s.Person("sami").String()+"/plan") == before["/cases/"+s.Person("sami").String()+"/plan"] {
		t.Error("what is released does not show: the comparison cannot fail")
	}
}

// takeBack ends what somebody released of a section.
func (s *site) takeBack(who string, section domain.Section) {
	s.t.Helper()
	page, err := s.Releases(s.t.Context(), s.Actor(who))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range page.InForce() {
		if r.Section != section {
			continue
		}
		if err := s.TakeBack(s.t.Context(), s.Actor(who), r.ID); err != nil {
			s.t.Fatal(err)
		}
	}
}

// TestDataOfThePlan releases one section after the other: the plan and the case show exactly what is released, with its source, until it is
// taken back; the access book names the sections.
func TestDataOfThePlan(t *testing.T) {
	s := newSite(t)
	for _, e := range circumstances() {
		s.say("sami", e)
	}
	manager, plan := s.as("manager_a"), "/cases/"+s.Person("sami").String()+"/plan"
	for section, texts := range shown {
		s.release("sami", section)
		for _, path := range []string{plan, strings.TrimSuffix(plan, "/plan")} {
			p := manager.get(path).is(http.StatusOK, append(texts, "Gesagt am")...)
			for other, hidden := range shown {
				if other != section {
					p.lacks(hidden[len(hidden)-1])
				}
			}
		}
		s.takeBack("sami", section)
		manager.get(plan).is(http.StatusOK).lacks(texts...).lacks("Daten zum Plan")
	}
	s.release("sami", domain.SectionMoney)
	s.as("manager_a").get(plan)
	s.as("sami").get("/me/access").is(http.StatusOK, "المال")
}

// TestChildrenLeadToGoals: a released household suggests goals for children and says so; taken back, they are suggested no more.
func TestChildrenLeadToGoals(t *testing.T) {
	s := newSite(t)
	s.say("sami", circumstances()[0])
	manager, plan := s.as("manager_a"), "/cases/"+s.Person("sami").String()+"/plan"
	manager.get(plan).lacks("goal:kita-place")
	s.release("sami", domain.SectionHousehold)
	manager.get(plan).is(http.StatusOK, "goal:kita-place", "aus: \u2068Haushalt und Familie\u2069")
	s.takeBack("sami", domain.SectionHousehold)
	if p := manager.get(plan); strings.Contains(p.body, "goal:kita-place") {
		t.Error("the goal is still suggested")
	}
}

// TestHealthIsTickedByThePerson: the bundle of a release has no health, and its own page never says yes to begin with, not even when it is
// released already.
func TestHealthIsTickedByThePerson(t *testing.T) {
	s := newSite(t)
	s.say("sami", circumstances()[5])
	s.release("sami", domain.SectionHealth, domain.SectionMoney)
	me := s.as("sami")
	body := me.get(routes.ReleaseStep(domain.StepWhat)).is(http.StatusOK).body
	if !strings.Contains(body, `value="money" checked`) || strings.Contains(body, `value="health"`) || strings.Contains(body, `value="participation"`) {
		t.Errorf("the bundle is\n%s", body)
	}
	me.post(routes.ReleaseStep(domain.StepWhat), url.Values{"section": {"money"}})
	for _, s := range []domain.Section{domain.SectionParticipation, domain.SectionHealth} {
		path := routes.ReleaseStep(domain.ReleaseStep(s))
		if body := me.get(path).is(http.StatusOK).body; !strings.Contains(body, `value="no" id="yes" checked`) {
			t.Errorf("%s says yes to begin with", s)
		}
		me.post(path, nil)
	}
}

// TestNoCVSaysHowSomebodyLives reads the CV as a page and as a file, with everything told.
func TestNoCVSaysHowSomebodyLives(t *testing.T) {
	s := newSite(t)
	for _, e := range circumstances() {
		s.say("sami", e)
	}
	s.release("sami", domain.SectionCV)
	sami := s.as("sami")
	for _, p := range []page{sami.get("/me/cv"), sami.get("/me/cv.json"), s.as("manager_a").get("/cases/" + s.Person("sami").String())} {
		p.lacks("naadi", "Jobcenter.", "household", "with_permit", "طفل")
	}
}

// TestTellingACircumstance answers the questions as a person does: a grown-up is not asked about the Kita, and an answer can be taken back.
func TestTellingACircumstance(t *testing.T) {
	s := newSite(t)
	sami := s.as("sami")
	sami.get("/me/profile").is(http.StatusOK, "كيف تعيش")
	p := sami.post("/me/profile/household/new/relation", url.Values{"relation": {"parent"}, "version": {"0"}, "once": {"m1"}})
	if !strings.HasSuffix(strings.Split(p.path, "?")[0], "/birth") {
		t.Fatalf("after the relation comes %s", p.path)
	}
	sami.get(strings.Replace(strings.Split(p.path, "?")[0], "/birth", "/care", 1)).is(http.StatusNotFound)
	sami.post("/me/profile/money/new/office", url.Values{"office": {"own"}, "version": {"0"}, "once": {"m2"}}).is(http.StatusOK, "من عملي")
	entries, err := s.Profile(t.Context(), s.Actor("sami"))
	if err != nil {
		t.Fatal(err)
	}
	money := entries.In(domain.SectionMoney)[0]
	sami.post("/me/profile/money/"+money.ID.String()+"/office", url.Values{"office": {""}, "version": {"1"}}).is(http.StatusOK).lacks("من عملي")
}
