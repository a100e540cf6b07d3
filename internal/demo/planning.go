package demo

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
)

var planSection = domain.SetOf(domain.SectionPlan)

// release gives sections to the responsible organisation; then the manager looks.
func (l *life) release(ctx context.Context) error {
	l.sections = domain.SetOf(domain.SectionCore)
	if l.released {
		if err := l.pass(l.d.between(1, 14)); err != nil {
			return err
		}
		if err := l.giveRelease(ctx); err != nil {
			return err
		}
	}
	if l.d.chance(30) && !l.released {
		return nil
	}
	if err := l.pass(l.d.between(1, 12)); err != nil {
		return err
	}
	l.managed(domain.ReadCase, l.sections, 0)
	return l.firstTalk(ctx)
}

func (l *life) giveRelease(ctx context.Context) error {
	var given domain.SectionSet
	apart := roll(l.seed, "circumstances released", l.row)
	for _, s := range domain.ReleasableSections {
		d := l.d
		if s.Circumstance() {
			d = apart
		}
		if s == domain.SectionHealth || l.player == nil && s != domain.SectionLanguages && d.chance(35) {
			continue
		}
		given = given.With(s)
		if _, err := l.tx.AddRelease(ctx, domain.Release{
			ID: domain.ReleaseID(l.id()), Person: l.ID, Section: s, Org: l.manager.Org, Role: domain.RoleIntegrationManager,
			Purpose: domain.PurposePlan, From: l.tx.Today, Until: l.tx.Today.AddMonths(domain.ReleaseMonths), Terms: l.terms(string(domain.SessionOwn)),
		}); err != nil {
			return err
		}
	}
	l.sections |= given
	l.note(domain.Event{
		Action: domain.GiveRelease, Rule: domain.RuleOwn, Purpose: domain.PurposePlan, Sections: given, Object: int64(l.manager.Org),
	})
	return nil
}

// suggestions are the goals that the catalogue has for what this person released, in an order of the person's own.
func (l *life) suggestions() []domain.Goal {
	page := app.CasePage{Case: domain.Case{Person: l.ID, Language: l.Language}, Released: l.sections}
	for _, e := range l.entries {
		if l.sections.Has(e.Section) {
			page.Profile.Entries = append(page.Profile.Entries, e)
		}
	}
	a := app.App{Parts: l.parts}
	goals := a.SuggestGoals(page, l.tx.Today)
	for len(goals) < 5 { // nothing is released: what everybody needs
		some := slices.DeleteFunc(l.parts.Catalogue.Goals(domain.LifeDomains[len(goals)*2%len(domain.LifeDomains)]), func(g catalogue.Goal) bool {
			return !l.parts.Catalogue.Readable(g, l.Language)
		})
		g := some[l.d.below(len(some))]
		if len(g.Placeholders) > 0 {
			g = *firstPlain(some)
		}
		goals = append(goals, l.goalOf(g))
	}
	for i := len(goals) - 1; i > 0; i-- {
		j := l.d.below(i + 1)
		goals[i], goals[j] = goals[j], goals[i]
	}
	return slices.CompactFunc(goals, func(a, b domain.Goal) bool { return a.Text.Catalogue == b.Text.Catalogue })
}

// firstPlain is the first goal that needs no value.
func firstPlain(goals []catalogue.Goal) *catalogue.Goal {
	for i := range goals {
		if len(goals[i].Placeholders) == 0 {
			return &goals[i]
		}
	}
	return &goals[0]
}

func (l *life) goalOf(from catalogue.Goal) domain.Goal {
	g := domain.Goal{Person: l.ID, Domain: from.Domain, Text: domain.PlanText{Catalogue: string(from.ID)}, Due: l.tx.Today.AddDays(90)}
	for _, id := range from.Measures {
		if m, ok := l.parts.Catalogue.Measure(id); ok && len(m.Placeholders) == 0 {
			g.Measures = append(g.Measures, domain.Measure{
				Who: m.Who, Text: domain.PlanText{Catalogue: string(m.ID)}, Due: l.tx.Today.AddDays(7 * max(1, m.Weeks)), State: "open",
			})
		}
	}
	return g
}

// typedGoals are what managers write where the catalogue does not say it; nobody has translated them.
var typedGoals = [...]struct {
	domain domain.LifeDomain
	german string
}{
	{"work", "Zweimal in der Woche in der Fahrradwerkstatt mithelfen"},
	{"family", "Mit der Schwester in Heilbronn wieder Kontakt aufnehmen"},
	{"participation", "Beim Sommerfest des Hauses mitmachen"},
	{"health", "Beim Zahnarzt einen Termin für die Krone ausmachen"},
}

