package cv

import (
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// opened lists what is open in a document as "path reason".
func opened(d Document) []string {
	var all []string
	for _, o := range d.Open {
		all = append(all, o.Path+" "+string(o.Reason))
	}
	return all
}

// whats lists the texts of the lines of a section.
func whats(d Document, key string) []string {
	var all []string
	for _, l := range section(d, key) {
		all = append(all, l.What)
	}
	return all
}

// TestFactsByRule reads one fact each and compares the German line exactly.
func TestFactsByRule(t *testing.T) {
	for _, tc := range []struct{ name, said, key, want string }{
		{"phone", `"contact":{"phone":"+49 711 000000"}`, KeyPersonal, "Telefon: +49 711 000000"},
		{"phone_of_a_town", `"contact":{"phone":"0711 / 55 50-133"}`, KeyPersonal, "Telefon: 0711 / 55 50-133"},
		{"phone_with_00", `"contact":{"phone":"0049 711 5550133"}`, KeyPersonal, "Telefon: +49 711 5550133"},
		{"phone_with_two_beginnings", `"contact":{"phone":"+49 (0)711/5550133"}`, KeyPersonal, "Telefon: +49 711/5550133"},
		{"phone_arabic", `"contact":{"phone":"٠٠٤٩ ٧١١ ٥٥٥٠١٣٣"}`, KeyPersonal, "Telefon: +49 711 5550133"},
		{"phone_persian", `"contact":{"phone":"۰۷۱۱ ۵۵۵۰۱۳۳"}`, KeyPersonal, "Telefon: 0711 5550133"},
		{"phone_of_zeros", `"contact":{"phone":"0000"}`, KeyPersonal, "Telefon: 0000"},
		{"postcode_arabic", `"contact":{"postcode":"٧٠١٧٣","city":"Stuttgart"}`, KeyPersonal, "Wohnort: 70173 Stuttgart"},
		{"address", `"contact":{"street":"Musterweg 1","postcode":"70173","city":"Stuttgart"}`, KeyPersonal, "Anschrift: Musterweg 1, 70173 Stuttgart"},
		{"birth", `"print":{"birth_date":true},"birth_date":{"calendar":"gregorian","year":1991,"month":3,"day":12}`, KeyPersonal, "Geburtsdatum: 12.03.1991"},
		{"birth_solar", `"print":{"birth_date":true},"birth_date":{"calendar":"solar-hijri","year":1370,"month":1,"day":1}`, KeyPersonal, "Geburtsdatum: 21.03.1991"},
		{"birth_ethiopic", `"print":{"birth_date":true},"birth_date":{"calendar":"ethiopic","year":1983,"month":13,"day":6}`, KeyPersonal, "Geburtsdatum: 11.09.1991"},
		{"birth_year", `"print":{"birth_date":true},"birth_date":{"calendar":"solar-hijri","year":1370,"circa":true}`, KeyPersonal, "Geburtsjahr: ca. 1991/92"},
		{"birth_month", `"print":{"birth_date":true},"birth_date":{"calendar":"gregorian","year":1991,"month":3}`, KeyPersonal, "Geburtsdatum: 03/1991"},
		{"licence_foreign", `"driving":[{"class":"B","country":"SY","in_germany":"foreign"}]`, KeyDriving, "Klasse B (im Ausland ausgestellt)"},
		{"licence_valid", `"driving":[{"class":"C1E","in_germany":"valid"}]`, KeyDriving, "Klasse C1E (in Deutschland gültig)"},
		{"licence_converted", `"driving":[{"class":"AM","country":"SY","in_germany":"converted"}]`, KeyDriving, "Klasse AM (auf deutschen Führerschein umgeschrieben)"},
		{"licence_in_the_profile", `"driving":[{"class":"B","in_germany":"foreign"},{"class":"CE","in_germany":"converted"}]`, KeyProfile, "Führerschein Klasse CE"},
		{"licence_not_in_the_profile", `"driving":[{"class":"B","in_germany":"foreign"}]`, KeyProfile, ""},
		{
			"residence", `"print":{"residence":true},"residence":{"text_de":"Aufenthaltserlaubnis","valid_until":"2027-03-01","work":"with_permit"}`, KeyPersonal,
			"Aufenthalt: Aufenthaltserlaubnis, gültig bis 01.03.2027, Beschäftigung nur mit Erlaubnis der Ausländerbehörde",
		},
		{"nationality", `"print":{"nationality":true},"nationality":"SY"`, KeyPersonal, "Staatsangehörigkeit: syrisch"},
		{"nothing_delicate", `"nationality":"SY","birth_date":{"calendar":"gregorian","year":1991},"residence":{"text_de":"Duldung"}`, KeyPersonal, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, err := Parse([]byte(small + "," + tc.said + "}"))
			if err != nil {
				t.Fatal(err)
			}
			d := German(c, vocabulary(t), day)
			if got := strings.Join(whats(d, tc.key), "; "); got != tc.want || len(d.Open) > 0 {
				t.Errorf("%q with %v open, want %q", got, d.Open, tc.want)
			}
		})
	}
}

