package demo

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// coordinate proposes one or two agreed goals to the Jobcenter and plays on as far as the fate goes.
func (l *life) coordinate(ctx context.Context) error {
	if l.jobcenter == "" && !l.d.chance(40) {
		return nil
	}
	versions, err := l.tx.PlanVersions(ctx, l.ID)
	if err != nil || len(versions) == 0 {
		return err
	}
	if err := l.pass(l.d.between(2, 18)); err != nil {
		return err
	}
	if err := l.tx.SetAgent(ctx, l.ID, l.agent.ID, l.version); err != nil {
		return err
	}
	l.version++
	l.managed(domain.SetAgent, 0, int64(l.agent.ID))
	if l.jobcenter == "" {
		return nil
	}
	l.minutes(2)
	for _, g := range versions[0].Goals[:min(2, len(versions[0].Goals))] {
		c := domain.Coordination{ID: domain.CoordinationID(l.id()), Person: l.ID, Goal: g, Org: l.agent.Org, Agent: l.agent.ID}
		if _, err := l.tx.AddCoordination(ctx, c); err != nil {
			return err
		}
	}
	l.managed(domain.ProposeGoals, planSection, int64(l.agent.ID))
	if l.jobcenter == domain.CoordinationProposed {
		return nil
	}
	if err := l.pass(l.d.between(1, 6)); err != nil {
		return err
	}
	if err := l.consent(ctx); err != nil || l.jobcenter == domain.CoordinationWithheld {
		return err
	}
	if err := l.comment(ctx, l.manager, domain.RuleManaged, "Die Unterlagen liegen bei uns vor und können nachgereicht werden."); err != nil ||
		l.jobcenter == domain.CoordinationShared {
		return err
	}
	if err := l.pass(l.d.between(2, 14)); err != nil {
		return err
	}
	return l.respond(ctx)
}

// consent releases the proposed goals, and core with them, or withholds them.
func (l *life) consent(ctx context.Context) error {
	all, err := l.tx.Coordinations(ctx, l.ID)
	if err != nil {
		return err
	}
	shared := l.jobcenter != domain.CoordinationWithheld
	sections := []domain.Release{{Section: domain.SectionCore}}
	for _, c := range all {
		c.State = domain.CoordinationWithheld
		if shared {
			c.State = domain.CoordinationShared
		}
		sections = append(sections, domain.Release{Section: domain.SectionPlan, Goal: c.Goal.ID})
		if err := l.tx.SaveCoordination(ctx, c, 0); err != nil {
			return err
		}
	}
	to := int64(0)
	if shared {
		to = int64(l.agent.Org)
		for _, r := range sections {
			r.ID, r.Person, r.Org, r.Role = domain.ReleaseID(l.id()), l.ID, l.agent.Org, domain.RoleJobcenterAgent
			r.Purpose, r.Terms = domain.PurposeCoordination, l.terms(string(domain.SessionOwn))
			r.From, r.Until = l.tx.Today, l.tx.Today.AddMonths(domain.ReleaseMonths)
			if _, err := l.tx.AddRelease(ctx, r); err != nil {
				return err
			}
		}
	}
	l.note(domain.Event{
		Action: domain.ConsentToShare, Rule: domain.RuleOwn, Purpose: domain.PurposeCoordination, Sections: planSection, Object: to,
	})
	return nil
}

// addressee notes an action of the Jobcenter agent.
func (l *life) addressee(act domain.Action, sections domain.SectionSet, object int64, note string) {
	l.note(domain.Event{
		Actor: l.agent.ID, Org: l.agent.Org, Action: act, Rule: domain.RuleAddressee, Purpose: domain.PurposeCoordination, Sections: sections,
		Object: object, Note: note,
	})
}

// What agents of the Jobcenter write.
var (
	counterReasons = [...]string{
		"Der nächste Kurs beginnt erst zwei Monate später.", "Vorher ist noch das Gespräch zur Potenzialanalyse nötig.",
		"Bis dahin läuft die jetzige Maßnahme.",
	}
	declineReasons = [...]string{
		"Dafür ist der Arbeitgeberservice zuständig.", "Zuerst soll der Integrationskurs abgeschlossen werden.",
	}
)

