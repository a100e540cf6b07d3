package app

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// hidden stands where a value of the plan was drawn from a section that has been taken back.
const hidden = "…"

// PlanPage is a plan as its reader may see it.
type PlanPage struct {
	Person        domain.Person
	Responsible   domain.Responsible
	Plan          domain.Plan          // the person sees the offered goals only
	Versions      []domain.PlanVersion // newest first
	Coordinations []domain.Coordination
	Points        []domain.JobcenterPoint // of the Jobcenter's own plan
	AddressForm   domain.AddressForm      // of the person; neutral when it is not released
	Suggestions   []domain.Goal           // for the manager: what fits the released data
	Known         Profile                 // for the manager: the entries of released sections
	Agent         domain.Responsible      // at the Jobcenter; zero while nobody is named
	Programme     domain.Programme
	Bodies        []domain.Body // the directory by name, closed ones too; for the person only where draft or versions name one
	Wishes        []domain.Wish // other goals that the person asks for, which wait
	Today         domain.Day
	Talks         []domain.Talk // for the person: the newest few
	Shared        SharedPart    // for the person: of the household
}

// Body returns a row of the directory.
func (p PlanPage) Body(id domain.BodyID) (b domain.Body, ok bool) {
	for _, b := range p.Bodies {
		if b.ID == id {
			return b, true
		}
	}
	return domain.Body{}, false
}

// namesBody tells whether the draft or a version names a body.
func (p PlanPage) namesBody() bool {
	return domain.NamesBody(p.Plan.Goals) || slices.ContainsFunc(p.Versions, func(v domain.PlanVersion) bool { return domain.NamesBody(v.Goals) })
}

// Coordination returns the newest agreement with the Jobcenter about a goal, or about a measure of it.
func (p PlanPage) Coordination(g domain.GoalID, m domain.MeasureID) (c domain.Coordination, ok bool) {
	for _, x := range p.Coordinations {
		if x.Goal.ID == g && x.Measure == m {
			c, ok = x, true
		}
	}
	return c, ok
}

// VersionNo returns one agreed version.
func (p PlanPage) VersionNo(no int) (v domain.PlanVersion, ok bool) {
	for _, v := range p.Versions {
		if v.No == no {
			return v, true
		}
	}
	return v, false
}

// Plan returns the plan of p to the person or to the manager. A person's look is kept as "seen".
// Errors: NotFound (by is neither, core not released, or no such person).
func (a *App) Plan(ctx context.Context, by domain.Actor, p domain.PersonID) (page PlanPage, err error) {
	err = a.look(ctx, by, domain.ReadPlan, p, func(tx *store.Tx, d *deed) error {
		var known []domain.Entry
		if !by.IsPerson() {
			if known, err = tx.Entries(ctx, p, d.facts.Released); err != nil {
				return err
			}
		}
		if page, err = a.loadPlan(ctx, tx, by, p, d, known); err != nil {
			return err
		}
		if by.IsPerson() {
			page.Shared, err = a.loadShared(ctx, tx, by, p)
			return err
		}
		return a.loadSuggestions(ctx, tx, d, &page, known)
	})
	if err != nil || !by.IsPerson() || !page.Plan.Unseen() {
		return page, err
	}
	err = a.DB.Write(ctx, func(tx *store.Tx) error { return tx.SeePlan(ctx, p) })
	if domain.KindOf(err) == domain.Unavailable {
		return page, nil // reading goes on while nothing can be written; the next look keeps it
	}
	return page, err
}

// loadPlan loads what every page of the plan shows. known are the entries that were read already, nil when none were.
func (a *App) loadPlan(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID, d *deed, known []domain.Entry) (page PlanPage, err error) {
	d.event.Sections = domain.SetOf(domain.SectionPlan)
	page.Today = tx.Today
	if page.Person, err = tx.Person(ctx, p); err != nil {
		return page, err
	}
	if page.Responsible, err = tx.Responsible(ctx, p); err != nil {
		return page, err
	}
	if page.Plan, err = tx.Plan(ctx, p); err != nil {
		return page, err
	}
	page.Programme, _ = a.Catalogue.Programme(page.Plan.Terms.Programme)
	if page.Versions, err = tx.PlanVersions(ctx, p); err != nil {
		return page, err
	}
	if !by.IsPerson() || page.namesBody() {
		if page.Bodies, err = tx.Bodies(ctx); err != nil {
			return page, err
		}
	}
	if page.Wishes, err = tx.Wishes(ctx, p); err != nil {
		return page, err
	}
	if page.Coordinations, err = coordinations(ctx, tx, p); err != nil {
		return page, err
	}
	if len(page.Coordinations) > 0 {
		if page.Points, err = tx.JobcenterPoints(ctx, p); err != nil {
			return page, err
		}
	}
	page.AddressForm = domain.AddressNeutral
	if by.IsPerson() || d.facts.Released.Has(domain.SectionIdentity) {
		if known == nil {
			if known, err = tx.Entries(ctx, p, domain.SetOf(domain.SectionIdentity)); err != nil {
				return page, err
			}
		}
		page.AddressForm = Profile{Entries: known}.AddressForm()
	}
	if by.IsPerson() {
		talks, err := a.loadLastTalks(ctx, tx, by, page.Plan)
		if err != nil {
			return page, err
		}
		page.Talks = talks.Talks
		page.Plan.Goals = slices.DeleteFunc(page.Plan.Goals, func(g domain.Goal) bool { return !g.Offered })
		return page, nil
	}
	page.hideDrawn(d.facts.Released)
	return page, nil
}

