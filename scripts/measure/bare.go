package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// A bare is the yardstick: what a request costs when a program does nothing but read the session, run one statement and write
// the bytes. It has no rules, no templates, no record, no keys. It runs on a copy of the database of Aufwind.
type bare struct {
	read, write *sql.DB
	statements  map[string]*sql.Stmt
	pages       map[string][]byte // of Aufwind, by name: as many bytes are sent
	buffers     sync.Pool         // *bytes.Buffer
	zippers     sync.Pool         // *gzip.Writer
}

// pragmas are those of internal/store.
const pragmas = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(1)&_pragma=cache_size(-8000)"

// pageNames are the pages that have a bare form, as files beside its database.
var pageNames = [...]string{"list", "search", "person"}

// The statements of the bare handler; the list is that of the caseload.
const (
	bareSession = `SELECT s.id, coalesce(s.person_id, 0), coalesce(s.user_id, 0), coalesce(u.org_id, 0), s.kind, s.language, s.created_at, s.seen_at
		FROM session s LEFT JOIN app_user u ON u.id = s.user_id
		WHERE s.token_hash = $1 AND s.ended_at = 0`
	bareCase = `SELECT c.person_id, p.name_latin, p.name_native, c.language, c.district_id, c.manager_id, c.status, c.plan_version, c.changed_at, ''
		FROM person_case c
		JOIN person p ON p.id = c.person_id `
	bareVisible = `WHERE EXISTS (SELECT 1 FROM release r WHERE r.person_id = c.person_id AND r.org_id = $1 AND r.section = 'core'
		AND r.revoked_at = 0 AND r.until_day >= $2 AND r.from_day <= $2 AND r.role = 'integration_manager') AND c.manager_id = $3 `
	bareList   = bareCase + bareVisible + `ORDER BY c.changed_at DESC, c.person_id DESC LIMIT 51`
	bareSearch = bareCase + bareVisible + `AND c.person_id IN (
		SELECT k.person_id FROM name_key k WHERE k.k1 = $4 AND k.k2 >= $5 AND k.k2 < $6) ORDER BY c.person_id LIMIT 20`
	bareEntries = `SELECT id, section, pos, body_sealed, version, updated_at FROM entry WHERE person_id = $1 ORDER BY section, pos, id`
	bareSave    = `UPDATE entry SET body_sealed = $1, version = version + 1, updated_at = $2 WHERE id = $3`
	bareEvent   = `INSERT INTO event (seq, at, user_id, org_id, person_id, acting, session_id, action, rule, purpose, sections, object_id, note, prev, hash)
		SELECT max(seq) + 1, $1, 0, 0, $2, FALSE, $3, 'profile.save_entry', 'own', '', '', $4, '', $5, $5 FROM event`
)

// serveBare answers until ctx ends.
func serveBare(ctx context.Context, file, listen string) error {
	b := &bare{statements: map[string]*sql.Stmt{}, pages: map[string][]byte{}}
	b.buffers.New = func() any { return new(bytes.Buffer) }
	b.zippers.New = func() any {
		z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // the level is a constant that is right
		return z
	}
	for _, name := range pageNames {
		page, err := os.ReadFile(filepath.Join(filepath.Dir(file), name))
		if err != nil {
			return err
		}
		b.pages[name] = page
	}
	var err error
	if b.read, err = sql.Open("sqlite", "file:"+file+pragmas+"&_query_only=1"); err != nil {
		return err
	}
	defer b.read.Close()
	if b.write, err = sql.Open("sqlite", "file:"+file+pragmas+"&_txlock=immediate"); err != nil {
		return err
	}
	defer b.write.Close()
	b.read.SetMaxOpenConns(4)
	b.read.SetMaxIdleConns(4)
	b.write.SetMaxOpenConns(1)
	for _, q := range [...]string{bareSession, bareList, bareSearch, bareEntries} {
		if b.statements[q], err = b.read.PrepareContext(ctx, q); err != nil {
			return err
		}
	}
	for _, q := range [...]string{bareSave, bareEvent} {
		if b.statements[q], err = b.write.PrepareContext(ctx, q); err != nil {
			return err
		}
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return err
	}
	fmt.Println("listening on http://" + l.Addr().String())
	s := &http.Server{Handler: b.handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		s.Close() //nolint:errcheck,gosec // it ends
	}()
	if err := s.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

func (b *bare) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ready", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ready") })
	mux.Handle("GET /{page}", b.page(b.rows))
	mux.Handle("POST /save", b.page(b.save))
	return mux
}

// A signedIn is what the session of a request says.
type signedIn struct{ session, person, user, org int64 }

func (b *bare) page(f func(http.ResponseWriter, *http.Request, signedIn) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		who, err := b.signedIn(r)
		if err == nil {
			err = f(w, r, who)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
}

func (b *bare) signedIn(r *http.Request) (who signedIn, err error) {
	c, err := r.Cookie("session")
	if err != nil {
		return who, err
	}
	hash := sha256.Sum256([]byte(c.Value))
	var kind, language string
	var created, seen int64
	return who, b.statements[bareSession].QueryRowContext(r.Context(), hash[:]).Scan(
		&who.session, &who.person, &who.user, &who.org, &kind, &language, &created, &seen)
}

// rows answers with the rows of a page and as many bytes as the page of Aufwind has.
func (b *bare) rows(w http.ResponseWriter, r *http.Request, who signedIn) error {
	q, args := bareEntries, []any{who.person}
	switch r.PathValue("page") {
	case "list":
		q, args = bareList, []any{who.org, today(), who.user}
	case "search":
		q, args = bareSearch, []any{who.org, today(), who.user, r.FormValue("k1"), r.FormValue("from"), r.FormValue("to")}
	}
	rows, err := b.statements[q].QueryContext(r.Context(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	cells, dest := make([]string, len(columns)), make([]any, len(columns))
	for i := range cells {
		dest[i] = &cells[i]
	}
	page := b.buffers.Get().(*bytes.Buffer)
	defer b.buffers.Put(page)
	page.Reset()
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		for _, c := range cells {
			page.WriteString(c)
			page.WriteByte('\n')
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	whole := b.pages[r.PathValue("page")]
	page.Write(whole[min(page.Len(), len(whole)):])
	return b.send(w, r, page.Bytes())
}

func (b *bare) send(w http.ResponseWriter, r *http.Request, page []byte) error {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Length", strconv.Itoa(len(page)))
		_, err := w.Write(page)
		return err
	}
	w.Header().Set("Content-Encoding", "gzip")
	z := b.zippers.Get().(*gzip.Writer)
	defer b.zippers.Put(z)
	z.Reset(w)
	_, err := z.Write(page)
	return errors.Join(err, z.Close())
}

// save changes one entry and writes one event, in one durable transaction.
func (b *bare) save(w http.ResponseWriter, r *http.Request, who signedIn) error {
	ctx := r.Context()
	entry, err := strconv.ParseInt(r.PostFormValue("entry"), 10, 64)
	if err != nil {
		return err
	}
	tx, err := b.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // no-op after Commit
	now, body := time.Now().UnixMilli(), []byte(r.PostFormValue("text"))
	if _, err := tx.StmtContext(ctx, b.statements[bareSave]).ExecContext(ctx, body, now, entry); err != nil {
		return err
	}
	hash := sha256.Sum256(body)
	if _, err := tx.StmtContext(ctx, b.statements[bareEvent]).ExecContext(ctx, now, who.person, who.session, entry, hash[:]); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	w.Header().Set("Location", "/")
	w.WriteHeader(http.StatusSeeOther)
	return nil
}

func today() string { return time.Now().Format(time.DateOnly) }
