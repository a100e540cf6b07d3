package cv

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

func year(y int) *domain.PartialDate { return &domain.PartialDate{Calendar: "gregorian", Year: y} }
func ongoing() *domain.PartialDate   { return &domain.PartialDate{Ongoing: true} }
func inMonth(y, m int) *domain.PartialDate {
	return &domain.PartialDate{Calendar: "gregorian", Year: y, Month: m}
}

// job is a job as a cook.
func job(from, to *domain.PartialDate) domain.Work {
	return domain.Work{Occupation: domain.Term{Concept: "occ:cook"}, From: from, To: to}
}

func section(d Document, key string) []Line {
	for _, s := range d.Sections {
		if s.Key == key {
			return s.Lines
		}
	}
	return nil
}

func TestAddressForms(t *testing.T) {
	for form, want := range map[domain.AddressForm]string{
		domain.AddressM: "Koch", domain.AddressF: "Köchin", domain.AddressNeutral: "Fachkraft in der Küche",
	} {
		c := domain.CV{AddressForm: form, Work: []domain.Work{job(year(2010), year(2012))}, Target: &domain.Term{Concept: "occ:cook"}}
		d := German(c, vocabulary(t), day)
		if got := section(d, KeyWork)[0].What; got != want && form != domain.AddressNeutral || got == "" {
			t.Errorf("%s: %q, want %q", form, got, want)
		}
		if d.Head.Target != section(d, KeyWork)[0].What {
			t.Errorf("%s: target %q", form, d.Head.Target)
		}
	}
}

// TestNothingDelicateByDefault: birth date, nationality and residence are printed only on demand, and no one reads of
// flight, religion or a paired form.
func TestNothingDelicateByDefault(t *testing.T) {
	forbidden := regexp.MustCompile(`1988|syrisch|Aufenthalt|AufenthG|Flucht|entspricht|\p{L}(/-?in\b|[*:_]in\b|\(in\))`)
	c := inputs(t)["ar-carpenter"]
	if text := Text(German(c, vocabulary(t), day)); len(forbidden.FindAllString(text, -1)) < 3 {
		t.Fatalf("the test looks for the wrong words:\n%s", text)
	}
	c.Print = domain.CVPrint{}
	if text := Text(German(c, vocabulary(t), day)); forbidden.MatchString(text) {
		t.Errorf("printed without demand: %q", forbidden.FindString(text))
	}
}

func TestTerms(t *testing.T) {
	for _, tc := range []struct {
		name   string
		term   domain.Term
		want   string
		source Source
		open   Reason
	}{
		{"concept", domain.Term{Concept: "task:cook-meals"}, "Zubereitung warmer und kalter Speisen", FromConcept, ""},
		{"label", domain.Term{Label: "طبخ الطعام"}, "Zubereitung warmer und kalter Speisen", FromConcept, ""},
		{"label_folded", domain.Term{Label: " طَبخ  الطَّعام "}, "Zubereitung warmer und kalter Speisen", FromConcept, ""},
		{"label_of_machine", domain.Term{Label: "عجانة"}, "Bedienung von Backöfen und Teigmaschinen", FromConcept, ""},
		{"label_unknown", domain.Term{Label: "طبخ الطعام جدا"}, "", "", Ambiguous},
		{"label_other_language", domain.Term{Label: "cooking meals"}, "", "", Ambiguous},
		{"concept_unknown", domain.Term{Concept: "task:fly"}, "", "", Untranslated},
		{"concept_of_other_kind", domain.Term{Concept: "cert:dtz"}, "", "", Ambiguous},
		{"text", domain.Term{Text: "أغسل"}, "", "", Untranslated},
		{"text_machine", domain.Term{Text: "أغسل", German: "Waschen", State: domain.TextMachine}, "", "", Unconfirmed},
		{"text_without_state", domain.Term{Text: "أغسل", German: "Waschen"}, "", "", Unconfirmed},
		{"text_reviewed", domain.Term{Text: "أغسل", German: "Spülen\nund Putzen", State: domain.TextReviewed}, "Spülen und Putzen", FromReviewed, ""},
		{"text_confirmed", domain.Term{Text: "أغسل", German: "Spülen", State: domain.TextConfirmed}, "Spülen", FromConfirmed, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := job(year(2010), year(2012))
			w.Tasks = []domain.Term{tc.term}
			d := German(domain.CV{Language: "ar", Work: []domain.Work{w}}, vocabulary(t), day)
			details := section(d, KeyWork)[0].Details
			if tc.want != "" && (len(details) != 1 || details[0] != Detail{tc.want, tc.source} || len(d.Open) > 0) {
				t.Errorf("%+v, open %+v, want %q", details, d.Open, tc.want)
			}
			if tc.want == "" && (len(details) != 0 || len(d.Open) != 1 || d.Open[0].Reason != tc.open || d.Open[0].Path != "work[0].tasks[0]" || d.Open[0].Text == "") {
				t.Errorf("%+v, open %+v, want open %q", details, d.Open, tc.open)
			}
		})
	}
}

