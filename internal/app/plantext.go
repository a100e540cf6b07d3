package app

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// PlanText returns a text of the plan in lang; ok is false when nobody has translated it, and text is then the German one.
// form is the person's form of address.
func (a *App) PlanText(t domain.PlanText, lang string, form domain.AddressForm) (text string, ok bool) {
	if t.Typed() {
		if lang != "de" && t.Own != "" && t.OwnLang == lang {
			return t.Own, true
		}
		return t.German, lang == "de"
	}
	args := a.planArgs(t.Args, lang, form)
	if g, found := a.Catalogue.Goal(catalogue.GoalID(t.Catalogue)); found {
		text, ok = g.Text(lang, args)
	} else if m, found := a.Catalogue.Measure(catalogue.MeasureID(t.Catalogue)); found {
		text, ok = m.Text(lang, args)
	}
	if !ok && lang != "de" {
		german, _ := a.PlanText(t, "de", form)
		return german, false
	}
	return text, ok
}

func (a *App) planArgs(args []domain.PlanArg, lang string, form domain.AddressForm) catalogue.Args {
	out := catalogue.Args{}
	for _, arg := range args {
		out[arg.Name] = arg.Value
		if arg.Name == "date" {
			if l, ok := i18n.Parse(lang); ok {
				y, m, d := domain.Day(arg.Value).Parts()
				out[arg.Name] = i18n.Date(l, y, m, d)
			}
		}
		if c, ok := a.Vocab.Concept(vocab.ID(arg.Concept)); ok {
			label := c.Label(lang)
			if lang == "de" {
				label = c.German(string(form))
			}
			if label != "" {
				out[arg.Name] = label
			}
		}
	}
	return out
}

// Translated tells whether a goal and all its measures can be read in lang.
func (a *App) Translated(g domain.Goal, lang string) bool {
	if _, ok := a.PlanText(g.Text, lang, domain.AddressNeutral); !ok {
		return false
	}
	return !slices.ContainsFunc(g.Measures, func(m domain.Measure) bool {
		_, ok := a.PlanText(m.Text, lang, domain.AddressNeutral)
		return !ok
	})
}

// SuggestGoals returns goals of the catalogue that fit what is released and that the person can read, with their usual measures and due dates: the pre-filled plan.
// Each value drawn from a section says so, and goes away with that section.
func (a *App) SuggestGoals(page CasePage, today domain.Day) []domain.Goal {
	facts := planFacts(page, today)
	occupation := wishedOccupation(page)
	var out []domain.Goal
	for _, s := range a.Catalogue.Suggest(facts) {
		from, _ := a.Catalogue.Goal(s.Goal)
		g := domain.Goal{Person: page.Case.Person, Domain: from.Domain, Text: domain.PlanText{Catalogue: string(s.Goal)}}
		missing := false
		for _, name := range from.Placeholders {
			switch {
			case name == "level" && s.Level != "":
				g.Text.Args = append(g.Text.Args, domain.PlanArg{Name: name, Value: s.Level, From: domain.SectionLanguages})
			case name == "occupation" && occupation.Concept != "":
				g.Text.Args = append(g.Text.Args, occupation)
			default:
				missing = true
			}
		}
		if missing {
			continue
		}
		a.addMeasures(&g, from, today)
		out = append(out, g)
	}
	return out
}

// addMeasures gives g the usual measures that need no further value, each due after its usual time.
func (a *App) addMeasures(g *domain.Goal, from catalogue.Goal, today domain.Day) {
	g.Due = today
	for _, id := range from.Measures {
		m, ok := a.Catalogue.Measure(id)
		if !ok || len(m.Placeholders) > 0 {
			continue
		}
		due := today.AddDays(7 * max(m.Weeks, 1))
		g.Due = max(g.Due, due)
		g.Measures = append(g.Measures, domain.Measure{
			Who: m.Who, Text: domain.PlanText{Catalogue: string(m.ID)}, Type: m.Type, Due: due, State: "open",
		})
	}
}

