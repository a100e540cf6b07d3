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
	Answer     domain.Coordination // of the Jobcenter
	at         domain.Instant
}

// ChapterKinds are what a story tells, in the order in which they follow each other at one moment.
var ChapterKinds = [...]string{"entry", "assessment", "offered", "agreed", "objected", "version", "review", "jobcenter", "closed", "reopened"}

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
		if !by.IsPerson() {
			for i := range reviews {
				reviews[i].Goals = hideDrawn(reviews[i].Goals, d.facts.Released)
			}
		}
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
	s.tellAnswers()
	for i := range s.Chapters {
		s.Chapters[i].On = domain.DayOf(s.Chapters[i].at.Time().In(zone))
	}
	order := func(kind string) int { return slices.Index(ChapterKinds[:], kind) }
	slices.SortStableFunc(s.Chapters, func(a, b Chapter) int {
		return cmp.Or(cmp.Compare(a.at, b.at), order(a.Kind)-order(b.Kind))
	})
}

// tellAnswers adds what the Jobcenter has answered. What is in force since was agreed then; what has ended is told with its end.
func (s *Story) tellAnswers() {
	for _, c := range s.Coordinations {
		chapter := Chapter{Kind: "jobcenter", Answer: c, Goals: []domain.Goal{c.Goal}, at: c.AnsweredAt}
		switch c.State {
		case domain.CoordinationInForce:
			chapter.Answer.State = domain.CoordinationAgreed
		case domain.CoordinationEnded:
			chapter.at = c.TurnedAt
		case domain.CoordinationProposed, domain.CoordinationShared, domain.CoordinationWithheld:
			continue
		case domain.CoordinationAgreed, domain.CoordinationDeclined, domain.CoordinationCountered:
		}
		if c.AnsweredAt != 0 {
			s.Chapters = append(s.Chapters, chapter)
		}
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
		case e.Note == string(domain.CaseClosed) && !closed:
			c.Kind, closed = "closed", true
		case e.Action == domain.SetCaseStatus && e.Note != string(domain.CaseClosed) && closed:
			c.Kind, closed = "reopened", false
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
		if old.Kind != c.Kind || day(old.at) != day(c.at) {
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
