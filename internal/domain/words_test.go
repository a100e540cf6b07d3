package domain_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestInForce: a release counts from its first to its last day, while it is not taken back.
func TestInForce(t *testing.T) {
	r := domain.Release{From: "2026-11-22", Until: "2027-11-22"}
	for day, want := range map[domain.Day]bool{
		"2026-11-21": false, "2026-11-22": true, "2027-05-01": true, "2027-11-22": true, "2027-11-23": false, "": false,
	} {
		if got := r.InForce(day); got != want {
			t.Errorf("on %s: %v", day, got)
		}
		revoked := r
		revoked.RevokedAt = 1
		if revoked.InForce(day) {
			t.Errorf("taken back, and in force on %s", day)
		}
	}
}

// TestSectionSet puts each section into a set, and reads a set back that was written.
func TestSectionSet(t *testing.T) {
	all := domain.SetOf(domain.Sections[:]...)
	if got := all.List(); !slices.Equal(got, domain.Sections[:]) {
		t.Errorf("all: %v", got)
	}
	for _, s := range domain.Sections {
		one := domain.SetOf(s)
		if !one.Has(s) || (all &^ one).Has(s) || one.String() != string(s) || domain.SectionSet(0).With(s) != one {
			t.Errorf("%s alone: %s", s, one)
		}
	}
	for _, tc := range []struct {
		in   string
		want string
	}{
		{"", ""},
		{"cv,core", "core,cv"},
		{"work,work", "work"},
		{"dreams,work", "work"},
		{"core, work", "core"},
		{",", ""},
		{all.String(), all.String()},
	} {
		if got := domain.ParseSections(tc.in).String(); got != tc.want {
			t.Errorf("%q is read as %q", tc.in, got)
		}
	}
	if set := domain.SetOf("dreams"); set != 0 || set.Has("dreams") || all.Has("dreams") || all.Has("") {
		t.Error("an unknown section is in a set")
	}
}

// TestSections: what can be filled in and what can be released is on the list of sections; core and plan have ways of their own.
func TestSections(t *testing.T) {
	for _, s := range domain.Sections {
		fills := slices.Contains(domain.ProfileSections[:], s)
		releases := slices.Contains(domain.ReleasableSections[:], s)
		if !s.Valid() || s.InProfile() != fills || s.Releasable() != releases || fills && !releases {
			t.Errorf("%s: valid %v, in profile %v, releasable %v", s, s.Valid(), s.InProfile(), s.Releasable())
		}
		several := []domain.Section{"languages", "schooling", "training", "work", "skills", "household", "core", "cv", "plan"}
		if one := !slices.Contains(several, s); domain.OnePerSection(s) != one {
			t.Errorf("one entry of %s: %v", s, !one)
		}
	}
	for _, s := range []domain.Section{domain.SectionCore, domain.SectionPlan, "dreams", ""} {
		if s.Releasable() || s.InProfile() {
			t.Errorf("%q can be released or filled in", s)
		}
	}
}

// TestClosedLists: a word is valid when it stands on its list, and only then; no list has a word twice.
func TestClosedLists(t *testing.T) {
	for name, list := range map[string][]string{
		"roles": words(domain.Roles[:]), "statuses": words(domain.CaseStatuses[:]), "life domains": words(domain.LifeDomains[:]),
		"sections": words(domain.Sections[:]), "actions": words(domain.Actions[:]), "levels": domain.Levels[:], "languages": domain.PersonLanguages[:],
	} {
		if sorted := slices.Sorted(slices.Values(list)); len(slices.Compact(sorted)) != len(list) || slices.Contains(list, "") {
			t.Errorf("%s: %v", name, list)
		}
	}
	for _, r := range domain.Roles {
		if !r.Valid() || (r + "x").Valid() {
			t.Errorf("role %s", r)
		}
	}
	for _, s := range domain.CaseStatuses {
		if !s.Valid() || (s + "x").Valid() {
			t.Errorf("status %s", s)
		}
	}
	if domain.Role("").Valid() || domain.CaseStatus("").Valid() || domain.LifeDomain("").Valid() || domain.Section("").Valid() {
		t.Error("nothing is valid")
	}
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// TestLook: an action either looks or changes; signing in and out changes.
func TestLook(t *testing.T) {
	looks := []domain.Action{
		"profile.read", "cv.read", "case.read", "case.read_core", "plan.read", "coordination.read", "case.list", "case.search", "unit.list",
		"coordination.list", "coordination.take_record", "person.find_doubles", "plan.print_note", "draft.read", "text.list", "text.read", "phrase.list",
		"cv_link.list", "cv_link.read", "cv_link.take",
		"word.list", "city_label.list", "plan.print", "assessment.read", "plan.prepare_review", "substitution.list",
		"word.list", "city_label.list", "plan.print",
		"word.list", "city_label.list", "talk.read", "substitution.list", "household.read",
		"case.morning", "waiting.list",
		"body_request.list", "body_link.open", "organisation.read_response_days", "digest.read_setting",
		"figures.read", "figures.list", "figures.export", "account.read",
		"handover.list", "handover.read", "access.list_questions", "access.read_question",
	}
	for _, act := range append(domain.Actions[:], domain.SignIn, domain.SignOut) {
		if got := (domain.Event{Action: act}).Look(); got != slices.Contains(looks, act) {
			t.Errorf("%s is a look: %v", act, got)
		}
	}
}

func TestActor(t *testing.T) {
	for _, tc := range []struct {
		name             string
		by               domain.Actor
		isPerson, acting bool
		as               string
	}{
		{"person", domain.Actor{Kind: domain.SessionOwn, Person: 36}, true, false, "0.10"},
		{"user", domain.Actor{Kind: domain.SessionStaff, User: 37}, false, false, "11.0"},
		{"acting", domain.Actor{Kind: domain.SessionActing, Person: 36, User: 37}, true, true, "11.10"},
		{"acting_without_user", domain.Actor{Kind: domain.SessionActing, Person: 36}, true, false, "0.10"},
		{"acting_for_nobody", domain.Actor{Kind: domain.SessionActing, User: 37}, false, false, "11.0"},
		{"nobody", domain.Actor{}, false, false, "0.0"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.by.IsPerson() != tc.isPerson || tc.by.Acting() != tc.acting || tc.by.As() != tc.as {
				t.Errorf("person %v, acting %v, as %s", tc.by.IsPerson(), tc.by.Acting(), tc.by.As())
			}
		})
	}
}

