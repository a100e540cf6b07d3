package testkit

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// What everybody in the made-up city signs in with. Their hashes cost next to nothing; whoever sets a new one pays in full.
const (
	Password = "guten-morgen-stadt"
	PIN      = "482917"

	// TOTPSecret is that of manager_totp, who alone has a second factor.
	TOTPSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

	passwordHash = "$argon2id$v=19$m=8,t=1,p=1$bWFkZS11cC1jaXR5LTAwMQ$PKnF+5olXxQZcnk8ZZxLcN1jF9x9mAMDDGJef+1giAc"
	pinHash      = "$argon2id$v=19$m=8,t=1,p=1$bWFkZS11cC1jaXR5LTAwMQ$k5Z9BqvqCe77ZxgkzrGSCHPS/wkYhaoSJQ1oyoiHMoc"
)

// parts are loaded once for all tests of a process.
var parts = sync.OnceValues(app.LoadParts)

// A City is the tenant stuttgart with its neighbour ulm.
type City struct {
	*Town        // stuttgart
	Ulm   *Town  // the other tenant
	Clock *Clock // of both

	Tenants *store.Tenants
	Config  store.Config
}

// A Town is one tenant with its people, found by the names in roster.go.
type Town struct {
	*app.App
	t       testing.TB
	users   map[string]domain.UserID
	persons map[string]domain.Slip
	actors  map[string]domain.Actor
}

func masterKey(t testing.TB) crypt.Key {
	t.Helper()
	key, err := crypt.CreateMaster(filepath.Join(t.TempDir(), "master.key"))
	must(t, err)
	return key
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// newCity makes the city where cfg says that there is nothing yet.
func newCity(t testing.TB, cfg store.Config) *City {
	t.Helper()
	c := openCity(t, cfg)
	t.Cleanup(func() { must(t, c.Tenants.Close()) })
	c.found(t)
	return c
}

// openCity opens the place of a city; somebody has to close it.
func openCity(t testing.TB, cfg store.Config) *City {
	t.Helper()
	clock := NewClock()
	cfg.Clock = clock.Now
	tenants, err := store.OpenTenants(t.Context(), cfg)
	must(t, err)
	return &City{Clock: clock, Tenants: tenants, Config: cfg}
}

// found makes both tenants with their people.
func (c *City) found(t testing.TB) {
	t.Helper()
	c.Town = newTown(t, c.Tenants, stuttgart)
	c.Ulm = newTown(t, c.Tenants, ulm)
}

func newTown(t testing.TB, tenants *store.Tenants, r roster) *Town {
	t.Helper()
	shared, err := parts()
	must(t, err)
	db, err := tenants.Add(t.Context(), r.tenant)
	must(t, err)
	town := &Town{
		App: &app.App{DB: db, Parts: shared}, t: t,
		users: map[string]domain.UserID{}, persons: map[string]domain.Slip{}, actors: map[string]domain.Actor{},
	}
	town.Write(r.store)
	for _, u := range r.users {
		town.users[u.Username] = u.ID
	}
	for _, p := range r.persons {
		town.persons[p.key] = town.Register(p.Registration)
	}
	return town
}

// Write runs f in one transaction of the tenant, around all rules.
func (w *Town) Write(f func(ctx context.Context, tx *store.Tx) error) {
	w.t.Helper()
	ctx := context.WithoutCancel(w.t.Context())
	must(w.t, w.DB.Write(ctx, func(tx *store.Tx) error { return f(ctx, tx) }))
}

// AddManager adds an integration manager to a team of OrgBridge.
func (w *Town) AddManager(id domain.UserID, team domain.TeamID) {
	w.t.Helper()
	w.Write(func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.AddUser(ctx, domain.User{
			ID: id, Org: OrgBridge, Team: team, Username: "m" + id.String(), Language: "de", Roles: []domain.Role{domain.RoleIntegrationManager},
		}, "-", "")
		return err
	})
}

// Register registers somebody through the registration helper and gives them the PIN of this package.
func (w *Town) Register(r domain.Registration) domain.Slip {
	w.t.Helper()
	slip, err := w.RegisterPerson(w.t.Context(), w.Actor("helper"), r)
	must(w.t, err)
	slip.PIN = PIN
	w.SetPIN(slip.Person)
	return slip
}

// User is the id of a user by name; a name that the town has not fails the test.
func (w *Town) User(name string) domain.UserID {
	w.t.Helper()
	id, ok := w.users[name]
	if !ok {
		w.t.Fatalf("no user %q in %s", name, w.DB.Tenant)
	}
	return id
}

// Person is the id of a person by name.
func (w *Town) Person(name string) domain.PersonID { return w.Slip(name).Person }

// Slip is what the person signs in with.
func (w *Town) Slip(name string) domain.Slip {
	w.t.Helper()
	slip, ok := w.persons[name]
	if !ok {
		w.t.Fatalf("no person %q in %s", name, w.DB.Tenant)
	}
	return slip
}

// Actor signs in a user or a person (on the own device) by name, once for each test.
func (w *Town) Actor(name string) domain.Actor {
	w.t.Helper()
	if by, ok := w.actors[name]; ok {
		return by
	}
	token := w.Token(name, domain.SessionOwn)
	by, err := w.ActorByToken(w.t.Context(), token)
	must(w.t, err)
	w.actors[name] = by
	return by
}

// Token signs in a user or a person by name and returns the token of the new session; kind is for persons only.
func (w *Town) Token(name string, kind domain.SessionKind) string {
	w.t.Helper()
	var token string
	var err error
	if slip, ok := w.persons[name]; ok {
		token, err = w.SignInSlip(w.t.Context(), slip.Code, slip.PIN, kind, "test")
	} else {
		w.User(name)
		token, _, err = w.SignInStaff(w.t.Context(), name, Password, "test")
	}
	must(w.t, err)
	return token
}

// OnShared signs the person in on a device that others use too.
func (w *Town) OnShared(person string) domain.Actor {
	w.t.Helper()
	by, err := w.ActorByToken(w.t.Context(), w.Token(person, domain.SessionShared))
	must(w.t, err)
	return by
}

// Acting opens a session in which the user goes on for the person.
func (w *Town) Acting(user, person string) domain.Actor {
	w.t.Helper()
	token, err := w.StartActing(w.t.Context(), w.Actor(user), w.Person(person), "test")
	must(w.t, err)
	by, err := w.ActorByToken(w.t.Context(), token)
	must(w.t, err)
	return by
}

// SetPIN gives a person the PIN of this package.
func (w *Town) SetPIN(p domain.PersonID) {
	w.t.Helper()
	w.Write(func(ctx context.Context, tx *store.Tx) error {
		login, err := tx.SlipOf(ctx, p)
		if err != nil {
			return err
		}
		return tx.SetPIN(ctx, login, pinHash)
	})
}

// StandIn lets a user stand in for another from one day to another, counted from today.
func (w *Town) StandIn(user, standsInFor string, from, until int) {
	w.t.Helper()
	w.Write(func(ctx context.Context, tx *store.Tx) error {
		return tx.AddSubstitution(ctx, w.User(user), w.User(standsInFor), tx.Today.AddDays(from), tx.Today.AddDays(until))
	})
}
