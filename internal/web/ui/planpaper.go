package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// paperForms are the languages in which a plan can be printed; a person who reads German needs one.
func (p Page) paperForms(of domain.Person) []Option {
	german, own, both := p.L.PlansheetPdfGerman(), p.L.PlansheetPdfOwn(), p.L.PlansheetPdfBoth()
	if !p.By.IsPerson() {
		german, own, both = p.L.PlanpaperGerman(), p.L.PlanpaperOwn(), p.L.PlanpaperBoth()
	}
	all := []Option{{Value: "both", Text: both}, {Value: "own", Text: own}, {Value: "german", Text: german}}
	if of.Language == "de" {
		return all[2:]
	}
	return all
}

// paperLink is where a form of the plan is: the person's own, or that of the person of.
func (p Page) paperLink(of domain.PersonID, form string, version int) string {
	if p.By.IsPerson() {
		return routes.MyPlanPaper(form, version)
	}
	return routes.PlanPaper(of, form, version)
}

// sharedLink is paperLink for what a household shares.
func (p Page) sharedLink(of domain.PersonID, form string, version int) string {
	if p.By.IsPerson() {
		return routes.MyHouseholdPaper(form, version)
	}
	return routes.HouseholdPaper(of, form, version)
}

// i18nLanguage is what a language is called in the language of the page.
func i18nLanguage(p Page, tag string) string { return i18n.Language(p.L, tag) }
