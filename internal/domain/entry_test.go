package domain_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func entry(s domain.Section, e domain.Entry) domain.Entry {
	e.Section = s
	return e
}

// TestEntryCheck puts every body into every section: an entry is right only in its own.
func TestEntryCheck(t *testing.T) {
	bodies := map[string]domain.Entry{
		"identity":  {Identity: &domain.Identity{}},
		"contact":   {Contact: &domain.Contact{}},
		"language":  {Language: &domain.LanguageSkill{Language: "ar", Level: "native"}},
		"education": {Education: &domain.Education{Kind: "school"}},
		"work":      {Work: &domain.Work{Occupation: domain.Term{Concept: "occ:baker"}}},
		"skill":     {Skill: &domain.Skill{Term: &domain.Term{Text: "nähen"}}},
		"housing":   {Housing: &domain.Housing{}},
		"member":    {Member: &domain.HouseholdMember{Relation: "child"}},
		"residence": {Residence: &domain.Residence{}},
		"health":    {Health: &domain.Health{}},
		"taking":    {Taking: &domain.Participation{}},
		"money":     {Money: &domain.Money{}},
		"aims":      {Aims: &domain.Development{}},
		"nothing":   {},
	}
	bodyOf := map[domain.Section]string{
		domain.SectionIdentity: "identity", domain.SectionContact: "contact", domain.SectionLanguages: "language", domain.SectionSchooling: "education",
		domain.SectionTraining: "education", domain.SectionWork: "work", domain.SectionSkills: "skill", domain.SectionHousing: "housing",
		domain.SectionHousehold: "member", domain.SectionResidence: "residence", domain.SectionHealth: "health",
		domain.SectionParticipation: "taking", domain.SectionMoney: "money", domain.SectionDevelopment: "aims",
	}
	for _, s := range append([]domain.Section{"", "dreams"}, domain.Sections[:]...) {
		for body, e := range bodies {
			want := "entry.section "
			if bodyOf[s] == body {
				want = ""
			}
			t.Run(string(s)+"_"+body, func(t *testing.T) { says(t, entry(s, e).Check(), want) })
		}
	}
	for _, s := range domain.ProfileSections {
		if bodyOf[s] == "" {
			t.Errorf("no entry can be made in %s", s)
		}
	}
}

func TestIdentityCheck(t *testing.T) {
	for _, tc := range []struct {
		name string
		v    domain.Identity
		want string
	}{
		{"all", domain.Identity{AddressForm: domain.AddressF, Nationality: "SY", Birth: &domain.PartialDate{Calendar: "hijri", Year: 1410}}, ""},
		{"address_form", domain.Identity{AddressForm: "x"}, "choose address_form"},
		{"country_in_small_letters", domain.Identity{Nationality: "sy"}, "choose nationality"},
		{"country_of_three_letters", domain.Identity{Nationality: "SYR"}, "choose nationality"},
		{"country_of_one_letter", domain.Identity{Nationality: "S"}, "choose nationality"},
		{"country_of_digits", domain.Identity{Nationality: "S1"}, "choose nationality"},
		{"country_before_the_letters", domain.Identity{Nationality: "@A"}, "choose nationality"},
		{"country_behind_the_letters", domain.Identity{Nationality: "A["}, "choose nationality"},
		{"birth", domain.Identity{Birth: &domain.PartialDate{Calendar: "hijri"}}, "date birth"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, entry(domain.SectionIdentity, domain.Entry{Identity: &tc.v}).Check(), tc.want)
		})
	}
}

func TestContactCheck(t *testing.T) {
	long := fullLine + "x"
	for _, tc := range []struct {
		name string
		v    domain.Contact
		want string
	}{
		{"all", domain.Contact{Street: "Lindenweg 4", Postcode: "70173", City: "Stuttgart", Phone: "+49 (0)711/216-0", Email: "sami@example.org"}, ""},
		{"long_street", domain.Contact{Street: long}, "tooLong street"},
		{"long_postcode", domain.Contact{Postcode: long}, "tooLong postcode"},
		{"long_city", domain.Contact{City: long}, "tooLong city"},
		{"long_phone", domain.Contact{Phone: long}, "tooLong phone"},
		{"long_email", domain.Contact{Email: long}, "tooLong email"},
		{"phone_of_letters", domain.Contact{Phone: "0711 CALL"}, "phone phone"},
		{"phone_in_arabic_digits", domain.Contact{Phone: "٠٧١١"}, "phone phone"},
		{"email_without_at", domain.Contact{Email: "sami.example.org"}, "email email"},
		{"email_without_name", domain.Contact{Email: "@example.org"}, "email email"},
		{"email_without_host", domain.Contact{Email: "sami@"}, "email email"},
		{"email_with_space", domain.Contact{Email: "sami @example.org"}, "email email"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, entry(domain.SectionContact, domain.Entry{Contact: &tc.v}).Check(), tc.want)
		})
	}
}

func TestLanguageSkillCheck(t *testing.T) {
	for _, tc := range []struct {
		name string
		v    domain.LanguageSkill
		want string
	}{
		{"certificate", domain.LanguageSkill{Language: "de", Level: "B1", Certificate: &domain.Term{Text: "telc"}}, ""},
		{"longest_tag", domain.LanguageSkill{Language: "zh-Hant-Taiw", Level: "B1"}, ""},
		{"no_language", domain.LanguageSkill{Level: "B1"}, "choose language"},
		{"long_language", domain.LanguageSkill{Language: "zh-Hant-Taiwa", Level: "B1"}, "choose language"},
		{"no_level", domain.LanguageSkill{Language: "de"}, "choose level"},
		{"unknown_level", domain.LanguageSkill{Language: "de", Level: "b1"}, "choose level"},
		{"long_certificate", domain.LanguageSkill{Language: "de", Level: "B1", Certificate: &domain.Term{Text: fullText + "x"}}, "tooLong certificate"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, entry(domain.SectionLanguages, domain.Entry{Language: &tc.v}).Check(), tc.want)
		})
	}
}

