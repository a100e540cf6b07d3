package app_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A sorting is a play with a mail server and what hands digests to it from 7 o'clock on.
type sorting struct {
	*play
	office  *testkit.PostOffice
	courier *app.Courier
	log     bytes.Buffer
}

// newSorting lets the agent want the digest and have two goals to answer.
func newSorting(p *play) *sorting {
	p.t.Helper()
	s := &sorting{play: p, office: &testkit.PostOffice{TLS: true, User: "aufwind"}}
	s.office.Open(p.t)
	s.courier = s.hired(7)
	p.share(p.agree("Arbeit finden", "Wohnung finden")...)
	s.wants(p.agent, "post-1@amt.example")
	return s
}

// eachSorting runs f on both engines.
func eachSorting(t *testing.T, f func(t *testing.T, s *sorting)) {
	t.Helper()
	eachPlay(t, func(t *testing.T, p *play) { f(t, newSorting(p)) })
}

// hired is a courier of one process that begins at the hour.
func (s *sorting) hired(hour int) *app.Courier {
	return app.NewCourier(s.office.Server(), hour, func(_ context.Context, tenant string) (app.Links, error) {
		at := "https://" + tenant + ".example"
		return app.Links{Agent: at + "/a", Manager: at + "/m", Setting: at + "/s"}, nil
	}, slog.New(slog.NewTextHandler(&s.log, nil)))
}

func (s *sorting) wants(by domain.Actor, address string) {
	s.t.Helper()
	s.ok(s.SaveDigestSetting(s.t.Context(), by, domain.DigestSetting{Address: address}))
}

// round lets a process send what is due; it may run beside the test.
func (s *sorting) round(c *app.Courier, a *app.App) {
	s.t.Helper()
	if err := c.Round(context.WithoutCancel(s.t.Context()), a); err != nil {
		s.t.Error(err)
	}
}

// gets checks that one round of the courier brings so many letters, and returns the last one's text.
func (s *sorting) gets(what string, want int) string {
	s.t.Helper()
	before := len(s.office.Letters())
	s.round(s.courier, s.App)
	letters := s.office.Letters()
	if n := len(letters) - before; n != want {
		s.t.Fatalf("%s: %d letters, want %d", what, n, want)
	}
	if len(letters) == 0 {
		return ""
	}
	_, text := s.read(letters[len(letters)-1])
	return text
}

// read takes a letter apart.
func (s *sorting) read(l testkit.Letter) (subject, text string) {
	s.t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(l.Raw))
	s.ok(err)
	subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	s.ok(err)
	body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	s.ok(err)
	return subject, string(body)
}

// namesNobody checks that a letter has no part of a name of anybody in the city, and nothing of the plan.
func (s *sorting) namesNobody(l testkit.Letter) {
	s.t.Helper()
	secret := []string{"Arbeit", "Wohnung", "Jobcenter", "Brücke", "Lindenweg", s.sami.String()}
	members, err := s.Members(s.t.Context(), domain.Operator())
	s.ok(err)
	for _, m := range members {
		secret = append(secret, strings.Fields(m.Name+" "+m.Username)...)
	}
	for _, name := range []string{"sami", "olena", "yonas"} {
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			p, err := tx.Person(ctx, s.Person(name))
			secret = append(secret, strings.Fields(p.Name.Latin+" "+p.Name.Native)...)
			return err
		})
	}
	subject, text := s.read(l)
	for _, word := range secret {
		if strings.Contains(strings.ToLower(l.Raw+subject+text), strings.ToLower(word)) {
			s.t.Errorf("the letter says %q:\n%s\n%s", word, l.Raw, text)
		}
	}
	if len(secret) < 40 {
		s.t.Errorf("only %d names were looked for", len(secret))
	}
}

