package pdf

import (
	"bytes"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// documents returns every kind of document under a name.
func documents(t *testing.T) map[string]func() ([]byte, error) {
	t.Helper()
	all := map[string]func() ([]byte, error){
		"cv-de": func() ([]byte, error) { return CV(germanCV()) },
		"cv-ar": func() ([]byte, error) { return CV(arabicCV()) },
	}
	for lang, in := range slips() {
		all["slip-"+lang] = func() ([]byte, error) { return Slip(in) }
		in.A5 = true
		all["slip-a5-"+lang] = func() ([]byte, error) { return Slip(in) }
	}
	for lang, in := range notes() {
		all["note-"+lang] = func() ([]byte, error) { return Note(in) }
	}
	for lang, text := range paragraphs {
		in := PlainDoc{Head: Head{Title: lang, Lang: lang, Created: day}, RTL: readFromRight(text), Text: text}
		all["plain-"+lang] = func() ([]byte, error) { return Plain(in) }
	}
	return all
}

func must(t *testing.T, make func() ([]byte, error)) []byte {
	t.Helper()
	file, err := make()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestSameInputGivesSameBytes(t *testing.T) {
	for name, make := range documents(t) {
		if !bytes.Equal(must(t, make), must(t, make)) {
			t.Errorf("%s: two files of the same input differ", name)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	want := must(t, func() ([]byte, error) { return CV(germanCV()) })
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 3 {
				if got, err := CV(germanCV()); err != nil || !bytes.Equal(got, want) {
					t.Errorf("made at the same time as others: differs, or error %v", err)
				}
				if _, err := Slip(slips()["ar"]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// TestQpdfFindsNothing: every kind of document is sound, and says no more of itself than is proved.
func TestQpdfFindsNothing(t *testing.T) {
	qpdf := tool(t, "qpdf")
	for name, make := range documents(t) {
		file := must(t, make)
		if !bytes.Contains(file, []byte("<x:xmpmeta")) || claims.Match(file) {
			t.Errorf("%s: the metadata cannot be read without unpacking, or claims %q", name, claims.Find(file))
		}
		out, err := exec.CommandContext(t.Context(), qpdf, "--check", save(t, file)).CombinedOutput()
		if err != nil || bytes.Contains(out, []byte("WARNING")) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func TestSizes(t *testing.T) {
	german := germanCV()
	german.NameNative = ""
	for i, s := range german.Sections {
		for j, r := range s.Rows {
			for k, text := range r.Details {
				german.Sections[i].Rows[j].Details[k] = regexp.MustCompile(` \(\p{Arabic}.*\)`).ReplaceAllString(text, "")
			}
		}
	}
	four := germanCV()
	four.Sections = append(four.Sections, Section{"Weitere Nachweise", []CVRow{
		{"2008", "Kurs Möbelrestaurierung", "Lwiw, Ukraine", []string{"Originaltitel: Свідоцтво про підвищення кваліфікації столяра з реставрації меблів"}},
		{"2007", "Grundkurs Holzbearbeitung", "Asmara, Eritrea", []string{"Originaltitel: ምስክር ወረቐት ስራሕ ዕንጨይቲ፡ ቤት ትምህርቲ ሞያ ኣስመራ"}},
	}})
	four.Sections[3].Rows = append(four.Sections[3].Rows, CVRow{"Українська", "українська мова", "A2", nil}, CVRow{"ትግርኛ", "ቋንቋ ትግርኛ", "A1", nil})
	for _, tc := range []struct {
		name string
		in   CVDoc
		most int // kB
	}{{"German only", german, 45}, {"two scripts", germanCV(), 90}, {"four scripts in both weights", four, 90}} {
		file := must(t, func() ([]byte, error) { return CV(tc.in) })
		if n := pages(t, file); n != 2 {
			t.Errorf("%s: %d pages, want 2", tc.name, n)
		}
		if len(file) > tc.most*1000 {
			t.Errorf("%s: %d bytes, want at most %d kB", tc.name, len(file), tc.most)
		}
		t.Logf("%s: %d bytes", tc.name, len(file))
	}
}

// inspected returns what pdfinfo says with the given flags.
func inspected(t *testing.T, file []byte, flags ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), tool(t, "pdfinfo"), append(flags, save(t, file))...).CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("Error")) {
		t.Fatalf("pdfinfo: %v\n%s", err, out)
	}
	return string(out)
}

func pages(t *testing.T, file []byte) int {
	t.Helper()
	return strings.Count(extracted(t, file), "\f")
}

func TestStructure(t *testing.T) {
	file := must(t, func() ([]byte, error) { return CV(germanCV()) })
	about := inspected(t, file)
	for _, want := range []string{"Title:           Lebenslauf – Sami Alnajjar", "Author:          Sami Alnajjar", "Tagged:          yes", "2026"} {
		if !strings.Contains(about, want) {
			t.Errorf("pdfinfo lacks %q:\n%s", want, about)
		}
	}
	tree := strings.Join(strings.Fields(inspected(t, file, "-struct-text")), " ")
	for _, want := range []string{
		`Document P (block) "Lebenslauf" H1 (block) "Sami Alnajjar" P (block)`,
		`Link (inline)`,
		`H2 (block) "Persönliche Daten" Table (block) TR TH: /Scope /Row P (block) "Geburtsdatum" TD P (block) "12.03.1991 in Aleppo, Syrien"`,
		`gültig bis 30.06.2027, Erwerbstätigkeit erlaubt"`,
		`L (block): /ListNumbering /Disc LI (block) Lbl (block) "•" LBody (block) "Zuschnitt und Kantenbearbeitung von Plattenwerkstoffen"`,
	} {
		if !strings.Contains(tree, want) {
			t.Errorf("structure lacks %s:\n%s", want, tree)
		}
	}
	for what, n := range map[string]int{"Link (inline)": 2, "Object ": 2, "Span (inline)": 6} { // phone and e-mail; two titles in Arabic with the words around
		if got := strings.Count(tree, what); got != n {
			t.Errorf("%d times %s in the structure, want %d", got, what, n)
		}
	}
	if strings.Contains(tree, "Seite 1") {
		t.Error("the page number is part of the text")
	}
	if got := extracted(t, file); !strings.Contains(got, "Seite 1 von 2") || !strings.Contains(got, "Seite 2 von 2") {
		t.Errorf("page numbers are missing:\n%s", got)
	}
}

// claims tell readers that a file meets PDF/A or PDF/UA. Only veraPDF can say so, and it has not been run.
var claims = regexp.MustCompile(`(?i)pdfaid|pdfuaid|pdfxid|GTS_PDF`)

func TestNoClaims(t *testing.T) {
	if !claims.MatchString(`<pdfuaid:part>1</pdfuaid:part>`) {
		t.Fatal("a planted claim is not seen")
	}
	if found := claims.FindString(unpacked(t, must(t, func() ([]byte, error) { return CV(germanCV()) }))); found != "" {
		t.Errorf("the unpacked file claims %s", found)
	}
}

// TestPlainSections: what has no dates is a list, and where only some have, the cell without is no heading.
func TestPlainSections(t *testing.T) {
	in := CVDoc{Lang: "de", Created: day, Sections: []Section{
		{"Führerschein", []CVRow{{Where: "Klasse B"}, {}, {Where: "Klasse C"}}},
		{"Nichts", []CVRow{{}, {Details: []string{" "}}}},
		{"Arbeit", []CVRow{{When: "2010", What: "Tischler"}, {What: "Maurer"}}},
	}}
	tree := strings.Join(strings.Fields(inspected(t, must(t, func() ([]byte, error) { return CV(in) }), "-struct-text")), " ")
	for _, want := range []string{
		`H2 (block) "Führerschein" L (block): /ListNumbering /None LI (block) LBody (block) P (block) "Klasse B" LI (block) LBody (block) P (block) "Klasse C" H2`,
		`TR TH: /Scope /Row P (block) "2010" TD P (block) "Tischler" TR TD TD P (block) "Maurer"`,
	} {
		if !strings.Contains(tree, want) {
			t.Errorf("structure lacks %s:\n%s", want, tree)
		}
	}
	if strings.Contains(tree, "Nichts") {
		t.Errorf("a section without text is there:\n%s", tree)
	}
}

// unpacked returns the file without compression.
func unpacked(t *testing.T, file []byte) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), tool(t, "qpdf"), "--qdf", "--object-streams=disable", save(t, file), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestObjects(t *testing.T) {
	de := unpacked(t, must(t, func() ([]byte, error) { return CV(germanCV()) }))
	ar := unpacked(t, must(t, func() ([]byte, error) { return CV(arabicCV()) }))
	for _, tc := range []struct{ name, file, want string }{
		{"language of the name", de, "/Lang (ar)"},
		{"language of the document", ar, "/Lang (ar)"},
		{"language of the name in Latin letters", ar, "/Lang (de)"},
		{"link", de, "/URI (mailto:sami.alnajjar@example.org)"},
		{"link of the phone", de, "/URI (tel:+49711000000)"},
		{"words of the link", de, "/Contents " + strings.ToLower(textString("sami.alnajjar@example.org"))},
		{"language of Arabic words in German", de, "/Lang (ar)\n  /P "},
		{"bookmarks", de, "/Type /Outlines"},
		{"six bookmarks", de, "/Count 6\n"},
		{"page numbers are no text", de, "/Type/Pagination"},
		{"text in its order", ar, "/ActualText <" + strings.ToLower(textString("نجار")[1:])},
	} {
		if !strings.Contains(tc.file, tc.want) {
			t.Errorf("%s: %q is missing", tc.name, tc.want)
		}
	}
}

func TestCVComesBack(t *testing.T) {
	for lang, want := range map[string][]string{
		"de": {"Sami Alnajjar", "سامي النجار", "+49 711 000000", "Maßanfertigung von Möbeln, Türen und Fenstern", "Abschluss: Berufliches Sekundarschulzeugnis (الثانوية المهنية الصناعية)", "09/2010 – 2015", "Stuttgart, 22.11.2026"},
		"ar": {"سامي النجار", "قمت بتدريب متدربين اثنين منذ 2013", "09/2010 – 2015", "+49 711 000000", "Beispiel Holzbau GmbH، شتوتغارت", "B1 (telc Deutsch B1, 05/2022)", "شتوتغارت، 22.11.2026"},
	} {
		in := germanCV()
		if lang == "ar" {
			in = arabicCV()
		}
		got := strings.Join(strings.Fields(extracted(t, must(t, func() ([]byte, error) { return CV(in) }))), " ")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is missing in\n%s", lang, w, got)
			}
		}
	}
}

func TestSlipComesBack(t *testing.T) {
	for lang, in := range slips() {
		for _, a5 := range []bool{false, true} {
			in.A5 = a5
			file := must(t, func() ([]byte, error) { return Slip(in) })
			if n := pages(t, file); n != 1 {
				t.Errorf("%s a5=%v: %d pages, want 1", lang, a5, n)
			}
			got := strings.Join(strings.Fields(extracted(t, file)), " ")
			for _, want := range []string{"7QF3", "K9TW", "2M4X", "H8RD", "402915", "stuttgart.example.org", "Anna Weber", "Geben Sie Ihre PIN ein."} {
				if !strings.Contains(got, want) {
					t.Errorf("%s a5=%v: %q is missing in\n%s", lang, a5, want, got)
				}
			}
			for _, word := range strings.Fields(strings.Join(in.Own.Steps, " ")) {
				if word = strings.Trim(word, ".፡።"); !strings.Contains(got, word) {
					t.Errorf("%s a5=%v: word %q is missing in\n%s", lang, a5, word, got)
				}
			}
		}
	}
}

// TestCVOnOnePage adds jobs to a short CV until one page is full: before the second page begins, the first is set closer.
func TestCVOnOnePage(t *testing.T) {
	const fits, closer = 8, 11 // jobs on a page set as usual, and set closer
	for jobs, want := range map[int]int{1: 1, fits: 1, closer: 1, closer + 2: 2} {
		in := CVDoc{Title: "Lebenslauf", Lang: "de", Name: "Sami Alnajjar", Closing: "Stuttgart, 22.11.2026", PageLabel: german}
		for range jobs {
			in.Sections = append(in.Sections, Section{"Arbeit", []CVRow{{When: "2016", What: "Tischler", Where: "Aleppo"}}})
		}
		if n := pages(t, must(t, func() ([]byte, error) { return CV(in) })); n != want {
			t.Errorf("%d jobs take %d pages, want %d", jobs, n, want)
		}
	}
}

func TestNoteIsOnePage(t *testing.T) {
	for lang, in := range notes() {
		for range 3 { // more goals make it smaller
			in.Goals = append(in.Goals, in.Goals...)
		}
		if n := pages(t, must(t, func() ([]byte, error) { return Note(notes()[lang]) })); n != 1 {
			t.Errorf("%s: %d pages, want 1", lang, n)
		}
		if got := extracted(t, must(t, func() ([]byte, error) { return Note(in) })); strings.Count(got, in.Goals[0].German) != 8 {
			t.Errorf("%s: a long note lost goals:\n%s", lang, got)
		}
	}
}

func TestMissingLetterIsABoxAndKeepsItsText(t *testing.T) {
	file := must(t, func() ([]byte, error) {
		return Plain(PlainDoc{Head: Head{Title: "x", Lang: "de", Created: day}, Text: "Anfang 漢 Mitte 😀 Ende"})
	})
	if got := strings.Join(strings.Fields(extracted(t, file)), " "); got != "Anfang 漢 Mitte 😀 Ende" {
		t.Errorf("read back %q", got)
	}
}

// A letter with a diaeresis is drawn from two other glyphs, which have to come along under their new numbers.
func TestSubsetHasThePartsOfItsGlyphs(t *testing.T) {
	all, err := families()
	if err != nil {
		t.Fatal(err)
	}
	u := newFontUse("F", all[0][latin])
	g, _ := u.face.NominalGlyph('ä')
	s, place := newSubset(u.typeface, []meaning{{}, {g, "ä"}, {0, "漢"}})
	file := s.file()
	if len(s.order) != 5 || place[1] != 1 || place[2] != 2 {
		t.Fatalf("glyphs %v at %v, want ä, the box and two parts behind the first", s.order, place)
	}
	if len(file)%4 != 0 || checksum(file[:12]) == 0 {
		t.Error("not a TrueType file")
	}
	data := s.outline(g)
	for i, at := range []int{12, 12 + 6} { // glyph numbers of the parts; their arguments are bytes
		if got := uint16(data[at])<<8 | uint16(data[at+1]); got != s.number[s.order[3+i]] {
			t.Errorf("part %d has number %d, want %d", i, got, s.number[s.order[3+i]])
		}
	}
}

func TestTypefaceOfEachScript(t *testing.T) {
	s, err := newShaper()
	if err != nil {
		t.Fatal(err)
	}
	r := read("نجار ኣነ Tischler столяр 12", true, false)
	var got []string
	for _, run := range s.shape(r, "ar", false) {
		got = append(got, run.use.typeface.name+":"+strings.TrimSpace(string(r.text[run.from:run.to])))
	}
	want := "NotoNaskhArabic-Regular:نجار|NotoSansEthiopic-Regular:ኣነ|NotoSans-Regular:Tischler|NotoSans-Regular:столяр 12"
	if joined := strings.Join(got, "|"); joined != want {
		t.Errorf("typefaces %s, want %s", joined, want)
	}
}