func TestEducationCheck(t *testing.T) {
	long := &domain.Term{Text: fullText + "x"}
	for _, tc := range []struct {
		name string
		v    domain.Education
		want string
	}{
		{"recognition", domain.Education{Kind: "university", Recognition: "partly"}, ""},
		{"no_kind", domain.Education{}, "choose kind"},
		{"unknown_kind", domain.Education{Kind: "camp"}, "choose kind"},
		{"unknown_recognition", domain.Education{Kind: "school", Recognition: "maybe"}, "choose recognition"},
		{"long_certificate", domain.Education{Kind: "school", Certificate: long}, "tooLong certificate"},
		{"long_subject", domain.Education{Kind: "school", Subject: long}, "tooLong subject"},
		{"long_institution", domain.Education{Kind: "school", Institution: domain.Name{Native: fullLine + "x"}}, "tooLong institution"},
		{"country", domain.Education{Kind: "school", Place: domain.Place{Country: "Syrien"}}, "choose country"},
		{"long_city", domain.Education{Kind: "school", Place: domain.Place{City: domain.Name{Latin: fullLine + "x"}}}, "tooLong city"},
		{"from", domain.Education{Kind: "school", From: &domain.PartialDate{}}, "date from"},
		{"to", domain.Education{Kind: "school", To: &domain.PartialDate{}}, "date to"},
		{"backwards", domain.Education{Kind: "school", From: gregorian(2010, 0, 0), To: gregorian(2009, 0, 0)}, "dateOrder to"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, entry(domain.SectionTraining, domain.Entry{Education: &tc.v}).Check(), tc.want)
		})
	}
}

func TestWorkCheck(t *testing.T) {
	baker := domain.Term{Concept: "occ:baker"}
	for _, tc := range []struct {
		name string
		v    domain.Work
		want string
	}{
		{"label_alone", domain.Work{Occupation: domain.Term{Label: "خباز"}}, ""},
		{"text_alone", domain.Work{Occupation: domain.Term{Text: "خباز"}}, ""},
		{"no_occupation", domain.Work{}, "required occupation"},
		{"german_alone_says_nothing", domain.Work{Occupation: domain.Term{German: "Bäcker"}}, "required occupation"},
		{"long_occupation", domain.Work{Occupation: domain.Term{Label: fullLine + "x"}}, "tooLong occupation"},
		{"all_tasks", domain.Work{Occupation: baker, Tasks: make([]domain.Term, domain.MaxList)}, ""},
		{"too_many_tasks", domain.Work{Occupation: baker, Tasks: make([]domain.Term, domain.MaxList+1)}, "tooMany tasks"},
		{"long_second_task", domain.Work{Occupation: baker, Tasks: []domain.Term{{Text: "backen"}, {Text: fullText + "x"}}}, "tooLong tasks"},
		{"long_employer", domain.Work{Occupation: baker, Employer: domain.Name{Latin: fullLine + "x"}}, "tooLong employer"},
		{"country", domain.Work{Occupation: baker, Place: domain.Place{Country: "xx"}}, "choose country"},
		{"from", domain.Work{Occupation: baker, From: &domain.PartialDate{}}, "date from"},
		{"to", domain.Work{Occupation: baker, To: &domain.PartialDate{}}, "date to"},
		{"backwards", domain.Work{Occupation: baker, From: gregorian(2010, 5, 0), To: gregorian(2010, 4, 0)}, "dateOrder to"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, entry(domain.SectionWork, domain.Entry{Work: &tc.v}).Check(), tc.want)
		})
	}
}

func TestSkillCheck(t *testing.T) {
	for _, tc := range []struct {
		name string
		v    domain.Skill
		want string
	}{
		{"driving", domain.Skill{Driving: &domain.Driving{Class: "B", Country: "SY", InGermany: "foreign"}}, ""},
		{"nothing", domain.Skill{}, "required term"},
		{"empty_term", domain.Skill{Term: &domain.Term{}}, "required term"},
		{"long_term", domain.Skill{Term: &domain.Term{Text: fullText + "x"}}, "tooLong term"},
		{"unknown_class", domain.Skill{Driving: &domain.Driving{Class: "b", InGermany: "foreign"}}, "choose class"},
		{"not_said_whether_it_counts", domain.Skill{Driving: &domain.Driving{Class: "B"}}, "choose in_germany"},
		{"country", domain.Skill{Driving: &domain.Driving{Class: "B", Country: "Syria", InGermany: "valid"}}, "choose country"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, entry(domain.SectionSkills, domain.Entry{Skill: &tc.v}).Check(), tc.want)
		})
	}
}

func TestHousingCheck(t *testing.T) {
	for _, tc := range []struct {
		name string
		v    domain.Housing
		want string
	}{
		{"all", domain.Housing{Kind: "own_room", Persons: 4, Wish: "own_flat"}, ""},
		{"unknown_kind", domain.Housing{Kind: "tent"}, "choose kind"},
		{"unknown_wish", domain.Housing{Wish: "castle"}, "choose wish"},
		{"fewer_than_nobody", domain.Housing{Persons: -1}, "number persons"},
		{"thirty", domain.Housing{Persons: 30}, ""},
		{"more_than_thirty", domain.Housing{Persons: 31}, "number persons"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, entry(domain.SectionHousing, domain.Entry{Housing: &tc.v}).Check(), tc.want)
		})
	}
}
