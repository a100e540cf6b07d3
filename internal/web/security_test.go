package web_test

import (
	"context"
	"log/slog"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// behindTLS is the site as it stands behind a proxy with https.
func behindTLS(city *testkit.City) http.Handler {
	s := &web.Server{
		Apps:   func(context.Context, string) (*app.App, error) { return city.App, nil },
		Secure: true, Log: slog.New(slog.DiscardHandler),
	}
	return s.Handler()
}

// answerTo sends one request with the session of token, or with none.
func answerTo(h http.Handler, method, path, token string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, http.NoBody)
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "__Host-session", Value: token})
	}
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// sitePaths are the addresses of all pages without a parameter, and of what is no page.
func sitePaths() (paths []string) {
	for pattern := range web.Routes() {
		method, path, _ := strings.Cut(pattern, " ")
		if method == http.MethodGet && !strings.Contains(path, "{") && path != routes.Live {
			paths = append(paths, path)
		}
	}
	return append(paths, "/nowhere", "/static/x/aufwind.css", "/static/x/live.js", "/static/x/mark.svg", "/static/x/nothing", "/healthz", "/readyz")
}

// TestHeadersEverywhere: whoever asks for whatever, the answer says what it is, and that it may do nothing else.
func TestHeadersEverywhere(t *testing.T) {
	city := testkit.New(t)
	h := behindTLS(city)
	tokens := []string{"", city.Token("sami", domain.SessionOwn), city.Token("manager_a", domain.SessionOwn), city.Token("admin", domain.SessionOwn)}
	tried := 0
	for _, path := range sitePaths() {
		for _, token := range tokens {
			w := answerTo(h, http.MethodGet, path, token, func(r *http.Request) { r.Header.Set("Origin", "https://elsewhere.example") })
			tried++
			for _, wrong := range wrongHeaders(w) {
				t.Errorf("%s: %s", path, wrong)
			}
		}
	}
	if tried < 150 {
		t.Errorf("only %d answers were looked at", tried)
	}
}

// wrongHeaders names what the header of an answer lacks.
func wrongHeaders(w *httptest.ResponseRecorder) (wrong []string) {
	head := w.Header()
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		"Strict-Transport-Security": "max-age=63072000; includeSubDomains", "Access-Control-Allow-Origin": "", "Server": "", "X-Powered-By": "",
	} {
		if got := head.Get(name); got != want {
			wrong = append(wrong, name+" is "+got)
		}
	}
	if p := head.Get("Referrer-Policy"); p != "same-origin" && p != "no-referrer" {
		wrong = append(wrong, "Referrer-Policy is "+p)
	}
	policy := head.Get("Content-Security-Policy")
	for _, want := range []string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
	} {
		if !strings.Contains(policy+";", want+";") {
			wrong = append(wrong, "the policy lacks "+want)
		}
	}
	if strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		wrong = append(wrong, "the policy is open: "+policy)
	}
	if w.Body.Len() == 0 {
		return wrong
	}
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil || strings.HasPrefix(kind, "text/") && !strings.EqualFold(params["charset"], "utf-8") {
		wrong = append(wrong, "Content-Type is "+head.Get("Content-Type"))
	}
	if kind == "text/html" && head.Get("Cache-Control") != "no-store" {
		wrong = append(wrong, "a page may be kept: "+head.Get("Cache-Control"))
	}
	if n := head.Get("Content-Length"); n != "" && n != strconv.Itoa(w.Body.Len()) {
		wrong = append(wrong, "Content-Length is "+n)
	}
	return wrong
}

// TestCookies: every cookie is for this host and https only, for no script and no other site, and small.
func TestCookies(t *testing.T) {
	city := testkit.New(t)
	h := behindTLS(city)
	form := func(path string, values url.Values, token string) []*http.Cookie {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(values.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if token != "" {
			r.AddCookie(&http.Cookie{Name: "__Host-session", Value: token})
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result().Cookies()
	}
	all := form(routes.Login, url.Values{"username": {"manager_a"}, "password": {testkit.Password}}, "")
	all = append(all, form(routes.LoginSlip, url.Values{"slip": {city.Slip("sami").Code}, "pin": {testkit.PIN}, "device": {"own"}}, "")...)
	all = append(all, form(routes.LanguageChoice, url.Values{"language": {"ar"}, "back": {"/"}}, "")...)
	all = append(all, form(routes.Logout, url.Values{}, city.Token("sami", domain.SessionOwn))...)
	names := map[string]bool{}
	for _, c := range all {
		names[c.Name] = true
		if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode && c.SameSite != http.SameSiteStrictMode ||
			c.Path != "/" || c.Domain != "" || len(c.Name)+len(c.Value) > 4096 {
			t.Errorf("the cookie %s: %+v", c.Name, c)
		}
	}
	if !names["__Host-session"] || len(names) < 2 {
		t.Errorf("cookies seen: %v", names)
	}
}

// TestMethods: no page answers to a method that it was not made for, and none to the odd ones.
func TestMethods(t *testing.T) {
	city := testkit.New(t)
	h := behindTLS(city)
	token := city.Token("sami", domain.SessionOwn)
	of := map[string]string{}
	for pattern := range web.Routes() {
		method, path, _ := strings.Cut(pattern, " ")
		of[path] += method + " "
	}
	for path, methods := range of {
		if strings.Contains(path, "{") || path == routes.Live {
			continue
		}
		for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"} {
			if strings.Contains(methods, method) {
				continue
			}
			if w := answerTo(h, method, path, token, nil); w.Code != http.StatusNotFound && w.Code != http.StatusMethodNotAllowed {
				t.Errorf("%s %s is answered with %d", method, path, w.Code)
			}
		}
	}
	if w := answerTo(h, http.MethodGet, routes.Me, token, nil); w.Code != http.StatusOK {
		t.Fatalf("GET /me is answered with %d: the test has no session", w.Code)
	}
}

// TestNothingElseIsServed: no list of files, nothing of how the program was made, no debugger.
func TestNothingElseIsServed(t *testing.T) {
	h := behindTLS(testkit.New(t))
	for _, path := range []string{
		"/static/", "/static/x/", "/static/x/../server.go", "/static/x/%2e%2e/headers.go", "/static/../table.go", "/.git/config", "/.git/HEAD", "/go.mod",
		"/debug/pprof/", "/debug/vars", "/metrics", "/swagger.json", "/api", "/.env", "/server-status", "/catalog.db", "/master.key", "/robots.txt.bak",
	} {
		w := answerTo(h, http.MethodGet, path, "", nil)
		for range 3 { // a path that is cleaned first
			if to := w.Header().Get("Location"); w.Code/100 == 3 {
				w = answerTo(h, http.MethodGet, to, "", nil)
			}
		}
		if w.Code != http.StatusNotFound {
			t.Errorf("%s is answered with %d", path, w.Code)
		}
	}
}
