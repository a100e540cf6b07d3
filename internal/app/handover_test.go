package app_test

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// proposed asks sami and returns the open handover.
func (p *play) proposed(h domain.Handover) domain.Handover {
	p.t.Helper()
	h.Person = p.sami
	if h.To != 0 {
		p.ok(p.ProposeHandover(p.t.Context(), p.Actor("manager_a"), h, ""))
	} else {
		p.ok(p.MoveCase(p.t.Context(), p.Actor("manager_a"), h, ""))
	}
	return p.handover()
}

func (p *play) handover() domain.Handover {
	p.t.Helper()
	page, err := p.Handover(p.t.Context(), p.Actor("sami"), p.sami)
	p.ok(err)
	if len(page.Handovers) == 0 {
		p.t.Fatal("there is no handover")
	}
	return page.Handovers[0]
}

func (p *play) answers(h domain.Handover, yes bool, sections ...domain.Section) error {
	return p.AnswerHandover(p.t.Context(), p.Actor("sami"), app.HandoverAnswer{ID: h.ID, Version: h.Version, Consent: yes, Sections: sections})
}

func (p *play) chapters() (kinds []string) {
	p.t.Helper()
	s, err := p.Story(p.t.Context(), p.Actor("sami"), p.sami)
	p.ok(err)
	for _, c := range s.Chapters {
		kinds = append(kinds, c.Kind)
	}
	return kinds
}

// TestHandover: the person answers first, then the colleague; only then the case changes hands, and who had it is out at once.
func TestHandover(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, old, next := t.Context(), p.Actor("manager_a"), p.Actor("manager_b")
		p.agree("Arbeit finden")
		p.give(domain.SectionWork)
		to := domain.Handover{To: p.User("manager_b"), Note: "Der Kurs beginnt im Mai."}
		p.is("to the own manager", p.ProposeHandover(ctx, old, domain.Handover{Person: p.sami, To: p.User("manager_a")}, ""), domain.Invalid)
		p.is("to another organisation's manager", p.ProposeHandover(ctx, old, domain.Handover{Person: p.sami, To: p.User("manager_c")}, ""), domain.Invalid)

		h := p.proposed(to)
		p.is("a second one", p.ProposeHandover(ctx, old, domain.Handover{Person: p.sami, To: h.To}, ""), domain.Conflict)
		p.is("the colleague before the consent", second(p.TransferSheet(ctx, next, p.sami)), domain.NotFound)
		p.ok(p.answers(h, false))
		list, err := p.Handovers(ctx, old)
		p.ok(err)
		if len(list.From) != 1 || list.From[0].State != domain.HandoverRefused || list.From[0].Person != p.sami {
			t.Errorf("the manager hears of the refusal: %+v", list.From)
		}
		p.is("an answer that is too late", p.answers(p.handover(), true), domain.Conflict)

		h = p.proposed(to)
		p.ok(p.answers(h, true))
		h = p.handover()
		sheet, err := p.TransferSheet(ctx, next, p.sami)
		p.ok(err)
		if len(sheet.Plan.Active()) != 1 || sheet.Handover == nil || sheet.Handover.Note != to.Note || !sheet.Receiver {
			t.Errorf("the sheet is %+v", sheet)
		}
		p.is("the case before the acceptance", second(p.Case(ctx, next, p.sami)), domain.NotFound)
		list, err = p.Handovers(ctx, next)
		p.ok(err)
		if len(list.To) != 1 || list.To[0].Person != p.sami {
			t.Errorf("for the colleague: %+v", list.To)
		}
		p.is("an old page", p.ReceiveHandover(ctx, next, p.sami, h.Version-1, true, 0), domain.Conflict)
		p.ok(p.ReceiveHandover(ctx, next, p.sami, h.Version, true, 0))
		p.ok(second(p.Case(ctx, next, p.sami)))
		p.is("the old manager afterwards", second(p.Case(ctx, old, p.sami)), domain.NotFound)
		list, err = p.Handovers(ctx, old)
		p.ok(err)
		if list.From[0].State != domain.HandoverAccepted || list.From[0].Person != 0 || list.From[0].Name != (domain.Name{}) {
			t.Errorf("who gave the case away still reads whose it is: %+v", list.From[0])
		}
		if !slices.Contains(p.chapters(), "handed") {
			t.Error("the story does not tell of it")
		}
	})
}

