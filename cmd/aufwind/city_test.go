package main

import (
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/demo"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A realm is a data folder of either engine, and the commands on it.
type realm struct {
	t     *testing.T
	flags []string
}

func newRealm(t *testing.T, cfg store.Config) realm {
	r := realm{t, []string{"--data", filepath.Join(cfg.Dir, "data")}}
	if cfg.Postgres != "" {
		r.flags = append(r.flags, "--postgres", cfg.Postgres)
	}
	return r
}

// does runs a command line, of which each word is an argument.
func (r realm) does(code int, args ...string) string {
	r.t.Helper()
	return runs(r.t, code, "", append(args, r.flags...)...)
}

// refuses runs a command line that is wrong and checks that the message says why.
func (r realm) refuses(want string, args ...string) {
	r.t.Helper()
	if said := r.does(exitUsage, args...); !strings.Contains(said, want) || strings.Contains(said, "UNIQUE") {
		r.t.Errorf("aufwind %s: %s, want %q", strings.Join(args, " "), said, want)
	}
}

var drawnPassword = regexp.MustCompile(`(?m)^password +(\S{26})$`)

// password is what a command has drawn.
func password(t *testing.T, said string) string {
	t.Helper()
	m := drawnPassword.FindStringSubmatch(said)
	if m == nil {
		t.Fatalf("no password in %s", said)
	}
	return m[1]
}

// TestCityOfYourOwn sets up a city from an empty folder with commands alone; then somebody registers a person in it.
func TestCityOfYourOwn(t *testing.T) {
	testkit.EachEngine(t, func(t *testing.T, cfg store.Config) {
		r := newRealm(t, cfg)
		r.does(0, "tenant", "add", "esslingen", "--name", "Esslingen", "--host", "esslingen.localhost")
		r.refuses(`there is no organisation "Verein Brücke"`, "team", "add", "Nord", "--org", "Verein Brücke")
		r.does(0, "organisation", "add", "Stadt Esslingen", "--kind", "city")
		r.does(0, "organisation", "add", "Verein Brücke", "--kind", "provider", "--phone", "0711 123456")
		r.refuses(`an organisation "Verein Brücke" already`, "organisation", "add", "Verein Brücke", "--kind", "provider")
		r.does(0, "team", "add", "Nord", "--org", "Verein Brücke")
		r.refuses(`has a team "Nord" already`, "team", "add", "Nord", "--org", "Verein Brücke")
		if said := r.does(0, "organisation", "list"); !regexp.MustCompile(`Verein Brücke +provider +0711 123456 +Nord`).MatchString(said) {
			t.Error(said)
		}
		r.does(0, "user", "add", "anna", "--name", "Anna Weber", "--role", "integration_manager", "--org", "Verein Brücke", "--team", "Nord")
		r.refuses(`the user name "anna" is taken`, "user", "add", "anna", "--name", "x", "--role", "admin", "--org", "Verein Brücke", "--team", "Nord")
		r.refuses("has nobody in the role jobcenter_agent", "user", "add", "e", "--name", "x", "--role", "jobcenter_agent", "--org", "Verein Brücke", "--team", "Nord")
		said := r.does(0, "user", "add", "helga", "--name", "Helga Blum", "--role", "registration_helper", "--org", "Stadt Esslingen", "--team", "Ankommen")
		r.does(0, "district", "add", "Mitte")
		r.refuses(`a district "Mitte" already`, "district", "add", "Mitte")
		home := []string{"accommodation", "add", "Lindenweg 5", "--kind", "home", "--org", "Verein Brücke"}
		r.refuses(`no district "Süd"`, append(home, "--district", "Süd", "--manager", "anna")...)
		r.refuses(`no user "bernd"`, append(home, "--district", "Mitte", "--manager", "bernd")...)
		r.refuses(`"helga" does not work for "Verein Brücke"`, append(home, "--district", "Mitte", "--manager", "helga")...)
		r.does(0, append(home, "--district", "Mitte", "--manager", "anna")...)
		r.refuses("already", append(home, "--district", "Mitte", "--manager", "anna")...)
		r.imports()
		if said := r.does(0, "district", "list"); said != "Mitte\nOst\nSüd\n" {
			t.Errorf("districts: %q", said)
		}

		base := serving(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--plain-http"}, r.flags...)...)
		registersFirst(t, base, "esslingen.localhost", "helga", password(t, said), "Lindenweg 5")

		if said := r.does(0, "verify"); !strings.Contains(said, "events, as they were written") {
			t.Error(said)
		}
		r.records("organisation.add 2", "team.add 1", "user.add 2", "district.add 1", "accommodation.add 1", "accommodation.import 1", "person.register 1")
		r.lockAndAssign()
	})
}

// imports adds places from files, right ones and wrong ones.
func (r realm) imports() {
	r.t.Helper()
	file := func(text string) string { return saved(r.t, "places.csv", text) }
	const head = "district,accommodation,kind,organisation,manager\n"
	for _, tc := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"column_missing", "district,accommodation\nMitte,x\n", `line 1: the column "kind" is missing`},
		{"column_unknown", "district,accommodation,kind,organisation,manager,colour\n", `no column "colour"`},
		{"column_twice", "district,district,kind,organisation,manager\n", "twice"},
		{"no_line", head, "no line below"},
		{"many", head + strings.Repeat("Süd,x,castle,Verein Brücke,anna\n", 80), "line 51: \"castle\" is no kind of accommodation: flat, home, modular, hotel, hall, container, private\nand 30 lines more"},
		{"fields", head + "Mitte,x,home\n", "line 2: not as many fields"},
		{"latin_1", head + "Mitte,x,home,Verein Br\xfccke,anna\n", "line 2: this is not UTF-8"},
		{"quote", head + "Mitte,\"x,home,Verein Brücke,anna\n", "quotation mark"},
		{"district_missing", head + ",x,home,Verein Brücke,anna\n", "line 2: the district is missing"},
		{"kind", head + "Süd,x,castle,Verein Brücke,anna\n", `line 2: "castle" is no kind of accommodation`},
		{"manager", head + "\nSüd,x,home,Verein Brücke,helga\nSüd,y,home,Verein Brücke,zora\n", "line 4: there is no user \"zora\""},
		{"manager_too", head + "\nSüd,x,home,Verein Brücke,helga\nSüd,y,home,Verein Brücke,zora\n", "line 3: \"helga\" does not work"},
		{"there", head + "Süd,x,home,Verein Brücke,anna\nMitte,Lindenweg 5,home,Verein Brücke,anna\n", "line 3: there is an accommodation"},
		{"twice", head + "Süd,x,home,Verein Brücke,anna\nSüd,x,flat,Verein Brücke,anna\n", "line 3: accommodation \"x\" of district \"Süd\" stands in line 2"},
		{"line_break", head + "Süd,\"x\ny\",home,Verein Brücke,anna\n", "line 2: the accommodation has characters"},
	} {
		if said := r.does(exitUsage, "accommodation", "import", file(tc.text)); !strings.Contains(said, tc.want) {
			r.t.Errorf("%s: %s, want %q", tc.name, said, tc.want)
		}
	}
	r.refuses("no such file", "accommodation", "import", "/nowhere.csv")
	good := "\uFEFFmanager;organisation;kind;accommodation;district\r\nanna;Verein Brücke;hall;Halle;Süd\r\n;;;;Ost\r\nanna;\"Verein Brücke\";flat;\"Weg 7; Hof\";Mitte\r\n"
	if said := r.does(0, "accommodation", "import", file(good), "--dry-run"); said != "would add 2 districts and 2 accommodations\n" {
		r.t.Error(said)
	}
	if said := r.does(0, "accommodation", "list"); strings.Contains(said, "Halle") || !regexp.MustCompile(`Mitte +Lindenweg 5 +home +Verein Brücke +anna`).MatchString(said) {
		r.t.Errorf("after a dry run and wrong files there are:\n%s", said)
	}
	if said := r.does(0, "accommodation", "import", file(good)); said != "added 2 districts and 2 accommodations\n" {
		r.t.Error(said)
	}
	const all = head + "Mitte,Lindenweg 5,home,Verein Brücke,anna\nMitte,Weg 7; Hof,flat,Verein Brücke,anna\nSüd,Halle,hall,Verein Brücke,anna\n"
	if said := r.does(0, "accommodation", "list", "--csv"); said != all {
		r.t.Errorf("%q, want %q", said, all)
	}
}

