package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/planpdf"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func (s *Server) myHouseholdPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.householdPaper(w, r, v, v.by.Person)
}

func (s *Server) caseHouseholdPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.householdPaper(w, r, v, personIn(r))
}

// householdPaper is what the household of p shares as PDF, with the same choices as planPaper.
func (s *Server) householdPaper(w http.ResponseWriter, r *http.Request, v *visit, p domain.PersonID) error {
	form, no, err := paperAsked(r)
	if err != nil {
		return err
	}
	sheet, err := v.app.PrintHousehold(r.Context(), v.by, p)
	if err != nil {
		return err
	}
	version := domain.HouseholdVersion{Goals: sheet.Goals, Adults: sheet.Household.Adults(), Members: sharing(sheet.Household)}
	if no > 0 {
		i := slices.IndexFunc(sheet.Versions, func(x domain.HouseholdVersion) bool { return x.No == no })
		if i < 0 {
			return domain.ErrNotFound()
		}
		version = sheet.Versions[i]
	}
	b, err := planpdf.PDF(v.sharedPaper(sheet, version, form))
	if err != nil {
		return fmt.Errorf("household of person %d: %w", p, err)
	}
	return s.file(w, "application/pdf", "aufwind-haushalt.pdf", b)
}

// sharing are the members who share now.
func sharing(h domain.Household) (ids []domain.PersonID) {
	for _, m := range h.Members {
		if m.In() {
			ids = append(ids, m.Person)
		}
	}
	return ids
}

// sharedPaper is a version of what a household shares, or its draft.
func (v *visit) sharedPaper(s app.HouseholdSheet, version domain.HouseholdVersion, form planpdf.Form) planpdf.Sheet {
	own, ok := i18n.Parse(s.Person.Language)
	if !ok {
		own = i18n.De
	}
	name := func(l i18n.Lang, id domain.PersonID) string {
		name, erased := s.Name(id)
		if erased {
			return l.HouseholdErased()
		}
		return cmp.Or(name.Latin, name.Native, "…") // … for somebody whose name the reader may not know
	}
	names := func(ids []domain.PersonID) (out []string) {
		for _, id := range ids {
			out = append(out, name(own, id))
		}
		return out
	}
	goals, shared := version.Own()
	return planpdf.Sheet{
		Form: form, Own: own, City: v.app.DB.Name, Letterhead: s.Letterhead, Person: s.Person.Name, Responsible: s.Responsible,
		Version: domain.PlanVersion{No: version.No, By: version.By, Hash: version.Hash, Goals: goals},
		Agreed:  ui.Page{Zone: v.app.DB.Zone}.DayOf(version.Agreed), On: s.Today,
		Household: &planpdf.Household{Members: names(version.Members), Adults: names(version.Adults), Doer: func(l i18n.Lang, m domain.Measure) string {
			step := shared[m.ID]
			if _, in := s.Household.Responsible(step); version.No == 0 && !in {
				return l.HouseholdNobodyDoes()
			}
			switch {
			case step.Member != 0:
				return name(l, step.Member)
			case step.Who == "person":
				return l.HouseholdAll()
			}
			return l.Term("who", step.Who)
		}},
		Text: func(t domain.PlanText, lang string) (string, bool) { return v.app.PlanText(t, lang, s.AddressForm) },
	}
}
