package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// talk saves a talk of today with sami; what t leaves open is what the form begins with.
func (p *play) talk(t domain.Talk) domain.Talk {
	p.t.Helper()
	t = p.counselling(t)
	p.Clock.Add(time.Millisecond) // ids made at one moment differ by chance only
	p.ok(p.SaveTalk(p.t.Context(), p.manager, p.sami, t, nil, ""))
	return p.talks(p.manager)[0]
}

// counselling fills what t leaves open.
func (p *play) counselling(t domain.Talk) domain.Talk {
	t.Day = domain.DayOf(p.Clock.Now())
	t.Type, t.Kind, t.Minutes, t.Language, t.Interpreter = "in_person", "counselling", "to_30", "ar", "none"
	return t
}

func (p *play) talks(by domain.Actor) []domain.Talk {
	p.t.Helper()
	page, err := p.Talks(p.t.Context(), by, p.sami)
	p.ok(err)
	return page.Talks
}

// TestTalk: what was said is what the manager and the person read, on both their pages; one form makes one talk.
func TestTalk(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		said := p.counselling(domain.Talk{Topics: []string{"health", "money"}, Result: "Antrag besprochen", Next: "Antrag abgeben", NextOn: "2026-04-01"})
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, said, nil, "form"))
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, said, nil, "form"))
		for who, by := range map[string]domain.Actor{"manager": p.manager, "own": p.own, "substitute": p.Actor("substitute")} {
			talks := p.talks(by)
			if len(talks) != 1 {
				t.Fatalf("%s sees %d talks, want 1", who, len(talks))
			}
			got := talks[0]
			if got.Result != said.Result || strings.Join(got.Topics, " ") != "health money" || got.Next != said.Next || got.NextOn != said.NextOn || got.By == "" ||
				got.Kind != "counselling" || got.Org != testkit.OrgBridge || got.OrgName == "" {
				t.Errorf("%s sees %+v", who, got)
			}
		}
		c, err := p.Case(ctx, p.manager, p.sami)
		p.ok(err)
		mine, err := p.Plan(ctx, p.own, p.sami)
		p.ok(err)
		his, err := p.Plan(ctx, p.manager, p.sami)
		p.ok(err)
		if len(c.Talks.Talks) != 1 || len(c.Talks.Types) != len(domain.ContactTypes) || len(mine.Talks) != 1 || len(his.Talks) != 0 {
			t.Errorf("the case has %+v, the own plan %+v, that of the manager %+v", c.Talks, mine.Talks, his.Talks)
		}
	})
}

// TestTalkWrong: each wrong field is named, all of them at once.
func TestTalkWrong(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		for field, spoil := range map[string]func(*domain.Talk){
			"day":         func(t *domain.Talk) { t.Day = t.Day.AddDays(1) },
			"type":        func(t *domain.Talk) { t.Type = "dream" },
			"kind":        func(t *domain.Talk) { t.Kind = "" },
			"minutes":     func(t *domain.Talk) { t.Minutes = "17" },
			"language":    func(t *domain.Talk) { t.Language = "xx" },
			"interpreter": func(t *domain.Talk) { t.Interpreter = "parrot" },
			"topics":      func(t *domain.Talk) { t.Topics = []string{"work", "work"} },
			"result":      func(t *domain.Talk) { t.Result = strings.Repeat("x", domain.MaxText+1) },
			"next":        func(t *domain.Talk) { t.Next = "zwei\nZeilen" },
			"next_on":     func(t *domain.Talk) { t.NextOn = "2026-02-30" },
		} {
			talk := p.counselling(domain.Talk{})
			spoil(&talk)
			err := p.SaveTalk(t.Context(), p.manager, p.sami, talk, nil, "")
			if e, ok := err.(*domain.Error); !ok || e.Kind != domain.Invalid || e.Field != field || len(e.Also) > 0 { //nolint:errorlint // the very error
				t.Errorf("%s: %v", field, err)
			}
		}
		if got := p.talks(p.manager); len(got) != 0 {
			t.Errorf("stored %+v", got)
		}
	})
}

