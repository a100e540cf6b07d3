package browser

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	cd "github.com/chromedp/chromedp"
)

// TestFaults plants every fault that the harness promises to see, and sees it.
func TestFaults(t *testing.T) {
	needChromium(t)
	for _, tc := range []struct{ name, page, want string }{
		{"none", `<p>fine`, ""},
		{"exception", `<script>nothing.there</script>`, "exception"},
		{"console", `<script>console.error("broken")</script>`, "console.error"},
		{"policy", `<p style="color:red">x`, "security"},
		{"third_party", `<img src="http://elsewhere.localhost:1/x.png">`, "request to somebody else"},
		{"missing_file", `<img src="/missing.png">`, "status of"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := &site{t: t, handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path != "/" {
					http.NotFound(w, r)
					return
				}
				w.Header().Set("Content-Security-Policy", "style-src 'self'")
				fmt.Fprint(w, `<!doctype html><html lang="de"><link rel="icon" href="data:,"><title>t</title>`+tc.page)
			})}
			s.start("127.0.0.1:0")
			t.Cleanup(s.kill)
			b := newTab(t, s, device{who: "tester", wide: 1280})
			b.do(cd.Navigate(s.url("/")))
			value[bool](b, `true`)
			got := strings.Join(b.taken(), "; ")
			if tc.want == "" && got != "" || !strings.Contains(got, tc.want) {
				t.Errorf("faults %q, want %q", got, tc.want)
			}
		})
	}
}

// TestSignIn signs each kind of person in and out.
func TestSignIn(t *testing.T) {
	s := newSite(t)
	for _, noScript := range []bool{false, true} {
		t.Run(fmt.Sprintf("noscript_%v", noScript), func(t *testing.T) {
			b := newTab(t, s, device{who: "sami", wide: 360, language: "ar", noScript: noScript})
			b.signInPerson("sami", "own")
			b.sees("سامي حداد")
			b.picture("me-ar-360")
			b.signOut()
			b.open("/me")
			if b.path() != "/login" {
				t.Errorf("after signing out /me leads to %s", b.path())
			}
		})
	}
}
