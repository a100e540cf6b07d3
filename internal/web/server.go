// Package web turns requests into calls of package app, and results into pages. It holds no rules and no SQL.
package web

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"unicode"

	"github.com/a-h/templ"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// Server serves the pages of all tenants.
type Server struct {
	Apps   func(ctx context.Context, host string) (*app.App, error) // the tenant of a host name; NotFound for an unknown one
	Secure bool                                                     // cookies for https only; false on a plain http address such as the demo's
	Log    *slog.Logger
	Pace   *Pace // how much one account may ask for; nil for no bound

	pulse hub
}

// visit is one request of somebody to one tenant.
type visit struct {
	app   *app.App
	by    domain.Actor
	lang  i18n.Lang
	token string // of the session, empty without one

	comment domain.CoordinationComment // as it was typed, when it was refused
}

// handler is a page: it gets who asks, and returns an error instead of writing one.
type handler func(*Server, http.ResponseWriter, *http.Request, *visit) error

// audience says for whom a page is.
type audience string

const (
	public audience = "public" // with or without a session
	person audience = "person" // somebody signed in as a person, or acting for one
	staff  audience = "staff"  // a user, not acting for anybody
	signed audience = "signed" // both of them
)

// route is one line of the table of pages.
type route struct {
	pattern string // "GET /me"
	who     audience
	handle  handler
}

// Routes lists the patterns of every page with its audience, for the tests that walk all of them.
func Routes() map[string]string {
	out := map[string]string{}
	for _, r := range table() {
		out[r.pattern] = string(r.who)
	}
	return out
}

// Handler returns the whole site.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range table() {
		mux.Handle(r.pattern, s.page(r))
	}
	mux.Handle("GET /static/", staticFiles())
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("/", s.page(route{"/", public, func(*Server, http.ResponseWriter, *http.Request, *visit) error { return domain.ErrNotFound() }}))
	guard := http.NewCrossOriginProtection()
	guard.AddInsecureBypassPattern(routes.AskedBody(""))
	guard.AddInsecureBypassPattern(routes.LinkedCV("")) // these pages know no session, and tell no browser where they are
	return headers(s.Secure, guard.Handler(mux))
}

// ready answers whether the tenant of the host can be read.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	a, err := s.Apps(r.Context(), r.Host)
	if err == nil {
		_, _, err = a.Pulses(r.Context(), 0)
	}
	if err != nil {
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	_, _ = w.Write([]byte("ready\n"))
}

// The bounds of a form. No page of ours comes near them.
const (
	maxBody   = 1 << 20 // bytes
	maxName   = 100     // bytes of the name of a field
	maxFields = 1000    // values
)

// checkForm reads the form of r. What it has of more than a body may have is not there.
// Errors: Invalid (too many fields, one with too long a name, or too large a file).
func checkForm(r *http.Request) error {
	if r.Method != http.MethodPost {
		return nil
	}
	if r.ContentLength > maxBody && strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return &domain.Error{Kind: domain.Invalid, Key: "fileSize"}
	}
	r.PostFormValue("") // reads both kinds of form
	fields := 0
	for name, values := range r.PostForm {
		fields += len(values)
		if len(name) > maxName {
			return &domain.Error{Kind: domain.Invalid, Key: "tooLong"}
		}
	}
	if fields > maxFields {
		return &domain.Error{Kind: domain.Invalid, Key: "tooMany"}
	}
	return nil
}

// page finds out who asks, lets the audience through and shows errors.
func (s *Server) page(rt route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, err := s.Apps(r.Context(), r.Host)
		if domain.KindOf(err) == domain.NotFound {
			http.Error(w, "no such city", http.StatusNotFound)
			return
		}
		if err != nil {
			s.Log.ErrorContext(r.Context(), "tenant not open", "host", r.Host, "err", err)
			http.Error(w, "not available now, please try again later", http.StatusServiceUnavailable)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		v, err := s.visit(r, a)
		if err == nil {
			err = checkForm(r)
		}
		if err == nil {
			err = s.Pace.allow(r, v)
		}
		if err == nil {
			err = s.serve(rt, w, r, v)
		}
		if err != nil {
			s.fail(w, r, v, err)
		}
	})
}

// serve lets the audience of a page through and calls it.
func (s *Server) serve(rt route, w http.ResponseWriter, r *http.Request, v *visit) error {
	isPerson, isStaff := v.by.IsPerson(), v.by.User != 0 && !v.by.IsPerson()
	switch {
	case rt.who == public:
	case !isPerson && !isStaff:
		return s.signInFirst(w, r, v)
	case rt.who == person && !isPerson, rt.who == staff && !isStaff:
		return domain.ErrNotFound()
	case v.by.NewPIN && rt.who != signed && r.URL.Path != routes.MePIN:
		seeOther(w, routes.MePIN)
		return nil
	case isStaff && v.by.Unready() && !whileUnready(r.URL.Path):
		seeOther(w, routes.Account)
		return nil
	}
	if r.Method != http.MethodPost || rt.who == public {
		return rt.handle(s, w, r, v)
	}
	if r.PostFormValue("as") != ui.As(v.by) {
		return errSomebodyElse() // the page was made for somebody else on this device
	}
	if err := s.proved(w, r, v); err != nil {
		return err
	}
	v.by.Again = domain.Again{Draft: domain.ParseID[domain.DraftID](r.PostFormValue("draft")), Path: r.URL.Path}
	err := rt.handle(s, w, r, v)
	if err == nil {
		s.sentAgain(w, r, v)
	}
	return err
}

const keySomebodyElse = "somebodyElse"

// errSomebodyElse says that a form was made for somebody else than who is signed in now.
func errSomebodyElse() error { return &domain.Error{Kind: domain.Conflict, Key: keySomebodyElse} }

