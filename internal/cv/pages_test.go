package cv

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/pdf"
)

// approvedWith is the program that drew the approved pages. Another version may smooth edges in another way.
const approvedWith = "pdftoppm version 22.12.0" // Debian 12

// hard is a CV read from the right with what readers and printers get wrong: phone numbers, ranges, brackets, addresses, percentages
// and German names inside words in Arabic letters, joiners, vowel signs, digits of the script's own.
func hard() pdf.CVDoc {
	return pdf.CVDoc{
		Title: "رزومه", Lang: "fa", RTL: true, Created: noon(day), Name: "مریم رستمی", NameNative: "Maryam Rostami", NativeLang: "de",
		Target: "دبیر ریاضی (تمام‌وقت)", PersonalTitle: "مشخصات فردی",
		Personal: []pdf.Row{{Label: "تلفن", Value: "+49 711 5550133"}, {Label: "ایمیل", Value: "maryam.rostami@example.org"}, {Label: "نشانی", Value: "Birkenallee 7, 70376 Stuttgart"}},
		Sections: []pdf.Section{
			{Title: "کار", Rows: []pdf.CVRow{
				{When: "2010–2015", What: "معلم در Holzbau Müller GmbH (Stuttgart)", Where: "اشتوتگارت (آلمان)، 09/2010 – 2015", Details: []string{
					"می‌خواهم دوره‌ی «Ausbildung» را شروع کنم؛ شماره‌ام +49 (0)711 123456 است.",
					"نمره‌ی آزمونم 78 % (۷۸٪) بود و تاریخ گواهی‌نامه 03.09.2010 است.",
					"ایمیل: a.b@example.org (هر روز تا ساعت ۱۸)، وبگاه: https://example.org/fa",
				}},
				{When: "از ۱۳۸۹", What: "نجّار", Details: []string{"قليلًا من العربية: شهادة «ممتازة» (B1)، 2010–2015 في حلب", "لە هه‌ولێر 2010–2015 کارم کردووە (کوردستان)"}},
			}},
			{Title: "زبان‌ها", Rows: []pdf.CVRow{{When: "آلمانی", Where: "B2 (telc, 05/2022)"}, {When: "اوکراینی", Where: "українська мова, A2"}, {When: "تیگرینیا", Where: "ቋንቋ ትግርኛ (A1)"}}},
		},
		Closing: "اشتوتگارت، 22.11.2026",
	}
}

// TestPages draws pages and compares each pixel with the pages that somebody has looked at and approved.
func TestPages(t *testing.T) {
	pdftoppm := tool(t, "pdftoppm")
	version, err := exec.CommandContext(t.Context(), pdftoppm, "-v").CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(version), approvedWith+"\n") {
		text, _, _ := strings.Cut(string(version), "\n")
		if os.Getenv("REQUIRE_PDF_TOOLS") == "1" {
			t.Fatalf("the pages were approved with %s, here is %s, and REQUIRE_PDF_TOOLS=1", approvedWith, text)
		}
		t.Skipf("SKIPPED: the pages were approved with %s, here is %s", approvedWith, text)
	}
	all, seen := inputs(t), 0
	for _, tc := range []struct{ person, form, sheet string }{
		{"ar-carpenter", "full", "1"},
		{"ku-nurse", "full", "2"},
		{"ar-carpenter", "original", "1"},
		{"ckb-bricklayer", "original", "1"},
		{"ps-farmer", "original", "1"},
		{"ti-cook", "original", "1"},
		{"uk-accountant", "original", "1"},
		{"", "hard", "1"},
	} {
		name := strings.TrimPrefix(tc.person+"-"+tc.form+"-"+tc.sheet, "-")
		t.Run(name, func(t *testing.T) {
			var file []byte
			if tc.person == "" {
				file, err = pdf.CV(hard())
			} else {
				file, err = PDF(forms(t, all[tc.person])[tc.form])
			}
			if err != nil {
				t.Fatal(err)
			}
			seen += approved(t, pdftoppm, file, tc.sheet, filepath.Join("testdata", "pages", name+".png"))
		})
	}
	const most = 400_000
	if seen > most {
		t.Errorf("the approved pages have %d bytes, want at most %d", seen, most)
	}
}

// approved compares a page of a PDF with an approved picture, and returns the size of that.
func approved(t *testing.T, pdftoppm string, file []byte, sheet, path string) int {
	t.Helper()
	at := filepath.Join(t.TempDir(), "cv.pdf")
	if err := os.WriteFile(at, file, 0o600); err != nil {
		t.Fatal(err)
	}
	drawn, err := exec.CommandContext(t.Context(), pdftoppm, "-r", "60", "-gray", "-png", "-f", sheet, "-l", sheet, at).Output()
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		var small bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&small, picture(t, drawn)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, small.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n, where := different(picture(t, drawn), picture(t, want)); n > 0 {
		t.Errorf("%d pixels of %s are different, within %v of 496×702. After looking at it: go test ./internal/cv -run Pages -update", n, path, where)
	}
	return len(want)
}

// picture reads a picture in 16 levels of grey, which takes half the place of 256 and shows as much.
func picture(t *testing.T, file []byte) *image.Paletted {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	const levels, step = 16, 17
	greys := make(color.Palette, levels)
	for i := range greys {
		greys[i] = color.Gray{uint8(i * step)}
	}
	out := image.NewPaletted(m.Bounds(), greys)
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			grey, _, _, _ := m.At(x, y).RGBA()
			out.SetColorIndex(x, y, uint8((grey>>8+step/2)/step))
		}
	}
	return out
}

// different counts the pixels that differ, and says where they are.
func different(a, b *image.Paletted) (n int, where image.Rectangle) {
	all := a.Bounds().Union(b.Bounds())
	for y := all.Min.Y; y < all.Max.Y; y++ {
		for x := all.Min.X; x < all.Max.X; x++ {
			at := image.Pt(x, y)
			if !at.In(a.Bounds()) || !at.In(b.Bounds()) || a.ColorIndexAt(x, y) != b.ColorIndexAt(x, y) {
				n++
				where = where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return n, where
}

func TestDifferent(t *testing.T) {
	size, greys := image.Rect(0, 0, 9, 9), color.Palette{color.Black, color.White}
	a, b := image.NewPaletted(size, greys), image.NewPaletted(size, greys)
	b.SetColorIndex(3, 4, 1)
	if n, where := different(a, b); n != 1 || where != image.Rect(3, 4, 4, 5) {
		t.Errorf("%d pixels in %v, want one at 3,4", n, where)
	}
	if n, _ := different(a, a); n != 0 {
		t.Errorf("%d pixels differ from themselves", n)
	}
	if n, _ := different(a, image.NewPaletted(image.Rect(0, 0, 9, 10), greys)); n != 9 {
		t.Errorf("%d pixels differ from a higher picture, want 9", n)
	}
}
