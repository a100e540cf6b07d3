package domain_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestBodyName: the first name is the first word of the name, and nothing more.
func TestBodyName(t *testing.T) {
	for _, tc := range []struct {
		shown domain.BodyName
		name  domain.Name
		want  string
	}{
		{domain.BodyFirstName, domain.Name{Latin: "Sami Haddad", Native: "سامي حداد"}, "Sami"},
		{domain.BodyFullName, domain.Name{Latin: "Sami Haddad", Native: "سامي حداد"}, "Sami Haddad"},
		{domain.BodyFirstName, domain.Name{Native: "سامي حداد"}, "سامي"},
		{domain.BodyFirstName, domain.Name{Latin: "Sami"}, "Sami"},
		{"", domain.Name{Latin: "Sami Haddad"}, "Sami"},
		{domain.BodyFirstName, domain.Name{}, ""},
	} {
		if got := tc.shown.Of(tc.name); got != tc.want {
			t.Errorf("%s of %v is %q, want %q", tc.shown, tc.name, got, tc.want)
		}
	}
}

// TestBodyAnswer: what each kind of answer needs.
func TestBodyAnswer(t *testing.T) {
	for _, tc := range []struct {
		name string
		a    domain.BodyAnswer
		want string // the field that is wrong
	}{
		{"agree", domain.BodyAnswer{Kind: "agree"}, ""},
		{"nothing", domain.BodyAnswer{}, "kind"},
		{"an event that is not for a body", domain.BodyAnswer{Kind: "end"}, "kind"},
		{"another day", domain.BodyAnswer{Kind: "counter", Due: "2026-05-01"}, ""},
		{"another text", domain.BodyAnswer{Kind: "counter", Text: "Abendkurs"}, ""},
		{"neither", domain.BodyAnswer{Kind: "counter", Reason: "x"}, "due"},
		{"no day", domain.BodyAnswer{Kind: "counter", Due: "2026-02-30"}, "due"},
		{"declined without a reason", domain.BodyAnswer{Kind: "decline"}, "reason"},
		{"declined", domain.BodyAnswer{Kind: "decline", Reason: "voll"}, ""},
		{"no question", domain.BodyAnswer{Kind: "ask"}, "reason"},
		{"a question", domain.BodyAnswer{Kind: "ask", Reason: "Welches Niveau?"}, ""},
	} {
		field := ""
		if err := tc.a.Check(); err != nil {
			e, _ := err.(*domain.Error) //nolint:errorlint // Check returns nothing else
			field = e.Field
		}
		if field != tc.want {
			t.Errorf("%s: wrong is %q, want %q", tc.name, field, tc.want)
		}
	}
}

// TestBodyConsented: the consent counts from its giving to the end of its last day, until it is taken back.
func TestBodyConsented(t *testing.T) {
	given := domain.BodyRequest{GivenAt: 1, Until: "2026-05-01"}
	back := given
	back.Revoked = 2
	for _, tc := range []struct {
		r    domain.BodyRequest
		on   domain.Day
		want domain.ReleaseState
	}{
		{domain.BodyRequest{Until: "2026-05-01"}, "2026-05-01", domain.ReleaseNotGiven},
		{given, "2026-05-01", domain.ReleaseCovers},
		{given, "2026-05-02", domain.ReleaseEnded},
		{back, "2026-05-01", domain.ReleaseRevoked},
		{back, "2026-05-02", domain.ReleaseRevoked},
	} {
		if got := tc.r.Consented(tc.on); got != tc.want {
			t.Errorf("%+v on %s: %s, want %s", tc.r, tc.on, got, tc.want)
		}
	}
}
