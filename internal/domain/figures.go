package domain

import (
	"cmp"
	"slices"
)

// FigureID names a figure: a number over all plans of an organisation, a team or a caseload in a period.
type FigureID string

// The figures.
const (
	FigurePlansNew       FigureID = "plans_new"
	FigurePlansContinued FigureID = "plans_continued"
	FigureReviews        FigureID = "reviews"
	FigurePlansActive    FigureID = "plans_active"
	FigurePlansAtEnd     FigureID = "plans_at_end"
	FigureCasesClosed    FigureID = "cases_closed"
	FigureGoalsAgreed    FigureID = "goals_agreed"
	FigureGoalsEnded     FigureID = "goals_ended"
	FigureGoalsReached   FigureID = "goals_reached"
	FigureAttainment     FigureID = "attainment"
	FigureIndependence   FigureID = "independence"
	FigureAgreeing       FigureID = "time_to_agreement"
	FigureAnswering      FigureID = "time_to_answer"
)

// A FigureKind is what is known of a figure before anything is counted.
type FigureKind struct {
	ID      FigureID
	Unit    string // one of FigureUnits
	Mean    bool   // the number is mean and median of a value of each row; else it is how many rows there are
	Parts   string // the group of terms by which it is divided: "domain", "closing", or "" for none
	Content bool   // it needs what is sealed, or says something of it: it counts only persons whose plan the organisation may read now
	Rows    string // which rows it counts, in English for the reference
}

// FigureUnits are what figures count or measure.
var FigureUnits = [...]string{"plans", "reviews", "cases", "goals", "steps", "days"}

// Figures returns every figure, in the order of pages.
func Figures() []FigureKind {
	return []FigureKind{
		{FigurePlansNew, "plans", false, "", false, "plan_version with no 1 and agreed_at in the period"},
		{FigurePlansContinued, "plans", false, "", false, "persons with a plan_review whose at is in the period"},
		{FigureReviews, "reviews", false, "", false, "plan_review with at in the period"},
		{FigurePlansActive, "plans", false, "", false, "person_case with a plan_version agreed before the end of the period, and not closed before its first day"},
		{FigurePlansAtEnd, "plans", false, "", false, "as plans_active, and not closed up to the last day of the period"},
		{FigureCasesClosed, "cases", false, "closing", false, "person_case with closed_on in the period"},
		{FigureGoalsAgreed, "goals", false, "domain", true, "goals of a plan_version with agreed_at in the period that no earlier version has"},
		{FigureGoalsEnded, "goals", false, "domain", true, "goals that a plan_review in the period has ended, in whatever way"},
		{FigureGoalsReached, "goals", false, "domain", true, "goals that a plan_review in the period has ended as reached"},
		{FigureAttainment, "steps", true, "domain", true, "goals of a plan_review in the period, each with the attainment of its last one there"},
		{
			FigureIndependence, "steps", true, "domain", true,
			"life domains of the last assessment in the period, for persons with one at entry before it: independence then less that at entry",
		},
		{FigureAgreeing, "days", true, "", false, "plan_version with no 1 and agreed_at in the period: days since plan.first_offered_at"},
		{FigureAnswering, "days", true, "", true, "coordination with answered_at in the period: days since given_at of the release of exactly it"},
	}
}

// FigureOf returns the figure of that id; ok is false when there is none.
func FigureOf(id FigureID) (k FigureKind, ok bool) {
	for _, k := range Figures() {
		if k.ID == id {
			return k, true
		}
	}
	return k, false
}

// HasPart tells whether the figure is divided into parts of which this is one.
func (k FigureKind) HasPart(part string) bool { return slices.Contains(k.PartList(), part) }

// PartList returns the parts into which the figure is divided, in the order of pages.
func (k FigureKind) PartList() []string {
	var out []string
	switch k.Parts {
	case "domain":
		for _, d := range LifeDomains {
			out = append(out, string(d))
		}
	case "closing":
		for _, r := range ClosingReasons {
			out = append(out, string(r))
		}
	}
	return out
}

