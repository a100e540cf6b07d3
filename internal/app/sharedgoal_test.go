package app_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestHouseholdMoves: the case of a member goes to another organisation: neither sees what is shared, nothing is lost, and the members go on.
func TestHouseholdMoves(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		h.frozen()
		other := h.Actor("manager_c")
		h.is("another organisation", func() error { _, err := h.Household(ctx, other, h.sami); return err }(), domain.NotFound)
		h.is("a stranger", func() error { _, err := h.Household(ctx, h.Actor("yonas"), h.sami); return err }(), domain.NotFound)
		h.is("another tenant", func() error { _, err := h.Ulm.Household(ctx, h.Ulm.Actor("manager_a"), h.sami); return err }(), domain.NotFound)
		h.sql("UPDATE person_case SET org_id = %d, team_id = %d, manager_id = %d WHERE person_id = %d", other.Org, other.Team, other.User, h.olena)
		h.Write(func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.AddRelease(ctx, domain.Release{
				Person: h.olena, Section: domain.SectionCore, Org: other.Org, Role: domain.RoleIntegrationManager, From: tx.Today, Until: tx.Today.AddMonths(12),
			})
			return err
		})
		h.join(h.her) // releases to the new one
		for by, p := range map[*domain.Actor]domain.PersonID{&h.manager: h.sami, &other: h.olena} {
			if page := h.page(*by, p); page.Open || len(page.Goals)+len(page.Versions) > 0 {
				t.Errorf("organisation %d sees %+v", by.Org, page.SharedPart)
			}
			h.is("a change", h.OfferShared(ctx, *by, p), domain.NotFound)
		}
		for _, by := range []domain.Actor{h.own, h.her} {
			if page := h.page(by, by.Person); len(page.Goals) != 1 || len(page.Versions) != 1 {
				t.Errorf("member %d sees %+v", by.Person, page)
			}
		}
		h.ok(h.LeaveHousehold(ctx, h.her))
		if page := h.page(h.manager, h.sami); !page.Open || len(page.Versions) != 1 {
			t.Errorf("without the member who moved staff see %+v", page)
		}
	})
}

// TestHouseholdMembers: one household at a time, children do not answer, an invitation can be declined, and a look is in every book.
func TestHouseholdMembers(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		h := &family{p, p.Person("olena"), p.Actor("olena")}
		p.is("nobody", p.InviteMember(ctx, p.manager, p.sami, domain.Invitation{}), domain.Invalid)
		p.is("somebody of another manager", p.InviteMember(ctx, p.manager, p.sami, domain.Invitation{Person: p.Person("yonas")}), domain.NotFound)
		var home int64
		p.ok(p.Raw().QueryRowContext(ctx, fmt.Sprintf("SELECT accommodation_id FROM person WHERE id = %d", h.olena)).Scan(&home))
		h.sql("UPDATE person SET accommodation_id = (SELECT max(id) FROM accommodation WHERE id <> %d) WHERE id = %d", home, h.olena)
		p.is("somebody who lives elsewhere", p.InviteMember(ctx, p.manager, p.sami, domain.Invitation{Person: h.olena, Child: true}), domain.Invalid)
		h.sql("UPDATE person SET accommodation_id = %d WHERE id = %d", home, h.olena)
		p.ok(p.InviteMember(ctx, p.manager, p.sami, domain.Invitation{Person: h.olena, Child: true}))
		p.is("in a household already", p.InviteMember(ctx, p.manager, p.sami, domain.Invitation{Person: h.olena}), domain.Conflict)
		g := h.shared("Schule finden")
		p.ok(p.OfferShared(ctx, p.manager, p.sami))
		h.join(p.own)
		p.is("the answer of a child", h.say(h.her, g.ID, domain.AnswerAgreed, ""), domain.NotFound)
		p.is("the release of a child", p.JoinHousehold(ctx, h.her, domain.JoinRequest{Household: g.Household, Terms: testkit.Terms}), domain.NotFound)
		p.ok(h.say(p.own, g.ID, domain.AnswerAgreed, ""))
		p.ok(p.FreezeHousehold(ctx, p.manager, p.sami))
		p.Clock.AddDays(1)
		before := p.head()
		h.page(p.manager, p.sami)
		h.page(p.manager, p.sami)
		if events := p.events(before); len(events) != 2 || events[0].Person != p.sami || events[1].Person != h.olena || events[1].Actor != p.manager.User {
			t.Errorf("the look is written as %+v", events)
		}
		p.ok(p.LeaveHousehold(ctx, p.own))
		if page := h.page(p.manager, h.olena); page.Open {
			t.Error("the manager of a child alone reads what the adults shared")
		}
	})
}

