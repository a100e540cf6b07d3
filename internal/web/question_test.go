package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// said stores entries of sami around the pages, and returns their ids.
func said(t *testing.T, c *testkit.City, entries ...domain.Entry) []domain.EntryID {
	t.Helper()
	var ids []domain.EntryID
	for _, e := range entries {
		id, err := c.SaveEntry(t.Context(), c.Actor("sami"), e, "")
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	return ids
}

func job() domain.Entry {
	return domain.Entry{Section: domain.SectionWork, Work: &domain.Work{Occupation: domain.Term{Concept: "occ:carpenter"}}}
}

// oneOfEach is an entry of every kind.
func oneOfEach() []domain.Entry {
	return []domain.Entry{
		{Section: domain.SectionIdentity, Identity: &domain.Identity{AddressForm: "f"}},
		{Section: domain.SectionContact, Contact: &domain.Contact{Phone: "0711 1"}},
		{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "ar", Level: "native"}},
		{Section: domain.SectionSchooling, Education: &domain.Education{Kind: "school", Place: domain.Place{Country: "SY"}}},
		{Section: domain.SectionTraining, Education: &domain.Education{Kind: "university"}},
		{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Concept: "occ:carpenter"}, Place: domain.Place{Country: "SY"},
			Tasks: []domain.Term{{Concept: "task:install-kitchens"}, {Text: "ورشة"}},
		}},
		{Section: domain.SectionSkills, Skill: &domain.Skill{Driving: &domain.Driving{Class: "B", InGermany: "foreign"}}},
		{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Concept: "soft:flexibility"}}},
		{Section: domain.SectionHousing, Housing: &domain.Housing{Kind: "own_room"}},
	}
}

