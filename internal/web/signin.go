package web

import (
	"net/http"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func signinRoutes() []route {
	return []route{
		{"GET /{$}", public, (*Server).start},
		{"GET /login", public, (*Server).loginPage},
		{"POST /login", public, (*Server).loginStaff},
		{"GET /login/totp", public, (*Server).totpPage},
		{"POST /login/totp", public, (*Server).loginTOTP},
		{"GET /login/slip", public, (*Server).slipPage},
		{"POST /login/slip", public, (*Server).loginSlip},
		{"GET /s/{code}", public, (*Server).slipLink},
		{"POST /logout", public, (*Server).logout},
		{"GET /language", public, (*Server).languagePage},
		{"POST /language", public, (*Server).chooseLanguage},
		{"GET /sessions", signed, (*Server).sessions},
		{"POST /sessions/end", signed, (*Server).endSession},
	}
}

// setSession gives the browser its token, and ends the session that was open in it; a shared device forgets the token when the browser
// closes.
func (s *Server) setSession(w http.ResponseWriter, r *http.Request, v *visit, token string, kind domain.SessionKind) error {
	if v.by.Session != 0 {
		if err := v.app.SignOut(r.Context(), v.by); err != nil && domain.KindOf(err) != domain.NotFound {
			return err
		}
	}
	life := time.Duration(0)
	if kind == domain.SessionOwn {
		life = 90 * 24 * time.Hour
	}
	s.setCookie(w, sessionCookie, token, life)
	return nil
}

// start leads everybody to the place where the own work begins.
func (s *Server) start(w http.ResponseWriter, r *http.Request, v *visit) error {
	seeOther(w, ui.Home(v.by))
	return nil
}

func (s *Server) loginPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.show(w, r, http.StatusOK, ui.Login(v.ui(r, ""), "", nil))
}

func (s *Server) loginStaff(w http.ResponseWriter, r *http.Request, v *visit) error {
	username := r.PostFormValue("username")
	token, pending, err := v.app.SignInStaff(r.Context(), username, r.PostFormValue("password"), device(r))
	if e, ok := invalid(err); ok {
		return s.show(w, r, status(e.Kind), ui.Login(v.ui(r, ""), username, e))
	}
	if err != nil {
		return err
	}
	if err := s.setSession(w, r, v, token, domain.SessionStaff); err != nil {
		return err
	}
	if pending {
		seeOther(w, routes.LoginTOTP)
		return nil
	}
	return s.signedIn(w, r, v, token)
}

func (s *Server) totpPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.show(w, r, http.StatusOK, ui.LoginTOTP(v.ui(r, ""), nil))
}

func (s *Server) loginTOTP(w http.ResponseWriter, r *http.Request, v *visit) error {
	code := r.PostFormValue("code")
	token, err := v.app.SignInTOTP(r.Context(), v.token, code)
	if e, ok := invalid(err); ok {
		return s.show(w, r, status(e.Kind), ui.LoginTOTP(v.ui(r, ""), e))
	}
	if domain.KindOf(err) == domain.NotFound {
		seeOther(w, routes.Login)
		return nil
	}
	if err != nil {
		return err
	}
	s.setCookie(w, sessionCookie, token, 0)
	if app.IsRecoveryCode(code) {
		s.leaveDesk(w)
		seeOther(w, routes.Account) // it says how many are left
		return nil
	}
	return s.signedIn(w, r, v, token)
}

// signedIn leads on who is signed in now. That somebody has acted on this device is said once.
func (s *Server) signedIn(w http.ResponseWriter, r *http.Request, v *visit, token string) error {
	s.leaveDesk(w)
	return s.entered(w, r, v, token)
}

// slipLink is what the QR code of a slip leads to: the one secret in an address. It is answered by a redirect and is worth nothing
// without the PIN.
func (s *Server) slipLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	s.setCookie(w, slipCookie, r.PathValue("code"), 10*time.Minute)
	w.Header().Set("Referrer-Policy", "no-referrer")
	seeOther(w, routes.LoginSlip)
	return nil
}

func (s *Server) slipPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	form := ui.SlipForm{}
	form.Slip, _ = s.readCookie(r, slipCookie)
	return s.show(w, r, http.StatusOK, ui.LoginSlip(v.ui(r, ""), form, nil))
}

func (s *Server) loginSlip(w http.ResponseWriter, r *http.Request, v *visit) error {
	kind := domain.SessionShared
	if r.PostFormValue("device") == string(domain.SessionOwn) {
		kind = domain.SessionOwn
	}
	form := ui.SlipForm{Slip: r.PostFormValue("slip"), Own: kind == domain.SessionOwn}
	token, err := v.app.SignInSlip(r.Context(), form.Slip, r.PostFormValue("pin"), kind, device(r))
	if e, ok := invalid(err); ok {
		return s.show(w, r, status(e.Kind), ui.LoginSlip(v.ui(r, ""), form, e))
	}
	if err != nil {
		return err
	}
	s.dropCookie(w, slipCookie)
	if err := s.setSession(w, r, v, token, kind); err != nil {
		return err
	}
	return s.signedIn(w, r, v, token)
}

// logout ends the session and wipes what the browser keeps of it.
func (s *Server) logout(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.by.Session != 0 {
		if err := v.app.SignOut(r.Context(), v.by); err != nil && domain.KindOf(err) != domain.NotFound {
			return err
		}
	}
	s.forget(w)
	seeOther(w, routes.Login)
	return nil
}

// forget takes the session away from the browser, with everything of it that was kept.
func (s *Server) forget(w http.ResponseWriter) {
	s.dropCookie(w, sessionCookie)
	s.leaveDesk(w)
	w.Header().Set("Clear-Site-Data", `"cache", "storage"`)
}

// device is what a browser calls itself, cut to what the list of sessions shows.
func device(r *http.Request) string {
	ua := r.UserAgent()
	return ua[:min(len(ua), 200)]
}

func (s *Server) sessions(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := v.app.Sessions(r.Context(), v.by)
	if err != nil {
		return err
	}
	rows := make([]ui.SessionRow, len(list))
	for i, x := range list {
		rows[i] = ui.SessionRow{ID: x.ID, Kind: x.Kind, Device: x.Device, Helper: x.Name, Created: x.Created, Seen: x.Seen}
	}
	return s.show(w, r, http.StatusOK, ui.Sessions(v.ui(r, "me"), rows))
}

func (s *Server) endSession(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.EndSession(r.Context(), v.by, domain.ParseID[domain.SessionID](r.PostFormValue("session"))); err != nil {
		return err
	}
	seeOther(w, routes.Sessions)
	return nil
}
