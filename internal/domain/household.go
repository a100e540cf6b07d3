package domain

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
)

// MaxMembers is how many members a household can have at once.
const MaxMembers = 20

// A Household is persons who live together and have goals in common beside their own ones.
type Household struct {
	ID      HouseholdID // 0 for none
	Version int         // the last agreed version (Fassung), 0 while there is none
	Agreed  Instant     // of that version
	Members []Housemate
}

// A Housemate is one person in a household, or one who was.
type Housemate struct {
	Person   PersonID
	Name     Name    // empty for somebody erased, and where the reader may not know it
	Adult    bool    // a child does not answer and does not decide who sees what is shared
	Invited  Instant // last time
	Joined   Instant // 0 while an adult has not agreed to share
	Left     Instant // 0 while a member or invited
	TakenOut bool    // by the manager, of somebody who has left
	Erased   bool    // the person's key is gone
	Covers   bool    // has released core and the shared goals to the organisation of the reader, which is responsible for the member
	Managed  bool    // by the reader
}

// Current tells whether m is somebody who is a member or invited now.
func (m Housemate) Current() bool { return m.Person != 0 && m.Left == 0 && !m.Erased }

// In tells whether m shares the goals of the household now.
func (m Housemate) In() bool { return m.Current() && m.Joined != 0 }

// Answers tells whether the shared goals wait for what m says.
func (m Housemate) Answers() bool { return m.In() && m.Adult }

// Member returns the member p; ok is false when p never was one.
func (h Household) Member(p PersonID) (m Housemate, ok bool) {
	i := slices.IndexFunc(h.Members, func(m Housemate) bool { return m.Person == p })
	if i < 0 {
		return m, false
	}
	return h.Members[i], true
}

// Reachable are the others than p who are members or invited, and whom the reader manages.
func (h Household) Reachable(p PersonID) []Housemate {
	return slices.DeleteFunc(slices.Clone(h.Members), func(m Housemate) bool { return m.Person == p || !m.Current() || !m.Managed })
}

// Adults are the members whose answers count.
func (h Household) Adults() []PersonID {
	var out []PersonID
	for _, m := range h.Members {
		if m.Answers() {
			out = append(out, m.Person)
		}
	}
	return out
}

// Covered tells whether the organisation of the reader may see what is shared: each adult who shares releases it. A household in which
// nobody has shared anything yet holds nothing but what its manager has written; one whose adults are all gone is closed to everybody else.
func (h Household) Covered() bool {
	for _, m := range h.Members {
		if m.Answers() && !m.Covers {
			return false
		}
	}
	return !h.Deserted()
}

// Deserted tells whether adults have shared something here and all of them are gone: what they shared is nobody's to open any more.
func (h Household) Deserted() bool {
	shared := false
	for _, m := range h.Members {
		if m.Answers() {
			return false
		}
		shared = shared || m.Adult && m.Joined != 0
	}
	return shared
}

// A SharedGoal is one aim that the members of a household have in common, with its measures.
type SharedGoal struct {
	ID        SharedGoalID    `json:"id"`
	Household HouseholdID     `json:"-"`
	Domain    LifeDomain      `json:"domain"`
	Text      PlanText        `json:"text"`
	Due       Day             `json:"due,omitempty"`
	Measures  []SharedMeasure `json:"measures,omitempty"`
	Outcome   *Outcome        `json:"outcome,omitempty"` // how far it was reached, as it was last said
	Offered   bool            `json:"-"`                 // shown to the members in this form
	InVersion int             `json:"-"`                 // the last version that holds it as it stands, 0 none
	Version   int             `json:"-"`                 // 0 before the first save; grows by 1 per save
	Answers   []SharedAnswer  `json:"-"`                 // to this version
}

