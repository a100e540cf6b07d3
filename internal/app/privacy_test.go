package app_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// private is everything that tells who sami is, as it stands in texts; no engine and no log may get a byte of it.
var private = []string{
	"سامي", "حداد", "Sami", "Haddad", "Königstraße", "Königs", "70173", "Stuttgart", "4906", "0711", "٠٧١١", "sami.haddad", "example.org", "1991", "١٩٩١", "Brücke",
}

// introduce has sami give a name, an address, a phone, an e-mail and a birth date.
func (d *desk) introduce() {
	d.t.Helper()
	d.save(domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{
		Street: "Königstraße 17", Postcode: "70173", City: "Stuttgart", Phone: "+49 711 4906 12", Email: "sami.haddad@example.org",
	}})
	d.save(domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{
		AddressForm: domain.AddressM, Birth: &domain.PartialDate{Calendar: "gregorian", Year: 1991, Month: 3, Day: 12},
	}})
}

// TestNobodyIsNamed writes all that tells who somebody is into texts, in each spelling, and looks for it in every question to the engine
// and in the log, also while the engine fails. The German has it again.
func TestNobodyIsNamed(t *testing.T) {
	eachDesk(t, 100_000, func(t *testing.T, d *desk) {
		d.introduce()
		texts := []string{
			"أنا سامي حداد، هاتفي ٠٧١١ ٤٩٠٦ ١٢", "اسمي Sami Haddad وأسكن في Königstraße 17، 70173 Stuttgart", "بريدي sami.haddad@example.org",
			"ولدت في ١٢/٠٣/١٩٩١ ولسامي خبرة", "قال وسامي وحداد: 12.03.1991", "عمل SAMI مع haddads في stuttgart", "+49 711 4906 12 أو 0711-490612",
		}
		for _, s := range texts {
			d.save(ownWords(s))
		}
		d.engine.fail(200, 500, 429)
		d.drain()
		d.Clock.AddDays(1)
		d.drain()
		d.Clock.AddDays(1)
		d.drain()
		page := d.page()
		for _, x := range page.Texts {
			if x.State != domain.TextMachine || x.Back() == "" {
				t.Errorf("%s is %s %s", x.Source, x.State, x.Reason)
			}
		}
		german := page.Texts[0].German() + page.Texts[1].German() + page.Texts[2].German()
		for _, s := range []string{"Sami", "Haddad", "0711 4906 12", "Königstraße", "17", "70173", "sami.haddad@example.org"} {
			if !strings.Contains(german, s) {
				t.Errorf("%q is not in the German %q", s, german)
			}
		}
		log := strings.ToLower(strings.ReplaceAll(d.log.String(), "tenant=stuttgart", ""))
		heard := strings.ToLower(strings.Join(d.engine.texts(), "\n"))
		if len(d.engine.texts()) < len(texts) || log == "" {
			t.Fatalf("%d questions, log %q: the test looks in the wrong place", len(d.engine.texts()), log)
		}
		for _, s := range private {
			if strings.Contains(heard, strings.ToLower(s)) {
				t.Errorf("%q reached the engine", s)
			}
			if strings.Contains(log, strings.ToLower(s)) {
				t.Errorf("%q reached the log", s)
			}
		}
		for _, s := range texts {
			if strings.Contains(d.log.String(), s) {
				t.Error("a text reached the log")
			}
		}
	})
}

// TestAdversary lets an engine spoil every second answer, in each way: a text keeps all its facts or waits for a human without German.
func TestAdversary(t *testing.T) {
	eachDesk(t, 1_000_000, func(t *testing.T, d *desk) {
		random := rand.New(rand.NewPCG(1, 3)) //nolint:gosec // a test
		d.engine.turn = func(to, text string) string { return spoil(random.IntN(10), fair(to, text)) }
		facts := map[string][]string{}
		for range 4 {
			w := &domain.Work{Occupation: domain.Term{Concept: "occ:carpenter"}}
			for range 30 {
				n := []string{fmt.Sprint(1000 + random.IntN(9000)), fmt.Sprintf("%02d.%02d.%d", 1+random.IntN(28), 1+random.IntN(12), 1980+random.IntN(40))}
				text := "عملت " + n[0] + " ساعة حتى " + n[1] + " في ورشة"
				facts[text] = n
				w.Tasks = append(w.Tasks, domain.Term{Text: text})
			}
			d.save(domain.Entry{Section: domain.SectionWork, Work: w})
		}
		d.drain()
		good, failed := 0, 0
		for _, x := range d.page().Texts {
			if x.State == domain.TextHelper {
				if failed++; x.German() != "" || x.Reason != domain.ReasonFacts && x.Reason != domain.ReasonAnswer {
					t.Errorf("%s: %s, %+v", x.Source, x.Reason, x.Sentences)
				}
				continue
			}
			good++
			for _, f := range facts[x.Source] {
				if strings.Count(x.German(), f) != 1 {
					t.Errorf("%s: fact %s in %q", x.Source, f, x.German())
				}
			}
		}
		if good < 20 || failed < 20 || good+failed != 120 {
			t.Errorf("%d translated, %d failed", good, failed)
		}
	})
}

// spoil is what a bad engine makes of a fair answer; from 5 on it leaves it as it is, or in another order.
func spoil(how int, answer string) string {
	all := tokens.FindAllString(answer, -1)
	if len(all) < 2 {
		return answer
	}
	switch how {
	case 0:
		return strings.Replace(answer, all[0], "", 1) // dropped
	case 1:
		return answer + " " + all[0] // doubled
	case 2:
		return strings.Replace(answer, all[0], "Stunden", 1) // translated
	case 3:
		return strings.ReplaceAll(answer, all[0], all[1]) // mixed up
	case 4:
		return answer + " 2024" // invented
	case 5:
		return all[1] + " und " + all[0] + " gearbeitet" // another order
	}
	return answer
}
