package domain

import (
	"cmp"
	"slices"
	"strconv"
)

// LifeDomain is a field of life in which a plan has goals.
type LifeDomain string

// LifeDomains is the closed list, in the order of pages.
var LifeDomains = [...]LifeDomain{
	"language", "school", "training", "work", "qualification", "recognition", "housing", "health", "participation", "family",
}

// Valid tells whether d is on the list.
func (d LifeDomain) Valid() bool { return slices.Contains(LifeDomains[:], d) }

// Answer is what a person says to a goal.
type Answer string

// The answers.
const (
	AnswerOpen     Answer = "open"
	AnswerAgreed   Answer = "agreed"
	AnswerObjected Answer = "objected"
)

// PlanText is a text of the plan: an entry of the catalogue with its values, or typed German with or without the own language.
type PlanText struct {
	Catalogue string    `json:"catalogue,omitempty"` // id in the catalogue of goals or measures
	Args      []PlanArg `json:"args,omitempty"`
	German    string    `json:"german,omitempty"` // typed; empty with Catalogue
	Own       string    `json:"own,omitempty"`    // typed, in OwnLang
	OwnLang   string    `json:"own_lang,omitempty"`
}

// PlanArg is one value in a text of the catalogue and the section it was drawn from.
// Once that section is taken back, the value is shown to nobody but the person.
type PlanArg struct {
	Name    string  `json:"name"`              // level, occupation, date
	Value   string  `json:"value"`             // shown as it is
	Concept string  `json:"concept,omitempty"` // or a concept of the vocabulary, shown in the reader's language
	From    Section `json:"from,omitempty"`    // empty when the manager chose it
}

// Typed tells whether somebody wrote the text, so that other languages may be missing.
func (t PlanText) Typed() bool { return t.Catalogue == "" }

// Same tells whether t and u are the same text with the same values.
func (t PlanText) Same(u PlanText) bool {
	return t.Catalogue == u.Catalogue && t.German == u.German && t.Own == u.Own && slices.Equal(t.Args, u.Args)
}

func (t PlanText) check(field string) error {
	if t.Catalogue == "" && t.German == "" {
		return invalid(field, "required")
	}
	for _, a := range t.Args {
		if err := cmp.Or(checkLine(a.Name, a.Value), checkLine(a.Name, a.Concept)); err != nil {
			return err
		}
	}
	return cmp.Or(checkText(field, t.German), checkText(field, t.Own))
}

// A Goal is one aim of an integration plan.
type Goal struct {
	ID        GoalID     `json:"id"`
	Person    PersonID   `json:"-"`
	Domain    LifeDomain `json:"domain"`
	Text      PlanText   `json:"text"`
	Due       Day        `json:"due,omitempty"` // last day on which it should be reached
	Answer    Answer     `json:"-"`
	Objection string     `json:"-"`                 // what the person wants instead, in the own words
	Explained string     `json:"-"`                 // who explained an untranslated text
	Offered   bool       `json:"-"`                 // shown to the person in this form
	InVersion int        `json:"-"`                 // the last version that holds it as it stands, 0 none
	Version   int        `json:"-"`                 // 0 before the first save; grows by 1 per save
	Outcome   *Outcome   `json:"outcome,omitempty"` // how far it was reached at the last review; nil before the first
	Measures  []Measure  `json:"measures"`
}

// Ended tells whether a review has ended the goal: reached, given up or replaced.
func (g Goal) Ended() bool { return g.Outcome != nil && g.Outcome.Ended != "" }

// Check returns nil, or an Invalid error that names the first wrong field.
func (g Goal) Check() error {
	switch {
	case !g.Domain.Valid():
		return invalid("domain", "choose")
	case g.Due != "" && !g.Due.Valid():
		return invalid("due", "date")
	}
	return g.Text.check("text")
}

