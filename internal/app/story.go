package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A Chapter is what happened of one kind on one day of a counselling.
type Chapter struct {
	On         domain.Day
	Kind       string             // one of ChapterKinds
	Goals      []domain.Goal      // that it is about, as they were called then; a review gives them their outcome
	Version    domain.PlanVersion // of a version
	Review     domain.PlanReview  // of a review
	Assessment domain.Assessment
	Talk       domain.Talk
	Answer     domain.Coordination  // with the Jobcenter, as it stood then
	Reason     domain.ClosingReason // of a closing; empty for one before reasons were asked for
	Name       string               // of who is responsible from then on
	OrgName    string               // where they work
	at         domain.Instant
}

// ChapterKinds are what a story tells, in the order in which they follow each other at one moment.
var ChapterKinds = [...]string{
	"entry", "talk", "assessment", "offered", "agreed", "objected", "version", "review", "shared", "accepted", "refused", "jobcenter", "handed", "closed", "reopened",
}

// Story is how a counselling went, for the person or the manager to read.
type Story struct {
	PlanPage
	Chapters []Chapter // oldest first
}

// Story returns how the counselling of p went: no look of anybody, no form, just what a person would tell.
// Errors: NotFound (by is neither the person nor the manager, core not released, or no such person).
func (a *App) Story(ctx context.Context, by domain.Actor, p domain.PersonID) (s Story, err error) {
	err = a.look(ctx, by, domain.ReadPlan, p, func(tx *store.Tx, d *deed) error {
		if s.PlanPage, err = a.loadPlan(ctx, tx, by, p, d, nil); err != nil {
			return err
		}
		events, err := tx.StoryEvents(ctx, p)
		if err != nil {
			return err
		}
		reviews, err := tx.PlanReviews(ctx, p)
		if err != nil {
			return err
		}
		assessments, err := tx.Assessments(ctx, p)
		if err != nil {
			return err
		}
		talks, err := tx.Talks(ctx, p, talksOf(by), store.MaxTalks)
		if err != nil {
			return err
		}
		moves, err := tx.CoordinationHistory(ctx, p)
		if err != nil {
			return err
		}
		if !by.IsPerson() {
			for i := range reviews {
				reviews[i].Goals = hideDrawn(reviews[i].Goals, d.facts.Released)
			}
			for i := range moves {
				moves[i].Goal = hideDrawn([]domain.Goal{moves[i].Goal}, d.facts.Released)[0]
			}
		}
		s.tellTalks(talks, a.DB.Zone)
		s.tellMoves(moves)
		s.tell(events, reviews, assessments, a.DB.Zone)
		return nil
	})
	return s, err
}

// tell puts what is known into chapters.
func (s *Story) tell(events []domain.Event, reviews []domain.PlanReview, assessments []domain.Assessment, zone *time.Location) {
	s.Chapters = append(s.Chapters, Chapter{Kind: "entry", at: s.Person.Registered})
	s.tellEvents(events, zone)
	for _, x := range assessments {
		s.Chapters = append(s.Chapters, Chapter{Kind: "assessment", Assessment: x, at: x.At})
	}
	for _, v := range s.Versions {
		if v.Review == 0 { // the review tells of its version
			s.Chapters = append(s.Chapters, Chapter{Kind: "version", Version: v, at: v.Agreed})
		}
	}
	for _, r := range reviews {
		s.Chapters = append(s.Chapters, Chapter{Kind: "review", Review: r, Goals: r.Goals, at: r.At})
	}
	for i := range s.Chapters {
		s.Chapters[i].On = domain.DayOf(s.Chapters[i].at.Time().In(zone))
	}
	order := func(kind string) int { return slices.Index(ChapterKinds[:], kind) }
	slices.SortStableFunc(s.Chapters, func(a, b Chapter) int {
		return cmp.Or(cmp.Compare(a.at, b.at), order(a.Kind)-order(b.Kind))
	})
}

// tellTalks adds the talks, each on its day, which may be earlier than when it was written down.
func (s *Story) tellTalks(talks []domain.Talk, zone *time.Location) {
	for _, t := range slices.Backward(talks) {
		at := t.At
		if y, m, day := t.Day.Parts(); t.Day != domain.DayOf(at.Time().In(zone)) {
			at = domain.InstantOf(time.Date(y, time.Month(m), day, 12, 0, 0, 0, zone))
		}
		s.Chapters = append(s.Chapters, Chapter{Kind: "talk", Talk: t, at: at})
	}
}