// TestRefusedAnswers sends what no question can take: it stays in the form, and the error stands at its field and above.
func TestRefusedAnswers(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	paths := map[domain.Section]string{}
	all := append(oneOfEach(), circumstances()...)
	for i, id := range said(t, c, all...) {
		e := all[i]
		if e.Skill == nil || e.Skill.Driving != nil {
			paths[e.Section] = routes.Entry(e.Section, id)
		}
		if domain.OnePerSection(e.Section) {
			paths[e.Section] = routes.ProfileSection(e.Section) + "/" + id.String()
		}
	}
	for _, tc := range []struct {
		section domain.Section
		step    string
		form    []string
		field   string
		key     string
	}{
		{"identity", "address_form", nil, "address_form", "choose"},
		{"identity", "address_form", []string{"address_form", "x"}, "address_form", "choose"},
		{"identity", "birth", []string{"birth_year", "neunzehn"}, "birth", "date"},
		{"identity", "birth", []string{"birth_day", "31", "birth_month", "2", "birth_year", "1990"}, "birth", "date"},
		{"identity", "birth", []string{"birth_day", "5", "birth_year", "1990"}, "birth", "date"},
		{"identity", "birth", []string{"birth_month", "5"}, "birth", "date"},
		{"identity", "birth", []string{"birth_year", "2090"}, "birth", "date"},
		{"identity", "birth", []string{"birth_year", "-5"}, "birth", "date"},
		{"identity", "birth", []string{"birth_year", "99999999999999999999"}, "birth", "date"},
		{"identity", "birth", []string{"birth_year", "1890"}, "birth", "date"},
		{"identity", "birth", []string{"birth_day", "30", "birth_month", "2", "birth_year", "1990"}, "birth", "date"},
		{"identity", "birth", []string{"calendar", "ethiopic", "birth_day", "7", "birth_month", "13", "birth_year", "1984"}, "birth", "date"},
		{"identity", "birth", []string{"calendar", "solar-hijri", "birth_day", "30", "birth_month", "12", "birth_year", "1369"}, "birth", "date"},
		{"work", "time", []string{"from_day", "29", "from_month", "2", "from_year", "2015"}, "from", "date"},
		{"work", "time", []string{"from_year", "2010", "to_month", "14", "to_year", "2012"}, "to", "date"},
		{"work", "occupation", []string{"text", strings.Repeat("ن", 100_000)}, "occupation", "tooLong"},
		{"work", "occupation", []string{"text", "عمل\u200b آخر"}, "occupation", "invisible"},
		{"work", "occupation", []string{"text", "\u202eعمل آخر"}, "occupation", "characters"},
		{"work", "occupation", []string{"text", "عمل آخر\xed\xa0\x80"}, "occupation", "characters"},
		{"identity", "nationality", []string{"nationality", "ZZ"}, "nationality", "choose"},
		{"contact", "phone", []string{"phone", "ruf mich an"}, "phone", "phone"},
		{"contact", "email", []string{"email", "sami"}, "email", "email"},
		{"contact", "address", []string{"street", strings.Repeat("a", 201)}, "street", "tooLong"},
		{"languages", "language", []string{"language", ""}, "language", "choose"},
		{"languages", "language", []string{"language", "klingon"}, "language", "choose"},
		{"languages", "level", nil, "level", "choose"},
		{"languages", "level", []string{"level", "D7"}, "level", "choose"},
		{"languages", "level", []string{"level", "B1", "certificate", "course:integration"}, "certificate", "choose"},
		{"languages", "level", []string{"level", "B1", "certificate_text", strings.Repeat("ن", 100_000)}, "certificate", "tooLong"},
		{"schooling", "place", []string{"country", "Syrien"}, "country", "choose"},
		{"schooling", "certificate", []string{"concept", "occ:carpenter"}, "certificate", "choose"},
		{"schooling", "certificate", []string{"text", "  "}, "certificate", "required"},
		{"schooling", "time", []string{"from_year", "2010", "to_year", "2005"}, "to", "dateOrder"},
		{"training", "kind", []string{"kind", "magic"}, "kind", "choose"},
		{"training", "recognition", []string{"recognition", "perhaps"}, "recognition", "choose"},
		{"training", "subject", []string{"concept", "none:such"}, "subject", "choose"},
		{"work", "occupation", []string{"concept", "task:install-kitchens"}, "occupation", "choose"},
		{"work", "occupation", []string{"text", ""}, "occupation", "required"},
		{"work", "place", []string{"employer", "a\u202eb"}, "employer", "characters"},
		{"work", "time", []string{"from_month", "13", "from_year", "2010"}, "from", "date"},
		{"work", "time", []string{"from_year", "2090"}, "from", "date"},
		{"work", "tasks", []string{"task", "occ:carpenter"}, "tasks", "choose"},
		{"skills", "class", []string{"class", "Z"}, "class", "choose"},
		{"skills", "in_germany", nil, "in_germany", "choose"},
		{"housing", "persons", []string{"persons", "many"}, "persons", "number"},
		{"housing", "persons", []string{"persons", "31"}, "persons", "number"},
		{"housing", "wish", []string{"wish", "castle"}, "wish", "choose"},
		{"household", "relation", nil, "relation", "choose"},
		{"household", "relation", []string{"relation", "neighbour"}, "relation", "choose"},
		{"household", "birth", []string{"birth_year", "2090"}, "birth", "date"},
		{"household", "care", []string{"care", "zoo"}, "care", "choose"},
		{"residence", "title", []string{"title", "passport"}, "title", "choose"},
		{"residence", "until", []string{"until_day", "30", "until_month", "2", "until_year", "2027"}, "until", "date"},
		{"residence", "until", []string{"until_year", "2027"}, "until", "date"},
		{"participation", "club", []string{"club", strings.Repeat("ن", 4001)}, "club", "tooLong"},
		{"development", "words", []string{"words", "a\u202eb"}, "words", "characters"},
		{"health", "needs", []string{"needs", "a\u200bb"}, "needs", "invisible"},
		{"money", "office", []string{"office", "lottery"}, "office", "choose"},
	} {
		t.Run(string(tc.section)+"_"+tc.step, func(t *testing.T) {
			b.t = t
			b.open(paths[tc.section] + "/" + tc.step)
			b.send(tc.form...)
			if b.code != http.StatusUnprocessableEntity {
				t.Fatalf("%v: %d, want 422:\n%.800s", tc.form, b.code, text(b.body))
			}
			message := i18n.Ar.Error(tc.key)
			if !strings.Contains(b.body, `id="error-`+tc.field) || strings.Count(text(b.body), text(message)) < 2 {
				t.Errorf("%v: no %q at %s and above:\n%.800s", tc.form, message, tc.field, text(b.body))
			}
			if !strings.Contains(b.body, `id="`+tc.field+`"`) {
				t.Errorf("%v: the link of the summary leads to no #%s", tc.form, tc.field)
			}
			for i := 1; i < len(tc.form); i += 2 {
				if v := tc.form[i]; strings.Contains("birth_year phone email street persons employer from_year to_year", tc.form[i-1]) && !strings.Contains(b.body, `value="`+v+`"`) {
					t.Errorf("what was typed is gone: %q", v)
				}
			}
		})
	}
}

