package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// PlanView is a plan with what its texts need to be read.
type PlanView struct {
	app.PlanPage
	Comment domain.CoordinationComment                                  // as it was typed, when it was refused
	Reader  string                                                      // the language in which the person reads now; empty when somebody else reads
	Text    func(t domain.PlanText, lang string) (text string, ok bool) // German where nobody has translated it
	Typed   EvidenceFields                                              // a refused form of evidence

	Sections []SectionView                        // for the manager: what is released, as far as anything was said
	Drawn    func(g domain.Goal) []domain.Section // for the manager: why a goal is suggested
}

// over tells whether the counselling has ended: then the person reads the plan and changes nothing;
// a form that was open comes back with what was typed.
func (v PlanView) over() bool { return v.Responsible.Closed != "" }

// commentOn is what was typed about an agreement and refused.
func (v PlanView) commentOn(id domain.CoordinationID) string {
	if v.Comment.Coordination != id {
		return ""
	}
	return v.Comment.Text
}

// own returns a text in the language in which the person reads, else in the person's; ok is false when there is only the German one.
func (v PlanView) own(t domain.PlanText) (text, lang string, ok bool) {
	for _, lang := range [...]string{v.Reader, v.Person.Language} {
		if lang == "" {
			continue
		}
		if text, ok := v.Text(t, lang); ok {
			return text, lang, true
		}
	}
	return v.german(t), "de", false
}

// german returns a text in German.
func (v PlanView) german(t domain.PlanText) string {
	text, _ := v.Text(t, "de")
	return text
}

// translated tells whether the goal and all its measures can be read in the person's language; else somebody has to explain them, in whatever
// language the page is read.
func (v PlanView) translated(g domain.Goal) bool {
	if _, ok := v.Text(g.Text, v.Person.Language); !ok {
		return false
	}
	return !slices.ContainsFunc(g.Measures, func(m domain.Measure) bool {
		_, ok := v.Text(m.Text, v.Person.Language)
		return !ok
	})
}

// proposed returns the goals that wait for the person's consent to be shared.
func (v PlanView) proposed() []domain.Coordination {
	return slices.DeleteFunc(slices.Clone(v.Coordinations), func(c domain.Coordination) bool { return c.State != domain.CoordinationProposed })
}

// about returns the newest agreement about the goal, and those about its measures.
func (v PlanView) about(g domain.Goal) (out []domain.Coordination) {
	if c, ok := v.Coordination(g.ID, 0); ok {
		out = append(out, c)
	}
	for _, m := range g.Measures {
		if c, ok := v.Coordination(g.ID, m.ID); ok {
			out = append(out, c)
		}
	}
	return out
}

// unfolded tells whether the steps of a goal are shown at once: it is the first that waits for the person, there is no other, or something
// that was typed in it was refused.
func (v PlanView) unfolded(g, wrong domain.Goal) bool {
	goals := v.active()
	first := slices.IndexFunc(goals, func(x domain.Goal) bool { return x.Answer == domain.AnswerOpen })
	_, typed := v.Plan.Measure(g.ID, v.Typed.Measure)
	return len(goals) == 1 || first >= 0 && goals[first].ID == g.ID || wrong.ID == g.ID || typed
}

// proposable returns the goals of the last version that can be proposed to the Jobcenter.
func (v PlanView) proposable() []domain.Goal {
	if len(v.Versions) == 0 {
		return nil
	}
	var out []domain.Goal
	for _, g := range v.Versions[0].Goals {
		c, under := v.Coordination(g.ID, 0)
		if now, inDraft := v.Plan.Goal(g.ID); inDraft && !now.Ended() && (!under || !c.State.UnderWay() && !c.State.Live()) {
			out = append(out, g)
		}
	}
	return out
}

// agreeable tells whether a version can be made now that differs from the last.
func (v PlanView) agreeable() bool {
	return slices.ContainsFunc(v.Plan.Agreeable(), func(g domain.Goal) bool { return g.InVersion != v.Plan.Version || v.Plan.Version == 0 })
}

// unoffered tells whether the draft holds something that the person has not been shown.
func (v PlanView) unoffered() bool {
	return slices.ContainsFunc(v.active(), func(g domain.Goal) bool { return !g.Offered })
}

// measureIcon is a dot until the measure is done; a box would look as if it could be ticked.
func measureIcon(s domain.MeasureState) string {
	if s == "done" {
		return "done"
	}
	return "todo"
}

// answerPill is the kind of pill for an answer.
func answerPill(a domain.Answer) string {
	switch a {
	case domain.AnswerAgreed:
		return "ok"
	case domain.AnswerObjected:
		return "warn"
	}
	return "info"
}

// coordinationPill is the kind of pill for the state with the Jobcenter.
func coordinationPill(s domain.CoordinationState) string {
	switch s {
	case domain.CoordinationAgreed, domain.CoordinationInForce:
		return "ok"
	case domain.CoordinationCountered:
		return "warn"
	case domain.CoordinationDeclined, domain.CoordinationWithheld, domain.CoordinationEnded:
		return "err"
	}
	return "info"
}

// versionRange names versions in a row, newest first, by the first and the last.
func (p Page) versionRange(list []domain.PlanVersion) string {
	newest, oldest := p.L.PlanVersion(list[0].No), p.L.PlanVersion(list[len(list)-1].No)
	if len(list) == 1 {
		return newest
	}
	return newest + " … " + oldest
}

func (p Page) dayOrNone(day string) string {
	if day == "" {
		return p.L.PlanNoDue()
	}
	return p.Day(domain.Day(day))
}

// monthsOptions are the lengths of a release that the pages offer.
func (p Page) monthsOptions() []Option {
	var out []Option
	for _, n := range [...]int{1, 3, 6, domain.ReleaseMonths} {
		out = append(out, Option{Value: strconv.Itoa(n), Text: p.L.CommonMonths(n)})
	}
	return out
}

// asksPIN tells whether a release needs the person's PIN in this session.
func (p Page) asksPIN() bool { return p.By.Kind != domain.SessionOwn }

// Due puts a due date into words.
func (p Page) Due(d domain.Day) string {
	if d == "" {
		return p.L.PlanNoDue()
	}
	return p.L.PlanDue(p.Day(d))
}

// who names who does a measure; the person reads it as said to them.
func (p Page) who(who string) string {
	if who == "person" && p.By.IsPerson() {
		return p.L.PlanYou()
	}
	return p.L.Term("who", who)
}

// coordination says where a goal stands with the Jobcenter, which is named once.
func (p Page) coordination(s domain.CoordinationState) string {
	text, office := p.L.Term("coordination", string(s)), p.L.PlanJobcenter()
	if s == domain.CoordinationProposed && p.By.IsPerson() {
		text = p.L.PlanWaitsForYou()
	}
	if strings.Contains(text, office) {
		return text
	}
	return office + ": " + text
}

// typedIn is what stands in a field of the answer to g: what was typed when it was refused, else what is stored.
func typedIn(g, wrong domain.Goal, stored, typed string) string {
	if g.ID == wrong.ID {
		return typed
	}
	return stored
}
