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
		{"latin", "Holz & Möbel, 2010", false, []run{{"Holz & Möbel, 2010", false}}},
		{"arabic", "ورشة الأمل.", true, []run{{"ورشة الأمل.", true}}},
		{"arabic_in_german", "Titel: شهادة التعليم (9 Jahre)", false, []run{{"Titel: ", false}, {"شهادة التعليم", true}, {" (9 Jahre)", false}}},
		{"number_in_arabic", "منذ عام 2010 في حلب", true, []run{{"منذ عام ", true}, {"2010", false}, {" في حلب", true}}},
		{"signs", "…!", true, []run{{"…!", true}}},
		{"ethiopic", "ቤት መግቢ", false, []run{{"ቤት መግቢ", false}}},
		{"phone", "+49 711", true, []run{{"+", true}, {"49 711", false}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := runs(tc.text, tc.rtl); !slices.Equal(got, tc.want) {
				t.Errorf("%+v, want %+v", got, tc.want)
			}
		})
	}
}

// TestBytes: the archive has its parts, each of which is XML, whatever the texts hold.
func TestBytes(t *testing.T) {
	doc := Doc{
		Title: `<&"'>`, Author: "a\x00b\uffff", Lang: "ar", RTL: true, Created: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC),
		Head:     []Paragraph{{Text: "كريم", Style: Name}, {Text: "Karim", Lang: "de"}},
		Sections: []Section{{Title: "العمل", Rows: []Row{{Side: "2010"}, {Main: []Paragraph{{Text: "a]]><w:p>b", Style: Bullet}}}}}, {Title: "left out"}},
		Foot:     []Paragraph{{Text: "Stuttgart"}},
	}
	b, err := Bytes(doc)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Bytes(doc); err != nil || !bytes.Equal(b, again) {
		t.Errorf("the same document gives other bytes (%v)", err)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	body := parts(t, z)["word/document.xml"]
	for _, want := range []string{"<w:bidiVisual/>", "<w:bidi/>", `<w:rtl/><w:lang w:bidi="ar"/>`, `w:val="Heading1"`, `w:val="Heading2"`, `w:val="ListBullet"`, `<w:lang w:val="de"/>`, "a]]&gt;&lt;w:p&gt;b"} {
		if !strings.Contains(body, want) {
			t.Errorf("the body has no %s", want)
		}
	}
	if strings.Contains(body, "left out") {
		t.Error("a section without rows is there")
	}
	if n, cells := strings.Count(body, "<w:tc>"), strings.Count(body, "</w:p></w:tc>"); n != 4 || n != cells {
		t.Errorf("%d cells, %d end with a paragraph, want 4 and 4", n, cells)
	}
}

// parts reads all parts and fails for one that is no XML.
func parts(t *testing.T, z *zip.Reader) map[string]string {
	t.Helper()
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
	if len(all) != 7 {
		t.Errorf("%d parts, want 7", len(all))
	}
	return all
}
