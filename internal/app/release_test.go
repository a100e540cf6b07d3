package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func work(label string) domain.Entry {
	return domain.Entry{Section: domain.SectionWork, Work: &domain.Work{Occupation: domain.Term{Label: label}}}
}

// TestReleaseOpensAndCloses follows one section: not there before its release, there with it, gone at the next call after.
func TestReleaseOpensAndCloses(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.save(work("نجار"))
		p.save(domain.Entry{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "ar", Level: "native"}})
		see := func(want domain.SectionSet, entries int) {
			t.Helper()
			page, err := p.Case(t.Context(), p.manager, p.sami)
			p.ok(err)
			if page.Released != want || len(page.Profile.Entries) != entries || page.HasCV != want.Has(domain.SectionCV) {
				t.Errorf("the manager sees %q with %d entries, CV %t; want %q with %d", page.Released, len(page.Profile.Entries), page.HasCV, want, entries)
			}
			if !want.Has(domain.SectionCV) && len(page.CV.Work) > 0 {
				t.Error("the CV is on the page without its release")
			}
		}
		core := domain.SetOf(domain.SectionCore)
		see(core, 0)
		p.give(domain.SectionWork, domain.SectionCV)
		see(core.With(domain.SectionWork).With(domain.SectionCV), 1)
		p.back(domain.SectionCV, testkit.OrgBridge)
		see(core.With(domain.SectionWork), 1)
		p.back(domain.SectionWork, testkit.OrgBridge)
		see(core, 0)
		p.give(domain.SectionWork)
		p.Clock.AddDays(365)
		see(core.With(domain.SectionWork), 1) // the last day counts
		p.Clock.AddDays(1)
		see(core, 0)
	})
}

// TestReleaseReplaced shows that a second release of a section replaces the first: one is in force, both are kept.
func TestReleaseReplaced(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.give(domain.SectionWork)
		p.Clock.AddDays(10)
		p.give(domain.SectionWork, domain.SectionHousing)
		page, err := p.Releases(t.Context(), p.own)
		p.ok(err)
		n := 0
		for _, r := range page.InForce() {
			if r.Section == domain.SectionWork {
				n++
				if r.From != page.Today {
					t.Errorf("in force from %s, want the newer one from %s", r.From, page.Today)
				}
			}
		}
		if n != 1 || len(page.Releases) != 4 { // core, work, work, housing
			t.Errorf("%d releases of work in force, want 1; %d in all, want 4", n, len(page.Releases))
		}
	})
}

// TestTakeBackHidesWhatWasDrawn shows that a value of the plan drawn from a section is gone with the section, in old versions,
// in the agreement with the Jobcenter as the manager sees it, and on every page; the person still reads it.
func TestTakeBackHidesWhatWasDrawn(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		const secret = "Geheimberuf"
		p.give(domain.SectionWork)
		drawn := domain.PlanText{German: "Arbeit als", Own: "عمل", OwnLang: "ar", Args: []domain.PlanArg{
			{Name: "occupation", Value: secret, From: domain.SectionWork}, {Name: "level", Value: "B1"},
		}}
		id, err := p.SaveGoal(t.Context(), p.manager, domain.Goal{Person: p.sami, Domain: "work", Text: drawn, Measures: []domain.Measure{
			{Who: "person", State: "open", Text: drawn},
		}}, "")
		p.ok(err)
		p.offer()
		p.answer(id, domain.AnswerAgreed)
		p.share(p.drafted(id))
		p.askBody(domain.Measure{Goal: id, ID: p.drafted(id).Measures[0].ID}, p.place("Volkshochschule", ""))
		texts := func(by domain.Actor) (out []domain.PlanText) {
			t.Helper()
			add := func(goals ...domain.Goal) {
				for _, g := range goals {
					out = append(out, g.Text)
					for _, m := range g.Measures {
						out = append(out, m.Text)
					}
				}
			}
			plan, err := p.Plan(t.Context(), by, p.sami)
			p.ok(err)
			pages := []app.PlanPage{plan}
			if by.User != 0 {
				note, err := p.PrintNote(t.Context(), by, p.sami)
				p.ok(err)
				pages = append(pages, note.PlanPage)
				page, err := p.Case(t.Context(), by, p.sami)
				p.ok(err)
				pages = append(pages, app.PlanPage{Plan: page.Plan, Coordinations: page.Coordinations})
				bodies, err := p.BodyRequests(t.Context(), by, p.sami)
				p.ok(err)
				add(bodies.Goals...)
				for _, r := range bodies.Requests {
					add(r.Goal, r.Now)
				}
			}
			for _, page := range pages {
				add(page.Plan.Goals...)
				for _, v := range page.Versions {
					add(v.Goals...)
				}
				for _, c := range page.Coordinations {
					add(c.Goal)
				}
			}
			return out
		}
		count := func(by domain.Actor) (shown, all int) {
			t.Helper()
			for _, x := range texts(by) {
				for _, a := range x.Args {
					all++
					if a.Value == secret || a.Value == "B1" {
						shown++
					}
				}
			}
			return shown, all
		}
		if shown, all := count(p.manager); shown != all || all < 12 {
			t.Errorf("with the release the manager sees %d of %d values", shown, all)
		}
		p.back(domain.SectionWork, testkit.OrgBridge)
		if shown, all := count(p.manager); shown*2 != all {
			t.Errorf("after it was taken back the manager sees %d of %d values, want half", shown, all)
		}
		if shown, all := count(p.own); shown != all || all == 0 {
			t.Errorf("the person sees %d of %d values", shown, all)
		}
		g := p.drafted(id) // what is hidden comes back from a form as it was shown, and is kept
		_, err = p.SaveGoal(t.Context(), p.manager, g, "")
		p.ok(err)
		p.give(domain.SectionWork)
		if got := p.drafted(id).Text.Args[0].Value; got != secret {
			t.Errorf("after a save with the value hidden it is %q", got)
		}
	})
}

