package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// tool returns the path of a program that a test needs. Without it the test is skipped and says so; REQUIRE_PDF_TOOLS=1 makes that a
// failure.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("REQUIRE_PDF_TOOLS") == "1" {
			t.Fatalf("%s is missing, and REQUIRE_PDF_TOOLS=1", name)
		}
		t.Skipf("SKIPPED: %s is not installed (Debian: poppler-utils, qpdf)", name)
	}
	return path
}

// save writes a file for a tool.
func save(t *testing.T, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// extracted returns what pdftotext reads, without the controls that it adds.
func extracted(t *testing.T, file []byte) string {
	t.Helper()
	var complaints bytes.Buffer
	cmd := exec.CommandContext(t.Context(), tool(t, "pdftotext"), save(t, file), "-")
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Fatalf("pdftotext: %v\n%s", err, complaints.String())
	}
	return norm.NFC.String(strings.Map(func(c rune) rune {
		if invisible(c) {
			return -1
		}
		return c
	}, string(out)))
}

// Paragraphs as people write them, with what is hard in each script.
var paragraphs = map[string]string{
	"ar":  "أعمل نجاراً منذ عام 2010، وقد عملت في شركة Holzbau Müller GmbH في مدينة شتوتغارت لمدة 18 شهراً. رقم هاتفي هو +49 151 0000000 وبريدي الإلكتروني m.alkhatib@example.org (في أي وقت). أتحدث اللغة الألمانية بمستوى B1. عملت 2010–2015 في حلب (سوريا)، وحصلت على 78 % في الامتحان: شهادة «ممتازة» بتاريخ 12.03.2009.",
	"fa":  "من در سال ۱۳۸۹ در کابل دیپلم گرفتم و به مدت ۵ سال به عنوان نجّار کار کرده‌ام؛ اکنون می‌خواهم در آلمان (Stuttgart) دوره‌ی «Ausbildung» را شروع کنم.",
	"ckb": "من لە ساڵی ٢٠١٥ەوە وەک دارتاش کار دەکەم. ژمارەی تەلەفۆنەکەم: +49 151 0000000",
	"ps":  "زه په کابل کې ترکاڼ وم او پنځه کاله تجربه لرم. ښوونځی مې په ۱۳۸۹ کال کې ختم کړ.",
	"ti":  "ኣነ ኣብ ኣስመራ ዕንጨይቲ ዝሰርሕ ጸራቢ ኮይነ ንሓሙሽተ ዓመት ሰሪሐ። ሕጂ ኣብ ሽቱትጋርት (Stuttgart) ቋንቋ ጀርመን B1 እመሃር ኣለኹ። 2010–2015፡ ተሌፎን +49 711 000000።",
	"uk":  "Я працював столяром у Харкові п’ять років (2010–2015); зараз вивчаю німецьку мову на рівні B1 та шукаю роботу в Штутгарті. Ґанок, їжак, єдність.",
	"de":  "Straße, Übergröße, ÄÖÜ äöü ß – „Anführung“, 2010–2015, +49 711 000000, s.alnajjar@example.org, 12.03.1991. Name: سامي النجار, geboren in Aleppo (حلب), Syrien.",
	"ku":  "Ez ji sala 2010an ve xerat im; li Şamê û Qamişloyê xebitîme. Ez dixwazim li Almanyayê perwerdehiya pîşeyî temam bikim.",
	"tr":  "Türkçe: İstanbul’da ığdır şöför; ağaç işleri ustası.",
}

func TestTextComesBack(t *testing.T) {
	for lang, text := range paragraphs {
		t.Run(lang, func(t *testing.T) {
			rtl := readFromRight(text)
			file, err := Plain(PlainDoc{Head: Head{Title: lang, Lang: lang, Created: day}, RTL: rtl, Text: text})
			if err != nil {
				t.Fatal(err)
			}
			got, want := strings.Fields(extracted(t, file)), strings.Fields(norm.NFC.String(text))
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("pdftotext reads\n%s\nwant\n%s", strings.Join(got, " "), strings.Join(want, " "))
			}
		})
	}
}
