package app_test

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A family is a play in which sami and olena live together.
type family struct {
	*play
	olena domain.PersonID
	her   domain.Actor // olena on the own phone
}

// eachHouse runs f on both engines, with a household that both adults have joined.
func eachHouse(t *testing.T, f func(t *testing.T, h *family)) {
	t.Helper()
	eachPlay(t, func(t *testing.T, p *play) {
		h := &family{p, p.Person("olena"), p.Actor("olena")}
		p.ok(p.InviteMember(t.Context(), p.manager, p.sami, domain.Invitation{Person: h.olena}))
		h.join(p.own)
		h.join(h.her)
		f(t, h)
	})
}

func (h *family) page(by domain.Actor, p domain.PersonID) app.HouseholdPage {
	h.t.Helper()
	page, err := h.Household(h.t.Context(), by, p)
	h.ok(err)
	return page
}

func (h *family) join(by domain.Actor) {
	h.t.Helper()
	h.ok(h.JoinHousehold(h.t.Context(), by, domain.JoinRequest{
		Household: h.page(by, by.Person).Household.ID, Terms: testkit.Terms, PIN: testkit.PIN,
	}))
}

// shared saves a goal of the household, with one measure of olena and one of all.
func (h *family) shared(german string) domain.SharedGoal {
	h.t.Helper()
	words := domain.PlanText{German: german, Own: german, OwnLang: "ar"}
	h.ok(h.SaveSharedGoal(h.t.Context(), h.manager, h.sami, domain.SharedGoal{
		Domain: "housing", Text: words, Due: "2027-03-01", Measures: []domain.SharedMeasure{
			{Who: "person", Member: h.olena, Text: words, State: "open"}, {Who: "person", Text: words, State: "open"},
		},
	}, ""))
	goals := h.page(h.manager, h.sami).Goals
	return goals[len(goals)-1]
}

// say answers the goal as it stands for the person.
func (h *family) say(by domain.Actor, g domain.SharedGoalID, a domain.Answer, words string) error {
	h.t.Helper()
	goal, ok := h.page(by, by.Person).Goal(g)
	if !ok {
		h.t.Fatalf("%d does not see the goal", by.Person)
	}
	return h.AnswerShared(h.t.Context(), by, domain.SharedAnswer{Goal: g, Version: goal.Version, Answer: a, Objection: words, Explained: "Rana"}, "")
}

// frozen makes version 1 of one goal.
func (h *family) frozen() domain.SharedGoal {
	h.t.Helper()
	g := h.shared("Eine Wohnung finden")
	h.ok(h.OfferShared(h.t.Context(), h.manager, h.sami))
	h.ok(h.say(h.own, g.ID, domain.AnswerAgreed, ""))
	h.ok(h.say(h.her, g.ID, domain.AnswerAgreed, ""))
	h.ok(h.FreezeHousehold(h.t.Context(), h.manager, h.sami))
	return g
}

func (h *family) sql(format string, args ...any) {
	h.t.Helper()
	_, err := h.Raw().ExecContext(h.t.Context(), fmt.Sprintf(format, args...))
	h.ok(err)
}

