package testkit

import (
	"database/sql"
	"net/url"
	"path/filepath"

	"github.com/aufwind-im/aufwind/internal/crypt"
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

// TenantKey is the key of stuttgart, for tests that open what is stored past the store.
func (c *City) TenantKey() crypt.Key {
	c.t.Helper()
	driver, dsn := "sqlite", "file:"+filepath.Join(c.Config.Dir, "catalog.db")+"?_pragma=busy_timeout(5000)"
	table := "tenant"
	if c.DB.Engine == store.Postgres {
		driver, dsn, table = "pgx", c.Config.Postgres, "aufwind_catalog.tenant"
	}
	db, err := sql.Open(driver, dsn)
	must(c.t, err)
	defer db.Close()
	var wrapped []byte
	must(c.t, db.QueryRowContext(c.t.Context(), "SELECT key_wrapped FROM "+table+" WHERE id = $1", c.DB.Tenant).Scan(&wrapped))
	key, err := c.Config.Master.Unwrap(wrapped, crypt.AD(c.DB.Tenant, "", "key"))
	must(c.t, err)
	return key
}
