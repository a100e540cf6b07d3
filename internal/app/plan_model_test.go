package app_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A model is what has to be so of one plan after everything that was acknowledged, in plain Go and without the store.
type model struct {
	manager, agent domain.UserID // who is responsible now
	texts          map[string]*typed
	goals          map[domain.GoalID]*draftedGoal
	releases       map[releaseKey]domain.Day // until when
	agreedAs       map[domain.GoalID][]string
	pending        map[domain.CoordinationID][]string // texts that were proposed
	shared         map[releaseKey][]string            // texts that the person has consented to share
	marks          int
}

// A typed is a text that somebody has typed. Until it was acknowledged, it must not be anywhere.
type typed struct {
	from         domain.Section // it is shown to managers only while this is released; empty for always
	acknowledged bool
	hidden       bool // from the person, until it was offered
}

// draftedGoal is a goal of the draft as it was acknowledged last.
type draftedGoal struct {
	text     string
	due      domain.Day
	answer   domain.Answer
	measures map[domain.MeasureID]*draftedMeasure
}

type draftedMeasure struct {
	text     string
	due      domain.Day
	state    domain.MeasureState
	evidence []string
}

// A releaseKey is what one release covers, for whom.
type releaseKey struct {
	section domain.Section
	goal    domain.GoalID
	measure domain.MeasureID
	org     domain.OrgID
}

func keyOf(c domain.Coordination) releaseKey {
	return releaseKey{domain.SectionPlan, c.Goal.ID, c.Measure, testkit.OrgJobcenter}
}

func newModel() model {
	return model{
		texts: map[string]*typed{}, goals: map[domain.GoalID]*draftedGoal{}, releases: map[releaseKey]domain.Day{},
		agreedAs: map[domain.GoalID][]string{}, pending: map[domain.CoordinationID][]string{}, shared: map[releaseKey][]string{},
	}
}

// mark makes a text that nothing else holds.
func (m *model) mark() string {
	m.marks++
	s := fmt.Sprintf("~%d~", m.marks)
	m.texts[s] = &typed{}
	return s
}

// ack remembers that the texts were acknowledged.
func (m *model) ack(marks ...string) {
	for _, s := range marks {
		m.texts[s].acknowledged = true
	}
}

func (m *model) released(k releaseKey, until domain.Day) { m.releases[k] = max(m.releases[k], until) }

// covers tells whether a release of exactly that is in force.
func (m *model) covers(k releaseKey, on domain.Day) bool { return m.releases[k] >= on }

// text is a typed text, or one of the catalogue with that id, whose value was drawn from the section work where that is released.
func (x *interleaving) text(id string, today domain.Day) domain.PlanText {
	s := x.mark()
	if x.rand.IntN(3) > 0 || !x.covers(releaseKey{section: domain.SectionWork, org: testkit.OrgBridge}, today) {
		return domain.PlanText{German: "Text " + s, Own: s, OwnLang: "ar"}
	}
	x.texts[s].from = domain.SectionWork
	return domain.PlanText{Catalogue: id, Args: []domain.PlanArg{{Name: "level", Value: s, From: domain.SectionWork}}}
}

// markOf is the mark in a text of the plan.
func markOf(t domain.PlanText) string {
	if marks := marksIn(reflect.ValueOf(t), nil); len(marks) > 0 {
		return marks[0]
	}
	return ""
}

// marksIn adds the marks of all texts in v to out.
func marksIn(v reflect.Value, out []string) []string {
	switch v.Kind() { //nolint:exhaustive // nothing else holds a text
	case reflect.String:
		for s := v.String(); ; {
			_, rest, ok := strings.Cut(s, "~")
			if !ok {
				break
			}
			no, rest, ok := strings.Cut(rest, "~")
			if ok && !slices.Contains(out, "~"+no+"~") {
				out = append(out, "~"+no+"~")
			}
			s = rest
		}
	case reflect.Struct:
		for i := range v.NumField() {
			out = marksIn(v.Field(i), out)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			out = marksIn(v.Index(i), out)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			out = marksIn(v.MapIndex(k), marksIn(k, out))
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			out = marksIn(v.Elem(), out)
		}
	}
	return out
}