// addGoal stores g with its first measures.
func (l *life) addGoal(ctx context.Context, g domain.Goal) error {
	l.minutes(l.d.between(2, 6))
	g.ID = domain.GoalID(l.id())
	if l.player == nil && l.d.chance(6) {
		typed := pick(l.d, typedGoals[:])
		g.Domain, g.Text, g.Measures = typed.domain, domain.PlanText{German: typed.german}, nil
	}
	if _, err := l.tx.SaveGoal(ctx, g, l.manager.ID); err != nil {
		return err
	}
	for i, m := range g.Measures[:min(len(g.Measures), l.d.between(1, 3))] {
		m.ID, m.Goal = domain.MeasureID(l.id()), g.ID
		if m.Body = l.bodyFor(g.Domain); i == 0 && m.Body != 0 && l.chat.chance(30) {
			m.Appointment = l.tx.Today.AddDays(l.chat.between(10, 40))
		}
		if _, err := l.tx.SaveMeasure(ctx, l.ID, m, l.manager.ID); err != nil {
			return err
		}
	}
	l.managed(domain.SaveGoal, planSection, int64(g.ID))
	return nil
}

// agree draws up the plan, offers it, and lets the person answer, as far as the fate goes.
func (l *life) agree(ctx context.Context) error {
	if l.plan == noPlan {
		return nil
	}
	if err := l.pass(l.d.between(5, 35)); err != nil {
		return err
	}
	l.managed(domain.ReadCase, l.sections, 0)
	goals := l.suggestions()
	n := l.d.between(1, 4)
	if l.player != nil {
		n = 3
	}
	l.spare = goals[min(n, len(goals)):]
	for _, g := range goals[:min(n, len(goals))] {
		if err := l.addGoal(ctx, g); err != nil {
			return err
		}
	}
	if err := l.talk(ctx, "planning", string(goals[0].Domain)); err != nil || l.plan == drafted {
		return err
	}
	if err := l.offerAndAnswer(ctx); err != nil {
		return err
	}
	return l.wish(ctx)
}

func (l *life) offerAndAnswer(ctx context.Context) error {
	l.minutes(5)
	if err := l.tx.OfferGoals(ctx, l.ID); err != nil {
		return err
	}
	l.managed(domain.OfferPlan, planSection, 0)
	if l.plan == offered {
		return nil
	}
	if err := l.pass(l.d.between(1, 9)); err != nil {
		return err
	}
	if err := l.tx.SeePlan(ctx, l.ID); err != nil || l.plan == seen {
		return err
	}
	return l.answer(ctx)
}

// answer says yes to every open goal, but for one when the fate is to object; then what both agreed is frozen.
func (l *life) answer(ctx context.Context) error {
	plan, err := l.tx.Plan(ctx, l.ID)
	if err != nil {
		return err
	}
	for i, g := range plan.Goals {
		if g.Answer != domain.AnswerOpen {
			continue
		}
		l.minutes(l.d.between(1, 5))
		g.Answer = domain.AnswerAgreed
		if l.plan == objected && i == 0 {
			g.Answer, g.Objection = domain.AnswerObjected, objections(l.Language)
		} else if g.Text.Typed() {
			g.Explained = l.manager.Name
		}
		if err := l.tx.AnswerGoal(ctx, g, 0); err != nil {
			return err
		}
		l.note(domain.Event{Action: domain.AnswerGoal, Rule: domain.RuleOwn, Sections: planSection, Object: int64(g.ID), Note: string(g.Answer)})
	}
	if plan, err = l.tx.Plan(ctx, l.ID); err != nil || len(plan.Agreeable()) == 0 {
		return err
	}
	reason, reviewOn := "event", plan.Terms.ReviewOn
	if plan.Version == 0 {
		reason, reviewOn = "first", l.nextReview()
	}
	l.version++
	return l.tx.AddPlanVersion(ctx, domain.PlanVersion{
		Person: l.ID, No: plan.Version + 1, Agreed: l.tx.Now, By: l.manager.Name, Reason: reason, ReviewOn: reviewOn, Goals: plan.Agreeable(),
	}, l.manager.ID)
}

