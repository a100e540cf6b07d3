package app_test

import (
	"context"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

const bodyCode = "482 917"

// body stores a row of the directory.
func (p *play) place(name string, closed domain.Day) (id domain.BodyID) {
	p.t.Helper()
	p.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = tx.SaveBody(ctx, domain.Body{Name: name, Kind: "course_provider", Closed: closed})
		return err
	})
	return id
}

// course is an agreed goal with one step, about which a body can be asked.
func (p *play) course() domain.Measure {
	p.t.Helper()
	g := p.goal("Deutsch lernen", domain.Measure{
		Who: "person", State: "open", Due: "2026-10-01", Text: domain.PlanText{German: "Sprachkurs B1", Own: "دورة", OwnLang: "ar"},
	})
	p.offer()
	p.answer(g.ID, domain.AnswerAgreed)
	m := p.drafted(g.ID).Measures[0]
	m.Goal = g.ID
	return m
}

// requests are what bodies were asked about sami, newest first, as the manager sees it.
func (p *play) requests() []domain.BodyRequest {
	p.t.Helper()
	page, err := p.BodyRequests(p.t.Context(), p.manager, p.sami)
	p.ok(err)
	return page.Requests
}

func (p *play) askBody(m domain.Measure, body domain.BodyID) domain.BodyRequest {
	p.t.Helper()
	q := domain.BodyQuestion{Body: body, Goal: m.Goal, Measure: m.ID, Text: "Gibt es einen Platz?"}
	p.ok(p.AskBody(p.t.Context(), p.manager, p.sami, q, ""))
	return p.requests()[0]
}

func bodyYes(r domain.BodyRequest) app.BodyConsent {
	return app.BodyConsent{ID: r.ID, Version: r.Version, Share: true, Shown: domain.BodyFirstName, Days: 30}
}

// bodyLink makes a link to the request, and returns what its address ends with.
func (p *play) bodyLink(r domain.BodyRequest) string {
	p.t.Helper()
	token := auth.NewToken()
	_, err := p.MakeBodyLink(p.t.Context(), p.manager, p.sami, r.ID, token, bodyCode, "")
	p.ok(err)
	return token
}

// asked has a body asked about an agreed step, with the consent of sami, and a link.
func (p *play) asked() (m domain.Measure, r domain.BodyRequest, token string) {
	p.t.Helper()
	m = p.course()
	r = p.askBody(m, p.place("Volkshochschule", ""))
	p.ok(p.ConsentToBody(p.t.Context(), p.own, bodyYes(r)))
	return m, r, p.bodyLink(r)
}

// shut checks that address and code open nothing, and that nothing is written.
func (p *play) shut(what string, a *app.App, token, code string) {
	p.t.Helper()
	commits := a.DB.Stats.Commits.Load()
	queries := a.DB.Stats.Queries.Load()
	view, err := a.OpenBodyLink(p.t.Context(), token, code)
	p.is(what, err, domain.NotFound)
	one := a.DB.Stats.Queries.Load() - queries
	_, err = a.AnswerBodyLink(p.t.Context(), token, code, domain.BodyAnswer{Kind: "agree"})
	p.is(what, err, domain.NotFound)
	if view != (app.BodyView{}) || a.DB.Stats.Commits.Load() != commits || one != 1 {
		p.t.Errorf("%s: %+v with %d statements, or something was written", what, view, one)
	}
}

