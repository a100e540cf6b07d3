package pdf

import (
	"strings"
	"testing"
)

// hostile are texts that nobody should write and somebody will.
var hostile = map[string]string{
	"empty":             "",
	"spaces":            " \t\n \u00a0\u2003\u3000 ",
	"controls":          "\x00\x01a\x1b[31m\x7f\u0085b\ufeffc\ufffe",
	"bidi controls":     strings.Repeat("\u202e\u2067\u202a", 200) + "אb1" + strings.Repeat("\u2069\u202c", 50),
	"bad UTF-8":         "a\xff\xfe\xc3(\xed\xa0\x80",
	"long word":         strings.Repeat("Donaudampfschifffahrt", 5_000),
	"long arabic word":  strings.Repeat("سلام", 5_000),
	"marks only":        strings.Repeat("\u064b\u0301", 300),
	"joiners only":      "\u200d\u200c\u2060\u200b",
	"zalgo":             "Z" + strings.Repeat("\u0335\u0321\u034f", 60),
	"brackets":          strings.Repeat("(", 500) + "א" + strings.Repeat(")", 500),
	"pdf syntax":        `) Tj ET Q endstream endobj <</Type/Catalog>> \( % (`,
	"xml":               `</rdf:li><script>&amp;"'`,
	"percent":           "%d %s %!",
	"lines":             strings.Repeat("a\r\nb\u2028c\v", 300),
	"emoji":             "👨‍👩‍👧‍👦🇩🇪",
	"digits":            strings.Repeat("٠1", 400) + strings.Repeat("0 ", 2000) + strings.Repeat("1-", 2000),
	"addresses":         strings.Repeat("a@b.c ", 500) + "https://" + strings.Repeat("x", 5000),
	"address across":    "א " + strings.Repeat("a", 300) + "@" + strings.Repeat("b", 300) + ".org ב",
	"surrogates escape": "\U0010ffff\U000e0001\U0001f600",
}

func TestHostileTexts(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			long, text := text, first(text, 300) // the same code sets them all; once at full length will do
			for _, rtl := range []bool{false, true} {
				if rtl {
					long = first(long, 2_000)
				}
				for kind, make := range map[string]func() ([]byte, error){
					"plain": func() ([]byte, error) {
						return Plain(PlainDoc{Head: Head{Title: text, Author: text, Lang: "de", Created: day}, RTL: rtl, Text: long})
					},
					"cv": func() ([]byte, error) {
						return CV(CVDoc{
							Title: text, Lang: "ar", RTL: rtl, Created: day, Name: text, NameNative: text, NativeLang: text, Target: text, Contact: []string{text},
							PersonalTitle: text, Personal: []Row{{text, text}, {}}, Closing: text, PageLabel: func(int, int) string { return text },
							Sections: []Section{{}, {text, []CVRow{{text, text, text, []string{text, ""}}, {}}}},
						})
					},
					"slip": func() ([]byte, error) {
						w := SlipWords{text, []string{text, ""}, text, text, text, text, text, text}
						return Slip(SlipDoc{Lang: "ar", RTL: rtl, Created: day, City: text, Name: text, Own: w, German: w, URL: "https://x.org", Web: text, Code: first(text, 40), PIN: first(text, 6), Responsible: text})
					},
					"note": func() ([]byte, error) {
						w := NoteWords{text, []string{text, ""}, text, text}
						return Note(NoteDoc{Lang: "ar", RTL: rtl, Created: day, From: text, Name: text, Own: w, German: w, Goals: []NoteGoal{{text, text, text, text}, {}}, Closing: text})
					},
				} {
					file, err := make()
					if err != nil {
						t.Errorf("%s rtl=%v: %v", kind, rtl, err)
						continue
					}
					if kind == "plain" {
						extracted(t, file) // complaints of the reader fail the test
					}
				}
			}
		})
	}
}

func first(text string, n int) string { return string([]rune(text)[:min(n, len([]rune(text)))]) }

func TestQRCodeTooLong(t *testing.T) {
	in := slips()["de"]
	in.URL = strings.Repeat("x", 5000)
	if _, err := Slip(in); err == nil {
		t.Error("a URL of 5000 letters went into a QR code")
	}
}

func TestEmptyDocuments(t *testing.T) {
	for name, make := range map[string]func() ([]byte, error){
		"plain": func() ([]byte, error) { return Plain(PlainDoc{}) },
		"cv":    func() ([]byte, error) { return CV(CVDoc{}) },
		"slip":  func() ([]byte, error) { return Slip(SlipDoc{}) },
		"note":  func() ([]byte, error) { return Note(NoteDoc{}) },
	} {
		if file, err := make(); err != nil || pages(t, file) != 1 {
			t.Errorf("%s: error %v, or not one page", name, err)
		}
	}
}
