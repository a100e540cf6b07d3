package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// Ages in years: of an adult, and of who can act for themselves in social matters (SGB I section 36).
const (
	fullAge = 18
	ownAge  = 15
)

// checkInvited finds why somebody is not to be asked into h now: they have declined a short while ago, too many were there before, or what
// they have released of themselves says another age.
func checkInvited(ctx context.Context, tx *store.Tx, h domain.Household, who domain.Invitation, d *deed) error {
	declined, err := tx.Declined(ctx, who.Person)
	if err != nil {
		return err
	}
	if declined > domain.InviteAgain(tx.Now) {
		return wrong("member", "choose") // no form of ours offers them
	}
	if _, was := h.Member(who.Person); !was {
		if err := domain.Room(len(h.Members), domain.MaxEverMembers, "member"); err != nil {
			return err
		}
	}
	if !d.facts.Released.Has(domain.SectionIdentity) {
		return nil
	}
	known, err := tx.Entries(ctx, who.Person, domain.SetOf(domain.SectionIdentity))
	if err != nil {
		return err
	}
	if slices.ContainsFunc(known, func(e domain.Entry) bool { return e.Identity != nil && otherAge(e.Identity.Birth, who.Child, tx.Today) }) {
		return wrong("member", "memberAge")
	}
	return nil
}

// otherAge tells whether somebody with this birth is an adult who is called a child, or a child who is asked like an adult. A birth that is
// not known, or not well enough, says nothing.
func otherAge(birth *domain.PartialDate, child bool, today domain.Day) bool {
	at, ok := calendar.Of(birth)
	if !ok || birth.Circa {
		return false
	}
	first, last := at.Interval()
	if child {
		return last.AddMonths(fullAge*12) <= today
	}
	return first.AddMonths(ownAge*12) > today
}
