package testkit

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/store"
)

// New makes the city on SQLite in a folder of its own; it is gone at the end of the test.
func New(t testing.TB) *City {
	t.Helper()
	return On(t, store.SQLite)
}

// On makes the city on the engine; a test of both uses Each.
func On(t testing.TB, e store.Engine) *City {
	t.Helper()
	return copyCity(t, e)
}

// In makes the city on SQLite in the folder dir, with the file master.key in it; at the end of the test it is closed and stays.
func In(t testing.TB, dir string) *City {
	t.Helper()
	key, err := crypt.CreateMaster(filepath.Join(dir, "master.key"))
	must(t, err)
	return newCity(t, store.Config{Dir: dir, Master: key})
}

// Each runs f as a subtest on each engine, with a city of its own: on SQLite always, on PostgreSQL when the environment has
// AUFWIND_TEST_POSTGRES, the DSN of a server on which databases can be made. Without it the subtest is skipped, or fails
// with REQUIRE_POSTGRES=1.
func Each(t *testing.T, f func(t *testing.T, c *City)) {
	t.Helper()
	for _, e := range [...]store.Engine{store.SQLite, store.Postgres} {
		t.Run(string(e), func(t *testing.T) { f(t, copyCity(t, e)) })
	}
}

// EachEngine is Each without the city: f gets where an empty database is.
func EachEngine(t *testing.T, f func(t *testing.T, cfg store.Config)) {
	t.Helper()
	for _, e := range [...]store.Engine{store.SQLite, store.Postgres} {
		t.Run(string(e), func(t *testing.T) { f(t, Config(t, e)) })
	}
}

// Config says where an empty database of the engine is, with a master key and a new Clock; it is gone at the end of the test.
func Config(t testing.TB, e store.Engine) store.Config {
	t.Helper()
	cfg := store.Config{Dir: t.TempDir(), Master: masterKey(t), Clock: NewClock().Now}
	if e == store.Postgres {
		cfg.Postgres = postgres(t)
	}
	return cfg
}

// postgres makes an empty database on the server of AUFWIND_TEST_POSTGRES and returns its DSN. It is dropped at the end of the test.
func postgres(t testing.TB) string {
	t.Helper()
	p := serverOf(t)
	name := fmt.Sprintf("aufwind_test_%016x", rand.Uint64())
	p.do(t, "CREATE DATABASE "+name)
	p.dropAfter(t, name)
	return p.dsn(name)
}

// A server is where databases for tests are made.
type server struct {
	*sql.DB
	url *url.URL
}

// serverOf connects with the server until the end of the test, which is skipped where there is none.
func serverOf(t testing.TB) server {
	t.Helper()
	dsn := os.Getenv("AUFWIND_TEST_POSTGRES")
	if dsn == "" {
		const why = "AUFWIND_TEST_POSTGRES is not set: nothing was tested on PostgreSQL"
		if os.Getenv("REQUIRE_POSTGRES") == "1" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal("AUFWIND_TEST_POSTGRES is not a URL")
	}
	db, err := sql.Open("pgx", dsn)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return server{db, u}
}

func (p server) dsn(database string) string {
	u := *p.url
	u.Path = "/" + database
	return u.String()
}

func (p server) do(t testing.TB, q string) {
	t.Helper()
	if _, err := p.ExecContext(t.Context(), q); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

func (p server) dropAfter(t testing.TB, name string) {
	t.Cleanup(func() {
		if _, err := p.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil { //nolint:noctx // t.Context has ended
			t.Errorf("drop the database of the test: %v", err)
		}
	})
}
