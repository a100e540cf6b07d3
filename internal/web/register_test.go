package web_test

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// with returns a form with other values.
func with(form url.Values, pairs ...string) url.Values {
	out := cloned(form)
	for i := 0; i < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}

// persons counts who is registered under a name.
func (s *site) persons(latin string) int {
	s.t.Helper()
	n, err := s.FindDoubles(s.t.Context(), s.Actor("helper"), domain.Name{Latin: latin})
	if err != nil {
		s.t.Fatal(err)
	}
	return n
}

func registration(once string) url.Values {
	return url.Values{
		"name_latin": {"Rana Yusuf"}, "name_native": {"رنا يوسف"}, "language": {"ar"},
		"accommodation": {testkit.HomeBridge.String()}, "once": {once},
	}
}

var (
	slipCode = regexp.MustCompile(`[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}`)
	slipPIN  = regexp.MustCompile(`>(\d{6})<`)
)

func TestRegister(t *testing.T) {
	s := newSite(t)
	helper := s.as("helper")
	helper.get("/register").is(http.StatusOK, `<optgroup label="West">`, "Wohnheim Lindenweg", "العربية · Arabisch")

	consent := helper.post("/register", registration("once-1")).
		is(http.StatusOK, `lang="ar" dir="rtl"`, "هل لنا إذن منك بحفظ بياناتك الأساسية؟", "Dürfen wir Ihre Grunddaten speichern?", "Brücke e. V.", "36")
	if n := s.persons("Rana Yusuf"); n != 0 {
		t.Fatalf("%d persons before the consent", n)
	}
	form := registration(consent.hidden("once"))
	form.Set("text", consent.hidden("text"))

	helper.post("/register", with(form, "step", "no")).is(http.StatusOK, "Es ist nichts gespeichert", "لم يُحفظ شيء").lacks("Rana")
	if n := s.persons("Rana Yusuf"); n != 0 {
		t.Fatalf("%d persons after a refused consent", n)
	}
	helper.post("/register", with(form, "step", "edit")).is(http.StatusOK, `value="Rana Yusuf"`, "رنا يوسف", `value="31" selected`, `value="ar" selected`)
	helper.post("/register", with(form, "step", "yes", "text", "another")).is(http.StatusConflict, "inzwischen geändert", "هل لنا إذن منك")

	first := helper.post("/register", with(form, "step", "yes", "heard", "1")).is(http.StatusOK, "Zettel für", "Anna Weber", "Nächste Person")
	again := helper.post("/register", with(form, "step", "yes", "heard", "1")).is(http.StatusOK, "Zettel für")
	if n := s.persons("Rana Yusuf"); n != 1 {
		t.Errorf("%d persons after a double click, want 1", n)
	}
	if first.header.Get("Cache-Control") != "no-store" {
		t.Errorf("the slip may be kept: Cache-Control %q", first.header.Get("Cache-Control"))
	}
	code, pin := slipCode.FindString(again.body), slipPIN.FindStringSubmatch(again.body)
	if code == "" || pin == nil || strings.Contains(again.path, code) {
		t.Fatalf("no code or PIN on the page, or they stand in its address %s", again.path)
	}
	s.browser().do(http.MethodPost, "/login/slip", url.Values{"slip": {code}, "pin": {pin[1]}}).is(http.StatusOK, `name="new_pin"`)
	s.as("manager_a").get("/cases").is(http.StatusOK, "Rana Yusuf")
	s.checkTerms(t, "Rana", domain.ReleaseTerms{TextHash: form.Get("text"), Language: "ar", Heard: true, How: "registration", Witness: s.Actor("helper").User, WitnessName: "Helga Blum"})
}

// checkTerms compares how the consent of the newest person was kept.
func (s *site) checkTerms(t *testing.T, name string, want domain.ReleaseTerms) {
	t.Helper()
	c, err := s.Cases(t.Context(), s.Actor("manager_a"), domain.CaseFilter{Query: name})
	if err != nil || len(c.Cases) != 1 {
		t.Fatalf("%d cases, %v", len(c.Cases), err)
	}
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		all, err := tx.Releases(ctx, c.Cases[0].Person)
		if err == nil && (len(all) != 1 || all[0].Terms != want || all[0].Section != domain.SectionCore) {
			t.Errorf("releases %+v, want core with %+v", all, want)
		}
		return err
	})
}

