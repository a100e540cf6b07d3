package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestNewSlipIsTold makes a new slip for somebody who is signed in: the old slip and every session end, and the person is told by whom,
// alone and until they have put it away.
func TestNewSlipIsTold(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		ctx, sami := t.Context(), c.Person("sami")
		told := func(by domain.Actor) []domain.Notice {
			t.Helper()
			page, err := c.Me(ctx, by)
			if err != nil {
				t.Fatal(err)
			}
			return page.Notices
		}
		token := c.Token("sami", domain.SessionOwn)
		if n := told(c.Actor("sami")); len(n) != 0 {
			t.Fatalf("told %v before anything was done", n)
		}
		slip, err := c.IssueSlip(ctx, c.Actor("manager_a"), sami)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.ActorByToken(ctx, token); domain.KindOf(err) != domain.NotFound {
			t.Errorf("a session of before: %v, want NotFound", err)
		}
		if slip.Code == "" {
			t.Error("no slip")
		}
		list := told(c.Actor("sami"))
		if len(list) != 1 || list[0].Kind != domain.NoticeSlipReplaced || list[0].Actor != c.User("manager_a") || list[0].Name == "" || list[0].OrgName == "" {
			t.Fatalf("told %+v, want one notice by manager_a", list)
		}
		if n := told(c.Actor("olena")); len(n) != 0 {
			t.Errorf("somebody else is told %v", n)
		}
		for _, other := range []string{"olena", "manager_a"} {
			if err := c.PutAwayNotice(ctx, c.Actor(other), list[0].ID); domain.KindOf(err) != domain.NotFound {
				t.Errorf("%s puts it away: %v, want NotFound", other, err)
			}
		}
		if err := c.PutAwayNotice(ctx, c.Acting("manager_a", "sami"), list[0].ID); domain.KindOf(err) != domain.NotFound {
			t.Errorf("who acts for the person puts it away: %v, want NotFound", err)
		}
		for range 2 { // a second click
			if err := c.PutAwayNotice(ctx, c.Actor("sami"), list[0].ID); err != nil {
				t.Fatal(err)
			}
		}
		if n := told(c.Actor("sami")); len(n) != 0 {
			t.Errorf("still told %v", n)
		}
	})
}
