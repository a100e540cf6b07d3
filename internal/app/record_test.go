package app_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestLooks shows when a look is written: by others always before it is shown, once in ten minutes of a session and thing.
func TestLooks(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.save(work("نجار"))
		ctx := t.Context()
		looks := func(what string, want int, f func() error) {
			t.Helper()
			before := p.head()
			p.ok(f())
			if got := len(p.events(before)); got != want {
				t.Errorf("%s: %d events, want %d", what, got, want)
			}
		}
		open := func(by domain.Actor) func() error {
			return func() error { _, err := p.Case(ctx, by, p.sami); return err }
		}
		looks("the first look", 1, open(p.manager))
		e := p.events(p.head() - 1)[0]
		if e.Action != domain.ReadCase || e.Rule != domain.RuleManaged || e.Actor != p.manager.User || e.Org != testkit.OrgBridge ||
			e.Person != p.sami || e.Purpose != domain.PurposePlan || e.Sections != domain.SetOf(domain.SectionCore) || e.Acting {
			t.Errorf("the look is written as %+v", e)
		}
		looks("the same look", 0, open(p.manager))
		p.Clock.Add(9*time.Minute + 59*time.Second)
		looks("the same look within ten minutes", 0, open(p.manager))
		p.Clock.Add(time.Second)
		looks("the same look after ten minutes", 1, open(p.manager))
		looks("another thing", 1, func() error { _, err := p.Plan(ctx, p.manager, p.sami); return err })
		looks("another person", 1, func() error { _, err := p.Case(ctx, p.manager, p.Person("olena")); return err })
		looks("another session", 1, open(p.again("manager_a")))
		p.give(domain.SectionWork)
		looks("more sections than before", 1, open(p.manager))
		looks("the person looks at the own", 0, func() error { _, err := p.Profile(ctx, p.own); return err })
		acting := p.Acting("manager_a", "sami")
		looks("somebody acts and looks", 1, func() error { _, err := p.Profile(ctx, acting); return err })
		if e := p.events(p.head() - 1)[0]; !e.Acting || e.Actor != p.manager.User || e.Rule != domain.RuleActing || e.Person != p.sami {
			t.Errorf("the look of who acts is written as %+v", e)
		}
		looks("a list", 1, func() error { _, err := p.Cases(ctx, p.manager, domain.CaseFilter{}); return err })
		if e := p.events(p.head() - 1)[0]; e.Person != 0 || !strings.Contains(e.Note, "rows=2") {
			t.Errorf("the list is written as %+v", e)
		}
		looks("a search", 1, func() error { _, err := p.Cases(ctx, p.manager, domain.CaseFilter{Query: "Sami"}); return err })
		if e := p.events(p.head() - 1)[0]; e.Note != "shown="+p.sami.String() {
			t.Errorf("the search is written as %+v", e)
		}
		colleague := p.Actor("manager_b")
		before := p.head()
		_, err := p.Case(ctx, colleague, p.sami)
		p.is("a refused look", err, domain.NotFound)
		if n := p.head() - before; n != 0 {
			t.Errorf("a refused look wrote %d events", n)
		}
	})
}

// again signs a user in a second time.
func (p *play) again(user string) domain.Actor {
	p.t.Helper()
	by, err := p.ActorByToken(p.t.Context(), p.Token(user, domain.SessionOwn))
	p.ok(err)
	return by
}

// TestActingIsMarked shows that what somebody does for a person says so, in the record and at the entry.
func TestActingIsMarked(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		acting := p.Acting("manager_a", "sami")
		before := p.head()
		_, err := p.SaveEntry(t.Context(), acting, work("نجار"), "")
		p.ok(err)
		e := p.events(before)[0]
		if !e.Acting || e.Actor != p.manager.User || e.Person != p.sami || e.Rule != domain.RuleActing || e.Action != domain.SaveEntry {
			t.Errorf("the event is %+v", e)
		}
		profile, err := p.Profile(t.Context(), p.own)
		p.ok(err)
		if got := profile.Entries[0].HelpedBy; got != "Anna Weber" {
			t.Errorf("the entry was helped by %q", got)
		}
		book, err := p.AccessBook(t.Context(), p.own, domain.BookFilter{})
		p.ok(err)
		if got := book.Events[0]; got.Name != "Anna Weber" || got.OrgName != "Brücke e. V." || !got.Acting {
			t.Errorf("the access book says %+v", got)
		}
		if acting.Has(domain.RoleIntegrationManager) {
			t.Error("who acts for somebody still has the role of a manager")
		}
		_, err = p.Case(t.Context(), acting, p.Person("olena"))
		p.is("another person's case while acting", err, domain.NotFound)
		p.ok(p.EndActing(t.Context(), acting))
		p.is("acting ended twice", p.EndActing(t.Context(), acting), domain.NotFound)
	})
}

