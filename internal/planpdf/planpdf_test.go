package planpdf_test

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/planpdf"
)

var update = flag.Bool("update", false, "write testdata anew")

// sheet is a plan of so many goals of the catalogue with so many steps each; every third step names all that a step can.
func sheet(t testing.TB, form planpdf.Form, own i18n.Lang, goals, steps int) planpdf.Sheet {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	args := catalogue.Args{"level": "B1", "occupation": "Tischler", "date": "31.03.2027"}
	s := planpdf.Sheet{
		Form: form, Own: own, City: "Stuttgart",
		Letterhead: domain.Letterhead{
			Names: "Landeshauptstadt Stuttgart\nSozialamt, Integrationsmanagement", Address: "Musterstraße 12\n70173 Stuttgart",
			Below: "Sprechzeiten: Montag bis Donnerstag 9 bis 12 Uhr\nTelefon 0711 000000",
		},
		Person:      domain.Name{Latin: "Sami Haddad"},
		Responsible: domain.Responsible{Name: "Miriam Maier", OrgName: "Stadt", Phone: "0711 000001"},
		Programme:   "Integrationsmanagement Baden-Württemberg",
		Version:     domain.PlanVersion{No: 2, Hash: "0123456789abcdef0123", Agreement: &domain.Agreement{How: "desk", Interpreter: "Rana Aziz", Language: own.Tag()}},
		Agreed:      "2026-11-20", ReviewOn: "2027-05-20", On: "2026-11-22",
		Body: func(domain.BodyID) string { return "Volkshochschule Stuttgart" },
		Text: func(p domain.PlanText, lang string) (string, bool) {
			if p.Typed() {
				if lang != "de" && p.Own != "" {
					return p.Own, true
				}
				return p.German, lang == "de"
			}
			if g, ok := c.Goal(catalogue.GoalID(p.Catalogue)); ok {
				return g.Text(lang, args)
			}
			m, _ := c.Measure(catalogue.MeasureID(p.Catalogue))
			return m.Text(lang, args)
		},
	}
	for i := range goals {
		d := domain.LifeDomains[i%len(domain.LifeDomains)]
		from, does := c.Goals(d), c.Measures(d)
		g := domain.Goal{Domain: d, Text: domain.PlanText{Catalogue: string(from[i/len(domain.LifeDomains)].ID)}, Due: "2027-03-31"}
		if i == 0 {
			g.Objection = map[bool]string{true: "أريد أن أعمل بسرعة", false: "Ich möchte schnell arbeiten"}[own.Dir() == "rtl"]
			g.Outcome = &domain.Outcome{Attainment: -1, On: "2026-11-01", Next: "Kurs suchen"}
		}
		for j := range steps {
			m := domain.Measure{Who: domain.Whos[j%len(domain.Whos)], Text: domain.PlanText{Catalogue: string(does[j%len(does)].ID)}, Due: "2027-01-15", State: "open"}
			if j == 0 {
				m.Body, m.Appointment, m.Binding = 7, "2026-12-12", true
			}
			g.Measures = append(g.Measures, m)
		}
		s.Version.Goals = append(s.Version.Goals, g)
	}
	return s
}

// makeLong gives every goal and step a typed text of many words.
func makeLong(s *planpdf.Sheet) {
	long := strings.Repeat("Rechtsschutzversicherungsgesellschaften beraten und Unterlagen für das Anerkennungsverfahren ordnen. ", 6)
	own := strings.Repeat("Préparer les dossiers pour la reconnaissance du diplôme et parler avec le service de conseil. ", 6)
	if s.Own.Dir() == "rtl" {
		own = strings.Repeat("ترتيب الأوراق من أجل الاعتراف بالشهادة والحديث مع مكتب الاستشارة. ", 6)
	}
	for i := range s.Version.Goals {
		g := &s.Version.Goals[i]
		g.Text = domain.PlanText{German: "Ziel " + strconv.Itoa(i) + ": " + long, Own: own}
		g.Measures = slices.Clone(g.Measures)
		for j := range g.Measures {
			g.Measures[j].Text = domain.PlanText{German: "Schritt " + strconv.Itoa(j) + ": " + long, Own: own}
		}
	}
	s.Version.Goals[0].Text = domain.PlanText{German: strings.Repeat(long, 6), Own: strings.Repeat(own, 6)} // higher than a page
}

