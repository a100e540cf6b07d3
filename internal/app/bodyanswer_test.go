package app_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestBodyChanged: the body sees what was consented to; a page says that the draft has it otherwise, and what the body then proposes cannot
// be accepted over it.
func TestBodyChanged(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		m, r, token := p.asked()
		m.Text = domain.PlanText{German: "Sprachkurs B2"}
		err := p.SaveMeasure(t.Context(), p.manager, p.sami, m, "")
		p.ok(err)
		view, err := p.OpenBodyLink(t.Context(), token, bodyCode)
		p.ok(err)
		if got := p.requests()[0]; view.Text != "Sprachkurs B1" || !got.Changed || got.Now.Measures[0].Text.German != "Sprachkurs B2" {
			t.Errorf("the body sees %q, the manager %+v", view.Text, got)
		}
		_, err = p.AnswerBodyLink(t.Context(), token, bodyCode, domain.BodyAnswer{Kind: "counter", Due: "2026-11-01"})
		p.ok(err)
		accept := app.CounterAnswer{ID: r.ID, Version: p.requests()[0].Version, Accept: true}
		p.is("accepted over another text", p.AnswerBodyCounter(t.Context(), p.manager, p.sami, accept), domain.Invalid)
		accept.Accept = false
		p.ok(p.AnswerBodyCounter(t.Context(), p.manager, p.sami, accept))
		if got := p.requests()[0]; got.State != domain.CoordinationShared || got.CounterDue != "" {
			t.Errorf("refused, it stands at %+v", got)
		}
		_, err = p.OpenBodyLink(t.Context(), p.bodyLink(r), bodyCode)
		p.ok(err) // it waits for the body again
	})
}

// TestBodyAsksBack: a question back waits for the manager until there is a new link; a decline ends it with its reason.
func TestBodyAsksBack(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, r, token := p.asked()
		_, err := p.AnswerBodyLink(t.Context(), token, bodyCode, domain.BodyAnswer{Kind: "ask"})
		p.is("no question", err, domain.Invalid)
		_, err = p.AnswerBodyLink(t.Context(), token, bodyCode, domain.BodyAnswer{Kind: "ask", Reason: "Welches Niveau?"})
		p.ok(err)
		if got := p.requests()[0]; got.State != domain.CoordinationShared || !got.AsksBack || got.Reason != "Welches Niveau?" || p.caseWaits().Manager != 1 {
			t.Errorf("asked back: %+v", got)
		}
		token = p.bodyLink(r)
		if p.requests()[0].AsksBack || p.caseWaits().Manager != 0 {
			t.Error("the question waits although there is a new link")
		}
		_, err = p.AnswerBodyLink(t.Context(), token, bodyCode, domain.BodyAnswer{Kind: "decline", Reason: "Kein Platz"})
		p.ok(err)
		if got := p.requests()[0]; got.State != domain.CoordinationDeclined || got.Reason != "Kein Platz" {
			t.Errorf("declined: %+v", got)
		}
	})
}

// TestBodyAskedClosed: a body that was closed is asked nothing, gets no consent and no link; what was agreed with it stays.
func TestBodyAskedClosed(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		m := p.course()
		gone := p.place("Gestern zu", p.requestDay(-1))
		p.is("a closed body", p.AskBody(t.Context(), p.manager, p.sami, domain.BodyQuestion{Body: gone, Measure: m.ID, Text: "x"}, ""), domain.Invalid)
		p.is("no body", p.AskBody(t.Context(), p.manager, p.sami, domain.BodyQuestion{Body: 4711, Measure: m.ID, Text: "x"}, ""), domain.Invalid)
		p.is("an item that is not agreed", p.AskBody(t.Context(), p.manager, p.sami, domain.BodyQuestion{
			Body: p.place("Offen", ""), Goal: p.goal("Neu").ID, Text: "x",
		}, ""), domain.Invalid)
		soon := p.place("Morgen zu", p.requestDay(1))
		first, second := p.askBody(m, soon), p.askBody(m, p.place("Bleibt", ""))
		p.ok(p.ConsentToBody(t.Context(), p.own, bodyYes(second)))
		_, err := p.AnswerBodyLink(t.Context(), p.bodyLink(second), bodyCode, domain.BodyAnswer{Kind: "agree"})
		p.ok(err)
		p.Clock.AddDays(2)
		p.own, p.manager = p.Actor("sami"), p.Actor("manager_a")
		p.is("consent to a closed body", p.ConsentToBody(t.Context(), p.own, bodyYes(first)), domain.Invalid)
		if got := p.requests()[0].State; got != domain.CoordinationAgreed {
			t.Errorf("what was agreed stands at %s", got)
		}
	})
}

func (p *play) requestDay(days int) domain.Day {
	return domain.DayOf(p.Clock.Now().In(p.DB.Zone)).AddDays(days)
}

// TestBodyRace: the person takes the consent back while the body answers. Either the answer counts, or the taking back; never both, and
// neither fails with anything else.
func TestBodyRace(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, r, token := p.asked()
		var under sync.WaitGroup
		var back error
		answers := make([]error, 3)
		under.Go(func() { back = p.TakeBackBody(t.Context(), p.own, r.ID) })
		for i := range answers {
			under.Go(func() {
				_, answers[i] = p.AnswerBodyLink(t.Context(), token, bodyCode, domain.BodyAnswer{Kind: "agree"})
			})
		}
		under.Wait()
		p.ok(back) // it ends what is agreed, too
		for _, err := range answers {
			if err != nil && domain.KindOf(err) != domain.NotFound {
				t.Errorf("an answer ended with %v", err)
			}
		}
		got := p.requests()[0]
		if got.Revoked == 0 || got.State.Live() || (got.State == domain.CoordinationEnded) != (got.AnsweredAt != 0) {
			t.Errorf("it stands at %s, answered %d", got.State, got.AnsweredAt)
		}
	})
}

// TestBodySealed: no word of what a body is asked or answers stands in the database or in the record.
func TestBodySealed(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		m := p.course()
		r := p.askBody(m, p.place("Volkshochschule", ""))
		p.ok(p.ConsentToBody(t.Context(), p.own, bodyYes(r)))
		token := p.bodyLink(r)
		_, err := p.AnswerBodyLink(t.Context(), token, bodyCode, domain.BodyAnswer{Kind: "counter", Text: canary, Reason: canary})
		p.ok(err)
		rows, err := p.Raw().QueryContext(t.Context(), "SELECT item_sealed, question_sealed, counter_sealed, reason_sealed FROM body_request ORDER BY id")
		p.ok(err)
		defer rows.Close()
		for rows.Next() {
			var all [4][]byte
			p.ok(rows.Scan(&all[0], &all[1], &all[2], &all[3]))
			for _, b := range all {
				for _, word := range []string{canary, "Sprachkurs", "Platz"} {
					if len(b) == 0 || strings.Contains(string(b), word) {
						t.Errorf("%q in clear, or nothing stored", word)
					}
				}
			}
		}
		p.ok(rows.Err())
		for _, e := range p.events(0) {
			if strings.Contains(e.Note, canary) {
				t.Errorf("the record holds contents: %+v", e)
			}
		}
	})
}
