package demo

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// askBody asks a body about the first agreed goal, and plays on as far as the fate goes: the person consents, and the body answers by its link.
func (l *life) askBody(ctx context.Context) error {
	if l.body == "" {
		return nil
	}
	versions, err := l.tx.PlanVersions(ctx, l.ID)
	if err != nil || len(versions) == 0 {
		return err
	}
	l.goTo(9, 10)
	g := versions[0].Goals[0]
	r := domain.BodyRequest{
		Coordination: domain.Coordination{ID: domain.CoordinationID(l.id()), Person: l.ID, Goal: g, State: domain.CoordinationProposed, Version: 1},
		Body:         l.helpsWith(g.Domain), By: l.manager.ID, Question: "Ist bei Ihnen bis zu diesem Tag ein Platz frei?",
	}
	if err := l.tx.AddBodyRequest(ctx, r); err != nil {
		return err
	}
	l.managed(domain.AskBody, planSection, int64(r.ID))
	if l.body == domain.CoordinationProposed {
		return nil
	}
	if r, err = l.allowBody(ctx, r); err != nil {
		return err
	}
	return l.bodyAnswers(ctx, r)
}

// helpsWith is the first body of the directory for a field of life, or else the first of all.
func (l *life) helpsWith(x domain.LifeDomain) domain.Body {
	for i, b := range l.bodies {
		if slices.Contains(directory[i].domains, x) {
			return b
		}
	}
	return l.bodies[0]
}

// allowBody is the consent of the person.
func (l *life) allowBody(ctx context.Context, r domain.BodyRequest) (domain.BodyRequest, error) {
	l.goTo(7, 19)
	r.State, r.Shown, r.Until, r.GivenAt = domain.CoordinationShared, domain.BodyFirstName, l.tx.Today.AddDays(30), l.tx.Now
	r.Terms = l.terms(string(domain.SessionOwn))
	if err := l.tx.SaveBodyRequest(ctx, r, 0); err != nil {
		return r, err
	}
	r.Version++
	l.note(domain.Event{
		Action: domain.ConsentToBody, Rule: domain.RuleOwn, Purpose: domain.PurposeCoordination, Sections: planSection, Object: int64(r.ID),
		Note: string(domain.CoordinationConsent),
	})
	return r, nil
}

// bodyAnswers lets the body open a link that nobody has any more, and propose a later day.
func (l *life) bodyAnswers(ctx context.Context, r domain.BodyRequest) error {
	l.goTo(6, 8)
	link := domain.BodyLink{ID: domain.BodyLinkID(l.id()), Request: r.ID, Person: l.ID, By: l.manager.ID}
	if err := l.tx.AddBodyLink(ctx, link, crypt.HashCode("token "+r.ID.String()), crypt.HashCode("code "+r.ID.String())); err != nil {
		return err
	}
	l.managed(domain.MakeBodyLink, planSection, int64(r.ID))
	l.goTo(5, 14)
	if err := l.tx.UseBodyLink(ctx, link.ID); err != nil {
		return err
	}
	l.note(domain.Event{Action: domain.OpenBodyLink, Rule: domain.RuleBody, Sections: planSection, Object: int64(r.ID)})
	l.minutes(4)
	if err := l.tx.AnswerBodyLink(ctx, link.ID); err != nil {
		return err
	}
	r.State, r.CounterDue, r.AnsweredAt = l.body, max(r.Goal.Due, l.tx.Today).AddDays(45), l.tx.Now
	r.Reason = "Der nächste freie Platz ist erst sechs Wochen später."
	l.note(domain.Event{Action: domain.AnswerBodyLink, Rule: domain.RuleBody, Sections: planSection, Object: int64(r.ID), Note: string(domain.CoordinationCounter)})
	return l.tx.SaveBodyRequest(ctx, r, 0)
}