// TestHandoverOvertaken: a reassignment withdraws it, and core that is taken back takes it along.
func TestHandoverOvertaken(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, next := t.Context(), p.Actor("manager_b")
		h := p.proposed(domain.Handover{To: p.User("manager_b")})
		p.ok(p.answers(h, true))
		c, err := p.CoreCase(ctx, p.Actor("lead"), p.sami)
		p.ok(err)
		p.ok(p.ReassignCase(ctx, p.Actor("lead"), p.sami, p.User("substitute"), c.Case.Version))
		if s := p.handover().State; s != domain.HandoverWithdrawn {
			t.Errorf("after the reassignment it is %s", s)
		}
		p.is("the colleague", second(p.TransferSheet(ctx, next, p.sami)), domain.NotFound)
	})
}

// TestMoveCase: the other organisation sees what the person chose once a manager is named there, the organisation before nothing any more;
// versions, talks and what is agreed with the Jobcenter stay.
func TestMoveCase(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, old, next, admin := t.Context(), p.Actor("manager_a"), p.Actor("manager_c"), p.Actor("admin_harbour")
		goals := p.agree("Arbeit finden")
		p.share(goals...)
		p.give(domain.SectionWork, domain.SectionSkills)
		p.save(work("نجار"))
		p.talk(domain.Talk{})
		h := p.proposed(domain.Handover{ToOrg: testkit.OrgHarbour})
		p.ok(p.answers(h, true, domain.SectionWork, domain.SectionHealth))
		h = p.handover()
		p.is("a manager there before the acceptance", second(p.Case(ctx, next, p.sami)), domain.NotFound)
		p.is("nobody named", p.ReceiveHandover(ctx, admin, p.sami, h.Version, true, 0), domain.Invalid)
		p.is("somebody of the old organisation", p.ReceiveHandover(ctx, admin, p.sami, h.Version, true, p.User("manager_b")), domain.Invalid)
		p.ok(p.ReceiveHandover(ctx, admin, p.sami, h.Version, true, p.User("manager_c")))
		page, err := p.Case(ctx, next, p.sami)
		p.ok(err)
		if want := domain.SetOf(domain.SectionCore, domain.SectionWork); page.Released != want {
			t.Errorf("the new organisation sees %v, want %v", page.Released.List(), want.List())
		}
		if len(page.Talks.Talks) != 0 {
			t.Errorf("it sees %d talks of the organisation before", len(page.Talks.Talks))
		}
		p.is("the manager before", second(p.Case(ctx, old, p.sami)), domain.NotFound)
		p.is("the lead before", second(p.CoreCase(ctx, p.Actor("lead"), p.sami)), domain.NotFound)
		plan, err := p.Plan(ctx, next, p.sami)
		p.ok(err)
		if len(plan.Versions) != 1 {
			t.Errorf("%d versions", len(plan.Versions))
		}
		if s := plan.Coordinations[0].State; !s.Live() {
			t.Errorf("the agreement with the Jobcenter is %s", s)
		}
		own, err := p.Talks(ctx, p.Actor("sami"), p.sami)
		p.ok(err)
		if len(own.Talks) != 1 {
			t.Errorf("the person has %d talks", len(own.Talks))
		}
	})
}

