package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// morning is the morning page of somebody in one line for each matter that concerns anybody; each list behind a matter has the same persons.
func (p *play) morning(by domain.Actor) (out []string) {
	p.t.Helper()
	m, err := p.Morning(p.t.Context(), by)
	p.ok(err)
	for _, b := range m.Blocks {
		list, err := p.Cases(p.t.Context(), by, domain.CaseFilter{Matter: b.Matter})
		p.ok(err)
		if len(list.Cases) != b.Count || len(b.Rows) != min(b.Count, domain.MorningRows) {
			p.t.Errorf("%s: %d persons, %d of them named, %d in the list", b.Matter, b.Count, len(b.Rows), len(list.Cases))
		}
		for _, r := range b.Rows {
			if !slices.ContainsFunc(list.Cases, func(c domain.Case) bool { return c.Person == r.Person }) {
				p.t.Errorf("%s: %s is not in the list", b.Matter, r.Name.Latin)
			}
			var cues []string
			for _, c := range r.Cues {
				if !slices.Contains(domain.Cues[:], c.Kind) {
					p.t.Errorf("unknown cue %q", c.Kind)
				}
				cues = append(cues, fmt.Sprintf("%s×%d", c.Kind, c.N))
			}
			out = append(out, fmt.Sprintf("%s %s: %s", b.Matter, strings.Fields(r.Name.Latin)[0], strings.Join(cues, " ")))
		}
	}
	return out
}

func (p *play) wakes(what string, by domain.Actor, want ...string) {
	p.t.Helper()
	if got := p.morning(by); !slices.Equal(got, want) {
		p.t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// step adds a measure to the goal.
func (p *play) step(g domain.Goal, m domain.Measure) {
	p.t.Helper()
	p.Clock.Add(time.Millisecond)
	m.Goal, m.Who, m.State, m.Text = g.ID, "person", "open", text
	p.ok(p.SaveMeasure(p.t.Context(), p.manager, p.sami, m, ""))
}

// TestMorning tells a story whose every turn changes the morning page, and shows that nobody else reads it.
func TestMorning(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		const olena = "no_plan Olena: no_plan×1"
		p.wakes("nothing is agreed", p.manager, "no_plan Sami: no_plan×1", olena)
		goals := p.agree("Arbeit finden", "Wohnung finden")
		p.wakes("a version is agreed", p.manager, "answer Sami: version×1", olena)
		today := domain.DayOf(p.Clock.Now())
		p.step(goals[0], domain.Measure{Due: today})
		p.step(goals[0], domain.Measure{Due: today.AddDays(1), Appointment: today.AddDays(1)})
		p.step(goals[1], domain.Measure{Due: today.AddDays(2)})
		p.wakes("a step is due today", p.manager, "due Sami: step×1", "answer Sami: version×1", olena)
		p.Clock.AddDays(1)
		p.wakes("an appointment today", p.manager, "due Sami: appointment×1 step×2", "answer Sami: version×1", olena)
		p.Clock.AddDays(1)
		p.wakes("it has passed", p.manager, "due Sami: appointment_past×1 step×3", "answer Sami: version×1", olena)
		for _, m := range append(p.drafted(goals[0].ID).Measures, p.drafted(goals[1].ID).Measures...) {
			m.State = "done"
			p.ok(p.SaveMeasure(t.Context(), p.manager, p.sami, m, ""))
		}
		p.wakes("all of it is done", p.manager, "answer Sami: version×1", olena)
		p.Clock.AddDays(domain.AnswerDaysBack)
		p.wakes("the version is old news", p.manager, olena)

		p.offer()
		p.answer(goals[0].ID, domain.AnswerAgreed)
		p.wakes("an answer came in", p.manager, "answer Sami: agreed×1", olena)
		p.answer(goals[1].ID, domain.AnswerObjected)
		p.ok(p.AddWish(t.Context(), p.own, domain.Wish{Domain: "participation", Text: "السباحة", Lang: "ar"}, ""))
		p.wakes("answers came in", p.manager, "answer Sami: objected×1 version×1 wish×1", olena)

		p.Clock.AddDays(160) // less than half a year: the first version asked for a review by then
		p.wakes("no review yet", p.manager, "answer Sami: objected×1 wish×1", olena)
		p.Clock.AddDays(30)
		p.wakes("a review is overdue", p.manager, "answer Sami: objected×1 wish×1", "review Sami: review×1", olena)
		p.wakes("a colleague", p.Actor("manager_b"))
		p.wakes("another organisation", p.Actor("manager_c"), "no_plan Yonas: no_plan×1")
		p.back(domain.SectionCore, testkit.OrgBridge)
		p.wakes("core is taken back", p.manager, olena)
	})
}

