package pdf

import (
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// jobs makes so many entries, each with three points.
func jobs(n int) []CVRow {
	rows := make([]CVRow, n)
	for i := range rows {
		rows[i] = CVRow{
			fmt.Sprintf("%02d/2010 – %d", i%12+1, 2011+i%10), fmt.Sprintf("Stelle-%d", i), fmt.Sprintf("Firma-%d, Aleppo", i),
			[]string{fmt.Sprintf("Erstens-%d", i), fmt.Sprintf("Zweitens-%d", i), fmt.Sprintf("Drittens-%d", i)},
		}
	}
	return rows
}

// TestLongCV: all of 200 entries come back in order, over many pages; no page ends with a heading or begins within an entry, and each
// page says which it is.
func TestLongCV(t *testing.T) {
	in := germanCV()
	in.Sections = []Section{{"Arbeit", jobs(200)}, {"Schule", jobs(1)}, {"Sprachen", []CVRow{{When: "Arabisch", Where: "Muttersprache"}}}}
	file := must(t, func() ([]byte, error) { return CV(in) })
	text := extracted(t, file)
	sheets := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	if len(sheets) < 15 {
		t.Fatalf("%d pages for 200 entries", len(sheets))
	}
	at := 0
	for i := range 200 {
		for _, word := range []string{"Stelle", "Firma", "Erstens", "Zweitens", "Drittens"} {
			want := fmt.Sprintf("%s-%d", word, i)
			next := strings.Index(text[at:], want)
			if next < 0 {
				t.Fatalf("%s is missing, or out of order", want)
			}
			at += next
		}
	}
	for i, sheet := range sheets {
		if want := fmt.Sprintf("Seite %d von %d", i+1, len(sheets)); !strings.Contains(sheet, want) {
			t.Errorf("page %d lacks %q", i+1, want)
		}
		lines := strings.Split(strings.TrimSpace(sheet), "\n")
		if i > 0 && regexp.MustCompile("^(Erstens|Zweitens|Drittens|Firma)").MatchString(lines[0]) {
			t.Errorf("page %d begins within an entry: %q", i+1, lines[0])
		}
		rest := strings.TrimSpace(strings.Split(sheet, "Sami Alnajjar\n")[0])
		if strings.HasSuffix(rest, "Arbeit") || strings.HasSuffix(rest, "Schule") || strings.HasSuffix(rest, "Sprachen") {
			t.Errorf("page %d ends with a heading", i+1)
		}
	}
	out, err := exec.CommandContext(t.Context(), tool(t, "qpdf"), "--check", save(t, file)).CombinedOutput()
	if err != nil || strings.Contains(string(out), "WARNING") {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
}

// TestLongWords: a word of 4,000 letters is set in each place of a CV, and comes back whole.
func TestLongWords(t *testing.T) {
	word := strings.Repeat("Abcdefghij", 400)
	in := CVDoc{
		Title: "Lebenslauf", Lang: "de", Created: day, Name: word, Target: word, PersonalTitle: word, Personal: []Row{{word, word}},
		Sections: []Section{{word, []CVRow{{word, word, word, []string{word}}}}}, Closing: word, PageLabel: german,
	}
	text := strings.ReplaceAll(strings.Join(strings.Fields(extracted(t, must(t, func() ([]byte, error) { return CV(in) }))), ""), "\f", "")
	// the columns stand beside each other, so only letters can be counted there
	if got, least := strings.Count(text, "j"), 10*400; got < least {
		t.Errorf("%d of %d letters came back", got, least)
	}
}

// TestSmallSectionsStayWhole: languages that do not fit below what stands on a page begin on the next.
func TestSmallSectionsStayWhole(t *testing.T) {
	languages := []CVRow{{When: "Arabisch", Where: "Muttersprache"}, {When: "Deutsch", Where: "B1"}, {When: "Türkisch", Where: "A2"}}
	torn := 0
	for n := range 12 {
		in := CVDoc{Title: "Lebenslauf", Lang: "de", Name: "A B", Created: day, PageLabel: german}
		in.Sections = []Section{{"Arbeit", jobs(12)[:9]}, {"Orte", nil}, {"Sprachen", languages}}
		for i := range n {
			in.Sections[1].Rows = append(in.Sections[1].Rows, CVRow{Where: fmt.Sprint("Ort ", i)})
		}
		for _, sheet := range strings.Split(extracted(t, must(t, func() ([]byte, error) { return CV(in) })), "\f") {
			found := 0
			for _, word := range []string{"Sprachen", "Arabisch", "Türkisch"} {
				if strings.Contains(sheet, word) {
					found++
				}
			}
			if found != 0 && found != 3 {
				torn++
			}
		}
	}
	if torn > 0 {
		t.Errorf("torn %d times", torn)
	}
}

// TestDensity: a CV has as few pages as the tightest density needs, and the roomiest density that has no more.
func TestDensity(t *testing.T) {
	s, err := newShaper()
	if err != nil {
		t.Fatal(err)
	}
	chosen := map[int]bool{}
	for n := 1; n < 24; n++ {
		in := CVDoc{Title: "Lebenslauf", Lang: "de", Name: "A B", Created: day, PageLabel: german, Sections: []Section{{"Arbeit", jobs(n)}}}
		counts := make([]int, len(densities))
		for i, close := range densities {
			counts[i] = setCV(s, in, close).pageCount()
		}
		fewest := counts[len(counts)-1]
		if !slices.IsSortedFunc(counts, func(a, b int) int { return b - a }) {
			t.Errorf("%d jobs: pages %v by density: closer takes more", n, counts)
		}
		chosen[slices.Index(counts, fewest)] = true
		if got := pages(t, must(t, func() ([]byte, error) { return CV(in) })); got != fewest {
			t.Errorf("%d jobs: %d pages, want %d", n, got, fewest)
		}
	}
	if len(chosen) < 3 {
		t.Errorf("only %d densities were ever chosen: %v", len(chosen), chosen)
	}
	for _, close := range densities {
		if close.size < 10 {
			t.Errorf("letters of %v points", close.size)
		}
	}
}

// TestSideColumn: the column of dates is as wide as they need.
func TestSideColumn(t *testing.T) {
	s, err := newShaper()
	if err != nil {
		t.Fatal(err)
	}
	width := func(label string) float64 {
		return setCV(s, CVDoc{Lang: "de", Sections: []Section{{"A", []CVRow{{When: label, Where: "x"}}}}}, densities[0]).side
	}
	short, long, longest := width("2010"), width("Kurdisch (Kurmandschi)"), width(strings.Repeat("sehr lang ", 30))
	if short != cvSideLeast || longest != cvSideMost || long <= short || long >= longest {
		t.Errorf("widths %v, %v, %v", short, long, longest)
	}
}

// TestNoRunts: no paragraph ends with a single short word where the lines can be evened, and none gets more lines by it.
func TestNoRunts(t *testing.T) {
	d := testDoc(t)
	const text = "Abschlussnote: 78 % (Bestnote 100 %, bestanden ab 50 %); zur Orientierung 2,3 nach der modifizierten bayerischen Formel, unverbindlich"
	evened := 0
	for width := 200.0; width < 400; width += 7 {
		p := d.set(words{text: text, lang: "de"}, tenPoints, width, false)
		plain := d.breakLines(p, width/tenPoints.size)
		if len(plain) != len(p.lines) {
			t.Errorf("width %v: %d lines instead of %d", width, len(p.lines), len(plain))
		}
		if !slices.Equal(plain, p.lines) {
			evened++
		}
		if last := p.lines[len(p.lines)-1]; string(p.text[last.from:last.to]) == "unverbindlich" && (p.before[last.to]-p.before[last.from])*tenPoints.size < 0.2*width {
			t.Errorf("width %v: the last line is %q", width, "unverbindlich")
		}
	}
	if evened == 0 {
		t.Error("nothing was evened")
	}
}

func TestShortWordsClingToNumbers(t *testing.T) {
	d := testDoc(t)
	for width := 60.0; width < 300; width += 5 {
		p := d.set(words{text: "Aufenthaltserlaubnis nach § 25 Abs. 2 AufenthG (ca. 09/2014), Nr. 7", lang: "de"}, tenPoints, width, false)
		for _, line := range p.lines {
			for _, word := range []string{"§", "Abs.", "ca.", "Nr."} {
				if strings.HasSuffix(string(p.text[line.from:line.to]), word) {
					t.Errorf("width %v: a line ends with %q", width, word)
				}
			}
		}
	}
}

// TestPartsOfText finds links and words of other languages.
func TestPartsOfText(t *testing.T) {
	for _, tc := range []struct{ name, text, lang, native, want string }{
		{"nothing", "Tischler, 2010–2015", "de", "ar", ""},
		{"title of a certificate", "Originaltitel: شهادة التعليم (Shahādat), 9", "de", "ar", "شهادة التعليم=ar"},
		{"script of another language", "Titel: شهادة und Свідоцтво", "de", "uk", "شهادة=und-Arab Свідоцтво=uk"},
		{"German firm in Persian", "در Holzbau Müller GmbH (Stuttgart)", "fa", "", "Holzbau Müller GmbH (Stuttgart=de"},
		{"vowel signs go along", "x سَلَامٌ y", "de", "fa-AF", "سَلَامٌ=fa-AF"},
		{"phone", "Telefon +49 711 123456, seit 09/2010", "de", "", "+49 711 123456=tel:+49711123456"},
		{"no phone", "+49 7, +1, 09/2010 – 2015, 0711 123456", "de", "", ""},
		{"address between words", "نص a@x.org نص", "ar", "", "a@x.org=mailto:a@x.org"},
		{"foreign words stop at an address", "نص Post a@x.org Post", "ar", "", "Post=de a@x.org=mailto:a@x.org Post=de"},
		{"unknown language of the text", "أ b", "", "ar", ""},
	} {
		r := read(tc.text, readFromRight(tc.text), true)
		var got []string
		for _, p := range r.withForeign(tc.lang, tc.native) {
			got = append(got, string(r.text[p.from:p.to])+"="+p.address+p.lang)
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
