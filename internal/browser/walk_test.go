package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web"
)

// stop is one page on the walk through all of them: which route, in whose hands, at which addresses.
type stop struct {
	route string
	by    string // a user or person of the city; empty for a visitor
	paths []string
}

// notPages are the GET routes that show no page.
var notPages = map[string]string{
	"GET /{$}":                          "leads to the own first page",
	"GET /live":                         "a stream",
	"GET /s/{code}":                     "leads to the sign-in",
	"GET /cases/{person}/plan/note.pdf": "a document",
	"GET /me/cv.pdf":                    "a document",
	"GET /me/cv.docx":                   "a document",
}

// walk is every page of the product, each at least once.
func walk(is lived) []stop {
	p, g := is.person.String(), is.goal.String()
	return []stop{
		{"GET /login", "", []string{"/login"}},
		{"GET /login/totp", "", []string{"/login/totp"}},
		{"GET /login/slip", "", []string{"/login/slip"}},
		{"GET /language", "", []string{"/language?back=/login"}},
		{"/", "sami", []string{"/nowhere"}},

		{"GET /me", "sami", []string{"/me"}},
		{"GET /me", "olena", []string{"/me"}},
		{"GET /me/pin", "sami", []string{"/me/pin"}},
		{"GET /sessions", "sami", []string{"/sessions"}},
		{"GET /me/plan", "sami", []string{"/me/plan"}},
		{"GET /me/plan", "olena", []string{"/me/plan"}},
		{"GET /me/plan/versions/{no}", "sami", []string{"/me/plan/versions/2"}},
		{"GET /me/releases", "sami", []string{"/me/releases"}},
		{"GET /me/releases", "olena", []string{"/me/releases"}},
		{"GET /me/releases/give", "sami", []string{"/me/releases/give"}},
		{"GET /me/releases/{release}/take-back", "sami", []string{"/me/releases/" + is.release.String() + "/take-back"}},
		{"GET /me/access", "sami", []string{"/me/access"}},

		{"GET /cases/{person}/plan", "manager_a", []string{"/cases/" + p + "/plan"}},
		{"GET /cases/{person}/plan/new", "manager_a", []string{"/cases/" + p + "/plan/new?domain=work"}},
		{"GET /cases/{person}/plan/goals/{goal}", "manager_a", []string{"/cases/" + p + "/plan/goals/" + g}},
		{"GET /cases/{person}/plan/versions/{no}", "manager_a", []string{"/cases/" + p + "/plan/versions/2"}},
		{"GET /jobcenter", "agent", []string{"/jobcenter"}},
		{"GET /jobcenter/{person}", "agent", []string{"/jobcenter/" + p}},
		{"GET /sessions", "manager_a", []string{"/sessions"}},
	}
}

// TestWalkIsComplete checks that no page can be added without the walk going there.
func TestWalkIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, x := range walk(lived{}) {
		seen[x.route] = true
	}
	routes := web.Routes()
	for route := range routes {
		if strings.HasPrefix(route, "GET ") && !seen[route] && notPages[route] == "" {
			t.Errorf("%s is not on the walk: add it to walk, or with the reason to notPages", route)
		}
	}
	for route := range seen {
		if _, ok := routes[route]; !ok && route != "/" {
			t.Errorf("%s is on the walk but no page", route)
		}
	}
}

// as gives the browser the session of somebody, in one language.
func (b *tab) as(name, language string) {
	b.t.Helper()
	call(b, network.ClearBrowserCookies, struct{}{})
	cookie := func(key, value string) {
		call(b, network.SetCookie, network.SetCookieParams{Name: key, Value: value, URL: b.site.url("/")})
	}
	cookie("language", language)
	if name == "" {
		return
	}
	token := b.site.Token(name, domain.SessionOwn)
	by, err := b.site.ActorByToken(b.t.Context(), token)
	b.site.must(err)
	b.site.must(b.site.ChooseLanguage(b.t.Context(), by, language))
	cookie("session", token)
}

// everywhere shows f every page of the walk in the languages, with the tab at wide. Pages of staff are in German and English only.
func everywhere(t *testing.T, wide int, languages []string, f func(t *testing.T, b *tab, x stop, path, language string)) {
	s := newSite(t)
	is := s.inhabit("sami")
	agent := "agent_1"
	if s.agentOf(is.person).User == s.User("agent_2") {
		agent = "agent_2"
	}
	for _, language := range languages {
		stops := walk(is)
		slices.SortStableFunc(stops, func(x, y stop) int { return strings.Compare(x.by, y.by) })
		b := newTab(t, s, device{who: "walker", wide: wide})
		b.allow(404)
		who := "nobody yet"
		for _, x := range stops {
			lang := language
			if x.by == "agent" {
				x.by = agent
			}
			if x.staff() && language != "de" {
				lang = "en"
			}
			if who != x.by {
				who = x.by
				b.as(x.by, lang)
			}
			for _, path := range x.paths {
				t.Run(fmt.Sprintf("%s_%s_%s", lang, x.by, strings.Trim(strings.ReplaceAll(path, "/", "_"), "_")), func(t *testing.T) {
					b.t = t
					b.open(path)
					if got := b.path(); got != strings.SplitN(path, "?", 2)[0] {
						b.fail("%s leads %s to %s", path, x.by, got)
					}
					f(t, b, x, path, lang)
				})
			}
			b.t = t
		}
	}
}

func (x stop) staff() bool {
	return strings.HasPrefix(x.by, "manager") || strings.HasPrefix(x.by, "agent") || strings.HasPrefix(x.by, "lead") ||
		strings.HasPrefix(x.by, "admin") || strings.HasPrefix(x.by, "helper")
}