// loadSuggestions fills what only the manager sees on the plan.
func (a *App) loadSuggestions(ctx context.Context, tx *store.Tx, d *deed, page *PlanPage, known []domain.Entry) (err error) {
	page.Known = Profile{Person: page.Person, Entries: known, Today: page.Today}
	d.event.Sections |= page.Known.Sections()
	page.Suggestions = a.SuggestGoals(CasePage{
		Case: domain.Case{Person: page.Person.ID, Language: page.Person.Language}, Released: d.facts.Released, Profile: page.Known, Plan: page.Plan,
	}, page.Today)
	page.Suggestions = page.Suggestions[:min(len(page.Suggestions), max(0, domain.FewGoals-len(page.Plan.Active())))]
	page.Agent, err = tx.Agent(ctx, page.Person.ID)
	if domain.KindOf(err) == domain.NotFound {
		err = nil
	}
	return err
}

// hideDrawn takes out of the whole page, old versions too, what was drawn from sections that are not released.
func (p *PlanPage) hideDrawn(released domain.SectionSet) {
	p.Plan.Goals = hideDrawn(p.Plan.Goals, released)
	for i := range p.Versions {
		p.Versions[i].Goals = hideDrawn(p.Versions[i].Goals, released)
	}
	for i := range p.Coordinations {
		p.Coordinations[i].Goal = hideDrawn([]domain.Goal{p.Coordinations[i].Goal}, released)[0]
	}
}

func hideDrawn(goals []domain.Goal, released domain.SectionSet) []domain.Goal {
	out := slices.Clone(goals)
	for i := range out {
		out[i].Text = hideArgs(out[i].Text, released)
		out[i].Measures = slices.Clone(out[i].Measures)
		for j := range out[i].Measures {
			out[i].Measures[j].Text = hideArgs(out[i].Measures[j].Text, released)
		}
	}
	return out
}

func hideArgs(t domain.PlanText, released domain.SectionSet) domain.PlanText {
	t.Args = slices.Clone(t.Args)
	for i, arg := range t.Args {
		if arg.From != "" && !released.Has(arg.From) {
			t.Args[i].Value, t.Args[i].Concept = hidden, ""
		}
	}
	return t
}

// SaveGoal stores a goal in the draft; with the same once key a second click stores nothing more. A changed goal has to be offered again.
// Errors: NotFound (by does not manage p), Invalid (g.Check; a last day that has passed; too many), Conflict (g.Version is old).
func (a *App) SaveGoal(ctx context.Context, by domain.Actor, g domain.Goal, once string) (id domain.GoalID, err error) {
	err = a.do(ctx, by, domain.SaveGoal, g.Person, func(tx *store.Tx, d *deed) error {
		if err := cmp.Or(sameAge(g.ID, g.Version), a.checkGoal(g)); err != nil {
			return err
		}
		id, err = a.saveGoal(ctx, tx, by, d, g, once)
		return err
	})
	return id, err
}

// checkGoal finds what g.Check finds, and texts that the catalogue has not.
func (a *App) checkGoal(g domain.Goal) error {
	if err := g.Check(); err != nil {
		return err
	}
	if _, ok := a.Catalogue.Goal(catalogue.GoalID(g.Text.Catalogue)); !ok && !g.Text.Typed() {
		return wrong("catalogue", "choose")
	}
	for _, m := range g.Measures {
		if err := a.checkMeasure(m); err != nil {
			return err
		}
	}
	return nil
}

// checkGoalArgs finds what the text of a goal does not say that the catalogue takes.
func (a *App) checkGoalArgs(t domain.PlanText) error {
	g, _ := a.Catalogue.Goal(catalogue.GoalID(t.Catalogue))
	return checkArgs(t, g.Placeholders)
}

// checkMeasureArgs finds what the text of a measure does not say that the catalogue takes.
func (a *App) checkMeasureArgs(t domain.PlanText) error {
	m, _ := a.Catalogue.Measure(catalogue.MeasureID(t.Catalogue))
	return checkArgs(t, m.Placeholders)
}

// checkArgs finds what a text of the catalogue takes and t does not say.
func checkArgs(t domain.PlanText, takes []string) error {
	for _, name := range takes {
		if !slices.ContainsFunc(t.Args, func(arg domain.PlanArg) bool { return arg.Name == name && arg.Value+arg.Concept != "" }) {
			return wrong(name, "required")
		}
	}
	return nil
}

