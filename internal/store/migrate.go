package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"strings"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

//go:embed catalog/*.sql
var catalogMigrations embed.FS

// migrate brings the schema up to date; a schema newer than this binary is refused.
func (db *DB) migrate(ctx context.Context, files fs.FS, dir string) error {
	var pool *sql.DB
	dialect, other := goose.DialectSQLite3, ".pg.sql"
	if db.Engine == Postgres {
		dialect, other = goose.DialectPostgres, ".lite.sql"
		if _, err := db.shared.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS "+db.schema); err != nil {
			return err
		}
		p, err := db.schemaPool()
		if err != nil {
			return err
		}
		defer p.Close()
		pool = p
	} else {
		f, err := db.files.take(db)
		if err != nil {
			return err
		}
		defer db.files.give(f)
		pool = f.write
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