// TestGradeLines prints the grade of a paper with its scale and what it is by the modified Bavarian formula.
func TestGradeLines(t *testing.T) {
	const tail = " nach der modifizierten bayerischen Formel, unverbindlich"
	for grade, want := range map[domain.Grade]string{
		{Got: 78, Best: 100, Pass: 50, Unit: unitPercent}: "Abschlussnote: 78 % (Bestnote 100 %, bestanden ab 50 %); zur Orientierung 2,3" + tail,
		{Got: 15, Best: 20, Pass: 10, Unit: unitPoints}:   "Abschlussnote: 15 Punkte (Bestnote 20 Punkte, bestanden ab 10 Punkten); zur Orientierung 2,5" + tail,
		{Got: 1.5, Best: 1, Pass: 4, Unit: unitGrade}:     "Abschlussnote: 1,5 (Bestnote 1, bestanden bis 4); zur Orientierung 1,5" + tail,
		{Got: 50, Best: 100, Pass: 50, Unit: unitPercent}: "Abschlussnote: 50 % (Bestnote 100 %, bestanden ab 50 %); zur Orientierung 4,0" + tail,
		{Got: 49, Best: 100, Pass: 50, Unit: unitPercent}: "", // a fail
		{Got: 50, Best: 50, Pass: 50, Unit: unitPercent}:  "",
	} {
		d := German(domain.CV{Education: []domain.Education{{Kind: "school", Grade: &grade}}}, vocabulary(t), day)
		lines := section(d, KeyEducation)
		if len(lines) != 1 || lines[0].What != "Schulbesuch" {
			t.Fatalf("%+v: %+v", grade, lines)
		}
		got := ""
		for _, detail := range lines[0].Details {
			got += detail.Text
		}
		if open := slices.Equal(opened(d), []string{"education[0].grade contradictory"}); got != want || open != (want == "") {
			t.Errorf("%+v: %q, open %v, want %q", grade, got, d.Open, want)
		}
	}
}

// TestImpossibleBirthHidesNothing: a birth that cannot be is open though it is not printed, and the years of the jobs are not measured by it.
func TestImpossibleBirthHidesNothing(t *testing.T) {
	c := domain.CV{BirthDate: year(2030), Work: []domain.Work{job(year(2010), year(2015))}}
	for name, d := range map[string]Document{"german": German(c, vocabulary(t), day), "anonymous": Anonymous(c, Short{}, vocabulary(t), day)} {
		if got := opened(d); !slices.Equal(got, []string{"birth_date contradictory"}) {
			t.Errorf("%s: open %q", name, got)
		}
		if when := section(d, KeyWork)[0].When; when != "2010 – 2015" {
			t.Errorf("%s: when %q", name, when)
		}
	}
}

// TestAddressInLatin: what is typed in another script is open, and stands neither among the personal data nor before the date.
func TestAddressInLatin(t *testing.T) {
	c := domain.CV{
		Contact:   domain.Contact{Street: "طريق ١", Postcode: "70173", City: "شتوتغارت"},
		Print:     domain.CVPrint{Residence: true},
		Residence: &domain.CVResidence{TextDE: "إقامة", Work: "allowed"},
	}
	d := German(c, vocabulary(t), day)
	if got, want := opened(d), []string{"contact.city untranslated", "contact.street untranslated", "residence.text_de untranslated"}; !slices.Equal(got, want) {
		t.Errorf("open %q, want %q", got, want)
	}
	if got, want := whats(d, KeyPersonal), []string{"Wohnort: 70173", "Aufenthalt: Erwerbstätigkeit erlaubt"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if d.Closing != "22.11.2026" {
		t.Errorf("closing %q", d.Closing)
	}
}