// records checks that the record has events of the actions, each as often as said.
func (r realm) records(want ...string) {
	r.t.Helper()
	w, _, _ := testWorld(r.t, "")
	var p place
	for i := 0; i < len(r.flags); i += 2 {
		if r.flags[i] == "--data" {
			p.Data = r.flags[i+1]
		} else {
			p.Postgres = r.flags[i+1]
		}
	}
	tenants, err := p.open(w)
	if err != nil {
		r.t.Fatal(err)
	}
	defer tenants.Close()
	db, err := tenants.Open(w.ctx, "esslingen")
	if err != nil {
		r.t.Fatal(err)
	}
	got := map[domain.Action]int{}
	if err := db.Read(w.ctx, func(tx *store.Tx) error {
		events, err := tx.EventsAfter(w.ctx, 0, 1000)
		for _, e := range events {
			got[e.Action]++
			setUp := slices.Contains(domain.OperatorActions[:], e.Action) && e.Action != domain.ListOrgs // which admins do on a page, too
			if operator := e.Rule == domain.RuleOperator; setUp && !operator || operator && (e.Actor != 0 || e.Person != 0 || e.Session != 0) {
				r.t.Errorf("%+v", e)
			}
		}
		return err
	}); err != nil {
		r.t.Fatal(err)
	}
	for _, x := range want {
		action, n, _ := strings.Cut(x, " ")
		if counted := got[domain.Action(action)]; n != string(rune('0'+counted)) {
			r.t.Errorf("%d events %s, want %s", counted, action, n)
		}
	}
}

