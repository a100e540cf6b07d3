package browser

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/chromedp/cdproto/network"
)

// goTo presses the first link in the page whose address contains part.
func (b *tab) goTo(part string) {
	b.t.Helper()
	b.loads(func() {
		b.press(fmt.Sprintf(`[...document.querySelectorAll("main a[href], nav a[href]")].find(a=>a.getAttribute("href").includes(%s)&&a.getClientRects().length)`, quoted(part)), "the link to "+part)
	})
}

// next fills the page's form and presses its first button.
func (b *tab) next(pairs ...string) {
	b.t.Helper()
	b.fill(pairs...)
	b.loads(func() {
		b.press(`document.querySelector("main form[method=post]:not([role=search]) button.btn-1")`, "the button to go on")
	})
}

// choose presses the button that stands for a value, with the name of the field.
func (b *tab) choose(name, value string) {
	b.t.Helper()
	b.chooseIn("main", name, value)
}

// chooseIn is choose within the part of the page that a CSS selector names.
func (b *tab) chooseIn(part, name, value string) {
	b.t.Helper()
	b.loads(func() {
		b.press(fmt.Sprintf(`document.querySelector(%s)`, quoted(fmt.Sprintf(`%s button[name=%q][value=%q]`, part, name, value))), name+"="+value)
	})
}

// unfold opens what is folded in the part of the page that a CSS selector names.
func (b *tab) unfold(part string) {
	b.t.Helper()
	details := fmt.Sprintf(`document.querySelector(%s)`, quoted(part+" > details"))
	if value[bool](b, details+"?.open===false") {
		b.press(details+".querySelector('summary')", part)
	}
}

// spread opens what stands open at a desk, where there is no script that has done it.
func (b *tab) spread() {
	b.t.Helper()
	const folded = `document.querySelector("details[data-desk]:not([open]) > summary")`
	for b.noScript && b.wide > phone && value[bool](b, folded+"!==null") {
		b.press(folded, "what is folded")
	}
}

// later skips the question.
func (b *tab) later() {
	b.t.Helper()
	b.loads(func() {
		b.press(`[...document.querySelectorAll("main .backlink")].pop()`, "the link to go on without an answer")
	})
}

// laterUntil skips questions until the page is path.
func (b *tab) laterUntil(path string) {
	b.t.Helper()
	for range 12 {
		if b.path() == path {
			return
		}
		b.later()
	}
	b.fail("skipping does not lead to %s", path)
}

// at checks where the browser is.
func (b *tab) at(path string) {
	b.t.Helper()
	if b.path() != path {
		b.fail("at %s, want %s", b.path(), path)
	}
}

// fetched sends a request of its own with the session of the browser, and returns the answer; a form goes by POST.
func (b *tab) fetched(path string, form url.Values) (status int, body string) {
	b.t.Helper()
	method := http.MethodGet
	if form != nil {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(b.ctx, method, "http://"+b.site.addr+path, strings.NewReader(form.Encode()))
	b.site.must(err)
	r.Host = b.host()
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range call(b, network.GetCookies, network.GetCookiesParams{URLs: []string{b.site.url(path)}}).Cookies {
		r.AddCookie(&http.Cookie{Name: c.Name, Value: c.Value})
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	b.site.must(err)
	defer answer.Body.Close()
	out, err := io.ReadAll(answer.Body)
	b.site.must(err)
	return answer.StatusCode, string(out)
}

// isPDF checks that there is a document behind path.
func (b *tab) isPDF(path string, form url.Values) {
	b.t.Helper()
	if status, body := b.fetched(path, form); status != http.StatusOK || !strings.HasPrefix(body, "%PDF-") || len(body) < 5000 {
		b.t.Errorf("%s: %s: %d, %d bytes beginning with %.20q, want a PDF", b.who, path, status, len(body), body)
	}
}

// gone checks that path is not there for the holder of this browser.
func (b *tab) gone(path string) {
	b.t.Helper()
	b.allow(http.StatusNotFound)
	b.open(path)
	b.forbid(http.StatusNotFound)
	if status, _ := b.fetched(path, nil); status != http.StatusNotFound {
		b.fail("%s answers %d, want 404", path, status)
	}
}
