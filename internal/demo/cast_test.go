package demo

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TestCast checks that each person with a login stands where the story says, whatever the seed.
func TestCast(t *testing.T) {
	want := []string{ // version, answers, coordinations, sections in force
		"0 open,open,open - 15", "3 agreed,agreed,agreed,agreed countered,agreed 17", "1 agreed,agreed,agreed proposed,proposed 15", "0 - - 1",
		"1 agreed,agreed,agreed shared,shared 17", "0 - - 1", "1 agreed,agreed,agreed agreed,in_force 17", "1 objected,agreed,agreed - 15",
		"0 open,open,open - 15", "1 agreed,agreed,agreed - 14",
		"1 agreed,agreed,agreed - 16", "0 open,open,open - 16", "0 - - 1", "1 agreed,agreed,agreed - 15",
	}
	for _, r := range []Recipe{{Persons: 14, Seed: 1, On: "2026-03-02"}, {Persons: 14, Seed: 99, On: "2027-12-31"}} {
		m := makeDemo(t, r)
		db, err := m.tenants.Open(t.Context(), "stuttgart")
		if err != nil {
			t.Fatal(err)
		}
		parts, err := loadParts()
		if err != nil {
			t.Fatal(err)
		}
		a := &app.App{DB: db, Parts: parts}
		i := 0
		for _, l := range m.logins {
			if l.Role != domain.RolePerson || l.Tenant != "" {
				continue
			}
			if got := standing(t, a, r, domain.ParseID[domain.PersonID](l.Person), l.Language); got != want[i] {
				t.Errorf("seed %d, %s: %s, want %s", r.Seed, Story("stuttgart", i), got, want[i])
			}
			i++
		}
		if i != len(want) {
			t.Errorf("%d persons have a login, want %d", i, len(want))
		}
	}
}

