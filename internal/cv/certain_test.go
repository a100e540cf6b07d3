package cv

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// outputs are the four files of a CV as text: JSON, text, PDF and DOCX.
func outputs(t *testing.T, d Document) map[string]string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cv.pdf")
	if err := os.WriteFile(file, must(t, PDF, d), 0o600); err != nil {
		t.Fatal(err)
	}
	printed, err := exec.CommandContext(t.Context(), tool(t, "pdftotext"), file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	about, err := exec.CommandContext(t.Context(), tool(t, "pdfinfo"), file).Output()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"JSON": string(must(t, JSON, d)), "text": Text(d), "PDF": string(printed) + string(about), "DOCX": bodyOf(t, must(t, DOCX, d))}
}

// freeTexts is a CV that says everything in free text; the German of each place begins with mark and has the state.
func freeTexts(mark string, state domain.TextState) (c domain.CV, marks []string) {
	term := func(place string) domain.Term {
		marks = append(marks, mark+place)
		return domain.Term{Text: "نص " + place, German: mark + place, State: state}
	}
	pointer := func(place string) *domain.Term { return new(term(place)) }
	c = domain.CV{
		Format: domain.CVFormat, Language: "ar", AddressForm: "m", Name: domain.Name{Latin: "Karim Haddadin"}, Target: pointer("Ziel"),
		Work:      []domain.Work{{Occupation: term("Beruf"), From: year(2010), To: year(2015), Tasks: []domain.Term{term("Aufgabe"), term("Nochmals")}}},
		Education: []domain.Education{{Kind: "school", Certificate: pointer("Zeugnis"), Subject: pointer("Fach"), From: year(2000), To: year(2009)}},
		Courses:   []domain.Course{{Certificate: pointer("Kurs"), To: year(2024)}},
		Languages: []domain.LanguageSkill{{Language: "de", Level: "B1", Certificate: pointer("Sprachzeugnis")}},
		Skills:    []domain.Term{term("Kenntnis")},
	}
	return c, marks
}

// TestOnlyCertainTexts: German that nobody has reviewed or confirmed is in no file that an employer gets, and stands under open with the
// person's own words; what was reviewed or confirmed is in all of them, but not in a profile that names nobody.
func TestOnlyCertainTexts(t *testing.T) {
	const mark = "Zwzwzw"
	for _, tc := range []struct {
		state   domain.TextState
		printed bool
	}{{"", false}, {domain.TextMachine, false}, {"outdated", false}, {"MACHINE", false}, {domain.TextReviewed, true}, {domain.TextConfirmed, true}} {
		c, marks := freeTexts(mark, tc.state)
		for form, d := range map[string]Document{"full": German(c, vocabulary(t), day), "short-anonymous": Anonymous(c, Short{}, vocabulary(t), day)} {
			wanted := tc.printed && form == "full"
			for name, text := range outputs(t, d) {
				if !wanted && strings.Contains(text, mark) {
					t.Errorf("state %q, %s: %s has German that is not certain:\n%s", tc.state, form, name, text)
				}
				for _, m := range marks {
					if wanted && !strings.Contains(text, m) {
						t.Errorf("state %q, %s: %s lacks %s", tc.state, form, name, m)
					}
				}
			}
			if open := len(d.Open); !wanted && open != len(marks) || wanted && open != 0 {
				t.Errorf("state %q, %s: %d of %d texts stand under open", tc.state, form, open, len(marks))
			}
		}
	}
}

// TestSources: every line and detail of every form says why it is certain, and all four files say the same.
func TestSources(t *testing.T) {
	known := []Source{FromConcept, FromRule, FromConfirmed, FromReviewed}
	for name, c := range inputs(t) {
		for form, d := range forms(t, c) {
			for _, s := range d.Sections {
				for _, l := range s.Lines {
					if !slices.Contains(known, l.Source) {
						t.Errorf("%s, %s: %+v has source %q", name, form, l, l.Source)
					}
					for _, detail := range l.Details {
						if !slices.Contains(known, detail.Source) {
							t.Errorf("%s, %s: %+v", name, form, detail)
						}
					}
				}
			}
			if form == "original" || name != "ar-carpenter" && name != "ku-nurse" {
				continue // the original is read from the right, where columns come back in another order
			}
			for file, text := range outputs(t, d) {
				if missing := missingIn(squeezed(strings.ReplaceAll(text, `\"`, `"`)), withoutPlace(d)); len(missing) > 0 {
					t.Errorf("%s, %s: %s lacks %q", name, form, file, missing)
				}
			}
		}
	}
}

// withoutPlace are the texts of a document but for place and date, which JSON has not.
func withoutPlace(d Document) []string {
	d.Closing = ""
	return cells(d)
}
