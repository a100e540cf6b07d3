package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

// A browser is one in which a user signs in; it follows no redirect.
type browser struct {
	t    *testing.T
	base string
	host string
	http *http.Client
}

// send asks for a page, or sends a form to it, and returns the answer. The form says who it was made for as the page does.
func (b *browser) send(path string, form url.Values) (status int, body string) {
	b.t.Helper()
	method, in := http.MethodGet, io.Reader(http.NoBody)
	if form != nil {
		method, in = http.MethodPost, strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.base+path, in)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Host = b.host
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a, err := b.http.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer a.Body.Close()
	text, err := io.ReadAll(a.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return a.StatusCode, string(text)
}

// firstSignIn signs a user in who has been added or whose password was reset, and chooses what must be chosen before anything else opens: an
// own password, and a second factor where there is none. It returns the cookies of the session, and the own password.
func firstSignIn(t *testing.T, base, host, username, password string) (cookies []*http.Cookie, own string) {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := noRedirects()
	client.Jar = jar
	b := &browser{t, base, host, client}
	if code, _ := b.send("/login", url.Values{"username": {username}, "password": {password}}); code != http.StatusSeeOther {
		t.Fatalf("%s signs in: %d", username, code)
	}
	own = "Ein Reiher am Weiher " + username
	_, page := b.send("/account", nil)
	form := url.Values{"as": {hidden(page).Get("as")}, "old_password": {password}, "new_password": {own}}
	if code, body := b.send("/account/password", form); code != http.StatusSeeOther {
		t.Fatalf("an own password: %d\n%s", code, body)
	}
	if _, page = b.send("/account", nil); strings.Contains(page, `action="/account/factor/new"`) {
		b.chooseFactor(page)
	}
	return jar.Cookies(&url.URL{Scheme: "http", Host: host}), own
}

var secret = regexp.MustCompile(`<p class="code" dir="ltr">([A-Z2-7 ]+)</p>`)

// chooseFactor sets up an authenticator app as the pages say.
func (b *browser) chooseFactor(account string) {
	b.t.Helper()
	as := hidden(account).Get("as")
	if code, body := b.send("/account/factor/new", url.Values{"as": {as}}); code != http.StatusSeeOther {
		b.t.Fatalf("a second factor: %d\n%s", code, body)
	}
	_, page := b.send("/account/factor", nil)
	m := secret.FindStringSubmatch(page)
	if m == nil {
		b.t.Fatalf("no secret on\n%s", page)
	}
	code, err := totp.GenerateCode(strings.ReplaceAll(m[1], " ", ""), time.Now())
	if err != nil {
		b.t.Fatal(err)
	}
	if status, body := b.send("/account/factor", url.Values{"as": {as}, "code": {code}}); status != http.StatusOK {
		b.t.Fatalf("the first code: %d\n%s", status, body)
	}
}
