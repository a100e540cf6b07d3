package consent

import (
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestNothingIsRewritten holds every version of every text to the hash with which it was shown. A text that is to change gets a new version;
// TestTextsOfConsent in package web writes it.
func TestNothingIsRewritten(t *testing.T) {
	kept, err := os.ReadFile("data/hashes.txt")
	if err != nil {
		t.Fatal(err)
	}
	var now []string
	names, err := fs.Glob(files, "data/*.json")
	if err != nil || len(names) < len(Kinds) {
		t.Fatalf("%d files of texts, %v", len(names), err)
	}
	for _, name := range names {
		b, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string][]string
		if err := json.Unmarshal(b, &all); err != nil {
			t.Fatal(err)
		}
		for lang, sentences := range all {
			now = append(now, strings.TrimSuffix(strings.TrimPrefix(name, "data/"), ".json")+" "+lang+" "+Hash(sentences))
		}
	}
	slices.Sort(now)
	before := strings.Split(strings.TrimSpace(string(kept)), "\n")
	for _, line := range before {
		if !slices.Contains(now, line) {
			t.Errorf("%s was shown to persons and is not there any more: never change a version, write the next one", line)
		}
	}
	for _, line := range now {
		if !slices.Contains(before, line) {
			t.Errorf("hashes.txt has no line %q", line)
		}
	}
}

// TestTexts finds each text by its hash, those of before by the hash of then, and fills it.
func TestTexts(t *testing.T) {
	x, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	text, ok := x.Newest(Registration, "ar")
	if got, found := x.ByHash(Hash(text.Sentences)); !ok || !found || got.Name() != text.Name() || got.Language != "ar" {
		t.Errorf("the newest text is found as %+v", got)
	}
	first, ok := x.ByHash(Hash(emptied(text.Sentences)))
	if text.Version == 1 && (!ok || first.Kind != Registration) {
		t.Errorf("a release of before names no text: %+v", first)
	}
	if _, ok := x.ByHash("0123"); ok {
		t.Error("a made-up hash names a text")
	}
	filled := strings.Join(text.Fill(map[string]string{"org": "Brücke e. V."}), " ")
	if !strings.Contains(filled, "Brücke e. V.") || strings.Contains(filled, "{org}") {
		t.Errorf("filled: %s", filled)
	}
	if got := (Text{Sentences: []string{"bis {date}"}}).Fill(nil); got[0] != "bis …" {
		t.Errorf("a place without a value: %q", got[0])
	}
}