func TestRegisterBadInput(t *testing.T) {
	s := newSite(t)
	helper := s.as("helper")
	for _, tc := range []struct{ field, value, message string }{
		{"name_latin", "", "füllen Sie dieses Feld aus"},
		{"name_latin", "رنا", "lateinischen Buchstaben"},
		{"name_latin", strings.Repeat("a", 201), "zu lang"},
		{"name_latin", "Rana\u202eevil", "Zeichen"},
		{"name_native", strings.Repeat("ر", 201), "zu lang"},
		{"language", "", "wählen Sie etwas"},
		{"language", "xx", "wählen Sie etwas"},
		{"accommodation", "", "wählen Sie etwas"},
		{"accommodation", "77", "wählen Sie etwas"},
	} {
		for _, step := range []string{"", "yes", "no", "other"} {
			t.Run(tc.field+"_"+step, func(t *testing.T) {
				got := helper.post("/register", with(registration("bad"), tc.field, tc.value, "step", step)).
					is(http.StatusUnprocessableEntity, `id="error-`+tc.field+`"`, tc.message, `href="#`+tc.field+`"`)
				if tc.field != "name_native" && !strings.Contains(got.body, "رنا يوسف") {
					t.Error("what was typed is gone")
				}
			})
		}
	}
	if n := s.persons("Rana Yusuf"); n != 0 {
		t.Errorf("%d persons were stored", n)
	}
}

func TestRegisterDoubles(t *testing.T) {
	s := newSite(t)
	helper := s.as("helper")
	form := with(registration("double"), "name_latin", "Samy Hadad", "name_native", "")
	doubles := helper.post("/register", form).is(http.StatusOK, "Vielleicht schon registriert").lacks("Sami Haddad", "سامي", "Lindenweg", "dürfen wir")
	form.Set("once", doubles.hidden("once"))
	consent := helper.post("/register", with(form, "step", "other")).is(http.StatusOK, "هل لنا إذن منك")
	if consent.hidden("not_a_double") != "1" {
		t.Error("the consent forgets that it is another person")
	}
	form.Set("text", consent.hidden("text"))
	helper.post("/register", with(form, "step", "yes")).is(http.StatusUnprocessableEntity, "Vielleicht schon registriert")
	helper.post("/register", with(form, "step", "yes", "not_a_double", "1")).is(http.StatusOK, "Zettel für")
}

func TestRegisterRoles(t *testing.T) {
	s := newSite(t)
	for who, want := range map[string]int{
		"helper": 200, "manager_a": 200, "lead": 200, "agent_1": 404, "admin": 404, "sami": 404,
	} {
		b := s.as(who)
		b.get("/register").is(want)
		for _, step := range []string{"", "yes", "no", "edit"} {
			b.post("/register", with(registration("role"), "step", step, "text", "x", "name_latin", "")).is(map[int]int{200: 422, 404: 404}[want])
		}
	}
	s.as("helper").post("/register", with(registration("x"), "as", "1.2")).is(http.StatusConflict, "jemand anderes angemeldet")
}