// TestCertificateOfCountry: of two certificates with one name, that of the country of the school is meant.
func TestCertificateOfCountry(t *testing.T) {
	v := vocabulary(t)
	label, countries := sharedLabel(v)
	if label == "" {
		t.Fatal("no two certificates of the vocabulary share a label: this test has nothing to tell apart")
	}
	e := domain.Education{Kind: "school", Certificate: &domain.Term{Label: label}}
	if d := German(domain.CV{Language: "ar", Education: []domain.Education{e}}, v, day); len(d.Open) != 1 || len(d.Open[0].Candidates) < 2 {
		t.Errorf("without country: open %+v", d.Open)
	}
	e.Place.Country = countries[0]
	if d := German(domain.CV{Language: "ar", Education: []domain.Education{e}}, v, day); len(d.Open) != 0 {
		t.Errorf("with country: open %+v", d.Open)
	}
}

func sharedLabel(v *vocab.Vocabulary) (label string, countries []string) {
	for _, c := range v.Concepts(vocab.Certificate) {
		for _, l := range c.Labels("ar") {
			found := v.Exact("ar", vocab.Certificate, l)
			if len(found) == 2 && found[0].Fact.Country != found[1].Fact.Country {
				return l, []string{found[0].Fact.Country, found[1].Fact.Country}
			}
		}
	}
	return "", nil
}

func TestDates(t *testing.T) {
	sh := func(y, m int) *domain.PartialDate {
		return &domain.PartialDate{Calendar: "solar-hijri", Year: y, Month: m}
	}
	et := func(y, m int) *domain.PartialDate {
		return &domain.PartialDate{Calendar: "ethiopic", Year: y, Month: m}
	}
	for _, tc := range []struct {
		name     string
		from, to *domain.PartialDate
		when     string
		open     string // path
	}{
		{"months", inMonth(2010, 9), inMonth(2015, 3), "09/2010 – 03/2015", ""},
		{"ongoing", inMonth(2010, 9), ongoing(), "seit 09/2010", ""},
		{"solar_year", sh(1389, 0), sh(1392, 6), "2010/11 – 09/2013", ""},
		{"ethiopic_year", et(2004, 0), et(2008, 1), "2011/12 – 09/2015", ""},
		{"two_calendars", sh(1389, 1), inMonth(2011, 5), "04/2010 – 05/2011", ""},
		{"same_year", year(2010), year(2010), "2010", ""},
		{"year_then_month_of_it", year(2010), inMonth(2010, 3), "2010 – 03/2010", ""},
		{"no_dates", nil, nil, "", ""},
		{"backwards", year(2012), year(2010), "", "work[0].to"},
		{"backwards_over_calendars", sh(1392, 0), inMonth(2011, 5), "", "work[0].to"},
		{"before_birth", year(1985), year(1999), "", "work[0].from"},
		{"begins_after_today_and_goes_on", year(2028), ongoing(), "", "work[0].to"},
		{"no_such_month", sh(1389, 13), nil, "", "work[0].from"},
		{"begins_after_today", year(2031), year(2033), "", "work[0].from"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := domain.CV{BirthDate: year(1990), Work: []domain.Work{job(tc.from, tc.to)}}
			d := German(c, vocabulary(t), day)
			line := section(d, KeyWork)[0]
			if line.When != tc.when || line.What == "" {
				t.Errorf("line %+v, want %q", line, tc.when)
			}
			var paths string
			for _, o := range d.Open {
				paths += o.Path
				if o.Reason != Contradictory || o.Text == "" {
					t.Errorf("open %+v", o)
				}
			}
			if paths != tc.open {
				t.Errorf("open at %q, want %q", paths, tc.open)
			}
		})
	}
}