// lockAndAssign gives what a manager is responsible for to another one.
func (r realm) lockAndAssign() {
	r.t.Helper()
	if said := r.does(0, "user", "lock", "anna"); !strings.Contains(said, "3 accommodations and 1 open case") {
		r.t.Error(said)
	}
	r.refuses("locked already", "user", "lock", "anna")
	r.refuses("no user", "user", "lock", "nobody")
	if said := r.does(0, "user", "list"); !regexp.MustCompile(`anna +Anna Weber +Verein Brücke +Nord +integration_manager +no +locked since 20`).MatchString(said) {
		r.t.Error(said)
	}
	assign := []string{"accommodation", "assign", "Lindenweg 5", "--district", "Mitte", "--org", "Verein Brücke", "--manager"}
	r.refuses(`"anna" is locked`, append(assign, "anna")...)
	r.does(0, "user", "add", "bernd", "--name", "Bernd Vogel", "--role", "integration_manager", "--org", "Verein Brücke", "--team", "Nord")
	r.refuses("no accommodation", "accommodation", "assign", "Lindenweg 6", "--district", "Mitte", "--org", "Verein Brücke", "--manager", "bernd")
	r.does(0, append(assign, "bernd")...)
	if said := r.does(0, "accommodation", "list"); !regexp.MustCompile(`Mitte +Lindenweg 5 +home +Verein Brücke +bernd`).MatchString(said) {
		r.t.Error(said)
	}
	r.does(0, "user", "unlock", "anna")
	r.refuses("not locked", "user", "unlock", "anna")
}

// registersFirst signs in as a registration helper and registers a person in the accommodation, page by page.
func registersFirst(t *testing.T, base, host, username, password, home string) {
	t.Helper()
	cookies, _ := firstSignIn(t, base, host, username, password)
	send := func(form url.Values) string {
		t.Helper()
		method, in := http.MethodGet, io.Reader(http.NoBody)
		if form != nil {
			method, in = http.MethodPost, strings.NewReader(form.Encode())
		}
		r, err := http.NewRequestWithContext(t.Context(), method, base+"/register", in)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = host
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for _, c := range cookies {
			r.AddCookie(c)
		}
		a, err := noRedirects().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer a.Body.Close()
		body, err := io.ReadAll(a.Body)
		if err != nil || a.StatusCode != http.StatusOK {
			t.Fatalf("%s /register: %d, %v\n%s", method, a.StatusCode, err, body)
		}
		return string(body)
	}
	page := send(nil)
	place := regexp.MustCompile(`<option value="(\d+)"[^>]*>\s*` + regexp.QuoteMeta(home)).FindStringSubmatch(page)
	if place == nil {
		t.Fatalf("%s is not among the accommodations\n%s", home, page)
	}
	form := hidden(page)
	for name, value := range map[string]string{"name_latin": "Sami Haddad", "name_native": "سامي حداد", "language": "ar", "accommodation": place[1]} {
		form.Set(name, value)
	}
	form = hidden(send(form))
	form.Set("step", "yes")
	form.Set("heard", "1")
	if page = send(form); !regexp.MustCompile(`[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`).MatchString(page) {
		t.Errorf("no slip on\n%s", page)
	}
}

var hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)

