package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func closingRoutes() []route {
	return []route{
		{"GET /cases/{person}/close", staff, (*Server).closing},
		{"POST /cases/{person}/close", staff, (*Server).closeCase},
		{"POST /cases/{person}/reopen", staff, (*Server).reopenCase},
		{"POST /unit/{person}/reopen", staff, (*Server).reopenUnitCase},
	}
}

// closing says what the end of a counselling ends, and asks why; of a closed case it says why.
func (s *Server) closing(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showClosing(w, r, v, http.StatusOK, domain.Closing{}, nil)
}

// showClosing shows the page, with what was typed; as conflict when somebody else has changed the case meanwhile.
func (s *Server) showClosing(w http.ResponseWriter, r *http.Request, v *visit, code int, typed domain.Closing, e *domain.Error) error {
	page, err := v.app.Closing(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path = routes.CloseCase(page.Case.Person)
	return s.show(w, r, code, ui.Closing(p, page, typed, code == http.StatusConflict, e))
}

func (s *Server) closeCase(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := domain.Closing{Reason: domain.ClosingReason(r.PostFormValue("reason")), Note: strings.TrimSpace(r.PostFormValue("note"))}
	err := v.app.CloseCase(r.Context(), v.by, personIn(r), typed, number(r, "version"))
	e, ok := invalid(err)
	switch {
	case err == nil:
		seeOther(w, routes.CloseCase(personIn(r)))
		return nil
	case ok:
		return s.showClosing(w, r, v, status(e.Kind), typed, e)
	case conflict(err):
		return s.showClosing(w, r, v, http.StatusConflict, typed, nil)
	}
	return err
}

func (s *Server) reopenCase(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.reopen(w, r, v, routes.Case(personIn(r)))
}

func (s *Server) reopenUnitCase(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.reopen(w, r, v, routes.UnitCase(personIn(r)))
}

// reopen opens a case again; when somebody else has done so already, the page shows it.
func (s *Server) reopen(w http.ResponseWriter, r *http.Request, v *visit, back string) error {
	err := v.app.ReopenCase(r.Context(), v.by, personIn(r), number(r, "version"))
	if err != nil && !conflict(err) {
		return err
	}
	seeOther(w, back)
	return nil
}
