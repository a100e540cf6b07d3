package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func jobcenterRoutes() []route {
	return []route{
		{"GET /jobcenter", staff, (*Server).jobcenter},
		{"GET /jobcenter/{person}", staff, (*Server).shared},
		{"POST /jobcenter/{person}/{coordination}", staff, (*Server).respondToGoal},
	}
}

func (s *Server) jobcenter(w http.ResponseWriter, r *http.Request, v *visit) error {
	c, err := v.app.SharedCases(r.Context(), v.by, domain.CaseFilter{After: routes.ParseAfter(r.FormValue("after"))})
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Jobcenter(v.ui(r, "jobcenter"), c))
}

func (s *Server) shared(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showShared(w, r, v, http.StatusOK, domain.JobcenterResponse{}, nil)
}

func (s *Server) showShared(w http.ResponseWriter, r *http.Request, v *visit, code int, typed domain.JobcenterResponse, e *domain.Error) error {
	page, err := v.app.Shared(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	if typed.ID != 0 { // its form is there only while the goal waits for an answer
		i := slices.IndexFunc(page.Coordinations, func(c domain.Coordination) bool { return c.ID == typed.ID })
		if i < 0 {
			return domain.ErrNotFound()
		}
		if page.Coordinations[i].State != domain.CoordinationShared {
			return domain.ErrConflict()
		}
	}
	p := v.ui(r, "jobcenter")
	p.Path, p.Follow = routes.Shared(page.Case.Person), page.Case.Person
	view := v.planView(app.PlanPage{Responsible: page.Responsible, AddressForm: domain.AddressNeutral, Today: page.Today})
	return s.show(w, r, code, ui.Shared(p, view, page.Case, page.Coordinations, typed, e))
}

func (s *Server) respondToGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	answer := domain.JobcenterResponse{
		ID: domain.ParseID[domain.CoordinationID](r.PathValue("coordination")), Version: number(r, "version"),
		Kind: r.PostFormValue("kind"), Due: domain.Day(r.PostFormValue("due")), Reason: strings.TrimSpace(r.PostFormValue("reason")),
	}
	if answer.Kind == "agree" {
		answer.Due, answer.Reason = "", ""
	}
	err := v.app.RespondToGoal(r.Context(), v.by, personIn(r), answer)
	if e, ok := invalid(err); ok {
		return s.showShared(w, r, v, status(e.Kind), answer, ui.ErrorAt(e, answer.ID.String()))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Shared(personIn(r)))
	return nil
}
