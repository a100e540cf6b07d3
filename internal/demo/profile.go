package demo

import (
	"context"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// A trade is an occupation with the way into it.
type trade struct {
	occupation vocab.ID
	subject    string // of the training or study; empty for those who learned it at work
	degree     bool   // by study
	tasks      []vocab.ID
}

// trades are the occupations of the demo, with their tasks in v; the first ones are those of the cast.
func trades(v *vocab.Vocabulary) []trade {
	list := []trade{
		{occupation: "occ:carpenter", subject: "subject:wood-technology"},
		{occupation: "occ:accountant", subject: "subject:accounting", degree: true},
		{occupation: "occ:cook"},
		{occupation: "occ:nurse", subject: "subject:nursing"},
		{occupation: "occ:tailor"},
		{occupation: "occ:driver"},
		{occupation: "occ:hairdresser", subject: "subject:beauty"},
		{occupation: "occ:primary-teacher", subject: "subject:teacher-primary", degree: true},
		{occupation: "occ:electrician", subject: "subject:electrical-engineering"},
		{occupation: "occ:car-mechanic", subject: "subject:automotive"},
		{occupation: "occ:bricklayer"},
		{occupation: "occ:painter-decorator"},
		{occupation: "occ:welder"},
		{occupation: "occ:plumber"},
		{occupation: "occ:farmer"},
		{occupation: "occ:farm-labourer"},
		{occupation: "occ:shop-assistant"},
		{occupation: "occ:shopkeeper"},
		{occupation: "occ:cleaner"},
		{occupation: "occ:kitchen-helper"},
		{occupation: "occ:waiter", subject: "subject:hospitality"},
		{occupation: "occ:baker"},
		{occupation: "occ:warehouse-worker"},
		{occupation: "occ:factory-worker"},
		{occupation: "occ:construction-labourer"},
		{occupation: "occ:truck-driver"},
		{occupation: "occ:homemaker"},
		{occupation: "occ:elderly-caregiver"},
		{occupation: "occ:nursing-assistant"},
		{occupation: "occ:pharmacist", subject: "subject:pharmacy", degree: true},
		{occupation: "occ:physician", subject: "subject:medicine", degree: true},
		{occupation: "occ:civil-engineer", subject: "subject:civil-engineering", degree: true},
		{occupation: "occ:office-clerk"},
		{occupation: "occ:sales-representative", subject: "subject:marketing"},
		{occupation: "occ:cashier"},
		{occupation: "occ:barber"},
		{occupation: "occ:software-developer", subject: "subject:computer-science", degree: true},
		{occupation: "occ:security-guard"},
		{occupation: "occ:language-teacher", subject: "subject:english-studies", degree: true},
		{occupation: "occ:lawyer", subject: "subject:law", degree: true},
	}
	for i := range list {
		for _, task := range v.Tasks(list[i].occupation) {
			if len(list[i].tasks) < 8 {
				list[i].tasks = append(list[i].tasks, task.ID)
			}
		}
	}
	return list
}

// tradeOf draws the trade of this person; most are among the first two thirds of the list.
func (l *life) tradeOf() trade {
	if l.player != nil {
		return l.trades[l.player.trade]
	}
	return l.trades[min(l.d.below(len(l.trades)), l.d.below(len(l.trades)*3/2))]
}

// fillIn stores the profile, question by question, on two visits.
func (l *life) fillIn(ctx context.Context) error {
	if l.profile == nothing {
		return nil
	}
	wait := l.d.between(1, 20)
	if early := l.d.between(20, 330); l.player == nil && l.dayBefore() > 330 && l.d.chance(80) {
		wait = l.dayBefore() - early // who came long ago got here when the city began with this
	}
	if err := l.pass(wait); err != nil {
		return err
	}
	first := []domain.Entry{l.identity(), l.contact()}
	l.german = l.germanLevel()
	first = append(first, l.languageSkills()...)
	if err := l.save(ctx, first); err != nil || l.profile == some && l.d.chance(50) {
		return err
	}
	if l.d.chance(60) {
		if err := l.pass(l.d.between(1, 9)); err != nil {
			return err
		}
	}
	t := l.tradeOf()
	second := l.schooling(t)
	if l.profile == all {
		second = append(append(second, l.jobs(t)...), l.skills()...)
		second = append(second, l.housing())
	}
	if err := l.save(ctx, second); err != nil || l.profile != all {
		return err
	}
	if err := l.circumstances(ctx); err != nil || l.player == nil && l.d.chance(60) {
		return err
	}
	l.own(domain.SaveCV, domain.SetOf(domain.SectionCV), 0)
	return l.tx.SaveCV(ctx, domain.CVSelection{ID: domain.FirstCV(l.ID), Person: l.ID, Target: &domain.Term{Concept: string(t.occupation)}}, 0)
}

// save stores entries as the person would, each with its event.
func (l *life) save(ctx context.Context, entries []domain.Entry) error {
	for _, e := range entries {
		l.minutes(l.d.between(1, 4))
		e.ID, e.Person = domain.EntryID(l.id()), l.ID
		if err := e.Check(); err != nil {
			return fmt.Errorf("entry of row %d in %s: %w", l.row, e.Section, err)
		}
		if _, err := l.tx.SaveEntry(ctx, e, 0); err != nil {
			return err
		}
		l.entries = append(l.entries, e)
		l.own(domain.SaveEntry, domain.SetOf(e.Section), int64(e.ID))
	}
	return nil
}

func (l *life) birthYear() int { return l.until.Year() - l.age }

// date is a month of a year, in the calendar that the person counts in.
func (l *life) date(year, month int) *domain.PartialDate {
	switch {
	case l.origin.country == "ER" && l.row%2 == 0:
		return &domain.PartialDate{Calendar: "ethiopic", Year: year - 8, Month: month}
	case (l.origin.country == "AF" || l.origin.country == "IR") && l.row%2 == 0:
		return &domain.PartialDate{Calendar: "solar-hijri", Year: year - 621, Month: month}
	}
	return &domain.PartialDate{Calendar: "gregorian", Year: year, Month: month}
}

func (l *life) identity() domain.Entry {
	form := domain.AddressM
	if l.female {
		form = domain.AddressF
	}
	birth := l.date(l.birthYear(), l.d.between(1, 12))
	birth.Day = l.d.between(1, 28)
	return domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{AddressForm: form, Birth: birth, Nationality: l.origin.country}}
}