// TestHostileText puts into every line of text what breaks programs. It is refused and still in the form, or stored as it is.
func TestHostileText(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	id := said(t, c, job())[0].String()
	for name, hostile := range map[string]string{
		"control": "a\x00b", "escape": "a\x1bb", "override": "abc\u202etxt", "isolate": "\u2066abc", "long": strings.Repeat("ش", 100_000), "broken": "a\xff\xfe",
	} {
		for path, field := range map[string]string{
			"/me/profile/work/" + id + "/occupation": "text", "/me/profile/work/" + id + "/place": "employer", "/me/profile/work/" + id + "/place?only=1": "city_latin",
			"/me/profile/work/" + id + "/tasks": "text", "/me/profile/contact/new/phone": "phone", "/me/profile/contact/new/email": "email",
			"/me/profile/contact/new/address": "street", "/me/profile/skills/new/skill": "text", "/me/profile/training/new/kind": "kind", "/me/cv/target": "text",
		} {
			b.open(path)
			b.send(field, hostile)
			if b.code != http.StatusUnprocessableEntity {
				t.Errorf("%s in %s of %s: %d", name, field, path, b.code)
			}
			if len(b.body) < len(hostile) && field != "kind" {
				t.Errorf("%s in %s: what was typed is gone", name, path)
			}
		}
	}
	harmless := `"><script>alert(1)</script>&amp; ' OR 1=1 --`
	b.open("/me/profile/work/" + id + "/place")
	b.send("employer_latin", harmless)
	b.open("/me/profile/work")
	b.sees(harmless)
	if strings.Contains(b.body, "<script>alert") {
		t.Error("what was typed became a script")
	}
	b.open("/me/profile/work/new/occupation?q=" + url.QueryEscape(strings.Repeat("نجار ", 20_000)))
}

// TestStaleAnswer changes an entry in two tabs: the second sees both texts and decides.
func TestStaleAnswer(t *testing.T) {
	c := testkit.New(t)
	token := c.Token("sami", domain.SessionOwn)
	one, two := browse(t, c, token), browse(t, c, token)
	path := "/me/profile/work/" + said(t, c, job())[0].String() + "/place?only=1"
	one.open(path)
	two.open(path)
	one.send("employer_latin", "Alpha")
	two.send("employer_latin", "Beta")
	if two.code != http.StatusConflict {
		t.Fatalf("the second answer: %d", two.code)
	}
	two.sees("Alpha", "Beta", i18n.Ar.CommonChangedMeanwhileTitle())
	if !strings.Contains(two.body, `value="Beta"`) {
		t.Error("what was typed is gone")
	}
	two.send("employer_latin", "Beta")
	two.at("/me/profile/work/[0-9]+")
	two.sees("Beta")
	two.lacks("Alpha")
}

