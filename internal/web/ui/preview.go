package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// entryLine is an entry in one line, in the words that were typed.
func (p Page) entryLine(e domain.Entry) string {
	var parts []string
	add := func(texts ...string) {
		for _, t := range texts {
			if t != "" {
				parts = append(parts, t)
			}
		}
	}
	switch {
	case e.Language != nil:
		add(p.language(e.Language.Language), p.L.Term("level", e.Language.Level))
	case e.Work != nil:
		add(e.Work.Occupation.Label, e.Work.Occupation.Text, e.Work.Employer.Or(), e.Work.Place.City.Or())
	case e.Education != nil:
		add(p.L.Term("education", e.Education.Kind), e.Education.Institution.Or(), e.Education.Place.City.Or())
	case e.Contact != nil:
		add(e.Contact.Phone, e.Contact.Email, e.Contact.Street, e.Contact.Postcode, e.Contact.City)
	case e.Identity != nil:
		add(e.Identity.Nationality)
	case e.Housing != nil:
		add(p.L.Term("housing", e.Housing.Kind), p.L.Term("wish", e.Housing.Wish))
	case e.Skill != nil && e.Skill.Term != nil:
		add(e.Skill.Term.Label, e.Skill.Term.Text)
	case e.Skill != nil && e.Skill.Driving != nil:
		add(e.Skill.Driving.Class)
	}
	return strings.Join(parts, ", ")
}
