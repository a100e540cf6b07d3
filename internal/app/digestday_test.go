package app_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TestDigestNoServer: while the mail server gives no answer a round ends with the first letter, and the next one goes on with the others.
func TestDigestNoServer(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		second := s.Actor("agent_2")
		s.wants(second, "post-2@amt.example")
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.AddSubstitution(ctx, second.User, s.agent.User, tx.Today, tx.Today.AddDays(9))
		})
		var asked atomic.Int32
		s.office.Answer(func(verb string) string {
			if verb == "220" {
				asked.Add(1)
			}
			return "no mail here"
		})
		for _, want := range []int32{1, 2, 2} {
			s.gets("no answer", 0)
			if asked.Load() != want {
				t.Errorf("asked %d times, want %d", asked.Load(), want)
			}
		}
		s.office.Answer(nil)
		s.Clock.Add(5 * time.Minute)
		s.gets("both are tried again", 2)
	})
}

// TestDigestDay walks the hour through the days on which Berlin changes its clocks: one letter a day, from the hour on.
func TestDigestDay(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		s.ok(s.SaveDigestSetting(t.Context(), s.agent, domain.DigestSetting{Off: true}))
		s.respond(s.coordinations()[0], "counter")
		s.wants(s.manager, "post-3@amt.example")
		night := s.hired(2)
		for _, tc := range []struct {
			at    string // UTC
			night bool
			want  int
		}{
			{"2026-03-27T22:59:00Z", false, 1}, // Friday, late: the server was down in the morning
			{"2026-03-27T23:00:00Z", false, 0}, // Saturday has begun
			{"2026-03-28T05:59:00Z", false, 0},
			{"2026-03-28T06:00:00Z", false, 1}, // 7 o'clock, winter
			{"2026-03-28T22:59:00Z", false, 0},
			{"2026-03-29T00:59:00Z", true, 0}, // 1:59, and then it is 3 o'clock
			{"2026-03-29T01:00:00Z", true, 1},
			{"2026-03-29T05:00:00Z", false, 0}, // the same day
			{"2026-03-30T04:59:00Z", false, 0},
			{"2026-03-30T05:00:00Z", false, 1}, // 7 o'clock, summer
			{"2026-10-24T05:00:00Z", false, 1},
			{"2026-10-25T00:30:00Z", true, 1}, // 2:30 in summer time
			{"2026-10-25T01:30:00Z", true, 0}, // and 2:30 once more
			{"2026-10-26T05:59:00Z", false, 0},
			{"2026-10-26T06:00:00Z", false, 1},
		} {
			at, err := time.Parse(time.RFC3339, tc.at)
			s.ok(err)
			s.Clock.Set(at)
			s.courier = s.hired(7)
			if tc.night {
				s.courier = night
			}
			s.gets(tc.at, tc.want)
		}
	})
}

// TestDigestSetting: an address that is none is refused, and the record has no address.
func TestDigestSetting(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		for _, bad := range []string{
			"", "jana", "jana@", "@amt.example", "a b@amt.example", "a@amt", "a@amt.example\r\nBcc: b@c.example", "A <a@amt.example>", "a@amt.example,b@amt.example",
			"a|b@amt.example", "a/b@amt.example", "b.example!a@amt.example", "a%b.example@amt.example", "a@10.0.0.12", "a@[10.0.0.12]",
		} {
			s.is(bad, s.SaveDigestSetting(t.Context(), s.agent, domain.DigestSetting{Address: bad}), domain.Invalid)
		}
		before := s.head()
		s.wants(s.agent, "o'neil+post@amt.example")
		if e := s.events(before); len(e) != 1 || e[0].Action != domain.SaveDigestSetting || e[0].Note != "on" {
			t.Errorf("the record says %+v", e)
		}
		page, err := s.DigestSetting(t.Context(), s.agent)
		if err != nil || page.Address != "o'neil+post@amt.example" || page.Off || page.Sent {
			t.Errorf("%+v, %v", page, err)
		}
		with := *s.App
		with.Courier = s.courier
		if page, err = with.DigestSetting(t.Context(), s.agent); err != nil || !page.Sent || page.Hour != 7 {
			t.Errorf("%+v, %v", page, err)
		}
	})
}

// TestDigestRuns: a process sends at once what is due in all its tenants, and ends when it is asked to; one without mail server does nothing.
func TestDigestRuns(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		cities := func(context.Context) ([]*app.App, error) { return []*app.App{s.Ulm.App, s.App}, nil }
		(*app.Courier)(nil).Run(t.Context(), cities)
		ctx, end := context.WithCancel(t.Context())
		s.office.Answer(func(verb string) string {
			if verb == "QUIT" {
				end()
			}
			return ""
		})
		s.courier.Run(ctx, cities)
		s.gets("what was sent while it was asked to end", 0)
		if n := len(s.office.Letters()); n != 1 {
			t.Errorf("%d letters", n)
		}
	})
}