// TestDraft: secrets are never kept, and a form in which nobody has typed is not worth keeping.
func TestDraft(t *testing.T) {
	form := map[string][]string{"as": {"1.2"}, "draft": {"9"}, "once": {"k"}, "version": {"3"}, "text": {" b ", ""}, "a": {"x"}}
	for _, secret := range []string{"password", "pin", "old_pin", "new_pin", "code", "slip"} {
		form[secret] = []string{"secret"}
		if !domain.SecretField(secret) {
			t.Errorf("%s is no secret", secret)
		}
	}
	d := domain.Draft{Path: "/me", Fields: domain.TypedFields(form)}
	if got := strings.Join(slices.Sorted(maps.Keys(d.Fields)), " "); got != "a once text version" {
		t.Errorf("kept: %s", got)
	}
	if got := d.Typed(); !slices.Equal(got, []string{"x", "b"}) || d.Key() != "k" {
		t.Errorf("typed %q, key %q", got, d.Key())
	}
	if key := (domain.Draft{}).Key(); key != "" {
		t.Errorf("key of an empty form: %q", key)
	}
	full := func(n int) domain.Draft {
		return domain.Draft{Path: strings.Repeat("p", 300), Fields: map[string][]string{"text": {strings.Repeat("x", n-len("text"))}}}
	}
	longPath := full(100)
	longPath.Path += "p"
	for _, tc := range []struct {
		name string
		d    domain.Draft
		want domain.Kind
	}{
		{"full", full(domain.MaxDraft), domain.Internal},
		{"too_long", full(domain.MaxDraft + 1), domain.Invalid},
		{"long_path", longPath, domain.Invalid},
		{"nothing_typed", domain.Draft{Fields: map[string][]string{"text": {"  "}, "version": {"3"}}}, domain.NotFound},
		{"empty", domain.Draft{}, domain.NotFound},
	} {
		if err := tc.d.Check(); domain.KindOf(err) != tc.want || (err == nil) != (tc.want == domain.Internal) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tc := range []struct {
		name    domain.Name
		or, own string
	}{
		{domain.Name{Latin: "Sami", Native: "سامي"}, "Sami", "سامي"},
		{domain.Name{Latin: "Sami"}, "Sami", "Sami"},
		{domain.Name{Native: "سامي"}, "سامي", "سامي"},
		{domain.Name{}, "", ""},
	} {
		if tc.name.Or() != tc.or || tc.name.Own() != tc.own {
			t.Errorf("%+v: %q, %q", tc.name, tc.name.Or(), tc.name.Own())
		}
	}
}

func TestKindOf(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want domain.Kind
		text string
	}{
		{domain.ErrNotFound(), domain.NotFound, "notFound"},
		{domain.ErrConflict(), domain.Conflict, "conflict"},
		{domain.ErrUnavailable(), domain.Unavailable, "unavailable"},
		{fmt.Errorf("goal 3: %w", domain.ErrConflict()), domain.Conflict, "goal 3: conflict"},
		{&domain.Error{Kind: domain.Invalid, Key: "date", Field: "due"}, domain.Invalid, "date due"},
		{errors.New("disk"), domain.Internal, "disk"},
	} {
		if got := domain.KindOf(tc.err); got != tc.want || tc.err.Error() != tc.text {
			t.Errorf("%v: kind %d, want %d, %q", tc.err, got, tc.want, tc.text)
		}
	}
	if domain.KindOf(nil) != domain.Internal {
		t.Error("no error has a kind")
	}
}
