package browser

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// answer: the person agrees to what can be read in Arabic, objects to one goal, and agrees to the untranslated one only when
// somebody explained it. What both agreed is version 1.
func (j *mainJob) answer() {
	b, typed := j.person, j.typedAt()
	objected := (typed + 1) % len(j.goals)
	b.open("/me")
	b.picture("5-me")
	b.goTo("/me/plan")
	b.sees(i18n.Ar.PlanNotTranslated(), typedGoal)
	b.picture("5-plan")
	j.manager.reload() // a look changes nothing, so it is not told at once
	j.manager.sees(strings.SplitN(i18n.De.PlaneditSeen("§"), "§", 2)[0])
	b.allow(http.StatusUnprocessableEntity)
	b.unfold(j.goal(typed))
	b.chooseIn(j.goal(typed), "answer", "agreed")
	b.forbid(http.StatusUnprocessableEntity)
	b.sees(i18n.Ar.CommonErrorSummary())
	b.fillIn(j.goal(typed), "explained", "Anna Weber")
	b.chooseIn(j.goal(typed), "answer", "agreed")
	b.unfold(j.goal(objected))
	b.press(`document.querySelector('`+j.goal(objected)+` .answer summary')`, "object")
	b.fillIn(j.goal(objected), "objection", objection)
	b.chooseIn(j.goal(objected), "answer", "objected")
	for i := range j.goals {
		if i != typed && i != objected {
			b.unfold(j.goal(i))
			b.chooseIn(j.goal(i), "answer", "agreed")
		}
	}
	b.sees(strings.SplitN(i18n.Ar.PlanVersionOf(1, "§"), "§", 2)[0])
	b.picture("5-agreed")
	j.manager.awaits(objection)
	j.manager.sees(strings.SplitN(i18n.De.PlaneditAgreedOn(1, "§"), "§", 2)[0])
	j.manager.picture("5-manager")
	j.manager.isPDF(routes.PlanNote(j.id), nil)
	j.manager.open(routes.PlanVersion(j.id, 1))
	j.manager.lacks(objection)
	if n := value[int](j.manager, `document.querySelectorAll("article.goal").length`); n != len(j.goals)-1 {
		j.manager.fail("version 1 has %d goals, want %d", n, len(j.goals)-1)
	}
}

// toJobcenter: two goals are proposed in one step; before the person consents the Jobcenter sees nothing, then just those two.
func (j *mainJob) toJobcenter() {
	m, a, p := j.manager, j.agent, j.person
	m.open(routes.CasePlan(j.id))
	keep := value[[]string](m, `[...document.querySelectorAll("[name=goals]")].map(e=>e.value)`)
	if len(keep) != 3 {
		m.fail("%d goals can be proposed, want the 3 agreed ones", len(keep))
	}
	m.fillIn(`form[action$="/propose"]`, "goals", keep[2]) // a second press takes it out
	m.picture("6-propose")
	left := value[string](m, `document.querySelector('[name=goals][value="`+keep[2]+`"]').closest("label").querySelector("span").firstChild.textContent.trim()`)
	m.send(routes.ProposeGoals(j.id))

	a.signInStaff("agent_1")
	a.at("/jobcenter")
	a.lacks(latinName, j.id.String())
	a.gone(routes.Shared(j.id))

	p.awaits(i18n.Ar.ShareTitle())
	p.picture("6-consent")
	p.allow(http.StatusUnprocessableEntity)
	p.choose("consent", "yes") // nothing is ticked beforehand
	p.forbid(http.StatusUnprocessableEntity)
	p.sees(i18n.Ar.CommonErrorSummary())
	for _, id := range value[[]string](p, `[...document.querySelectorAll("[name=share]")].map(e=>e.value)`) {
		p.fill("share", id)
	}
	p.choose("consent", "yes")

	a.open("/jobcenter")
	a.sees(latinName)
	a.goTo(routes.Shared(j.id))
	if n := value[int](a, `document.querySelectorAll("article.goal").length`); n != 2 {
		a.fail("the Jobcenter sees %d goals, want 2", n)
	}
	a.lacks(left, objection, " A2", "0142", "Werkstatt") // with a space: keys of forms are made of letters and digits, too
	a.picture("6-jobcenter")
	a.gone(routes.Case(j.id))
	a.gone(routes.CasePlan(j.id))
	a.open(routes.Shared(j.id))
}