// contact has a number that the Bundesnetzagentur keeps free for films.
func (l *life) contact() domain.Entry {
	return domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{
		Street: l.house.Name, City: l.print.name, Phone: fmt.Sprintf("0176 040690%02d", l.row%100),
	}}
}

// germanLevel depends on how long the person has been here.
func (l *life) germanLevel() string {
	if l.player != nil {
		return l.player.german
	}
	levels := [...]string{"basic", "A1", "A2", "B1", "B2", "C1"}
	months := int((l.at - l.Registered) / (30 * 24 * 3600 * 1000))
	return levels[min(len(levels)-1, l.d.below(2)+min(months/8, 3)+l.d.below(8)/7)]
}

func (l *life) languageSkills() []domain.Entry {
	skill := func(s domain.LanguageSkill) domain.Entry {
		return domain.Entry{Section: domain.SectionLanguages, Language: &s}
	}
	german := domain.LanguageSkill{Language: "de", Level: l.german}
	if certificate := map[string]string{"A2": "cert:telc-a2", "B1": "cert:dtz-b1", "B2": "cert:telc-b2"}[l.german]; certificate != "" && l.d.chance(60) {
		german.Certificate = &domain.Term{Concept: certificate}
	}
	out := []domain.Entry{skill(domain.LanguageSkill{Language: l.origin.language, Level: "native"}), skill(german)}
	if l.origin.language != "en" && l.d.chance(30) {
		out = append(out, skill(domain.LanguageSkill{Language: "en", Level: pick(l.d, []string{"A1", "A2", "B1", "B2"})}))
	}
	return out
}

