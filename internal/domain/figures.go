package domain

import (
	"cmp"
	"slices"
	"strings"
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

// FigurePresets are the periods that pages offer for the own caseload, and those for all else.
var (
	FigurePresets     = [...]string{"month", "quarter", "year", "last_year"}
	OverFigurePresets = [...]string{"last_month", "last_quarter", "last_year"}
)

// PresetPeriod is what a preset means on a day; that of another word is the year.
func PresetPeriod(preset string, today Day) FigurePeriod {
	last, found := strings.CutPrefix(preset, "last_")
	months := 12
	switch last {
	case "month":
		months = 1
	case "quarter":
		months = 3
	}
	p := calendarPeriod(today, months)
	if found {
		p = calendarPeriod(p.From.AddDays(-1), p.months())
	}
	return p
}

// calendarPeriod is the calendar month (1), quarter (3) or year (12) of a day.
func calendarPeriod(day Day, months int) FigurePeriod {
	_, month, _ := day.Parts()
	first := Day(day[:8] + "01").AddMonths(-((month - 1) % months))
	return FigurePeriod{first, first.AddMonths(months).AddDays(-1)}
}

// months is 1, 3 or 12: whether a period of this length stands for a month (up to 60 days), a quarter (up to 180) or a year.
func (p FigurePeriod) months() int {
	switch days := p.From.DaysUntil(p.Until) + 1; {
	case days <= 60:
		return 1
	case days <= 180:
		return 3
	}
	return 12
}

// NearestOver is the calendar month, quarter or year that is over on the day and nearest to p, which Check accepts: like it in length, and
// the one with its last day or, when that is not over, the last one before. A period that is such a one already is its own nearest.
func (p FigurePeriod) NearestOver(today Day) FigurePeriod {
	near := calendarPeriod(min(p.Until, today), p.months())
	if near.Until >= today {
		near = calendarPeriod(near.From.AddDays(-1), p.months())
	}
	return near
}

// A FigureScope is whose work is counted: of an organisation, of one of its teams, or of the caseload of one manager, for the manager alone.
type FigureScope struct {
	Org     OrgID
	Team    TeamID // 0 for all
	Manager UserID // 0 for all
}

// FewManagers is how many managers a team or an organisation needs before there are figures of it: those of a smaller one would be about
// somebody.
const FewManagers = 3

// FewPersons is how many persons a figure needs before it is shown outside the own caseload, and to what multiple it is rounded there.
const FewPersons = 5

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
	Persons      int    // who stand behind them
	Mean, Median Tenths // of their values; 0 for no rows
	Few          bool   // fewer than FewPersons stand behind it, perhaps nobody; all else is 0 then
}

// Coarse is the value as somebody may see it who does not manage all of the cases: of fewer than FewPersons nothing but that they are few;
// else the rows, rounded to the nearest multiple of FewPersons, with mean and median as they are.
func (v FigureValue) Coarse() FigureValue {
	if v.Persons < FewPersons {
		return FigureValue{Few: true}
	}
	return FigureValue{N: CoarseCount(v.N), Mean: v.Mean, Median: v.Median}
}

// CoarseCount is a number rounded to the nearest multiple of FewPersons.
func CoarseCount(n int) int { return (n + FewPersons/2) / FewPersons * FewPersons }

// A Tally counts rows as they come; of them it keeps only who is behind each number. The zero Tally has counted nothing.
type Tally struct {
	counts map[tallyKey]*tallied
}

type tallyKey struct {
	figure FigureID
	part   string
}

type tallied struct {
	rows    map[int]int // how many have a value
	persons map[PersonID]bool
}

// Add counts a row, for its figure and for its part.
func (t *Tally) Add(r FigureRow) {
	if t.counts == nil {
		t.counts = map[tallyKey]*tallied{}
	}
	keys := []tallyKey{{r.Figure, ""}, {r.Figure, r.Part}}
	if r.Part == "" {
		keys = keys[:1]
	}
	for _, k := range keys {
		if t.counts[k] == nil {
			t.counts[k] = &tallied{map[int]int{}, map[PersonID]bool{}}
		}
		t.counts[k].rows[r.Value]++
		t.counts[k].persons[r.Person] = true
	}
}

// Value returns what was counted of a figure; of one part of it, unless part is empty.
func (t *Tally) Value(id FigureID, part string) FigureValue {
	counted := t.counts[tallyKey{id, part}]
	if counted == nil {
		return FigureValue{}
	}
	rows := counted.rows
	v := FigureValue{Persons: len(counted.persons)}
	sum := 0
	values := make([]int, 0, len(rows))
	for value, n := range rows {
		v.N += n
		sum += n * value
		values = append(values, value)
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