func TestGaps(t *testing.T) {
	for _, tc := range []struct {
		name string
		work []domain.Work
		want string
	}{
		{"none", []domain.Work{job(year(2010), ongoing())}, ""},
		{"no_entries", nil, ""},
		{"two_months", []domain.Work{job(year(2010), inMonth(2020, 3)), job(inMonth(2020, 6), ongoing())}, ""},
		{"three_months", []domain.Work{job(year(2010), inMonth(2020, 3)), job(inMonth(2020, 7), ongoing())}, "04/2020 – 06/2020"},
		{"years", []domain.Work{job(year(2010), year(2015)), job(year(2017), ongoing())}, "2015 – 2017"},
		{"years_that_may_touch", []domain.Work{job(year(2010), year(2015)), job(year(2016), ongoing())}, ""},
		{"until_today", []domain.Work{job(year(2010), inMonth(2025, 12))}, "seit 01/2026"},
		{"until_last_month", []domain.Work{job(year(2010), inMonth(2026, 10))}, ""},
		{"inside_a_longer_job", []domain.Work{job(year(2010), ongoing()), job(inMonth(2012, 1), inMonth(2012, 2)), job(inMonth(2014, 1), inMonth(2014, 2))}, ""},
		{"order_does_not_matter", []domain.Work{job(inMonth(2020, 7), ongoing()), job(year(2010), inMonth(2020, 3))}, "04/2020 – 06/2020"},
		{"december", []domain.Work{job(year(2010), inMonth(2019, 12)), job(inMonth(2021, 1), ongoing())}, "01/2020 – 12/2020"},
		{"one_month_each_side", []domain.Work{job(year(2010), inMonth(2020, 3)), job(year(2021), ongoing())}, "04/2020 – 2021"},
		{"contradiction_covers_nothing", []domain.Work{job(year(2010), year(2015)), job(year(2019), year(2016)), job(year(2018), ongoing())}, "2015 – 2018"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, g := range German(domain.CV{Work: tc.work}, vocabulary(t), day).Gaps {
				got = append(got, g.When)
				if !slices.Contains(g.Suggestions, "Orientierungszeit und Integrationskurs") || slices.ContainsFunc(g.Suggestions, func(s string) bool { return strings.Contains(s, "Flucht") }) {
					t.Errorf("suggestions %q", g.Suggestions)
				}
			}
			if strings.Join(got, "; ") != tc.want {
				t.Errorf("gaps %q, want %q", got, tc.want)
			}
		})
	}
}

// TestGapReasons: each reason has a neutral wording; flight is said only when the person asks for it.
func TestGapReasons(t *testing.T) {
	for _, reason := range GapReasons() {
		for _, explicit := range []bool{false, true} {
			c := domain.CV{Gaps: []domain.Gap{{From: year(2015), To: year(2016), Reason: reason, Explicit: explicit}}}
			lines := section(German(c, vocabulary(t), day), KeyWork)
			if len(lines) != 1 || lines[0].When != "2015 – 2016" || lines[0].What == "" || lines[0].Source != FromConcept {
				t.Fatalf("%s: %+v", reason, lines)
			}
			if said := strings.Contains(lines[0].What, "Flucht"); said != (reason == "flight" && explicit) {
				t.Errorf("%s explicit %v: %q", reason, explicit, lines[0].What)
			}
		}
	}
}

func TestLatestFirst(t *testing.T) {
	c := domain.CV{Work: []domain.Work{
		job(year(2001), year(2003)), job(nil, nil), job(year(2010), ongoing()), job(inMonth(2004, 1), inMonth(2009, 12)), job(year(2008), year(2009)), job(year(2012), ongoing()),
	}}
	var got []string
	for _, l := range section(German(c, vocabulary(t), day), KeyWork) {
		got = append(got, l.When)
	}
	if want := []string{"seit 2012", "seit 2010", "2008 – 2009", "01/2004 – 12/2009", "2001 – 2003", ""}; !slices.Equal(got, want) {
		t.Errorf("order %q, want %q", got, want)
	}
}

func TestNamesInLatin(t *testing.T) {
	w := job(year(2010), year(2012))
	w.Employer = domain.Name{Latin: "ورشة", Native: "ورشة"}
	w.Place = domain.Place{City: domain.Name{Native: "حلب"}, Country: "SY"}
	d := German(domain.CV{Name: domain.Name{Native: "سامي"}, Work: []domain.Work{w}}, vocabulary(t), day)
	if where := section(d, KeyWork)[0].Where; where != "Syrien" {
		t.Errorf("where %q", where)
	}
	var paths []string
	for _, o := range d.Open {
		paths = append(paths, o.Path)
	}
	if want := []string{"name.latin", "work[0].employer", "work[0].place.city"}; !slices.Equal(paths, want) {
		t.Errorf("open %q, want %q", paths, want)
	}
}

func TestBavarianGrade(t *testing.T) {
	for _, tc := range []struct{ got, best, pass, want float64 }{
		{100, 100, 50, 1}, {79, 100, 50, 2.2}, {50, 100, 50, 4}, {78, 100, 50, 2.3}, {4.6, 5, 3, 1.6}, {12, 12, 4, 1}, {8, 12, 4, 2.5}, {2, 1, 4, 2}, {4, 1, 4, 4}, {70, 100, 40, 2.5},
	} {
		if got, err := BavarianGrade(tc.got, tc.best, tc.pass); err != nil || got != tc.want {
			t.Errorf("BavarianGrade(%v, %v, %v) = %v, %v, want %v", tc.got, tc.best, tc.pass, got, err, tc.want)
		}
	}
	for _, tc := range [][3]float64{{49, 100, 50}, {101, 100, 50}, {5, 5, 5}, {5, 1, 4}, {0, 0, 0}} {
		if got, err := BavarianGrade(tc[0], tc[1], tc[2]); domain.KindOf(err) != domain.Invalid {
			t.Errorf("BavarianGrade(%v) = %v, %v, want Invalid", tc, got, err)
		}
	}
}

