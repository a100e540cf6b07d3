package ui

import (
	"slices"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// HouseholdView is a household with what its texts need to be read.
type HouseholdView struct {
	app.HouseholdPage
	Plan    PlanView            // how texts are read; without goals
	Typed   domain.SharedAnswer // a refused answer
	Reach   SharedReach         // a refused outcome
	Terms   domain.ReleaseTerms // ticked on the form of a consent
	New     domain.Invitation   // a refused invitation
	Compare HouseholdChoice
}

// SharedReach is how far a shared goal was reached, as it was typed.
type SharedReach struct {
	Goal    domain.SharedGoalID
	Outcome domain.Outcome
}

// SharedFields is what the form of a shared goal holds, as it was typed.
type SharedFields struct {
	Goal      domain.SharedGoal // measures with two empty ones at the end
	Once      string
	Theirs    *domain.SharedGoal // what somebody else has saved meanwhile
	Catalogue []Option
	Measures  []Option
}

// who is the name of a member, or what stands for it.
func (v HouseholdView) who(p Page, id domain.PersonID) string {
	name, erased := v.Name(id)
	switch {
	case erased:
		return p.L.HouseholdErased()
	case id == v.Person.ID && p.By.IsPerson():
		return p.L.PlanYou()
	case name.Latin == "" && name.Native == "":
		return p.L.HouseholdeditSomebody()
	case p.By.IsPerson() && name.Native != "":
		return name.Native
	}
	return name.Latin
}

// names are those of several members in one line.
func (v HouseholdView) names(p Page, ids []domain.PersonID) string {
	var out []string
	for _, id := range ids {
		out = append(out, v.who(p, id))
	}
	return p.L.List(out)
}

// agreed are the adults who agree to the goal as it stands.
func (v HouseholdView) agreed(g domain.SharedGoal) []domain.PersonID {
	return slices.DeleteFunc(v.Household.Adults(), func(p domain.PersonID) bool { return g.Answer(p).Answer != domain.AnswerAgreed })
}

// does is who is to do a measure of the draft; somebody who has left is nobody.
func (v HouseholdView) does(p Page, m domain.SharedMeasure) string {
	if _, ok := v.Household.Responsible(m); !ok {
		return p.L.HouseholdNobodyDoes()
	}
	return v.did(p, m)
}

// did is who was to do a measure of a version.
func (v HouseholdView) did(p Page, m domain.SharedMeasure) string {
	switch {
	case m.Member != 0:
		return v.who(p, m.Member)
	case m.Who == "person":
		return p.L.HouseholdAll()
	}
	return p.L.Term("who", m.Who)
}

// left tells whether m was a member and is none any more, as far as the reader is told.
func left(m domain.Housemate) bool { return m.Left != 0 && m.Joined != 0 && !m.Erased }

// doers are those who can be responsible for a shared measure: all, one member, or somebody else.
func (v HouseholdView) doers(p Page) []Option {
	out := []Option{{Value: "person", Text: p.L.HouseholdeditAll()}}
	for _, m := range v.Household.Members {
		if m.Current() {
			out = append(out, Option{Value: "person:" + m.Person.String(), Text: v.who(p, m.Person)})
		}
	}
	for _, who := range domain.Whos {
		if who != "person" {
			out = append(out, Option{Value: who, Text: p.L.Term("who", who)})
		}
	}
	return out
}

func (p Page) candidateOptions(v HouseholdView) []Option {
	out := []Option{{}}
	for _, x := range v.Candidates {
		out = append(out, Option{Value: x.ID.String(), Text: x.Name.Latin})
	}
	return out
}

func (p Page) stateOptions() []Option {
	var out []Option
	for _, s := range domain.MeasureStates {
		out = append(out, Option{Value: string(s), Text: p.L.Term("measure", string(s))})
	}
	return out
}

// at is the name of a field of the i-th measure.
func at(name string, i int) string { return name + "-" + strconv.Itoa(i) }

// reach is what stands in the form of an outcome.
func (v HouseholdView) reach(g domain.SharedGoal) domain.Outcome {
	switch {
	case v.Reach.Goal == g.ID && g.ID != 0:
		return v.Reach.Outcome
	case g.Outcome != nil:
		return *g.Outcome
	}
	return domain.Outcome{Attainment: domain.AttainmentUnsaid}
}

// objection is what stands in the field of an answer: what was typed when it was refused, else what is stored.
func (v HouseholdView) objection(g domain.SharedGoal) string {
	if v.Typed.Goal == g.ID && g.ID != 0 {
		return v.Typed.Objection
	}
	return g.Answer(v.Person.ID).Objection
}

func (v HouseholdView) explained(g domain.SharedGoal) string {
	if v.Typed.Goal == g.ID && g.ID != 0 {
		return v.Typed.Explained
	}
	return ""
}

func (p Page) sharedTitle(f SharedFields) string {
	if f.Goal.ID == 0 {
		return p.L.HouseholdeditAddGoal()
	}
	return p.L.HouseholdeditEditGoal()
}

func (f SharedFields) action(p domain.PersonID) string {
	if f.Goal.ID == 0 {
		return routes.SharedGoals(p)
	}
	return routes.SharedGoal(p, f.Goal.ID)
}
