package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestRuns(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		rtl        bool
		want       []run
	}{
		{"empty", "", false, nil},
		{"latin", "Holz & Möbel, 2010", false, []run{{"Holz & Möbel, 2010", latin}}},
		{"arabic", "ورشة الأمل.", true, []run{{"ورشة الأمل.", fromRight}}},
		{"arabic_in_german", "Titel: شهادة التعليم (9 Jahre)", false, []run{{"Titel: ", latin}, {"شهادة التعليم", fromRight}, {"\u200e (9 Jahre)", latin}}},
		{"number_in_arabic", "منذ عام 2010 في حلب", true, []run{{"منذ عام ", fromRight}, {"2010", latin}, {" في حلب", fromRight}}},
		{"signs", "…!", true, []run{{"…!", fromRight}}},
		{"ethiopic", "ቤት 2 መግቢ.", false, []run{{"ቤት 2 መግቢ.", ethiopic}}},
		{"cyrillic_in_german", "Titel: Диплом 5 (Dyplom)", false, []run{{"Titel: ", latin}, {"Диплом 5 (", cyrillic}, {"Dyplom)", latin}}},
		{"phone", "هاتف: +49 711 123", true, []run{{"هاتف: ", fromRight}, {"\u200e+49 711 123", latin}}},
		{"phone_alone", "+49 711 5550133", true, []run{{"\u200e+49 711 5550133", latin}}},
		{"range", "من 09/2010 – 2015 في", true, []run{{"من ", fromRight}, {"\u200e09/2010 – 2015", latin}, {" في", fromRight}}},
		{"two_numbers", "15 شهریور 1363 (06.09.1984)", true, []run{{"15", latin}, {" شهریور ", fromRight}, {"1363", latin}, {" (", fromRight}, {"06.09.1984", latin}, {")", fromRight}}},
		{"address", "Lindenweg 12, 70565 Stuttgart", true, []run{{"Lindenweg 12, 70565 Stuttgart", latin}}},
		{"brackets", "شركة Holz (Ulm)، حلب", true, []run{{"شركة ", fromRight}, {"Holz (Ulm)", latin}, {"، حلب", fromRight}}},
		{"number_behind_arabic", "Titel: حلب, 1997 (3)", false, []run{{"Titel: ", latin}, {"حلب", fromRight}, {"\u200e, 1997 (3)", latin}}},
		{"number_at_arabic", "حلب3", false, []run{{"حلب", fromRight}, {"\u200e3", latin}}},
		{"arabic_digits", "سنة ١٩٩١ في", true, []run{{"سنة ", fromRight}, {"١٩٩١", latin}, {" في", fromRight}}},
		{"mark_at_the_end", "Titel: شكراً (x)", false, []run{{"Titel: ", latin}, {"شكراً", fromRight}, {" (x)", latin}}},
		{"mark_at_the_end_of_all", "Titel: شكراً", false, []run{{"Titel: ", latin}, {"شكراً", fromRight}}},
		{"mark_in_latin", "نص Cafe\u0301", true, []run{{"نص ", fromRight}, {"Cafe\u0301", latin}}},
		{"latin_at_the_end", "نص Müller GmbH.", true, []run{{"نص ", fromRight}, {"Müller GmbH", latin}, {".", fromRight}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := runs(tc.text, tc.rtl)
			if !slices.Equal(got, tc.want) {
				t.Errorf("%+v, want %+v", got, tc.want)
			}
			whole := ""
			for _, r := range got {
				whole += strings.ReplaceAll(r.text, leftToRightMark, "")
			}
			if whole != tc.text {
				t.Errorf("text is now %q", whole)
			}
		})
	}
}

// sample has every kind of paragraph, and texts that would break careless XML.
func sample(lang string, rtl bool) Doc {
	return Doc{
		Title: `<&"'>`, Author: "a\x00b\uffff", Lang: lang, RTL: rtl, Created: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC),
		Native: "fa-AF", Page: PageWords{"Seite ", " von "},
		Head: []Paragraph{{Text: "CV", Style: Quiet}, {Text: "كريم", Style: Name}, {Text: "Karim", Lang: "de"}, {Text: "نجار", Style: Aim}},
		Sections: []Section{
			{"العمل", []Row{{Side: "2010"}, {Main: []Paragraph{{Text: "x", Style: Strong}, {Text: "a]]><w:p>b", Style: Bullet}}}}},
			{Title: "left out"},
		},
		Foot: []Paragraph{{Text: "Stuttgart", Style: Closing}},
	}
}

// TestBytes: the archive has its parts, each of which is XML, whatever the texts hold.
func TestBytes(t *testing.T) {
	doc := sample("ar", true)
	b, err := Bytes(doc)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Bytes(doc); err != nil || !bytes.Equal(b, again) {
		t.Errorf("the same document gives other bytes (%v)", err)
	}
	all := parts(t, b)
	body := all["word/document.xml"]
	for _, want := range []string{
		"<w:bidiVisual/>", "<w:bidi/>", `<w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">كريم`, `w:val="Heading1"`, `w:val="Heading2"`, `w:val="ListBullet"`,
		`<w:lang w:val="de"/>`, "a]]&gt;&lt;w:p&gt;b", `<w:tblLayout w:type="fixed"/>`, `<w:cantSplit/>`, `<w:footerReference w:type="default" r:id="r4"/>`,
		`<w:pgMar w:top="1134" w:right="1417"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the body has no %s", want)
		}
	}
	if strings.Contains(body, "left out") {
		t.Error("a section without rows is there")
	}
	foot := all["word/footer1.xml"]
	for _, want := range []string{">Seite<", ` PAGE `, ">von<", ` NUMPAGES `} {
		if !strings.Contains(foot, want) {
			t.Errorf("the foot has no %q", want)
		}
	}
	if styles := all["word/styles.xml"]; !strings.Contains(styles, `<w:lang w:val="de-DE" w:bidi="ar"/>`) {
		t.Error("the language of the document is missing")
	}
	german := sample("de-DE", false)
	german.Foot = nil
	if b, err = Bytes(german); err != nil {
		t.Fatal(err)
	}
	body = parts(t, b)["word/document.xml"]
	for _, want := range []string{`<w:rtl/><w:lang w:bidi="fa-AF"/>`, `<w:pgMar w:top="1134" w:right="1134"`, `</w:tbl><w:p>`} {
		if !strings.Contains(body, want) {
			t.Errorf("the German body has no %s", want)
		}
	}
	if strings.Contains(body, "<w:bidi/>") || strings.Contains(body, "w:tab/") {
		t.Error("the German body is read from the right, or has tabs")
	}
}

// parts reads all parts and fails for one that is no XML.
func parts(t *testing.T, file []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[string]string)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		decoder := xml.NewDecoder(bytes.NewReader(b))
		for {
			if _, err = decoder.Token(); err != nil {
				break
			}
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", f.Name, err)
		}
		all[f.Name] = string(b)
	}
	if len(all) != 9 {
		t.Errorf("%d parts, want 9", len(all))
	}
	return all
}
