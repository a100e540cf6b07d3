package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func unitRoutes() []route {
	return []route{
		{"GET /unit", staff, (*Server).unit},
		{"GET /unit/weights", staff, (*Server).unitLoads},
		{"GET /unit/{person}", staff, (*Server).unitCase},
		{"POST /unit/{person}/manager", staff, (*Server).reassignCase},
		{"GET /organisation", staff, (*Server).organisation},
	}
}

// unit is the list of the cases of a unit: core data only.
func (s *Server) unit(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := caseFilter(r)
	f.Query = "" // names are searched by whoever is responsible
	c, err := v.app.UnitCases(r.Context(), v.by, f)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Unit(v.ui(r, "unit"), caseListView(c)))
}

func (s *Server) unitCase(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showUnitCase(w, r, v, http.StatusOK, nil, 0)
}

// showUnitCase shows the core data of a case. With an error it keeps what was chosen; with a conflict it shows both.
func (s *Server) showUnitCase(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error, chosen domain.UserID) error {
	c, err := v.app.CoreCase(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	view := ui.UnitCaseView{Case: c.Case, Managers: c.Managers, Error: e}
	if code == http.StatusConflict {
		view.Error = nil
		view.Stale = &ui.Stale{Field: "manager", Value: chosen.String(), Now: c.Case.ManagerName, Yours: userName(c.Managers, chosen)}
	}
	p := v.ui(r, "unit")
	p.Path = routes.UnitCase(c.Case.Person)
	return s.show(w, r, code, ui.UnitCase(p, view))
}

func (s *Server) reassignCase(w http.ResponseWriter, r *http.Request, v *visit) error {
	to := domain.ParseID[domain.UserID](r.PostFormValue("manager"))
	err := v.app.ReassignCase(r.Context(), v.by, personIn(r), to, number(r, "version"))
	e, ok := invalid(err)
	switch kind := domain.KindOf(err); {
	case err == nil:
		seeOther(w, routes.UnitCase(personIn(r)))
		return nil
	case ok || kind == domain.Conflict:
		return s.showUnitCase(w, r, v, status(kind), e, to)
	}
	return err
}

// organisation shows organisations and users to an admin.
func (s *Server) organisation(w http.ResponseWriter, r *http.Request, v *visit) error {
	o, err := v.app.Organisations(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Organisation(v.ui(r, "organisation"), o.Orgs, o.Users))
}
