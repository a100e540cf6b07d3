package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A fate is how far a person has come.
type fate struct {
	profile   depth
	released  bool
	withdrawn bool // takes one section back later
	hidden    bool // takes core back at the end
	plan      stage
	jobcenter domain.CoordinationState // empty: nothing is proposed
	closed    bool
	waits     bool // on the waiting list, and nobody has worked with the person yet
	urgency   domain.Urgency
	body      domain.CoordinationState // of what a body is asked; empty: nothing
	handover  domain.HandoverState     // of a case that a colleague is to take; empty: none
}

// How much of the profile is there.
type depth int

const (
	nothing depth = iota
	some
	all
)

// How far the plan has come.
type stage int

const (
	noPlan stage = iota
	drafted
	offered
	seen
	objected
	agreed
	updated // continued, and changed since
)

// drawFate draws what becomes of an ordinary adult.
func drawFate(d *dice) fate {
	f := fate{profile: depth(d.weighted([]int{25, 35, 40}))}
	f.released = f.profile != nothing && d.chance(62)
	f.withdrawn = f.released && d.chance(6)
	f.hidden = d.chance(1)
	if d.chance(56) { // some are too new to get there
		f.plan = stage(1 + d.weighted([]int{10, 12, 10, 8, 44, 16}))
	}
	if f.plan >= agreed && d.chance(45) {
		f.jobcenter = []domain.CoordinationState{
			domain.CoordinationProposed, domain.CoordinationShared, domain.CoordinationAgreed, domain.CoordinationCountered,
			domain.CoordinationDeclined, domain.CoordinationWithheld,
		}[d.weighted([]int{12, 20, 40, 14, 8, 6})]
	}
	f.closed = d.chance(6)
	return f
}

// A life is one person while being stored. Its clock moves on from step to step.
type life struct {
	*town
	resident
	fate
	tx      *store.Tx
	d       *dice
	chat    *dice // of what is said and written beside all that
	at      domain.Instant
	ids     int64
	base    int64 // of ids
	manager domain.User
	agent   domain.User
	version int // of the case
	origin  origin
	german  string // level
	entries []domain.Entry
	// released to the organisation of the manager
	sections domain.SectionSet
	spare    []domain.Goal // suggested, and not in the plan yet
}

func newLife(t *town, tx *store.Tx, r resident) *life {
	d := roll(t.seed, "life", r.row)
	l := &life{
		town: t, resident: r, tx: tx, d: d, chat: roll(t.seed, "chat", r.row), at: r.Registered, base: d.state64() & (1<<20 - 1), fate: drawFate(d),
		agent: t.users[t.agents[r.row%len(t.agents)]],
	}
	if r.age < 18 {
		l.fate = fate{}
	}
	if r.row < earlyRows {
		l.agent = t.users[t.agents[r.row%2]]
	}
	m := r.house.managers[0]
	if r.row >= earlyRows {
		m = pick(roll(t.seed, "manager", r.row-r.member), r.house.managers) // one for the household
	}
	l.manager = t.users[m]
	l.origin = pick(d, t.homes[r.Language])
	if r.player != nil {
		l.fate, l.agent = r.player.fate, t.users[t.agents[0]]
	}
	l.drawWaiting()
	return l
}

// id makes the next id of this person at the present moment.
func (l *life) id() int64 {
	l.ids++
	return store.IDAt[int64](l.at, l.base+l.ids)
}

// pass moves the clock on by about so many days, to an hour of the working day. Errors: errOver.
func (l *life) pass(days int) error {
	t := l.at.Time().In(l.until.Location())
	y, m, day := t.Date()
	hour, minute := l.d.between(8, 17), l.d.below(60)
	to := time.Date(y, m, day+max(days, 1), hour, minute, l.d.below(60), 0, l.until.Location())
	if !to.Before(l.until) {
		return errOver
	}
	l.at = domain.InstantOf(to)
	l.tx.At(l.at)
	return nil
}

// minutes moves the clock on within the same visit.
func (l *life) minutes(n int) {
	l.at += domain.Instant(n) * 60_000
	l.tx.At(l.at)
}

// dayBefore is how many days the clock is before the end.
func (l *life) dayBefore() int {
	return int(l.until.Sub(l.at.Time()).Hours() / 24)
}

// note adds an event about this person to the record.
func (l *life) note(e domain.Event) {
	e.At, e.Person = l.at, l.ID
	e.Session = l.session(int64(e.Actor)|int64(l.row), l.dayBefore())
	l.events = append(l.events, e)
}

// own notes an action of the person.
func (l *life) own(act domain.Action, sections domain.SectionSet, object int64) {
	l.note(domain.Event{Action: act, Rule: domain.RuleOwn, Sections: sections, Object: object})
}

// managed notes an action of the manager.
func (l *life) managed(act domain.Action, sections domain.SectionSet, object int64) {
	l.note(domain.Event{
		Actor: l.manager.ID, Org: l.manager.Org, Action: act, Rule: domain.RuleManaged, Purpose: domain.PurposePlan, Sections: sections, Object: object,
	})
}

// terms is how this person was told what a release means.
func (l *life) terms(how string) domain.ReleaseTerms {
	sum := sha256.Sum256([]byte("aufwind demo: text of the release in " + l.Language))
	return domain.ReleaseTerms{TextHash: hex.EncodeToString(sum[:]), Language: l.Language, Heard: l.row%9 == 0, How: how}
}