// schooling is school, and the training or study of the trade.
func (l *life) schooling(t trade) []domain.Entry {
	began := l.birthYear() + 6
	school := domain.Education{
		Kind: "school", Certificate: &domain.Term{Concept: l.origin.basic}, Place: l.place(),
		From: l.date(began, 9), To: l.date(min(began+9, l.until.Year()), 6),
	}
	if t.subject != "" || l.d.chance(35) {
		school.Certificate, school.To = &domain.Term{Concept: l.origin.secondary}, l.date(min(began+12, l.until.Year()), 6)
	}
	out := []domain.Entry{{Section: domain.SectionSchooling, Education: &school}}
	if t.subject == "" || l.age < 22 {
		return out
	}
	training := domain.Education{
		Kind: "vocational", Certificate: &domain.Term{Concept: l.origin.training}, Subject: &domain.Term{Concept: t.subject}, Place: l.place(),
		From: l.date(began+12, 10), To: l.date(began+14, 6), Recognition: pick(l.d, domain.Recognitions[:]),
	}
	if t.degree {
		training.Kind, training.Certificate, training.To = "university", &domain.Term{Concept: l.origin.degree}, l.date(began+16, 6)
	}
	return append(out, domain.Entry{Section: domain.SectionTraining, Education: &training})
}

func (l *life) place() domain.Place {
	return domain.Place{City: pick(l.d, l.origin.cities), Country: l.origin.country}
}

// jobs are one or two places of work between school and arrival.
func (l *life) jobs(t trade) []domain.Entry {
	from := l.birthYear() + 17
	switch {
	case t.degree:
		from += 5
	case t.subject != "":
		from += 3
	}
	left := l.Registered.Time().Year() - l.d.between(1, 3)
	if left <= from {
		return nil
	}
	var out []domain.Entry
	turns := []int{left}
	if left-from > 6 {
		turns = []int{from + (left-from)/2, left}
	}
	for _, to := range turns {
		w := domain.Work{
			Occupation: domain.Term{Concept: string(t.occupation)}, Employer: pick(l.d, l.origin.employers), Place: l.place(),
			From: l.date(from, l.d.between(7, 12)), To: l.date(to, l.d.between(1, 6)),
		}
		for i := range min(len(t.tasks), l.d.between(2, 4)) {
			w.Tasks = append(w.Tasks, domain.Term{Concept: string(t.tasks[(i+len(out)*3)%len(t.tasks)])})
		}
		out = append(out, domain.Entry{Section: domain.SectionWork, Work: &w})
		from = to
	}
	return out
}

func (l *life) skills() []domain.Entry {
	var out []domain.Entry
	if l.d.chance(40) {
		out = append(out, domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{
			Driving: &domain.Driving{Class: "B", Country: l.origin.country, InGermany: pick(l.d, []string{"foreign", "foreign", "converted"})},
		}})
	}
	if soft := l.parts.Vocab.Concepts(vocab.Soft); len(soft) > 0 {
		out = append(out, domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Concept: string(pick(l.d, soft).ID)}}})
	}
	return out
}

func (l *life) housing() domain.Entry {
	kind := map[string]string{
		"flat": "private_flat", "private": "private_flat", "hotel": "own_room", "modular": "flat_in_home", "home": "own_room",
	}[l.house.Kind]
	if kind == "" {
		kind = "shared_room"
	}
	return domain.Entry{Section: domain.SectionHousing, Housing: &domain.Housing{
		Kind: kind, Persons: l.d.between(1, 6), Wish: pick(l.d, []string{"own_flat", "own_flat", "larger_flat", "stay", "other_district"}),
	}}
}
