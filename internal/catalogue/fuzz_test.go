package catalogue

import (
	"strings"
	"testing"
)

// FuzzText fills the placeholders of goals with anything: the value stands there as it is, and what it holds fills nothing further.
func FuzzText(f *testing.F) {
	for _, s := range []string{"B1", "{level}", "{occupation}", "نجار", "\u2069{date}", "", "\xff", "{", "{}}{"} {
		f.Add(s, "de")
		f.Add(s, "ar")
	}
	c, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, value, lang string) {
		for _, id := range []GoalID{"goal:work-as", "goal:german-level", "goal:own-home"} {
			g, found := c.Goal(id)
			if !found {
				t.Fatal(id)
			}
			text, ok := g.Text(lang, Args{"level": value, "occupation": value, "date": value})
			if !ok {
				if text != "" {
					t.Errorf("%s in %q has no text, and %q", id, lang, text)
				}
				continue
			}
			if strings.Contains(g.Texts[lang], "{") && !strings.Contains(text, value) {
				t.Errorf("%s in %s: %q is not in %q", id, lang, value, text)
			}
		}
	})
}