// CheckAnswer returns nil, or an Invalid error that names the first wrong field of what the person says to g.
func (g Goal) CheckAnswer() error {
	if g.Answer != AnswerAgreed && g.Answer != AnswerObjected {
		return invalid("answer", "choose")
	}
	return cmp.Or(checkText("objection", g.Objection), checkLine("explained", g.Explained))
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (t PlanTerms) Check() error {
	return cmp.Or(
		unless(t.Started == "" || t.Started.Valid(), "started", "date"),
		unless(t.ReviewOn == "" || t.ReviewOn.Valid(), "review_on", "date"),
		checkText("extended", t.Extended),
	)
}

// A Plan is the draft of a person's integration plan, with what was agreed of it.
type Plan struct {
	Person  PersonID
	Terms   PlanTerms
	Version int     // the last agreed version (Fassung), 0 while there is none
	Agreed  Instant // of that version
	Changed Instant // last change of what the person was offered
	Seen    Instant // last look of the person
	Goals   []Goal
}

// PlanTerms is in which programme a plan is, and its days.
type PlanTerms struct {
	Programme ProgrammeID
	Started   Day    // first day of the counselling; empty before the first version, unless the manager has said it
	ReviewOn  Day    // on which the plan is to be continued; empty before the first version
	Extended  string // why the counselling goes on after the usual time; empty while it does not
	Version   int    // of the terms
}

// Unseen tells whether the person has not looked since the last offered change.
func (p Plan) Unseen() bool { return p.Changed != 0 && p.Seen < p.Changed }

// Goal returns the goal with that id; ok is false when the plan has none.
func (p Plan) Goal(id GoalID) (g Goal, ok bool) {
	for _, g := range p.Goals {
		if g.ID == id {
			return g, true
		}
	}
	return Goal{}, false
}

// Measure returns one measure of a goal.
func (p Plan) Measure(g GoalID, id MeasureID) (m Measure, ok bool) {
	goal, _ := p.Goal(g)
	for _, m := range goal.Measures {
		if m.ID == id {
			return m, true
		}
	}
	return Measure{}, false
}

// Agreeable returns the goals that would stand in a version made now: offered, agreed by the person, and not ended by a review.
func (p Plan) Agreeable() []Goal {
	var out []Goal
	for _, g := range p.Goals {
		if g.Offered && g.Answer == AnswerAgreed && !g.Ended() {
			out = append(out, g)
		}
	}
	return out
}

// AllAnswered tells whether no offered goal waits for the person.
func (p Plan) AllAnswered() bool {
	for _, g := range p.Goals {
		if g.Offered && g.Answer == AnswerOpen && !g.Ended() {
			return false
		}
	}
	return true
}

// A PlanVersion is what both sides agreed at one moment; it never changes.
type PlanVersion struct {
	Person    PersonID   `json:"-"`
	No        int        `json:"no"`
	Agreed    Instant    `json:"agreed"`
	By        string     `json:"by"`                  // name of the manager
	Reason    string     `json:"reason,omitempty"`    // one of VersionReasons; empty in versions from before there were reasons
	Review    ReviewID   `json:"review,omitempty"`    // that led to it; 0 for none
	ReviewOn  Day        `json:"review_on,omitempty"` // on which the plan is to be continued
	Goals     []Goal     `json:"goals"`
	Agreement *Agreement `json:"agreement,omitempty"` // how it came about; nil in versions from before that was kept
	Hash      string     `json:"-"`                   // SHA-256 (hex) of the stored form
}

// VersionReasons are why a version was made.
var VersionReasons = [...]string{"first", "review", "event", "handover", "closing"}

// A Change is one difference between two versions of a plan.
type Change struct {
	Kind    string // one of ChangeKinds
	Goal    Goal   // as in the newer version, or as it was when removed
	Measure *Measure
	Old     string // day or state before
	New     string
}

// ChangeKinds are the kinds of difference.
var ChangeKinds = [...]string{
	"goal_added", "goal_removed", "goal_due", "goal_text", "goal_outcome", "measure_added", "measure_removed", "measure_due", "measure_state",
	"measure_text", "measure_body", "measure_after", "measure_appointment", "measure_binding", "measure_evidence",
}

// Diff tells how b differs from a, goal by goal in the order of b, removed goals last. A goal that a has ended is not missed in b.
func Diff(a, b PlanVersion) []Change {
	var out []Change
	old := map[GoalID]Goal{}
	for _, g := range a.Goals {
		old[g.ID] = g
	}
	for _, g := range b.Goals {
		was, ok := old[g.ID]
		delete(old, g.ID)
		if !ok {
			out = append(out, Change{Kind: "goal_added", Goal: g})
			continue
		}
		if was.Due != g.Due {
			out = append(out, Change{Kind: "goal_due", Goal: g, Old: string(was.Due), New: string(g.Due)})
		}
		if !was.Text.Same(g.Text) {
			out = append(out, Change{Kind: "goal_text", Goal: g})
		}
		if g.Outcome != nil && (was.Outcome == nil || *was.Outcome != *g.Outcome) {
			out = append(out, Change{Kind: "goal_outcome", Goal: g, New: strconv.Itoa(g.Outcome.Attainment)})
		}
		out = append(out, diffMeasures(g, was.Measures)...)
	}
	for _, g := range a.Goals {
		if _, gone := old[g.ID]; gone && !g.Ended() {
			out = append(out, Change{Kind: "goal_removed", Goal: g})
		}
	}
	return out
}

func diffMeasures(g Goal, was []Measure) []Change {
	var out []Change
	old := map[MeasureID]Measure{}
	for _, m := range was {
		old[m.ID] = m
	}
	for _, m := range g.Measures {
		w, ok := old[m.ID]
		delete(old, m.ID)
		if !ok {
			out = append(out, Change{Kind: "measure_added", Goal: g, Measure: &m})
			continue
		}
		for _, c := range w.changes(m) {
			c.Goal, c.Measure = g, &m
			out = append(out, c)
		}
	}
	for _, m := range was {
		if _, gone := old[m.ID]; gone {
			out = append(out, Change{Kind: "measure_removed", Goal: g, Measure: &m})
		}
	}
	return out
}
