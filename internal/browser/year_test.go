package browser

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// The household of the year. Nobody of the city has these names before.
var (
	farida = domain.Name{Latin: "Farida Rahimi", Native: "فریده رحیمی"}
	karim  = domain.Name{Latin: "Karim Rahimi", Native: "کریم رحیمی"}
)

// The goals of the year, by what stands in them. The first two are suggested, the third one is typed.
const (
	levelGoal = "Deutsch B1 erreichen"
	flatGoal  = "Eine eigene Wohnung finden"
	choirGoal = "Im Frauenchor des Stadtteils mitsingen"
)

// year is a household and those who work with it, with a browser each.
type year struct {
	*site
	helper, manager, second, lead, agent, farida, karim *tab

	slips map[*tab]domain.Slip // of the persons, with the PIN that they chose
	in    []*tab               // who is signed in
	id    domain.PersonID      // Farida's
	other domain.PersonID      // Karim's
	mine  *tab                 // of the manager who is responsible for Farida
}

// TestYear plays a year of a household in Dari and in German. Weeks lie between its days, so everybody signs out in the evening. All of
// it is done on the pages; only the clock is moved by the test.
func TestYear(t *testing.T) {
	s := newSite(t)
	s.t = t
	y := &year{
		site:    s,
		helper:  newTab(t, s, device{who: "helper", wide: 1280}),
		manager: newTab(t, s, device{who: "manager_a", wide: 1280}),
		second:  newTab(t, s, device{who: "manager_b", wide: 1280}),
		lead:    newTab(t, s, device{who: "lead", wide: 1280}),
		agent:   newTab(t, s, device{who: "agent_1", wide: 1280}),
		farida:  newTab(t, s, device{who: "farida", wide: 360, language: "fa-AF"}),
		karim:   newTab(t, s, device{who: "karim", wide: 360, language: "fa-AF"}),
		slips:   map[*tab]domain.Slip{},
	}
	y.mine = y.manager
	for _, step := range []struct {
		on string
		do func()
	}{
		{"2026-03-02", y.entry},
		{"2026-03-09", y.assessment},
		{"2026-03-09", y.plan},
		{"2026-03-16", y.agreement},
		{"2026-03-18", y.jobcenter},
		{"2026-03-23", y.answered},
		{"2026-03-25", y.countered},
		{"2026-03-26", y.counter},
		{"2026-04-13", y.household},
		{"2026-06-15", y.firstReview},
		{"2026-09-14", y.secondReview},
		{"2026-12-14", y.thirdReview},
		{"2026-12-15", y.lookBack},
		{"2027-01-11", y.handOver},
		{"2027-02-01", y.movesOut},
		{"2027-02-15", y.closing},
		{"2027-03-01", y.figures},
	} {
		began := time.Now()
		y.day(step.on)
		step.do()
		for _, b := range []*tab{y.helper, y.manager, y.second, y.lead, y.agent, y.farida, y.karim} {
			b.check()
		}
		if t.Failed() {
			t.FailNow()
		}
		t.Logf("%s: %v", step.on, time.Since(began).Round(100*time.Millisecond))
	}
}

// day lets an evening come, at which everybody signs out, and then nine o'clock in the morning of that day; on the same day it does nothing.
func (y *year) day(date string) {
	zone, err := time.LoadLocation("Europe/Berlin")
	y.must(err)
	morning, err := time.ParseInLocation(time.DateOnly, date, zone)
	y.must(err)
	morning = morning.Add(9 * time.Hour)
	if y.Clock.Now().After(morning) {
		return
	}
	for _, b := range y.in {
		b.signOut()
	}
	y.in = nil
	y.Clock.Set(morning)
}