// TestSharedGoalRules: what a shared goal may not be, how it ends, and that what is sealed shows nothing.
func TestSharedGoalRules(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		words := domain.PlanText{German: canary}
		for what, g := range map[string]domain.SharedGoal{
			"no domain":    {Text: words},
			"no text":      {Domain: "work"},
			"a past day":   {Domain: "work", Text: words, Due: "2020-01-01"},
			"a stranger":   {Domain: "work", Text: words, Measures: []domain.SharedMeasure{{Who: "person", Member: h.Person("yonas"), Text: words, State: "open"}}},
			"a lost entry": {Domain: "work", Text: domain.PlanText{Catalogue: "goal:none"}},
		} {
			h.is(what, h.SaveSharedGoal(ctx, h.manager, h.sami, g, ""), domain.Invalid)
		}
		once := "form-1"
		for range 2 {
			h.ok(h.SaveSharedGoal(ctx, h.manager, h.sami, domain.SharedGoal{Domain: "work", Text: words}, once))
		}
		g := h.page(h.manager, h.sami).Goals[0]
		h.is("an outcome before the offer", h.ReachSharedGoal(ctx, h.manager, h.sami, g.ID, g.Version, domain.Outcome{}), domain.Conflict)
		h.ok(h.OfferShared(ctx, h.manager, h.sami))
		h.is("untranslated and unexplained", h.AnswerShared(ctx, h.own, domain.SharedAnswer{Goal: g.ID, Version: g.Version, Answer: domain.AnswerAgreed}, ""), domain.Invalid)
		h.ok(h.say(h.own, g.ID, domain.AnswerAgreed, ""))
		h.ok(h.say(h.her, g.ID, domain.AnswerAgreed, ""))
		h.ok(h.FreezeHousehold(ctx, h.manager, h.sami))
		h.is("no reason", h.ReachSharedGoal(ctx, h.manager, h.sami, g.ID, g.Version, domain.Outcome{Attainment: -1}), domain.Invalid)
		h.ok(h.ReachSharedGoal(ctx, h.manager, h.sami, g.ID, g.Version, domain.Outcome{Attainment: 1, Ended: "reached"}))
		h.ok(h.FreezeHousehold(ctx, h.manager, h.sami))
		if v := h.page(h.own, h.sami).Versions[0]; v.No != 2 || !v.Goals[0].Ended() {
			t.Errorf("the last version is %+v", v)
		}
		h.is("nothing new", h.FreezeHousehold(ctx, h.manager, h.sami), domain.Invalid)
		dump := h.dump("shared_goal", "shared_revision", "household_version", "shared_answer", "event")
		if strings.Contains(dump, canary) {
			t.Error("a text stands readable in the database")
		}
	})
}

// dump is every byte column of the tables.
func (h *family) dump(tables ...string) string {
	h.t.Helper()
	var b strings.Builder
	for _, table := range tables {
		column := map[string]string{"event": "note"}[table]
		if column == "" {
			column = "body_sealed"
		}
		rows, err := h.Raw().QueryContext(h.t.Context(), "SELECT "+column+" FROM "+table)
		h.ok(err)
		for rows.Next() {
			var v []byte
			h.ok(rows.Scan(&v))
			b.Write(v)
		}
		h.ok(rows.Err())
		h.ok(rows.Close())
	}
	return b.String()
}