// TestDigest: what waits is counted as the inbox shows it, once a day, without a word about anybody; nothing is sent when nothing waits.
func TestDigest(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		before := s.head()
		text := s.gets("the first day", 1)
		l := s.office.Letters()[0]
		if l.To != "post-1@amt.example" || !l.Secure || l.User != "aufwind" {
			t.Errorf("it went as %+v", l)
		}
		if !strings.Contains(text, i18n.De.DigestProposals(2)) || !strings.Contains(text, "https://stuttgart.example/a") ||
			!strings.Contains(text, "https://stuttgart.example/s") || strings.Contains(text, "/m") || strings.Contains(text, i18n.De.DigestLate(2)) {
			t.Errorf("it says %s", text)
		}
		written := s.events(before)
		if len(written) != 1 || written[0].Action != domain.SendDigest || written[0].Rule != domain.RuleMachine || written[0].Person != 0 ||
			written[0].Object != int64(s.agent.User) || written[0].Note != "proposals=2 late=0 answers=0" {
			t.Errorf("the record says %+v", written)
		}
		s.namesNobody(l)
		s.gets("once more the same day", 0)
		s.Clock.AddDays(14)
		s.gets("the last day of the response time", 1)
		s.Clock.AddDays(1)
		if text := s.gets("the day after", 1); !strings.Contains(text, i18n.De.DigestLate(2)) {
			t.Errorf("two goals are late: %s", text)
		}
		goals := s.coordinations()
		s.respond(goals[0], "agree")
		s.Clock.AddDays(1)
		if text := s.gets("one is answered", 1); !strings.Contains(text, i18n.De.DigestProposals(1)) || !strings.Contains(text, i18n.De.DigestLate(1)) {
			t.Errorf("one goal waits: %s", text)
		}
		s.Clock.AddDays(1)
		s.back(domain.SectionPlan, testkit.OrgJobcenter)
		s.back(domain.SectionPlan, testkit.OrgJobcenter)
		s.gets("nothing waits: the other is taken back", 0)
		written = s.events(before)
		if n := len(written); written[n-1].Action == domain.SendDigest {
			t.Errorf("the record says %+v", written[n-1])
		}
	})
}

// TestDigestReaders: who stands in and the manager get the own counts in the own language; who is locked or has switched it off gets none,
// and the other tenant none of it.
func TestDigestReaders(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		second := s.Actor("agent_2")
		s.wants(second, "post-2@amt.example")
		s.gets("a colleague has nothing to answer", 1)
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.AddSubstitution(ctx, second.User, s.agent.User, tx.Today, tx.Today.AddDays(9))
		})
		s.wants(s.manager, "post-3@amt.example")
		s.wants(s.Actor("manager_c"), "post-4@amt.example")
		s.respond(s.coordinations()[0], "counter")
		s.Clock.AddDays(1)
		s.gets("agent, colleague and manager", 3)
		for _, l := range s.office.Letters()[1:] {
			want := i18n.De.DigestProposals(1)
			if l.To == "post-3@amt.example" {
				want = i18n.De.DigestAnswers(1)
			}
			if _, text := s.read(l); !strings.Contains(text, want) {
				t.Errorf("%s reads %s", l.To, text)
			}
			s.namesNobody(l)
		}
		s.Clock.AddDays(1)
		_, err := s.LockUser(t.Context(), domain.Operator(), "agent_2")
		s.ok(err)
		s.ok(s.SaveDigestSetting(t.Context(), s.manager, domain.DigestSetting{Address: "post-3@amt.example", Off: true}))
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			if kept, err := tx.DigestSetting(ctx, second.User); err != nil || kept.Address != "" {
				t.Errorf("of who is locked %+v stays, %v", kept, err)
			}
			return nil
		})
		s.gets("the agent alone", 1)
		s.Clock.AddDays(1)
		s.ok(s.SaveDigestSetting(t.Context(), s.agent, domain.DigestSetting{Off: true}))
		s.gets("nobody", 0)
		s.round(s.courier, s.Ulm.App)
		if l := s.office.Letters()[len(s.office.Letters())-1]; l.To != "post-1@amt.example" {
			t.Errorf("the last letter is %+v", l)
		}
		s.Clock.AddDays(1)
		s.wants(s.agent, "post-1@amt.example")
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			u := domain.User{
				Org: testkit.OrgJobcenter, Team: testkit.TeamJobcenter, Username: "agent_en", Name: "Erin Moss", Language: "en", Roles: []domain.Role{domain.RoleJobcenterAgent},
			}
			id, err := tx.AddUser(ctx, u, "-", "")
			if err != nil {
				return err
			}
			if err := tx.AddSubstitution(ctx, id, s.agent.User, tx.Today, tx.Today); err != nil {
				return err
			}
			return tx.SaveDigestSetting(ctx, id, domain.DigestSetting{Address: "post-5@amt.example"})
		})
		s.gets("in two languages", 2)
		for _, l := range s.office.Letters()[5:] {
			lang := map[string]i18n.Lang{"post-1@amt.example": i18n.De, "post-5@amt.example": i18n.En}[l.To]
			if subject, text := s.read(l); subject != lang.DigestSubject() || !strings.Contains(text, lang.DigestProposals(1)) {
				t.Errorf("%s reads %s\n%s", l.To, subject, text)
			}
		}
	})
}

