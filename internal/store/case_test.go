package store_test

import (
	"cmp"
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestPaging walks a caseload of many pages, with cases changed in the same moment: every case once, in order, with each filter.
func TestPaging(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		const persons = 230
		by := c.Actor("manager_b")
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			for i := range persons {
				tx.At(domain.InstantOf(testkit.Start.Add(time.Duration(i/20) * time.Second))) // twenty in each moment
				p := domain.Person{
					ID: domain.PersonID(1_000_000 + i*7%persons), Name: domain.Name{Latin: "X"}, Language: domain.PersonLanguages[i%5], Accommodation: testkit.HomeSouth,
				}
				if _, err := tx.AddPerson(ctx, p, nil, c.User("helper")); err != nil {
					return err
				}
				if _, err := tx.AddRelease(ctx, domain.Release{
					ID: domain.ReleaseID(1_000_000 + i), Person: p.ID, Section: domain.SectionCore, Org: testkit.OrgBridge, Role: domain.RoleIntegrationManager,
					From: tx.Today, Until: tx.Today,
				}); err != nil {
					return err
				}
			}
			return nil
		})
		for _, f := range []domain.CaseFilter{{}, {Language: "ar"}, {Status: domain.CaseNew}, {District: testkit.DistrictEast}, {Status: domain.CaseClosed}} {
			want := persons
			switch {
			case f.Language != "":
				want /= 5
			case f.Status == domain.CaseClosed:
				want = 0
			}
			var got []domain.Case
			err := c.DB.Read(t.Context(), func(tx *store.Tx) error {
				for page := 1; ; page++ {
					p, err := tx.Caseload(t.Context(), by, f)
					if err != nil {
						return err
					}
					got = append(got, p.Cases...)
					if p.Next == (domain.CaseCursor{}) || page > persons {
						return nil
					}
					if len(p.Cases) != domain.CasesPerPage {
						t.Errorf("page %d has %d cases", page, len(p.Cases))
					}
					f.After = p.Next
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			seen := map[domain.PersonID]bool{}
			for _, k := range got {
				seen[k.Person] = true
			}
			if len(got) != want || len(seen) != want {
				t.Errorf("%+v: %d rows, %d persons, want %d", f, len(got), len(seen), want)
			}
			if !slices.IsSortedFunc(got, func(a, b domain.Case) int {
				if a.Changed != b.Changed {
					return int(b.Changed - a.Changed)
				}
				return int(b.Person - a.Person)
			}) {
				t.Errorf("%+v: out of order", f)
			}
		}
	})
}

// TestSharedPaging walks the Jobcenter's list of many pages: those that wait come first, the longest wait first, then the others, last
// changed first; every person once.
func TestSharedPaging(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		const persons = 170
		by := c.Actor("agent_1")
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			for i := range persons {
				tx.At(domain.InstantOf(testkit.Start.Add(time.Duration(i/20) * time.Second)))
				if err := addShared(ctx, tx, c, domain.PersonID(1_000_000+i*7%persons), i%3 == 0); err != nil {
					return err
				}
			}
			return nil
		})
		var got []domain.Case
		f := domain.CaseFilter{}
		err := c.DB.Read(t.Context(), func(tx *store.Tx) error {
			for range persons {
				page, err := tx.SharedCases(t.Context(), by, f)
				if err != nil {
					return err
				}
				got = append(got, page.Cases...)
				if f.After = page.Next; f.After == (domain.CaseCursor{}) {
					return nil
				}
				if len(page.Cases) != domain.CasesPerPage {
					t.Errorf("a page of %d cases", len(page.Cases))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		seen := map[domain.PersonID]bool{}
		for i, k := range got {
			seen[k.Person] = true
			if waits := i < (persons+2)/3; (k.Waits.Agent == 1) != waits || (k.Waits.AgentSince != 0) != waits {
				t.Errorf("row %d says %+v", i, k.Waits)
			}
		}
		if len(got) != persons || len(seen) != persons {
			t.Errorf("%d rows, %d persons, want %d", len(got), len(seen), persons)
		}
		if !slices.IsSortedFunc(got, func(a, b domain.Case) int {
			if a.Waits.AgentSince != 0 && b.Waits.AgentSince != 0 {
				return cmp.Or(cmp.Compare(a.Waits.AgentSince, b.Waits.AgentSince), cmp.Compare(a.Person, b.Person))
			}
			return cmp.Or(cmp.Compare(b.Waits.Agent, a.Waits.Agent), cmp.Compare(b.Changed, a.Changed), cmp.Compare(b.Person, a.Person))
		}) {
			t.Error("out of order")
		}
	})
}

// addShared adds a person with one goal that is shared with agent_1, who has answered it unless it waits.
func addShared(ctx context.Context, tx *store.Tx, c *testkit.City, id domain.PersonID, waits bool) error {
	p := domain.Person{ID: id, Name: domain.Name{Latin: "X"}, Language: "ar", Accommodation: testkit.HomeSouth}
	if _, err := tx.AddPerson(ctx, p, nil, c.User("helper")); err != nil {
		return err
	}
	goal, err := tx.SaveGoal(ctx, domain.Goal{Person: id, Domain: "work", Text: domain.PlanText{German: "Arbeit finden"}}, 0)
	if err != nil {
		return err
	}
	for _, section := range [...]domain.Section{domain.SectionCore, domain.SectionPlan} {
		r := domain.Release{Person: id, Section: section, Org: testkit.OrgJobcenter, Role: domain.RoleJobcenterAgent, From: tx.Today, Until: tx.Today}
		if section == domain.SectionPlan {
			r.Goal = goal
		}
		if _, err := tx.AddRelease(ctx, r); err != nil {
			return err
		}
	}
	if err := tx.SetAgent(ctx, id, c.User("agent_1"), 1); err != nil {
		return err
	}
	x := domain.Coordination{Person: id, Goal: domain.Goal{ID: goal}, Org: testkit.OrgJobcenter, Agent: c.User("agent_1"), State: domain.CoordinationShared, Version: 1}
	if x.ID, err = tx.AddCoordination(ctx, x); err != nil {
		return err
	}
	if !waits {
		x.State = domain.CoordinationAgreed
	}
	return tx.SaveCoordination(ctx, x, 0)
}
