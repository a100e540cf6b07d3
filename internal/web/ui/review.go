package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// ReviewFields is what the form of a review holds, as it was typed.
type ReviewFields struct {
	Typed *domain.ReviewRequest // nil when the form is new
	Once  string
	Stale bool // somebody has changed the plan meanwhile
}

// AttainmentOf reads what a form says of how far a goal was reached; anything else is that nobody said it.
func AttainmentOf(value string) int {
	if n, err := strconv.Atoi(value); err == nil && slices.Contains(domain.Attainments[:], n) {
		return n
	}
	return domain.AttainmentUnsaid
}

// reached puts an outcome into words: how far, and how the goal ended where it did.
func (p Page) reached(o domain.Outcome) string { return i18n.Reached(p.L, o.Attainment, o.Ended) }

func (p Page) attainmentOptions() []Option {
	var out []Option
	for _, n := range domain.Attainments {
		out = append(out, Option{Value: strconv.Itoa(n), Text: i18n.Attainment(p.L, n)})
	}
	return out
}

func (p Page) endedOptions() []Option {
	var out []Option
	for _, ended := range domain.OutcomeEnds {
		name := ended
		if ended == "" {
			name = "goes_on"
		}
		out = append(out, Option{Value: ended, Text: p.L.Term("ended", name)})
	}
	return out
}

func (p Page) missedOptions() []Option {
	out := []Option{{Text: p.L.ReviewNoReason()}}
	for _, r := range domain.OutcomeReasons {
		out = append(out, Option{Value: r, Text: p.L.Term("missed", r)})
	}
	return out
}

// outcome is what the form says of a goal; ok is false when the form did not show it.
func (f ReviewFields) outcome(g domain.GoalID) (o domain.Outcome, ok bool) {
	o.Attainment = domain.AttainmentUnsaid
	if f.Typed == nil {
		return o, false
	}
	for _, x := range f.Typed.Goals {
		if x.Goal == g {
			return x.Outcome, true
		}
	}
	return o, false
}

// reviewed tells whether somebody else has made a version meanwhile, so that what is stored stands beside what was typed.
func (f ReviewFields) reviewed(v PlanView) bool {
	return f.Stale && f.Typed != nil && f.Typed.Version < v.Plan.Version
}

// moved tells whether somebody has changed the goal since the form was made.
func (f ReviewFields) moved(g domain.Goal) bool {
	return f.Stale && f.Typed != nil && slices.ContainsFunc(f.Typed.Goals, func(x domain.ReviewedGoal) bool { return x.Goal == g.ID && x.Version != g.Version })
}

// outcomeWords are the fields of an outcome in words.
type outcomeWords struct{ attainment, ended, reason, next string }

func (p Page) outcomeWords(o domain.Outcome) (w outcomeWords) {
	w.ended, w.next = p.L.Term("ended", cmp.Or(o.Ended, "goes_on")), o.Next
	if o.Attainment != domain.AttainmentUnsaid {
		w.attainment = i18n.Attainment(p.L, o.Attainment)
	}
	if o.Reason != "" {
		w.reason = p.L.Term("missed", o.Reason)
	}
	return w
}

// bothOutcomes are what was typed of a goal, and what somebody else has said of it meanwhile; ok is false when nobody has.
func (p Page) bothOutcomes(v PlanView, f ReviewFields, g domain.Goal) (typed, stored outcomeWords, ok bool) {
	said, shown := f.outcome(g.ID)
	if !f.reviewed(v) || !shown || g.Outcome == nil {
		return typed, stored, false
	}
	return p.outcomeWords(said), p.outcomeWords(*g.Outcome), true
}

// gone are the goals that were typed for and are not to be looked at any more, with what was typed.
func (f ReviewFields) gone(page app.ReviewPage) []domain.ReviewedGoal {
	if f.Typed == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(f.Typed.Goals), func(x domain.ReviewedGoal) bool {
		return slices.ContainsFunc(page.Goals, func(g domain.Goal) bool { return g.ID == x.Goal })
	})
}

func (f ReviewFields) reviewOn(page app.ReviewPage) string {
	if f.Typed != nil {
		return string(f.Typed.ReviewOn)
	}
	return string(page.ReviewOn)
}

func (f ReviewFields) now(d domain.LifeDomain) int {
	if f.Typed == nil {
		return 0
	}
	return f.Typed.Now[d]
}