// register stores core: the person, the case, the release of core. A large house has several managers; then the lead reassigns.
func (l *life) register(ctx context.Context) error {
	helper := l.users[l.helpers[l.row%len(l.helpers)]]
	l.tx.At(l.at)
	if _, err := l.tx.AddPerson(ctx, l.Person, app.NameKeys(l.Name), helper.ID); err != nil {
		return err
	}
	l.version = 1
	if _, err := l.tx.AddRelease(ctx, domain.Release{
		ID: domain.ReleaseID(l.id()), Person: l.ID, Section: domain.SectionCore, Org: l.house.Org, Role: domain.RoleIntegrationManager,
		Purpose: domain.PurposeRegistration, From: l.tx.Today, Until: l.tx.Today.AddMonths(36), Terms: l.terms("registration"),
	}); err != nil {
		return err
	}
	l.note(domain.Event{
		Actor: helper.ID, Org: helper.Org, Action: domain.RegisterPerson, Rule: domain.RuleRole, Purpose: domain.PurposeRegistration,
		Sections: domain.SetOf(domain.SectionCore),
	})
	if l.manager.ID == l.house.Manager {
		return nil
	}
	lead := l.leadOf(l.manager.Team)
	l.minutes(30)
	if err := l.tx.ReassignCase(ctx, l.ID, l.manager.ID, l.version); err != nil {
		return err
	}
	l.version++
	l.note(domain.Event{
		Actor: lead.ID, Org: lead.Org, Action: domain.ReassignCase, Rule: domain.RuleUnit, Purpose: domain.PurposePlan, Object: int64(l.manager.ID),
	})
	return nil
}

func (t *town) leadOf(team domain.TeamID) domain.User {
	for _, i := range t.leads {
		if t.users[i].Team == team {
			return t.users[i]
		}
	}
	return t.users[t.leads[0]]
}

// issueSlip gives a member of the cast the slip and PIN of the logins. All others have none yet.
func (l *life) issueSlip(ctx context.Context) error {
	if l.player == nil {
		return nil
	}
	l.at = l.Registered
	l.minutes(5)
	code, pin := l.hashes.codes[l.row], l.hashes.pins[l.row]
	helper := l.users[l.helpers[l.row%len(l.helpers)]]
	if err := l.tx.AddSlip(ctx, l.ID, code, pin, helper.ID); err != nil {
		return err
	}
	login, err := l.tx.SlipOf(ctx, l.ID)
	if err != nil {
		return err
	}
	return l.tx.SetPIN(ctx, login, pin)
}

// end closes the case, asks for a review, or takes core back.
func (l *life) end(ctx context.Context) error {
	if l.hidden {
		if err := l.pass(5); err != nil {
			return err
		}
		l.own(domain.TakeBack, domain.SetOf(domain.SectionCore), int64(l.manager.Org))
		return l.tx.TakeBackAll(ctx, l.ID, 0)
	}
	if l.withdrawn {
		if err := l.pass(9); err != nil {
			return err
		}
		if err := l.tx.TakeBackSection(ctx, l.ID, l.manager.Org, domain.SectionLanguages); err != nil {
			return err
		}
		l.note(domain.Event{
			Action: domain.TakeBack, Rule: domain.RuleOwn, Purpose: domain.PurposePlan, Sections: domain.SetOf(domain.SectionLanguages),
			Object: int64(l.manager.Org),
		})
	}
	return l.setStatus(ctx)
}

// closings are how cases end.
var closings = [...]domain.Closing{
	{Reason: domain.ClosedReached, Note: "Hat Arbeit und eine eigene Wohnung und kommt ohne uns zurecht."},
	{Reason: domain.ClosedReached, Note: "Alle Ziele sind erreicht. Bei Fragen weiß sie oder er, wo wir sind."},
	{Reason: domain.ClosedMovedAway, Note: "Umzug in eine andere Stadt."},
	{Reason: domain.ClosedNoContact},
	{Reason: domain.ClosedByPerson},
}

func (l *life) setStatus(ctx context.Context) error {
	status, wait := domain.CaseStatus(""), 182
	switch {
	case l.closed:
		status = domain.CaseClosed
	case l.plan >= agreed:
		status = domain.CaseReviewDue
	case l.player != nil || l.plan != noPlan || !l.d.chance(70):
		return nil
	default:
		status, wait = domain.CaseActive, l.d.between(7, 40)
	}
	if err := l.pass(wait); err != nil {
		return err
	}
	done := domain.Event{
		Actor: l.manager.ID, Org: l.manager.Org, Action: domain.SetCaseStatus, Rule: domain.RuleManaged, Purpose: domain.PurposePlan,
		Note: string(status),
	}
	var err error
	if status == domain.CaseClosed {
		end := pick(l.d, closings[:])
		if l.player != nil {
			end = closings[0]
		}
		done.Action, done.Note = domain.CloseCase, string(end.Reason)
		err = l.tx.CloseCase(ctx, l.ID, end, l.version)
	} else {
		err = l.tx.SetCaseStatus(ctx, l.ID, status, l.version)
	}
	l.note(done)
	l.version++
	return err
}
