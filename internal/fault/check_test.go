package fault

import (
	"database/sql"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A ledger is kept outside of the server: what it has acknowledged.
type ledger struct {
	mu   sync.Mutex
	said map[string]bool
}

func (l *ledger) add(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.said == nil {
		l.said = map[string]bool{}
	}
	l.said[text] = true
}

// wait waits until so many more forms are acknowledged, and then for a random moment.
func (l *ledger) wait(t *testing.T, more int) {
	t.Helper()
	count := func() int {
		l.mu.Lock()
		defer l.mu.Unlock()
		return len(l.said)
	}
	for want, limit := count()+more, time.Now().Add(time.Minute); count() < want; time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("no %d forms were acknowledged in a minute", more)
		}
	}
	time.Sleep(time.Duration(rand.IntN(30)) * time.Millisecond)
}

// check compares what is stored with the ledger: everything acknowledged, each once, nothing by half, and the chain is whole.
func (l *ledger) check(t *testing.T, w *town, c *testkit.City) {
	t.Helper()
	page, err := w.app.Plan(t.Context(), manager(t, w), c.Person("sami"))
	if err != nil {
		t.Fatal(err)
	}
	stored := map[string]int{}
	for _, g := range page.Plan.Goals {
		if !strings.HasPrefix(g.Text.German, "base") {
			stored[g.Text.German]++
		}
		for _, m := range g.Measures {
			stored[m.Text.German]++
		}
	}
	for text := range l.said {
		if stored[text] == 0 {
			t.Errorf("%q was acknowledged and is lost", text)
		}
	}
	for text, n := range stored {
		if n > 1 {
			t.Errorf("%q is stored %d times", text, n)
		}
	}
	t.Logf("acknowledged %d, stored %d", len(l.said), len(stored))
	checkHalves(t, w)
}

// checkHalves compares the parts of each action, the row, its revision, its event and the key of its form, and walks the chain.
func checkHalves(t *testing.T, w *town) {
	t.Helper()
	if w.app.DB.Engine == store.SQLite {
		checkParts(t, filepath.Join(w.dir, "tenants", "stuttgart.db"))
	}
	good, found, err := w.app.DB.Verify(t.Context())
	if err != nil || found != nil {
		t.Errorf("verify: %d events are right, then %+v, %v", good, found, err)
	}
	if lines, err := w.app.DB.CheckForeignKeys(t.Context()); err != nil || len(lines) > 0 {
		t.Errorf("foreign keys: %v %v", lines, err)
	}
}

func checkParts(t *testing.T, file string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for what, q := range map[string]string{
		"goals without their first revision":       `SELECT count(*) FROM goal g LEFT JOIN revision r ON r.kind = 'goal' AND r.object_id = g.id AND r.version = 1 WHERE r.at IS NULL`,
		"measures without their first revision":    `SELECT count(*) FROM measure m LEFT JOIN revision r ON r.kind = 'measure' AND r.object_id = m.id AND r.version = 1 WHERE r.at IS NULL`,
		"goals without an event":                   `SELECT count(*) FROM goal g WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.action = 'plan.save_goal' AND e.object_id = g.id)`,
		"measures without an event":                `SELECT count(*) FROM measure m WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.action = 'plan.save_measure' AND e.object_id = m.id)`,
		"revisions of nothing":                     `SELECT count(*) FROM revision r WHERE r.kind IN ('goal', 'measure') AND r.object_id NOT IN (SELECT id FROM goal UNION ALL SELECT id FROM measure)`,
		"events of nothing":                        `SELECT count(*) FROM event e WHERE e.action IN ('plan.save_goal', 'plan.save_measure') AND e.object_id NOT IN (SELECT id FROM goal UNION ALL SELECT id FROM measure)`,
		"goals and measures without a form":        `SELECT count(*) FROM (SELECT id FROM goal UNION ALL SELECT id FROM measure) x WHERE x.id NOT IN (SELECT made FROM once)`,
		"forms without what they are to have made": `SELECT count(*) FROM once o WHERE o.form_key NOT LIKE 'register:%' AND o.made NOT IN (SELECT id FROM goal UNION ALL SELECT id FROM measure)`,
	} {
		var n int
		if err := db.QueryRowContext(t.Context(), q).Scan(&n); err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			t.Errorf("half actions: %d %s", n, what)
		}
	}
}
