package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/demo"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// scratch is the folder of this run of the tests.
var scratch string

func TestMain(m *testing.M) {
	if os.Getenv(beAufwind) != "" {
		main() // a test runs this program under the name aufwind
	}
	dir, err := os.MkdirTemp("", "aufwind-*")
	if err != nil {
		panic(err)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// original makes a demo of twelve persons, once; tests work on copies.
var original = sync.OnceValues(func() (string, error) {
	var said bytes.Buffer
	dir := filepath.Join(scratch, "demo")
	w := &world{ctx: context.Background(), in: &said, out: &said, errors: &said, now: time.Now}
	if code := run(w, []string{"demo", "--no-serve", "--persons", "16", "--data", dir}); code != 0 {
		return dir, fmt.Errorf("code %d: %s", code, said.String())
	}
	return dir, nil
})

// smallDemo returns the folder of a demo of twelve persons.
func smallDemo(t *testing.T) string {
	t.Helper()
	dir, err := original()
	if err != nil {
		t.Fatal(err)
	}
	return copyOf(t, dir)
}

// copyOf copies a data folder.
func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(to, "master.key"), 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// runs runs one command line, checks its exit code and returns what it printed.
func runs(t *testing.T, code int, in string, args ...string) string {
	t.Helper()
	w, out, errors := testWorld(t, in)
	if got := run(w, args); got != code {
		t.Fatalf("aufwind %s: code %d, want %d\n%s%s", strings.Join(args, " "), got, code, out, errors)
	}
	return out.String() + errors.String()
}

// alter runs statements on the database of a tenant, behind the back of the program.
func alter(t *testing.T, dir, tenant string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "tenants", tenant+".db")+"?_pragma=foreign_keys(0)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatal(s, err)
		}
	}
}

func TestVerify(t *testing.T) {
	dir := smallDemo(t)
	if said := runs(t, 0, "", "verify", "--data", dir); !regexp.MustCompile(`stuttgart: \d+ events`).MatchString(said) || !strings.Contains(said, "ulm: ") {
		t.Fatal(said)
	}
	unguarded := []string{"DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete"}
	for _, tc := range []struct{ name, tenant, statement, want string }{
		{"changed", "stuttgart", "UPDATE event SET user_id = user_id + 1 WHERE seq = 17", "stuttgart: event 17 was changed"},
		{"deleted", "stuttgart", "DELETE FROM event WHERE seq = 23", "stuttgart: event 23 is missing"},
		{"last_deleted", "ulm", "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)", "ulm: the record ends at event"},
		{
			"inserted", "ulm", `INSERT INTO event SELECT seq + 1, at, user_id, org_id, person_id, acting, session_id, action, rule, purpose,
				sections, object_id, note, prev, hash FROM event ORDER BY seq DESC LIMIT 1`, "does not follow",
		},
		{
			"reordered", "stuttgart", "UPDATE event SET seq = CASE seq WHEN 5 THEN -5 WHEN 6 THEN 5 END WHERE seq IN (5, 6); UPDATE event SET seq = 6 WHERE seq = -5",
			"stuttgart: event 5 does not follow event 4",
		},
		{"orphan", "ulm", "DELETE FROM person_key WHERE rowid = 1; UPDATE entry SET person_id = 4 WHERE rowid = 1", "ulm: entry refers to a missing row of person"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			to := copyOf(t, dir)
			alter(t, to, tc.tenant, append(unguarded, tc.statement)...)
			if said := runs(t, exitFailed, "", "verify", "--data", to); !strings.Contains(said, tc.want) {
				t.Errorf("%s, want %q", said, tc.want)
			}
		})
	}
}

func TestBackupAndRestore(t *testing.T) {
	dir := smallDemo(t)
	copied, restored := filepath.Join(t.TempDir(), "backup"), filepath.Join(t.TempDir(), "restored")
	runs(t, 0, "", "backup", copied, "--data", dir)
	runs(t, exitUsage, "", "backup", copied, "--data", dir)
	if _, err := os.Stat(filepath.Join(copied, "master.key")); !errors.Is(err, os.ErrNotExist) {
		t.Error("the backup holds the master key")
	}
	runs(t, exitFailed, "", "restore", copied, "--data", restored) // without the key
	key, err := os.ReadFile(filepath.Join(dir, "master.key"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.MkdirAll(restored, 0o700), os.WriteFile(filepath.Join(restored, "master.key"), key, 0o600)); err != nil {
		t.Fatal(err)
	}
	runs(t, 0, "", "restore", copied, "--data", restored)
	runs(t, exitUsage, "", "restore", copied, "--data", restored) // not into what is there
	if said := runs(t, exitUsage, "", "restore", t.TempDir(), "--data", restored); !strings.Contains(said, "this is no backup") {
		t.Error(said)
	}
	for _, tenant := range []string{"stuttgart", "ulm"} {
		if a, b := counts(t, dir, tenant), counts(t, restored, tenant); a != b || !strings.Contains(a, "person") {
			t.Errorf("%s: %s before, %s after", tenant, a, b)
		}
	}
	if said := runs(t, 0, "", "tenant", "list", "--data", restored); !strings.Contains(said, "stuttgart.localhost") || !strings.Contains(said, "ulm.localhost") {
		t.Error(said)
	}
}

// counts says how many rows each table of a tenant has.
func counts(t *testing.T, dir, tenant string) string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "tenants", tenant+".db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var out strings.Builder
	for _, table := range []string{"person", "entry", "release", "goal", "plan_version", "coordination", "event", "revision", "slip", "app_user"} {
		var n string
		if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		out.WriteString(table + " " + n + ", ")
	}
	return out.String()
}

