package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func actingRoutes() []route {
	return []route{
		{"POST /cases/{person}/act", staff, (*Server).startActing},
		{"GET /acting", public, (*Server).actingEnded},
		{"POST /acting/end", public, (*Server).endActing},
	}
}

// signInPage is where somebody without a session is led: sign-in, or the page between an acting session and the desk.
func (s *Server) signInPage(r *http.Request) string {
	if _, ok := s.readCookie(r, actingCookie); ok {
		return routes.Acting
	}
	return routes.Login
}

// leaveDesk forgets that somebody has acted on this device.
func (s *Server) leaveDesk(w http.ResponseWriter) {
	s.dropCookie(w, actingCookie)
}

// startActing goes on for a person in a session of its own. The session of the desk has ended with that.
func (s *Server) startActing(w http.ResponseWriter, r *http.Request, v *visit) error {
	token, err := v.app.StartActing(r.Context(), v.by, personIn(r), device(r))
	if err != nil {
		return err
	}
	s.setCookie(w, actingCookie, personIn(r).String(), 0)
	s.setCookie(w, sessionCookie, token, 0)
	if r.PostFormValue("to") == "desk" {
		seeOther(w, routes.MyPlanDesk)
		return nil
	}
	return s.entered(w, r, v, token)
}

// actingEnded is the only way on after an acting session: staff go back to the desk with their password, everybody else out.
func (s *Server) actingEnded(w http.ResponseWriter, r *http.Request, v *visit) error {
	_, acted := s.readCookie(r, actingCookie)
	switch {
	case v.by.Session != 0:
		seeOther(w, ui.Home(v.by))
		return nil
	case !acted:
		seeOther(w, routes.Login)
		return nil
	}
	return s.show(w, r, http.StatusOK, ui.ActingEnded(v.ui(r, "")))
}

// endActing ends the acting session and wipes what the browser keeps of it.
func (s *Server) endActing(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.by.Session != 0 && !v.by.Acting() { // somebody else has signed in meanwhile
		seeOther(w, ui.Home(v.by))
		return nil
	}
	if v.by.Acting() {
		if r.PostFormValue("as") != ui.As(v.by) {
			return errSomebodyElse()
		}
		if err := v.app.EndActing(r.Context(), v.by); err != nil && domain.KindOf(err) != domain.NotFound {
			return err
		}
	}
	s.dropCookie(w, sessionCookie)
	w.Header().Set("Clear-Site-Data", `"cache"`)
	seeOther(w, s.signInPage(r))
	return nil
}

// firstPage is where the own work begins: for a manager who comes back to the desk, with the case for which somebody has acted here.
func (s *Server) firstPage(r *http.Request, v *visit, by domain.Actor) string {
	acted, ok := s.readCookie(r, actingCookie)
	if !ok || !by.Has(domain.RoleIntegrationManager) {
		return ui.Home(by)
	}
	if p := domain.ParseID[domain.PersonID](acted); v.app.MayFollow(r.Context(), by, p) {
		return routes.Case(p)
	}
	return ui.Home(by)
}