// counter: one goal is agreed, for the other another day is proposed with a reason; manager and person accept. All three see each step.
func (j *mainJob) counter() {
	m, a, p := j.manager, j.agent, j.person
	m.open(routes.CasePlan(j.id))
	p.open("/me/plan")
	const reason = "Der Kurs beginnt erst dann."
	form := `article.goal:has(form) form`
	a.chooseIn(form, "kind", "agree")
	m.awaits(i18n.De.Term("coordination", "agreed"))
	p.awaits(i18n.Ar.Term("coordination", "agreed"))
	a.allow(http.StatusUnprocessableEntity)
	a.fillIn(form, "due", "2027-02-15")
	a.chooseIn(form, "kind", "counter")
	a.forbid(http.StatusUnprocessableEntity)
	a.sees(i18n.De.CommonErrorSummary())
	if got := a.typed("due"); got != "2027-02-15" {
		a.fail("what was typed is gone: %q", got)
	}
	a.fillIn(form, "reason", reason)
	a.chooseIn(form, "kind", "counter")
	a.picture("6-countered")
	m.awaits(reason, "15.02.2027")
	p.awaits(reason, "15 فبراير 2027", i18n.Ar.ShareCounterTitle())
	p.picture("6-person")
	m.picture("6-manager")
	const version = `document.querySelector('form[action*="/counter/"] [name=version]').value`
	was := value[string](p, version)
	m.loads(func() {
		m.press(`document.querySelector('form[action*="/counter/"] button[value=accept]')`, "accept")
	})
	if p.noScript {
		p.reload()
	}
	p.eventually("the question as it stands after the manager's answer", version+`!==`+quoted(was))
	a.awaits(strings.SplitN(i18n.De.JobcenterByManager("§"), "§", 2)[0])
	p.loads(func() {
		p.press(`document.querySelector('form[action*="/counter/"] button[value=accept]')`, "accept")
	})
	a.eventually("both goals agreed", map[bool]string{
		false: `[...document.querySelectorAll("article.goal")].every(e=>e.innerText.includes(` + quoted(i18n.De.Term("coordination", "agreed")) + `))`,
		true:  `true`,
	}[a.noScript])
	a.reload()
	a.lacks(i18n.De.Term("coordination", "countered"))
	m.awaits("15.02.2027")
	if m.noScript {
		m.reload()
	}
	m.eventually("the end of the counter-proposal", `!document.querySelector('form[action*="/counter/"]')`)
	a.picture("6-agreed")
}

// goOn: the manager changes a goal; agreed anew it is version 2, with its difference to version 1, which stays as it was.
func (j *mainJob) goOn() {
	m, p := j.manager, j.person
	m.open(routes.CasePlan(j.id) + "/goals/" + j.goals[j.typedAtPlan()])
	m.next("text", typedGoal+" und ein Konzert geben", "due", "2027-06-30")
	m.send(routes.OfferPlan(j.id))
	p.awaits("Konzert")
	part := j.goal(j.typedAtPlan())
	p.fillIn(part, "explained", "Anna Weber")
	p.chooseIn(part, "answer", "agreed")
	p.sees(strings.SplitN(i18n.Ar.PlanVersionOf(2, "§"), "§", 2)[0])
	p.goTo("/me/plan/versions/2")
	p.sees("Konzert", "30 يونيو 2027", "31 ديسمبر 2026")
	p.picture("7-version2")
	p.open("/me/plan/versions/1")
	p.lacks("Konzert")
	m.awaits(strings.SplitN(i18n.De.PlaneditAgreedOn(2, "§"), "§", 2)[0])
	m.open(routes.PlanVersion(j.id, 2))
	m.sees(i18n.De.PlanChangesFrom(2, 1), "Konzert")
	m.picture("7-difference")
}

// typedAtPlan is typedAt from wherever the manager is.
func (j *mainJob) typedAtPlan() int {
	if j.manager.path() != routes.CasePlan(j.id) {
		j.manager.open(routes.CasePlan(j.id))
	}
	return j.typedAt()
}

// readBook: who looked at what and who has the person in a list, in Arabic.
func (j *mainJob) readBook() {
	b := j.person
	b.open("/me/access")
	b.sees("Anna Weber", "Jana Bauer", i18n.Ar.AccessStanding(), i18n.Ar.Term("action", string(domain.ReadCase)), i18n.Ar.Term("section", "cv"))
	b.lacks("Clara Stein")
	b.picture("8-access")
}

// takeBack: a section is gone from the manager's open page and plan; without core the person is found by nobody, and the book says both.
func (j *mainJob) takeBack() {
	m, a, p := j.manager, j.agent, j.person
	m.open(routes.Case(j.id))
	m.sees("Tischler")
	p.open("/me/releases")
	j.giveBack(i18n.Ar.Term("section", "cv"))
	if m.noScript {
		m.reload()
	}
	m.eventually("the page without the CV", `!document.documentElement.outerHTML.includes("Werkstatt Al-Amal")`)
	m.reload()
	m.lacks("Tischler", "Küchen")
	m.sees("A2")
	m.picture("8-without-cv")
	m.open(routes.CasePlan(j.id))
	m.lacks("Tischler")

	m.allow(http.StatusNotFound)
	a.allow(http.StatusNotFound)
	p.open("/me/releases")
	j.giveBack(i18n.Ar.Term("section", "core"))
	m.gone(routes.Case(j.id))
	m.gone(routes.CasePlan(j.id))
	m.open("/cases")
	m.lacks(latinName, nativeName)
	a.gone(routes.Shared(j.id))
	a.open("/jobcenter")
	a.lacks(latinName)
	m.picture("8-gone")
	p.open("/me/access")
	p.sees(i18n.Ar.Term("action", string(domain.TakeBack)), i18n.Ar.AccessNobody())
	p.picture("8-book")
	p.open("/me/plan")
	p.sees("Konzert") // what was agreed stays readable to the person
}

// giveBack takes back the release of that name which the managing organisation has.
func (j *mainJob) giveBack(name string) {
	p := j.person
	p.loads(func() {
		p.press(`[...document.querySelectorAll(".rowlink:has(a.btn)")].filter(e=>e.innerText.includes("Brücke")&&e.querySelector("b")?.innerText.includes(`+quoted(name)+`)).map(e=>e.querySelector("a.btn[href$=take-back]"))[0]`, "take back "+name)
	})
	p.next()
}