// saved: the goal stands in the draft, the person has not seen it so.
func (m *model) saved(g domain.Goal) {
	s := markOf(g.Text)
	m.ack(s)
	m.texts[s].hidden = true
	d := m.goals[g.ID]
	if d == nil {
		d = &draftedGoal{measures: map[domain.MeasureID]*draftedMeasure{}}
		m.goals[g.ID] = d
	}
	d.text, d.due, d.answer = s, g.Due, domain.AnswerOpen
}

// savedMeasure: the measure stands in the draft; with another text the person has to answer anew.
func (m *model) savedMeasure(x domain.Measure) {
	g, s := m.goals[x.Goal], markOf(x.Text)
	d := g.measures[x.ID]
	if d == nil {
		d = &draftedMeasure{}
		g.measures[x.ID] = d
	}
	if d.text != s {
		m.ack(s)
		m.texts[s].hidden = true
	}
	if d.text != s || d.due != x.Due {
		g.answer = domain.AnswerOpen
	}
	d.text, d.due, d.state = s, x.Due, x.State
}

// offered: the person sees the draft; but for the goals that have ended.
func (m *model) offered(ended []domain.GoalID) {
	for id, g := range m.goals {
		if slices.Contains(ended, id) {
			continue
		}
		m.texts[g.text].hidden = false
		for _, x := range g.measures {
			m.texts[x.text].hidden = false
		}
	}
}

// answered: the person has said so to the goal as it is.
func (m *model) answered(g domain.Goal) {
	m.goals[g.ID].answer = g.Answer
	if g.Answer == domain.AnswerAgreed {
		m.agreedAs[g.ID] = append(m.agreedAs[g.ID], fingerprint(g))
	}
}

// fingerprint is what both sides agree to in a goal.
func fingerprint(g domain.Goal) string {
	s := fmt.Sprintf("%s due %s", markOf(g.Text), g.Due)
	for _, m := range g.Measures {
		s += fmt.Sprintf("; %d %s %s due %s body %d after %d binding %t", m.ID, m.Who, markOf(m.Text), m.Due, m.Body, m.After, m.Binding)
	}
	return s
}

// proposed: what c is about was proposed, nobody has consented.
func (m *model) proposed(c domain.Coordination) {
	m.pending[c.ID] = marksIn(reflect.ValueOf(c.Goal), nil)
}

// consented: the Jobcenter may see what c is about while the release lasts.
func (m *model) consented(c domain.Coordination) {
	m.shared[keyOf(c)] = append(m.shared[keyOf(c)], m.pending[c.ID]...)
}

// takenBack: the release is over, and what rests on it.
func (m *model) takenBack(k releaseKey) {
	for was := range m.releases {
		switch {
		case was == k, k.section == domain.SectionCore && k.org == testkit.OrgBridge, k.section == domain.SectionCore && was.org == k.org:
			delete(m.releases, was)
		}
	}
}

// manages tells whether by is responsible for the person today, or stands in, and may find them.
func (x *interleaving) manages(by domain.Actor) bool {
	return x.covers(releaseKey{section: domain.SectionCore, org: testkit.OrgBridge}, x.now.today) &&
		(by.User == x.model.manager || by.User == x.substitute.User && x.model.manager == x.manager.User)
}

// addressed tells whether by is the named agent, and something is shared.
func (x *interleaving) addressed(by domain.Actor) bool {
	if by.User != x.model.agent || !x.covers(releaseKey{section: domain.SectionCore, org: testkit.OrgJobcenter}, x.now.today) {
		return false
	}
	for k, until := range x.releases {
		if k.section == domain.SectionPlan && until >= x.now.today {
			return true
		}
	}
	return false
}

// maySee tells whether by may see the text now.
func (x *interleaving) maySee(by domain.Actor, mark string) bool {
	switch t := x.texts[mark]; {
	case t == nil || !t.acknowledged:
		return false
	case by.IsPerson():
		return by.Person == x.p && !t.hidden
	case by.Has(domain.RoleIntegrationManager):
		return x.manages(by) && (t.from == "" || x.covers(releaseKey{section: t.from, org: testkit.OrgBridge}, x.now.today))
	case by.Has(domain.RoleJobcenterAgent) && x.addressed(by):
		for k, marks := range x.shared {
			if (k.section == "" || x.covers(k, x.now.today)) && slices.Contains(marks, mark) {
				return true
			}
		}
	}
	return false
}