// here signs in whoever is not yet, in this order, and returns the first of them.
func (y *year) here(tabs ...*tab) {
	for _, b := range tabs {
		if slices.Contains(y.in, b) {
			continue
		}
		y.in = append(y.in, b)
		y.Clock.Add(time.Minute)
		slip, person := y.slips[b]
		if !person {
			b.signInStaff(b.who)
			continue
		}
		b.open("/login/slip")
		b.fill("slip", slip.Code, "pin", slip.PIN, "device", "own")
		b.send("/login/slip")
		b.at(routes.Me)
	}
}

// picture keeps how a page looks, where somebody wants to see it.
func (y *year) picture(b *tab, name string) {
	if os.Getenv("AUFWIND_SCREENSHOTS") != "" {
		b.picture("year-" + name)
	}
}

// entry: both adults are registered and sign in with their slips; Farida says what she wants to say, and releases it.
func (y *year) entry() {
	y.here(y.helper)
	y.arrives(y.farida, farida)
	y.arrives(y.karim, karim)
	y.helper.gone("/cases")

	b := y.farida
	b.sees(farida.Native, "Anna Weber")
	b.goTo("/languages/new/language")
	b.choose("native", "fa-AF")
	b.goTo("/languages/new/language")
	b.choose("pick", "de")
	b.next("level", "A2")
	b.open("/me/profile/housing")
	b.goTo("/housing/new/kind")
	b.next("kind", "shared_room")
	b.next("persons", "4")
	b.next("wish", "own_flat")
	b.open("/me/releases")
	b.gives("languages", "housing")
	b.sees(i18n.FaAF.ReleaseHidden(), "A2")
	y.picture(b, "preview")
	b.confirms()
}

// arrives registers somebody at the desk, who then signs in with the paper and chooses a PIN.
func (y *year) arrives(b *tab, name domain.Name) {
	h := y.helper
	h.open("/register")
	h.next("name_latin", name.Latin, "name_native", name.Native, "language", "fa-AF", "accommodation", testkit.HomeBridge.String())
	h.sees(i18n.FaAF.ConsentYes(), i18n.De.ConsentYes(), name.Native)
	h.fill("heard", "1")
	h.choose("step", "yes")
	codes := value[[]string](h, `[...document.querySelectorAll("main .code")].map(e=>e.textContent.trim())`)
	if len(codes) != 2 {
		h.fail("code and PIN are not there: %q", codes)
	}
	b.open("/s/" + strings.ReplaceAll(codes[0], "-", ""))
	b.fill("pin", codes[1], "device", "own")
	b.send("/login/slip")
	b.next("old_pin", codes[1], "new_pin", newPIN)
	b.at(routes.Me)
	y.slips[b] = domain.Slip{Code: codes[0], PIN: newPIN}
	y.in = append(y.in, b)
}

// assessment: the manager writes down the first talk and how both see the life domains; Farida reads it in Dari.
func (y *year) assessment() {
	m := y.manager
	y.here(m, y.farida)
	m.at(routes.Today)
	m.sees(karim.Latin, i18n.De.Term("matter", "no_plan"))
	m.goTo(routes.Cases)
	for p, name := range map[*domain.PersonID]domain.Name{&y.id: farida, &y.other: karim} {
		m.click(name.Latin)
		*p = domain.ParseID[domain.PersonID](strings.TrimPrefix(m.path(), "/cases/"))
		m.goTo(routes.Cases)
	}
	m.click(farida.Latin)
	m.sees("A2", farida.Native)
	y.talk(m, "counselling", "Wünsche und Angaben besprochen.")
	m.goTo(routes.CasePlan(y.id))
	m.goTo(routes.CaseAssessment(y.id))
	for _, v := range [...][3]string{{"language", "high", "2"}, {"housing", "urgent", "2"}, {"participation", "medium", "3"}} {
		m.fill("need-"+v[0], v[1], "independence-"+v[0], v[2])
	}
	m.fill("resources-participation", "Singt gern und gut.")
	m.send(routes.CaseAssessment(y.id))

	b := y.farida
	b.open(routes.MyAssessment)
	b.sees(i18n.FaAF.Term("need", "urgent"), "Singt gern und gut.")
	y.picture(b, "assessment")
	y.here(y.agent, y.second, y.lead)
	y.agent.gone(routes.Case(y.id))
	y.second.gone(routes.Case(y.id))
	y.lead.at(routes.Unit)
	y.lead.sees(farida.Latin)
	y.lead.gone(routes.CaseAssessment(y.id))
}