// planFacts tells the catalogue what is released; a section that is not released stays unknown.
func planFacts(page CasePage, today domain.Day) catalogue.Facts {
	f := catalogue.Facts{Lang: page.Case.Language, Entries: map[catalogue.Kind]bool{}}
	for _, g := range page.Plan.Goals {
		f.Used = append(f.Used, g.Domain)
	}
	if page.Released.Has(domain.SectionLanguages) {
		f.German = "none"
		for _, e := range page.Profile.In(domain.SectionLanguages) {
			if e.Language.Language == "de" {
				f.German = e.Language.Level
			}
		}
	}
	for _, kind := range [...]catalogue.Kind{catalogue.Work, catalogue.School, catalogue.Training} {
		if s := sectionOf(kind); page.Released.Has(s) {
			f.Entries[kind] = len(page.Profile.In(s)) > 0
		}
	}
	if wishedOccupation(page).Concept != "" {
		f.Entries[catalogue.Wish] = true
	}
	if page.Released.Has(domain.SectionHousehold) {
		childFacts(f.Entries, page.Profile.In(domain.SectionHousehold), today)
	}
	for _, e := range page.Profile.In(domain.SectionHousing) {
		f.Housing = map[string]string{
			"shared_room": "shared", "own_room": "shared", "flat_in_home": "shared", "private_flat": "own", "with_family": "own",
		}[e.Housing.Kind]
	}
	return f
}

// schoolAge is how many years after the year of birth a child goes to school.
const schoolAge = 6

// childFacts tells what is known of the children of a household. A child of whom neither the year of birth nor the place by day is known
// counts as too young for school.
func childFacts(entries map[catalogue.Kind]bool, members []domain.Entry, today domain.Day) {
	for _, kind := range [...]catalogue.Kind{catalogue.Children, catalogue.KitaChild, catalogue.SchoolChild} {
		entries[kind] = false
	}
	year, _, _ := today.Parts()
	for _, e := range members {
		m := e.Member
		if m.Relation != domain.RelationChild {
			continue
		}
		entries[catalogue.Children] = true
		old := false
		if d, ok := calendar.Of(m.Birth); ok {
			_, born := d.Years(calendar.Gregorian)
			old = born > 0 && born+schoolAge <= year
		}
		nowhere := m.Care == "" || m.Care == "home"
		entries[catalogue.KitaChild] = entries[catalogue.KitaChild] || m.Care == "waiting" || nowhere && !old
		entries[catalogue.SchoolChild] = entries[catalogue.SchoolChild] || m.Care == "school" || nowhere && old
	}
}

// DrawnFrom names the sections because of which a goal is suggested, in the order of pages.
func (a *App) DrawnFrom(g domain.Goal) []domain.Section {
	var set domain.SectionSet
	for _, arg := range g.Text.Args {
		set = set.With(arg.From)
	}
	from, ok := a.Catalogue.Goal(catalogue.GoalID(g.Text.Catalogue))
	if !ok || from.Fit == nil {
		return set.List()
	}
	if from.Fit.GermanFrom+from.Fit.GermanBelow != "" {
		set = set.With(domain.SectionLanguages)
	}
	if from.Fit.Housing != "" {
		set = set.With(domain.SectionHousing)
	}
	for _, k := range slices.Concat(from.Fit.Has, from.Fit.Lacks) {
		set = set.With(sectionOf(k))
	}
	return set.List()
}

// sectionOf is the section that tells whether there is an entry of a kind; empty for a kind that no section tells.
func sectionOf(k catalogue.Kind) domain.Section {
	switch k {
	case catalogue.Work, catalogue.Wish:
		return domain.SectionWork
	case catalogue.School:
		return domain.SectionSchooling
	case catalogue.Training:
		return domain.SectionTraining
	case catalogue.Children, catalogue.KitaChild, catalogue.SchoolChild:
		return domain.SectionHousehold
	}
	return ""
}

// wishedOccupation is the occupation of the last job that the person names, as a value drawn from the section work.
func wishedOccupation(page CasePage) domain.PlanArg {
	for _, e := range slices.Backward(page.Profile.In(domain.SectionWork)) {
		if e.Work.Occupation.Concept != "" {
			return domain.PlanArg{Name: "occupation", Concept: e.Work.Occupation.Concept, From: domain.SectionWork}
		}
	}
	return domain.PlanArg{}
}
