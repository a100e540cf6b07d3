package demo

import (
	"bytes"
	"database/sql"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

var update = flag.Bool("update", false, "write the golden files")

var loadParts = sync.OnceValues(app.LoadParts)

// made is a demo in a folder of its own.
type made struct {
	dir     string
	tenants *store.Tenants
	logins  []Login
}

func makeDemo(t *testing.T, r Recipe) made {
	t.Helper()
	parts, err := loadParts()
	if err != nil {
		t.Fatal(err)
	}
	m := made{dir: t.TempDir()}
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	m.tenants, err = store.OpenTenants(t.Context(), store.Config{Dir: m.dir, Master: crypt.NewKey(), Clock: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := m.tenants.Close(); err != nil {
			t.Error(err)
		}
	})
	if m.logins, err = Make(t.Context(), m.tenants, parts, r); err != nil {
		t.Fatal(err)
	}
	return m
}

// secret are the columns that differ from run to run: keys, sealed bytes, and what follows from fresh secrets.
func secret(table, column string) bool {
	return strings.HasSuffix(column, "_sealed") || slices.Contains([]string{
		"person_key.wrapped", "slip.id", "slip.code_hash", "slip.pin_hash", "app_user.password_hash", "plan_version.hash", "household_version.hash",
		"household_member.key_wrapped",
	}, table+"."+column)
}

// clearRows returns every row of a tenant without its secret columns, by table.
func (m made) clearRows(t *testing.T, tenant string) map[string][]string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(m.dir, "tenants", tenant+".db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string][]string{}
	for _, table := range texts(t, db, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%' ORDER BY name`) {
		var columns []string
		for _, c := range texts(t, db, `SELECT name FROM pragma_table_info('`+table+`') ORDER BY cid`) {
			if !secret(table, c) {
				columns = append(columns, "quote("+c+")")
			}
		}
		out[table] = texts(t, db, `SELECT `+strings.Join(columns, "||'|'||")+` FROM `+table)
		slices.Sort(out[table])
	}
	return out
}

func texts(t *testing.T, db *sql.DB, q string) (out []string) {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), q)
	if err != nil {
		t.Fatal(q, err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(q, err)
		}
		out = append(out, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(q, err)
	}
	return out
}

// compare names the first row that one side alone has.
func compare(t *testing.T, a, b map[string][]string) {
	t.Helper()
	for _, table := range slices.Sorted(maps.Keys(a)) {
		if !slices.Equal(a[table], b[table]) {
			t.Errorf("%s: %d rows and %d rows; first difference %s", table, len(a[table]), len(b[table]), firstDifference(a[table], b[table]))
		}
	}
}

func firstDifference(a, b []string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + "  and  " + b[i]
		}
	}
	return "at the end"
}

func TestSameSeedSameRows(t *testing.T) {
	recipe := Recipe{Persons: 90, Seed: 7, On: "2026-03-02"}
	a, b := makeDemo(t, recipe), makeDemo(t, recipe)
	first := a.clearRows(t, "stuttgart")
	compare(t, first, b.clearRows(t, "stuttgart"))
	compare(t, a.clearRows(t, "ulm"), b.clearRows(t, "ulm"))
	if a.logins[0].Password == b.logins[0].Password {
		t.Error("two demos have the same password")
	}

	recipe.Seed = 8
	other := makeDemo(t, recipe).clearRows(t, "stuttgart")
	for _, table := range []string{"person", "accommodation", "entry", "event", "release"} {
		if slices.Equal(first[table], other[table]) {
			t.Errorf("%s: another seed gives the same rows", table)
		}
	}

	// A smaller demo is the beginning of a larger one, but for the record, whose order is that of time.
	recipe.Seed, recipe.Persons = 7, 35
	small := makeDemo(t, recipe).clearRows(t, "stuttgart")
	delete(small, "event")
	delete(small, "event_head")
	for table, rows := range small {
		larger := map[string]bool{}
		for _, r := range first[table] {
			larger[r] = true
		}
		for _, r := range rows {
			if !larger[r] {
				t.Errorf("%s: with 35 persons there is a row that is not there with 90: %s", table, r)
				break
			}
		}
	}
}

