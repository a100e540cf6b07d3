package cv

import (
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// certainShare is how much of a CV must be certain by itself: from a concept or by rule, not from free text.
const certainShare = 0.85

// pairedForm finds forms for several genders in one word: a CV speaks of one person.
var pairedForm = regexp.MustCompile(`\p{L}(/-?in(nen)?|[*:_·]in(nen)?|\(in(nen)?\)|I(n|nnen))($|\P{L})`)

// protectedTitles finds the titles that only an authority gives, in all forms.
func protectedTitles(v *vocab.Vocabulary) *regexp.Regexp {
	var titles []string
	for _, c := range v.Concepts(vocab.Occupation) {
		if r, ok := v.Regulation(c.ID); ok {
			for _, form := range domain.AddressForms {
				titles = append(titles, regexp.QuoteMeta(r.Title(string(form))))
			}
		}
	}
	return regexp.MustCompile(`(^|\P{L})(` + strings.Join(titles, "|") + `)($|\P{L})`)
}

// fault says what is wrong with a German text; empty for a good one. Only the title on a foreign paper keeps its script.
func fault(text string, titles *regexp.Regexp) string {
	switch {
	case strings.HasPrefix(text, "Originaltitel: "):
		return ""
	case !inLatin(text):
		return "has letters of another script"
	case pairedForm.MatchString(text):
		return "has a paired form"
	case titles.MatchString(text):
		return "claims a protected title"
	}
	return ""
}

// TestGoldenRules checks what holds for every CV, whatever its golden file says.
func TestGoldenRules(t *testing.T) {
	v := vocabulary(t)
	titles := protectedTitles(v)
	languages := make(map[string]bool)
	for name, c := range inputs(t) {
		languages[c.Language] = true
		lines, certain := 0, 0
		check := func(source Source, texts ...string) {
			lines++
			if source == FromConcept || source == FromRule {
				certain++
			}
			for _, text := range texts {
				if problem := fault(text, titles); problem != "" {
					t.Errorf("%s: %q %s", name, text, problem)
				}
			}
		}
		for _, s := range German(c, v, day).Sections {
			for i, l := range s.Lines {
				if s.Key == KeyHead && i == 0 {
					l.Where = "" // the name in the own script
				}
				check(l.Source, l.When, l.What, l.Where)
				for _, detail := range l.Details {
					check(detail.Source, detail.Text)
				}
			}
		}
		if float64(certain) < certainShare*float64(lines) {
			t.Errorf("%s: %d of %d lines are certain by themselves", name, certain, lines)
		}
	}
	if len(languages) < 13 {
		t.Errorf("CVs in %d languages only", len(languages))
	}
}

func TestFault(t *testing.T) {
	titles := protectedTitles(vocabulary(t))
	for text, want := range map[string]string{
		"Krankenschwester (Syrien)":             "",
		"Anfertigung von Möbeln, Atölye Yıldız": "",
		"Originaltitel: بکلوریا":                "",
		"Ärztehaus Stuttgart":                   "",
		"Maurer in Erbil":                       "",
		"Möbel نجار":                            "has letters of another script",
		"Школа":                                 "has letters of another script",
		"ከሻኒ":                                   "has letters of another script",
		"Schneider/-in":                         "has a paired form",
		"Schneider/in, Herat":                   "has a paired form",
		"Lehrer*innen":                          "has a paired form",
		"LehrerIn":                              "has a paired form",
		"Koch (Küche), Kellner(in)":             "has a paired form",
		"Pflegefachfrau":                        "claims a protected title",
		"Über 3 Jahre Berufserfahrung als Bauingenieur":      "claims a protected title",
		"Meisterin im Maurer- und Betonbauerhandwerk (Irak)": "claims a protected title",
	} {
		if got := fault(text, titles); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
