package browser

import (
	"io"
	"net/http"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// The bars of what a page may cost over the wire.
const (
	aim       = 14 << 10 // one TCP window
	most      = 25 << 10
	mostAsked = 5
	mostStyle = 12 << 10
	mostCode  = 5 << 10
)

// TestWeight opens the first pages of a person as a phone does that has never been here.
func TestWeight(t *testing.T) {
	s := newSite(t)
	s.inhabit("sami")
	for _, language := range []string{"de", "en", "ar", "uk", "ti"} {
		b := newTab(t, s, device{who: "newcomer", wide: 360, language: language})
		b.open("/login/slip")
		b.weighs("/login/slip in " + language)
	}
	for _, path := range []string{"/me", "/me/plan", "/me/cv", "/me/profile"} {
		b := newTab(t, s, device{who: "sami", wide: 360})
		b.as("sami", "ar")
		call(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
		b.wire = load{}
		b.open(path)
		b.weighs(path + " of sami in ar")
	}
}

func (b *tab) weighs(page string) {
	b.t.Helper()
	b.eventually("the end of loading", `document.readyState==="complete"`)
	b.mu.Lock()
	w := b.wire
	b.mu.Unlock()
	b.t.Logf("%-28s %5.1f KB in %d requests", page, w.bytes/1024, w.requests)
	if w.requests == 0 || w.bytes > most || w.requests > mostAsked {
		b.t.Errorf("%s: %.0f bytes in %d requests, want at most %d in %d", page, w.bytes, w.requests, most, mostAsked)
	}
	if w.bytes > aim {
		b.t.Logf("%s is above the aim of %d bytes", page, aim)
	}
	if fonts := value[int](b, `performance.getEntriesByType("resource").filter(e=>/\.(woff2?|ttf|otf)/.test(e.name)).length`); fonts != 0 {
		b.t.Errorf("%s loads %d fonts", page, fonts)
	}
}

// TestStaticWeight weighs the style and the script as they are sent.
func TestStaticWeight(t *testing.T) {
	s := newSite(t)
	b := newTab(t, s, device{who: "newcomer", wide: 360})
	b.open("/login")
	for _, tc := range []struct {
		from string
		most int
	}{{`document.querySelector("link[rel=stylesheet]").href`, mostStyle}, {`document.querySelector("script[src]").src`, mostCode}} {
		address := value[string](b, tc.from)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		s.must(err)
		r.URL.Host = s.addr
		r.Header.Set("Accept-Encoding", "br")
		answer, err := http.DefaultClient.Do(r)
		s.must(err)
		body, err := io.ReadAll(answer.Body)
		s.must(err)
		answer.Body.Close()
		if answer.Header.Get("Content-Encoding") != "br" || len(body) < 100 || len(body) > tc.most {
			t.Errorf("%s: %d bytes %q, want at most %d br", address, len(body), answer.Header.Get("Content-Encoding"), tc.most)
		}
		t.Logf("%s: %d bytes br", address, len(body))
	}
}
