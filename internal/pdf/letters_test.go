package pdf

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/i18n"
)

// pairs holds every letter of texts together with the one before it, and where it was found first.
type pairs map[string]string

func (p pairs) add(where, text string) {
	before := ""
	for _, c := range sanitize(text) {
		if pair := before + string(c); p[pair] == "" {
			p[pair] = where
		}
		before = string(c)
	}
}

// addFiles adds the strings of files of JSON values; there are at least so many.
func (p pairs) addFiles(t *testing.T, where, pattern string, least int) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) < least {
		t.Fatalf("%s: %d files, want at least %d (error %v)", pattern, len(paths), least, err)
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for d := json.NewDecoder(bytes.NewReader(file)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			if text, ok := token.(string); ok {
				p.add(where, text)
			}
		}
	}
}

// boxes names the pairs with a letter that no embedded font draws, in either weight.
func (p pairs) boxes(s *shaper) (found []string) {
	for pair, where := range p {
		r := read(pair, readFromRight(pair), false)
		for _, run := range slices.Concat(s.shape(r, "", false), s.shape(r, "", true)) {
			for _, g := range run.glyphs {
				if c := r.text[g.cluster]; g.id == 0 && c != '\n' {
					found = append(found, fmt.Sprintf("%s: %c (%U)", where, c, c))
				}
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// TestEveryLetterHasAPicture looks up the letters of all words that Aufwind itself may print: labels, catalogue, countries, languages
// and the German words of the vocabulary with the names of certificates.
func TestEveryLetterHasAPicture(t *testing.T) {
	s, err := newShaper()
	if err != nil {
		t.Fatal(err)
	}
	planted := pairs{"a漢": "planted", "aß": "planted", "ن\u064b": "planted"}
	if got := planted.boxes(s); !slices.Equal(got, []string{"planted: 漢 (U+6F22)"}) {
		t.Fatalf("planted letters without picture: %q, want 漢", got)
	}
	all := pairs{}
	for _, l := range i18n.All() {
		all.addFiles(t, l.Tag(), "../i18n/catalogue/"+l.Tag()+"/*.json", 30)
		all.addFiles(t, l.Tag(), "../vocab/data/labels/"+l.Tag()+".jsonl", 1)
		for _, name := range i18n.Countries(l) {
			all.add(l.Tag(), name)
		}
		for _, name := range i18n.Languages(l) {
			all.add(l.Tag(), name)
		}
	}
	all.addFiles(t, "vocabulary", "../vocab/data/*.jsonl", 10)
	for _, missing := range all.boxes(s) {
		t.Errorf("no embedded font has the letter of %s", missing)
	}
}
