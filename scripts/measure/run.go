package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/names"
)

// A bench is one run: the two servers, and who uses them.
type bench struct {
	plan
	host              string
	aufwindServer     *server
	bareServer        *server
	copied            *sql.DB // the database of the bare handler
	managers, persons []*user
	slots             []*slot
}

func (p plan) run(ctx context.Context) error {
	if err := p.prepare(ctx); err != nil {
		return err
	}
	l, err := readLogins(p.data)
	if err != nil {
		return err
	}
	b := &bench{plan: p, host: l.Host}
	fmt.Printf("%s, %s/%s, %d cores\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if err := b.starts(ctx); err != nil {
		return err
	}
	if b.aufwindServer, err = start(ctx, p.aufwind, "serve", "--plain-http", "--pace", "0", "--data", p.data, "--listen", "127.0.0.1:0"); err != nil {
		return err
	}
	defer func() { _ = b.aufwindServer.stop() }() // the last one, which ends with us
	if b.managers, b.persons, err = signIn(b.aufwindServer, l); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(p.data, "bare-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	if err := b.copyTo(ctx, folder); err != nil {
		return err
	}
	defer b.copied.Close()
	defer b.bareServer.stop() //nolint:errcheck // it ends with us
	if err := b.measure(); err != nil {
		return err
	}
	if err := b.weight(); err != nil {
		return err
	}
	return b.registrationDay(ctx)
}

// prepare makes the demo where there is none.
func (p plan) prepare(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(p.data, "demo-logins.json")); err == nil {
		return nil
	}
	began := time.Now()
	made, err := exec.CommandContext(ctx, p.aufwind, "demo", "--data", p.data, "--persons", strconv.Itoa(p.persons), "--no-serve").CombinedOutput()
	if err != nil {
		return fmt.Errorf("make the demo: %w\n%s", err, made)
	}
	fmt.Printf("%d persons made in %.1f s\n", p.persons, time.Since(began).Seconds())
	return nil
}

// starts measures how long it takes from the start of the program to its first answer from an existing folder.
func (b *bench) starts(ctx context.Context) error {
	var took []time.Duration
	for range 2*b.rounds + 1 {
		d, err := firstAnswer(ctx, b.host, "/readyz", b.aufwind, "serve", "--plain-http", "--pace", "0", "--data", b.data, "--listen", "127.0.0.1:0")
		if err != nil {
			return err
		}
		took = append(took, d)
	}
	slices.Sort(took)
	fmt.Printf("start to first answer: best %.0f ms, median %.0f ms of %d\n", milliseconds(took[0]), milliseconds(took[len(took)/2]), len(took))
	return nil
}

// copyTo makes the database of the bare handler, with the pages whose bytes it sends, and starts it.
func (b *bench) copyTo(ctx context.Context, folder string) error {
	file := filepath.Join(folder, "copy.db")
	from, err := sql.Open("sqlite", "file:"+filepath.Join(b.data, "tenants", "stuttgart.db")+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return err
	}
	_, err = from.ExecContext(ctx, "VACUUM INTO $1", file)
	if err = errors.Join(err, from.Close()); err != nil {
		return err
	}
	if b.copied, err = sql.Open("sqlite", "file:"+file+pragmas); err != nil {
		return err
	}
	if err := look(ctx, b.copied, b.managers); err != nil {
		return err
	}
	if b.slots, err = slots(ctx, b.aufwindServer, b.host, b.copied, b.persons); err != nil {
		return err
	}
	c, err := dial(b.aufwindServer.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	for name, q := range map[string]request{
		"list":   get(b.host, "/cases", b.managers[0].cookie, ""),
		"search": get(b.host, b.search(0, 0).aufwind, b.managers[0].cookie, ""),
		"person": get(b.host, "/me", b.persons[0].cookie, ""),
	} {
		a, err := c.ask(q)
		if err != nil {
			return err
		}
		if a.status != 200 {
			return fmt.Errorf("%s: status %d, location %q", name, a.status, a.location)
		}
		if err := os.WriteFile(filepath.Join(folder, name), a.body, 0o600); err != nil {
			return err
		}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	b.bareServer, err = start(ctx, self, "-bare", file)
	return err
}

// A pair is the address of a page at Aufwind and at the bare handler.
type pair struct{ aufwind, bare string }

// search is the n-th search of a manager: the names in the own list, one after the other.
func (b *bench) search(manager, n int) pair {
	m := b.managers[manager%len(b.managers)]
	word := m.names[n%min(len(m.names), 20)]
	p := pair{aufwind: "/cases?q=" + url.QueryEscape(word), bare: "/search"}
	if l, ok := names.Query(word); ok {
		p.bare += "?" + url.Values{"k1": {l.K1}, "from": {l.Lo}, "to": {l.Hi}}.Encode()
	}
	return p
}

// weight prints what a browser loads for the first page of a person, and what the process holds.
func (b *bench) weight() error {
	c, err := dial(b.aufwindServer.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	page, err := c.ask(get(b.host, "/me", b.persons[0].cookie, ""))
	if err != nil {
		return err
	}
	text := string(page.body)
	paths := []string{"/me"}
	for _, part := range strings.Split(text, `="/static/`)[1:] {
		path, _, _ := strings.Cut(part, `"`)
		if path = "/static/" + path; !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	sum := 0
	for _, path := range paths {
		a, err := c.ask(get(b.host, path, b.persons[0].cookie, "gzip, br"))
		if err != nil {
			return err
		}
		sum += a.wire
		fmt.Printf("  %-40s %6d bytes %s\n", path, a.wire, a.encoding)
	}
	fmt.Printf("first page of a person: %d bytes over the wire in %d requests; the page alone %d bytes uncompressed\n", sum, len(paths), len(text))
	now, peak, err := b.aufwindServer.memory()
	fmt.Printf("memory of aufwind: %.0f MiB at the end, at most %.0f MiB (sign-ins with argon2id and PDFs included)\n", now, peak)
	return err
}
