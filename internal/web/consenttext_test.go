package web_test

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

var newConsent = flag.Bool("new-consent", false, "write the next version of each text of consent that the pages show otherwise than it is kept")

const consentData = "../consent/data/"

// TestTextsOfConsent compares what the pages ask now with the newest version that is kept. A changed text has to become a new version:
// go test ./internal/web -run TestTextsOfConsent -new-consent
func TestTextsOfConsent(t *testing.T) {
	kept, err := consent.Load()
	if err != nil && !*newConsent {
		t.Fatal(err)
	}
	for _, k := range consent.Kinds {
		version, changed := 0, false
		for _, l := range i18n.ForPersons() {
			now := ui.ConsentText(k, l)
			text := consent.Text{}
			if kept != nil {
				text, _ = kept.Newest(k, l.Tag())
			}
			version = max(version, text.Version)
			if len(now) == 0 || !slices.Equal(now, text.Sentences) {
				changed = true
				if !*newConsent {
					t.Errorf("%s (%s) reads otherwise than version %d of it: run this test with -new-consent, and say in the change log what is new", k, l.Tag(), text.Version)
				}
			}
		}
		if changed && *newConsent {
			writeConsent(t, k, version+1)
		}
	}
}

func writeConsent(t *testing.T, k consent.Kind, version int) {
	t.Helper()
	all, lines := map[string][]string{}, ""
	for _, l := range i18n.ForPersons() {
		all[l.Tag()] = ui.ConsentText(k, l)
	}
	name := string(k) + "-" + strconv.Itoa(version)
	for lang, sentences := range all {
		lines += name + " " + lang + " " + consent.Hash(sentences) + "\n"
	}
	b, err := json.MarshalIndent(all, "", "\t")
	must(t, err)
	must(t, os.WriteFile(consentData+name+".json", append(b, '\n'), 0o644))
	hashes, err := os.ReadFile(consentData + "hashes.txt")
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	sorted := strings.Split(strings.TrimSpace(string(hashes)+lines), "\n")
	slices.Sort(sorted)
	must(t, os.WriteFile(consentData+"hashes.txt", []byte(strings.Join(sorted, "\n")+"\n"), 0o644))
}