func TestSlipPDF(t *testing.T) {
	s := newSite(t)
	manager, address := s.as("manager_a"), "/cases/"+s.Person("sami").String()
	manager.get(address+"/slip").is(http.StatusOK, "Der alte Zettel gilt dann nicht mehr")
	manager.post(address+"/slip", url.Values{}).is(http.StatusUnprocessableEntity, `id="error-here"`)
	phone := s.as("sami")
	issued := manager.post(address+"/slip", url.Values{"here": {"1"}}).is(http.StatusOK, "Zettel für", "Anna Weber").lacks("Nächste Person")
	if got := phone.get("/me"); got.path != "/login" {
		t.Errorf("the old session is still open: %s", got.path)
	}
	ticket := url.Values{"ticket": {html.UnescapeString(issued.hidden("ticket"))}}
	code := slipCode.FindString(issued.body)
	for _, secret := range []string{code, strings.ReplaceAll(code, "-", "")} {
		if strings.Contains(ticket.Get("ticket"), secret) {
			t.Error("the ticket shows the code")
		}
	}
	file := manager.post("/slip.pdf", ticket).is(http.StatusOK)
	if !strings.HasPrefix(file.body, "%PDF-") || file.header.Get("Content-Type") != "application/pdf" || file.header.Get("Cache-Control") != "no-store" {
		t.Errorf("no PDF: %v %.20q", file.header, file.body)
	}
	s.as("manager_a").post("/slip.pdf", ticket).is(http.StatusGone, "kann nicht mehr geöffnet werden")
	s.as("helper").post("/slip.pdf", ticket).is(http.StatusGone)
	for _, bad := range []string{"", "AAAA", "%%%", ticket.Get("ticket")[1:], ticket.Get("ticket")[:40]} {
		manager.post("/slip.pdf", url.Values{"ticket": {bad}}).is(http.StatusGone)
	}
	s.Clock.Add(5*time.Minute + time.Second)
	manager.post("/slip.pdf", ticket).is(http.StatusGone)

	for _, who := range []string{"manager_b", "helper_2", "lead", "agent_1", "olena"} {
		s.as(who).get(address + "/slip").is(http.StatusNotFound)
		s.as(who).post(address+"/slip", url.Values{"here": {"1"}}).is(http.StatusNotFound)
	}
}

// TestConsentInEveryLanguage reads the consent and the refusal in each language of persons.
func TestConsentInEveryLanguage(t *testing.T) {
	s := newSite(t)
	helper := s.as("helper")
	seen := map[string]bool{}
	for _, language := range domain.PersonLanguages {
		form := with(registration("lang"), "language", language)
		hash := helper.post("/register", form).is(http.StatusOK, `lang="`+language+`"`, "Brücke e. V.").hidden("text")
		if seen[hash] {
			t.Errorf("%s has the text of another language", language)
		}
		seen[hash] = true
		helper.post("/register", with(form, "step", "no")).is(http.StatusOK, `lang="`+language+`"`)
	}
}

// TestRegistrationIsNotKept: a form that came after the session had ended is kept for whoever typed it, but not one of somebody who has
// not agreed to anything yet.
func TestRegistrationIsNotKept(t *testing.T) {
	s := newSite(t)
	helper := s.as("helper")
	form := with(registration("late"), "as", helper.made())
	s.Clock.Add(31 * time.Minute)
	if got := helper.do(http.MethodPost, "/register", form).lacks("Rana"); got.path != "/login" {
		t.Errorf("leads to %s, want /login", got.path)
	}
	again := s.as("helper")
	if got := again.get("/drafts"); got.path == "/drafts" {
		t.Errorf("something was kept: %s", got.text())
	}
}

// TestRegisterDesk shows that every wrong field is named at once, and that after a slip the next person is one step away, with the
// accommodation of the desk and nothing else of the person before.
func TestRegisterDesk(t *testing.T) {
	s := newSite(t)
	helper := s.as("helper")
	helper.get("/register").is(http.StatusOK, `id="name_latin" name="name_latin" value=""`, " autofocus")
	helper.post("/register", url.Values{"once": {"a"}, "name_native": {"رنا"}}).
		is(http.StatusUnprocessableEntity, `id="error-name_latin"`, `id="error-language"`, `id="error-accommodation"`, "Sprache der Person: Bitte wählen", "رنا").
		lacks(" autofocus")
	form := registration("once-1")
	consent := helper.post("/register", form)
	form.Set("text", consent.hidden("text"))
	next := "/register?accommodation=" + form.Get("accommodation")
	helper.post("/register", with(form, "step", "no")).is(http.StatusOK, next)
	slip := helper.post("/register", with(form, "step", "yes")).is(http.StatusOK, next)
	print, on := strings.Index(slip.body, " autofocus"), strings.Index(slip.body, next)
	if print < 0 || on < print || strings.Count(slip.body[print:on], "<a ")+strings.Count(slip.body[print:on], "<button") > 1 {
		t.Error("between printing and the next person is something else")
	}
	helper.get(next).is(http.StatusOK, `value="`+form.Get("accommodation")+`" selected`, "Wie bei der letzten Person", `value="" selected`).lacks("Rana", "رنا")
	helper.get("/register?accommodation=999").is(http.StatusOK, "Sie bestimmt, wer zuständig ist").lacks("Wie bei der letzten Person")
}