// TestHouseholdAgrees: nothing is shared before an adult consents; each answers, words stay with the own person and manager; the version
// holds what all agreed and never changes.
func TestHouseholdAgrees(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		h := &family{p, p.Person("olena"), p.Actor("olena")}
		p.ok(p.InviteMember(ctx, p.manager, p.sami, domain.Invitation{Person: h.olena}))
		g := h.shared("Eine Wohnung finden")
		p.ok(p.OfferShared(ctx, p.manager, p.sami))
		if page := h.page(h.her, h.olena); page.Open || len(page.Goals) > 0 || len(page.Household.Members) != 1 {
			t.Errorf("who is only invited sees %+v", page.SharedPart)
		}
		p.is("an answer before joining", p.AnswerShared(ctx, h.her, domain.SharedAnswer{Goal: g.ID, Version: 1, Answer: domain.AnswerAgreed}, ""), domain.NotFound)
		h.join(p.own)
		h.join(h.her)
		p.ok(h.say(p.own, g.ID, domain.AnswerAgreed, ""))
		p.is("a version with an open answer", p.FreezeHousehold(ctx, p.manager, p.sami), domain.Invalid)
		p.ok(h.say(h.her, g.ID, domain.AnswerObjected, "Zuerst ein Zimmer für das Kind"))
		p.is("a version with an objection", p.FreezeHousehold(ctx, p.manager, p.sami), domain.Invalid)
		his, hers, managers := h.page(p.own, p.sami), h.page(h.her, h.olena), h.page(p.manager, p.sami)
		if a := his.Goals[0].Answer(h.olena); a.Answer != domain.AnswerObjected || a.Objection != "" || a.Explained != "" {
			t.Errorf("the other member reads %+v", a)
		}
		if hers.Goals[0].Answer(h.olena).Objection == "" || managers.Goals[0].Answer(h.olena).Objection == "" {
			t.Error("the own words are missing")
		}
		p.ok(h.say(h.her, g.ID, domain.AnswerAgreed, ""))
		p.ok(p.FreezeHousehold(ctx, p.manager, p.sami))
		p.is("the same version twice", p.FreezeHousehold(ctx, p.manager, p.sami), domain.Invalid)
		first := h.page(p.own, p.sami).Versions[0]
		if first.No != 1 || !reflect.DeepEqual(first.Adults, h.page(p.own, p.sami).Household.Adults()) || len(first.Adults) != 2 || first.Hash == "" {
			t.Errorf("the version is %+v", first)
		}
		h.change(g.ID)
		if now := h.page(p.own, p.sami).Versions[0]; !reflect.DeepEqual(now, first) {
			t.Errorf("the version became %+v", now)
		}
	})
}

// change moves the due date, has it agreed anew and makes version 2; a measure that is done asks nobody.
func (h *family) change(id domain.SharedGoalID) {
	h.t.Helper()
	ctx := h.t.Context()
	g, _ := h.page(h.manager, h.sami).Goal(id)
	g.Measures[0].State = "done"
	h.ok(h.SaveSharedGoal(ctx, h.manager, h.sami, g, ""))
	h.is("an old form", h.SaveSharedGoal(ctx, h.manager, h.sami, g, ""), domain.Conflict)
	g, _ = h.page(h.manager, h.sami).Goal(id)
	if !g.Offered || !g.AgreedBy([]domain.PersonID{h.sami, h.olena}) {
		h.t.Errorf("a measure that is done asks anew: %+v", g)
	}
	g.Due = "2027-06-01"
	h.ok(h.SaveSharedGoal(ctx, h.manager, h.sami, g, ""))
	h.is("an answer to an old goal", h.AnswerShared(ctx, h.own, domain.SharedAnswer{Goal: id, Version: g.Version, Answer: domain.AnswerAgreed}, ""), domain.Conflict)
	if g, _ = h.page(h.manager, h.sami).Goal(id); g.Offered || len(g.Answers) > 0 {
		h.t.Errorf("after the change the goal is %+v", g)
	}
}

// TestHouseholdIsRevoked: one revocation hides the shared part from staff at once, at reading and writing; the members go on, and a new
// release opens it again.
func TestHouseholdIsRevoked(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		g := h.frozen()
		page, err := h.Releases(ctx, h.her)
		h.ok(err)
		for _, r := range page.InForce() {
			if r.Section == domain.SectionPlan {
				h.ok(h.TakeBack(ctx, h.her, r.ID))
			}
		}
		shut := h.page(h.manager, h.sami)
		if shut.Open || len(shut.Goals)+len(shut.Versions)+len(shut.Household.Members) > 0 {
			t.Errorf("staff still see %+v", shut)
		}
		for what, err := range map[string]error{
			"a change":     h.SaveSharedGoal(ctx, h.manager, h.sami, g, ""),
			"an offer":     h.OfferShared(ctx, h.manager, h.sami),
			"a version":    h.FreezeHousehold(ctx, h.manager, h.sami),
			"an outcome":   h.ReachSharedGoal(ctx, h.manager, h.sami, g.ID, g.Version, domain.Outcome{}),
			"a removal":    h.RemoveSharedGoal(ctx, h.manager, h.sami, g.ID, g.Version),
			"an exclusion": h.TakeOutMember(ctx, h.manager, h.sami, h.olena),
		} {
			h.is(what+" without a release", err, domain.NotFound)
		}
		if own := h.page(h.own, h.sami); len(own.Goals) != 1 || len(own.Versions) != 1 || own.Goals[0].Version != g.Version {
			t.Errorf("the other member sees %+v", own)
		}
		if hers := h.page(h.her, h.olena); hers.Shown || len(hers.Goals) != 1 {
			t.Errorf("who took it back sees %+v", hers)
		}
		h.join(h.her)
		if again := h.page(h.manager, h.sami); !again.Open || len(again.Versions) != 1 {
			t.Errorf("after the new release staff see %+v", again)
		}
	})
}

