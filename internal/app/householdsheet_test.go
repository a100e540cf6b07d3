package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestPrintHousehold: a member prints what is shared; printing by the manager stands in the book of each member once, and ends with the first
// release that is taken back.
func TestPrintHousehold(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		h.frozen()
		before := h.head()
		mine, err := h.PrintHousehold(ctx, h.own, h.sami)
		h.ok(err)
		if len(mine.Goals) != 1 || len(mine.Versions) != 1 || len(h.events(before)) != 0 {
			t.Errorf("the member prints %+v, %d events", mine.SharedPart, len(h.events(before)))
		}
		for range 2 {
			_, err = h.PrintHousehold(ctx, h.manager, h.sami)
			h.ok(err)
		}
		told := map[domain.PersonID]domain.Rule{}
		for _, e := range h.events(before) {
			if e.Action == domain.PrintPlan {
				told[e.Person] = e.Rule
			}
		}
		if len(h.events(before)) != 2 || told[h.sami] != domain.RuleManaged || told[h.olena] != domain.RuleHousehold {
			t.Errorf("the record says %v in %d events", told, len(h.events(before)))
		}
		for _, p := range []domain.PersonID{h.sami, h.olena} {
			soFar := len(h.events(before))
			_, err = h.PrintPlan(ctx, h.manager, p)
			h.ok(err)
			if len(h.events(before)) != soFar+1 {
				t.Errorf("the record does not say that the own plan of %v was printed soon after", p)
			}
		}
		_, err = h.PrintHousehold(ctx, h.Actor("manager_b"), h.sami)
		h.is("by a colleague", err, domain.NotFound)
		h.back(domain.SectionPlan, testkit.OrgBridge)
		_, err = h.PrintHousehold(ctx, h.manager, h.sami)
		h.is("after a release was taken back", err, domain.NotFound)
		h.ok(h.LeaveHousehold(ctx, h.her))
		_, err = h.PrintHousehold(ctx, h.her, h.olena)
		h.is("by somebody who has left", err, domain.NotFound)
	})
}
