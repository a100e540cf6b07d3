package app_test

import (
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// entryOf returns the newest entry of sami's book with that action.
func (p *play) entryOf(act domain.Action) domain.Event {
	p.t.Helper()
	book, err := p.AccessBook(p.t.Context(), p.own, domain.BookFilter{})
	p.ok(err)
	for _, e := range book.Events {
		if e.Action == act {
			return e
		}
	}
	p.t.Fatalf("the book has no %s", act)
	return domain.Event{}
}

// TestAskAboutEntry: the organisation of the entry answers once; both are sealed, both stand in the book, and nobody else's question is there.
func TestAskAboutEntry(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, lead := t.Context(), p.Actor("lead")
		_, err := p.Case(ctx, p.manager, p.sami)
		p.ok(err)
		look := p.entryOf(domain.ReadCase)
		p.is("somebody else's entry", p.AskAboutEntry(ctx, p.Actor("olena"), domain.BookQuestion{Seq: look.Seq}), domain.NotFound)
		p.is("an own change", p.AskAboutEntry(ctx, p.own, domain.BookQuestion{Seq: look.Seq + 100}), domain.NotFound)
		p.is("too long", p.AskAboutEntry(ctx, p.own, domain.BookQuestion{Seq: look.Seq, Text: strings.Repeat("x", 100_000)}), domain.Invalid)
		for range 2 { // the second one is none
			p.ok(p.AskAboutEntry(ctx, p.own, domain.BookQuestion{Seq: look.Seq, Text: "لماذا؟", Lang: "ar"}))
		}
		list, _, err := p.BookQuestions(ctx, lead)
		p.ok(err)
		if len(list) != 1 || list[0].Text != "" || list[0].Person != 0 {
			t.Fatalf("the list of the organisation is %+v", list)
		}
		id := list[0].ID
		p.is("an agent of the Jobcenter", second(p.BookQuestion(ctx, p.agent, id)), domain.NotFound)
		p.is("the manager who looked", second(p.BookQuestion(ctx, p.manager, id)), domain.NotFound)
		page, err := p.BookQuestion(ctx, lead, id)
		p.ok(err)
		if page.Question.Text != "لماذا؟" || page.Entry.Seq != look.Seq || page.Name == "" {
			t.Errorf("the lead reads %+v", page)
		}
		if e := p.entryOf(domain.ReadBookQuestion); e.Rule != domain.RuleAsked || e.Actor != lead.User {
			t.Errorf("the look stands in the book as %+v", e)
		}
		p.is("no words to something else", p.AnswerBookQuestion(ctx, lead, id, "other", ""), domain.Invalid)
		p.is("no reason", p.AnswerBookQuestion(ctx, lead, id, "", "Weil."), domain.Invalid)
		p.ok(p.AnswerBookQuestion(ctx, lead, id, "work", "Vor dem Gespräch."))
		p.is("a second answer", p.AnswerBookQuestion(ctx, lead, id, "mistake", ""), domain.Conflict)
		mine, err := p.AskedEntry(ctx, p.own, look.Seq)
		p.ok(err)
		if q := mine.Question; q.Why != "work" || q.Answer != "Vor dem Gespräch." || q.Open() || q.By == "" {
			t.Errorf("the person reads %+v", q)
		}
		me, err := p.Me(ctx, p.own)
		p.ok(err)
		if len(me.Notices) == 0 || me.Notices[0].Kind != domain.NoticeQuestionAnswered || me.Notices[0].Object != look.Seq {
			t.Errorf("the person is told %+v", me.Notices)
		}
	})
}

// TestQuestionAfterRevocation: without core the lead has the entry and the question, and no name; the answer still reaches the person.
func TestQuestionAfterRevocation(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, lead := t.Context(), p.Actor("lead")
		_, err := p.Case(ctx, p.manager, p.sami)
		p.ok(err)
		p.ok(p.AskAboutEntry(ctx, p.own, domain.BookQuestion{Seq: p.entryOf(domain.ReadCase).Seq}))
		p.back(domain.SectionCore, testkit.OrgBridge)
		p.Clock.AddDays(domain.BookAnswerDays + 1)
		list, today, err := p.BookQuestions(ctx, lead)
		p.ok(err)
		if len(list) != 1 || !list[0].Late(today) {
			t.Fatalf("after the time has run out the list is %+v", list)
		}
		page, err := p.BookQuestion(ctx, lead, list[0].ID)
		p.ok(err)
		if page.Name != "" || page.Entry.Seq == 0 {
			t.Errorf("without core the lead reads the name %q of entry %d", page.Name, page.Entry.Seq)
		}
		p.ok(p.AnswerBookQuestion(ctx, lead, list[0].ID, "mistake", ""))
	})
}

// TestBookByOrganisation narrows the book to the entries of one organisation.
func TestBookByOrganisation(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, err := p.Case(t.Context(), p.manager, p.sami)
		p.ok(err)
		for org, some := range map[domain.OrgID]bool{testkit.OrgBridge: true, testkit.OrgJobcenter: false} {
			book, err := p.AccessBook(t.Context(), p.own, domain.BookFilter{Org: org})
			p.ok(err)
			if (len(book.Events) > 0) != some {
				t.Errorf("organisation %d has %d entries", org, len(book.Events))
			}
			for _, e := range book.Events {
				if e.Org != org {
					t.Errorf("an entry of %d among those of %d", e.Org, org)
				}
			}
		}
	})
}
