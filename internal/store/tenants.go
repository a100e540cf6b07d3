package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	_ "modernc.org/sqlite"             // the driver "sqlite"

	"github.com/aufwind-im/aufwind/internal/blob"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// Config says where the data is.
type Config struct {
	Dir      string           // folder of the SQLite files and of the master key
	Postgres string           // DSN; empty for SQLite
	Master   crypt.Key        // wraps the keys of the tenants
	Clock    func() time.Time // of all transactions
	Blobs    blob.Backend     // where documents lie; nil for the folder blobs in Dir
	MaxOpen  int              // how many tenants' SQLite files stay open while nobody uses them; 0 for 100
}

// Tenants is the catalog: which tenants there are, under which host names, and their open databases.
type Tenants struct {
	cfg     Config
	catalog *DB
	pool    *sql.DB // PostgreSQL only, shared by all tenants
	own     *files  // SQLite only: of the catalog
	files   *files  // SQLite only: of the tenants

	loading sync.Mutex // one tenant at a time is brought up to date; those that are known do not wait for it
	mu      sync.Mutex // guards what follows
	known   map[string]*DB
	hosts   map[string]string
	asked   time.Time // when hosts was read
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
	if cfg.Blobs == nil {
		cfg.Blobs = blob.NewFolder(filepath.Join(cfg.Dir, "blobs"))
	}
	t := &Tenants{cfg: cfg, known: map[string]*DB{}, own: newFiles(1), files: newFiles(cmp.Or(cfg.MaxOpen, maxOpen))}
	if err := t.begin(ctx); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

func (t *Tenants) begin(ctx context.Context) error {
	cfg := t.cfg
	if cfg.Postgres != "" {
		pool, err := sql.Open("pgx", cfg.Postgres)
		if err != nil {
			return fmt.Errorf("open %s: %w", redactDSN(cfg.Postgres), err)
		}
		t.pool = pool
		t.pool.SetMaxOpenConns(16)
		t.pool.SetMaxIdleConns(16)
	} else if err := os.MkdirAll(filepath.Join(cfg.Dir, "tenants"), 0o700); err != nil {
		return err
	}
	t.catalog = t.database("catalog", filepath.Join(cfg.Dir, "catalog.db"), "aufwind_catalog", t.own)
	t.catalog.Zone = time.UTC
	if err := t.catalog.migrate(ctx, catalogMigrations, "catalog"); err != nil {
		return fmt.Errorf("catalog: %w", err)
	}
	if err := t.checkKey(ctx); err != nil {
		return err
	}
	return t.loadHosts(ctx)
}

// ErrWrongKey means that the master key opens none of the tenants' keys.
var ErrWrongKey = errors.New("the key does not fit this data folder")

// checkKey tries the master key: one tenant's key that it opens is enough.
func (t *Tenants) checkKey(ctx context.Context) error {
	type locked struct {
		id      string
		wrapped []byte
	}
	var keys []locked
	err := t.catalog.Read(ctx, func(tx *Tx) (err error) {
		keys, err = all(ctx, tx, func(scan scanner) (k locked, err error) {
			err = scan(&k.id, &k.wrapped)
			return k, err
		}, `SELECT id, key_wrapped FROM tenant ORDER BY id`)
		return err
	})
	if err != nil || len(keys) == 0 {
		return err
	}
	for _, k := range keys {
		if _, err := t.cfg.Master.Unwrap(k.wrapped, crypt.AD(k.id, "", "key")); err == nil {
			return nil
		}
	}
	return ErrWrongKey
}

func redactDSN(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil {
		return "postgres"
	}
	return u.Redacted()
}

// database is the SQLite file at path, or the schema of the shared pool, as a DB without a key.
func (t *Tenants) database(id, path, schema string, open *files) *DB {
	db := &DB{Tenant: id, clock: t.cfg.Clock, Engine: SQLite, files: open, path: path}
	if t.pool != nil {
		db.Engine, db.schema, db.dsn, db.shared = Postgres, schema, t.cfg.Postgres, t.pool
	}
	return db
}

// check returns nil, or an OperatorError that says what is wrong with the tenant.
func (ten Tenant) check() error {
	if !regexp.MustCompile(`^[a-z][a-z0-9_]{0,30}$`).MatchString(ten.ID) {
		return domain.Misused("%q is no short name for a tenant: up to 31 of a-z, 0-9 and _, with a letter in front", ten.ID)
	}
	if _, err := time.LoadLocation(ten.Zone); err != nil || ten.Zone == "" {
		return domain.Misused("there is no time zone %q: use one such as Europe/Berlin", ten.Zone)
	}
	for _, h := range ten.Hosts {
		if !regexp.MustCompile(`^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\])$`).MatchString(strings.ToLower(h)) {
			return domain.Misused("%q is no host name: use one such as aufwind.stuttgart.example, without port and https://", h)
		}
	}
	return nil
}

// Add makes a tenant: a line of the catalog, a key, a database with the schema. Its id is a-z, 0-9 and _.
// Errors: OperatorError (no such id, host name or time zone can be; the id or a host name is taken).
func (t *Tenants) Add(ctx context.Context, ten Tenant) (*DB, error) {
	if err := ten.check(); err != nil {
		return nil, err
	}
	wrapped := t.cfg.Master.Wrap(crypt.NewKey(), crypt.AD(ten.ID, "", "key"))
	err := t.catalog.Write(ctx, func(tx *Tx) error {
		taken, err := all(ctx, tx, value[string], `SELECT id FROM tenant WHERE id = $1 ORDER BY id`, ten.ID)
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return domain.Misused("there is a tenant %q already", ten.ID)
		}
		if err := tx.must(ctx, `INSERT INTO tenant (id, name, zone, dsn, key_wrapped, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			ten.ID, ten.Name, ten.Zone, "", wrapped, tx.Now); err != nil {
			return err
		}
		for _, h := range ten.Hosts {
			owner, err := all(ctx, tx, value[string], `SELECT tenant_id FROM tenant_host WHERE host = $1 ORDER BY host`, strings.ToLower(h))
			if err != nil {
				return err
			}
			if len(owner) > 0 {
				return domain.Misused("the host name %q belongs to the tenant %q already", h, owner[0])
			}
			if err := tx.must(ctx, `INSERT INTO tenant_host (host, tenant_id) VALUES ($1, $2)`, strings.ToLower(h), ten.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if _, ok := errors.AsType[*domain.OperatorError](err); ok {
		return nil, err
	}
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
		slices.Sort(out[i].Hosts)
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
	if err != nil {
		return err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hosts, t.asked = hosts, t.cfg.Clock()
	return nil
}

// staleHosts is for how long the host names are taken as they were read, when one is asked for that is not among them.
const staleHosts = 2 * time.Second

// ByHost opens the tenant of a host name (with or without port), also one that another process has added. NotFound for an unknown host,
// unless there is one tenant only.
func (t *Tenants) ByHost(ctx context.Context, host string) (*DB, error) {
	name := strings.ToLower(host)
	if i := strings.LastIndexByte(name, ':'); i > 0 && !strings.HasSuffix(name, "]") {
		name = name[:i]
	}
	id, fresh := t.idOf(name)
	if !fresh {
		if err := t.loadHosts(ctx); err != nil {
			return nil, err
		}
		id, _ = t.idOf(name)
	}
	return t.Open(ctx, id)
}

// idOf is the tenant of a host name, or the only one there is, or "". It is not fresh when the name is unknown and the names were read a
// while ago.
func (t *Tenants) idOf(host string) (id string, fresh bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if id, ok := t.hosts[host]; ok {
		return id, true
	}
	fresh = t.cfg.Clock().Sub(t.asked) < staleHosts
	for _, only := range t.hosts {
		if id != "" && only != id {
			return "", fresh
		}
		id = only
	}
	return id, fresh
}

// Open returns the database of the tenant, migrated and with its key. Its file is opened when it is used, and closed again when many others
// were used since. NotFound when the catalog has none.
func (t *Tenants) Open(ctx context.Context, id string) (*DB, error) {
	if db := t.found(id); db != nil {
		return db, nil
	}
	t.loading.Lock()
	defer t.loading.Unlock()
	if db := t.found(id); db != nil {
		return db, nil
	}
	db, err := t.load(context.WithoutCancel(ctx), id) // others wait for it, too
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.known[id] = db
	return db, nil
}

func (t *Tenants) found(id string) *DB {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known[id]
}

// load makes the DB of a tenant and brings its schema up to date.
func (t *Tenants) load(ctx context.Context, id string) (*DB, error) {
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
	db := t.database(id, filepath.Join(t.cfg.Dir, "tenants", id+".db"), "t_"+id, t.files)
	db.Name, db.blobs = ten.Name, t.cfg.Blobs
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
	return db, nil
}

// Each opens every tenant in turn, until f returns an error.
func (t *Tenants) Each(ctx context.Context, f func(Tenant, *DB) error) error {
	list, err := t.List(ctx)
	if err != nil {
		return err
	}
	for _, ten := range list {
		db, err := t.Open(ctx, ten.ID)
		if err != nil {
			return err
		}
		if err := f(ten, db); err != nil {
			return err
		}
	}
	return nil
}

// Close ends all connections.
func (t *Tenants) Close() error {
	err := errors.Join(t.files.close(), t.own.close())
	if t.pool != nil {
		err = errors.Join(err, t.pool.Close())
	}
	return err
}
