package app_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func linkRequest(p domain.PersonID) domain.CVLinkRequest {
	return domain.CVLinkRequest{CV: domain.FirstCV(p), Form: domain.CVFull, Days: 7, For: "Firma", PIN: testkit.PIN}
}

// link makes a link to the first CV of p.
func (s *scene) link(p domain.PersonID) domain.CVLinkID {
	s.t.Helper()
	l := domain.CVLink{Person: p, CV: domain.FirstCV(p), Form: domain.CVFull, Until: domain.InstantOf(s.Clock.Now()) + 1000}
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		if _, err := tx.EndCVLinks(ctx, p, 0); err != nil {
			return err
		}
		l.ID = store.NewID[domain.CVLinkID](tx)
		return tx.AddCVLink(ctx, l, crypt.HashCode(auth.NewToken()))
	})
	return l.ID
}

// linked makes a link as sami, and returns it with what its address ends with.
func (p *play) linked(change func(*domain.CVLinkRequest)) (domain.CVLink, string) {
	p.t.Helper()
	p.Clock.Add(time.Millisecond)
	r, token := linkRequest(p.sami), auth.NewToken()
	if change != nil {
		change(&r)
	}
	l, err := p.MakeCVLink(p.t.Context(), p.own, r, token, "")
	p.ok(err)
	return l, token
}

func (p *play) read(token string) string {
	p.t.Helper()
	doc, _, err := p.LinkedCV(p.t.Context(), token, false)
	p.ok(err)
	return cv.Text(doc)
}

// gone checks that an address opens nothing, exactly as one that never was.
func (p *play) gone(what string, a *app.App, token string) {
	p.t.Helper()
	before := a.DB.Stats.Commits.Load()
	_, err := a.LinkHolds(p.t.Context(), token)
	p.is(what, err, domain.NotFound)
	doc, l, err := a.LinkedCV(p.t.Context(), token, true)
	p.is(what, err, domain.NotFound)
	if len(doc.Sections) > 0 || l.ID != 0 && l.Person == 0 || a.DB.Stats.Commits.Load() != before {
		p.t.Errorf("%s: %+v of %+v, or something was written", what, doc, l)
	}
}

// TestCVLink: whoever has the address reads the CV as it is then, and nothing but what employers get; each time stands in the record
// and in the person's book; and it ends at its time, at once when the person says so, and with what it shows.
func TestCVLink(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.save(domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{Birth: &domain.PartialDate{Calendar: "gregorian", Year: 1991}}})
		job := domain.Entry{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Concept: "occ:carpenter"}, Employer: domain.Name{Latin: "Al-Nur"},
			Tasks: []domain.Term{{Text: "آلة", German: "MASCHINELL", State: domain.TextMachine}, {Text: "يد", German: "BESTÄTIGT", State: domain.TextConfirmed}},
		}}
		job.ID = p.save(job)
		l, token := p.linked(nil)
		if until, err := p.LinkHolds(t.Context(), token); err != nil || until != l.Until || until != domain.InstantOf(p.Clock.Now())+7*24*60*60*1000 {
			t.Errorf("the link holds until %v, %v", until, err)
		}
		before := p.head()
		text := p.read(token)
		for _, want := range []string{"Sami Haddad", "Al-Nur", "BESTÄTIGT"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		for _, not := range []string{"MASCHINELL", "آلة", "1991"} {
			if strings.Contains(text, not) {
				t.Errorf("%q in\n%s", not, text)
			}
		}
		_, _, err := p.LinkedCV(t.Context(), token, true)
		p.ok(err)
		p.recorded(before, l.ID, domain.ReadLinkedCV, domain.TakeLinkedCV)

		p.saveCV(domain.CVSelection{ID: domain.FirstCV(p.sami), Print: domain.CVPrint{BirthDate: true}})
		p.ok(p.RemoveEntry(t.Context(), p.own, job.ID, 1))
		if text := p.read(token); !strings.Contains(text, "1991") || strings.Contains(text, "Al-Nur") {
			t.Errorf("the link does not show the CV as it is now:\n%s", text)
		}
		_, short := p.linked(func(r *domain.CVLinkRequest) { r.Form, r.Days = domain.CVAnonymous, 1 })
		if text := p.read(short); strings.Contains(text, "Haddad") || strings.Contains(text, "1991") {
			t.Errorf("the short profile names somebody:\n%s", text)
		}
		p.gone("another tenant", p.Ulm.App, token)
		p.gone("a wrong address", p.App, auth.NewToken())
		p.gone("no address", p.App, "")
		p.Clock.AddDays(1)
		p.gone("a link after its time", p.App, short)
		p.is("ending what has ended", p.EndCVLink(t.Context(), p.own, p.links()[0].ID), domain.NotFound)
		before = p.head()
		p.ok(p.EndCVLink(t.Context(), p.own, l.ID))
		p.gone("an ended link", p.App, token)
		p.recorded(before, l.ID, domain.EndCVLink)
		if got := p.links()[1]; got.For != "Firma" || got.Reads != 2 || got.Downloads != 1 || got.Ended == 0 || got.InForce(domain.InstantOf(p.Clock.Now())) {
			t.Errorf("listed: %+v", got)
		}
	})
}