// TestTakeBackCore shows that the person is then found by nobody, that who acts for them is out, and that ReleaseCore brings them back.
func TestTakeBackCore(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden")
		p.share(goals...)
		p.give(domain.SectionWork)
		token, err := p.StartActing(t.Context(), p.manager, p.sami, "desk")
		p.ok(err)
		p.back(domain.SectionCore, testkit.OrgBridge)
		everybody := map[string]func() error{
			"case":   func() error { _, err := p.Case(t.Context(), p.manager, p.sami); return err },
			"plan":   func() error { _, err := p.Plan(t.Context(), p.Actor("substitute"), p.sami); return err },
			"shared": func() error { _, err := p.Shared(t.Context(), p.agent, p.sami); return err },
			"core":   func() error { _, err := p.CoreCase(t.Context(), p.Actor("lead"), p.sami); return err },
			"acting": func() error { _, err := p.ActorByToken(t.Context(), token); return err },
		}
		for name, f := range everybody {
			p.is(name+" after core was taken back", f(), domain.NotFound)
		}
		book, err := p.AccessBook(t.Context(), p.own, domain.BookFilter{})
		p.ok(err)
		if len(book.Standing) != 0 {
			t.Errorf("the access book still says %+v", book.Standing)
		}
		if len(book.Events) == 0 || book.Events[0].Action != domain.TakeBack || !book.Events[0].Sections.Has(domain.SectionCore) {
			t.Errorf("the newest event is %+v", book.Events[0])
		}
		p.ok(p.ReleaseCore(t.Context(), p.own, "", testkit.Terms))
		p.is("core released twice", p.ReleaseCore(t.Context(), p.own, "", testkit.Terms), domain.Conflict)
		page, err := p.Case(t.Context(), p.manager, p.sami)
		p.ok(err)
		if page.Released != domain.SetOf(domain.SectionCore) {
			t.Errorf("core brings %q back", page.Released)
		}
		p.is("shared after core came back", everybody["shared"](), domain.NotFound)
	})
}

// TestTakeBackCoreOfJobcenter shows that the core released to the Jobcenter can be taken back alone.
func TestTakeBackCoreOfJobcenter(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.share(p.agree("Arbeit finden")...)
		p.back(domain.SectionCore, testkit.OrgJobcenter)
		_, err := p.Shared(t.Context(), p.agent, p.sami)
		p.is("shared", err, domain.NotFound)
		_, err = p.Case(t.Context(), p.manager, p.sami)
		p.ok(err)
		if got := p.coordinations()[0].State; got != domain.CoordinationWithheld {
			t.Errorf("the goal is %s at the Jobcenter", got)
		}
	})
}

// TestPINForReleases shows that a release on a shared device, and one by somebody who acts, needs the person's PIN.
func TestPINForReleases(t *testing.T) {
	c := testkit.New(t)
	for name, by := range map[string]domain.Actor{"shared": c.OnShared("sami"), "acting": c.Acting("manager_a", "sami")} {
		for pin, want := range map[string]bool{"": false, "111222": false, testkit.PIN: true} {
			c.SetPIN(c.Person("sami")) // also forgets the failures
			err := c.GiveRelease(t.Context(), by, domain.ReleaseRequest{Sections: []domain.Section{domain.SectionWork}, Months: 12, PIN: pin})
			if (err == nil) != want || err != nil && domain.KindOf(err) != domain.Refused {
				t.Errorf("%s with PIN %q: %v", name, pin, err)
			}
		}
	}
	for _, r := range []domain.ReleaseRequest{
		{Months: 12},
		{Sections: []domain.Section{domain.SectionCore}, Months: 12},
		{Sections: []domain.Section{domain.SectionPlan}, Months: 12},
		{Sections: []domain.Section{"more"}, Months: 12},
		{Sections: []domain.Section{domain.SectionWork}},
		{Sections: []domain.Section{domain.SectionWork}, Months: 25},
	} {
		if err := c.GiveRelease(t.Context(), c.Actor("sami"), r); domain.KindOf(err) != domain.Invalid {
			t.Errorf("%+v: %v", r, err)
		}
	}
}
