package domain

import "slices"

// Urgency is why somebody on the waiting list goes before others. It is empty for most.
type Urgency string

// Urgencies is the closed list. None of them says anything about an illness or about violence: the list is read by several people.
var Urgencies = [...]Urgency{"deadline", "housing", "children", "urgent_need"}

// Valid tells whether u is on the list.
func (u Urgency) Valid() bool { return slices.Contains(Urgencies[:], u) }

// SkipReasons are why somebody is taken from the waiting list who is not the first on it: the closed list.
var SkipReasons = [...]string{"language", "family", "accommodation", "unreachable"}

// A WaitingRow is one person on the waiting list.
type WaitingRow struct {
	Person       PersonID
	Name         Name // empty for whoever does not lead the unit
	Language     string
	District     DistrictID
	DistrictName string
	Team         TeamID
	Since        Day
	Urgency      Urgency
	Version      int // of the case
}

// A WaitingList is the list of one team in its order.
type WaitingList struct {
	Team TeamID
	Name string
	Rows []WaitingRow
}

// OrderWaiting sorts rows that are sorted by day and registration: those with an urgency go first, and within each group it is first come,
// first served.
func OrderWaiting(rows []WaitingRow) {
	slices.SortStableFunc(rows, func(a, b WaitingRow) int {
		switch {
		case (a.Urgency == "") == (b.Urgency == ""):
			return 0
		case a.Urgency != "":
			return -1
		}
		return 1
	})
}

// Place is where on the list the person stands, 1 for the first; 0 for nobody on it.
func (l WaitingList) Place(p PersonID) int {
	return 1 + slices.IndexFunc(l.Rows, func(r WaitingRow) bool { return r.Person == p })
}

// WaitsSince is the day by which a case gets its place on the waiting list: that of the registration for somebody with whom nobody has
// worked yet, so that it does not matter when the manager says it; today for everybody else.
func (c Case) WaitsSince(registered, today Day) Day {
	if c.Status == CaseNew && c.Weight == "" && c.PlanVersion == 0 {
		return registered
	}
	return today
}

// A Taking is that somebody is taken from the waiting list.
type Taking struct {
	Person  PersonID
	Manager UserID // who becomes responsible
	Skip    string // why not the first, of SkipReasons; empty for the first
	Version int    // of the case
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (t Taking) Check() error {
	return Together(
		unless(t.Manager != 0, "manager", "choose"),
		unless(t.Skip == "" || slices.Contains(SkipReasons[:], t.Skip), "skip", "choose"),
	)
}
