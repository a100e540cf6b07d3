package routes

import (
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

// AccessBefore is the page of the access book that goes on before an event.
func AccessBefore(seq int64) string { return Access + "?before=" + strconv.FormatInt(seq, 10) }