// TestBodyLink: nothing before the consent; then exactly the item under the first name; another text and day that both accept come into the
// draft; each opening stands in the record and in the list of manager and person; after the answer the link shows nothing more.
func TestBodyLink(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		m := p.course()
		school := p.place("Volkshochschule", "")
		r := p.askBody(m, school)
		_, err := p.MakeBodyLink(t.Context(), p.manager, p.sami, r.ID, auth.NewToken(), bodyCode, "")
		p.is("a link before the consent", err, domain.Conflict)
		p.is("asked twice", p.AskBody(t.Context(), p.manager, p.sami, domain.BodyQuestion{Body: school, Measure: m.ID, Text: "x"}, ""), domain.Invalid)
		for what, c := range map[string]app.BodyConsent{"no name": {Share: true, Days: 30}, "any time": {Share: true, Shown: domain.BodyFirstName, Days: 3000}} {
			c.ID, c.Version = r.ID, r.Version
			p.is(what, p.ConsentToBody(t.Context(), p.own, c), domain.Invalid)
		}
		p.ok(p.ConsentToBody(t.Context(), p.own, bodyYes(r)))
		token := p.bodyLink(r)
		before := p.head()
		view, err := p.OpenBodyLink(t.Context(), token, "482917")
		p.ok(err)
		want := app.BodyView{
			Body: "Volkshochschule", Name: "Sami", Asks: view.Asks, AsksOrg: view.AsksOrg, Question: "Gibt es einen Platz?", Text: "Sprachkurs B1", Due: m.Due,
			Measure: true, Until: p.requests()[0].Until,
		}
		if view != want {
			t.Errorf("the body sees %+v", view)
		}
		_, err = p.OpenBodyLink(t.Context(), token, "482917") // a second opening
		p.ok(err)
		_, err = p.OpenBodyLink(t.Context(), token, "000000")
		p.is("a wrong code", err, domain.NotFound)
		answer := domain.BodyAnswer{Kind: "counter", Due: "2026-11-01", Text: "Abendkurs B1", Reason: "Tagsüber voll"}
		done, err := p.AnswerBodyLink(t.Context(), token, bodyCode, answer)
		p.ok(err)
		again, err := p.AnswerBodyLink(t.Context(), token, bodyCode, domain.BodyAnswer{Kind: "decline", Reason: "x"})
		p.ok(err) // a double click
		later, err := p.OpenBodyLink(t.Context(), token, bodyCode)
		p.ok(err)
		if only := (app.BodyView{Done: true}); done != only || again != only || later != only {
			t.Errorf("after the answer the link shows %+v, %+v, %+v", done, again, later)
		}
		p.shut("answered, with a wrong code", p.App, token, "000000")
		p.bodyRecorded(before, r.ID, domain.OpenBodyLink, domain.OpenBodyLink, domain.RefuseBodyCode, domain.AnswerBodyLink)

		now := p.requests()[0]
		own, err := p.BodyRequests(t.Context(), p.own, p.sami)
		p.ok(err)
		if now.State != domain.CoordinationCountered || now.Reason != "Tagsüber voll" || len(now.Uses) != 4 || len(own.Requests[0].Uses) != 4 || len(own.Bodies)+len(own.Goals) != 0 {
			t.Errorf("manager and person see %+v, %+v", now, own.Requests[0])
		}
		if waits := p.caseWaits(); waits.Manager != 1 || waits.Person != 1 {
			t.Errorf("the list says %+v", waits)
		}
		p.ok(p.AnswerBodyCounter(t.Context(), p.own, p.sami, app.CounterAnswer{ID: r.ID, Version: now.Version, Accept: true}))
		p.is("on the old page", p.AnswerBodyCounter(t.Context(), p.manager, p.sami, app.CounterAnswer{ID: r.ID, Version: now.Version, Accept: true}), domain.Conflict)
		p.ok(p.AnswerBodyCounter(t.Context(), p.manager, p.sami, app.CounterAnswer{ID: r.ID, Version: now.Version + 1, Accept: true}))
		if got := p.drafted(m.Goal).Measures[0]; got.Text.German != "Abendkurs B1" || got.Due != "2026-11-01" {
			t.Errorf("the draft has %+v", got)
		}
		if got := p.requests()[0]; got.State != domain.CoordinationAgreed || got.Changed {
			t.Errorf("it stands at %s, changed %v", got.State, got.Changed)
		}
		g := p.drafted(m.Goal)
		g.Answer, g.Explained = domain.AnswerAgreed, "Anna"
		p.ok(p.AnswerGoal(t.Context(), p.own, g, ""))
		if got := p.requests()[0].State; got != domain.CoordinationInForce {
			t.Errorf("after the next version it stands at %s", got)
		}
	})
}

func (p *play) caseWaits() domain.Waits {
	p.t.Helper()
	list, err := p.Cases(p.t.Context(), p.manager, domain.CaseFilter{})
	p.ok(err)
	for _, c := range list.Cases {
		if c.Person == p.sami {
			return c.Waits
		}
	}
	p.t.Fatal("sami is in no list")
	return domain.Waits{}
}

