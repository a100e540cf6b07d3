package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// folderOf writes files into an empty folder.
func folderOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// bells is a small folder in the layout of ESCO.
func bells(t *testing.T, more string) string {
	const columns = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status\n"
	const at = "Occupation,http://data.europa.eu/esco/occupation/"
	return folderOf(t, map[string]string{
		"occupations_de.csv": columns + at + "b-1,7211,Glockengießer/Glockengießerin,,released\n" + more,
		"occupations_ar.csv": columns + at + "b-1,7211,صانع أجراس,\"صانع نواقيس\nسباك أجراس\",released\n",
	})
}

// TestImport takes a list in, twice, and shows that a running server finds its words and names its owner only then.
func TestImport(t *testing.T) {
	testkit.EachEngine(t, func(t *testing.T, cfg store.Config) {
		r := newRealm(t, cfg)
		r.does(0, "tenant", "add", "ulm", "--name", "Ulm", "--host", "ulm.localhost")
		w, _, _ := testWorld(t, "")
		now := w.now()
		w.now = func() time.Time { return now }
		p := place{Data: filepath.Join(cfg.Dir, "data"), Postgres: cfg.Postgres}
		tenants, err := p.open(w)
		if err != nil {
			t.Fatal(err)
		}
		defer tenants.Close()
		parts, err := app.LoadParts()
		if err != nil {
			t.Fatal(err)
		}
		log := slog.New(slog.DiscardHandler)
		all := &cities{tenants: tenants, parts: parts, words: newWordbook(w, tenants, parts.Vocab, log)}
		h := all.site(log, false, 0)
		const sentence = "This service uses the ESCO classification of the European Commission."
		named := func() bool {
			out := httptest.NewRecorder()
			h.ServeHTTP(out, httptest.NewRequest(http.MethodGet, "http://ulm.localhost/login", nil))
			body, err := io.ReadAll(out.Body)
			if err != nil || out.Code != http.StatusOK {
				t.Fatal(out.Code, err)
			}
			return strings.Contains(string(body), sentence)
		}
		dir := bells(t, "")
		if said := r.does(0, "import", "esco", dir, "--dry-run"); !strings.Contains(said, "would take 1 concept with 6 labels in ar de") {
			t.Errorf("dry run: %s", said)
		}
		r.refuses("occupations_de.csv:3: iscoGroup", "import", "esco", bells(t, "Occupation,http://data.europa.eu/esco/occupation/b-2,72,x,,released\n"))
		r.refuses("nothing was stored", "import", "esco", t.TempDir())
		now = now.Add(staleLists)
		if named() {
			t.Error("ESCO is named before it was taken in")
		}
		r.does(0, "import", "esco", dir)
		if said := r.does(0, "import", "esco", dir); !strings.Contains(said, "nothing was changed") {
			t.Errorf("the second time: %s", said)
		}
		now = now.Add(staleLists)
		if !named() {
			t.Error("ESCO is not named")
		}
		words := newWordbook(w, tenants, parts.Vocab, log).current(t.Context())
		if found := words.Search("ar", nil, "صانع نواقيس", 3); len(found) == 0 || found[0].German != "Glockengießer / Glockengießerin" {
			t.Errorf("found %+v", found)
		}
	})
}

// TestImportOccupations takes a list in the plain form in.
func TestImportOccupations(t *testing.T) {
	r := newRealm(t, testkit.Config(t, store.SQLite))
	r.does(0, "tenant", "add", "ulm", "--name", "Ulm", "--host", "ulm.localhost")
	file := filepath.Join(folderOf(t, map[string]string{"kldb.csv": "id;isco;language;label\n27;7522;de;Tischler/in\n"}), "kldb.csv")
	if said := r.does(0, "import", "occupations", file, "--list", "kldb"); !strings.Contains(said, "took 1 concept with 3 labels in de") {
		t.Error(said)
	}
	r.refuses("no short name", "import", "occupations", file, "--list", "esco")
	r.refuses("no such file", "import", "occupations", file+".none", "--list", "kldb")
}
