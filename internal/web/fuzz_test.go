package web

import (
	"net/http"
	"net/url"
	"testing"
	"unicode/utf8"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// FuzzForm types anything into every question that needs no vocabulary: an answer is read, or there is an error that names a field.
func FuzzForm(f *testing.F) {
	for _, s := range []string{"30", "٣٠", "۳۰", "፲", "-1", "0", "1e9", "99999999999999999999", "NaN", "Al-Amal", "ورشة", "\u202eabc", "\x00", "\xff", "½", "𝟑"} {
		f.Add(s, "solar-hijri", s, "2010")
	}
	f.Fuzz(func(t *testing.T, text, cal, day, year string) {
		values := url.Values{}
		for _, field := range []string{
			"address_form", "nationality", "street", "postcode", "city", "city_latin", "country", "phone", "email", "level", "language", "pick", "kind",
			"institution", "employer", "employer_latin", "recognition", "class", "in_germany", "persons", "wish", "ongoing",
		} {
			values.Set(field, text)
		}
		for _, field := range []string{"birth", "from", "to"} {
			values.Set(field+"_day", day)
			values.Set(field+"_month", text)
			values.Set(field+"_year", year)
		}
		r := &http.Request{Method: http.MethodPost, PostForm: values, Form: values}
		for _, q := range []ui.Question{
			{Step: routes.StepAddressForm, Entry: domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{}}},
			{Step: routes.StepBirth, Entry: domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{}}},
			{Step: routes.StepPhone, Entry: domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{}}},
			{Step: routes.StepEmail, Entry: domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{}}},
			{Step: routes.StepLevel, Entry: domain.Entry{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{}}},
			{Step: routes.StepTime, Entry: domain.Entry{Section: domain.SectionSchooling, Education: &domain.Education{}}},
			{Step: routes.StepTime, Entry: domain.Entry{Section: domain.SectionWork, Work: &domain.Work{}}},
			{Step: routes.StepPlace, Entry: domain.Entry{Section: domain.SectionWork, Work: &domain.Work{}}},
			{Step: routes.StepClass, Entry: domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Driving: &domain.Driving{}}}},
			{Step: routes.StepPersons, Entry: domain.Entry{Section: domain.SectionHousing, Housing: &domain.Housing{}}},
		} {
			q.Calendar = cal
			e, err := answered(r, &visit{}, q)
			if err != nil {
				if domain.KindOf(err) != domain.Invalid || err.(*domain.Error).Field == "" { //nolint:errorlint // made in answer.go
					t.Errorf("%s %q: %v", q.Step, text, err)
				}
				continue
			}
			if e.Work != nil && e.Check() == nil && !utf8.ValidString(e.Work.Employer.Or()) {
				t.Errorf("%s takes %q", q.Step, text)
			}
			if d, ok := calendar.Of(birthOf(e)); ok && d.Check() == nil && calendar.GermanDay(d) == "" {
				t.Errorf("%+v cannot be printed", d)
			}
		}
	})
}

func birthOf(e domain.Entry) *domain.PartialDate {
	if e.Identity == nil {
		return nil
	}
	return e.Identity.Birth
}
