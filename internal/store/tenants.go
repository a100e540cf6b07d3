package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

//go:embed migrations/*.sql
var migrations embed.FS

//go:embed catalog/*.sql
var catalogMigrations embed.FS

// Config says where the data is.
type Config struct {
	Dir      string           // folder of the SQLite files and of the master key
	Postgres string           // DSN; empty for SQLite
	Master   crypt.Key        // wraps the keys of the tenants
	Clock    func() time.Time // of all transactions
}

// Tenants is the catalog: which tenants there are, under which host names, and their open databases.
type Tenants struct {
	cfg     Config
	catalog *DB
	pool    *sql.DB // PostgreSQL only, shared by all tenants
	mu      sync.Mutex
	open    map[string]*DB
	hosts   map[string]string
}

// Tenant is one line of the catalog.
type Tenant struct {
	ID    string
	Name  string
	Zone  string   // IANA name of the time zone
	Hosts []string // host names without port
}

// OpenTenants opens the catalog and brings it up to date.
func OpenTenants(ctx context.Context, cfg Config) (*Tenants, error) {
	t := &Tenants{cfg: cfg, open: map[string]*DB{}}
	var err error
	if cfg.Postgres != "" {
		if t.pool, err = sql.Open("pgx", cfg.Postgres); err != nil {
			return nil, fmt.Errorf("open %s: %w", redactDSN(cfg.Postgres), err)
		}
		t.pool.SetMaxOpenConns(16)
		t.pool.SetMaxIdleConns(16)
	} else if err := os.MkdirAll(filepath.Join(cfg.Dir, "tenants"), 0o700); err != nil {
		return nil, err
	}
	if t.catalog, err = t.database("catalog", filepath.Join(cfg.Dir, "catalog.db"), "aufwind_catalog"); err != nil {
		return nil, err
	}
	t.catalog.Zone = time.UTC
	if err := t.catalog.migrate(ctx, catalogMigrations, "catalog"); err != nil {
		return nil, fmt.Errorf("catalog: %w", err)
	}
	return t, t.loadHosts(ctx)
}

func redactDSN(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		return "postgres"
	}
	return u.Redacted()
}

// database opens file, or schema of the shared pool, as a DB without a key.
func (t *Tenants) database(id, file, schema string) (*DB, error) {
	db := &DB{Tenant: id, clock: t.cfg.Clock, Engine: SQLite}
	if t.pool != nil {
		db.Engine, db.schema, db.dsn, db.read, db.write = Postgres, schema, t.cfg.Postgres, t.pool, t.pool
		return db, nil
	}
	const shared = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(1)&_pragma=cache_size(-8000)"
	path := "file:" + (&url.URL{Path: file}).EscapedPath()
	var err error
	if db.write, err = sql.Open("sqlite", path+shared+"&_txlock=immediate"); err != nil {
		return nil, err
	}
	db.writers = newPool(db.write, 1)
	if db.read, err = sql.Open("sqlite", path+shared+"&_query_only=1"); err != nil {
		return nil, err
	}
	db.readers = newPool(db.read, 4)
	return db, nil
}

// migrate brings the schema up to date; a schema newer than this binary is refused.
func (db *DB) migrate(ctx context.Context, files fs.FS, dir string) error {
	dialect, other, pool := goose.DialectSQLite3, ".pg.sql", db.write
	if db.Engine == Postgres {
		dialect, other = goose.DialectPostgres, ".lite.sql"
		if _, err := db.write.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+db.schema); err != nil {
			return err
		}
		p, err := db.schemaPool()
		if err != nil {
			return err
		}
		defer p.Close()
		pool = p
	}
	sub, err := fs.Sub(files, dir)
	if err != nil {
		return err
	}
	var skip []string
	names, err := fs.Glob(sub, "*.sql")
	if err != nil {
		return err
	}
	for _, n := range names {
		if strings.HasSuffix(n, other) {
			skip = append(skip, n)
		}
	}
	p, err := goose.NewProvider(dialect, pool, sub, goose.WithExcludeNames(skip), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return err
	}
	if have > want {
		return fmt.Errorf("schema %d is newer than this program knows (%d): use the newer program", have, want)
	}
	if have == want {
		return nil
	}
	_, err = p.Up(ctx)
	return err
}

