package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestBudgets holds how many statements a page may cost: its session, its rule, its data and its look, seen before; and that saving
// one answer is one durable write.
func TestBudgets(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden", "Wohnung finden")
		p.share(goals...)
		p.give(domain.SectionWork, domain.SectionCV, domain.SectionIdentity)
		changed := work("نجار")
		changed.ID = p.save(changed)
		p.saveCV(domain.CVSelection{ID: domain.FirstCV(p.sami)})
		manager, own, agent := p.Token("manager_a", ""), p.Token("sami", domain.SessionOwn), p.Token("agent_1", "")
		ctx := t.Context()
		for _, page := range []struct {
			name    string
			token   string
			most    int64
			commits int64
			load    func(by domain.Actor) error
		}{
			{"caseload", manager, 6, 0, func(by domain.Actor) error { _, err := p.Cases(ctx, by, domain.CaseFilter{}); return err }},
			{"search", manager, 6, 0, func(by domain.Actor) error { _, err := p.Cases(ctx, by, domain.CaseFilter{Query: "Sami"}); return err }},
			{"case", manager, 10, 0, func(by domain.Actor) error { _, err := p.Case(ctx, by, p.sami); return err }},
			{"plan of the manager", manager, 15, 0, func(by domain.Actor) error { _, err := p.Plan(ctx, by, p.sami); return err }},
			{"plan of the person", own, 14, 0, func(by domain.Actor) error { _, err := p.Plan(ctx, by, p.sami); return err }},
			{"profile", own, 8, 0, func(by domain.Actor) error { _, err := p.Profile(ctx, by); return err }},
			{"releases", own, 8, 0, func(by domain.Actor) error { _, err := p.Releases(ctx, by); return err }},
			{"access book", own, 8, 0, func(by domain.Actor) error { _, err := p.AccessBook(ctx, by, domain.BookFilter{}); return err }},
			{"list of the Jobcenter", agent, 7, 0, func(by domain.Actor) error { _, err := p.SharedCases(ctx, by, domain.CaseFilter{}); return err }},
			{"shared goals", agent, 9, 0, func(by domain.Actor) error { _, err := p.Shared(ctx, by, p.sami); return err }},
			{"save one answer", own, 8, 1, func(by domain.Actor) error { _, err := p.SaveEntry(ctx, by, work("نجار"), ""); return err }},
			{"change one answer", own, 8, 1, func(by domain.Actor) error {
				changed.Version++
				_, err := p.SaveEntry(ctx, by, changed, "")
				return err
			}},
			{"save one answer in own words", own, 14, 1, func(by domain.Actor) error { _, err := p.SaveEntry(ctx, by, ownWords("طبخ"), ""); return err }},
			{"own texts", own, 6, 0, func(by domain.Actor) error { _, err := p.Texts(ctx, by); return err }},
			{"texts to review", manager, 6, 0, func(by domain.Actor) error { _, err := p.TextsToReview(ctx, by); return err }},
			{"texts of a person", manager, 8, 0, func(by domain.Actor) error { _, err := p.PersonTexts(ctx, by, p.sami); return err }},
		} {
			for i := range 2 {
				queries, commits := p.DB.Stats.Queries.Load(), p.DB.Stats.Commits.Load()
				by, err := p.ActorByToken(ctx, page.token)
				p.ok(err)
				p.ok(page.load(by))
				queries, commits = p.DB.Stats.Queries.Load()-queries, p.DB.Stats.Commits.Load()-commits
				if i == 0 {
					continue // the first look is written
				}
				t.Logf("%s: %d queries", page.name, queries)
				if queries > page.most || commits != page.commits {
					t.Errorf("%s: %d queries, want at most %d; %d commits, want %d", page.name, queries, page.most, commits, page.commits)
				}
			}
		}
	})
}
