package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func accountRoutes() []route {
	return []route{
		{"GET /account", staff, (*Server).account},
		{"POST /account/password", staff, (*Server).changePassword},
		{"POST /account/factor/new", staff, (*Server).beginFactor},
		{"GET /account/factor", staff, (*Server).nextFactor},
		{"POST /account/factor", staff, (*Server).setFactor},
		{"POST /account/codes", staff, (*Server).makeRecoveryCodes},
	}
}

// whileUnready tells whether a page opens for a user who has to choose a password or a second factor first.
func whileUnready(path string) bool {
	return path == routes.Account || strings.HasPrefix(path, routes.Account+"/") || path == routes.Prove
}

func (s *Server) account(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showAccount(w, r, v, http.StatusOK, nil)
}

func (s *Server) showAccount(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	page, err := v.app.Account(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, code, ui.Account(v.ui(r, "me"), page, e))
}

func (s *Server) changePassword(w http.ResponseWriter, r *http.Request, v *visit) error {
	err := v.app.ChangePassword(r.Context(), v.by, r.PostFormValue("old_password"), r.PostFormValue("new_password"))
	if e, ok := invalid(err); ok {
		return s.showAccount(w, r, v, status(e.Kind), e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Account)
	return nil
}

func (s *Server) beginFactor(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.BeginSecondFactor(r.Context(), v.by); err != nil {
		return err
	}
	seeOther(w, routes.AccountFactor)
	return nil
}

// nextFactor shows what the app scans; with nothing begun there is no such page.
func (s *Server) nextFactor(w http.ResponseWriter, r *http.Request, v *visit) error {
	next, err := v.app.NextSecondFactor(r.Context(), v.by)
	if domain.KindOf(err) == domain.NotFound {
		seeOther(w, routes.Account)
		return nil
	}
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.NextFactor(v.ui(r, "me"), next, nil))
}

func (s *Server) setFactor(w http.ResponseWriter, r *http.Request, v *visit) error {
	codes, err := v.app.SetSecondFactor(r.Context(), v.by, r.PostFormValue("code"))
	if e, ok := invalid(err); ok {
		next, err := v.app.NextSecondFactor(r.Context(), v.by)
		if err != nil {
			return err
		}
		return s.show(w, r, status(e.Kind), ui.NextFactor(v.ui(r, "me"), next, e))
	}
	if domain.KindOf(err) == domain.NotFound {
		seeOther(w, routes.Account)
		return nil
	}
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.RecoveryCodes(v.ui(r, "me"), codes))
}

func (s *Server) makeRecoveryCodes(w http.ResponseWriter, r *http.Request, v *visit) error {
	codes, err := v.app.MakeRecoveryCodes(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.RecoveryCodes(v.ui(r, "me"), codes))
}
