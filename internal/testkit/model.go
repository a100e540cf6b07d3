package testkit

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A model is a city that was made once. The tests of a process get copies of what it stored, as making a city runs all migrations twice
// and hashes a PIN for each person: most of the time of a short test.
type model struct {
	once     sync.Once
	master   crypt.Key
	files    map[string][]byte // SQLite: what was stored, by path
	database string            // PostgreSQL: the name of the database
	towns    map[string]people
}

// people are who lives in a town, by name.
type people struct {
	users   map[string]domain.UserID
	persons map[string]domain.Slip
	actors  map[string]domain.Actor
}

// models are those of this process.
var models = map[store.Engine]*model{store.SQLite: {}, store.Postgres: {}}

// copyCity returns a city of its own, which is as newCity makes it.
func copyCity(t testing.TB, e store.Engine) *City {
	t.Helper()
	if e == store.Postgres {
		serverOf(t) // skips where there is none
	}
	m := models[e]
	m.once.Do(func() { m.make(t, e) })
	if m.towns == nil {
		t.Fatal("the city could not be made: see the first test")
	}
	c := openCity(t, m.place(t, e))
	t.Cleanup(func() { must(t, c.Tenants.Close()) })
	c.Town, c.Ulm = m.town(t, c.Tenants, stuttgart), m.town(t, c.Tenants, ulm)
	return c
}

// make makes the city and keeps what it stored.
func (m *model) make(t testing.TB, e store.Engine) {
	t.Helper()
	cfg := store.Config{Dir: t.TempDir(), Master: masterKey(t)}
	if e == store.Postgres {
		p := serverOf(t)
		p.sweep(t)
		m.database = fmt.Sprintf("%s%d_%08x", modelPrefix, os.Getpid(), rand.Uint32())
		p.do(t, "CREATE DATABASE "+m.database)
		cfg.Postgres = p.dsn(m.database)
	}
	c := openCity(t, cfg)
	c.found(t)
	must(t, c.Tenants.Close())
	m.master, m.files = cfg.Master, filesOf(t, cfg.Dir)
	m.towns = map[string]people{}
	for _, town := range [...]*Town{c.Town, c.Ulm} {
		m.towns[town.DB.Tenant] = people{town.users, town.persons, town.actors}
	}
}

func filesOf(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			files[name], err = os.ReadFile(path)
		}
		return err
	}))
	return files
}

// place copies what the model stored, and says where the copy is.
func (m *model) place(t testing.TB, e store.Engine) store.Config {
	t.Helper()
	cfg := store.Config{Dir: t.TempDir(), Master: m.master}
	for name, content := range m.files {
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(cfg.Dir, name)), 0o700))
		must(t, os.WriteFile(filepath.Join(cfg.Dir, name), content, 0o600))
	}
	if e == store.Postgres {
		p := serverOf(t)
		name := fmt.Sprintf("aufwind_test_%016x", rand.Uint64())
		p.do(t, "CREATE DATABASE "+name+" TEMPLATE "+m.database)
		p.dropAfter(t, name)
		cfg.Postgres = p.dsn(name)
	}
	return cfg
}

// town opens a copied town.
func (m *model) town(t testing.TB, tenants *store.Tenants, r roster) *Town {
	t.Helper()
	shared, err := parts()
	must(t, err)
	db, err := tenants.Open(t.Context(), r.tenant.ID)
	must(t, err)
	who := m.towns[r.tenant.ID]
	return &Town{
		App: &app.App{DB: db, Parts: shared}, t: t,
		users: maps.Clone(who.users), persons: maps.Clone(who.persons), actors: maps.Clone(who.actors),
	}
}

// modelPrefix begins the names of databases of models, with the process that made them behind it.
const modelPrefix = "aufwind_model_"

// sweep drops the models of processes that have ended.
func (p server) sweep(t testing.TB) {
	t.Helper()
	rows, err := p.QueryContext(t.Context(), "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", modelPrefix)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var name string
		must(t, rows.Scan(&name))
		var id int
		if _, err := fmt.Sscanf(strings.TrimPrefix(name, modelPrefix), "%d_", &id); err != nil {
			continue
		}
		maker, err := os.FindProcess(id)
		if err == nil {
			err = maker.Signal(syscall.Signal(0))
		}
		if errors.Is(err, os.ErrProcessDone) {
			p.do(t, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
		}
	}
	must(t, rows.Err())
}
