package demo

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// wishes are what some people want to reach, in their own words.
var wishes = map[string]string{
	"ar":    "أريد أن أعمل في مهنتي وأن يتعلم أولادي جيدًا.",
	"fa-AF": "می‌خواهم در مسلک خود کار کنم و اطفالم خوب درس بخوانند.",
	"uk":    "Хочу працювати за фахом і жити у власній квартирі.",
	"ru":    "Хочу работать по специальности и жить в своей квартире.",
	"ti":    "ኣብ ሞያይ ክሰርሕ እደሊ።",
	"en":    "I want to work in my job and live in a flat of my own.",
}

// circumstances stores how some of those live who have told all the rest. They draw from dice of their own: the rest of a life stays as it
// is without them.
func (l *life) circumstances(ctx context.Context) error {
	was := l.d
	l.d = roll(l.seed, "circumstances", l.row)
	defer func() { l.d = was }()
	if l.player == nil && l.d.chance(55) {
		return nil
	}
	entries := l.household()
	if l.d.chance(70) {
		entries = append(entries, domain.Entry{Section: domain.SectionResidence, Residence: &domain.Residence{
			Title: l.paper(), Until: gregorianDay(l.until.Year()+1, l.d.between(1, 12), l.d.between(1, 28)), Work: pick(l.d, []string{"yes", "yes", "with_permit", "unknown"}),
		}})
	}
	entries = append(entries, domain.Entry{Section: domain.SectionParticipation, Taking: &domain.Participation{
		Digital: pick(l.d, []string{"phone", "phone", "computer", "help"}),
	}})
	if words := wishes[l.Language]; words != "" {
		entries = append(entries, domain.Entry{Section: domain.SectionDevelopment, Aims: &domain.Development{Words: words}})
	}
	if l.d.chance(50) {
		entries = append(entries, domain.Entry{Section: domain.SectionMoney, Money: &domain.Money{Office: pick(l.d, []string{"jobcenter", "jobcenter", "asylum", "own"})}})
	}
	return l.save(ctx, entries)
}

// household is with whom somebody lives: nobody, a partner, children.
func (l *life) household() []domain.Entry {
	var out []domain.Entry
	add := func(m domain.HouseholdMember) {
		out = append(out, domain.Entry{Section: domain.SectionHousehold, Member: &m})
	}
	if l.age < 24 || l.d.chance(40) {
		return nil
	}
	if l.d.chance(75) {
		add(domain.HouseholdMember{Relation: "partner", Birth: &domain.PartialDate{Calendar: "gregorian", Year: l.birthYear() + l.d.between(-4, 4)}})
	}
	for range l.d.below(4) {
		age := l.d.between(0, min(17, l.age-19))
		care := "school"
		if age < 6 {
			care = pick(l.d, []string{"kita", "waiting", "home"})
		}
		add(domain.HouseholdMember{Relation: domain.RelationChild, Birth: &domain.PartialDate{Calendar: "gregorian", Year: l.until.Year() - age}, Care: care})
	}
	return out
}

// paper is a title that fits where somebody comes from, as far as that can be said.
func (l *life) paper() string {
	if l.origin.country == "UA" {
		return "section24"
	}
	return pick(l.d, []string{"permit", "permit", "asylum", "settlement", "fiction"})
}

func gregorianDay(y, m, d int) *domain.PartialDate {
	return &domain.PartialDate{Calendar: "gregorian", Year: y, Month: m, Day: d}
}