func (p *play) links() []domain.CVLink {
	p.t.Helper()
	page, err := p.CVLinks(p.t.Context(), p.own)
	p.ok(err)
	return page.Links
}

// recorded checks which actions about a link the record has after seq, and that the person reads of them.
func (p *play) recorded(after int64, l domain.CVLinkID, want ...domain.Action) {
	p.t.Helper()
	var got []domain.Action
	for _, e := range p.events(after) {
		got = append(got, e.Action)
		byLink := e.Rule == domain.RuleLink && e.Actor == 0 && e.Session == 0 && e.Org == 0
		if e.Object != int64(l) || e.Person != p.sami || e.Note != "" || e.Rule != domain.RuleOwn && !byLink {
			p.t.Errorf("recorded %+v", e)
		}
	}
	if !slices.Equal(got, want) {
		p.t.Errorf("recorded %v, want %v", got, want)
	}
	for _, who := range [...]string{"others", "own"} {
		book, err := p.AccessBook(p.t.Context(), p.own, domain.BookFilter{Who: who})
		p.ok(err)
		for _, e := range book.Events {
			if (e.Rule == domain.RuleLink) != (who == "others") && e.Seq > after {
				p.t.Errorf("%s in the book as %q", e.Action, who)
			}
		}
	}
}

// TestCVLinkEndsWith: with the CV, the release of core, and the person's key goes the link; each end stands in the record.
func TestCVLinkEndsWith(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		second, err := p.SaveCV(t.Context(), p.own, domain.CVSelection{Title: "Zweiter"}, "")
		p.ok(err)
		l, token := p.linked(func(r *domain.CVLinkRequest) { r.CV = second })
		kept, other := p.linked(nil)
		before := p.head()
		p.ok(p.RemoveCV(t.Context(), p.own, second, 1))
		p.gone("a CV that was removed", p.App, token)
		if e := p.events(before)[0]; e.Action != domain.EndCVLink || e.Object != int64(l.ID) {
			t.Errorf("recorded %+v", e)
		}
		p.read(other)
		before = p.head()
		p.back(domain.SectionCore, testkit.OrgBridge)
		p.gone("core taken back", p.App, other)
		if e := p.events(before)[0]; e.Action != domain.EndCVLink || e.Object != int64(kept.ID) {
			t.Errorf("recorded %+v", e)
		}
		_, token = p.linked(nil)
		_, err = p.Raw().ExecContext(t.Context(), "DELETE FROM person_key")
		p.ok(err)
		_, _, err = p.LinkedCV(t.Context(), token, false)
		p.is("the person's key is gone", err, domain.NotFound)
		_, err = p.LinkHolds(t.Context(), token)
		p.is("the cover of a person whose key is gone", err, domain.NotFound)
		_, err = p.MakeCVLink(t.Context(), p.own, domain.CVLinkRequest{CV: 4711, Form: domain.CVFull, Days: 1}, auth.NewToken(), "")
		p.is("a CV of nobody", err, domain.NotFound)
	})
}