// canary is a word that stands in every text of TestNoContents, and nowhere else.
const canary = "Kanarienvogel"

// TestNoContents types one word into every field there is, and looks for it in the record and in the log.
func TestNoContents(t *testing.T) {
	var log bytes.Buffer
	was := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() { slog.SetDefault(was) })
	eachPlay(t, func(t *testing.T, p *play) {
		p.tellEverything()
		for _, e := range p.events(0) {
			if strings.Contains(fmt.Sprintf("%+v", e), canary) {
				t.Errorf("the record holds contents: %+v", e)
			}
		}
		if strings.Contains(log.String(), canary) {
			t.Error("the log holds contents")
		}
	})
}

// tellEverything has every free text of this part stored with the canary in it.
func (p *play) tellEverything() {
	p.t.Helper()
	p.tellTexts() // before an address is known that is a word of theirs
	term := domain.Term{Text: canary, German: canary, State: domain.TextConfirmed}
	name := domain.Name{Latin: canary, Native: canary}
	place := domain.Place{City: name, Country: "SY"}
	for _, e := range []domain.Entry{
		{Section: domain.SectionContact, Contact: &domain.Contact{Street: canary, City: canary, Email: canary + "@example.org"}},
		{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "ar", Level: "B1", Certificate: &term}},
		{Section: domain.SectionSchooling, Education: &domain.Education{Kind: "school", Certificate: &term, Institution: name, Place: place}},
		{Section: domain.SectionTraining, Education: &domain.Education{Kind: "vocational", Subject: &term, Institution: name, Place: place}},
		{Section: domain.SectionWork, Work: &domain.Work{Occupation: term, Employer: name, Place: place, Tasks: []domain.Term{term}}},
		{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &term}},
	} {
		p.save(e)
	}
	ctx := p.t.Context()
	residence := &domain.CVResidence{TextDE: canary}
	p.saveCV(domain.CVSelection{ID: domain.FirstCV(p.sami), Title: canary, Target: &term, Residence: residence})
	_, err := p.MakeCVLink(ctx, p.own, domain.CVLinkRequest{CV: domain.FirstCV(p.sami), Form: domain.CVFull, Days: 1, For: canary}, auth.NewToken(), "")
	p.ok(err)
	text := domain.PlanText{German: canary, Own: canary, OwnLang: "ar", Args: []domain.PlanArg{{Name: "x", Value: canary}}}
	goals := []domain.Goal{{Domain: "work", Text: text, Measures: []domain.Measure{{Who: "person", State: "open", Text: text}}}, {Domain: "health", Text: text}}
	p.ok(p.AddGoals(ctx, p.manager, p.sami, goals, ""))
	p.offer()
	page, err := p.Plan(ctx, p.own, p.sami)
	p.ok(err)
	g := page.Plan.Goals[0]
	g.Answer, g.Explained = domain.AnswerAgreed, canary
	p.ok(p.AnswerGoal(ctx, p.own, g, ""))
	objected := page.Plan.Goals[1]
	objected.Answer, objected.Objection = domain.AnswerObjected, canary
	p.ok(p.AnswerGoal(ctx, p.own, objected, ""))
	p.share(g)
	c := p.at(g.ID)
	p.ok(p.RespondToGoal(ctx, p.agent, p.sami, domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: "decline", Reason: canary}))
	p.talk(domain.Talk{Result: canary, Next: canary})
	_, err = p.Cases(ctx, p.manager, domain.CaseFilter{Query: canary})
	p.ok(err)
	_, err = p.FindDoubles(ctx, p.manager, name)
	p.ok(err)
	_, err = p.Case(ctx, p.manager, p.sami)
	p.ok(err)
	p.is("an unknown term", p.RemoveEntry(ctx, p.own, 4711, 1), domain.Conflict)
}

// tellTexts has a text in own words that was reviewed and is general.
func (p *play) tellTexts() {
	p.t.Helper()
	ctx := p.t.Context()
	p.save(ownWords(canary))
	p.give(domain.SectionSkills)
	seen := func() domain.Translation {
		page, err := p.PersonTexts(ctx, p.manager, p.sami)
		p.ok(err)
		return page.Texts[0].Translation
	}
	x := seen()
	p.ok(p.ReviewText(ctx, p.manager, p.sami, domain.Review{ID: x.ID, Version: x.Version, German: []string{canary}}))
	x = seen()
	p.ok(p.ApprovePhrase(ctx, p.manager, p.sami, x.ID, x.Version))
}
