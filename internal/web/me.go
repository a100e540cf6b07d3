package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func meRoutes() []route {
	return []route{
		{"GET /me", person, (*Server).me},
		{"GET /me/pin", person, (*Server).pinPage},
		{"POST /me/pin", person, (*Server).changePIN},
	}
}

// me is the first page of a person: the next step on top, then the topics.
func (s *Server) me(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Me(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Me(v.ui(r, "today"), page))
}

func (s *Server) pinPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.by.Acting() && !v.by.NoPIN { // an own PIN is changed by its owner alone
		return domain.ErrNotFound()
	}
	return s.show(w, r, http.StatusOK, ui.PIN(v.ui(r, "me"), nil))
}

func (s *Server) changePIN(w http.ResponseWriter, r *http.Request, v *visit) error {
	set := v.app.ChangePIN
	if v.by.Acting() {
		set = v.app.ChoosePIN
	}
	err := set(r.Context(), v.by, r.PostFormValue("old_pin"), r.PostFormValue("new_pin"))
	if e, ok := invalid(err); ok {
		return s.show(w, r, status(e.Kind), ui.PIN(v.ui(r, "me"), e))
	}
	if err != nil {
		return err
	}
	return s.entered(w, r, v, v.token)
}