// respond answers the first shared goal as the fate says and agrees to the other.
func (l *life) respond(ctx context.Context) error {
	all, err := l.tx.Coordinations(ctx, l.ID)
	if err != nil {
		return err
	}
	l.addressee(domain.ReadShared, domain.SetOf(domain.SectionCore, domain.SectionPlan), 0, "")
	for i, c := range all {
		l.minutes(l.d.between(2, 6))
		answer := "agree"
		c.State, c.AnsweredAt, c.Binding = domain.CoordinationAgreed, l.tx.Now, l.chat.chance(40)
		negotiated := l.jobcenter == domain.CoordinationAgreed && l.row%3 == 0
		switch {
		case i > 0:
		case l.jobcenter == domain.CoordinationDeclined:
			answer, c.State, c.Reason = "decline", l.jobcenter, pick(l.d, declineReasons[:])
		case l.jobcenter == domain.CoordinationCountered || negotiated:
			answer, c.State, c.Reason = "counter", domain.CoordinationCountered, pick(l.d, counterReasons[:])
			c.CounterDue = max(c.Goal.Due, l.tx.Today).AddDays(60)
		}
		if err := l.tx.SaveCoordination(ctx, c, l.agent.ID); err != nil {
			return err
		}
		l.addressee(domain.RespondToGoal, planSection, int64(c.Goal.ID), answer)
	}
	if err := l.comment(ctx, l.agent, domain.RuleAddressee, "Bitte den Nachweis über den Sprachstand mitschicken."); err != nil {
		return err
	}
	if err := l.point(ctx, all[len(all)-1]); err != nil {
		return err
	}
	if l.jobcenter == domain.CoordinationAgreed && l.row%3 == 0 {
		if err := l.settle(ctx); err != nil {
			return err
		}
	}
	return l.enterIntoForce(ctx)
}

// comment writes a line beside the first agreement.
func (l *life) comment(ctx context.Context, by domain.User, rule domain.Rule, text string) error {
	all, err := l.tx.Coordinations(ctx, l.ID)
	if err != nil || l.player == nil && l.chat.chance(50) {
		return err
	}
	l.minutes(2)
	note := domain.Event{
		Actor: by.ID, Org: by.Org, Action: domain.CommentCoordination, Rule: rule, Purpose: domain.PurposeCoordination, Sections: planSection,
		Object: int64(all[0].Goal.ID),
	}
	if rule == domain.RuleManaged {
		note.Purpose = domain.PurposePlan
	}
	l.note(note)
	return l.tx.AddCoordinationComment(ctx, l.ID, domain.CoordinationComment{Coordination: all[0].ID, By: by.ID, Text: text}, l.id())
}

// point lets the agent write down a line of the Jobcenter's own plan beside a goal.
func (l *life) point(ctx context.Context, beside domain.Coordination) error {
	if l.player == nil && l.chat.chance(40) {
		return nil
	}
	l.minutes(3)
	x := domain.JobcenterPoint{
		ID: domain.JobcenterPointID(l.id()), Person: l.ID, Org: l.agent.Org, By: l.agent.ID, Goal: beside.Goal.ID, Due: l.tx.Today.AddDays(90),
		Text: "Regelmäßig am Sprachkurs teilnehmen und Fehlzeiten melden", Binding: true,
	}
	l.addressee(domain.SaveJobcenterPoint, planSection, int64(x.ID), "")
	return l.tx.SaveJobcenterPoint(ctx, x)
}

// enterIntoForce brings the last agreement into force where the whole was agreed.
func (l *life) enterIntoForce(ctx context.Context) error {
	if l.jobcenter != domain.CoordinationAgreed || l.player == nil && l.chat.chance(30) {
		return nil
	}
	all, err := l.tx.Coordinations(ctx, l.ID)
	if err != nil {
		return err
	}
	if err := l.pass(l.chat.between(1, 6)); err != nil {
		return err
	}
	c := all[len(all)-1]
	c.State = domain.CoordinationInForce
	l.note(domain.Event{
		Actor: l.manager.ID, Org: l.manager.Org, Action: domain.MoveCoordination, Rule: domain.RuleManaged, Purpose: domain.PurposePlan,
		Sections: planSection, Object: int64(c.Goal.ID), Note: string(domain.CoordinationEnterIntoForce),
	})
	return l.tx.SaveCoordination(ctx, c, l.manager.ID)
}

// settle lets manager and person accept the counter-proposal; the draft then has the new date.
func (l *life) settle(ctx context.Context) error {
	if err := l.pass(l.d.between(1, 7)); err != nil {
		return err
	}
	all, err := l.tx.Coordinations(ctx, l.ID)
	if err != nil {
		return err
	}
	c := all[0]
	plan, err := l.tx.Plan(ctx, l.ID)
	if err != nil {
		return err
	}
	l.note(domain.Event{
		Actor: l.manager.ID, Org: l.manager.Org, Action: domain.AnswerCounter, Rule: domain.RuleManaged, Purpose: domain.PurposePlan,
		Sections: planSection, Object: int64(c.Goal.ID), Note: string(domain.AnswerAgreed),
	})
	l.minutes(20)
	l.note(domain.Event{
		Action: domain.AnswerCounter, Rule: domain.RuleOwn, Sections: planSection, Object: int64(c.Goal.ID), Note: string(domain.AnswerAgreed),
	})
	if g, ok := plan.Goal(c.Goal.ID); ok {
		if err := l.tx.SetGoalDue(ctx, g, c.CounterDue, l.manager.ID); err != nil {
			return err
		}
	}
	c.State, c.ByManager, c.ByPerson, c.Goal.Due = domain.CoordinationAgreed, domain.AnswerAgreed, domain.AnswerAgreed, c.CounterDue
	return l.tx.SaveCoordination(ctx, c, 0)
}