func printed(t testing.TB, s planpdf.Sheet) []byte {
	t.Helper()
	b, err := planpdf.PDF(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tool is the path of a program that reads PDF.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("REQUIRE_PDF_TOOLS") == "1" {
			t.Fatalf("%s is missing, and REQUIRE_PDF_TOOLS=1", name)
		}
		t.Skipf("SKIPPED: %s is not installed (Debian: poppler-utils)", name)
	}
	return path
}

// read is what a program says about a plan.
func read(t *testing.T, plan []byte, program string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "plan.pdf")
	if err := os.WriteFile(file, plan, 0o600); err != nil {
		t.Fatal(err)
	}
	args = append(args, file)
	if program == "pdftotext" {
		args = append(args, "-")
	}
	out, err := exec.CommandContext(t.Context(), tool(t, program), args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

var pageCount = regexp.MustCompile(`Pages: +([0-9]+)`)

func pages(t *testing.T, plan []byte) int {
	t.Helper()
	n, err := strconv.Atoi(pageCount.FindStringSubmatch(read(t, plan, "pdfinfo"))[1])
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestTwoPages: five goals with three steps each take two pages at most, in both languages side by side, whatever the language.
func TestTwoPages(t *testing.T) {
	for _, own := range i18n.ForPersons() {
		for _, form := range planpdf.Forms {
			if got := pages(t, printed(t, sheet(t, form, own, 5, 3))); got < 1 || got > 2 {
				t.Errorf("%s in %s: %d pages", form, own.Tag(), got)
			}
		}
	}
}

// words are the words of a text without what pdftotext may take for a break.
func words(text string) []string {
	return strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == '\u00ad' || r == '•' || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f:
			return -1
		}
		return r
	}, text))
}

// TestNothingIsCut: thirty goals with long texts, one of them higher than a page, give every word back.
func TestNothingIsCut(t *testing.T) {
	for _, form := range planpdf.Forms {
		s := sheet(t, form, i18n.Fr, 30, 3)
		makeLong(&s)
		plan := printed(t, s)
		got, want := map[string]int{}, map[string]int{}
		count(got, read(t, plan, "pdftotext"))
		for _, g := range s.Version.Goals {
			for _, text := range [...]domain.PlanText{g.Text, g.Measures[0].Text, g.Measures[1].Text, g.Measures[2].Text} {
				if form != "own" {
					count(want, text.German)
				}
				if form != "german" {
					count(want, text.Own)
				}
			}
		}
		for w, n := range want {
			if got[w] < n {
				t.Errorf("%s: %q %d times, want %d", form, w, got[w], n)
			}
		}
		if n := pages(t, plan); n < 10 {
			t.Errorf("%s: only %d pages", form, n)
		}
	}
}

func count(into map[string]int, text string) {
	for _, w := range words(text) {
		into[w]++
	}
}

// TestTagged: the file is tagged, has the title of the plan, and a heading for every goal.
func TestTagged(t *testing.T) {
	plan := printed(t, sheet(t, "both", i18n.Ar, 5, 3))
	about := strings.Join(strings.Fields(read(t, plan, "pdfinfo")), " ")
	for _, want := range [...]string{"Tagged: yes", "Title: Integrationsplan – Sami Haddad"} {
		if !strings.Contains(about, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, about)
		}
	}
	tree := strings.Fields(read(t, plan, "pdfinfo", "-struct"))
	for tag, want := range map[string]int{"H1": 1, "H2": 5, "LI": 15} {
		got := 0
		for _, word := range tree {
			if word == tag {
				got++
			}
		}
		if got != want {
			t.Errorf("%d elements %s, want %d", got, tag, want)
		}
	}
}

// TestGoldenText compares the words of one plan in two languages with what was looked at.
func TestGoldenText(t *testing.T) {
	for _, own := range [...]i18n.Lang{i18n.Uk, i18n.Ti} {
		golden := filepath.Join("testdata", own.Tag()+".golden")
		got := read(t, printed(t, sheet(t, "both", own, 2, 2)), "pdftotext", "-raw")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs; look at it, then run with -update:\n%s", golden, got)
		}
	}
}