// TestTongues draws a large crowd: it has people of every language of the product, about as many as the comment of tongues says, each
// with an own origin whose certificates the vocabulary knows, and with a name in the own script where the language has one.
func TestTongues(t *testing.T) {
	parts, err := loadParts()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]float64{
		"ar": 32, "uk": 26, "fa-AF": 9, "ti": 6, "tr": 6, "ku": 5, "fa": 3, "ps": 3, "so": 2, "ckb": 2, "ru": 2, "fr": 1.5, "en": 1.5, "de": 1,
	}
	const n = 20_000
	books, err := nameBooks()
	if err != nil {
		t.Fatal(err)
	}
	c := &city{seed: 1, print: stuttgart(), until: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), houses: []house{{}}, weights: []int{1}}
	c.print.cast = nil
	number, latin := map[string]int{}, map[string]int{}
	for r := range c.residents(books, n) {
		number[r.Language]++
		if r.Name.Native == "" || r.Name.Latin == r.Name.Native {
			latin[r.Language]++
		}
		if r.Name.Latin == "" {
			t.Fatalf("row %d has no Latin name", r.row)
		}
	}
	homes := origins()
	for _, l := range i18n.ForPersons() {
		tag := l.Tag()
		share := float64(number[tag]) * 100 / n
		if share < want[tag]*0.75 || share > want[tag]*1.25 {
			t.Errorf("%s: %.1f %% of the persons, want about %v", tag, share, want[tag])
		}
		own := strings.ContainsFunc(l.Native(), func(r rune) bool { return r > 0x24f })
		if own && latin[tag] > 0 {
			t.Errorf("%s: %d of %d have no name in the own script", tag, latin[tag], number[tag])
		}
		if len(homes[tag]) == 0 {
			t.Errorf("%s: nobody comes from anywhere", tag)
		}
		for _, o := range homes[tag] {
			if i18n.Country(i18n.De, o.country) == "" || i18n.Language(i18n.De, o.language) == "" {
				t.Errorf("%s: no country %q or language %q", tag, o.country, o.language)
			}
			for _, id := range []string{o.basic, o.secondary, o.training, o.degree} {
				if c, ok := parts.Vocab.Concept(vocab.ID(id)); !ok || c.Kind != vocab.Certificate {
					t.Errorf("%s: no certificate %q", tag, id)
				}
			}
		}
	}
}

func TestCounts(t *testing.T) {
	m := makeDemo(t, Recipe{Persons: 200, Seed: 1, On: "2026-03-02"})
	var b strings.Builder
	for _, tenant := range []string{"stuttgart", "ulm"} {
		rows := m.clearRows(t, tenant)
		for _, table := range slices.Sorted(maps.Keys(rows)) {
			fmt.Fprintf(&b, "%s %s %d\n", tenant, table, len(rows[table]))
		}
	}
	const golden = "testdata/counts.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the counts of the demo changed (-update writes them):\n%s", b.String())
	}
	for _, tenant := range []string{"stuttgart", "ulm"} {
		db, err := m.tenants.Open(t.Context(), tenant)
		if err != nil {
			t.Fatal(err)
		}
		if good, found, err := db.Verify(t.Context()); err != nil || found != nil || good == 0 {
			t.Errorf("%s: %d good events, %v, %v", tenant, good, found, err)
		}
		if lines, err := db.CheckForeignKeys(t.Context()); err != nil || len(lines) > 0 {
			t.Errorf("%s: %v, %v", tenant, lines, err)
		}
	}
	inOrder(t, m)
}

// inOrder checks that the record goes forward in time and ends before the day of the demo.
func inOrder(t *testing.T, m made) {
	t.Helper()
	db, err := m.tenants.Open(t.Context(), "stuttgart")
	if err != nil {
		t.Fatal(err)
	}
	until := domain.InstantOf(time.Date(2026, 3, 2, 0, 0, 0, 0, db.Zone))
	var last domain.Instant
	err = db.Read(t.Context(), func(tx *store.Tx) error {
		events, err := tx.EventsAfter(t.Context(), 0, 100_000)
		for _, e := range events {
			if e.At < last || e.At >= until {
				t.Fatalf("event %d is at %s, the one before at %s", e.Seq, e.At.Time(), last.Time())
			}
			last = e.At
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEngines checks that a demo loads on both engines, with the same record.
func TestEngines(t *testing.T) {
	parts, err := loadParts()
	if err != nil {
		t.Fatal(err)
	}
	var heads [][]byte
	testkit.EachEngine(t, func(t *testing.T, cfg store.Config) {
		tenants, err := store.OpenTenants(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer tenants.Close()
		if _, err := Make(t.Context(), tenants, parts, Recipe{Persons: 40, Seed: 5, On: "2026-03-02"}); err != nil {
			t.Fatal(err)
		}
		db, err := tenants.Open(t.Context(), "stuttgart")
		if err != nil {
			t.Fatal(err)
		}
		if good, found, err := db.Verify(t.Context()); err != nil || found != nil || good == 0 {
			t.Errorf("%d good events, %v, %v", good, found, err)
		}
		err = db.Read(t.Context(), func(tx *store.Tx) error {
			head, err := tx.Head(t.Context())
			heads = append(heads, head.Hash)
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
	if len(heads) == 2 && !bytes.Equal(heads[0], heads[1]) {
		t.Error("the engines hold different records")
	}
}

func TestRecipe(t *testing.T) {
	parts, err := loadParts()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Recipe{{Persons: 200, On: "2026-02-30"}, {Persons: 13, On: "2026-03-02"}, {Persons: -1, On: "2026-03-02"}} {
		if _, err := Make(t.Context(), nil, parts, r); err == nil {
			t.Errorf("%v is made", r)
		}
	}
}
