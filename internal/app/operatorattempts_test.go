package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// operator is the asker at the command line of the server.
const operator = "operator"

// newPassword is one that nobody guesses at once.
const newPassword = "Birne-Tasse-Wolke-7"

// byOperator are the methods that set a tenant up.
var byOperator = []attempt{
	{"AddOrg", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.AddOrg(s.t.Context(), by, domain.Org{Name: "Neuer Verein", Kind: domain.OrgProvider})
		return err
	}), operator},
	{"AddTeam", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.AddTeam(s.t.Context(), by, "Stadt", "Neues Team")
	}), operator},
	{"Orgs", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, _, err := s.Orgs(s.t.Context(), by)
		return err
	}), operator + " " + admins},
	{"AddUser", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		u := domain.NewUser{User: domain.User{
			Username: "neu", Name: "Nora Neu", OrgName: "Stadt", Language: "de", Roles: []domain.Role{domain.RoleAdmin},
		}, Team: "Leitung"}
		_, err := s.AddUser(s.t.Context(), by, u, newPassword, true)
		return err
	}), operator},
	{"ResetUser", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.ResetUser(s.t.Context(), by, "helper_2", app.Reset{Password: newPassword})
		return err
	}), operator},
	{"RequireSecondFactor", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.RequireSecondFactor(s.t.Context(), by, false)
	}), operator},
	{"LockUser", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.LockUser(s.t.Context(), by, "helper_2")
		return err
	}), operator},
	{"UnlockUser", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			if err := tx.LockUser(ctx, s.User("helper_2")); domain.KindOf(err) != domain.Conflict {
				return err
			}
			return nil // locked already
		})
		return func() error { return s.UnlockUser(s.t.Context(), by, "helper_2") }
	}, operator},
	{"Members", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Members(s.t.Context(), by)
		return err
	}), operator},
	{"AddDistrict", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.AddDistrict(s.t.Context(), by, "Süd")
	}), operator},
	{"Districts", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Districts(s.t.Context(), by)
		return err
	}), operator},
	{"AddAccommodation", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.AddAccommodation(s.t.Context(), by, house("Haus 1"))
	}), operator},
	{"ImportAccommodations", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.ImportAccommodations(s.t.Context(), by, []domain.AccommodationLine{house("Haus 2")}, false)
		return err
	}), operator},
	{"AssignAccommodation", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.AssignAccommodation(s.t.Context(), by, house("Wohnheim Lindenweg"))
	}), operator},
	{"Accommodations", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Accommodations(s.t.Context(), by)
		return err
	}), operator},
}

// house is a place of the organisation of manager_a.
func house(name string) domain.AccommodationLine {
	return domain.AccommodationLine{District: "West", Accommodation: name, Kind: "home", Org: "Brücke e. V.", Manager: "manager_a"}
}
