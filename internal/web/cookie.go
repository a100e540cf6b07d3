package web

import (
	"net/http"
	"time"
)

// The cookies of the product; see setCookie.
const (
	sessionCookie  = "session"  // the token of the session
	languageCookie = "language" // the language that was chosen before anybody signed in

	// slipCookie carries the code of a scanned slip to the sign-in page, so that it stays out of the address there.
	slipCookie = "slip"

	// actingCookie says that somebody has acted on this device, and for whom: the desk goes on with that case once its password is
	// given. It opens nothing.
	actingCookie = "acting"
)

// cookieName is how a cookie is called in the browser; the prefix has it refused from any other host or without https.
func (s *Server) cookieName(name string) string {
	if s.Secure {
		return "__Host-" + name
	}
	return name
}

// setCookie gives the browser a cookie that scripts cannot read and other sites cannot send. With no life it goes when the browser closes.
func (s *Server) setCookie(w http.ResponseWriter, name, value string, life time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: s.cookieName(name), Value: value, Path: "/", MaxAge: int(life / time.Second), HttpOnly: true, Secure: s.Secure,
		SameSite: http.SameSiteLaxMode,
	})
}

// dropCookie takes a cookie away from the browser.
func (s *Server) dropCookie(w http.ResponseWriter, name string) {
	s.setCookie(w, name, "", -time.Second)
}

// readCookie returns the value of a cookie; false when there is none, or an empty one.
func (s *Server) readCookie(r *http.Request, name string) (string, bool) {
	c, err := r.Cookie(s.cookieName(name))
	if err != nil || c.Value == "" {
		return "", false
	}
	return c.Value, true
}