// TestSecondIdentity answers a question that another tab has answered first.
func TestSecondIdentity(t *testing.T) {
	c := testkit.New(t)
	token := c.Token("sami", domain.SessionOwn)
	one, two := browse(t, c, token), browse(t, c, token)
	one.open("/me/profile/identity/new/nationality")
	two.open("/me/profile/identity/new/nationality")
	one.send("nationality", "SY")
	two.send("nationality", "IQ")
	if two.code != http.StatusConflict {
		t.Fatalf("the second answer: %d", two.code)
	}
	two.sees("سوريا", "العراق")
}

// TestDoubleClick sends one form twice, and goes back and sends it again: there is one entry.
func TestDoubleClick(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/profile/work")
	b.follow("/work/new/occupation")
	first, page := b.path, b.body
	b.send("concept", "occ:carpenter")
	made := b.path
	b.path, b.body = first, page
	b.send("concept", "occ:carpenter")
	if b.path != made {
		t.Errorf("the second click leads to %s, the first to %s", b.path, made)
	}
	b.open(first) // back
	b.at("/me/profile/work/[0-9]+/occupation")
	b.send("concept", "occ:baker")
	p, err := c.Profile(t.Context(), c.Actor("sami"))
	if err != nil || len(p.Entries) != 1 || p.Entries[0].Work.Occupation.Concept != "occ:baker" {
		t.Errorf("entries %+v (%v), want the baker alone", p.Entries, err)
	}
}

// TestForeignAnswer asks for what is not there or not one's own: the answer is the same.
func TestForeignAnswer(t *testing.T) {
	c := testkit.New(t)
	id := said(t, c, job())[0].String()
	b := browse(t, c, c.Token("olena", domain.SessionOwn))
	b.do(http.MethodGet, "/me/profile/work/77/place", nil)
	unknown := strings.ReplaceAll(b.body, "77", "#")
	for _, path := range []string{
		"/me/profile/work/" + id + "/place", "/me/profile/work/" + id, "/me/profile/work/" + id + "/remove", "/me/profile/work/x/place",
		"/me/profile/magic", "/me/profile/core", "/me/profile/work/new/phone", "/me/profile/work/new/%00",
	} {
		b.do(http.MethodGet, path, nil)
		if b.code != http.StatusNotFound {
			t.Errorf("%s: %d", path, b.code)
		}
		if got := strings.ReplaceAll(b.body, id, "#"); path == "/me/profile/work/"+id+"/place" && got != unknown {
			t.Error("an entry of somebody else looks different from none")
		}
	}
	b.do(http.MethodPost, "/me/profile/work/"+id+"/place", url.Values{"as": {b.as}, "version": {"1"}, "employer_latin": {"Mine"}})
	if b.code != http.StatusNotFound {
		t.Errorf("changing a foreign entry: %d", b.code)
	}
	b.do(http.MethodPost, "/me/profile/work/"+id+"/remove", url.Values{"as": {b.as}, "version": {"1"}})
	if b.code != http.StatusNotFound {
		t.Errorf("deleting a foreign entry: %d", b.code)
	}
	b.do(http.MethodPost, "/me/profile/contact/new/phone", url.Values{"as": {ui.As(c.Actor("sami"))}, "phone": {"0711 1"}})
	if b.code != http.StatusConflict {
		t.Errorf("a form made for somebody else: %d", b.code)
	}
	if p, _ := c.Profile(t.Context(), c.Actor("olena")); len(p.Entries) != 0 {
		t.Errorf("olena has entries %+v", p.Entries)
	}
}

