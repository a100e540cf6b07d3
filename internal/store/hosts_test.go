package store_test

import (
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestTenantAddedElsewhere shows that a server which served every host with its only tenant does so no more once another process has
// added a second one.
func TestTenantAddedElsewhere(t *testing.T) {
	testkit.EachEngine(t, func(t *testing.T, cfg store.Config) {
		clock := testkit.NewClock()
		cfg.Clock = clock.Now
		open := func() *store.Tenants {
			t.Helper()
			tenants, err := store.OpenTenants(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = tenants.Close() })
			return tenants
		}
		add := func(tenants *store.Tenants, id string) {
			t.Helper()
			if _, err := tenants.Add(t.Context(), store.Tenant{ID: id, Name: id, Zone: "Europe/Berlin", Hosts: []string{id + ".example"}}); err != nil {
				t.Fatal(err)
			}
		}
		server := open()
		add(server, "stuttgart")
		for _, host := range []string{"stuttgart.example", "ulm.example", "192.0.2.1:8080"} {
			if db, err := server.ByHost(t.Context(), host); err != nil || db.Tenant != "stuttgart" {
				t.Fatalf("%s with one tenant: %v", host, err)
			}
		}
		add(open(), "ulm")
		clock.Add(3 * time.Second)
		for host, want := range map[string]string{"stuttgart.example": "stuttgart", "ulm.example": "ulm", "192.0.2.1:8080": "", "elsewhere.example": ""} {
			db, err := server.ByHost(t.Context(), host)
			if want == "" && domain.KindOf(err) != domain.NotFound || want != "" && (err != nil || db.Tenant != want) {
				t.Errorf("%s with two tenants: %v, want %q", host, err, want)
			}
		}
	})
}