// TestMoveLeavesBehind: what the organisation before has asked bodies ends and is read by the person alone, as are its notes to colleagues; how
// it has weighed the case is gone.
func TestMoveLeavesBehind(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, next := t.Context(), p.Actor("manager_c")
		m, asked, token := p.asked()
		h := p.proposed(domain.Handover{To: p.User("manager_b"), Note: "Nur unter uns."})
		p.ok(p.answers(h, false))
		c, err := p.Case(ctx, p.manager, p.sami)
		p.ok(err)
		p.ok(p.SetWeight(ctx, p.manager, p.sami, "waiting", c.Case.Version))
		h = p.proposed(domain.Handover{ToOrg: testkit.OrgHarbour, Note: "Zieht um."})
		p.ok(p.answers(h, true))
		h = p.handover()
		p.ok(p.ReceiveHandover(ctx, p.Actor("admin_harbour"), p.sami, h.Version, true, next.User))
		p.shut("the case has moved", p.App, token, bodyCode)
		page, err := p.BodyRequests(ctx, next, p.sami)
		p.ok(err)
		own, err := p.BodyRequests(ctx, p.own, p.sami)
		p.ok(err)
		if len(page.Requests) != 0 || len(own.Requests) != 1 || own.Requests[0].State != domain.CoordinationEnded {
			t.Errorf("the new manager reads %d requests, the person %+v", len(page.Requests), own.Requests)
		}
		_, err = p.MakeBodyLink(ctx, next, p.sami, asked.ID, token, bodyCode, "")
		p.is("a link to it", err, domain.NotFound)
		p.is("its end", p.MoveBodyRequest(ctx, next, p.sami, app.CoordinationMove{ID: asked.ID, Version: own.Requests[0].Version, Event: domain.CoordinationEnd}), domain.NotFound)
		p.is("an answer", p.AnswerBodyCounter(ctx, next, p.sami, app.CounterAnswer{ID: asked.ID, Version: own.Requests[0].Version}), domain.NotFound)
		q := domain.BodyQuestion{Body: asked.Body.ID, Measure: m.ID, Text: "Und bei uns?"}
		p.ok(p.AskBody(ctx, next, p.sami, q, ""))
		handovers, err := p.Handover(ctx, next, p.sami)
		p.ok(err)
		if len(handovers.Handovers) != 1 || handovers.Handovers[0].Note != "Zieht um." {
			t.Errorf("the new manager reads the handovers %+v", handovers.Handovers)
		}
		c, err = p.Case(ctx, next, p.sami)
		p.ok(err)
		if c.Case.Weight != "" || c.Case.WeightOn != "" {
			t.Errorf("it still weighs %q", c.Case.Weight)
		}
	})
}

// TestMoveRefused: whatever ends a move takes back what the consent had released.
func TestMoveRefused(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, admin := t.Context(), p.Actor("admin_harbour")
		for name, end := range map[string]func(h domain.Handover) error{
			"the person": func(h domain.Handover) error { return p.answers(h, false) },
			"the manager": func(h domain.Handover) error {
				return p.WithdrawHandover(ctx, p.Actor("manager_a"), p.sami, h.ID, h.Version)
			},
			"the organisation": func(h domain.Handover) error { return p.ReceiveHandover(ctx, admin, p.sami, h.Version, false, 0) },
		} {
			h := p.proposed(domain.Handover{ToOrg: testkit.OrgHarbour})
			p.ok(p.answers(h, true))
			p.ok(end(p.handover()))
			releases, err := p.Releases(ctx, p.Actor("sami"))
			p.ok(err)
			if slices.ContainsFunc(releases.InForce(), func(r domain.Release) bool { return r.Org == testkit.OrgHarbour }) {
				t.Errorf("%s ended it, and a release to the other organisation stays", name)
			}
			p.is(name, p.ReceiveHandover(ctx, admin, p.sami, h.Version, true, p.User("manager_c")), domain.NotFound)
			p.ok(second(p.Case(ctx, p.Actor("manager_a"), p.sami)))
		}
	})
}

