package app_test

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// planByRoles are the methods on what plans of all persons share.
var planByRoles = []attempt{
	{"SaveBody", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.SaveBody(s.t.Context(), by, domain.Body{Name: "Volkshochschule " + by.Session.String(), Kind: "course_provider"}, "")
	}), leads + " " + admins},
	{"Letterhead", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, _, err := s.Letterhead(s.t.Context(), by)
		return err
	}), admins},
	{"SaveLetterhead", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		var l domain.Letterhead
		s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			l, err = tx.Letterhead(ctx, by.Org)
			return err
		})
		l.Names = "Stadt Beispiel"
		return func() error { return s.SaveLetterhead(s.t.Context(), by, l) }
	}, admins},
}

// planOnTheOwn are the methods on the own plan.
var planOnTheOwn = []attempt{
	{"AddWish", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.settleWishes(s.known(p))
		return func() error {
			return s.AddWish(s.t.Context(), by, domain.Wish{Domain: "participation", Text: "السباحة", Lang: "ar"}, "")
		}
	}, themselves},
	{"AnswerGoals", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.goal(s.known(p))
		s.Write(func(ctx context.Context, tx *store.Tx) error { return tx.OfferGoals(ctx, g.Person) })
		g.Answer = domain.AnswerAgreed
		return func() error {
			return s.AnswerGoals(s.t.Context(), by, []domain.Goal{g}, domain.Agreement{Interpreter: "Rana", Language: "ar"}, testkit.PIN)
		}
	}, person},
}

// settleWishes makes room for new ones.
func (s *scene) settleWishes(p domain.PersonID) {
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		waiting, err := tx.Wishes(ctx, p)
		for _, w := range waiting {
			if err := tx.SettleWish(ctx, p, w.ID, "closed"); err != nil {
				return err
			}
		}
		return err
	})
}

// wish is a new wish of the person.
func (s *scene) wish(p domain.PersonID) (id domain.WishID) {
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		id = store.NewID[domain.WishID](tx)
		return tx.AddWish(ctx, domain.Wish{ID: id, Person: p, Domain: "participation", Text: "السباحة", Lang: "ar"})
	})
	return id
}

// substitutionsByRoles are the methods on who stands in for whom.
var substitutionsByRoles = []attempt{
	{"Substitutions", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Substitutions(s.t.Context(), by)
		return err
	}), leads + " " + admins},
	{"AddSubstitution", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.AddSubstitution(s.t.Context(), by, s.absence())
	}), "lead admin"},
	{"EndSubstitution", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		x := s.absence()
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.AddSubstitution(ctx, x.User, x.For, x.From, x.Until)
		})
		return func() error { return s.EndSubstitution(s.t.Context(), by, x) }
	}, "lead admin"},
}

// absence is a substitution of the team north, each time of another day.
func (s *scene) absence() domain.Substitution {
	s.absences++
	day := s.day(100 + s.absences)
	return domain.Substitution{User: s.User("substitute"), For: s.User("manager_a"), From: day, Until: day}
}

