package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The pages of releases.
const (
	GiveRelease = Me + "/give"
	StopRelease = GiveRelease + "/stop"
	ReleaseCore = Releases + "/core"
	TakeBackAny = Releases + "/take-back"
)

// ReleaseStep is one question on the way to a release.
func ReleaseStep(s domain.ReleaseStep) string { return GiveRelease + "/" + string(s) }

// Release is one release, with its proof.
func Release(r domain.ReleaseID) string { return Releases + "/" + r.String() }

// ReleaseReceipt is the proof of a release as PDF.
func ReleaseReceipt(r domain.ReleaseID) string { return Release(r) + "/receipt.pdf" }

// ExtendRelease begins to give a release once more.
func ExtendRelease(r domain.ReleaseID) string { return Release(r) + "/extend" }

// TakeBack is the page that asks, and the place that takes back.
func TakeBack(r domain.ReleaseID) string { return Releases + "/" + r.String() + "/take-back" }

// AccessBook is the access book with a filter; the zero filter is all of it.
func AccessBook(f domain.BookFilter) string {
	return with(Access, query{"who": f.Who, "what": f.What, "org": number(int(f.Org)), "days": number(f.Days), "before": number(f.Before)})
}
