package cv

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// day is the day of all CVs of the tests.
const day = domain.Day("2026-11-22")

var update = flag.Bool("update", false, "write testdata/*.de.txt and *.de.json anew; then review every difference")

var load = sync.OnceValues(vocab.Load)

func vocabulary(t testing.TB) *vocab.Vocabulary {
	t.Helper()
	v, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// inputs are the invented CVs by name, such as "ar-carpenter".
func inputs(t testing.TB) map[string]domain.CV {
	t.Helper()
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]domain.CV)
	for _, file := range files {
		if strings.HasSuffix(file, ".de.json") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Parse(b)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = c
	}
	if len(all) < 5 {
		t.Fatalf("%d CVs, want at least 5", len(all))
	}
	return all
}

// TestGolden compares text and JSON of invented CVs with what was reviewed. Each difference is a decision.
func TestGolden(t *testing.T) {
	for name, c := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			d := German(c, vocabulary(t), day)
			j, err := JSON(d)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".de.txt", Text(d))
			golden(t, name+".de.json", string(j))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Fatalf("%s:%d: got %q, want %q", file, i+1, g[i], w[i])
		}
	}
	t.Fatalf("%s: got %d lines, want %d", file, len(g), len(w))
}
