package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// A site is the whole of the pages over the made-up city.
type site struct {
	*testkit.City
	t      *testing.T
	server *httptest.Server
}

func newSite(t *testing.T) *site {
	t.Helper()
	return siteOf(t, testkit.New(t))
}

func siteOf(t *testing.T, city *testkit.City) *site {
	t.Helper()
	s := &web.Server{
		Apps: func(ctx context.Context, host string) (*app.App, error) {
			if strings.HasPrefix(host, "ulm.") {
				return city.Ulm.App, nil
			}
			return city.App, nil
		},
		Log: slog.New(slog.DiscardHandler),
	}
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	return &site{city, t, server}
}

// A browser keeps cookies and follows redirects.
type browser struct {
	site *site
	http *http.Client
}

// A page is what a browser shows.
type page struct {
	t      *testing.T
	status int
	path   string // after all redirects
	header http.Header
	body   string
}

// browser opens a browser in which nobody is signed in.
func (s *site) browser() *browser {
	s.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &browser{s, &http.Client{Jar: jar}}
}

// as opens a browser in which somebody of the city is signed in.
func (s *site) as(name string) *browser {
	s.t.Helper()
	b := s.browser()
	b.keep("session", s.Token(name, domain.SessionOwn))
	return b
}

func (b *browser) keep(name, value string) {
	u, err := url.Parse(b.site.server.URL)
	if err != nil {
		b.site.t.Fatal(err)
	}
	b.http.Jar.SetCookies(u, []*http.Cookie{{Name: name, Value: value, Path: "/"}})
}

func (b *browser) get(path string) page { return b.do(http.MethodGet, path, nil) }

// post sends a form as the page of this browser would: who it was made for is added.
func (b *browser) post(path string, form url.Values) page {
	b.site.t.Helper()
	if !form.Has("as") {
		form = cloned(form)
		form.Set("as", b.made())
	}
	return b.do(http.MethodPost, path, form)
}

func cloned(v url.Values) url.Values {
	out := url.Values{}
	for k, vs := range v {
		out[k] = vs
	}
	return out
}

// made is who the forms of this browser are made for.
func (b *browser) made() string {
	b.site.t.Helper()
	if by, err := b.site.ActorByToken(b.site.t.Context(), b.site.cookieOf(b)); err == nil {
		return ui.As(by)
	}
	return ""
}

// cookieOf is the token of the session in a browser, empty without one.
func (s *site) cookieOf(b *browser) string {
	s.t.Helper()
	u, err := url.Parse(s.server.URL)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, c := range b.http.Jar.Cookies(u) {
		if c.Name == "session" {
			return c.Value
		}
	}
	return ""
}

func (b *browser) do(method, path string, form url.Values) page {
	t := b.site.t
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequestWithContext(t.Context(), method, b.site.server.URL+path, body)
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := b.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return page{t, res.StatusCode, res.Request.URL.RequestURI(), res.Header, string(all)}
}

// is fails the test unless the page has the status and all of the texts.
func (p page) is(status int, texts ...string) page {
	p.t.Helper()
	if p.status != status {
		p.t.Fatalf("%s: status %d, want %d\n%s", p.path, p.status, status, p.text())
	}
	for _, text := range texts {
		if !strings.Contains(p.body, text) {
			p.t.Errorf("%s has not %q\n%s", p.path, text, p.text())
		}
	}
	return p
}

// lacks fails the test when the page has one of the texts.
func (p page) lacks(texts ...string) page {
	p.t.Helper()
	for _, text := range texts {
		if strings.Contains(p.body, text) {
			p.t.Errorf("%s has %q", p.path, text)
		}
	}
	return p
}

var (
	markup = regexp.MustCompile(`(?s)<(?:script|head).*?</(?:script|head)>|<[^>]*>`)
	blanks = regexp.MustCompile(`\s+`)
)

// text is what can be read on the page.
func (p page) text() string {
	return blanks.ReplaceAllString(markup.ReplaceAllString(p.body, " "), " ")
}

// hidden returns the value of a hidden field.
func (p page) hidden(name string) string {
	p.t.Helper()
	m := regexp.MustCompile(`<input type="hidden" name="` + name + `" value="([^"]*)"`).FindStringSubmatch(p.body)
	if m == nil {
		p.t.Fatalf("%s has no hidden field %q\n%s", p.path, name, p.text())
	}
	return m[1]
}
