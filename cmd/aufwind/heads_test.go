package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestVerifyHeads makes a city with commands, signs its record as serve does, and checks it against the copies.
func TestVerifyHeads(t *testing.T) {
	cfg := testkit.Config(t, store.SQLite)
	r := newRealm(t, cfg)
	data, copies := filepath.Join(cfg.Dir, "data"), filepath.Join(cfg.Dir, "heads.txt")
	r.does(0, "tenant", "add", "esslingen", "--name", "Esslingen", "--host", "esslingen.localhost")
	if said := r.does(0, "verify"); !strings.Contains(said, "heads of the record are not checked") {
		t.Error(said)
	}
	r.refuses("--heads needs the key", "verify", "--heads", copies)
	w, out, _ := testWorld(t, "")
	keeper := app.NewKeeper(nil)
	p := place{Data: data}
	if err := (copying{Heads: []string{toLog, copies}}).keeper(w, p, keeper); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Stadt", "Verein"} {
		r.does(0, "organisation", "add", name, "--kind", "city")
		tenants, err := p.open(w)
		if err != nil {
			t.Fatal(err)
		}
		db, err := tenants.Open(t.Context(), "esslingen")
		if err != nil {
			t.Fatal(err)
		}
		keeper.Heads(t.Context(), &app.App{DB: db})
		if err := tenants.Close(); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(copies)
	if err != nil || string(text) != out.String() || strings.Count(string(text), "\n") != 2 {
		t.Fatalf("copied %q, printed %q, %v", text, out, err)
	}
	public := strings.TrimSpace(r.does(0, "head", "key"))
	r.does(0, "verify", "--heads", copies, "--public-key", public)
	r.refuses("no public key", "verify", "--public-key", "x")
	if err := os.WriteFile(copies, []byte(strings.Replace(string(text), "esslingen 2 ", "esslingen 9 ", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if said := r.does(exitFailed, "verify", "--heads", copies); !strings.Contains(said, "the copied head of event 9 was altered") {
		t.Error(said)
	}
	if err := os.WriteFile(copies, text[:len(text)-5], 0o600); err != nil {
		t.Fatal(err)
	}
	if said := r.does(exitFailed, "verify", "--heads", copies); !strings.Contains(said, "was altered") && !strings.Contains(said, "is no head") {
		t.Error(said)
	}
}
