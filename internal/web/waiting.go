package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func waitingRoutes() []route {
	return []route{
		{"GET /waiting", staff, (*Server).waiting},
		{"POST /waiting/{person}/take", staff, (*Server).takeWaiting},
		{"POST /waiting/{person}/assign", staff, (*Server).assignWaiting},
		{"POST /waiting/{person}/urgency", staff, (*Server).setUrgency},
	}
}

// waiting is the waiting list in its order.
func (s *Server) waiting(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showWaiting(w, r, v, http.StatusOK, ui.WaitingTyped{})
}

func (s *Server) showWaiting(w http.ResponseWriter, r *http.Request, v *visit, code int, typed ui.WaitingTyped) error {
	page, err := v.app.Waiting(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "waiting")
	p.Path = routes.Waiting
	return s.show(w, r, code, ui.Waiting(p, page, typed))
}

// waitingAgain shows the list anew with what went wrong: the error at its field, or that the list has changed.
func (s *Server) waitingAgain(w http.ResponseWriter, r *http.Request, v *visit, err error, typed ui.WaitingTyped) error {
	if typed.Error, _ = invalid(err); typed.Error == nil && !conflict(err) {
		return err
	}
	typed.Changed = typed.Error == nil
	return s.showWaiting(w, r, v, status(domain.KindOf(err)), typed)
}

func takingFromForm(r *http.Request) domain.Taking {
	return domain.Taking{
		Person: personIn(r), Manager: domain.ParseID[domain.UserID](r.PostFormValue("manager")), Skip: r.PostFormValue("skip"),
		Version: number(r, "version"),
	}
}

func (s *Server) takeWaiting(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := takingFromForm(r)
	if err := v.app.TakeWaiting(r.Context(), v.by, t); err != nil {
		return s.waitingAgain(w, r, v, err, ui.WaitingTyped{Taking: t})
	}
	seeOther(w, routes.Case(t.Person))
	return nil
}

func (s *Server) assignWaiting(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := takingFromForm(r)
	if err := v.app.AssignWaiting(r.Context(), v.by, t); err != nil {
		return s.waitingAgain(w, r, v, err, ui.WaitingTyped{Taking: t, Assign: true})
	}
	seeOther(w, routes.Waiting)
	return nil
}

func (s *Server) setUrgency(w http.ResponseWriter, r *http.Request, v *visit) error {
	u := domain.Urgency(r.PostFormValue("urgency"))
	if err := v.app.SetUrgency(r.Context(), v.by, personIn(r), u, number(r, "version")); err != nil {
		return s.waitingAgain(w, r, v, err, ui.WaitingTyped{Taking: domain.Taking{Person: personIn(r)}})
	}
	seeOther(w, routes.Waiting)
	return nil
}