// serving runs a command that listens, and returns the address that it prints; it ends with the test.
func serving(t *testing.T, args ...string) (address string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	printed, write := io.Pipe()
	w := &world{ctx: ctx, in: strings.NewReader(""), out: write, errors: io.Discard, now: time.Now}
	ended := make(chan int, 1)
	go func() {
		ended <- run(w, args)
		write.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("aufwind %s: code %d", strings.Join(args, " "), code)
		}
	})
	out := new(bytes.Buffer)
	buffer := make([]byte, 4096)
	for {
		n, err := printed.Read(buffer)
		out.Write(buffer[:n])
		if m := regexp.MustCompile(`http://[a-z0-9.]+:\d+`).FindString(out.String()); m != "" {
			go io.Copy(io.Discard, printed) //nolint:errcheck // so that it can print on
			return m
		}
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
}

// signIn posts to the sign-in of a tenant and returns the status and the cookies.
func signIn(t *testing.T, base, host string, l demo.Login) (int, []*http.Cookie) {
	t.Helper()
	path, form := "/login", url.Values{"username": {l.Username}, "password": {l.Password}}
	if l.Role == domain.RolePerson {
		path, form = "/login/slip", url.Values{"slip": {l.Slip}, "pin": {l.PIN}}
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a, err := noRedirects().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	return a.StatusCode, a.Cookies()
}

func noRedirects() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

// page returns the status of a page of a tenant.
func page(t *testing.T, base, host, path string, cookies []*http.Cookie) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	for _, c := range cookies {
		r.AddCookie(c)
	}
	a, err := noRedirects().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	return a.StatusCode
}

func TestDemoIsServed(t *testing.T) {
	dir := smallDemo(t)
	base := serving(t, "demo", "--data", dir, "--listen", "127.0.0.1:0", "--persons", "16")
	base = "http://127.0.0.1" + base[strings.LastIndexByte(base, ':'):] // *.localhost is not known everywhere
	text, err := os.ReadFile(filepath.Join(dir, demo.LoginsFile))
	if err != nil {
		t.Fatal(err)
	}
	var logins demo.Logins
	if err := json.Unmarshal(text, &logins); err != nil || logins.URL != base || logins.Host != "stuttgart.localhost" {
		t.Fatalf("%v, %+v", err, logins)
	}
	tried := map[domain.Role]bool{}
	for _, l := range logins.Logins {
		if tried[l.Role] || l.Tenant != "" {
			continue
		}
		tried[l.Role] = true
		code, cookies := signIn(t, base, logins.Host, l)
		if code != http.StatusSeeOther {
			t.Errorf("%s signs in: %d", l.Role, code)
		}
		if code := page(t, base, logins.Host, "/", cookies); code != http.StatusOK && code != http.StatusSeeOther {
			t.Errorf("first page of %s: %d", l.Role, code)
		}
		// The same secret and the same cookie say nothing in the other city.
		if code, _ := signIn(t, base, "ulm.localhost", l); code == http.StatusSeeOther {
			t.Errorf("%s of stuttgart signs in at ulm", l.Role)
		}
		for _, path := range []string{"/me", "/cases", "/jobcenter"} {
			if code := page(t, base, "ulm.localhost", path, cookies); code == http.StatusOK {
				t.Errorf("%s of stuttgart reads %s of ulm", l.Role, path)
			}
		}
	}
	if len(tried) != len(domain.Roles) {
		t.Errorf("roles with a login: %v", tried)
	}
	if code := page(t, base, "elsewhere.localhost", "/login", nil); code != http.StatusNotFound {
		t.Errorf("an unknown host is answered with %d", code)
	}
}

func TestServeStarts(t *testing.T) {
	dir := smallDemo(t)
	began := time.Now()
	base := serving(t, "serve", "--data", dir, "--listen", "127.0.0.1:0", "--plain-http")
	if code := page(t, base, "stuttgart.localhost", "/readyz", nil); code != http.StatusOK {
		t.Errorf("/readyz: %d", code)
	}
	t.Logf("%d ms from start to the first answer", time.Since(began).Milliseconds())
}

func TestDemoFolders(t *testing.T) {
	foreign := t.TempDir()
	if err := os.WriteFile(filepath.Join(foreign, "letter.txt"), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	runs(t, exitUsage, "", "demo", "--no-serve", "--data", foreign)
	runs(t, exitUsage, "", "demo", "--no-serve", "--data", filepath.Join(t.TempDir(), "x"), "--on", "tomorrow")
	small := filepath.Join(t.TempDir(), "x")
	if said := runs(t, exitUsage, "", "demo", "--no-serve", "--data", small, "--persons", "3"); !strings.Contains(said, "3 persons are too few") || len(filesIn(small)) > 0 {
		t.Errorf("%s, leaves %v", said, filesIn(small))
	}

	dir := smallDemo(t)
	if said := runs(t, 0, "", "demo", "--no-serve", "--data", dir, "--persons", "500"); !strings.Contains(said, "16 persons") {
		t.Errorf("another size of a demo that is there: %q", said)
	}
	before, err := demo.ReadLogins(dir)
	if err != nil {
		t.Fatal(err)
	}
	// A demo that was broken off is made anew.
	m, _, err := demo.ReadMarker(dir)
	m.Finished = false
	if err := errors.Join(err, demo.WriteMarker(dir, m)); err != nil {
		t.Fatal(err)
	}
	runs(t, 0, "", "demo", "--no-serve", "--data", dir, "--persons", "16")
	after, err := demo.ReadLogins(dir)
	if err != nil || after.Logins[0].Username != before.Logins[0].Username || after.Logins[0].Password == before.Logins[0].Password {
		t.Errorf("%v: %v and then %v", err, before.Logins[0], after.Logins[0])
	}
}