// sameMeeting is how long after each other, in milliseconds, answers to several goals belong together.
const sameMeeting = 60 * 60 * 1000

// tellMoves adds each new state of an agreement with the Jobcenter; several goals that came to it one after the other are one chapter.
func (s *Story) tellMoves(moves []store.CoordinationMoment) {
	stands := map[domain.CoordinationID]domain.CoordinationState{}
	for _, x := range moves {
		was := cmp.Or(stands[x.ID], domain.CoordinationProposed)
		stands[x.ID] = x.State
		if was == x.State {
			continue // one side has accepted, or something was noted
		}
		kind := "jobcenter"
		switch {
		case was == domain.CoordinationCountered && x.State == domain.CoordinationAgreed:
			kind = "accepted"
		case was == domain.CoordinationCountered && x.State == domain.CoordinationShared:
			kind = "refused"
		case x.State == domain.CoordinationShared:
			kind = "shared"
		}
		g := x.Goal
		g.Text, g.Outcome = x.Text(), nil
		if n := len(s.Chapters); n > 0 {
			last := &s.Chapters[n-1]
			if last.Kind == kind && last.Answer.State == x.State && last.Answer.Reason == x.Reason && x.At-last.at < sameMeeting {
				last.Goals = append(last.Goals, g)
				continue
			}
		}
		s.Chapters = append(s.Chapters, Chapter{Kind: kind, Answer: x.Coordination, Goals: []domain.Goal{g}, at: x.At})
	}
}

// tellEvents adds what the record knows; what was said of several goals on one day is one chapter.
func (s *Story) tellEvents(events []domain.Event, zone *time.Location) {
	known := s.known()
	closed := false
	for _, e := range events {
		c := Chapter{at: e.At}
		switch {
		case e.Action == domain.OfferPlan:
			c.Kind = "offered"
		case e.Action == domain.AnswerGoal && e.Note == string(domain.AnswerAgreed):
			c.Kind = "agreed"
		case e.Action == domain.AnswerGoal:
			c.Kind = "objected"
		case e.Action == domain.CloseCase:
			c.Kind, c.Reason, closed = "closed", domain.ClosingReason(e.Note), true
		case e.Action == domain.SetCaseStatus && e.Note == string(domain.CaseClosed) && !closed:
			c.Kind, closed = "closed", true
		case e.Action == domain.ReopenCase || e.Action == domain.SetCaseStatus && e.Note != string(domain.CaseClosed) && closed:
			c.Kind, closed = "reopened", false
		case e.Action == domain.ReassignCase || e.Action == domain.ReceiveHandover && e.Note == string(domain.HandoverAccepted):
			c.Kind, c.Name, c.OrgName = "handed", e.Name, e.OrgName
		default:
			continue
		}
		if g, ok := known[domain.GoalID(e.Object)]; ok {
			c.Goals = []domain.Goal{g}
		}
		s.add(c, zone)
	}
}

// add puts c to the chapter of its kind and day, or makes it a new one.
func (s *Story) add(c Chapter, zone *time.Location) {
	day := func(at domain.Instant) domain.Day { return domain.DayOf(at.Time().In(zone)) }
	for i := range s.Chapters {
		old := &s.Chapters[i]
		if old.Kind != c.Kind || old.Name != c.Name || day(old.at) != day(c.at) {
			continue
		}
		for _, g := range c.Goals {
			if !slices.ContainsFunc(old.Goals, func(x domain.Goal) bool { return x.ID == g.ID }) {
				old.Goals = append(old.Goals, g)
			}
		}
		return
	}
	s.Chapters = append(s.Chapters, c)
}

// known are the goals that the reader may read of: those of the versions and, over them, of the draft.
func (s *Story) known() map[domain.GoalID]domain.Goal {
	out := map[domain.GoalID]domain.Goal{}
	for _, v := range slices.Backward(s.Versions) {
		for _, g := range v.Goals {
			out[g.ID] = g
		}
	}
	for _, g := range s.Plan.Goals {
		out[g.ID] = g
	}
	return out
}
