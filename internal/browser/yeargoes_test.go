package browser

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// jobcenter: two goals are proposed; the Jobcenter sees nothing until Farida consents on the phone.
func (y *year) jobcenter() {
	m, a, b := y.manager, y.agent, y.farida
	y.here(m, a, b)
	m.open(routes.CasePlan(y.id))
	m.fillIn(`form[action$="/propose"]`, "goals", y.goal(m, choirGoal).String()) // a second press takes it out
	m.send(routes.ProposeGoals(y.id))
	a.at("/jobcenter")
	a.lacks(farida.Latin)
	a.gone(routes.Shared(y.id))

	b.open(routes.MyPlan)
	b.sees(i18n.FaAF.ShareTitle(), i18n.FaAF.ShareBinding(), "Jana Bauer")
	y.picture(b, "consent")
	for _, id := range value[[]string](b, `[...document.querySelectorAll("[name=share]")].map(e=>e.value)`) {
		b.fill("share", id)
	}
	b.choose("consent", "yes")

	a.open("/jobcenter")
	a.goTo(routes.Shared(y.id))
	a.sees(levelGoal, flatGoal)
	a.lacks("Frauenchor", "Singt gern", karim.Latin)
}

// answered: the Jobcenter agrees to one goal.
func (y *year) answered() {
	y.here(y.agent)
	y.agent.goTo(routes.Shared(y.id))
	y.agent.chooseIn(y.shared(levelGoal), "kind", "agree")
}

// shared names the part of the Jobcenter's page that is about a goal.
func (y *year) shared(text string) string {
	action := value[string](y.agent, `[...document.querySelectorAll("article.goal")].find(e=>e.innerText.includes(`+quoted(text)+`)).querySelector("form").getAttribute("action")`)
	return `article.goal:has(form[action="` + action + `"])`
}

// countered: two days later it proposes another day for the other goal.
func (y *year) countered() {
	a := y.agent
	y.here(a)
	a.sees(i18n.De.JobcenterWaitsForYou(1))
	a.goTo(routes.Shared(y.id))
	part := y.shared(flatGoal)
	a.fillIn(part, "due", "2027-01-31")
	a.fillIn(part, "reason", "Bis dahin ist der Antrag entschieden.")
	a.chooseIn(part, "kind", "counter")
	a.sees(i18n.De.JobcenterYouProposed("31.01.2027"))
}

// counter: manager and person accept the other day; it is the next version of the plan, once both have agreed.
func (y *year) counter() {
	m, b := y.manager, y.farida
	y.here(m, b)
	m.open(routes.CasePlan(y.id))
	m.loads(func() {
		m.press(`document.querySelector('form[action*="/counter/"] button[value=accept]')`, "accept")
	})
	b.open(routes.MyPlan)
	b.sees(i18n.FaAF.ShareCounterTitle(), "Bis dahin ist der Antrag entschieden.")
	y.picture(b, "counter")
	b.loads(func() {
		b.press(`document.querySelector('form[action*="/counter/"] button[value=accept]')`, "accept")
	})
	b.lacks(i18n.FaAF.ShareCounterTitle())
	m.awaits("31.01.2027")
	y.here(y.agent)
	y.agent.goTo(routes.Shared(y.id))
	y.agent.lacks(i18n.De.Term("coordination", "countered"))
}

// said is what a review says of one goal.
type said struct{ goal, attainment, ended, reason, next string }

// review continues the plan: how far each goal is, how independent Farida is now, and when to look again.
func (y *year) review(on string, now map[domain.LifeDomain]string, goals ...said) {
	m := y.manager
	y.here(m)
	m.open(routes.CasePlan(y.id))
	m.goTo(routes.CaseReview(y.id))
	for _, g := range goals {
		id := "-" + y.goal(m, g.goal).String()
		m.fill("attainment"+id, g.attainment, "ended"+id, g.ended, "reason"+id, g.reason, "next"+id, g.next)
	}
	m.press(`document.querySelector("details.sheet summary")`, "how independent")
	for d, n := range now {
		m.fill("independence-"+string(d), n)
	}
	m.fill("review_on", on)
	m.next()
	m.at(routes.CasePlan(y.id))
}

func (y *year) firstReview() {
	y.review("2026-09-14", map[domain.LifeDomain]string{"language": "3"},
		said{levelGoal, "0", "", "", "Kurs weiter besuchen"},
		said{flatGoal, "-1", "", "no_offer", "Wohnberechtigungsschein beantragen"},
		said{choirGoal, "1", "", "", ""})
	y.reads(2, "2026-06-15", i18n.FaAF.Term("missed", "no_offer"))
}

func (y *year) secondReview() {
	y.review("2026-12-14", map[domain.LifeDomain]string{"participation": "4"},
		said{levelGoal, "2", "reached", "", ""},
		said{flatGoal, "-1", "", "waiting_time", ""},
		said{choirGoal, "0", "", "", ""})
	y.reads(3, "2026-09-14", i18n.FaAF.Term("missed", "waiting_time"), i18n.FaAF.Term("ended", "reached"))
}

func (y *year) thirdReview() {
	y.review("2027-03-15", map[domain.LifeDomain]string{"housing": "3"},
		said{flatGoal, "0", "", "", "Zur Besichtigung gehen"},
		said{choirGoal, "-1", "given_up", "health", ""})
	y.reads(4, "2026-12-14", i18n.FaAF.Term("missed", "health"), "Zur Besichtigung gehen")
}

// reads lets Farida read the version that a review has made.
func (y *year) reads(version int, on domain.Day, texts ...string) {
	b := y.farida
	y.here(b)
	b.open(routes.MyPlanVersion(version))
	b.sees(texts...)
	b.open(routes.MyPlan)
	b.sees(i18n.FaAF.PlanVersionOf(version, inDari(on)))
}

// lookBack: the year as a story in Dari and in German, and who has looked.
func (y *year) lookBack() {
	m, b := y.manager, y.farida
	y.here(m, b)
	m.open(routes.CaseStory(y.id))
	m.sees("14. Dezember 2026", i18n.De.Term("coordination", "agreed"))
	b.open(routes.MyStory)
	b.sees(i18n.FaAF.StoryReview(3), i18n.FaAF.Term("coordination", "agreed"))
	b.lacks("Singt gern") // what was said stands in the assessment
	y.picture(b, "story")
	b.open(routes.MyPlan)
	b.unfold("section:has(#versions)")
	b.sees(i18n.FaAF.PlanVersionOf(1, inDari("2026-03-16")), i18n.FaAF.PlanVersionOf(4, inDari("2026-12-14")))
	b.open(routes.Access)
	b.sees("Anna Weber", "Jana Bauer")
	b.lacks("Bernd Vogel", "Clara Stein")
}
