package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The pages of releases.
const (
	GiveRelease = Releases + "/give"
	ReleaseCore = Releases + "/core"
)

// TakeBack is the page that asks, and the place that takes back.
func TakeBack(r domain.ReleaseID) string { return Releases + "/" + r.String() + "/take-back" }

// AccessBook is the access book with a filter; the zero filter is all of it.
func AccessBook(f domain.BookFilter) string {
	return with(Access, query{"who": f.Who, "what": f.What, "days": number(f.Days), "before": number(f.Before)})
}
