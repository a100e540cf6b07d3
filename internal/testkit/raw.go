package testkit

import (
	"database/sql"
	"net/url"
	"path/filepath"

	"github.com/aufwind-im/aufwind/internal/store"
)

// Raw opens the database of stuttgart past the store, for tests that look at what is stored or tamper with it.
func (c *City) Raw() *sql.DB {
	c.t.Helper()
	driver, dsn := "sqlite", "file:"+filepath.Join(c.Config.Dir, "tenants", c.DB.Tenant+".db")+"?_pragma=busy_timeout(5000)"
	if c.DB.Engine == store.Postgres {
		u, err := url.Parse(c.Config.Postgres)
		must(c.t, err)
		q := u.Query()
		q.Set("search_path", "t_"+c.DB.Tenant)
		u.RawQuery = q.Encode()
		driver, dsn = "pgx", u.String()
	}
	db, err := sql.Open(driver, dsn)
	must(c.t, err)
	c.t.Cleanup(func() { must(c.t, db.Close()) })
	return db
}
