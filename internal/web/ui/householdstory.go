package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A HouseholdChoice is with which version of its household another one is compared.
type HouseholdChoice struct {
	Household domain.HouseholdID
	No, With  int
}

// CompareField is the name of the field that chooses with which version x is compared.
func CompareField(h domain.HouseholdID, no int) string {
	return "with-" + h.String() + "-" + strconv.Itoa(no)
}

// chosen tells whether the reader compares the version x.
func (v HouseholdView) chosen(x domain.HouseholdVersion) bool {
	return v.Compare.No == x.No && v.Compare.Household == x.Household
}

// comparison is how x differs from the version before it, or from the one that the reader has chosen. list are those that the reader sees.
func (v HouseholdView) comparison(x domain.HouseholdVersion, list []domain.HouseholdVersion) Comparison {
	c := Comparison{With: x.No - 1}
	if v.chosen(x) {
		c.With = v.Compare.With
	}
	i := slices.IndexFunc(list, func(o domain.HouseholdVersion) bool { return o.No == c.With })
	if i < 0 || c.With == x.No {
		return c
	}
	older, newer := list[i], x
	if older.No > newer.No {
		older, newer = newer, older
	}
	c.Old, c.New, c.Changes = older.No, newer.No, domain.HouseholdDiff(older, newer)
	return c
}

// copiesOf are the versions of the same household that the person keeps.
func (v HouseholdView) copiesOf(x domain.HouseholdVersion) []domain.HouseholdVersion {
	return slices.DeleteFunc(slices.Clone(v.Copies), func(o domain.HouseholdVersion) bool { return o.Household != x.Household })
}

func (p Page) otherHouseholdVersions(list []domain.HouseholdVersion, no int) []Option {
	var out []Option
	for _, x := range list {
		if x.No != no {
			out = append(out, Option{Value: strconv.Itoa(x.No), Text: p.L.PlanVersionOf(x.No, p.Day(p.DayOf(x.Agreed)))})
		}
	}
	return out
}

// change puts one difference of two versions of the household into words.
func (v HouseholdView) change(p Page, c domain.Change) string {
	if c.Kind != "measure_who" {
		return v.Plan.change(p, c)
	}
	return p.L.HouseholdChangeWho(v.doerName(p, c.New), v.doerName(p, c.Old))
}

// doerName is who is to do a measure, by what domain.SharedMeasure.Doer says.
func (v HouseholdView) doerName(p Page, doer string) string {
	who, member, _ := strings.Cut(doer, ":")
	return v.did(p, domain.SharedMeasure{Who: who, Member: domain.ParseID[domain.PersonID](member)})
}

// A householdChapter is what happened in a household at one moment.
type householdChapter struct {
	at      domain.Instant
	text    string
	changes []domain.Change
}

// story tells who has come and gone and what was agreed, oldest first; to a person from the own joining on.
func (v HouseholdView) story(p Page) []householdChapter {
	var out []householdChapter
	for _, m := range v.Household.Members {
		if m.Joined != 0 {
			out = append(out, householdChapter{at: m.Joined, text: p.L.HouseholdJoined(v.who(p, m.Person))})
		}
		if left(m) {
			out = append(out, householdChapter{at: m.Left, text: p.L.HouseholdLeft(v.who(p, m.Person), p.Day(p.DayOf(m.Left)))})
		}
	}
	var before domain.HouseholdVersion
	for _, x := range slices.Backward(v.Versions) {
		out = append(out, householdChapter{at: x.Agreed, text: p.L.PlanVersionOf(x.No, p.Day(p.DayOf(x.Agreed))), changes: domain.HouseholdDiff(before, x)})
		before = x
	}
	if p.By.IsPerson() {
		out = slices.DeleteFunc(out, func(c householdChapter) bool { return c.at < v.Me().Joined })
	}
	slices.SortStableFunc(out, func(a, b householdChapter) int { return cmp.Compare(a.at, b.at) })
	return out
}