// TestCloseCase: what the page says before is what ends; the case leaves the lists, the person knows why, and it can go on.
func TestCloseCase(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, manager := t.Context(), p.Actor("manager_a")
		goals := p.agree("Arbeit finden")
		p.share(goals...)
		p.goal("Wohnung finden")
		p.offer()
		p.proposed(domain.Handover{To: p.User("manager_b")})
		page, err := p.Closing(ctx, manager, p.sami)
		p.ok(err)
		if page.Agreements != 1 || page.Offers != 1 || page.Handover == nil {
			t.Errorf("the page says %+v", page)
		}
		version := page.Case.Version
		p.is("no reason", p.CloseCase(ctx, manager, p.sami, domain.Closing{}, version), domain.Invalid)
		p.is("no organisation named", p.CloseCase(ctx, manager, p.sami, domain.Closing{Reason: domain.ClosedTakenOver}, version), domain.Invalid)
		p.is("as a status", p.SetCaseStatus(ctx, manager, p.sami, domain.CaseClosed, version), domain.Invalid)
		p.ok(p.CloseCase(ctx, manager, p.sami, domain.Closing{Reason: domain.ClosedReached, Note: "Hat Arbeit gefunden."}, version))
		p.is("twice", p.CloseCase(ctx, manager, p.sami, domain.Closing{Reason: domain.ClosedReached}, version+1), domain.Conflict)
		page, err = p.Closing(ctx, manager, p.sami)
		p.ok(err)
		if page.Agreements+page.Offers != 0 || page.Handover != nil || page.Closing.Note != "Hat Arbeit gefunden." {
			t.Errorf("afterwards the page says %+v", page)
		}
		cases, err := p.Cases(ctx, manager, domain.CaseFilter{})
		p.ok(err)
		closed, err := p.Cases(ctx, manager, domain.CaseFilter{Status: domain.CaseClosed})
		p.ok(err)
		has := func(c app.Caseload) bool {
			return slices.ContainsFunc(c.Cases, func(c domain.Case) bool { return c.Person == p.sami })
		}
		if has(cases) || !has(closed) {
			t.Errorf("in the list %v, under its filter %v", has(cases), has(closed))
		}
		me, err := p.Me(ctx, p.Actor("sami"))
		p.ok(err)
		if me.Responsible.Closing != domain.ClosedReached || me.Responsible.Closed == "" || me.Waiting.Goals+me.Waiting.Handover != 0 {
			t.Errorf("the person reads %+v", me)
		}
		p.ok(p.ReopenCase(ctx, p.Actor("lead"), p.sami, page.Case.Version))
		p.is("twice", p.ReopenCase(ctx, manager, p.sami, page.Case.Version+1), domain.Conflict)
		kinds := p.chapters()
		if c, r := slices.Index(kinds, "closed"), slices.Index(kinds, "reopened"); c < 0 || r < c {
			t.Errorf("the story tells %v", kinds)
		}
	})
}

// TestManagerLocked: the cases of somebody who works here no more stand in a list, nothing is lost, and the person reads whom to turn to.
func TestManagerLocked(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, lead := t.Context(), p.Actor("lead")
		p.agree("Arbeit finden")
		p.talk(domain.Talk{})
		manager := p.Actor("manager_a")
		before, err := p.UnitCases(ctx, lead, domain.CaseFilter{})
		p.ok(err)
		m, err := p.LockUser(ctx, domain.Operator(), "manager_a")
		p.ok(err)
		if m.ID != manager.User || m.Cases == 0 {
			t.Errorf("locked %+v", m)
		}
		all, err := p.UnitCases(ctx, lead, domain.CaseFilter{})
		p.ok(err)
		only, err := p.UnitCases(ctx, lead, domain.CaseFilter{Unmanaged: true})
		p.ok(err)
		if before.Orphans != 0 || all.Orphans == 0 || len(only.Cases) != all.Orphans {
			t.Errorf("%d without before, %d afterwards, %d in the list", before.Orphans, all.Orphans, len(only.Cases))
		}
		me, err := p.Me(ctx, p.Actor("sami"))
		p.ok(err)
		if r := me.Responsible; !r.Gone || r.Name != r.OrgName || r.Phone == "" {
			t.Errorf("the person reads %+v", r)
		}
		own, err := p.Talks(ctx, p.Actor("sami"), p.sami)
		p.ok(err)
		if len(own.Talks) != 1 || own.Talks[0].By != manager.Name {
			t.Errorf("the talks are %+v", own.Talks)
		}
		c, err := p.CoreCase(ctx, lead, p.sami)
		p.ok(err)
		p.ok(p.ReassignCase(ctx, lead, p.sami, p.User("manager_b"), c.Case.Version))
		p.ok(second(p.Case(ctx, p.Actor("manager_b"), p.sami)))
	})
}