// talk writes down a talk on the page of the person.
func (y *year) talk(m *tab, kind, result string) {
	form := `form[action="` + routes.Talks(y.id) + `"]`
	m.fillIn(form, "kind", kind)
	m.fillIn(form, "result", result)
	m.send(routes.Talks(y.id))
	m.sees(result)
}

// plan: two suggestions from what was released, and a goal with a step in own words.
func (y *year) plan() {
	m := y.manager
	m.open(routes.Case(y.id))
	m.fillIn(`form[action$="/agent"]`, "agent", y.User("agent_1").String())
	m.send(routes.CaseAgent(y.id))
	m.goTo(routes.CasePlan(y.id))
	for _, text := range [...]string{levelGoal, flatGoal} {
		m.fill("pick", value[string](m, `[...document.querySelectorAll("[name=pick]")].find(e=>e.closest("label").innerText.includes(`+quoted(text)+`))?.value`))
	}
	m.send(routes.PlanSuggestions(y.id))
	m.open(routes.NewGoalPage(y.id) + "?domain=participation")
	m.next("text", choirGoal, "due", "2026-12-31")
	m.goTo(routes.Goal(y.id, y.goal(m, choirGoal)))
	step := `form[action$="/measures"]`
	m.fillIn(step, "text", "Eine Probe besuchen")
	m.fillIn(step, "due", "2026-04-30")
	m.loads(func() { m.press(`document.querySelector('`+step+` button')`, "save the step") })
	y.farida.open(routes.MyPlan)
	y.farida.lacks("Frauenchor") // nothing of a draft
	y.Clock.Add(time.Minute)
	m.goTo(routes.CasePlan(y.id))
	m.send(routes.OfferPlan(y.id))
	m.sees("Eine Probe besuchen")
}

// goal is the id of the goal with that text on a page that shows it.
func (y *year) goal(b *tab, text string) domain.GoalID {
	b.t.Helper()
	id := value[string](b, `[...document.querySelectorAll('[id^="goal-"]')].find(e=>e.innerText.includes(`+quoted(text)+`))?.id||""`)
	if id == "" {
		b.fail("there is no goal %q", text)
	}
	return domain.ParseID[domain.GoalID](strings.TrimPrefix(id, "goal-"))
}

// agreement: Farida agrees to all goals a week later, to the untranslated one after somebody has explained it.
func (y *year) agreement() {
	b, m := y.farida, y.manager
	y.here(b, m)
	m.open(routes.CasePlan(y.id))
	b.goTo(routes.MyPlan)
	b.sees(choirGoal, i18n.FaAF.PlanNotTranslated())
	y.picture(b, "plan")
	for _, text := range [...]string{levelGoal, flatGoal, choirGoal} {
		part := fmt.Sprintf(`[id="goal-%s"]`, y.goal(b, text))
		b.unfold(part)
		if text == choirGoal {
			b.fillIn(part, "explained", "Anna Weber")
		}
		b.chooseIn(part, "answer", "agreed")
	}
	b.sees(i18n.FaAF.PlanVersionOf(1, inDari("2026-03-16")))
	m.awaits(i18n.De.PlaneditAgreedOn(1, "16.03.2026"))
	y.here(y.karim)
	y.karim.open(routes.MyPlan)
	y.karim.lacks("Frauenchor", "B1")
}

// inDari is a day as the persons of the year read it.
func inDari(d domain.Day) string { return ui.Page{L: i18n.FaAF}.LongDay(d) }
