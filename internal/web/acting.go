package web

import (
	"net/http"
	"time"

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

const (
	deskCookie   = "desk"   // the staff session that waits while its user acts for somebody; sent to /acting only
	actingCookie = "acting" // says that a desk waits, nothing more
)

// signInPage is where somebody without a session is led: sign-in, or back to the desk when an acting session has ended by itself.
func signInPage(r *http.Request) string {
	if _, err := r.Cookie(actingCookie); err == nil {
		return routes.Acting
	}
	return routes.Login
}

// leaveDesk forgets the staff session that waits: nobody comes back to it from this browser.
func (s *Server) leaveDesk(w http.ResponseWriter) {
	desk := s.cookie(deskCookie, "", -time.Second)
	desk.Path = routes.Acting
	http.SetCookie(w, desk)
	http.SetCookie(w, s.cookie(actingCookie, "", -time.Second))
}

// startActing goes on for a person in a session of its own. The session of the desk waits in a cookie that no page of the person gets.
func (s *Server) startActing(w http.ResponseWriter, r *http.Request, v *visit) error {
	token, err := v.app.StartActing(r.Context(), v.by, personIn(r), device(r))
	if err != nil {
		return err
	}
	desk := s.cookie(deskCookie, v.token, 0)
	desk.Path = routes.Acting
	http.SetCookie(w, desk)
	http.SetCookie(w, s.cookie(actingCookie, "1", 0))
	http.SetCookie(w, s.cookie(s.cookieName(), token, 0))
	return s.entered(w, r, v, token)
}

// actingEnded is the only way on after an acting session has ended by itself.
func (s *Server) actingEnded(w http.ResponseWriter, r *http.Request, v *visit) error {
	_, err := r.Cookie(deskCookie)
	switch {
	case v.by.Session != 0:
		seeOther(w, ui.Home(v.by))
		return nil
	case err != nil:
		s.leaveDesk(w)
		seeOther(w, routes.Login)
		return nil
	}
	return s.show(w, r, http.StatusOK, ui.ActingEnded(v.ui(r, "")))
}

// endActing ends the acting session, wipes what the browser keeps of it and goes back to the desk.
func (s *Server) endActing(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.by.Acting() {
		if r.PostFormValue("as") != ui.As(v.by) {
			return errSomebodyElse()
		}
		if err := v.app.EndActing(r.Context(), v.by); err != nil && domain.KindOf(err) != domain.NotFound {
			return err
		}
	} else if v.by.Session != 0 { // somebody else has signed in meanwhile: the desk is not theirs
		s.leaveDesk(w)
		seeOther(w, ui.Home(v.by))
		return nil
	}
	w.Header().Set("Clear-Site-Data", `"cache"`)
	by, token := s.desk(r, v)
	if by.Session == 0 {
		s.forget(w)
		seeOther(w, routes.Login)
		return nil
	}
	s.setSession(w, token, domain.SessionStaff)
	if v.by.Acting() && v.app.MayFollow(r.Context(), by, v.by.Person) {
		seeOther(w, routes.Case(v.by.Person))
		return nil
	}
	seeOther(w, ui.Home(by))
	return nil
}

// desk is who waits at the desk, with the token of that session; the zero actor when nobody does, or not the one who acted.
func (s *Server) desk(r *http.Request, v *visit) (by domain.Actor, token string) {
	c, err := r.Cookie(deskCookie)
	if err != nil {
		return domain.Actor{}, ""
	}
	by, err = v.app.ActorByToken(r.Context(), c.Value)
	if err != nil || by.IsPerson() || v.by.Acting() && by.User != v.by.User {
		return domain.Actor{}, ""
	}
	return by, c.Value
}