func TestLanguageName(t *testing.T) {
	for tag, want := range map[string]string{
		"en-GB": "Englisch", "ar-SY": "Arabisch", "fa-AF": "Dari", "prs": "Dari", "prs-AF": "Dari", "kmr": "Kurdisch (Kurmandschi)", "tw": "Akan", "xx": "",
	} {
		if got := languageName(i18n.De, tag); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

// TestProfileLine: experience counts only what is certain, and time at two places once.
func TestProfileLine(t *testing.T) {
	circa := inMonth(2000, 1)
	circa.Circa = true
	for _, tc := range []struct {
		name string
		work []domain.Work
		want string
	}{
		{"months", []domain.Work{job(inMonth(2010, 1), inMonth(2012, 12))}, "3 Jahre Berufserfahrung als Koch"},
		{"over", []domain.Work{job(inMonth(2010, 1), inMonth(2013, 1))}, "Über 3 Jahre Berufserfahrung als Koch"},
		{"one", []domain.Work{job(inMonth(2010, 1), inMonth(2010, 12))}, "1 Jahr Berufserfahrung als Koch"},
		{"over_one", []domain.Work{job(inMonth(2010, 1), inMonth(2011, 2))}, "Über 1 Jahr Berufserfahrung als Koch"},
		{"years_may_be_short", []domain.Work{job(year(2010), year(2012))}, "1 Jahr Berufserfahrung als Koch"},
		{"parallel", []domain.Work{job(inMonth(2010, 1), inMonth(2012, 12)), job(inMonth(2011, 1), inMonth(2011, 12))}, "3 Jahre Berufserfahrung als Koch"},
		{"ongoing", []domain.Work{job(inMonth(2024, 11), ongoing())}, "2 Jahre Berufserfahrung als Koch"},
		{"too_short", []domain.Work{job(inMonth(2010, 1), inMonth(2010, 11))}, ""},
		{"circa", []domain.Work{job(circa, inMonth(2010, 11))}, ""},
		{"other_occupation", []domain.Work{{Occupation: domain.Term{Concept: "occ:carpenter"}, From: inMonth(2010, 1), To: inMonth(2012, 12)}}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := domain.CV{AddressForm: domain.AddressM, Target: &domain.Term{Concept: "occ:cook"}, Work: tc.work}
			got := ""
			for _, l := range section(German(c, vocabulary(t), day), KeyProfile) {
				got += l.What
			}
			if got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

// TestAnonymous: nothing that the person wrote as free text or as a name is anywhere in the short profile.
func TestAnonymous(t *testing.T) {
	for name, c := range inputs(t) {
		d := Anonymous(c, Short{}, vocabulary(t), day)
		j, err := JSON(d)
		if err != nil {
			t.Fatal(err)
		}
		text := Text(d) + string(j)
		for _, secret := range secrets(c) {
			if secret != "" && strings.Contains(text, secret) {
				t.Errorf("%s: %q is in the short profile", name, secret)
			}
		}
		if len(section(d, KeyPersonal)) > 0 || len(section(d, KeyWork)) == 0 {
			t.Errorf("%s: sections %+v", name, d.Sections)
		}
		full := German(c, vocabulary(t), day)
		if all := Text(full); !strings.Contains(all, c.Name.Latin) {
			t.Errorf("%s: the test does not see the name in the full CV", name)
		}
	}
	d := Anonymous(inputs(t)["uk-accountant"], Short{}, vocabulary(t), day)
	if l := section(d, KeyWork)[2]; l.What != "Buchhalterin" || l.Where != "Finanzen und Buchhaltung" {
		t.Errorf("%+v", l)
	}
	if l := section(d, KeyEducation)[0]; l.What != "Hochschulabschluss" || l.Where != "" {
		t.Errorf("%+v", l)
	}
}

// secrets are all names and free texts of a CV.
func secrets(c domain.CV) []string {
	all := []string{c.Name.Latin, c.Name.Native, c.Contact.Street, c.Contact.City, c.Contact.Phone, c.Contact.Email, "Flucht", "Originaltitel"}
	for _, w := range c.Work {
		all = append(all, w.Employer.Latin, w.Employer.Native, w.Place.City.Latin, w.Place.City.Native)
		for _, t := range w.Tasks {
			all = append(all, t.Text, t.German)
		}
	}
	for _, e := range c.Education {
		all = append(all, e.Institution.Latin, e.Institution.Native, e.Place.City.Latin)
	}
	for _, e := range c.Courses {
		all = append(all, e.Institution.Latin)
	}
	return all
}