// TestForms: each form has its languages only, and what nobody has translated stays German.
func TestForms(t *testing.T) {
	typed := domain.PlanText{German: "Schwimmen lernen"}
	for form, want := range map[planpdf.Form][2]bool{"german": {true, false}, "own": {false, true}, "both": {true, true}} {
		s := sheet(t, form, i18n.Uk, 2, 2)
		s.Version.Goals[1].Text = typed
		got := read(t, printed(t, s), "pdftotext")
		if strings.Contains(got, "Dieser Plan ist freiwillig") != want[0] || strings.Contains(got, "Цей план добровільний") != want[1] {
			t.Errorf("%s: German %v, own %v:\n%s", form, !want[0], !want[1], got)
		}
		if !strings.Contains(got, typed.German) {
			t.Errorf("%s lacks the text that nobody has translated", form)
		}
	}
	s := sheet(t, "both", i18n.Uk, 1, 1)
	s.Version.No, s.Version.Agreement = 0, nil
	if got := read(t, printed(t, s), "pdftotext"); !strings.Contains(got, "Entwurf vom 22.11.2026") || strings.Contains(got, "Fassung") {
		t.Errorf("a draft says so:\n%s", got)
	}
}

// TestSameBytes: the same plan gives the same file.
func TestSameBytes(t *testing.T) {
	if s := sheet(t, "both", i18n.Ar, 5, 3); !slices.Equal(printed(t, s), printed(t, s)) {
		t.Error("two files of one plan differ")
	}
}

// TestDraw writes the plans that were looked at into a folder.
func TestDraw(t *testing.T) {
	dir := os.Getenv("PLAN_PICTURES")
	if dir == "" {
		t.Skip("set PLAN_PICTURES to a folder to write plans there")
	}
	for _, own := range i18n.ForPersons() {
		for _, form := range planpdf.Forms {
			for _, goals := range [...]int{5, 30} {
				s := sheet(t, form, own, goals, 3)
				if err := os.WriteFile(filepath.Join(dir, own.Tag()+"-"+string(form)+"-"+strconv.Itoa(goals)+".pdf"), printed(t, s), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		s := sheet(t, "both", own, 30, 3)
		makeLong(&s)
		if err := os.WriteFile(filepath.Join(dir, own.Tag()+"-long.pdf"), printed(t, s), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkBoth prints five goals with three steps each side by side.
func BenchmarkBoth(b *testing.B) {
	for _, own := range [...]i18n.Lang{i18n.Uk, i18n.Ar, i18n.Ti} {
		s := sheet(b, "both", own, 5, 3)
		b.Run(own.Tag(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := planpdf.PDF(s); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestHouseholdPaper: what a household shares takes two pages at most for five goals, names its members, who does each step and who has
// agreed, and leaves a line for each adult and the manager.
func TestHouseholdPaper(t *testing.T) {
	for _, own := range i18n.ForPersons() {
		s := sheet(t, "both", own, 5, 3)
		s.Programme, s.ReviewOn, s.Version.Agreement = "", "", nil
		s.Household = &planpdf.Household{
			Members: []string{"Sami Haddad", "Rana Haddad", "Lina Haddad"}, Adults: []string{"Sami Haddad", "Rana Haddad"},
			Doer: func(l i18n.Lang, m domain.Measure) string {
				if m.Who == "person" {
					return "Rana Haddad"
				}
				return l.Term("who", m.Who)
			},
		}
		b := printed(t, s)
		if got := pages(t, b); got > 2 {
			t.Errorf("in %s: %d pages", own.Tag(), got)
		}
		s.Household.Adults = slices.Repeat(s.Household.Adults, 4)
		if got := pages(t, printed(t, s)); own == i18n.Ar && got > 3 {
			t.Errorf("with eight adults: %d pages", got)
		}
		if own != i18n.Fr {
			continue
		}
		text := strings.Join(strings.Fields(read(t, b, "pdftotext", "-layout")), " ")
		for _, want := range []string{
			i18n.De.HouseholdShared(), "Sami Haddad · Rana Haddad · Lina Haddad", i18n.De.PlansheetSign("Sami Haddad"), i18n.De.PlansheetSign("Rana Haddad"), i18n.De.PlansheetSign("Miriam Maier"),
			"Rana Haddad · " + i18n.De.PlanDue("15.01.2027"), "Einverstanden: ",
		} {
			if !strings.Contains(plain(text), plain(want)) {
				t.Errorf("the paper has no %q:\n%s", want, text)
			}
		}
	}
}

// plain is a text without the marks around names and without the breaks of its lines.
func plain(s string) string {
	return regexp.MustCompile(`[\x{2066}-\x{2069}\s]`).ReplaceAllString(s, "")
}