// TestJoinTwice: who is in already and joins once more writes nothing into the access books of the others, and gives no second release; on a
// later day the release is given anew.
func TestJoinTwice(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		releases := func() int {
			page, err := h.Releases(t.Context(), h.her)
			h.ok(err)
			return len(page.Releases)
		}
		before, given := h.head(), releases()
		h.join(h.her)
		if got := h.events(before); len(got) != 1 || got[0].Person != h.olena || releases() != given {
			t.Errorf("%d releases after %d, the books say %+v", releases(), given, got)
		}
		h.Clock.AddDays(1)
		before = h.head()
		h.join(h.her)
		if got := h.events(before); len(got) != 1 || got[0].Person != h.olena || releases() != given+1 {
			t.Errorf("the next day: %d releases after %d, the books say %+v", releases(), given, got)
		}
	})
}

// TestMemberLeaves: who leaves during an open agreement keeps the versions agreed to, sees nothing newer, and holds up nobody.
func TestMemberLeaves(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		h.frozen()
		g := h.shared("Deutsch zu Hause sprechen")
		h.ok(h.OfferShared(ctx, h.manager, h.sami))
		h.ok(h.say(h.own, g.ID, domain.AnswerAgreed, ""))
		before := h.head()
		h.ok(h.LeaveHousehold(ctx, h.her))
		if events := h.events(before); len(events) != 2 || events[0].Person != h.sami || events[0].Rule != domain.RuleHousehold || events[1].Person != h.olena {
			t.Errorf("told are %+v", events)
		}
		h.is("leaving twice", h.LeaveHousehold(ctx, h.her), domain.NotFound)
		h.ok(h.FreezeHousehold(ctx, h.manager, h.sami))
		hers := h.page(h.her, h.olena)
		if hers.Household.ID != 0 || len(hers.Goals)+len(hers.Versions) > 0 || len(hers.Copies) != 1 || hers.Copies[0].No != 1 {
			t.Errorf("who left has %+v", hers)
		}
		if name, erased := hers.Name(h.sami); name.Latin != "Sami Haddad" || erased {
			t.Errorf("the copy names %q", name.Latin)
		}
		h.sql("UPDATE person SET name_latin = 'Somebody Else' WHERE id = %d", h.sami)
		hers = h.page(h.her, h.olena)
		if name, _ := hers.Name(h.sami); name.Latin != "Sami Haddad" {
			t.Errorf("the copy tells the later name %q", name.Latin)
		}
		his := h.page(h.own, h.sami)
		if _, ok := his.Household.Responsible(g.Measures[0]); ok || len(his.Versions) != 2 {
			t.Errorf("for the rest stands %+v", his)
		}
		if who, _ := his.Household.Member(h.olena); who.Left == 0 || who.TakenOut || who.Name.Latin == "" {
			t.Errorf("the rest is told %+v", who)
		}
		h.Clock.AddDays(1)
		h.ok(h.InviteMember(ctx, h.manager, h.sami, domain.Invitation{Person: h.olena}))
		h.join(h.her)
		if hers := h.page(h.her, h.olena); len(hers.Goals) != 2 || hers.Goals[0].Answer(h.olena).Answer != domain.AnswerOpen || len(hers.Versions) != 0 || len(hers.Copies) != 1 {
			t.Errorf("who comes back has %+v", hers)
		}
		h.ok(h.TakeOutMember(ctx, h.manager, h.olena, h.sami))
		if his := h.page(h.own, h.sami); len(his.Copies) != 2 || his.Copies[0].Hash == "" {
			t.Errorf("who was taken out has %+v", his.Copies)
		}
		h.sql("DELETE FROM person_key WHERE person_id = %d", h.olena)
		his = h.page(h.own, h.sami)
		if name, erased := his.Name(h.olena); !erased || name != (domain.Name{}) {
			t.Errorf("the copy names somebody erased: %q", name.Latin)
		}
	})
}

