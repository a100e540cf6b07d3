package cv

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// TestOriginal writes a CV in Arabic: words of the vocabulary and headings in Arabic, names in the own script, free text as it was
// typed, dates in their own calendar; under open what cannot be.
func TestOriginal(t *testing.T) {
	c := domain.CV{
		Language: "ar-SY", Name: domain.Name{Latin: "Sami Haddad", Native: "سامي حداد"}, Target: &domain.Term{Label: "نجار"},
		Nationality: "SY", Contact: domain.Contact{Street: "Musterweg 1", City: "Stuttgart"},
		Print: domain.CVPrint{Residence: true}, Residence: &domain.CVResidence{TextDE: "Aufenthaltserlaubnis"},
		Work: []domain.Work{
			{
				Occupation: domain.Term{Concept: "occ:carpenter"}, Employer: domain.Name{Latin: "Al-Amal", Native: "ورشة الأمل"},
				Place: domain.Place{City: domain.Name{Latin: "Aleppo"}, Country: "SY"},
				From:  &domain.PartialDate{Calendar: "solar-hijri", Year: 1389, Month: 6}, To: &domain.PartialDate{Ongoing: true},
				Tasks: []domain.Term{{Text: "قمت بتدريب  متدربين", German: "Anleitung", State: domain.TextConfirmed}},
			},
			{Occupation: domain.Term{Text: "حارس"}, From: &domain.PartialDate{Calendar: "gregorian", Year: 2012}, To: &domain.PartialDate{Calendar: "gregorian", Year: 2008}},
		},
		Education: []domain.Education{{Kind: "school", Grade: &domain.Grade{Got: 78.5, Best: 100, Pass: 50}, Recognition: "applied"}},
		Languages: []domain.LanguageSkill{{Language: "de", Level: "B1"}, {Language: "x-klingon", Level: "B1"}},
		Driving:   []domain.Driving{{Class: "B", InGermany: "foreign"}},
		Gaps: []domain.Gap{
			{Reason: "flight", From: &domain.PartialDate{Calendar: "gregorian", Year: 2015}},
			{Reason: "flight", Explicit: true, From: &domain.PartialDate{Calendar: "gregorian", Year: 2014}},
		},
	}
	d, err := Original(c, vocabulary(t), day)
	if err != nil {
		t.Fatal(err)
	}
	if d.Lang != i18n.Ar || d.Format != OriginalFormat {
		t.Errorf("language %s, format %s", d.Lang.Tag(), d.Format)
	}
	want := `السيرة الذاتية
سامي حداد
Sami Haddad
نجار

البيانات الشخصية
العنوان  Musterweg 1, Stuttgart

العمل
منذ شهریور 1389 (09/2010)  نجار
ورشة الأمل، Aleppo، سوريا
• قمت بتدريب متدربين
منذ 2015  فترة تأقلم ودورة اندماج
منذ 2014  اللجوء إلى ألمانيا
حارس

المدرسة، التدريب المهني والدراسة
المدرسة
• 78.5/100
• تم تقديم الطلب

اللغات
الألمانية: B1

رخصة القيادة
B، رخصة أجنبية

Stuttgart, 22.11.2026
`
	if got := Text(d); squeezed(got) != squeezed(strings.ReplaceAll(want, "شهریور", i18n.Month(i18n.Ar, "solar-hijri", 6))) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	var open []string
	for _, o := range d.Open {
		open = append(open, string(o.Reason)+" "+o.Path)
	}
	if got := strings.Join(open, ", "); got != "untranslated residence, contradictory work[1].to, untranslated languages[1].language" {
		t.Errorf("open: %s", got)
	}
	c.Language = "ur"
	if _, err := Original(c, vocabulary(t), day); err == nil || !strings.Contains(err.Error(), "language: ") {
		t.Errorf("a language without headings: %v", err)
	}
}

// TestOriginalFiles writes every CV of the tests as it was said. All that is printed is in the PDF, and no heading is German.
func TestOriginalFiles(t *testing.T) {
	pdftotext := tool(t, "pdftotext")
	for name, c := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			l, ok := headingsIn(c.Language)
			d, err := Original(c, vocabulary(t), day)
			if (err == nil) != ok {
				t.Fatalf("%s: %v", c.Language, err)
			}
			if !ok {
				return
			}
			for _, s := range d.Sections {
				for _, german := range []string{titleHead, titlePersonal, titleWork, titleEducation, titleLanguages, titleSkills} {
					if l != i18n.De && s.Title == german {
						t.Errorf("the heading %s is German", s.Title)
					}
				}
			}
			b, err := PDF(d)
			if err != nil {
				t.Fatal(err)
			}
			if word, err := DOCX(d); err != nil || len(word) == 0 {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "cv.pdf")
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.CommandContext(t.Context(), pdftotext, file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			printed := squeezed(string(out))
			for _, cell := range cells(d) {
				if l.Dir() == "ltr" && !strings.Contains(printed, squeezed(cell)) {
					t.Errorf("%q is not in the PDF", cell)
				}
			}
		})
	}
}
