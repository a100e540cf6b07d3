package app_test

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// byRoles are the methods on no person.
var byRoles = []attempt{
	{"Cases", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Cases(s.t.Context(), by, filter)
		return err
	}), managers},
	{"Cases/search", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Cases(s.t.Context(), by, domain.CaseFilter{Query: "Sami"})
		return err
	}), managers},
	{"UnitCases", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.UnitCases(s.t.Context(), by, filter)
		return err
	}), leads + " " + admins},
	{"SharedCases", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.SharedCases(s.t.Context(), by, filter)
		return err
	}), agents},
	{"Organisations", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Organisations(s.t.Context(), by)
		return err
	}), admins + " " + operator},
	{"Agents", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Agents(s.t.Context(), by)
		return err
	}), staff + " acting no_pin"},
	{"Places", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, _, err := s.Places(s.t.Context(), by)
		return err
	}), registering},
	{"FindDoubles", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.FindDoubles(s.t.Context(), by, domain.Name{Latin: "Sami Haddad"})
		return err
	}), registering},
	{"RegisterPerson", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.RegisterPerson(s.t.Context(), by, domain.Registration{
			Name: domain.Name{Latin: "Nur Aziz"}, Language: "ar", Accommodation: testkit.HallHarbour, Consent: true, NotADouble: true,
		})
		return err
	}), registering},
}

// onPersons are the methods on a person whom the caller names, asked for persons in every state.
var onPersons = []attempt{
	{"Case", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Case(s.t.Context(), by, p)
		return err
	}), managing},
	{"CoreCase", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.CoreCase(s.t.Context(), by, p)
		return err
	}), leading},
	{"Shared", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Shared(s.t.Context(), by, p)
		return err
	}), "agent"},
	{"Plan", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Plan(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
	{"PrintNote", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.PrintNote(s.t.Context(), by, p)
		return err
	}), managing},
	{"MayFollow", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		if !s.MayFollow(s.t.Context(), by, p) {
			return domain.ErrNotFound()
		}
		return nil
	}), person + " agent " + managing},
	{"ReassignCase", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.caseOf(p)
		return func() error { return s.ReassignCase(s.t.Context(), by, p, c.Manager, c.Version) }
	}, leading},
	{"SetAgent", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.caseOf(p)
		return func() error { return s.SetAgent(s.t.Context(), by, p, c.Agent, c.Version) }
	}, managing + " " + leading},
	{"SetCaseStatus", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.caseOf(p)
		return func() error { return s.SetCaseStatus(s.t.Context(), by, p, domain.CaseActive, c.Version) }
	}, managing},
	{"StartActing", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.StartActing(s.t.Context(), by, p, "")
		return err
	}), managing + arrived},
	{"IssueSlip", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		return func() error {
			slip, err := s.IssueSlip(s.t.Context(), by, p)
			if err == nil {
				s.SetPIN(slip.Person)
			}
			return err
		}
	}, managing + arrived},
	{"EndActing", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		if by.Acting() {
			by = s.Acting("manager_a", "sami")
		}
		return func() error { return s.EndActing(s.t.Context(), by) }
	}, "acting no_pin"},
	{"SaveGoal", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.SaveGoal(s.t.Context(), by, domain.Goal{Person: p, Domain: "work", Text: text}, "")
		return err
	}), managing},
	{"SaveGoal/changed", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.goal(s.known(p))
		g.Person = p
		return func() error { _, err := s.SaveGoal(s.t.Context(), by, g, ""); return err }
	}, managing},
	{"AddGoals", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		return s.AddGoals(s.t.Context(), by, p, []domain.Goal{{Domain: "work", Text: text}}, "")
	}), managing},
	{"RemoveGoal", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.goal(s.known(p))
		return func() error { return s.RemoveGoal(s.t.Context(), by, p, g.ID, g.Version) }
	}, managing},
	{"SaveMeasure", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.goal(s.known(p))
		return func() error {
			return s.SaveMeasure(s.t.Context(), by, p, domain.Measure{Goal: g.ID, Who: "body", State: "open", Text: text}, "")
		}
	}, managing},
	{"RemoveMeasure", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.goal(s.known(p))
		return func() error {
			return s.RemoveMeasure(s.t.Context(), by, p, g.ID, g.Measures[0].ID, g.Measures[0].Version)
		}
	}, managing},
	{"OfferPlan", reading(func(s *scene, by domain.Actor, p domain.PersonID) error { return s.OfferPlan(s.t.Context(), by, p) }), managing},
	{"FreezePlan", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.agreed(s.known(p))
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.RemoveGoal(ctx, g.Person, g.ID, g.Version, s.User("manager_a"))
		})
		return func() error { return s.FreezePlan(s.t.Context(), by, p) }
	}, managing},
	{"ProposeGoals", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.agreed(s.known(p))
		return func() error { return s.ProposeGoals(s.t.Context(), by, p, []domain.GoalID{g.ID}) }
	}, managing},
	{"RespondToGoal", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.coordination(s.known(p), domain.CoordinationShared)
		return func() error {
			return s.RespondToGoal(s.t.Context(), by, p, domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: "agree"})
		}
	}, "agent"},
	{"AnswerCounter", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.covered(s.coordination(s.known(p), domain.CoordinationCountered))
		return func() error {
			return s.AnswerCounter(s.t.Context(), by, p, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: true, PIN: testkit.PIN})
		}
	}, person + " " + managing},
	{"DropDraft", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.draft(p)
		return func() error { return s.DropDraft(s.t.Context(), by, domain.Again{Draft: id}) }
	}, "manager manager_unshared manager_fresh manager_unknown manager_other_tenant"}, // these name no person, so the draft is about sami
	{"Drafts", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.draft(p)
		return func() error {
			list, err := s.Drafts(s.t.Context(), by)
			if err == nil && !slices.ContainsFunc(list, func(d domain.Draft) bool { return d.ID == id && d.Person == p }) {
				err = domain.ErrNotFound()
			}
			return err
		}
	}, "manager manager_unshared manager_fresh"},
}