// A SharedMeasure is one step towards a shared goal.
type SharedMeasure struct {
	Who    string       `json:"who"`              // one of Whos
	Member PersonID     `json:"member,omitempty"` // with who "person": which one; 0 for all
	Text   PlanText     `json:"text"`
	Due    Day          `json:"due,omitempty"`
	State  MeasureState `json:"state"`
}

// MaxSharedMeasures is how many measures a shared goal can have.
const MaxSharedMeasures = 12

// A SharedAnswer is what one adult of the household says to a shared goal.
type SharedAnswer struct {
	Goal      SharedGoalID
	Person    PersonID
	Version   int // of the goal
	Answer    Answer
	Objection string // what the person wants instead; for nobody but the person and who manages the person
	Explained string // who explained an untranslated text
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (x SharedAnswer) Check() error {
	return Goal{Answer: x.Answer, Objection: x.Objection, Explained: x.Explained}.CheckAnswer()
}

// Ended tells whether the goal is reached, given up or replaced.
func (g SharedGoal) Ended() bool { return g.Outcome != nil && g.Outcome.Ended != "" }

// Open tells whether the goal waits for answers.
func (g SharedGoal) Open() bool { return g.Offered && !g.Ended() }

// Answer returns what p says to the goal as it stands; AnswerOpen for nothing yet.
func (g SharedGoal) Answer(p PersonID) SharedAnswer {
	for _, x := range g.Answers {
		if x.Person == p {
			return x
		}
	}
	return SharedAnswer{Goal: g.ID, Person: p, Version: g.Version, Answer: AnswerOpen}
}

// AgreedBy tells whether every one of them agrees to the goal.
func (g SharedGoal) AgreedBy(adults []PersonID) bool {
	return !slices.ContainsFunc(adults, func(p PersonID) bool { return g.Answer(p).Answer != AnswerAgreed })
}

// Own is the goal in the form of a goal of one person, so that it is shown and translated in the same way.
func (g SharedGoal) Own() Goal {
	out := Goal{Domain: g.Domain, Text: g.Text, Due: g.Due, Outcome: g.Outcome, Offered: g.Offered, Version: g.Version}
	for _, m := range g.Measures {
		out.Measures = append(out.Measures, Measure{Who: m.Who, Text: m.Text, Due: m.Due, State: m.State})
	}
	return out
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (g SharedGoal) Check() error {
	if err := g.Own().Check(); err != nil {
		return err
	}
	if len(g.Measures) > MaxSharedMeasures {
		return invalid("measures", "tooMany")
	}
	for i, m := range g.Own().Measures {
		if err := cmp.Or(m.Check(), unless(g.Measures[i].Member == 0 || m.Who == "person", "who", "choose")); err != nil {
			return InMeasure(err, i)
		}
	}
	return nil
}

// InMeasure names the field of a wrong measure after its place in the goal.
func InMeasure(err error, i int) error {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return err
	}
	at := *e
	at.Field += "-" + strconv.Itoa(i)
	return &at
}

// SameAgreed tells whether g and u differ in nothing that the members agree to: a measure may move from open to done without asking anew.
func (g SharedGoal) SameAgreed(u SharedGoal) bool {
	return g.Domain == u.Domain && g.Due == u.Due && g.Text.Same(u.Text) &&
		slices.EqualFunc(g.Measures, u.Measures, func(m, n SharedMeasure) bool {
			return m.Who == n.Who && m.Member == n.Member && m.Due == n.Due && m.Text.Same(n.Text)
		})
}

// A HouseholdVersion is what all adults of a household agreed at one moment; it never changes. It names persons by their ids alone.
type HouseholdVersion struct {
	Household HouseholdID  `json:"household"`
	No        int          `json:"no"`
	Agreed    Instant      `json:"agreed"`
	By        string       `json:"by"`      // name of the manager
	Adults    []PersonID   `json:"adults"`  // who agreed
	Members   []PersonID   `json:"members"` // all, in the order of pages
	Goals     []SharedGoal `json:"goals"`
	Hash      string       `json:"hash,omitempty"` // SHA-256 (hex) of the stored form; stored in copies only
}

// Has tells whether the version holds the goal.
func (v HouseholdVersion) Has(id SharedGoalID) bool {
	return slices.ContainsFunc(v.Goals, func(g SharedGoal) bool { return g.ID == id })
}

// Own are the goals of the version in the form of goals of one person, each measure with a number of its own, and the measures by these numbers.
func (v HouseholdVersion) Own() ([]Goal, map[MeasureID]SharedMeasure) {
	var goals []Goal
	shared := map[MeasureID]SharedMeasure{}
	for _, g := range v.Goals {
		own := g.Own()
		for i, m := range g.Measures {
			own.Measures[i].ID = MeasureID(len(shared) + 1)
			shared[own.Measures[i].ID] = m
		}
		goals = append(goals, own)
	}
	return goals, shared
}

// Agreeable returns what would stand in the next version after last: each goal that every adult agrees to, and those that have ended since.
// Errors: Invalid (a goal waits for an answer or has an objection, there is nothing to agree to, or nothing has changed).
func (h Household) Agreeable(goals []SharedGoal, last HouseholdVersion) ([]SharedGoal, error) {
	adults := h.Adults()
	var out []SharedGoal
	changed := !slices.Equal(adults, last.Adults)
	open := 0
	for _, g := range goals {
		switch {
		case g.Open() && !g.AgreedBy(adults):
			return nil, invalid("", "householdOpen")
		case g.Open():
			open++
		case !g.Ended() || !last.Has(g.ID) || g.InVersion != 0:
			continue
		}
		changed = changed || g.InVersion == 0
		out = append(out, g)
	}
	kept := func(id SharedGoalID) bool {
		return slices.ContainsFunc(goals, func(g SharedGoal) bool { return g.ID == id })
	}
	for _, g := range last.Goals {
		changed = changed || !g.Ended() && !kept(g.ID)
	}
	switch {
	case len(adults) == 0 || last.No == 0 && open == 0:
		return nil, invalid("", "planNothingAgreed")
	case !changed:
		return nil, invalid("", "planUnchanged")
	}
	return out, nil
}

// An Invitation asks somebody into the household of another person.
type Invitation struct {
	Person PersonID
	Child  bool
}

// A JoinRequest is how somebody agrees to share the goals of the household.
type JoinRequest struct {
	Household HouseholdID
	Terms     ReleaseTerms
	PIN       string // asked for when somebody acts for the person, and on a shared device
}

// CheckMembers returns an Invalid error when a measure is for somebody who is not in the household now. What stood there before may stay.
func (h Household) CheckMembers(g, was SharedGoal) error {
	for i, m := range g.Measures {
		who, _ := h.Member(m.Member)
		stood := slices.ContainsFunc(was.Measures, func(x SharedMeasure) bool { return x.Member == m.Member })
		if m.Member != 0 && !who.Current() && !stood {
			return InMeasure(invalid("who", "choose"), i)
		}
	}
	return nil
}

// Responsible returns the member who is to do m now. ok is false when m is for a member who is none any more: then nobody is responsible.
func (h Household) Responsible(m SharedMeasure) (who Housemate, ok bool) {
	who, _ = h.Member(m.Member)
	return who, m.Member == 0 || who.Current()
}

// Current returns how many are members or invited now.
func (h Household) Current() (n int) {
	for _, m := range h.Members {
		if m.Current() {
			n++
		}
	}
	return n
}

// Told returns the members whom an action of one of them, or of a manager, concerns beside p. Who is only invited is not told what the others do.
func (h Household) Told(p PersonID) []PersonID {
	var out []PersonID
	for _, m := range h.Members {
		if m.Person != p && m.In() {
			out = append(out, m.Person)
		}
	}
	slices.SortFunc(out, cmp.Compare[PersonID])
	return out
}
