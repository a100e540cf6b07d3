package cv

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// tool returns the path of a program that a test needs. Without it the test is skipped and says so; REQUIRE_PDF_TOOLS=1
// makes that a failure.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("REQUIRE_PDF_TOOLS") == "1" {
			t.Fatalf("%s is missing, and REQUIRE_PDF_TOOLS=1", name)
		}
		t.Skipf("SKIPPED: %s is not installed (Debian: poppler-utils, pandoc)", name)
	}
	return path
}

// cells are the texts of a document that stand undivided in every output: the columns and details of its lines.
func cells(d Document) []string {
	var all []string
	for _, line := range strings.Split(Text(d), "\n") {
		for cell := range strings.SplitSeq(strings.ReplaceAll(line, ": ", "  "), "  ") { // a language stands beside its level
			if cell = strings.TrimPrefix(cell, "• "); cell != "" {
				all = append(all, cell)
			}
		}
	}
	return all
}

// squeezed leaves out spaces, line breaks and direction controls, which a program that takes text out of a PDF adds.
func squeezed(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) {
			return -1
		}
		return c
	}, s)
}

// TestPDF takes the text out of the PDF again: all that is printed is there, in order, where the text is of one direction.
func TestPDF(t *testing.T) {
	pdftotext := tool(t, "pdftotext")
	for name, c := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			d := German(c, vocabulary(t), day)
			b, err := PDF(d)
			if err != nil {
				t.Fatal(err)
			}
			again, err := PDF(d)
			if err != nil || !bytes.Equal(b, again) {
				t.Errorf("the same document gives other bytes (%v)", err)
			}
			if len(b) > 90_000 {
				t.Errorf("%d bytes, want at most 90,000", len(b))
			}
			file := filepath.Join(t.TempDir(), "cv.pdf")
			if err := os.WriteFile(file, b, 0o600); err != nil {
				t.Fatal(err)
			}
			out, err := exec.CommandContext(t.Context(), pdftotext, file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			if missing := missingIn(squeezed(string(out)), cells(d)); len(missing) > 0 {
				t.Errorf("not in the PDF: %q\n%s", missing, out)
			}
		})
	}
	if missing := missingIn("ab", []string{"a", "c"}); len(missing) != 1 {
		t.Errorf("missingIn finds %q", missing)
	}
}

// missingIn compares without hyphens: pdftotext drops one at the end of a line, as if it stood only for the line break.
func missingIn(text string, cells []string) []string {
	var missing []string
	text = strings.ReplaceAll(text, "-", "")
	for _, cell := range cells {
		if !strings.Contains(text, strings.ReplaceAll(squeezed(cell), "-", "")) {
			missing = append(missing, cell)
		}
	}
	return missing
}

// profile gives the parts of a CV as entries of a profile, in reverse order.
func profileOf(c domain.CV) []domain.Entry {
	var all []domain.Entry
	put := func(e domain.Entry) {
		e.Pos = len(all)
		all = append([]domain.Entry{e}, all...)
	}
	put(domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{AddressForm: c.AddressForm, Birth: c.BirthDate, Nationality: c.Nationality}})
	put(domain.Entry{Section: domain.SectionContact, Contact: &c.Contact})
	put(domain.Entry{Section: domain.SectionHousing, Housing: &domain.Housing{Kind: "own_room"}})
	for _, w := range c.Work {
		put(domain.Entry{Section: domain.SectionWork, Work: &w})
	}
	for _, e := range c.Education {
		put(domain.Entry{Section: domain.SectionSchooling, Education: &e})
	}
	for _, v := range c.Courses {
		put(domain.Entry{Section: domain.SectionTraining, Course: &v})
	}
	for _, l := range c.Languages {
		put(domain.Entry{Section: domain.SectionLanguages, Language: &l})
	}
	for _, d := range c.Driving {
		put(domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Driving: &d}})
	}
	for _, s := range c.Skills {
		put(domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &s}})
	}
	return all
}

func TestFromProfile(t *testing.T) {
	for name, want := range inputs(t) {
		s := domain.CVSelection{Target: want.Target, Print: want.Print, Residence: want.Residence, Gaps: Choices(want, day)}
		got := FromProfile(domain.Person{Name: want.Name, Language: want.Language}, profileOf(want), s, day)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
		}
	}
}

