package web_test

import (
	"encoding/json"
	"html"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestInterviewPage reads what an employer will ask, and goes to each place where it is mended.
func TestInterviewPage(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/cv/interview")
	b.sees(i18n.Ar.Term("ask", "work_permit"), i18n.De.Term("ask", "papers"))
	at := func(y, m int) *domain.PartialDate {
		return &domain.PartialDate{Calendar: "gregorian", Year: y, Month: m}
	}
	long, short := job(), job()
	long.Work.From, long.Work.To = at(2010, 9), at(2016, 2)
	short.Work.From, short.Work.To = at(2017, 5), &domain.PartialDate{Ongoing: true}
	short.Work.Employer.Native = "الأمل"
	said(t, c, append(oneOfEach(), long, short)...)
	b.open("/me/cv")
	b.follow("/me/cv/interview")
	b.sees(i18n.Ar.Term("ask", "gap"), i18n.De.Term("ask", "gap"), i18n.Ar.CommonMonths(14), "03/2016", "الأمل", "§ 29", i18n.Ar.RegulationVerify(), i18n.Ar.ProfileLabelEmail())
	b.lacks(i18n.Ar.Term("ask", "licence"), "%!", "work[")
	if !strings.Contains(b.body, `href="/me/cv/gap?`) {
		t.Error("a gap leads to no choice of words")
	}
	led := 0
	page := b.body[strings.Index(b.body, "<main"):strings.Index(b.body, "</main>")]
	for _, m := range regexp.MustCompile(`class="btn" href="(/[^"]*)"`).FindAllStringSubmatch(page, -1) {
		path, _, _ := strings.Cut(html.UnescapeString(m[1]), "#")
		b.open(path)
		led++
	}
	if led < 8 {
		t.Errorf("%d ways to mend", led)
	}
}

// TestTopicsHaveWords checks that each question has its words, and no words are left over.
func TestTopicsHaveWords(t *testing.T) {
	for _, group := range []string{"ask", "prepare"} {
		b, err := os.ReadFile("../i18n/catalogue/de/terms." + group + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(b, &words); err != nil {
			t.Fatal(err)
		}
		delete(words, "@audience")
		for _, topic := range cv.Topics {
			if words[string(topic)] == "" {
				t.Errorf("terms.%s has no %s", group, topic)
			}
			delete(words, string(topic))
		}
		if len(words) > 0 {
			t.Errorf("terms.%s: %v is asked by nobody", group, words)
		}
	}
}

// TestRegulatedOccupation shows what German law asks of a nurse to the person and to whom the job is released, and nothing of a farmer.
func TestRegulatedOccupation(t *testing.T) {
	s := newSite(t)
	said := func(occupation string) domain.Entry {
		return domain.Entry{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Concept: occupation}, Place: domain.Place{Country: "SY"},
		}}
	}
	person, manager := s.as("sami"), s.as("manager_a")
	address := "/cases/" + s.Person("sami").String()
	s.release("sami", domain.SectionWork)
	s.say("sami", said("occ:farmer"))
	manager.get(address).is(http.StatusOK).lacks("Dieser Beruf in Deutschland")
	person.get("/me/profile/work").is(http.StatusOK).lacks(i18n.Ar.RegulationTitle())
	s.say("sami", domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{AddressForm: "f"}})
	s.say("sami", said("occ:nurse"))
	list := person.get("/me/profile/work").is(http.StatusOK, i18n.Ar.RegulationTitle())
	entry := regexp.MustCompile(`href="([^"]*)#regulation"`).FindStringSubmatch(list.body)
	if entry == nil {
		t.Fatal("the list leads to no note")
	}
	person.get(entry[1]).is(http.StatusOK, `id="regulation"`, i18n.Ar.RegulationRegulated(), `lang="de" dir="ltr">Krankenschwester (Syrien)<`, "Pflegefachmann / Pflegefachfrau",
		"PflBG", i18n.Ar.RegulationVerify(), `href="https://www.anerkennung-in-deutschland.de/" rel="noreferrer"`)
	manager.get(address).is(http.StatusOK, "Dieser Beruf in Deutschland", "Pflegefachmann / Pflegefachfrau", "noch nicht geprüft")
	target := domain.CVSelection{ID: domain.FirstCV(s.Person("sami")), Target: &domain.Term{Concept: "occ:civil-engineer"}}
	if _, err := s.SaveCV(t.Context(), s.Actor("sami"), target, ""); err != nil {
		t.Fatal(err)
	}
	person.get("/me/cv/target").is(http.StatusOK, i18n.Ar.RegulationProtectedTitle(), "Ingenieurgesetz")
	person.get("/me/cv/interview").is(http.StatusOK).lacks(i18n.De.Term("ask", "licence"))
}

// TestWithHelp shows who acted for the person wherever the entry stands: on the person's pages and to whom it is released.
func TestWithHelp(t *testing.T) {
	s := newSite(t)
	if _, err := s.SaveEntry(t.Context(), s.Acting("manager_a", "sami"), job(), ""); err != nil {
		t.Fatal(err)
	}
	s.say("sami", domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{Phone: "0711 1"}})
	s.release("sami", domain.SectionWork, domain.SectionContact)
	person := s.as("sami")
	for _, path := range []string{"/me/profile", "/me/profile/work", "/me/cv"} {
		if got := strings.Count(text(person.get(path).is(http.StatusOK).body), text(i18n.Ar.ProfileHelped("Anna Weber"))); got != 1 {
			t.Errorf("%s says %d times who helped", path, got)
		}
	}
	if got := strings.Count(text(s.as("manager_a").get("/cases/"+s.Person("sami").String()).body), text(i18n.De.ProfileHelped("Anna Weber"))); got != 1 {
		t.Errorf("the desk says %d times who helped", got)
	}
}
