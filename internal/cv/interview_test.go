package cv

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// fullCV answers every question that an employer can ask, but for the papers to bring.
func fullCV() domain.CV {
	month := func(y, m int) *domain.PartialDate {
		return &domain.PartialDate{Calendar: "gregorian", Year: y, Month: m}
	}
	return domain.CV{
		Language: "ar", AddressForm: "m", Name: domain.Name{Latin: "Sami Alnajjar"},
		Contact: domain.Contact{City: "Stuttgart", Phone: "0711 1", Email: "sami@example.org"},
		Print:   domain.CVPrint{Residence: true}, Residence: &domain.CVResidence{Work: "allowed"},
		Target: &domain.Term{Concept: "occ:carpenter"},
		Work: []domain.Work{{
			Occupation: domain.Term{Concept: "occ:carpenter"}, From: month(2016, 1), To: &domain.PartialDate{Ongoing: true},
			Employer: domain.Name{Latin: "Al-Amal"}, Tasks: []domain.Term{{Concept: "task:install-kitchens"}},
		}},
		Education: []domain.Education{{
			Kind: "vocational", Certificate: &domain.Term{Concept: "cert:sy-secondary-vocational"}, Place: domain.Place{Country: "SY"},
			From: month(2013, 9), To: month(2015, 12), Recognition: "full",
		}},
		Languages: []domain.LanguageSkill{{Language: "de", Level: "B1", Certificate: &domain.Term{Concept: "cert:dtz"}}},
		Driving:   []domain.Driving{{Class: "B", Country: "SY", InGermany: "converted"}},
	}
}

// TestInterview takes one answer away after the other: the question about it appears, at its place, and no other.
func TestInterview(t *testing.T) {
	for _, tc := range []struct {
		name  string
		spoil func(c *domain.CV)
		want  string // topic: path text, …
	}{
		{"nothing_missing", func(*domain.CV) {}, ""},
		{"no_target", func(c *domain.CV) { c.Target = nil }, "target: target"},
		{"gap", func(c *domain.CV) { c.Work[0].From.Year, c.Work[0].From.Month = 2017, 3 }, "gap: gaps 01/2016 – 02/2017"},
		{"gap_with_a_word", func(c *domain.CV) {
			c.Work[0].From.Year = 2018
			c.Gaps = []domain.Gap{{From: c.Education[0].To, To: c.Work[0].From, Reason: "orientation"}}
		}, ""},
		{"year_only", func(c *domain.CV) { c.Work[0].From.Month = 0 }, "time: work[0].from"},
		{"no_time_at_all", func(c *domain.CV) { c.Education[0].From, c.Education[0].To = nil, nil }, "time: education[0].from"},
		{"school_with_years", func(c *domain.CV) {
			c.Education[0].Kind, c.Education[0].From.Month, c.Education[0].To.Month = "school", 0, 0
		}, ""},
		{"end_before_begin", func(c *domain.CV) { c.Education[0].To.Year = 2010 }, "time: education[0].to 2013-09 – 2010-12"},
		{"no_tasks", func(c *domain.CV) { c.Work[0].Tasks = nil }, "tasks: work[0].tasks"},
		{"untranslated", func(c *domain.CV) { c.Work[0].Tasks[0] = domain.Term{Text: "ورشة"} }, "words: work[0].tasks[0] ورشة"},
		{"machine_only", func(c *domain.CV) {
			c.Skills = []domain.Term{{Text: "ورشة", German: "Werkstatt", State: domain.TextMachine}}
		}, "words: skills[0] ورشة"},
		{"employer_in_arabic", func(c *domain.CV) { c.Work[0].Employer = domain.Name{Native: "الأمل"} }, "latin: work[0].employer الأمل"},
		{"name_in_arabic", func(c *domain.CV) { c.Name = domain.Name{Native: "سامي"} }, "latin: name.latin سامي"},
		{"no_german", func(c *domain.CV) { c.Languages = nil }, "german: languages"},
		{"german_without_proof", func(c *domain.CV) { c.Languages[0].Certificate = nil }, "german_proof: languages[0]"},
		{"german_proved_by_a_course", func(c *domain.CV) {
			c.Courses = []domain.Course{{Certificate: c.Languages[0].Certificate}}
			c.Languages[0].Certificate = nil
		}, ""},
		{"german_since_childhood", func(c *domain.CV) { c.Languages[0].Level, c.Languages[0].Certificate = "native", nil }, ""},
		{"not_recognised", func(c *domain.CV) { c.Education[0].Recognition = "applied" }, "recognition: education[0].recognition"},
		{"trained_in_germany", func(c *domain.CV) { c.Education[0].Recognition, c.Education[0].Place.Country = "", "DE" }, ""},
		{"regulated_target", func(c *domain.CV) { c.Target.Concept = "occ:nurse" }, "licence: target"},
		{"title_only_is_protected", func(c *domain.CV) { c.Target.Concept = "occ:civil-engineer" }, ""},
		{"foreign_licence", func(c *domain.CV) { c.Driving[0].InGermany = "foreign" }, "driving: driving[0].in_germany B"},
		{"licence_of_poland", func(c *domain.CV) { c.Driving[0].InGermany, c.Driving[0].Country = "foreign", "PL" }, ""},
		{"not_to_be_reached", func(c *domain.CV) { c.Contact.Phone, c.Contact.Email = "", "" }, "reach: contact.phone, contact.email"},
		{"no_line_about_work", func(c *domain.CV) { c.Print.Residence = false }, "work_permit:"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := fullCV()
			tc.spoil(&c)
			asked := Interview(c, German(c, vocabulary(t), day), vocabulary(t))
			if last := len(asked) - 1; last < 0 || asked[last].Topic != AskPapers {
				t.Fatalf("the papers are not asked for: %v", asked)
			}
			var got []string
			for _, q := range asked[:len(asked)-1] {
				var places []string
				for _, p := range q.Places {
					places = append(places, strings.TrimSpace(p.Path+" "+p.Text))
				}
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s: %s", q.Topic, strings.Join(places, ", "))))
			}
			if s := strings.Join(got, "; "); s != tc.want {
				t.Errorf("asked %q, want %q", s, tc.want)
			}
		})
	}
}

// TestPapers lists what proves the entries of a CV, and that a CV without anything asks the most.
func TestPapers(t *testing.T) {
	c := fullCV()
	asked := Interview(c, German(c, vocabulary(t), day), vocabulary(t))
	if got, want := asked[len(asked)-1].Places, []Place{{Path: "education[0]"}, {Path: "languages[0]"}, {Path: "driving[0]"}}; !slices.Equal(got, want) {
		t.Errorf("papers %v, want %v", got, want)
	}
	empty := Interview(domain.CV{}, German(domain.CV{}, vocabulary(t), day), vocabulary(t))
	if len(empty) != 5 || len(Topics) > 14 {
		t.Errorf("%d questions about nothing, %d topics", len(empty), len(Topics))
	}
}

func TestMonths(t *testing.T) {
	for _, tc := range []struct {
		from, until string
		want        int
	}{
		{"03/2016", "04/2017", 14}, {"03/2016", "03/2016", 1}, {"2016", "2017", 0}, {"2013/14", "05/2015", 0}, {"03/2016", "", 0}, {"05/2016", "03/2016", 0},
	} {
		if got := (OpenGap{From: tc.from, Until: tc.until}).Months(); got != tc.want {
			t.Errorf("%s – %s: %d months, want %d", tc.from, tc.until, got, tc.want)
		}
	}
}