// TestFromProfileTerms: a form that keeps the label beside the concept gives a CV that Parse accepts.
func TestFromProfileTerms(t *testing.T) {
	entries := []domain.Entry{
		{Work: &domain.Work{Occupation: domain.Term{Concept: "occ:cook", Label: "طباخ"}, Tasks: []domain.Term{{}, {Label: "طبخ الطعام", Text: "طبخ"}}}},
		{Education: &domain.Education{Kind: "school", Certificate: &domain.Term{}}},
	}
	c := FromProfile(domain.Person{Name: domain.Name{Latin: "A"}, Language: "ar"}, entries, domain.CVSelection{Target: &domain.Term{}}, day)
	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(b); err != nil {
		t.Errorf("%v\n%s", err, b)
	}
	if d := German(c, vocabulary(t), day); len(d.Open) > 0 || section(d, KeyWork)[0].What == "" || len(section(d, KeyWork)[0].Details) != 1 {
		t.Errorf("%+v", d)
	}
}

// TestPreview: the line beside an entry is the line of the CV.
func TestPreview(t *testing.T) {
	for name, c := range inputs(t) {
		d := German(c, vocabulary(t), day)
		for _, e := range profileOf(c) {
			line, _ := Preview(e, c, vocabulary(t), day)
			if line.empty() || reflect.DeepEqual(line, Line{}) {
				continue
			}
			found := false
			for _, s := range d.Sections {
				for _, l := range s.Lines {
					found = found || reflect.DeepEqual(l, line)
				}
			}
			if !found {
				t.Errorf("%s: %+v is no line of the CV", name, line)
			}
		}
	}
	w := domain.Entry{Work: &domain.Work{Occupation: domain.Term{Label: "لا شيء"}, From: year(2012), To: year(2010)}}
	if _, open := Preview(w, domain.CV{Language: "ar"}, vocabulary(t), day); len(open) != 2 || open[0].Path != "work.occupation" || open[1].Path != "work.to" {
		t.Errorf("open %+v", open)
	}
}

// long is a CV that fills two pages.
func long(t testing.TB) domain.CV {
	c := inputs(t)["ar-carpenter"]
	for range 4 {
		c.Work = append(c.Work, c.Work[0])
		c.Courses = append(c.Courses, c.Courses[0])
	}
	return c
}

// TestCost holds the number of allocations; times are in docs/performance.md.
func TestCost(t *testing.T) {
	c, v := long(t), vocabulary(t)
	c.Work = append(c.Work[:2:2], c.Work[3:]...) // without the label that must be searched
	German(c, v, day)
	if n := testing.AllocsPerRun(20, func() { German(c, v, day) }); n > mostAllocations {
		t.Errorf("German makes %v allocations, want at most %d", n, mostAllocations)
	}
}

func BenchmarkParse(b *testing.B) {
	text, err := os.ReadFile("testdata/ar-carpenter.json")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Parse(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGerman(b *testing.B) {
	c, v := long(b), vocabulary(b)
	German(c, v, day)
	b.ReportAllocs()
	for b.Loop() {
		German(c, v, day)
	}
}

func BenchmarkPreview(b *testing.B) {
	c, v := long(b), vocabulary(b)
	e := domain.Entry{Work: &c.Work[1]}
	b.ReportAllocs()
	for b.Loop() {
		Preview(e, c, v, day)
	}
}

// BenchmarkPDF sets a CV of two pages.
func BenchmarkPDF(b *testing.B) {
	d := German(long(b), vocabulary(b), day)
	b.ReportAllocs()
	var took []time.Duration
	for b.Loop() {
		began := spent(b)
		file, err := PDF(d)
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, spent(b)-began)
		b.ReportMetric(float64(len(file)), "bytes")
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100])/float64(time.Millisecond), "p95-cpu-ms")
}

func BenchmarkDOCX(b *testing.B) {
	d := German(long(b), vocabulary(b), day)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := DOCX(d); err != nil {
			b.Fatal(err)
		}
	}
}