// saveGoal stores g, and its measures when g is new. What was hidden from by when the form was made keeps its stored values.
func (a *App) saveGoal(ctx context.Context, tx *store.Tx, by domain.Actor, d *deed, g domain.Goal, once string) (domain.GoalID, error) {
	again := false
	var was domain.Day
	var err error
	if g.ID == 0 {
		g.ID, again, err = made[domain.GoalID](ctx, tx, by, once)
	} else {
		g, was, err = keepGoal(ctx, tx, g)
	}
	d.event.Object, d.event.Sections = int64(g.ID), domain.SetOf(domain.SectionPlan)
	if err != nil || again {
		return g.ID, err
	}
	if g.Due != "" && g.Due != was && g.Due < tx.Today { // what stands in the plan already may stay
		return g.ID, wrong("due", "past")
	}
	if err := a.checkGoalArgs(g.Text); err != nil {
		return g.ID, err
	}
	fresh := g.Version == 0
	if fresh {
		if err := roomForGoal(ctx, tx, g); err != nil {
			return g.ID, err
		}
	}
	if _, err := tx.SaveGoal(ctx, g, by.User); err != nil || !fresh {
		return g.ID, err
	}
	return g.ID, a.saveMeasures(ctx, tx, by, g)
}

// roomForGoal is an Invalid error when the plan can have no more goals, or g, whose measures are all counted, has more than it can have.
func roomForGoal(ctx context.Context, tx *store.Tx, g domain.Goal) error {
	n, err := tx.OpenGoals(ctx, g.Person)
	return cmp.Or(err, domain.Room(n, domain.MaxGoals, ""), domain.Room(len(g.Measures), domain.MaxMeasures+1, ""))
}

// saveMeasures stores the measures of a new goal, one after the other where the catalogue knows an order.
func (a *App) saveMeasures(ctx context.Context, tx *store.Tx, by domain.Actor, g domain.Goal) error {
	stored := map[catalogue.MeasureID]domain.MeasureID{}
	for _, m := range g.Measures {
		id := catalogue.MeasureID(m.Text.Catalogue)
		usual, _ := a.Catalogue.Measure(id)
		m.Goal, m.After = g.ID, stored[usual.After]
		var err error
		if m.ID, err = tx.SaveMeasure(ctx, g.Person, m, by.User); err != nil {
			return err
		}
		if id != "" {
			stored[id] = m.ID
		}
	}
	return nil
}

// keepGoal keeps what the stored goal was drawn from, and how far it was reached; due is its stored last day.
func keepGoal(ctx context.Context, tx *store.Tx, g domain.Goal) (kept domain.Goal, due domain.Day, err error) {
	plan, err := tx.Plan(ctx, g.Person)
	if err != nil {
		return g, "", err
	}
	old, ok := plan.Goal(g.ID)
	switch {
	case old.Ended():
		return g, "", wrong("", "goalEnded")
	case ok:
		g.Text, g.Outcome = keepArgs(old.Text, g.Text), old.Outcome
	}
	return g, old.Due, nil
}

// keepArgs keeps what was drawn from a section drawn: a value that the form sent back as it was keeps its section, also in another text
// of the catalogue, and one that the form could not show stays stored.
func keepArgs(old, now domain.PlanText) domain.PlanText {
	args := slices.Clone(now.Args)
	for _, was := range old.Args {
		i := slices.IndexFunc(args, func(arg domain.PlanArg) bool { return arg.Name == was.Name })
		switch {
		case i >= 0 && (args[i].Value == hidden || args[i].Value == was.Value):
			args[i] = was
		case i < 0 && old.Catalogue == now.Catalogue:
			args = append(args, was)
		}
	}
	now.Args = args
	return now
}

// AddGoals stores several goals with their measures in one step, such as picked suggestions.
// Errors: NotFound (by does not manage p), Invalid (a goal or measure that does not pass Check; too many).
func (a *App) AddGoals(ctx context.Context, by domain.Actor, p domain.PersonID, goals []domain.Goal, once string) error {
	return a.do(ctx, by, domain.SaveGoal, p, func(tx *store.Tx, d *deed) error {
		for i, g := range goals {
			if err := a.checkGoal(g); err != nil {
				return err
			}
			g.Person = p
			if _, err := a.saveGoal(ctx, tx, by, d, g, formKey(once, i)); err != nil {
				return err
			}
		}
		return nil
	})
}

// formKey is the key of the i-th thing that one form makes; a form without a key has none.
func formKey(once string, i int) string {
	if once == "" {
		return ""
	}
	return once + ":" + strconv.Itoa(i)
}

// RemoveGoal takes a goal out of the draft; agreed versions keep it.
// Errors: NotFound (by does not manage p), Conflict (version is old).
func (a *App) RemoveGoal(ctx context.Context, by domain.Actor, p domain.PersonID, g domain.GoalID, version int) error {
	return a.do(ctx, by, domain.RemoveGoal, p, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Sections = int64(g), domain.SetOf(domain.SectionPlan)
		return tx.RemoveGoal(ctx, p, g, version, by.User)
	})
}