// TestTalkCorrected: who wrote a talk corrects it within the days, nobody else and not later; what it was before is kept.
func TestTalkCorrected(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		was := p.talk(domain.Talk{Result: "erste Fassung"})
		first := was
		was.Result, was.Minutes = "zweite Fassung", "to_60"
		p.is("by the substitute", p.SaveTalk(ctx, p.Actor("substitute"), p.sami, was, nil, ""), domain.NotFound)
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, was, nil, ""))
		p.is("an old version", p.SaveTalk(ctx, p.manager, p.sami, was, nil, ""), domain.Conflict)
		unknown := was
		unknown.ID = 4711
		p.is("an unknown talk", p.SaveTalk(ctx, p.manager, p.sami, unknown, nil, ""), domain.NotFound)
		was = p.talks(p.manager)[0]
		if was.Result != "zweite Fassung" || was.Minutes != "to_60" || was.Version != 2 || was.ID != first.ID || was.At != first.At {
			t.Errorf("stored %+v", was)
		}
		n := 0
		p.ok(p.Raw().QueryRowContext(ctx, `SELECT count(*) FROM revision WHERE kind = 'talk' AND body_sealed IS NOT NULL`).Scan(&n))
		if n != 2 {
			t.Errorf("%d revisions, want 2", n)
		}
		p.Clock.AddDays(domain.TalkDays)
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, was, nil, ""))
		was.Version++
		p.Clock.Add(time.Second)
		p.is("after the days", p.SaveTalk(ctx, p.manager, p.sami, was, nil, ""), domain.NotFound)
	})
}

// TestTalkWithoutPerson: a talk that is only counted holds nothing that says who was there or what was said, and is on nobody's page.
func TestTalkWithoutPerson(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, before := t.Context(), p.head()
		said := p.counselling(domain.Talk{Topics: []string{"health"}, Result: canary, Next: canary, Person: p.sami})
		p.ok(p.CountTalk(ctx, p.manager, said, "form"))
		p.ok(p.CountTalk(ctx, p.manager, said, "form"))
		said.Day = said.Day.AddDays(1)
		p.is("tomorrow", p.CountTalk(ctx, p.manager, said, ""), domain.Invalid)
		n := 0
		p.ok(p.Raw().QueryRowContext(ctx, `SELECT count(*) FROM talk WHERE person_id IS NULL AND body_sealed IS NULL`).Scan(&n))
		if n != 1 || len(p.talks(p.own)) != 0 {
			t.Errorf("%d rows, want 1; the person sees %+v", n, p.talks(p.own))
		}
		for _, e := range p.events(before) {
			if e.Action == domain.CountTalk && (e.Person != 0 || e.Object != 0 || e.Note != "") {
				t.Errorf("the record says %+v", e)
			}
		}
	})
}

// TestTalkWithSeveral: each who took part has the talk as their own, with a line in the own record; the meeting counts once. Somebody who is
// not managed by the same person spoils it for all.
func TestTalkWithSeveral(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		var wife domain.PersonID
		p.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			wife, err = tx.AddPerson(ctx, domain.Person{Name: domain.Name{Latin: "Rana Haddad"}, Language: "ar", Accommodation: testkit.HomeBridge}, nil, p.User("helper"))
			if err != nil {
				return err
			}
			_, err = tx.AddRelease(ctx, domain.Release{
				Person: wife, Section: domain.SectionCore, Org: testkit.OrgBridge, Role: domain.RoleIntegrationManager, From: tx.Today, Until: tx.Today.AddMonths(1),
			})
			return err
		})
		said, before := p.counselling(domain.Talk{Result: "zusammen gesprochen", Joint: true}), p.head()
		p.is("with somebody of another city", p.SaveTalk(ctx, p.manager, p.sami, said, []domain.PersonID{wife, p.Ulm.Person("amal")}, ""), domain.Invalid)
		if got, head := p.talks(p.own), p.head(); len(got) != 0 || head != before {
			t.Errorf("of the refused talk is left %+v, and %d events", got, head-before)
		}
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, said, []domain.PersonID{wife, p.sami, wife}, ""))
		hers, err := p.Talks(ctx, p.manager, wife)
		p.ok(err)
		his := p.talks(p.own)
		if len(hers.Talks) != 1 || len(his) != 1 || hers.Talks[0].Meeting != his[0].ID || hers.Talks[0].Result != said.Result || !his[0].Joint || !hers.Talks[0].Joint {
			t.Errorf("stored %+v and %+v", his, hers.Talks)
		}
		told := map[domain.PersonID]int{}
		for _, e := range p.events(before) {
			if e.Action == domain.SaveTalk {
				told[e.Person]++
			}
		}
		if told[p.sami] != 1 || told[wife] != 1 {
			t.Errorf("the record says %v", told)
		}
		corrected := his[0]
		corrected.Result, corrected.Joint = "berichtigt", false
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, corrected, []domain.PersonID{wife}, ""))
		if hers, err = p.Talks(ctx, p.manager, wife); err != nil || len(hers.Talks) != 1 || hers.Talks[0].Result != said.Result || !p.talks(p.own)[0].Joint {
			t.Errorf("a correction of one changes the other: %+v, %v", hers.Talks, err)
		}
		p.Clock.Add(time.Second)
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, said, []domain.PersonID{p.sami}, ""))
		if alone := p.talks(p.own); len(alone) != 2 || alone[0].Joint == alone[1].Joint {
			t.Errorf("a talk with one person alone is %+v", alone)
		}
	})
}