// TestCVLinkRace opens a link many times while it is ended: who comes after the end reads nothing, and no reading stands behind the
// end in the record.
func TestCVLinkRace(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		l, token := p.linked(nil)
		before := p.head()
		var readers sync.WaitGroup
		begun := make(chan bool, 20)
		for range 8 {
			readers.Go(func() {
				for {
					_, _, err := p.LinkedCV(t.Context(), token, false)
					begun <- true
					if err != nil {
						if k := domain.KindOf(err); k != domain.NotFound && k != domain.Refused {
							t.Errorf("reading: %v", err)
						}
						return
					}
				}
			})
		}
		go func() { readers.Wait(); close(begun) }()
		<-begun
		p.ok(p.EndCVLink(t.Context(), p.own, l.ID))
		p.gone("after the end", p.App, token)
		for range begun { //nolint:revive // until all readers have ended
		}
		ended := false
		for _, e := range p.events(before) {
			if ended && e.Action == domain.ReadLinkedCV {
				t.Errorf("read after the end: %+v", e)
			}
			ended = ended || e.Action == domain.EndCVLink
		}
		if got := p.links()[0]; !ended || got.Reads != len(p.events(before))-1 {
			t.Errorf("%d readings counted, %d events", got.Reads, len(p.events(before)))
		}
	})
}

// TestCVLinkBounds: a link opens thirty times in an hour, a person has twenty at once, and each form makes one.
func TestCVLinkBounds(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, token := p.linked(nil)
		for range 30 {
			p.read(token)
		}
		before := p.head()
		_, _, err := p.LinkedCV(t.Context(), token, false)
		p.is("the 31st time", err, domain.Refused)
		if p.head() != before || p.links()[0].Reads != 30 {
			t.Errorf("what was refused is counted: %+v", p.links()[0])
		}
		p.Clock.Add(time.Hour)
		p.read(token)

		once := auth.NewToken()
		first, err := p.MakeCVLink(t.Context(), p.own, linkRequest(p.sami), once, "form")
		p.ok(err)
		second, err := p.MakeCVLink(t.Context(), p.own, linkRequest(p.sami), once, "form")
		p.ok(err)
		if first.ID != second.ID || len(p.links()) != 2 {
			t.Errorf("one form makes %d and %d", first.ID, second.ID)
		}
		_, err = p.MakeCVLink(t.Context(), p.own, linkRequest(p.sami), auth.NewToken(), "form")
		p.is("the same form with another address", err, domain.Conflict)
		for range domain.MaxCVLinks - 2 {
			p.linked(nil)
		}
		_, err = p.MakeCVLink(t.Context(), p.own, linkRequest(p.sami), auth.NewToken(), "")
		p.is("one too many", err, domain.Invalid)
		p.Clock.AddDays(8)
		p.linked(nil)
		p.Clock.AddDays(91)
		if p.linked(nil); len(p.links()) != 2 {
			t.Errorf("%d links are kept", len(p.links()))
		}
		for _, change := range []func(*domain.CVLinkRequest){
			func(r *domain.CVLinkRequest) { r.Days = 365 }, func(r *domain.CVLinkRequest) { r.Days = 0 },
			func(r *domain.CVLinkRequest) { r.Form = domain.CVOriginal }, func(r *domain.CVLinkRequest) { r.For = strings.Repeat("x", 201) },
		} {
			r := linkRequest(p.sami)
			change(&r)
			_, err := p.MakeCVLink(t.Context(), p.own, r, auth.NewToken(), "")
			p.is("a request", err, domain.Invalid)
		}
	})
}

// TestCVLinkPIN: on a device of others nobody makes a link without the person's PIN, and who acts has no right to one that they know.
func TestCVLinkPIN(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		for _, by := range []domain.Actor{p.OnShared("sami"), p.Acting("manager_a", "sami")} {
			r := linkRequest(p.sami)
			r.PIN = "111222"
			_, err := p.MakeCVLink(t.Context(), by, r, auth.NewToken(), "")
			p.is("a wrong PIN", err, domain.Refused)
		}
		if got := p.links(); len(got) != 0 {
			t.Errorf("made: %+v", got)
		}
		acting := p.Acting("manager_a", "sami")
		before := p.head()
		_, err := p.MakeCVLink(t.Context(), acting, linkRequest(p.sami), auth.NewToken(), "")
		p.ok(err)
		if e := p.events(before)[0]; e.Action != domain.MakeCVLink || !e.Acting || e.Actor == 0 || e.Rule != domain.RuleActing {
			t.Errorf("recorded %+v", e)
		}
	})
}