// visit reads the session cookie and the language of a request.
func (s *Server) visit(r *http.Request, a *app.App) (*visit, error) {
	v := &visit{app: a, lang: s.language(r)}
	if byLink(r) {
		return v, nil
	}
	token, ok := s.readCookie(r, sessionCookie)
	if !ok {
		return v, nil
	}
	ask := a.ActorByToken
	if byItself(r) {
		ask = a.WatcherByToken
	}
	by, err := ask(r.Context(), token)
	if domain.KindOf(err) == domain.NotFound {
		v.token = token
		return v, nil // an ended session is none; a half one is asked for by its own pages
	}
	if err != nil {
		return v, err
	}
	v.by, v.token = by, token
	if l, ok := i18n.Parse(by.Lang); ok {
		v.lang = l
	}
	return v, nil
}

// byItself tells whether an open page asks, and nobody who uses it.
func byItself(r *http.Request) bool {
	return r.Method == http.MethodGet && (r.URL.Path == routes.Live || r.Header.Get("X-Live") != "")
}

// ui returns what every page shows around its own content.
func (v *visit) ui(r *http.Request, nav string) ui.Page {
	path := r.URL.RequestURI()
	if strings.HasPrefix(path, routes.SlipLink("")) || byLink(r) { // a code must not come into an address of ours
		path = routes.Login
	}
	return ui.Page{L: v.lang, City: v.app.DB.Name, By: v.by, Path: path, Nav: nav, Zone: v.app.DB.Zone, Static: staticHash(), Vocab: v.app.Vocab}
}

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// show writes a page only when it is complete, so that no half page is ever sent.
func (s *Server) show(w http.ResponseWriter, r *http.Request, code int, c templ.Component) error {
	b := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(b)
	b.Reset()
	if err := c.Render(r.Context(), b); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	writeCompressed(w, r, code, b.Bytes())
	return nil
}

// file writes a document to be kept by the reader, never by a cache.
func (s *Server) file(w http.ResponseWriter, kind, name string, b []byte) error {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `inline; filename="`+name+`"`)
	_, err := w.Write(b)
	return err
}

// status is the answer to each kind of error. No access looks like not found.
func status(k domain.Kind) int {
	switch k {
	case domain.Invalid:
		return http.StatusUnprocessableEntity
	case domain.NotFound:
		return http.StatusNotFound
	case domain.Conflict, domain.Closed:
		return http.StatusConflict
	case domain.Refused, domain.Unproved:
		return http.StatusForbidden
	case domain.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// statusOf is status, but for too much at once.
func statusOf(e *domain.Error, k domain.Kind) int {
	if e != nil && e.Key == keyTooFast {
		return http.StatusTooManyRequests
	}
	return status(k)
}

// fail is the only place that shows an error as a page. What is no *domain.Error is logged and stays unseen.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, v *visit, err error) {
	if r.Context().Err() != nil {
		return // nobody waits for the answer
	}
	kind := domain.KindOf(err)
	e, _ := errors.AsType[*domain.Error](err)
	s.note(r, v, kind, e, err)
	page := ui.Failure(v.ui(r, ""), kind, e)
	switch {
	case kind == domain.Unavailable:
		w.Header().Set("Retry-After", s.Pace.retryAfter())
		page = ui.Unsaved(v.ui(r, ""), e, unsaved(r), true)
	case kind == domain.Unproved:
		page = ui.Prove(v.ui(r, ""), carried(r, v), e)
	case v.by.Session != 0 && keepsTyped(r, kind, e):
		page = ui.Unsaved(v.ui(r, ""), e, unsaved(r), false)
	}
	if err := s.show(w, r, statusOf(e, kind), page); err != nil {
		s.Log.ErrorContext(r.Context(), "error page failed", "err", err)
	}
}

// note writes to the log what an operator has to know: what failed, and who asked for what they may not have or too much of it. It names
// the page by its pattern and the account by its number, and holds no contents and no address.
func (s *Server) note(r *http.Request, v *visit, kind domain.Kind, e *domain.Error, err error) {
	code := statusOf(e, kind)
	switch {
	case code >= http.StatusInternalServerError:
		s.Log.ErrorContext(r.Context(), "request failed", "pattern", r.Pattern, "err", err)
	case v.by.Session == 0:
	case kind == domain.NotFound, kind == domain.Refused, code == http.StatusTooManyRequests, e != nil && e.Key == keySomebodyElse:
		s.Log.WarnContext(r.Context(), "request refused", "pattern", r.Pattern, "status", code, "tenant", v.app.DB.Tenant, "user", v.by.User,
			"person", v.by.Person, "session", v.by.Session)
	}
}

// keepsTyped tells whether the page of an error gives back what was typed.
func keepsTyped(r *http.Request, kind domain.Kind, e *domain.Error) bool {
	switch kind {
	case domain.NotFound: // what it was about is gone meanwhile
		return len(unsaved(r).Typed()) > 0
	case domain.Conflict:
		return e.Key != keySomebodyElse
	}
	return kind == domain.Closed
}

// invalid returns the error for the form, when it is one that the person can mend there.
func invalid(err error) (*domain.Error, bool) {
	e, ok := errors.AsType[*domain.Error](err)
	return e, ok && (e.Kind == domain.Invalid || e.Kind == domain.Refused)
}

// seeOther sends the browser to another page of ours. path is made by package routes.
func seeOther(w http.ResponseWriter, path string) {
	w.Header().Set("Location", path)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusSeeOther)
}

// ownPath returns path when it leads to a page of ours, else the start page.
func ownPath(path string) string {
	odd := func(c rune) bool { return c == '\\' || unicode.IsControl(c) } // browsers read \ as / and leave out tabs and line ends
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsFunc(path, odd) {
		return routes.Start
	}
	return path
}
