package domain

import "slices"

// CaseStatus is where a case stands.
type CaseStatus string

// The statuses of a case.
const (
	CaseNew       CaseStatus = "new"
	CaseActive    CaseStatus = "active"
	CaseReviewDue CaseStatus = "review_due"
	CaseClosed    CaseStatus = "closed"
)

// CaseStatuses lists every status.
var CaseStatuses = [...]CaseStatus{CaseNew, CaseActive, CaseReviewDue, CaseClosed}

// Valid tells whether s is on the list.
func (s CaseStatus) Valid() bool { return slices.Contains(CaseStatuses[:], s) }

// A Case is a person as the responsible organisation sees them in a list: core data only.
type Case struct {
	Person        PersonID
	Name          Name
	Language      string
	Accommodation string
	District      DistrictID
	DistrictName  string
	Org           OrgID
	Manager       UserID
	ManagerName   string
	Agent         UserID // at the Jobcenter, 0 while nobody is named
	AgentName     string
	Status        CaseStatus
	PlanVersion   int           // 0 while nothing is agreed
	ReviewOn      Day           // on which the plan is to be continued; empty before the first version
	ClosedOn      Day           // empty while the counselling goes on
	Closing       ClosingReason // why it was closed
	Waits         Waits
	Weight        Weight  // empty while nobody has said
	WeightOn      Day     // first day of the weight
	Urgency       Urgency // why the person goes first on the waiting list
	Changed       Instant
	Version       int
}

// ReviewDue tells whether the plan is to be continued today or was earlier.
func (c Case) ReviewDue(today Day) bool {
	return c.ReviewOn != "" && c.ReviewOn <= today && c.Status != CaseClosed
}

// Waits is what of a case waits for whose answer, as far as the reader of the list may know it.
type Waits struct {
	Manager    int     // counter-proposals of the Jobcenter
	Person     int     // goals, proposals to share and counter-proposals
	Agent      int     // goals that are shared with the Jobcenter
	AgentSince Instant // since when the oldest of those waits; 0 for none
}

// CaseFilter narrows a list of cases. The zero filter is everything that is not closed; a search by name and the Jobcenter find closed ones too.
type CaseFilter struct {
	District  DistrictID
	Status    CaseStatus
	Language  string
	Weight    Weight // or Unweighed
	Matter    Matter // of a caseload only
	ByWeight  bool   // those without a weight first, then A, B, C and who waits; of a caseload only
	Unmanaged bool   // of a unit: only cases whose manager works here no more
	Query     string // a name in any script
	After     CaseCursor
}

// CasesPerPage is the length of one page of a list.
const CasesPerPage = 50

// CaseCursor is the last row of the page before; zero for the first page.
type CaseCursor struct {
	Since   Instant // since when the row waits, in a list that begins with those that wait; 0 for the others
	Weight  Weight  // of the row, in a list by weight
	Changed Instant
	Person  PersonID
}

// CasePage is one page of a list of cases.
type CasePage struct {
	Cases   []Case
	Next    CaseCursor // zero on the last page
	Today   Day
	Load    Load // of the whole caseload, whatever the filter; of a caseload only
	Reviews int  // persons some of whose texts wait for a review; of a caseload only

	Handovers int // cases that wait for the reader to receive them; not of the Jobcenter's list
	Orphans   int // of a unit: cases whose manager works there no more
}