// A FigurePeriod is from its first day to its last, both included.
type FigurePeriod struct{ From, Until Day }

// Check returns nil, or an Invalid error that names every wrong field.
func (p FigurePeriod) Check() error {
	return Together(unless(p.From.Valid(), "from", "date"),
		cmp.Or(unless(p.Until.Valid(), "until", "date"), unless(!p.From.Valid() || p.From <= p.Until, "until", "dateOrder")))
}

// FigurePresets are the periods that pages offer.
var FigurePresets = [...]string{"month", "quarter", "year", "last_year"}

// PresetPeriod is what a preset means on a day; that of another word is the year.
func PresetPeriod(preset string, today Day) FigurePeriod {
	year, month, _ := today.Parts()
	first := Day(today[:8] + "01")
	switch preset {
	case "month":
		return FigurePeriod{first, first.AddMonths(1).AddDays(-1)}
	case "quarter":
		first = first.AddMonths(-((month - 1) % 3))
		return FigurePeriod{first, first.AddMonths(3).AddDays(-1)}
	case "last_year":
		year--
	}
	start := DayOf(Instant(0).Time().AddDate(year-1970, 0, 0))
	return FigurePeriod{start, start.AddMonths(12).AddDays(-1)}
}

// A FigureScope is whose work is counted: of an organisation, of one of its teams, or of the caseload of one manager, for the manager alone.
type FigureScope struct {
	Org     OrgID
	Team    TeamID // 0 for all
	Manager UserID // 0 for all
}

// FewManagers is how many managers a team needs before there are figures of it alone: those of a smaller one would be about somebody.
const FewManagers = 3

// A FigureRow is one thing that a figure counts.
type FigureRow struct {
	Figure FigureID
	Part   string // one of the figure's parts; empty when it has none
	Person PersonID
	Day    Day // on which it happened; of what is active, since when
	Value  int // of a figure that is a mean
}

// Tenths is a number with one decimal, rounded half away from zero: 12 for 1.2.
type Tenths int

// A FigureValue is what the rows of a figure, or of one part of it, come to.
type FigureValue struct {
	N            int    // rows
	Mean, Median Tenths // of their values; 0 for no rows
}

// A Tally counts rows as they come and keeps none of them. The zero Tally has counted nothing.
type Tally struct {
	values map[tallyKey]map[int]int // how many rows have a value
}

type tallyKey struct {
	figure FigureID
	part   string
}

// Add counts a row, for its figure and for its part.
func (t *Tally) Add(r FigureRow) {
	if t.values == nil {
		t.values = map[tallyKey]map[int]int{}
	}
	keys := []tallyKey{{r.Figure, ""}, {r.Figure, r.Part}}
	if r.Part == "" {
		keys = keys[:1]
	}
	for _, k := range keys {
		if t.values[k] == nil {
			t.values[k] = map[int]int{}
		}
		t.values[k][r.Value]++
	}
}

// Value returns what was counted of a figure; of one part of it, unless part is empty.
func (t *Tally) Value(id FigureID, part string) FigureValue {
	rows := t.values[tallyKey{id, part}]
	var v FigureValue
	sum := 0
	values := make([]int, 0, len(rows))
	for value, n := range rows {
		v.N += n
		sum += n * value
		values = append(values, value)
	}
	if v.N == 0 {
		return v
	}
	slices.Sort(values)
	at := func(i int) int { // the i-th smallest value, from 0
		for _, value := range values {
			if i -= rows[value]; i < 0 {
				return value
			}
		}
		return 0
	}
	v.Mean = tenths(sum, v.N)
	v.Median = tenths(at((v.N-1)/2)+at(v.N/2), 2)
	return v
}

// tenths divides, n being positive.
func tenths(sum, n int) Tenths {
	half := n
	if sum < 0 {
		half = -n
	}
	return Tenths((20*sum + half) / (2 * n))
}
