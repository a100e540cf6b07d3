package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// meetings are talks with how many named persons took part; 0 for one that is counted only.
var meetings = []struct {
	day                               domain.Day
	form, kind, language, interpreter string
	persons                           int
	org                               domain.OrgID
}{
	{"2026-01-31", "phone", "brief", "ar", "none", 1, testkit.OrgBridge},
	{"2026-02-01", "in_person", "counselling", "ar", "phone", 1, testkit.OrgBridge},
	{"2026-02-10", "in_person", "counselling", "ar", "phone", 0, testkit.OrgBridge},
	{"2026-02-28", "in_person", "counselling", "ar", "phone", 2, testkit.OrgBridge},
	{"2026-02-28", "in_person", "counselling", "uk", "phone", 1, testkit.OrgBridge},
	{"2026-02-28", "group", "planning", "ar", "person", 2, testkit.OrgBridge},
	{"2026-02-28", "in_person", "counselling", "ar", "phone", 1, testkit.OrgHarbour},
	{"2026-03-01", "phone", "brief", "ar", "none", 1, testkit.OrgBridge},
	{"2026-03-31", "phone", "brief", "ar", "none", 0, testkit.OrgBridge},
	{"2026-04-01", "phone", "brief", "ar", "none", 1, testkit.OrgBridge},
}

// counted is what somebody counted of meetings by hand for the bridge, from February to March.
var counted = []string{
	"2026-02 group planning ar person: 1 talk of 2",
	"2026-02 in_person counselling ar phone: 3 talk of 3",
	"2026-02 in_person counselling uk phone: 1 talk of 1",
	"2026-03 phone brief ar none: 2 talk of 1",
}

// TestTalkCounts compares what is counted with a table made by hand, and looks how the statement is run.
func TestTalkCounts(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		who := []domain.PersonID{c.Person("sami"), c.Person("olena")}
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			for i, m := range meetings {
				talk := domain.Talk{
					ID: domain.TalkID(1000 + 10*i), Meeting: domain.TalkID(1000 + 10*i), Org: m.org, User: c.User("manager_a"),
					Day: m.day, Type: m.form, Kind: m.kind, Minutes: "to_30", Language: m.language, Interpreter: m.interpreter,
				}
				if m.persons == 0 {
					if err := tx.CountTalk(ctx, talk); err != nil {
						return err
					}
				}
				for _, p := range who[:m.persons] {
					talk.Person = p
					if err := tx.SaveTalk(ctx, talk); err != nil {
						return err
					}
					talk.ID++
				}
			}
			found, err := tx.TalkCounts(ctx, testkit.OrgBridge, "2026-02-01", "2026-03-31")
			if err != nil {
				return err
			}
			var got []string
			for _, n := range found {
				got = append(got, fmt.Sprintf("%s %s %s %s %s: %d talk of %d", n.Month, n.Type, n.Kind, n.Language, n.Interpreter, n.Talks, n.Persons))
			}
			if !slices.Equal(got, counted) {
				t.Errorf("counted\n%s\nby hand\n%s", strings.Join(got, "\n"), strings.Join(counted, "\n"))
			}
			return nil
		})
	})
}

// TestTalkStatements: talks are found by the person or by the organisation and its days, never by reading all of them.
func TestTalkStatements(t *testing.T) {
	c := testkit.New(t)
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		if _, err := tx.TalkCounts(ctx, testkit.OrgBridge, "2026-01-01", "2026-12-31"); err != nil {
			return err
		}
		if _, err := tx.Talks(ctx, c.Person("sami"), 0, 5); err != nil {
			return err
		}
		_, err := tx.Talk(ctx, c.Person("sami"), 1)
		if domain.KindOf(err) == domain.NotFound {
			err = nil
		}
		return err
	})
	seen := 0
	for _, q := range c.DB.Statements() {
		if !strings.Contains(q, "FROM talk") {
			continue
		}
		seen++
		steps, err := c.DB.Explain(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(steps, func(s string) bool { return strings.HasPrefix(s, "SCAN") }); i >= 0 {
			t.Errorf("%s in\n%s", steps[i], q)
		}
	}
	if seen != 3 {
		t.Errorf("%d statements, want 3", seen)
	}
}