// TestDigestOnce lets two processes send at the same time: everybody gets one letter. While one hands a letter over, the other leaves it.
func TestDigestOnce(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		tenants, err := store.OpenTenants(t.Context(), s.Config)
		s.ok(err)
		t.Cleanup(func() { s.ok(tenants.Close()) })
		db, err := tenants.Open(t.Context(), s.DB.Tenant)
		s.ok(err)
		second := &app.App{DB: db, Parts: s.Parts}
		other := s.hired(7)
		var meanwhile atomic.Bool
		s.office.Answer(func(verb string) string {
			if verb == "DATA" && meanwhile.CompareAndSwap(false, true) {
				s.round(other, second)
			}
			return ""
		})
		s.gets("both, one after the other has begun", 1)
		if !meanwhile.Load() {
			t.Fatal("the other process was never asked")
		}
		s.office.Answer(nil)
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.AddSubstitution(ctx, s.User("agent_2"), s.agent.User, tx.Today, tx.Today.AddDays(9))
		})
		s.wants(s.Actor("agent_2"), "post-2@amt.example")
		s.respond(s.coordinations()[0], "counter")
		s.wants(s.manager, "post-3@amt.example")
		s.wants(s.Actor("substitute"), "post-4@amt.example")
		for day := range 3 {
			s.Clock.AddDays(1)
			before := len(s.office.Letters())
			var both sync.WaitGroup
			both.Go(func() { s.round(s.courier, s.App) })
			both.Go(func() { s.round(other, second) })
			both.Wait()
			got := map[string]int{}
			for _, l := range s.office.Letters()[before:] {
				got[l.To]++
			}
			for _, to := range []string{"post-1@amt.example", "post-2@amt.example", "post-3@amt.example", "post-4@amt.example"} {
				if got[to] != 1 {
					t.Errorf("day %d: %s got %d letters", day, to, got[to])
				}
			}
		}
	})
}

// TestDigestAgain: what the mail server does not take is tried again the same day, so often and no more, and the log has no address.
func TestDigestAgain(t *testing.T) {
	eachSorting(t, func(t *testing.T, s *sorting) {
		var tries atomic.Int32
		s.office.Answer(func(verb string) string {
			if verb != "RCPT" {
				return ""
			}
			tries.Add(1)
			return "451 4.2.0 <post-1@amt.example> later"
		})
		before := s.head()
		for range 14 * 60 {
			s.round(s.courier, s.App)
			s.Clock.Add(time.Minute)
		}
		if tries.Load() != 5 || len(s.office.Letters()) != 0 || len(s.events(before)) != 0 {
			t.Errorf("%d tries, %d letters, %d events", tries.Load(), len(s.office.Letters()), len(s.events(before)))
		}
		if log := s.log.String(); strings.Count(log, "\n") != 5 || strings.Contains(log, "@") || !strings.Contains(log, "451") {
			t.Errorf("the log says %s", log)
		}
		s.Clock.AddDays(1)
		s.gets("the next day", 0)
		if tries.Load() != 6 {
			t.Errorf("%d tries", tries.Load())
		}
		s.office.Answer(nil)
		s.gets("at once after a failure", 0)
		s.Clock.Add(5 * time.Minute)
		s.gets("later the same day", 1)
		s.gets("and then no more", 0)

		s.Clock.AddDays(1)
		s.ok(app.TakeDigest(t.Context(), s.App, s.agent.User)) // by a process that then dies
		s.gets("while its lease lasts", 0)
		s.Clock.Add(10 * time.Minute)
		s.gets("after its lease", 1)
	})
}
