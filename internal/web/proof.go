package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func proofRoutes() []route {
	return []route{{"POST /prove", staff, (*Server).prove}}
}

// proved takes the proof that comes with a form, and gives the session its new token. A form without one goes on as it is.
// Errors: Unproved (the proof was refused; Field and Key say why).
func (s *Server) proved(w http.ResponseWriter, r *http.Request, v *visit) error {
	if !r.PostForm.Has(app.ProofPassword) || v.by.Kind != domain.SessionStaff {
		return nil
	}
	token, err := v.app.Prove(r.Context(), v.by, r.PostFormValue(app.ProofPassword), r.PostFormValue(app.ProofCode))
	if e, ok := invalid(err); ok {
		return &domain.Error{Kind: domain.Unproved, Key: e.Key, Field: e.Field, Args: e.Args}
	}
	if err != nil {
		return err
	}
	s.setCookie(w, sessionCookie, token, 0)
	v.token = token
	v.by, err = v.app.ActorByToken(r.Context(), token)
	return err
}

// carried is the request that waits for a proof: a form goes on as it was sent, without its secrets and files; a page that was only asked
// for is led to afterwards.
func carried(r *http.Request, v *visit) domain.Draft {
	d := unsaved(r)
	if r.Method != http.MethodPost {
		d.Path, d.Fields = routes.Prove, map[string][]string{"as": {ui.As(v.by)}, "next": {r.URL.RequestURI()}}
	}
	return d
}

// prove leads on to the page that waited for a proof, which has come with the form.
func (s *Server) prove(w http.ResponseWriter, r *http.Request, _ *visit) error {
	seeOther(w, ownPath(r.PostFormValue("next")))
	return nil
}
