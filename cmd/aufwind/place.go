package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/blob"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A place says where the data is; every command that opens it has these flags.
type place struct {
	Data      string `env:"AUFWIND_DATA" default:"./data" placeholder:"DIR" help:"Folder of the databases and of the master key."`
	Postgres  string `env:"AUFWIND_POSTGRES" placeholder:"URL" help:"PostgreSQL instead of SQLite: postgres://user@host/database."`
	MasterKey string `env:"AUFWIND_MASTER_KEY" placeholder:"FILE" help:"File of the master key, mode 0600. Without it: master.key in the data folder."`
	Blobs     string `env:"AUFWIND_BLOBS" placeholder:"PLACE" help:"Where documents lie: a folder, or a bucket https://s3.stadt.example/documents. Without it: blobs in the data folder."`
	HeadKey   string `env:"AUFWIND_HEAD_KEY" placeholder:"FILE" help:"File of the key that signs heads of the record, mode 0600. Without it: head.key in the data folder."`
	s3
}

// headKey is where the key of heads lies.
func (p place) headKey() string { return cmp.Or(p.HeadKey, filepath.Join(p.Data, "head.key")) }

// isBucket tells a bucket from a file or folder.
func isBucket(at string) bool {
	return strings.HasPrefix(at, "https://") || strings.HasPrefix(at, "http://")
}

// An s3 says how buckets are opened.
type s3 struct {
	S3Secret string `name:"s3-secret" env:"AUFWIND_S3_SECRET" placeholder:"FILE" help:"File with the access key of buckets, a space and its secret key, mode 0600."`
	S3Region string `name:"s3-region" env:"AUFWIND_S3_REGION" placeholder:"NAME" help:"Region of buckets, where the server wants one."`
}

// blobs are the blobs of a folder or of a bucket.
func (s s3) blobs(at string) (blob.Backend, error) {
	if !isBucket(at) {
		return blob.NewFolder(at), nil
	}
	if s.S3Secret == "" {
		return nil, usageError{errors.New("a bucket needs its keys: --s3-secret")}
	}
	if err := private("--s3-secret", s.S3Secret); err != nil {
		return nil, err
	}
	text, err := os.ReadFile(s.S3Secret)
	if err != nil {
		return nil, err
	}
	words := strings.Fields(string(text))
	if len(words) != 2 {
		return nil, usageError{fmt.Errorf("--s3-secret: %s is not an access key, a space and a secret key", s.S3Secret)}
	}
	bucket, err := blob.NewS3(at, s.S3Region, blob.Secret{Access: words[0], Key: words[1]})
	if err != nil {
		return nil, usageError{err}
	}
	return bucket, nil
}

// config says where the data is that key opens.
func (p place) config(w *world, key crypt.Key) (store.Config, error) {
	cfg := store.Config{Dir: p.Data, Postgres: p.Postgres, Master: key, Clock: w.now}
	if p.Blobs == "" {
		return cfg, nil
	}
	var err error
	cfg.Blobs, err = p.blobs(p.Blobs)
	return cfg, err
}

// keyFile is where the master key lies.
func (p place) keyFile() string {
	if p.MasterKey != "" {
		return p.MasterKey
	}
	return filepath.Join(p.Data, "master.key")
}

// open opens the catalog with the master key that is there.
func (p place) open(w *world) (*store.Tenants, error) {
	key, err := crypt.LoadMaster(p.keyFile())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no master key %s: wrong folder (--data)? \"aufwind tenant add\" makes folder and key", p.keyFile())
	}
	if err != nil {
		return nil, err
	}
	return p.openWith(w.ctx, w, key)
}

// openOrBegin is open, and makes the folder and the master key where nothing is yet.
func (p place) openOrBegin(w *world) (*store.Tenants, error) {
	key, err := crypt.LoadMaster(p.keyFile())
	if !errors.Is(err, fs.ErrNotExist) {
		if err != nil {
			return nil, err
		}
		return p.openWith(w.ctx, w, key)
	}
	if err := os.MkdirAll(filepath.Dir(p.keyFile()), 0o700); err != nil {
		return nil, err
	}
	if key, err = crypt.CreateMaster(p.keyFile()); err != nil {
		return nil, err
	}
	tenants, err := p.openWith(w.ctx, w, key)
	if errors.Is(err, store.ErrWrongKey) {
		err = fmt.Errorf("there are tenants, but not their master key %s", p.keyFile())
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(p.keyFile()))
	}
	return tenants, nil
}

func (p place) openWith(ctx context.Context, w *world, key crypt.Key) (*store.Tenants, error) {
	cfg, err := p.config(w, key)
	if err != nil {
		return nil, err
	}
	tenants, err := store.OpenTenants(ctx, cfg)
	if errors.Is(err, store.ErrWrongKey) {
		return nil, fmt.Errorf("master key %s: %w", p.keyFile(), err)
	}
	if err != nil {
		return nil, fmt.Errorf("open the data: %w", err)
	}
	return tenants, nil
}

// A town says which tenant a command is about.
type town struct {
	place
	Tenant string `env:"AUFWIND_TENANT" placeholder:"ID" help:"Tenant, as in tenant list. Not needed while there is only one."`
}

// in runs f as the operator of the tenant.
func (t town) in(w *world, f func(a *app.App, by domain.Actor) error) error {
	tenants, err := t.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	id, err := t.id(w.ctx, tenants)
	if err != nil {
		return err
	}
	db, err := tenants.Open(w.ctx, id)
	if domain.KindOf(err) == domain.NotFound {
		return usageError{fmt.Errorf("there is no tenant %q", id)}
	}
	if err != nil {
		return err
	}
	return f(&app.App{DB: db, Parts: app.Parts{Hasher: auth.NewHasher()}}, domain.Operator())
}

// id is the tenant that was named, or the only one there is.
func (t town) id(ctx context.Context, tenants *store.Tenants) (string, error) {
	if t.Tenant != "" {
		return t.Tenant, nil
	}
	list, err := tenants.List(ctx)
	switch {
	case err != nil:
		return "", err
	case len(list) == 0:
		return "", usageError{errors.New("there is no tenant yet: make one with \"aufwind tenant add\"")}
	case len(list) > 1:
		return "", usageError{fmt.Errorf("there are %d tenants: say which one with --tenant", len(list))}
	}
	return list[0].ID, nil
}