// TestDesertedHousehold: who was only invited opens nothing once everybody who shared has left, neither for the own eyes nor for staff.
func TestDesertedHousehold(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		h := &family{p, p.Person("olena"), p.Actor("olena")}
		p.ok(p.InviteMember(t.Context(), p.manager, p.sami, domain.Invitation{Person: h.olena}))
		h.join(p.own)
		h.shared("Eine Wohnung finden")
		p.ok(p.OfferShared(t.Context(), p.manager, p.sami))
		house := h.page(h.her, h.olena).Household.ID
		p.ok(p.LeaveHousehold(t.Context(), p.own))
		p.is("joining where nobody is left", p.JoinHousehold(t.Context(), h.her, domain.JoinRequest{Household: house, Terms: testkit.Terms}), domain.Conflict)
		for _, by := range []domain.Actor{h.her, p.manager} {
			if page := h.page(by, h.olena); page.Open || len(page.Goals)+len(page.Versions) > 0 {
				t.Errorf("%d reads %+v", by.User, page)
			}
		}
		p.ok(p.LeaveHousehold(t.Context(), h.her))
	})
}

// TestMemberIsErased: the rest stays readable, without the name and the words; the last one takes everything along.
func TestMemberIsErased(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		g := h.frozen()
		h.ok(h.say(h.her, g.ID, domain.AnswerObjected, "nein"))
		h.sql("DELETE FROM person_key WHERE person_id = %d", h.olena)
		for _, by := range []domain.Actor{h.own, h.manager} {
			page := h.page(by, h.sami)
			name, erased := page.Name(h.olena)
			if !page.Open || len(page.Goals) != 1 || len(page.Versions) != 1 || !erased || name != (domain.Name{}) {
				t.Errorf("%d reads %+v", by.User, page)
			}
			if a := page.Goals[0].Answer(h.olena); a.Objection != "" {
				t.Errorf("the words of the erased are %q", a.Objection)
			}
		}
		h.is("a measure for the erased", h.SaveSharedGoal(ctx, h.manager, h.sami, domain.SharedGoal{
			Domain: "housing", Text: g.Text, Measures: g.Measures,
		}, ""), domain.Invalid)
		g.Due = "2027-08-01" // what stood in the goal may stay
		h.ok(h.SaveSharedGoal(ctx, h.manager, h.sami, g, ""))
		h.ok(h.OfferShared(ctx, h.manager, h.sami))
		for _, x := range h.page(h.own, h.sami).Goals {
			h.ok(h.say(h.own, x.ID, domain.AnswerAgreed, ""))
		}
		h.ok(h.FreezeHousehold(ctx, h.manager, h.sami))
		if _, found, err := h.DB.Verify(ctx); err != nil || found != nil {
			t.Errorf("the record: %+v, %v", found, err)
		}
		h.sql("DELETE FROM person_key WHERE person_id = %d", h.sami)
		h.Write(func(ctx context.Context, tx *store.Tx) error {
			for _, p := range []domain.PersonID{h.sami, h.olena} {
				_, err := tx.Household(ctx, h.own, p)
				h.is("the household without a key", err, domain.NotFound)
			}
			return nil
		})
	})
}

// TestAnswersAtOnce: two adults and the manager at the same second; every acknowledged answer counts, and at most one version is made.
func TestAnswersAtOnce(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		g := h.shared("Eine Wohnung finden")
		h.ok(h.OfferShared(ctx, h.manager, h.sami))
		var errs [4]error
		var wait sync.WaitGroup
		for i, f := range []func() error{
			func() error {
				return h.AnswerShared(ctx, h.own, domain.SharedAnswer{Goal: g.ID, Version: 1, Answer: domain.AnswerAgreed, Explained: "Rana"}, "")
			},
			func() error {
				return h.AnswerShared(ctx, h.her, domain.SharedAnswer{Goal: g.ID, Version: 1, Answer: domain.AnswerAgreed, Explained: "Rana"}, "")
			},
			func() error { return h.FreezeHousehold(ctx, h.manager, h.sami) },
			func() error { return h.FreezeHousehold(ctx, h.manager, h.olena) },
		} {
			wait.Go(func() { errs[i] = f() })
		}
		wait.Wait()
		h.ok(errs[0])
		h.ok(errs[1])
		if err := h.FreezeHousehold(ctx, h.manager, h.sami); err != nil && (errs[2] != nil && errs[3] != nil) {
			t.Errorf("no version: %v", err)
		}
		page := h.page(h.manager, h.sami)
		if len(page.Versions) != 1 || page.Household.Version != 1 || !page.Goals[0].AgreedBy([]domain.PersonID{h.sami, h.olena}) {
			t.Errorf("after all stands %+v", page)
		}
	})
}