// planOnPersons are the methods on the plan of one person.
var planOnPersons = []attempt{
	{"PrintPlan", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.PrintPlan(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
	{"TakeWish", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.wish(s.known(p))
		return func() error { return s.TakeWish(s.t.Context(), by, p, id, "Schwimmen lernen") }
	}, managing},
	{"CloseWish", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.wish(s.known(p))
		return func() error { return s.CloseWish(s.t.Context(), by, p, id) }
	}, managing},
	{"SavePlanTerms", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		terms := s.planOf(s.known(p)).Terms
		return func() error { return s.SavePlanTerms(s.t.Context(), by, p, terms) }
	}, managing},
	{"AddEvidence", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		m := s.agreed(s.known(p)).Measures[0]
		return func() error {
			return s.AddEvidence(s.t.Context(), by, p, m, domain.Evidence{Text: "Bescheinigung", On: "2026-03-01"}, false)
		}
	}, person + " " + managing},
	{"MoveCoordination", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.covered(s.coordination(s.known(p), domain.CoordinationAgreed))
		return func() error {
			return s.MoveCoordination(s.t.Context(), by, p, app.CoordinationMove{ID: c.ID, Version: c.Version, Event: domain.CoordinationEnd})
		}
	}, managing + " agent"},
	{"CommentCoordination", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.coordination(s.known(p), domain.CoordinationShared)
		return func() error {
			return s.CommentCoordination(s.t.Context(), by, p, domain.CoordinationComment{Coordination: c.ID, Text: "Bitte bald."}, "")
		}
	}, managing + " agent"},
	{"SaveJobcenterPoint", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		return func() error {
			return s.SaveJobcenterPoint(s.t.Context(), by, domain.JobcenterPoint{Person: p, Text: "Bewerbungen schreiben"}, "")
		}
	}, "agent"},
	{"RemoveJobcenterPoint", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.point(s.known(p))
		return func() error { return s.RemoveJobcenterPoint(s.t.Context(), by, p, id, 1) }
	}, "agent"},
	{"TakeRecord", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.coordination(s.known(p), domain.CoordinationAgreed)
		return func() error {
			_, err := s.TakeRecord(s.t.Context(), by, p)
			return err
		}
	}, "agent"},
	{"Assessments", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Assessments(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
	{"SaveAssessment", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		no := s.assessed(s.known(p))
		return func() error {
			return s.SaveAssessment(s.t.Context(), by, domain.Assessment{
				Person: p, No: no, Stage: "review", Views: []domain.DomainView{{Domain: "work", Need: "high", Independence: 2}},
			}, "")
		}
	}, managing},
	{"Review", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.agreed(s.known(p))
		return func() error { _, err := s.Review(s.t.Context(), by, p); return err }
	}, managing},
	{"ReviewPlan", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.agreed(s.known(p))
		r := s.review(s.known(p))
		r.Person = p
		return func() error { return s.ReviewPlan(s.t.Context(), by, r, "") }
	}, managing},
	{"Story", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Story(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
}

// covered releases what c is about to the Jobcenter where nothing else is: without core it sees nothing for that.
func (s *scene) covered(c domain.Coordination) domain.Coordination {
	if slices.ContainsFunc(s.askers, func(a asker) bool {
		return a.p == c.Person && (a.name == "manager_fresh" || a.name == "manager_unshared")
	}) {
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.AddRelease(ctx, domain.Release{
				Person: c.Person, Section: domain.SectionPlan, Goal: c.Goal.ID, Org: c.Org, Role: domain.RoleJobcenterAgent, From: tx.Today, Until: tx.Today,
			})
			return err
		})
	}
	return c
}

// point adds a point of the Jobcenter's own plan.
func (s *scene) point(p domain.PersonID) domain.JobcenterPointID {
	x := domain.JobcenterPoint{Person: p, Org: testkit.OrgJobcenter, By: s.User("agent_1"), Text: "Bewerbungen schreiben"}
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		x.ID = store.NewID[domain.JobcenterPointID](tx)
		return tx.SaveJobcenterPoint(ctx, x)
	})
	return x.ID
}

// assessed is the number of the last assessment of the person.
func (s *scene) assessed(p domain.PersonID) (no int) {
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		list, err := tx.Assessments(ctx, p)
		if len(list) > 0 {
			no = list[0].No
		}
		return err
	})
	return no
}

// review is what a manager says when every goal came as far as expected.
func (s *scene) review(p domain.PersonID) (r domain.ReviewRequest) {
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		versions, err := tx.PlanVersions(ctx, p)
		r = expected(plan, versions[0], domain.DayOf(s.Clock.Now()).AddMonths(6))
		return err
	})
	return r
}

// expected is a review in which every goal came as far as expected and goes on.
func expected(plan domain.Plan, last domain.PlanVersion, next domain.Day) domain.ReviewRequest {
	r := domain.ReviewRequest{Person: plan.Person, Version: plan.Version, ReviewOn: next}
	for _, g := range plan.Reviewable(last) {
		r.Goals = append(r.Goals, domain.ReviewedGoal{Goal: g.ID, Version: g.Version})
	}
	return r
}

// planOf is the draft of the person's plan.
func (s *scene) planOf(p domain.PersonID) (plan domain.Plan) {
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		plan, err = tx.Plan(ctx, p)
		return err
	})
	return plan
}