// bodyRecorded checks that the record has exactly these events by links since seq.
func (p *play) bodyRecorded(after int64, r domain.CoordinationID, want ...domain.Action) {
	p.t.Helper()
	var got []domain.Action
	for _, e := range p.events(after) {
		if e.Rule == domain.RuleBody && e.Object == int64(r) && e.Person == p.sami && e.Actor == 0 && e.Session == 0 {
			got = append(got, e.Action)
		}
	}
	if len(got) != len(want) {
		p.t.Fatalf("the record has %v, want %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			p.t.Errorf("the record has %v, want %v", got, want)
		}
	}
}

// TestBodyLinkShuts: what has ended, is locked, taken back or closed, and what never was, all answer the same, by one statement.
func TestBodyLinkShuts(t *testing.T) {
	ends := []struct {
		name string
		end  func(p *play, r domain.BodyRequest, token string)
	}{
		{"taken back", func(p *play, r domain.BodyRequest, _ string) { p.ok(p.TakeBackBody(p.t.Context(), p.own, r.ID)) }},
		{"withdrawn", func(p *play, r domain.BodyRequest, _ string) {
			m := app.CoordinationMove{ID: r.ID, Version: p.requests()[0].Version, Event: domain.CoordinationEnd}
			p.ok(p.MoveBodyRequest(p.t.Context(), p.manager, p.sami, m))
		}},
		{"body closed", func(p *play, r domain.BodyRequest, _ string) {
			r.Body.Closed = p.requestDay(-1)
			p.Write(func(ctx context.Context, tx *store.Tx) error {
				_, err := tx.SaveBody(ctx, r.Body)
				return err
			})
		}},
		{"another link", func(p *play, r domain.BodyRequest, _ string) { p.bodyLink(r) }},
		{"locked", func(p *play, _ domain.BodyRequest, token string) {
			for range domain.MaxBodyTries {
				_, err := p.OpenBodyLink(p.t.Context(), token, "1")
				p.is("a wrong code", err, domain.NotFound)
			}
		}},
		{"core taken back", func(p *play, _ domain.BodyRequest, _ string) { p.back(domain.SectionCore, p.manager.Org) }},
	}
	eachPlay(t, func(t *testing.T, p *play) {
		m := p.course()
		late := p.askBody(m, p.place("Später", ""))
		p.ok(p.ConsentToBody(t.Context(), p.own, bodyYes(late)))
		lapses := p.bodyLink(late)
		for _, tc := range ends {
			r := p.askBody(m, p.place(tc.name, ""))
			p.ok(p.ConsentToBody(t.Context(), p.own, bodyYes(r)))
			token := p.bodyLink(r)
			_, err := p.OpenBodyLink(t.Context(), token, bodyCode) // it is open in a browser
			p.ok(err)
			if tc.name == "core taken back" {
				p.shut("another tenant", p.Ulm.App, token, bodyCode)
				p.Clock.AddDays(29)
				_, err := p.OpenBodyLink(t.Context(), lapses, bodyCode)
				p.ok(err)
				p.Clock.AddDays(2)
				p.shut("past its day", p.App, lapses, bodyCode)
				p.own = p.Actor("sami")
			}
			tc.end(p, r, token)
			p.shut(tc.name, p.App, token, bodyCode)
			p.shut(tc.name+", another code", p.App, token, "1")
		}
		p.shut("an address that never was", p.App, auth.NewToken(), bodyCode)
		p.shut("no address", p.App, "", "")
	})
}

// TestBodyLapsed: a consent that has passed its last day shows as stopped to everybody, though nothing was stored.
func TestBodyLapsed(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, r, _ := p.asked()
		p.Clock.AddDays(31)
		for name, by := range map[string]domain.Actor{"manager": p.Actor("manager_a"), "person": p.Actor("sami")} {
			page, err := p.BodyRequests(t.Context(), by, p.sami)
			p.ok(err)
			if got := page.Requests[0]; got.State != domain.CoordinationWithheld || got.Links[0].Opens {
				t.Errorf("to the %s it stands at %s", name, got.State)
			}
		}
		p.Write(func(ctx context.Context, tx *store.Tx) error {
			all, err := tx.BodyRequests(ctx, p.sami)
			if all[0].State != domain.CoordinationShared {
				t.Errorf("reading stored %s", all[0].State)
			}
			return err
		})
		manager := p.Actor("manager_a")
		_, err := p.MakeBodyLink(t.Context(), manager, p.sami, r.ID, auth.NewToken(), bodyCode, "")
		p.is("a link after the consent", err, domain.Conflict)
	})
}