// typedOutcome is what was typed of a goal that is not looked at any more.
func (p Page) typedOutcome(v PlanView, x domain.ReviewedGoal) string {
	var parts []string
	if g, ok := v.Plan.Goal(x.Goal); ok {
		parts = append(parts, v.german(g.Text))
	}
	if x.Outcome.Attainment != domain.AttainmentUnsaid {
		parts = append(parts, p.reached(x.Outcome))
	}
	if x.Outcome.Reason != "" {
		parts = append(parts, p.L.StoryWhy(p.L.Term("missed", x.Outcome.Reason)))
	}
	if x.Outcome.Next != "" {
		parts = append(parts, x.Outcome.Next)
	}
	return strings.Join(parts, " · ")
}

// reviewField names the goal or the life domain of a field in which something is wrong.
func (p Page) reviewField(v PlanView) func(string) string {
	return func(field string) string {
		_, id, _ := strings.Cut(field, "-")
		if g, ok := v.Plan.Goal(domain.ParseID[domain.GoalID](id)); ok {
			return v.german(g.Text)
		}
		return p.assessmentField(field)
	}
}

// assessmentField names the life domain of a field in which something is wrong.
func (p Page) assessmentField(field string) string {
	if _, d, _ := strings.Cut(field, "-"); domain.LifeDomain(d).Valid() {
		return p.L.Term("domain", d)
	}
	return ""
}

// wrongIn tells whether something is wrong in what was sent about a life domain.
func wrongIn(d domain.LifeDomain, e *domain.Error) bool {
	return slices.ContainsFunc(together(e), func(x *domain.Error) bool { return strings.HasSuffix(x.Field, "-"+string(d)) })
}

// viewInWords is what was said of a life domain in one line.
func (p Page) viewInWords(v domain.DomainView) string {
	var parts []string
	if v.Need != "" {
		parts = append(parts, p.L.Term("need", string(v.Need)))
	}
	if v.Independence != 0 {
		parts = append(parts, p.independence(v.Independence))
	}
	if v.Resources != "" {
		parts = append(parts, v.Resources)
	}
	return strings.Join(parts, " · ")
}

// active and ended are the goals of a draft that go on, and those that a review has ended.
func (v PlanView) active() []domain.Goal {
	return slices.DeleteFunc(slices.Clone(v.Plan.Goals), domain.Goal.Ended)
}

func (v PlanView) ended() []domain.Goal {
	return slices.DeleteFunc(slices.Clone(v.Plan.Goals), func(g domain.Goal) bool { return !g.Ended() })
}

func attainmentPill(o domain.Outcome) string {
	if o.Attainment < 0 {
		return "warn"
	}
	return "ok"
}

// chapter puts into words what happened, without a word to the reader: person and manager read the same.
func (p Page) chapter(c app.Chapter) string {
	switch c.Kind {
	case "entry":
		return p.L.StoryEntry()
	case "assessment":
		return p.L.StoryAssessment(p.L.Term("stage", string(c.Assessment.Stage)))
	case "offered":
		return p.L.StoryOffered()
	case "agreed":
		return p.L.StoryAgreed()
	case "objected":
		return p.L.StoryObjected()
	case "version":
		return p.L.StoryVersion(c.Version.No, p.L.Term("made", versionReason(c.Version)))
	case "review":
		return p.L.StoryReview(c.Review.No)
	case "talk":
		return p.L.Term("talk", c.Talk.Kind) + " · " + p.L.Term("way", c.Talk.Type)
	case "shared":
		return p.L.StoryShared()
	case "accepted":
		return p.L.StoryAccepted()
	case "refused":
		return p.L.StoryRefused()
	case "jobcenter":
		return p.coordination(c.Answer.State)
	case "handed":
		return p.L.StoryHanded(c.Name, c.OrgName)
	case "reopened":
		return p.L.StoryReopened()
	}
	return p.L.StoryClosed()
}

// chapterDays puts the chapters of one day together.
func chapterDays(chapters []app.Chapter) [][]app.Chapter {
	var days [][]app.Chapter
	for i, c := range chapters {
		if i == 0 || chapters[i-1].On != c.On {
			days = append(days, nil)
		}
		days[len(days)-1] = append(days[len(days)-1], c)
	}
	return days
}

// versionReason is why a version was made; those from before there were reasons are told apart by their number.
func versionReason(v domain.PlanVersion) string {
	switch {
	case v.Reason != "":
		return v.Reason
	case v.No == 1:
		return "first"
	}
	return "event"
}