// TestTalkTakenBack: when core is taken back, nobody but the person sees the talks, and nobody adds to them; another organisation that has the
// person next does not see those of the one before.
func TestTalkTakenBack(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		was := p.talk(domain.Talk{Result: "vertraulich"})
		p.back(domain.SectionCore, testkit.OrgBridge)
		_, err := p.Talks(ctx, p.manager, p.sami)
		p.is("the talks", err, domain.NotFound)
		p.is("a talk more", p.SaveTalk(ctx, p.manager, p.sami, p.counselling(domain.Talk{}), nil, ""), domain.NotFound)
		p.is("a correction", p.SaveTalk(ctx, p.manager, p.sami, was, nil, ""), domain.NotFound)
		if got := p.talks(p.own); len(got) != 1 || got[0].Result != "vertraulich" {
			t.Errorf("the person sees %+v", got)
		}
		p.Write(func(ctx context.Context, tx *store.Tx) error {
			talks, err := tx.Talks(ctx, p.sami, testkit.OrgHarbour, 10)
			if err == nil && len(talks) > 0 {
				t.Errorf("another organisation sees %+v", talks)
			}
			return err
		})
	})
}

// others are the names that the form of a talk with sami offers.
func (p *play) others() (names []string) {
	p.t.Helper()
	c, err := p.Case(p.t.Context(), p.manager, p.sami)
	p.ok(err)
	for _, m := range c.Talks.Others {
		names = append(names, m.Name.Latin)
	}
	return names
}

// TestTalkOthers: the form offers who lives with the person and is managed by the same manager, as long as what is shared may be seen;
// nobody else can be added, and what each of them reads names nobody.
func TestTalkOthers(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		if got := h.others(); len(got) != 1 || got[0] != "Olena Kovalenko" {
			t.Fatalf("the form offers %v", got)
		}
		h.back(domain.SectionPlan, testkit.OrgBridge)
		if got := h.others(); len(got) != 0 {
			t.Errorf("with the household closed the form offers %v", got)
		}
		h.join(h.own)
		h.sql(`UPDATE person_case SET manager_id = %d WHERE person_id = %d`, h.User("manager_b"), h.olena)
		if got := h.others(); len(got) != 0 {
			t.Errorf("with another manager the form offers %v", got)
		}
		with := []domain.PersonID{h.olena}
		h.is("with somebody whom a colleague manages", h.SaveTalk(ctx, h.manager, h.sami, h.counselling(domain.Talk{}), with, ""), domain.Invalid)
		h.sql(`UPDATE person_case SET manager_id = %d WHERE person_id = %d`, h.User("manager_a"), h.olena)
		h.ok(h.SaveTalk(ctx, h.manager, h.sami, h.counselling(domain.Talk{Result: "Miete"}), with, ""))
		hers, err := h.Talks(ctx, h.her, h.olena)
		h.ok(err)
		if len(hers.Talks) != 1 || !hers.Talks[0].Joint || len(hers.Others) != 0 {
			t.Errorf("the other one reads %+v, offered %+v", hers.Talks, hers.Others)
		}
		h.ok(h.LeaveHousehold(ctx, h.her))
		if got := h.others(); len(got) != 0 {
			t.Errorf("after somebody has left the form offers %v", got)
		}
	})
}