// hidden are the hidden fields of the forms of a page.
func hidden(page string) url.Values {
	form := url.Values{}
	for _, m := range hiddenField.FindAllStringSubmatch(page, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	return form
}

// TestReset makes a password and a second factor new: the old ones and all sessions are worth nothing any more.
func TestReset(t *testing.T) {
	testkit.EachEngine(t, func(t *testing.T, cfg store.Config) {
		r := newRealm(t, cfg)
		r.does(0, "tenant", "add", "esslingen", "--name", "Esslingen", "--host", "esslingen.localhost")
		old := password(t, r.does(0, "user", "add", "anna", "--name", "Anna Weber", "--role", "admin", "--org", "Stadt", "--new-org", "city", "--team", "A"))
		base := serving(t, append([]string{"serve", "--listen", "127.0.0.1:0", "--plain-http"}, r.flags...)...)
		const host = "esslingen.localhost"
		cookies, old := firstSignIn(t, base, host, "anna", old)
		if code := page(t, base, host, "/organisation", cookies); code != http.StatusOK {
			t.Fatalf("anna has signed in, and then %d", code)
		}
		r.refuses("say what to reset", "user", "reset", "anna")
		r.refuses("no user", "user", "reset", "berta", "--password")
		if page(t, base, host, "/organisation", cookies) != http.StatusOK {
			t.Error("a refused reset ends a session")
		}
		fresh := password(t, r.does(0, "user", "reset", "anna", "--password"))
		if code := page(t, base, host, "/organisation", cookies); code == http.StatusOK {
			t.Error("a session goes on after a reset")
		}
		if code, _ := signIn(t, base, host, demo.Login{Username: "anna", Password: old}); code == http.StatusSeeOther {
			t.Error("the old password is good")
		}
		if code, _ := signIn(t, base, host, demo.Login{Username: "anna", Password: fresh}); code != http.StatusSeeOther {
			t.Errorf("the new password: %d", code)
		}
		if said := r.does(0, "user", "reset", "anna", "--totp"); !strings.Contains(said, "otpauth://totp/Aufwind%20Esslingen:anna?") || drawnPassword.MatchString(said) {
			t.Error(said)
		}
		_, cookies = signIn(t, base, host, demo.Login{Username: "anna", Password: fresh})
		if code := page(t, base, host, "/organisation", cookies); code == http.StatusOK {
			t.Error("nobody asks for the second factor")
		}
		if said := r.does(0, "user", "list"); !regexp.MustCompile(`anna +Anna Weber +Stadt +A +admin +yes +may sign in`).MatchString(said) {
			t.Error(said)
		}
		r.does(0, "user", "reset", "anna", "--no-totp")
		cookies, fresh = firstSignIn(t, base, host, "anna", fresh)
		if code := page(t, base, host, "/organisation", cookies); code != http.StatusOK {
			t.Errorf("without a second factor: %d", code)
		}
		r.does(0, "user", "lock", "anna")
		if code := page(t, base, host, "/organisation", cookies); code == http.StatusOK {
			t.Error("a session goes on after the lock")
		}
		if code, _ := signIn(t, base, host, demo.Login{Username: "anna", Password: fresh}); code == http.StatusSeeOther {
			t.Error("who is locked signs in")
		}
		r.records("user.reset 3", "user.lock 1")
	})
}

// TestWrongKey checks that every command says that the key does not fit, and changes nothing.
func TestWrongKey(t *testing.T) {
	dir := smallDemo(t)
	backup := filepath.Join(t.TempDir(), "backup")
	runs(t, 0, "", "backup", backup, "--data", dir)
	other := filepath.Join(t.TempDir(), "other")
	runs(t, 0, "", "tenant", "add", "x", "--name", "x", "--host", "x.localhost", "--data", other)
	key := filepath.Join(other, "master.key")
	restored := filepath.Join(t.TempDir(), "restored")
	for _, command := range []string{
		"serve --listen 127.0.0.1:0", "migrate", "verify", "tenant list", "tenant add y --name y --host y.localhost", "user list --tenant stuttgart",
		"backup " + filepath.Join(t.TempDir(), "b"), "restore " + backup + " --data " + restored,
	} {
		args := append(strings.Fields(command), "--master-key", key)
		if !strings.Contains(command, "--data") {
			args = append(args, "--data", dir)
		}
		if said := runs(t, exitFailed, "", args...); !strings.Contains(said, "the key does not fit this data folder") || !strings.Contains(said, key) {
			t.Errorf("%s: %s", command, said)
		}
	}
	if left := filesIn(restored); len(left) > 0 {
		t.Errorf("the restore leaves %v", left)
	}
	if b, err := os.ReadFile(key); err != nil || len(b) != 65 {
		t.Errorf("the key: %d bytes, %v", len(b), err)
	}
}
