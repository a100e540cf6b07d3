package routes

import (
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// CaseList is the caseload with a filter; the zero filter is all of it.
func CaseList(f domain.CaseFilter) string { return filtered(Cases, f) }

// UnitList is the list of the unit with a filter.
func UnitList(f domain.CaseFilter) string { return filtered(Unit, f) }

// SharedList is the Jobcenter's list from a row on; the zero cursor is its beginning.
func SharedList(after domain.CaseCursor) string {
	return filtered(Jobcenter, domain.CaseFilter{After: after})
}

// CaseStatus moves a case to another status.
func CaseStatus(p domain.PersonID) string { return Case(p) + "/status" }

// CaseAgent names who at the Jobcenter is responsible.
func CaseAgent(p domain.PersonID) string { return Case(p) + "/agent" }

// CaseSlip asks for a new slip, face to face.
func CaseSlip(p domain.PersonID) string { return Case(p) + "/slip" }

// UnitManager makes another manager responsible.
func UnitManager(p domain.PersonID) string { return UnitCase(p) + "/manager" }

func filtered(path string, f domain.CaseFilter) string {
	return with(path, query{
		"q": f.Query, "status": string(f.Status), "language": f.Language, "after": After(f.After), "district": number(f.District),
		"weight": string(f.Weight), "matter": string(f.Matter), "order": order(f.ByWeight),
		"unmanaged": flag(f.Unmanaged),
	})
}

func order(byWeight bool) string {
	if byWeight {
		return "weight"
	}
	return ""
}

// CaseWeight says how much of a manager's time a case takes.
func CaseWeight(p domain.PersonID) string { return Case(p) + "/weight" }

// After is the form of a cursor in URLs, empty for the first page: moment in unix milliseconds, the person, and since when the row
// waits, or its weight after a w.
func After(c domain.CaseCursor) string {
	if c.Person == 0 {
		return ""
	}
	s := strconv.FormatInt(int64(c.Changed), 10) + "-" + c.Person.String()
	if c.Since != 0 {
		s += "-" + strconv.FormatInt(int64(c.Since), 10)
	} else if c.Weight != "" {
		s += "-w" + string(c.Weight)
	}
	return s
}

// ParseAfter reads what After wrote; anything else is the first page.
func ParseAfter(s string) domain.CaseCursor {
	changed, rest, _ := strings.Cut(s, "-")
	person, since, _ := strings.Cut(rest, "-")
	at, err := strconv.ParseInt(changed, 10, 64)
	c := domain.CaseCursor{
		Since: domain.ParseID[domain.Instant](since), Changed: domain.Instant(at), Person: domain.ParseID[domain.PersonID](person),
	}
	if err != nil || at < 0 || c.Person == 0 {
		return domain.CaseCursor{}
	}
	if weight, ok := strings.CutPrefix(since, "w"); ok && domain.Weight(weight).Valid() {
		c.Weight = domain.Weight(weight)
	}
	return c
}

// flag writes a yes into a query; no is nothing.
func flag(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}