// TestScenes checks what is under way in the first city: a family with an agreed version and a goal that waits, cases that are being given to a
// colleague, questions to bodies, and a closed case.
func TestScenes(t *testing.T) {
	m := makeDemo(t, Recipe{Persons: 14, Seed: 4, On: "2026-03-02"})
	db, err := m.tenants.Open(t.Context(), "stuttgart")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, l := range m.logins {
		if l.Role != domain.RolePerson || l.Tenant != "" {
			continue
		}
		p := domain.ParseID[domain.PersonID](l.Person)
		err := db.Read(t.Context(), func(tx *store.Tx) error {
			h, err := tx.Household(t.Context(), domain.Actor{Person: p, Kind: domain.SessionOwn}, p)
			if err != nil {
				return err
			}
			if h.ID != 0 {
				got[fmt.Sprintf("version %d of %d adults", h.Version, len(h.Adults()))]++
				goals, err := tx.SharedGoals(t.Context(), h.ID, nil)
				for _, g := range goals {
					got[fmt.Sprintf("shared goal with %d answers", len(g.Answers))]++
				}
				if err != nil {
					return err
				}
			}
			handovers, err := tx.Handovers(t.Context(), p)
			for _, x := range handovers {
				got["handover "+string(x.State)]++
			}
			if err != nil {
				return err
			}
			requests, err := tx.BodyRequests(t.Context(), p)
			for _, x := range requests {
				got["body "+string(x.State)]++
			}
			if err != nil {
				return err
			}
			c, err := tx.Case(t.Context(), p)
			got["weight "+string(c.Weight)]++
			got["case "+string(c.Status)]++
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for what, n := range map[string]int{
		"version 1 of 2 adults": 3, "shared goal with 2 answers": 3, "shared goal with 1 answers": 3, "handover proposed": 1, "handover consented": 1,
		"body proposed": 1, "body countered": 1, "weight waiting": 2, "weight ": 1, "case closed": 1,
	} {
		if got[what] != n {
			t.Errorf("%s: %d, want %d; all: %v", what, got[what], n, got)
		}
	}
}

// standing says where a person stands; a goal that the person cannot read is an error.
func standing(t *testing.T, a *app.App, r Recipe, p domain.PersonID, language string) string {
	t.Helper()
	var answers, states []string
	version, sections := 0, 0
	err := a.DB.Read(t.Context(), func(tx *store.Tx) error {
		plan, err := tx.Plan(t.Context(), p)
		if err != nil {
			return err
		}
		version = plan.Version
		for _, g := range plan.Goals {
			answers = append(answers, string(g.Answer))
			if len(g.Measures) == 0 || !a.Translated(g, language) {
				t.Errorf("%d: goal %v has %d measures, or no text in %s", p, g.Text, len(g.Measures), language)
			}
		}
		all, err := tx.Coordinations(t.Context(), p)
		if err != nil {
			return err
		}
		for _, c := range all {
			states = append(states, string(c.State))
		}
		releases, err := tx.Releases(t.Context(), p)
		for _, x := range releases {
			if x.InForce(r.On) && (x.Section != domain.SectionCore || x.Role == domain.RoleIntegrationManager) {
				sections++
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	list := func(words []string) string {
		if len(words) == 0 {
			return "-"
		}
		return strings.Join(words, ",")
	}
	return fmt.Sprintf("%d %s %s %d", version, list(answers), list(states), sections)
}

// TestSecrets checks that every login works and that nobody else's does.
func TestSecrets(t *testing.T) {
	m := makeDemo(t, Recipe{Persons: 15, Seed: 3, On: "2026-03-02", TOTP: true})
	hasher := auth.NewHasher()
	roles := map[domain.Role]int{}
	languages := map[string]int{}
	for _, l := range m.logins {
		tenant := l.Tenant
		if tenant == "" {
			tenant = "stuttgart"
			roles[l.Role]++
		}
		db, err := m.tenants.Open(t.Context(), tenant)
		if err != nil {
			t.Fatal(err)
		}
		var stored store.Login
		secret := l.Password
		err = db.Read(t.Context(), func(tx *store.Tx) error {
			if l.Role != domain.RolePerson {
				stored, err = tx.UserLogin(t.Context(), l.Username)
				return err
			}
			languages[l.Language]++
			secret = l.PIN
			slip, err := auth.ParseSlip(l.Slip)
			if err != nil {
				return err
			}
			stored, err = tx.SlipLogin(t.Context(), crypt.HashCode(string(slip)))
			return err
		})
		if err != nil {
			t.Fatalf("%s %s: %v", l.Role, l.Username, err)
		}
		if ok, err := hasher.Verify(t.Context(), stored.Hash, secret); err != nil || !ok {
			t.Errorf("%s %s%s: the secret does not fit: %v", l.Role, l.Username, l.Slip, err)
		}
		switch {
		case l.Role == domain.RolePerson && (stored.NewPIN || stored.Person.String() != l.Person || auth.CheckPIN(l.PIN) != nil):
			t.Errorf("person %s: %+v", l.Person, stored)
		case l.Role != domain.RolePerson && (stored.TOTP == "" || stored.TOTP != l.TOTP || auth.CheckPassword(l.Password, l.Username) != nil):
			t.Errorf("user %s: second factor %q, login says %q", l.Username, stored.TOTP, l.TOTP)
		}
	}
	for role, least := range map[domain.Role]int{
		domain.RoleIntegrationManager: 5, domain.RoleTeamLead: 2, domain.RoleJobcenterAgent: 2, domain.RoleRegistrationHelper: 1, domain.RoleAdmin: 1,
		domain.RolePerson: 10,
	} {
		if roles[role] < least {
			t.Errorf("%d logins of %s, want %d", roles[role], role, least)
		}
	}
	for _, language := range []string{"ar", "uk", "ti", "en", "de"} {
		if languages[language] < 2 {
			t.Errorf("%d persons read %s, want 2", languages[language], language)
		}
	}
	closed(t, m, hasher)
}

// closed checks that a user without a login has a hash that can be read and that no login fits.
func closed(t *testing.T, m made, hasher *auth.Hasher) {
	t.Helper()
	db, err := m.tenants.Open(t.Context(), "stuttgart")
	if err != nil {
		t.Fatal(err)
	}
	err = db.Read(t.Context(), func(tx *store.Tx) error {
		users, err := tx.UsersWithRole(t.Context(), domain.RoleIntegrationManager)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(users, func(u domain.User) bool {
			return !slices.ContainsFunc(m.logins, func(l Login) bool { return l.Username == u.Username })
		})
		stored, err := tx.UserLogin(t.Context(), users[i].Username)
		if err != nil {
			return err
		}
		ok, err := hasher.Verify(t.Context(), stored.Hash, m.logins[0].Password)
		if ok {
			t.Errorf("%s signs in with the password of somebody else", users[i].Username)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestLoginsFile(t *testing.T) {
	dir := t.TempDir()
	if _, there, err := ReadMarker(dir); there || err != nil {
		t.Errorf("an empty folder has a marker: %v", err)
	}
	want := Logins{URL: "http://127.0.0.1:8080", Host: Host, Logins: []Login{
		{Role: domain.RoleAdmin, Username: "a", Password: "b"},
		{Tenant: "ulm", Role: domain.RolePerson, Person: "1", Language: "ar", Slip: "c", PIN: "d"},
	}}
	for range 2 { // the second one replaces the first
		if err := WriteLogins(dir, want); err != nil {
			t.Fatal(err)
		}
	}
	got, err := ReadLogins(dir)
	if err != nil || got.URL != want.URL || got.Host != "stuttgart.localhost" || !slices.Equal(got.Logins, want.Logins) {
		t.Errorf("%+v, %v", got, err)
	}
}
