// Package routes makes every URL of the pages from typed parts. Handlers and pages use it, so that no path is written twice
// and none is made of what a request said.
package routes

import (
	"net/url"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// The pages without parts.
const (
	Start          = "/"
	Login          = "/login"
	LoginTOTP      = "/login/totp"
	LoginSlip      = "/login/slip"
	Logout         = "/logout"
	LanguageChoice = "/language"
	Sessions       = "/sessions"
	EndSession     = "/sessions/end"
	Digest         = "/digest" // the own one
	Prove          = "/prove"
	Live           = "/live"

	Me       = "/me"
	MePIN    = "/me/pin"
	Profile  = "/me/profile"
	CV       = "/me/cv"
	CVPDF    = "/me/cv.pdf"
	MyPlan   = "/me/plan"
	Releases = "/me/releases"
	Access   = "/me/access"

	Today        = "/today"
	Waiting      = "/waiting"
	Cases        = "/cases"
	Register     = "/register"
	Unit         = "/unit"
	UnitLoads    = "/unit/weights"
	Jobcenter    = "/jobcenter"
	Organisation = "/organisation"
	EndActing    = "/acting/end"
)

// LanguageBack is the page that chooses a language and leads back to a path of ours.
func LanguageBack(path string) string {
	return with(LanguageChoice, query{"back": path})
}

// SlipLink is what the QR code of a slip holds. code is the slip in groups or without.
func SlipLink(code string) string { return "/s/" + url.PathEscape(code) }

// Case is the page of a person for the manager.
func Case(p domain.PersonID) string { return "/cases/" + p.String() }

// CasePlan is the plan of a person for the manager.
func CasePlan(p domain.PersonID) string { return Case(p) + "/plan" }

// Shared is what a person shares with the Jobcenter.
func Shared(p domain.PersonID) string { return "/jobcenter/" + p.String() }

// UnitCase is the core data of a case for the lead of its unit.
func UnitCase(p domain.PersonID) string { return "/unit/" + p.String() }

// StartActing opens a session in which staff go on for the person.
func StartActing(p domain.PersonID) string { return Case(p) + "/act" }

// ProfileSection is the questions of one section of the own profile.
func ProfileSection(s domain.Section) string { return Profile + "/" + string(s) }

// A query is what stands behind the question mark of an address.
type query map[string]string

// with adds to a path what of q is not empty.
func with(path string, q query) string {
	values := url.Values{}
	for name, value := range q {
		if value != "" {
			values.Set(name, value)
		}
	}
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// number writes n into a query; 0 is nothing.
func number[T ~int | ~int64](n T) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(int64(n), 10)
}
