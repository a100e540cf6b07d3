package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// manyTenants are more than stay open.
const manyTenants = 120

// many makes tenants t000 to t119 on SQLite. Their schema is made once and copied.
func many(t *testing.T) *store.Tenants {
	t.Helper()
	cfg := testkit.Config(t, store.SQLite)
	tenants, err := store.OpenTenants(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := tenants.Close(); err != nil {
			t.Error(err)
		}
	})
	folder := filepath.Join(cfg.Dir, "tenants")
	for i := range manyTenants {
		id := fmt.Sprintf("t%03d", i)
		if _, err := tenants.Add(t.Context(), store.Tenant{ID: id, Name: id, Zone: "Europe/Berlin", Hosts: []string{id + ".localhost"}}); err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			continue
		}
		first, err := store.OpenTenants(t.Context(), cfg) // a second process, so that the file of t000 is whole on disk when it ends
		if err != nil {
			t.Fatal(err)
		}
		copied := filepath.Join(t.TempDir(), "copy")
		if err := first.Backup(t.Context(), copied); err != nil {
			t.Fatal(err)
		}
		if err := first.Close(); err != nil {
			t.Fatal(err)
		}
		schema, err := os.ReadFile(filepath.Join(copied, "tenants", "t000.db"))
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n < manyTenants; n++ {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("t%03d.db", n)), schema, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return tenants
}

// TestFilesOfManyTenants uses 120 tenants at the same time: none is closed under anybody's hands, and when nobody uses them any more a
// hundred stay open. The one that was closed is opened again.
func TestFilesOfManyTenants(t *testing.T) {
	tenants := many(t)
	if open, used := tenants.OpenFiles(); open > 100 || used != 0 {
		t.Errorf("%d files are open after all were made, %d in use", open, used)
	}
	all, inside := make(chan struct{}), make(chan string, manyTenants)
	var ended sync.WaitGroup
	for i := range manyTenants {
		ended.Go(func() {
			id := fmt.Sprintf("t%03d", i)
			db, err := tenants.ByHost(t.Context(), id+".localhost")
			if err != nil {
				t.Error(err)
				inside <- id
				return
			}
			if err := db.Write(t.Context(), func(tx *store.Tx) error {
				if err := tx.AddDistrict(t.Context(), domain.District{ID: 1, Name: id}); err != nil {
					return err
				}
				inside <- id
				<-all // everybody is in a transaction now
				return tx.AddDistrict(t.Context(), domain.District{ID: 2, Name: "second"})
			}); err != nil {
				t.Errorf("%s: %v", id, err)
			}
		})
	}
	for range manyTenants {
		<-inside
	}
	if open, used := tenants.OpenFiles(); open != manyTenants || used != manyTenants {
		t.Errorf("%d files are open and %d in use while everybody is in a transaction, want all %d", open, used, manyTenants)
	}
	close(all)
	ended.Wait()
	if open, used := tenants.OpenFiles(); open != 100 || used != 0 {
		t.Errorf("%d files are open and %d in use after all have ended, want 100 and none", open, used)
	}
	if n := descriptors(t); n > 0 && n > 2*100+10 {
		t.Errorf("the process has %d database files open", n)
	}
	for i := range manyTenants {
		id := fmt.Sprintf("t%03d", i)
		if got := districts(t, tenants, id); got != id+",second" && got != "second,"+id {
			t.Errorf("%s has the districts %q", id, got)
		}
		if open, _ := tenants.OpenFiles(); open > 100 {
			t.Errorf("%d files are open", open)
		}
	}
}

// descriptors counts the tenants' files that this process has open, 0 where the system does not say.
func descriptors(t *testing.T) (n int) {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	for _, e := range entries {
		to, err := os.Readlink(filepath.Join("/proc/self/fd", e.Name()))
		if err == nil && strings.Contains(to, "/tenants/t") && strings.HasSuffix(to, ".db") {
			n++
		}
	}
	return n
}

func districts(t *testing.T, tenants *store.Tenants, id string) string {
	t.Helper()
	db, err := tenants.Open(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	if err := db.Read(t.Context(), func(tx *store.Tx) error {
		list, err := tx.Districts(t.Context())
		for _, d := range list {
			names = append(names, d.Name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, ",")
}

// TestFilesInTurn lets eight use five tenants in turn while two files may stay open: each opening, closing and opening again must keep
// what was written.
func TestFilesInTurn(t *testing.T) {
	cfg := testkit.Config(t, store.SQLite)
	cfg.MaxOpen = 2
	tenants, err := store.OpenTenants(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	const each, users = 25, 8
	var dbs []*store.DB
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		db, err := tenants.Add(t.Context(), store.Tenant{ID: id, Name: id, Zone: "Europe/Berlin"})
		if err != nil {
			t.Fatal(err)
		}
		dbs = append(dbs, db)
	}
	var ended sync.WaitGroup
	for u := range users {
		ended.Go(func() {
			for n := range each {
				db := dbs[(u+n)%len(dbs)]
				if err := db.Write(context.WithoutCancel(t.Context()), func(tx *store.Tx) error {
					return tx.AddDistrict(t.Context(), domain.District{ID: domain.DistrictID(1 + u*each + n), Name: "x"})
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	ended.Wait()
	total := 0
	for _, db := range dbs {
		total += len(strings.Split(districts(t, tenants, db.Tenant), ","))
	}
	if total != users*each {
		t.Errorf("%d rows, want %d", total, users*each)
	}
	if open, used := tenants.OpenFiles(); open > 2 || used != 0 {
		t.Errorf("%d files are open, %d in use", open, used)
	}
	if err := tenants.Close(); err != nil {
		t.Error(err)
	}
	if err := dbs[0].Read(t.Context(), func(*store.Tx) error { return nil }); err == nil {
		t.Error("a database is opened again after all were closed")
	}
}

// TestHostsOfAnotherProcess adds a tenant beside a server that runs: it answers under the new host name soon, and the only tenant of before
// answers no longer for every name.
func TestHostsOfAnotherProcess(t *testing.T) {
	testkit.EachEngine(t, func(t *testing.T, cfg store.Config) {
		clock := testkit.NewClock()
		cfg.Clock = clock.Now
		var process [2]*store.Tenants
		for i := range process {
			var err error
			if process[i], err = store.OpenTenants(t.Context(), cfg); err != nil {
				t.Fatal(err)
			}
			defer process[i].Close()
		}
		server, command := process[0], process[1]
		served := func(host string) string {
			t.Helper()
			db, err := server.ByHost(t.Context(), host)
			if domain.KindOf(err) == domain.NotFound {
				return ""
			}
			if err != nil {
				t.Fatal(err)
			}
			return db.Tenant
		}
		add := func(id string) {
			t.Helper()
			if _, err := command.Add(t.Context(), store.Tenant{ID: id, Name: id, Zone: "Europe/Berlin", Hosts: []string{id + ".localhost"}}); err != nil {
				t.Fatal(err)
			}
			clock.Add(3 * time.Second)
		}
		if got := served("ulm.localhost"); got != "" {
			t.Errorf("%q is served before there is a tenant", got)
		}
		add("ulm")
		if got := served("ulm.localhost") + " " + served("127.0.0.1:8080"); got != "ulm ulm" {
			t.Errorf("the only tenant: %q", got)
		}
		add("esslingen")
		if got := served("esslingen.localhost") + " " + served("ulm.localhost") + " " + served("127.0.0.1:8080"); got != "esslingen ulm " {
			t.Errorf("two tenants: %q", got)
		}
	})
}
