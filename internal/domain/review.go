package domain

import "cmp"

// A PlanReview is one Fortschreibung: how far each goal was reached, and when to look again. It never changes once it is stored.
type PlanReview struct {
	ID       ReviewID `json:"-"`
	Person   PersonID `json:"-"`
	No       int      `json:"-"` // 1 for the first; there are no gaps
	At       Instant  `json:"-"`
	Version  int      `json:"version"` // of the plan that it made
	By       string   `json:"by"`      // name of the manager
	ReviewOn Day      `json:"review_on"`
	Goals    []Goal   `json:"goals"` // that were looked at, each with its outcome and without its measures
}

// A ReviewRequest is what a manager says at a review.
type ReviewRequest struct {
	Person     PersonID
	Version    int                // of the plan that was looked at
	Goals      []ReviewedGoal     // every goal of Plan.Reviewable
	ReviewOn   Day                // the next one
	Assessment int                // the last one that was looked at, 0 none
	Now        map[LifeDomain]int // how independent the person is now; a life domain that is not named stays
}

// A ReviewedGoal is how far one goal was reached, as somebody saw it in that version of the goal.
type ReviewedGoal struct {
	Goal    GoalID
	Version int
	Outcome Outcome
}

// Check returns nil, or an Invalid error that names every wrong field; those of a goal carry its id.
func (r ReviewRequest) Check(today Day) error {
	var errs []error
	for _, g := range r.Goals {
		said := g.Outcome
		said.On = today
		errs = append(errs, at(said.Check(), g.Goal.String()))
	}
	for d, n := range r.Now {
		errs = append(errs, DomainView{Domain: d, Independence: n}.check())
	}
	return Together(append(errs, cmp.Or(
		unless(r.ReviewOn.Valid(), "review_on", "date"),
		unless(r.ReviewOn > today, "review_on", "past"),
		unless(r.ReviewOn <= today.AddMonths(MaxReviewMonths), "review_on", "date"),
	))...)
}

// MaxReviewMonths is how far away the next review may be.
const MaxReviewMonths = 24

// at adds the id of a row to the fields of an Invalid error.
func at(err error, id string) error {
	e, ok := err.(*Error) //nolint:errorlint // made a line above, never wrapped
	if !ok {
		return err
	}
	one := *e
	one.Field, one.Also = e.Field+"-"+id, nil
	for _, x := range e.Also {
		more := *x
		more.Field += "-" + id
		one.Also = append(one.Also, &more)
	}
	return &one
}

// Reviewable returns the goals that a review looks at: what both sides have agreed and no review has ended. A goal of the last version
// that was changed since, so that the person has to answer again, is looked at as it stands in that version.
func (p Plan) Reviewable(last PlanVersion) []Goal {
	agreed := map[GoalID]Goal{}
	for _, g := range last.Goals {
		agreed[g.ID] = g
	}
	var out []Goal
	for _, g := range p.Goals {
		was, stood := agreed[g.ID]
		switch {
		case g.Ended():
		case g.Offered && g.Answer == AnswerAgreed:
			out = append(out, g)
		case stood:
			was.Person, was.Version, was.Answer = g.Person, g.Version, AnswerOpen
			out = append(out, was)
		}
	}
	return out
}
