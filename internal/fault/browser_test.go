package fault

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A browser is somebody who is signed in; it follows no redirects.
type browser struct {
	base  string // address of the server
	token string
	as    string
	http  *http.Client
}

// signIn signs a user or a person of the city in by the actions, so that no request is needed, and returns the browser.
func signIn(t *testing.T, a *app.App, c *testkit.City, name, base string) *browser {
	t.Helper()
	var token string
	var err error
	if name == "manager_a" {
		token, _, err = a.SignInStaff(t.Context(), name, testkit.Password, "test")
	} else {
		token, err = a.SignInSlip(t.Context(), c.Slip(name).Code, testkit.PIN, domain.SessionOwn, "test")
	}
	if err != nil {
		t.Fatal(err)
	}
	by, err := a.ActorByToken(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{base, token, by.As(), &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// manager is who manages sami.
func manager(t *testing.T, w *town) domain.Actor {
	t.Helper()
	token, _, err := w.app.SignInStaff(t.Context(), "manager_a", testkit.Password, "test")
	if err != nil {
		t.Fatal(err)
	}
	by, err := w.app.ActorByToken(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return by
}

// send returns the status and the page; 0 when there was no answer.
func (b *browser) send(ctx context.Context, method, path string, form url.Values) (int, string) {
	if form != nil {
		form.Set("as", b.as)
	}
	r, err := http.NewRequestWithContext(ctx, method, b.base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, err.Error()
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: "session", Value: b.token})
	res, err := b.http.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err.Error()
	}
	return res.StatusCode, string(body)
}

// goal is the form of a new goal.
func goal(text string) url.Values {
	return url.Values{"domain": {"work"}, "version": {"0"}, "once": {text}, "text": {text}}
}

// serveTown serves the pages of a folder in this process until the end of the test.
func serveTown(t *testing.T, dir string) (*town, *httptest.Server) {
	t.Helper()
	w, err := openTown(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(w.handler)
	t.Cleanup(func() {
		server.Close()
		if err := w.tenants.Close(); err != nil {
			t.Error(err)
		}
	})
	return w, server
}