// TestRemoveEntry deletes after a question, not what was changed meanwhile.
func TestRemoveEntry(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	id := said(t, c, job())[0]
	b.open("/me/profile/work")
	b.follow("/remove")
	b.sees("نجار")
	stale, path := b.body, b.path
	changed := job()
	changed.ID, changed.Version, changed.Work.Employer.Latin = id, 1, "Alpha"
	if _, err := c.SaveEntry(t.Context(), c.Actor("sami"), changed, ""); err != nil {
		t.Fatal(err)
	}
	b.send()
	if b.code != http.StatusConflict {
		t.Fatalf("deleting what was changed meanwhile: %d", b.code)
	}
	b.sees("Alpha")
	b.send()
	b.at("/me/profile/work")
	b.lacks("نجار")
	b.body, b.path = stale, path
	b.send()
	if b.code != http.StatusNotFound {
		t.Errorf("deleting twice: %d", b.code)
	}
}

// TestActingAnswer adds an entry while a manager acts: the person sees who helped.
func TestActingAnswer(t *testing.T) {
	c := testkit.New(t)
	token, err := c.StartActing(t.Context(), c.Actor("manager_a"), c.Person("sami"), "test")
	if err != nil {
		t.Fatal(err)
	}
	b := browse(t, c, token)
	addLanguage(b, "ar", "native")
	b = browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/profile/languages")
	b.sees("بمساعدة Anna Weber")
}

// TestOwnCalendars gives years of other calendars and reads the German ones.
func TestOwnCalendars(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	for _, tc := range []struct {
		calendar, month, year, toMonth, toYear, german, own string
	}{
		{"solar-hijri", "6", "1389", "", "1394", "09/2010 – 2015/16", "1389"},
		{"ethiopic", "", "2005", "", "2008", "2012/13 – 2015/16", "2005 (2012/13)"},
		{"ethiopic", "13", "2005", "1", "2006", "09/2013", "2005"},
		{"hijri", "", "١٤٣٠", "", "۱۴۳۵", "2008/09 – 2013/14", "1430"},
		{"gregorian", "9", "2010", "", "", "09/2010", "2010"},
	} {
		t.Run(tc.calendar+tc.year, func(t *testing.T) {
			b.t = t
			id := said(t, c, job())[0]
			b.open(fmt.Sprintf("/me/profile/work/%d/time?only=1&calendar=%s", id, tc.calendar))
			b.send("from_month", tc.month, "from_year", tc.year, "to_month", tc.toMonth, "to_year", tc.toYear)
			b.at("/me/profile/work/[0-9]+")
			b.sees("· "+tc.german, tc.own)
			b.open(fmt.Sprintf("/me/profile/work/%d/time", id))
			if !strings.Contains(b.body, `name="calendar" value="`+tc.calendar+`"`) {
				t.Error("the calendar of the answer is not kept")
			}
		})
	}
	b.t = t
	id := said(t, c, job())[0]
	b.open(fmt.Sprintf("/me/profile/work/%d/time?calendar=ethiopic", id))
	b.sees("13 ·")
	b.send("from_year", "2010", "ongoing", "1")
	b.open("/me/profile/work")
	b.sees("seit 2017/18")
	b.open(fmt.Sprintf("/me/profile/work/%d/time?calendar=ethiopic", id))
	b.send("from_day", "6", "from_month", "13", "from_year", "2010", "to_month", "14", "to_year", "2011")
	if b.code != http.StatusUnprocessableEntity {
		t.Errorf("a 14th month: %d", b.code)
	}
}

// TestMendAddress: an address in another script is open in the CV, and the way to mend it is the question that asks for it.
func TestMendAddress(t *testing.T) {
	c := testkit.New(t)
	id := said(t, c, domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{City: "شتوتغارت"}})[0]
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open(routes.CV)
	b.sees("شتوتغارت", i18n.Ar.CvOpenLatin())
	if !strings.Contains(b.body, "/me/profile/contact/"+id.String()+"/address?only=1") {
		t.Error("no way to mend it")
	}
}
