package browser

import (
	"fmt"

	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// sharedHomeGoal is what both adults want to reach together, a goal of the catalogue.
const sharedHomeGoal = "Eine Wohnung finden, die groß genug für meine Familie ist"

// household: both adults are asked on their phones, and agree to a goal that they share. What is each one's own stays so.
func (y *year) household() {
	m := y.manager
	y.here(m, y.farida, y.karim)
	m.open(routes.CasePlan(y.id))
	m.goTo(routes.CaseHousehold(y.id))
	m.fill("member", value[string](m, `[...document.querySelectorAll("[name=member] option")].find(e=>e.textContent.includes(`+quoted(karim.Latin)+`)).value`))
	m.send(routes.InviteMember(y.id))
	y.joins(y.farida)
	y.joins(y.karim)
	m.open(routes.NewSharedGoal(y.id) + "?domain=housing")
	m.fill("catalogue", "goal:family-home", "due", "2027-01-31")
	m.send(routes.SharedGoals(y.id))
	m.open(routes.CaseHousehold(y.id))
	m.send(routes.OfferShared(y.id))
	for _, b := range []*tab{y.farida, y.karim} {
		b.open(routes.MyHousehold)
		b.chooseIn(fmt.Sprintf(`[id="goal-%s"]`, y.goal(b, sharedHomeGoal)), "answer", "agreed")
	}
	y.picture(y.karim, "household")
	m.awaits(i18n.De.HouseholdeditFreeze())
	m.send(routes.FreezeHousehold(y.id))
	m.sees(i18n.De.PlanVersionOf(1, "13.04.2026"))
	y.karim.awaits(i18n.FaAF.PlanVersionOf(1, inDari("2026-04-13")))
	y.karim.lacks("Frauenchor", levelGoal)
	y.karim.open(routes.MyPlan)
	y.karim.lacks("Frauenchor", levelGoal)
}

// joins lets a person say yes to sharing, after reading who will see what.
func (y *year) joins(b *tab) {
	b.open(routes.MyHousehold)
	b.sees(i18n.FaAF.HouseholdInviteTitle())
	y.picture(b, "invited-"+b.who)
	b.send(routes.JoinHousehold)
	b.open(routes.MyHousehold)
	b.sees(i18n.FaAF.HouseholdLeave())
}

// movesOut: Karim leaves the household. He keeps what he agreed to, and both he and Farida's new manager read that he is none of it.
func (y *year) movesOut() {
	k, b, m := y.karim, y.farida, y.mine
	y.here(k, b, m)
	k.open(routes.MyHousehold)
	k.goTo(routes.LeaveHousehold)
	k.send(routes.LeaveHousehold)
	k.open(routes.MyHousehold)
	k.sees(i18n.FaAF.HouseholdCopies(), i18n.FaAF.PlanVersionOf(1, inDari("2026-04-13")))
	y.picture(k, "left")
	b.open(routes.MyHousehold)
	b.sees(i18n.FaAF.HouseholdLeft(karim.Native, inDari("2027-02-01")))
	m.open(routes.CaseHousehold(y.id))
	m.sees(i18n.De.HouseholdeditLeft("01.02.2027"))
	m.gone(routes.Case(y.other))
}