// onTheOwn are the methods on what belongs to the caller. The last one takes everything back that the others rest on.
var onTheOwn = []attempt{
	{"Profile", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		got, err := s.Profile(s.t.Context(), by)
		return same(by, got.Person.ID, err)
	}), themselves},
	{"Topics", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Topics(s.t.Context(), by)
		return err
	}), themselves},
	{"Me", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Me(s.t.Context(), by)
		return err
	}), themselves},
	{"Entry", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.entry(s.known(p))
		return func() error { _, err := s.Entry(s.t.Context(), by, id); return err }
	}, person},
	{"CV", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		got, err := s.CV(s.t.Context(), by, 0)
		return same(by, got.Person.ID, err)
	}), themselves},
	{"Releases", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		got, err := s.Releases(s.t.Context(), by)
		return same(by, got.Profile.Person.ID, err)
	}), themselves},
	{"AccessBook", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.AccessBook(s.t.Context(), by, domain.BookFilter{})
		return err
	}), themselves},
	{"EntryMade", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.EntryMade(s.t.Context(), by, "form")
		return err
	}), themselves},
	{"SaveEntry", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.SaveEntry(s.t.Context(), by, skillOf(by.Person), "")
		return err
	}), themselves},
	{"SaveEntry/changed", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		e := skillOf(s.known(p))
		e.ID, e.Version = s.entry(e.Person), 1
		return func() error { _, err := s.SaveEntry(s.t.Context(), by, e, ""); return err }
	}, person},
	{"RemoveEntry", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.entry(s.known(p))
		return func() error { return s.RemoveEntry(s.t.Context(), by, id, 1) }
	}, person},
	{"SaveCV", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.SaveCV(s.t.Context(), by, domain.CVSelection{}, "")
		return err
	}), themselves},
	{"SaveCV/changed", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.cv(s.known(p))
		return func() error { _, err := s.SaveCV(s.t.Context(), by, c, ""); return err }
	}, person},
	{"PreviewCVImport", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.PreviewCVImport(s.t.Context(), by, domain.CV{Skills: []domain.Term{{Text: "x"}}})
		return err
	}), themselves},
	{"ImportCV", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.ImportCV(s.t.Context(), by, domain.CV{Skills: []domain.Term{{Text: "x"}}}, true, "")
		if domain.KindOf(err) == domain.Invalid {
			return nil // there is no room for one more CV
		}
		return err
	}), themselves},
	{"RemoveCV", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.cv(s.known(p))
		return func() error { return s.RemoveCV(s.t.Context(), by, c.ID, 1) }
	}, person},
	{"GiveRelease", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.GiveRelease(s.t.Context(), by, request)
	}), themselves},
	{"ReleaseDraft", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.ReleaseDraft(s.t.Context(), by)
		return err
	}), themselves},
	{"AnswerRelease", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.AnswerRelease(s.t.Context(), by, domain.StepWhat, domain.ReleaseAnswer{Sections: []domain.Section{domain.SectionWork}})
		return err
	}), themselves},
	{"PreviewRelease", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.PreviewRelease(s.t.Context(), by)
		return err
	}), themselves},
	{"StopRelease", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error { return s.StopRelease(s.t.Context(), by) }), themselves},
	{"Release", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.endingSoon(p)
		return func() error { _, err := s.Release(s.t.Context(), by, id); return err }
	}, person},
	{"ExtendRelease", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.endingSoon(p)
		return func() error { return s.ExtendRelease(s.t.Context(), by, id) }
	}, person},
	{"TakeBack", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		var id domain.ReleaseID
		s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			id, err = tx.AddRelease(ctx, domain.Release{Person: s.known(p), Section: domain.SectionHousing, Org: testkit.OrgBridge, Role: domain.RoleIntegrationManager})
			return err
		})
		return func() error { return s.TakeBack(s.t.Context(), by, id) }
	}, person},
	{"CVLinks", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.CVLinks(s.t.Context(), by)
		return err
	}), themselves},
	{"MakeCVLink", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.MakeCVLink(s.t.Context(), by, linkRequest(by.Person), auth.NewToken(), "")
		return err
	}), themselves},
	{"EndCVLink", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		l := s.link(s.known(p))
		return func() error { return s.EndCVLink(s.t.Context(), by, l) }
	}, person},
	{"AnswerGoal", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.goal(s.known(p))
		s.Write(func(ctx context.Context, tx *store.Tx) error { return tx.OfferGoals(ctx, g.Person) })
		g.Answer = domain.AnswerAgreed
		return func() error { return s.AnswerGoal(s.t.Context(), by, g, testkit.PIN) }
	}, person},
	{"ConsentToShare", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.coordination(s.known(p), domain.CoordinationProposed)
		return func() error {
			return s.ConsentToShare(s.t.Context(), by, app.Consent{Shown: []domain.CoordinationID{c.ID}, Share: []domain.CoordinationID{c.ID}, Months: 12, PIN: testkit.PIN})
		}
	}, person},
	{"Sessions", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Sessions(s.t.Context(), by)
		return err
	}), alone + " stranger " + staff},
	{"EndSession", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		var id domain.SessionID
		s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			hash := []byte(s.t.Name() + s.Clock.Now().String() + string(rune('a'+s.DB.Stats.Commits.Load())))
			id, err = tx.AddSession(ctx, store.Session{Kind: domain.SessionOwn, Person: s.known(p)}, hash)
			return err
		})
		return func() error { return s.EndSession(s.t.Context(), by, id) }
	}, alone},
	{"ChangePIN", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		s.SetPIN(s.Person("sami"))
		s.SetPIN(s.Person("olena"))
		return func() error { return s.ChangePIN(s.t.Context(), by, testkit.PIN, "739514") }
	}, alone + " new_pin stranger"},
	{"ChoosePIN", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		first := testkit.PIN
		if by.NoPIN {
			slip, err := s.IssueSlip(s.t.Context(), s.Actor("manager_a"), by.Person)
			if err != nil {
				s.t.Fatal(err)
			}
			first = slip.PIN
		}
		return func() error {
			err := s.ChoosePIN(s.t.Context(), by, first, "739514")
			if err == nil {
				s.SetPIN(by.Person)
			}
			return err
		}
	}, "no_pin"},
	{"ReleaseCore", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		if by.Person != 0 && !by.NewPIN {
			s.SetPIN(by.Person)
			s.Write(func(ctx context.Context, tx *store.Tx) error {
				return tx.TakeBackAll(ctx, by.Person, 0)
			})
		}
		return func() error { return s.ReleaseCore(s.t.Context(), by, testkit.PIN, testkit.Terms) }
	}, themselves},
}

// endingSoon is a release of housing that ends today.
func (s *scene) endingSoon(p domain.PersonID) (id domain.ReleaseID) {
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		c, err := tx.Case(ctx, s.known(p))
		if err != nil {
			return err
		}
		id, err = tx.AddRelease(ctx, domain.Release{
			Person: s.known(p), Section: domain.SectionHousing, Org: c.Org, Role: domain.RoleIntegrationManager, From: tx.Today, Until: tx.Today,
		})
		return err
	})
	return id
}