// TestMorningReleases: a release that ends in the next two weeks is on the page, unless there is a later one; one that has ended takes the person
// off the page.
func TestMorningReleases(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden")
		p.share(goals...)
		p.Clock.AddDays(domain.AnswerDaysBack + 1) // the version is old news
		lend := func(section domain.Section, days int) {
			t.Helper()
			p.Write(func(ctx context.Context, tx *store.Tx) error {
				_, err := tx.AddRelease(ctx, domain.Release{
					Person: p.sami, Section: section, Org: testkit.OrgBridge, Role: domain.RoleIntegrationManager, Purpose: domain.PurposePlan,
					From: tx.Today, Until: tx.Today.AddDays(days), Terms: testkit.Terms,
				})
				return err
			})
		}
		const olena = "no_plan Olena: no_plan×1"
		lend(domain.SectionWork, domain.ReleaseDaysAhead+1)
		p.wakes("in fifteen days", p.manager, olena)
		lend(domain.SectionSkills, domain.ReleaseDaysAhead)
		p.wakes("in fourteen days", p.manager, "release Sami: release×1", olena)
		p.Clock.AddDays(1)
		p.wakes("both", p.manager, "release Sami: release×2", olena)
		lend(domain.SectionSkills, 90)
		p.wakes("one is renewed", p.manager, "release Sami: release×1", olena)
		p.Clock.AddDays(domain.ReleaseDaysAhead + 1)
		p.wakes("the other has ended", p.manager, olena)
		sub := p.Actor("substitute")
		m, err := p.Morning(t.Context(), sub)
		if err != nil || m.Blocks[len(m.Blocks)-1].Count != 0 {
			t.Errorf("a substitute whose time is over reads %+v, %v", m, err)
		}
	})
}

// TestMorningOrder: of many the longest overdue come first, and all are counted.
func TestMorningOrder(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.Crowd(12)
		m, err := p.Morning(t.Context(), p.manager)
		p.ok(err)
		b := m.Blocks[len(m.Blocks)-1]
		if b.Matter != domain.MatterNoPlan || b.Count != 14 || len(b.Rows) != domain.MorningRows {
			t.Fatalf("%s: %d of %d", b.Matter, len(b.Rows), b.Count)
		}
		for i := range b.Rows[1:] {
			if b.Rows[i].Cues[0].At > b.Rows[i+1].Cues[0].At {
				t.Errorf("row %d was registered after the next one", i)
			}
		}
		p.StandIn("manager_b", "manager_a", 0, 3)
		m, err = p.Morning(t.Context(), p.Actor("manager_b"))
		p.ok(err)
		if b := m.Blocks[len(m.Blocks)-1]; b.Count != 14 || b.Rows[0].ManagerName != "Anna Weber" {
			t.Errorf("who stands in reads %+v", b)
		}
		if last := p.events(p.head() - 1); len(last) != 1 || last[0].Person != 0 || last[0].Note != "due=0 answer=0 review=0 release=0 no_plan=14" {
			t.Errorf("the record says %+v", last)
		}
	})
}
