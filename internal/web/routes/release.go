package routes

import (
	"net/url"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// The pages of releases.
const (
	GiveRelease = Releases + "/give"
	ReleaseCore = Releases + "/core"
)

// TakeBack is the page that asks, and the place that takes back.
func TakeBack(r domain.ReleaseID) string { return Releases + "/" + r.String() + "/take-back" }

// AccessBook is the access book with a filter; the zero filter is all of it.
func AccessBook(f domain.BookFilter) string {
	q := url.Values{}
	for name, value := range map[string]string{
		"who": f.Who, "what": f.What, "days": strconv.Itoa(f.Days), "before": strconv.FormatInt(f.Before, 10),
	} {
		if value != "" && value != "0" {
			q.Set(name, value)
		}
	}
	if len(q) == 0 {
		return Access
	}
	return Access + "?" + q.Encode()
}
