package domain_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestOperator: an operator may do what is on the list and nothing else, nobody else may do it but read organisations, and nothing of it
// is about a person.
func TestOperator(t *testing.T) {
	whole := domain.Facts{Person: 7, Manages: true, Addressee: true, InUnit: true, Registrar: true, Released: ^domain.SectionSet(0), Shared: ^domain.SectionSet(0)}
	everything := append(domain.Actions[:len(domain.Actions):len(domain.Actions)], domain.OperatorActions[:]...)
	for _, act := range append(everything, "", "nothing") {
		listed := slices.Contains(domain.OperatorActions[:], act)
		if rule, err := domain.Can(domain.Operator(), act, domain.Facts{}); (err == nil) != listed || listed && rule != domain.RuleOperator {
			t.Errorf("%s by the operator: %q, %v", act, rule, err)
		}
		if rule, err := domain.Can(domain.Operator(), act, whole); err == nil {
			t.Errorf("%s by the operator on a person: %q", act, rule)
		}
		if !listed || act == domain.ListOrgs {
			continue
		}
		for _, kind := range []domain.SessionKind{domain.SessionOwn, domain.SessionShared, domain.SessionStaff, domain.SessionActing, ""} {
			for _, by := range []domain.Actor{
				{}, {Kind: kind, User: 5, Roles: domain.Roles[:]}, {Kind: kind, Person: 7}, {Kind: kind, User: 5, Person: 7, Roles: domain.Roles[:]},
			} {
				for _, f := range []domain.Facts{{}, whole} {
					if rule, err := domain.Can(by, act, f); err == nil {
						t.Errorf("%s by %+v: %q", act, by, rule)
					}
				}
			}
		}
	}
}

func TestOperatorChecks(t *testing.T) {
	user := func(change func(*domain.NewUser)) error {
		u := domain.NewUser{
			User: domain.User{Username: "anna", Name: "Anna Weber", OrgName: "Verein", Roles: []domain.Role{domain.RoleAdmin}, Language: "de"}, Team: "Nord",
		}
		change(&u)
		return u.Check()
	}
	accommodation := func(change func(*domain.AccommodationLine)) error {
		p := domain.AccommodationLine{Line: 3, District: "Mitte", Accommodation: "Lindenweg 5", Kind: "home", Org: "Verein", Manager: "anna"}
		change(&p)
		return p.Check()
	}
	for _, tc := range []struct {
		name string
		err  error
		want string // "" for no error
	}{
		{"user", user(func(*domain.NewUser) {}), ""},
		{"user_space", user(func(u *domain.NewUser) { u.Username = "anna weber" }), "a user name has no spaces"},
		{"user_no_name", user(func(u *domain.NewUser) { u.Username = "" }), "the user name is missing"},
		{"user_blank_name", user(func(u *domain.NewUser) { u.Name = "  " }), "the name is missing"},
		{"user_team", user(func(u *domain.NewUser) { u.Team = "" }), "the team is missing"},
		{"user_person", user(func(u *domain.NewUser) { u.Roles = []domain.Role{domain.RolePerson} }), `no role "person"`},
		{"user_no_role", user(func(u *domain.NewUser) { u.Roles = nil }), "a role is missing"},
		{"user_language", user(func(u *domain.NewUser) { u.Language = "ar" }), `in the language "ar"`},
		{"user_phone", user(func(u *domain.NewUser) { u.Phone = "1\n2" }), "the phone number has characters"},
		{"user_long", user(func(u *domain.NewUser) { u.Name = strings.Repeat("x", domain.MaxLine+1) }), "the name is longer than"},
		{"org", domain.Org{Name: "Verein", Kind: domain.OrgCity}.Check(), ""},
		{"org_kind", domain.Org{Name: "Verein", Kind: "club"}.Check(), `"club" is no kind`},
		{"org_turned", domain.Org{Name: "Verein\u202e", Kind: domain.OrgCity}.Check(), "the organisation has characters"},
		{"team", domain.Team{}.Check(), "the team is missing"},
		{"accommodation", accommodation(func(*domain.AccommodationLine) {}), ""},
		{"accommodation_district_only", domain.AccommodationLine{District: "Mitte"}.Check(), ""},
		{"accommodation_no_name", accommodation(func(p *domain.AccommodationLine) { p.Accommodation = "" }), "line 3: the accommodation is missing"},
		{"accommodation_no_manager", accommodation(func(p *domain.AccommodationLine) { p.Manager = "" }), "line 3: the manager is missing"},
		{"accommodation_kind", accommodation(func(p *domain.AccommodationLine) { p.Kind = "Heim" }), `line 3: "Heim" is no kind`},
		{"agent_in_jobcenter", domain.OrgJobcenter.Fits([]domain.Role{domain.RoleJobcenterAgent}), ""},
		{"agent_in_city", domain.OrgCity.Fits([]domain.Role{domain.RoleAdmin, domain.RoleJobcenterAgent}), "nobody in the role jobcenter_agent"},
		{"manager_in_jobcenter", domain.OrgJobcenter.Fits([]domain.Role{domain.RoleIntegrationManager}), "nobody in the role integration_manager"},
	} {
		if tc.want == "" && tc.err != nil || tc.want != "" && (tc.err == nil || !strings.Contains(tc.err.Error(), tc.want)) {
			t.Errorf("%s: %v, want %q", tc.name, tc.err, tc.want)
		}
	}
}
