package web

import (
	"cmp"
	"fmt"
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/planpdf"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func planpaperRoutes() []route {
	return []route{
		{"GET /me/plan.pdf", person, (*Server).myPlanPaper},
		{"GET /cases/{person}/plan.pdf", staff, (*Server).casePlanPaper},
		{"GET /me/household.pdf", person, (*Server).myHouseholdPaper},
		{"GET /cases/{person}/household.pdf", staff, (*Server).caseHouseholdPaper},
	}
}

func (s *Server) myPlanPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.planPaper(w, r, v, v.by.Person)
}

func (s *Server) casePlanPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.planPaper(w, r, v, personIn(r))
}

// paperAsked is in which languages a paper is wanted, and of which version. Errors: NotFound (no such form, a version that is no number).
func paperAsked(r *http.Request) (planpdf.Form, int, error) {
	form, no := planpdf.Form(cmp.Or(r.FormValue("form"), "both")), number(r, "version")
	if !form.Valid() || no < 0 || r.FormValue("version") != "" && no == 0 {
		return "", 0, domain.ErrNotFound()
	}
	return form, no, nil
}

// planPaper is the plan as PDF: ?form= says in which languages (else both), ?version= which version; without it the draft.
func (s *Server) planPaper(w http.ResponseWriter, r *http.Request, v *visit, p domain.PersonID) error {
	form, no, err := paperAsked(r)
	if err != nil {
		return err
	}
	sheet, err := v.app.PrintPlan(r.Context(), v.by, p)
	if err != nil {
		return err
	}
	paper, err := v.paper(sheet, form, no)
	if err != nil {
		return err
	}
	b, err := planpdf.PDF(paper)
	if err != nil {
		return fmt.Errorf("plan of person %d: %w", p, err)
	}
	return s.file(w, "application/pdf", "aufwind-plan.pdf", b)
}

// paper is one version of a plan, or its draft for no 0. Errors: NotFound (no such version).
func (v *visit) paper(s app.PlanSheet, form planpdf.Form, no int) (planpdf.Sheet, error) {
	own, ok := i18n.Parse(s.Person.Language)
	if !ok {
		own = i18n.De
	}
	version := domain.PlanVersion{Goals: s.Plan.Goals}
	reviewOn := s.Plan.Terms.ReviewOn
	if no > 0 {
		if version, ok = s.VersionNo(no); !ok {
			return planpdf.Sheet{}, domain.ErrNotFound()
		}
		reviewOn = version.ReviewOn
	}
	return planpdf.Sheet{
		Form: form, Own: own, City: v.app.DB.Name, Letterhead: s.Letterhead, Person: s.Person.Name, Responsible: s.Responsible,
		Programme: s.Programme.Name, Version: version, Agreed: ui.Page{Zone: v.app.DB.Zone}.DayOf(version.Agreed), ReviewOn: reviewOn, On: s.Today,
		Body: func(id domain.BodyID) string { b, _ := s.Body(id); return b.Name },
		Text: func(t domain.PlanText, lang string) (string, bool) { return v.app.PlanText(t, lang, s.AddressForm) },
	}, nil
}
