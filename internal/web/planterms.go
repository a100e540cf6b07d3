package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func plantermsRoutes() []route {
	return []route{
		{"GET /cases/{person}/plan/terms", staff, (*Server).planTerms},
		{"POST /cases/{person}/plan/terms", staff, (*Server).savePlanTerms},
	}
}

func (s *Server) planTerms(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showPlanTerms(w, r, v, http.StatusOK, nil, nil)
}

// showPlanTerms shows the form with what is stored, or with what was typed.
func (s *Server) showPlanTerms(w http.ResponseWriter, r *http.Request, v *visit, code int, typed *domain.PlanTerms, e *domain.Error) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path = routes.PlanTerms(page.Person.ID)
	stored := page.Plan.Terms
	f := ui.TermsFields{PlanTerms: stored, Programmes: v.app.Catalogue.Programmes()}
	if typed != nil {
		f.PlanTerms = *typed
	}
	if code == http.StatusConflict {
		f.Version = stored.Version
		f.Theirs = strings.Join([]string{page.Programme.Name, p.Day(stored.Started), p.Day(stored.ReviewOn), stored.Extended}, " · ")
	}
	return s.show(w, r, code, ui.PlanTerms(p, v.planView(page), f, e))
}

func (s *Server) savePlanTerms(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := domain.PlanTerms{
		Programme: domain.ProgrammeID(r.PostFormValue("programme")), Started: domain.Day(r.PostFormValue("started")),
		ReviewOn: domain.Day(r.PostFormValue("review_on")), Extended: strings.TrimSpace(r.PostFormValue("extended")), Version: number(r, "version"),
	}
	err := v.app.SavePlanTerms(r.Context(), v.by, personIn(r), t)
	if e, ok := invalid(err); ok {
		return s.showPlanTerms(w, r, v, status(e.Kind), &t, e)
	}
	if conflict(err) {
		return s.showPlanTerms(w, r, v, http.StatusConflict, &t, &domain.Error{Kind: domain.Conflict, Key: "conflict"})
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CasePlan(personIn(r)))
	return nil
}