// nextReview is when the plan is to be continued, seen from now.
func (l *life) nextReview() domain.Day { return l.tx.Today.AddMonths(6) }

// objections is what somebody says who wants another goal.
func objections(language string) string {
	switch language {
	case "ar":
		return "أفضّل دورة في المساء."
	case "uk":
		return "Мені зручніше ввечері."
	case "ti":
		return "ምሸት ይጥዕመኒ።"
	case "en":
		return "An evening course would be better for me."
	}
	return "Ein Kurs am Abend passt mir besser."
}

// continuePlan lets the first measure be done and continues the plan; then a date is moved, a goal is added, and the person answers.
func (l *life) continuePlan(ctx context.Context) error {
	if l.plan != updated {
		return nil
	}
	if err := l.pass(l.d.between(50, 140)); err != nil {
		return err
	}
	l.managed(domain.ReadCase, l.sections, 0)
	plan, err := l.tx.Plan(ctx, l.ID)
	if err != nil || len(plan.Goals) == 0 {
		return err
	}
	first, last := plan.Goals[0], plan.Goals[len(plan.Goals)-1]
	if len(first.Measures) > 0 {
		m := first.Measures[0]
		m.State = "done"
		m.Evidence = append(m.Evidence, domain.Evidence{Text: "Bescheinigung gesehen", On: l.tx.Today, By: l.manager.Name})
		if _, err := l.tx.SaveMeasure(ctx, l.ID, m, l.manager.ID); err != nil {
			return err
		}
		l.managed(domain.AddEvidence, planSection, int64(m.ID))
	}
	if err := l.talk(ctx, "review", string(first.Domain)); err != nil {
		return err
	}
	if err := l.review(ctx); err != nil {
		return err
	}
	if plan, err = l.tx.Plan(ctx, l.ID); err != nil {
		return err
	}
	l.minutes(3)
	last, _ = plan.Goal(last.ID)
	last.Due = l.tx.Today.AddDays(120)
	if _, err := l.tx.SaveGoal(ctx, last, l.manager.ID); err != nil {
		return err
	}
	l.managed(domain.SaveGoal, planSection, int64(last.ID))
	if len(l.spare) > 0 {
		if err := l.addGoal(ctx, l.spare[0]); err != nil {
			return err
		}
	}
	return l.offerAndAnswer(ctx)
}

// review stores how far the goals of the last version were reached, and the version that follows from it: the first one is reached where there
// are others, the last one is not yet.
func (l *life) review(ctx context.Context) error {
	plan, err := l.tx.Plan(ctx, l.ID)
	if err != nil {
		return err
	}
	versions, err := l.tx.PlanVersions(ctx, l.ID)
	if err != nil {
		return err
	}
	l.minutes(l.chat.between(3, 6))
	goals := plan.Reviewable(versions[0])
	for i := range goals {
		o := domain.Outcome{On: l.tx.Today}
		switch {
		case i == len(goals)-1:
			o.Attainment, o.Reason, o.Next = -1, pick(l.chat, []string{"waiting_time", "no_offer", "childcare"}), "Beim Träger noch einmal nachfragen"
		case i == 0:
			o.Attainment, o.Ended = l.chat.between(0, 1), "reached"
		default:
			o.Next = "So weitermachen"
		}
		goals[i].Outcome = &o
		if err := l.tx.SaveOutcome(ctx, goals[i], l.manager.ID); err != nil {
			return err
		}
	}
	list, err := l.tx.Assessments(ctx, l.ID)
	if err != nil || len(list) == 0 {
		return err
	}
	if err := l.assess(ctx, "review", &list[0]); err != nil {
		return err
	}
	id := domain.ReviewID(l.id())
	if err := l.tx.AddPlanVersion(ctx, domain.PlanVersion{
		Person: l.ID, No: plan.Version + 1, Agreed: l.tx.Now, By: l.manager.Name, Reason: "review", Review: id, ReviewOn: l.nextReview(), Goals: goals,
	}, l.manager.ID); err != nil {
		return err
	}
	l.version++
	l.managed(domain.ReviewPlan, planSection, int64(id))
	r := domain.PlanReview{ID: id, Person: l.ID, No: 1, Version: plan.Version + 1, By: l.manager.Name, ReviewOn: l.nextReview()}
	for _, g := range goals {
		g.Measures = nil
		r.Goals = append(r.Goals, g)
	}
	return l.tx.AddPlanReview(ctx, r, l.manager.ID)
}