// Add makes a tenant: a line of the catalog, a key, a database with the schema. Its id is a-z, 0-9 and _.
func (t *Tenants) Add(ctx context.Context, ten Tenant) (*DB, error) {
	if !regexp.MustCompile(`^[a-z][a-z0-9_]{0,30}$`).MatchString(ten.ID) {
		return nil, fmt.Errorf("tenant id %q: use a-z, 0-9 and _", ten.ID)
	}
	if _, err := time.LoadLocation(ten.Zone); err != nil {
		return nil, fmt.Errorf("tenant %s: %w", ten.ID, err)
	}
	wrapped := t.cfg.Master.Wrap(crypt.NewKey(), crypt.AD(ten.ID, "", "key"))
	err := t.catalog.Write(ctx, func(tx *Tx) error {
		if err := tx.must(ctx, `INSERT INTO tenant (id, name, zone, dsn, key_wrapped, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			ten.ID, ten.Name, ten.Zone, "", wrapped, tx.Now); err != nil {
			return err
		}
		for _, h := range ten.Hosts {
			if err := tx.must(ctx, `INSERT INTO tenant_host (host, tenant_id) VALUES ($1, $2)`, strings.ToLower(h), ten.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("add tenant %s: %w", ten.ID, err)
	}
	if err := t.loadHosts(ctx); err != nil {
		return nil, err
	}
	return t.Open(ctx, ten.ID)
}

// List returns the tenants in the order of their ids.
func (t *Tenants) List(ctx context.Context) (out []Tenant, err error) {
	err = t.catalog.Read(ctx, func(tx *Tx) error {
		out, err = all(ctx, tx, func(scan scanner) (ten Tenant, err error) {
			err = scan(&ten.ID, &ten.Name, &ten.Zone)
			return ten, err
		}, `SELECT id, name, zone FROM tenant ORDER BY id`)
		return err
	})
	t.mu.Lock()
	defer t.mu.Unlock()
	for i := range out {
		for host, id := range t.hosts {
			if id == out[i].ID {
				out[i].Hosts = append(out[i].Hosts, host)
			}
		}
	}
	return out, err
}

func (t *Tenants) loadHosts(ctx context.Context) error {
	hosts := map[string]string{}
	err := t.catalog.Read(ctx, func(tx *Tx) error {
		_, err := all(ctx, tx, func(scan scanner) (struct{}, error) {
			var host, id string
			err := scan(&host, &id)
			hosts[host] = id
			return struct{}{}, err
		}, `SELECT host, tenant_id FROM tenant_host ORDER BY host`)
		return err
	})
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hosts = hosts
	return err
}

// ByHost opens the tenant of a host name (with or without port). NotFound for an unknown host, unless there is one tenant only.
func (t *Tenants) ByHost(ctx context.Context, host string) (*DB, error) {
	name := strings.ToLower(host)
	if i := strings.LastIndexByte(name, ':'); i > 0 && !strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	t.mu.Lock()
	id, ok := t.hosts[name]
	if !ok {
		for _, only := range t.hosts {
			if id != "" && only != id {
				t.mu.Unlock()
				return nil, domain.ErrNotFound()
			}
			id = only
		}
	}
	t.mu.Unlock()
	return t.Open(ctx, id)
}

// Open returns the database of the tenant, migrated and with its key. NotFound when the catalog has none.
func (t *Tenants) Open(ctx context.Context, id string) (*DB, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if db, ok := t.open[id]; ok {
		return db, nil
	}
	var ten Tenant
	var wrapped []byte
	err := t.catalog.Read(ctx, func(tx *Tx) error {
		_, err := one(ctx, tx, func(scan scanner) (struct{}, error) {
			return struct{}{}, scan(&ten.ID, &ten.Name, &ten.Zone, &wrapped)
		}, `SELECT id, name, zone, key_wrapped FROM tenant WHERE id = $1`, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	db, err := t.database(id, filepath.Join(t.cfg.Dir, "tenants", id+".db"), "t_"+id)
	if err != nil {
		return nil, err
	}
	db.Name = ten.Name
	if db.Zone, err = time.LoadLocation(ten.Zone); err != nil {
		return nil, err
	}
	if db.key, err = t.cfg.Master.Unwrap(wrapped, crypt.AD(id, "", "key")); err != nil {
		return nil, fmt.Errorf("key of tenant %s: %w", id, err)
	}
	db.cipher = db.key.Cipher()
	if err := db.migrate(ctx, migrations, "migrations"); err != nil {
		return nil, fmt.Errorf("tenant %s: %w", id, err)
	}
	t.open[id] = db
	return db, nil
}

// Close ends all connections.
func (t *Tenants) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	var errs []error
	for _, db := range t.open {
		errs = append(errs, db.Close())
	}
	errs = append(errs, t.catalog.Close())
	if t.pool != nil {
		errs = append(errs, t.pool.Close())
	}
	return errors.Join(errs...)
}

// schemaPool opens one connection whose search path is the schema, for migrations.
func (db *DB) schemaPool() (*sql.DB, error) {
	u, err := url.Parse(db.dsn)
	if err != nil {
		return nil, errors.New("the PostgreSQL DSN is not a URL")
	}
	q := u.Query()
	q.Set("search_path", db.schema)
	u.RawQuery = q.Encode()
	pool, err := sql.Open("pgx", u.String())
	if err == nil {
		pool.SetMaxOpenConns(1)
	}
	return pool, err
}
