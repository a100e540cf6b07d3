package browser

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// stop is one page on the walk through all of them: which route, in whose hands, at which addresses.
type stop struct {
	route string
	by    string // a user or person of the city; empty for a visitor
	paths []string
}

// notPages are the GET routes that show no page.
var notPages = map[string]string{
	"GET /{$}":                               "leads to the own first page",
	"GET /live":                              "a stream",
	"GET /account/factor":                    "leads back while nothing is begun: see TestSecondFactorPages",
	"GET /acting":                            "leads on, unless an acting session has ended: see TestActing",
	"GET /s/{code}":                          "leads to the sign-in",
	"GET /cases/{person}/plan/note.pdf":      "a document",
	"GET /cases/{person}/plan.pdf":           "a document",
	"GET /me/plan.pdf":                       "a document",
	"GET /me/household.pdf":                  "a document",
	"GET /cases/{person}/household.pdf":      "a document",
	"GET /jobcenter/{person}/record.pdf":     "a document",
	"GET /jobcenter/{person}/record.json":    "a document",
	"GET /figures/file/{kind}":               "a document",
	"GET /me/cv.pdf":                         "a document",
	"GET /me/cv.docx":                        "a document",
	"GET /me/cv.json":                        "a document",
	"GET /me/give":                           "leads to the first question",
	"GET /me/releases/{release}/receipt.pdf": "a document",
	"GET /me/cv/remove":                      "asks only where there are several CVs: see TestSeveralCVs of package web",
	"GET /me/cv/gap":                         "asks only about a time without an entry: see TestGapChoice of package web",
}

// walk is every page of the product, each at least once.
func walk(is lived) []stop {
	p, g := is.person.String(), is.goal.String()
	return append(walkProfile(is.entries), []stop{
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
		{"GET /me/household", "sami", []string{"/me/household"}},
		{"GET /me/household", "olena", []string{"/me/household"}},
		{"GET /me/household/join", "sami", []string{"/me/household/join"}},
		{"GET /me/household/leave", "sami", []string{"/me/household/leave"}},
		{"GET /cases/{person}/household", "manager_a", []string{"/cases/" + p + "/household"}},
		{"GET /cases/{person}/household/new", "manager_a", []string{"/cases/" + p + "/household/new?domain=housing"}},
		{"GET /cases/{person}/household/goals/{shared}", "manager_a", []string{"/cases/" + p + "/household/goals/" + is.shared.String()}},
		{"GET /me/talks", "sami", []string{"/me/talks"}},
		{"GET /me/talks", "olena", []string{"/me/talks"}},
		{"GET /cases/{person}/talks", "manager_a", []string{"/cases/" + p + "/talks"}},
		{"GET /cases/{person}/talks/{talk}", "manager_a", []string{"/cases/" + p + "/talks/" + is.talk.String()}},
		{"GET /talks/new", "manager_a", []string{"/talks/new", "/talks/new?done=1"}},
		{"GET /me/plan/versions/{no}", "sami", []string{"/me/plan/versions/2"}},
		{"GET /me/topics", "sami", []string{"/me/topics"}},
		{"GET /me/topics/{domain}", "sami", []string{"/me/topics/work", "/me/topics/health"}},
		{"GET /me/releases", "sami", []string{"/me/releases"}},
		{"GET /me/releases", "olena", []string{"/me/releases"}},
		{"GET /me/give/{ask}", "sami", []string{"/me/give/what"}},
		{"GET /me/releases/take-back", "sami", []string{"/me/releases/take-back"}},
		{"GET /me/releases/{release}", "sami", []string{"/me/releases/" + is.release.String()}},
		{"GET /me/releases/{release}/take-back", "sami", []string{"/me/releases/" + is.release.String() + "/take-back"}},
		{"GET /me/access", "sami", []string{"/me/access"}},
		{"GET /me/who", "sami", []string{routes.Who}},
		{"GET /me/who", "olena", []string{routes.Who}},
		{"GET /laws", "lead", []string{routes.Laws}},
		{"GET /questions", "lead", []string{routes.BookQuestions}},
		{"GET /questions/{question}", "lead", []string{routes.BookQuestion(is.question)}},
		{"GET /me/access/{seq}", "sami", []string{routes.BookEntry(is.asked), routes.BookEntry(is.unasked)}},
		{"GET /me/links", "sami", []string{"/me/links"}},
		{"GET /me/links", "olena", []string{"/me/links"}},
		{"GET /me/links/new", "sami", []string{"/me/links/new"}},
		{"GET /me/bodies", "sami", []string{routes.MyBodies}},
		{"GET /cases/{person}/bodies", "manager_a", []string{"/cases/" + p + "/bodies"}},
		{"GET /body/{token}", "", []string{routes.AskedBody("made-up")}},
		{"GET /cv/{token}", "", []string{routes.LinkedCV(is.token)}},

		{"GET /cases", "manager_a", []string{"/cases", "/cases?q=sami", "/cases?q=nobody"}},
		{"GET /cases", "manager_b", []string{"/cases"}},
		{"GET /today", "manager_a", []string{"/today"}},
		{"GET /today", "manager_b", []string{"/today"}},
		{"GET /waiting", "manager_a", []string{"/waiting"}},
		{"GET /waiting", "lead", []string{"/waiting"}},
		{"GET /unit/weights", "lead", []string{"/unit/weights"}},
		{"GET /cases/{person}", "manager_a", []string{"/cases/" + p, "/cases/" + is.fresh.String()}},
		{"GET /cases/{person}/plan", "manager_a", []string{"/cases/" + p + "/plan"}},
		{"GET /cases/{person}/plan/new", "manager_a", []string{"/cases/" + p + "/plan/new?domain=work"}},
		{"GET /cases/{person}/plan/goals/{goal}", "manager_a", []string{"/cases/" + p + "/plan/goals/" + g}},
		{"GET /cases/{person}/plan/versions/{no}", "manager_a", []string{"/cases/" + p + "/plan/versions/2"}},
		{"GET /cases/{person}/assessment", "manager_a", []string{"/cases/" + p + "/assessment"}},
		{"GET /cases/{person}/review", "manager_a", []string{"/cases/" + p + "/review"}},
		{"GET /cases/{person}/story", "manager_a", []string{"/cases/" + p + "/story"}},
		{"GET /cases/{person}/close", "manager_a", []string{"/cases/" + p + "/close"}},
		{"GET /cases/{person}/handover", "manager_a", []string{"/cases/" + p + "/handover", "/cases/" + is.fresh.String() + "/handover"}},
		{"GET /cases/{person}/handover/sheet", "manager_a", []string{"/cases/" + p + "/handover/sheet"}},
		{"GET /handovers", "manager_a", []string{"/handovers"}},
		{"GET /me/handover", "sami", []string{"/me/handover"}},
		{"GET /me/handover", "olena", []string{"/me/handover"}},
		{"GET /me/assessment", "sami", []string{"/me/assessment"}},
		{"GET /me/story", "sami", []string{"/me/story"}},
		{"GET /cases/{person}/plan/terms", "manager_a", []string{"/cases/" + p + "/plan/terms"}},
		{"GET /bodies", "lead", []string{"/bodies"}},
		{"GET /bodies", "manager_a", []string{"/bodies"}},
		{"GET /bodies/{body}", "lead", []string{"/bodies/" + is.body.String()}},
		{"GET /cases/{person}/slip", "manager_a", []string{"/cases/" + p + "/slip"}},
		{"GET /me/cv/texts/{text}", "sami", []string{"/me/cv/texts/" + is.text.String()}},
		{"GET /texts", "manager_a", []string{"/texts"}},
		{"GET /cases/{person}/texts", "manager_a", []string{"/cases/" + p + "/texts"}},
		{"GET /cases/{person}/texts/{text}", "manager_a", []string{"/cases/" + p + "/texts/" + is.text.String()}},
		{"GET /phrases", "lead", []string{"/phrases"}},
		{"GET /register", "helper", []string{"/register"}},
		{"GET /unit", "lead", []string{"/unit", "/unit?status=closed"}},
		{"GET /figures", "admin", []string{"/figures", "/figures?of=org&from=2026-02-30&until=x", "/figures?of=org&from=2026-01-02&until=2026-01-03"}},
		{"GET /figures/{figure}", "manager_a", []string{"/figures/goals_agreed", "/figures/time_to_answer"}},
		{"GET /figures/{figure}", "admin", []string{"/figures/plans_active"}},
		{"GET /figures", "admin_harbour", []string{"/figures"}},
		{"GET /substitutions", "lead", []string{"/substitutions"}},
		{"GET /unit/{person}", "lead", []string{"/unit/" + p}},
		{"GET /words", "manager_a", []string{"/words"}},
		{"GET /words/city", "lead", []string{"/words/city"}},
		{"GET /words/{word}", "manager_a", []string{"/words/" + is.word.String(), "/words/" + is.word.String() + "?q=Tischler"}},
		{"GET /me/words", "sami", []string{"/me/words"}},
		{"GET /me/words", "olena", []string{"/me/words"}},
		{"GET /organisation/response", "admin", []string{"/organisation/response"}},
		{"GET /organisation/response", "lead", []string{"/organisation/response"}},
		{"GET /organisation/response", "agent", []string{"/organisation/response"}},
		{"GET /organisation/letterhead", "admin", []string{"/organisation/letterhead"}},
		{"GET /me/plan/desk", "sami", []string{"/me/plan/desk"}},
		{"GET /cases/{person}/plan/desk", "manager_a", []string{"/cases/" + p + "/plan/desk"}},
		{"GET /organisation", "admin", []string{"/organisation"}},
		{"GET /jobcenter", "agent", []string{"/jobcenter"}},
		{"GET /jobcenter/{person}", "agent", []string{"/jobcenter/" + p}},
		{"GET /sessions", "manager_a", []string{"/sessions"}},
		{"GET /account", "manager_a", []string{"/account"}},
		{"GET /digest", "manager_a", []string{"/digest"}},
		{"GET /digest", "agent", []string{"/digest"}},
		{"GET /drafts", "yonas", []string{"/drafts"}},
	}...)
}

// walkProfile is the own profile with every question that it can ask, and the CV.
func walkProfile(entries []domain.Entry) []stop {
	sections, asked := []string{"/me/profile/nosuch"}, []string{}
	one, remove := []string{}, []string{}
	seen := map[domain.Section]bool{}
	for _, e := range entries {
		if seen[e.Section] {
			continue
		}
		seen[e.Section] = true
		sections = append(sections, routes.ProfileSection(e.Section))
		one = append(one, routes.Entry(e.Section, e.ID))
		remove = append(remove, routes.RemoveEntry(e.Section, e.ID))
		for _, step := range ui.Steps(e) {
			asked = append(asked, routes.Question(e.Section, e.ID, step))
		}
	}
	asked = append(asked, "/me/profile/work/new/occupation?browse=1", "/me/profile/work/new/occupation?group=group:wood",
		"/me/profile/work/new/occupation?group=group:wood&occupation=occ:carpenter", "/me/profile/work/new/occupation?q=xxqq",
		"/me/profile/work/new/occupation?q=%D9%86%D8%AC%D8%A7%D8%B1", "/me/profile/identity/new/birth?calendar=ethiopic")
	return []stop{
		{"GET /me/profile", "sami", []string{"/me/profile"}},
		{"GET /me/profile", "olena", []string{"/me/profile"}},
		{"GET /me/profile/{section}", "sami", sections},
		{"GET /me/profile/{section}/{entry}", "sami", one},
		{"GET /me/profile/{section}/{entry}/remove", "sami", remove[:min(1, len(remove))]},
		{"GET /me/profile/{section}/{entry}/{step}", "sami", asked},
		{"GET /me/cv", "sami", []string{"/me/cv"}},
		{"GET /me/cv", "olena", []string{"/me/cv"}},
		{"GET /me/cv/new", "sami", []string{"/me/cv/new", "/me/cv/new?q=%D9%86%D8%AC%D8%A7%D8%B1"}},
		{"GET /me/cv/entries", "sami", []string{"/me/cv/entries"}},
		{"GET /me/cv/forms", "sami", []string{"/me/cv/forms"}},
		{"GET /me/cv/import", "sami", []string{"/me/cv/import"}},
		{"GET /me/cv/interview", "sami", []string{"/me/cv/interview"}},
		{"GET /me/cv/texts", "sami", []string{"/me/cv/texts"}},
		{"GET /me/cv/target", "sami", []string{"/me/cv/target", "/me/cv/target?q=%D9%86%D8%AC%D8%A7%D8%B1"}},
	}
}

// TestWalkIsComplete checks that no page can be added without the walk going there.
func TestWalkIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, x := range walk(lived{}) {
		seen[x.route] = true
	}
	pages := web.Routes()
	for route := range pages {
		if strings.HasPrefix(route, "GET ") && !seen[route] && notPages[route] == "" {
			t.Errorf("%s is not on the walk: add it to walk, or with the reason to notPages", route)
		}
	}
	for route := range seen {
		if _, ok := pages[route]; !ok && route != "/" {
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

// TestEveryPage looks at every page, in German, Arabic and Tigrinya, those of staff in German and English: it fits on the narrowest
// screen, also with longer texts, and axe-core finds nothing. The first load is measured, so the narrowest screen comes first.
func TestEveryPage(t *testing.T) {
	src, found := axe(t) // where it is missing TestAxeFinds says so
	everywhere(t, 320, []string{"de", "ar", "ti"}, func(b *tab, x stop, path, language string) {
		b.fits(x, path, language)
		b.keep(x, language, path)
		if found && language != "ti" { // the same page as in Arabic to axe-core
			b.accessible(language, src)
		}
		if language == "de" {
			b.do(b.resized(320))
			b.fitsLonger(path)
		}
	})
}

// everywhere shows f every page of the walk in the languages, each in its own city and with the tab at wide. Pages of staff are in German
// and English only.
func everywhere(t *testing.T, wide int, languages []string, f func(b *tab, x stop, path, language string)) {
	for i, language := range languages {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			is := s.inhabit("sami")
			s.leaveDraft("yonas")
			stops := walk(is)
			slices.SortStableFunc(stops, func(x, y stop) int { return strings.Compare(x.by, y.by) })
			b := newTab(t, s, device{who: "walker", wide: wide})
			b.allow(404)
			b.allow(422)
			who := "nobody yet"
			for _, x := range stops {
				lang := language
				if x.staff() && i > 0 {
					lang = "en"
				}
				if x.staff() && i > 1 {
					continue
				}
				if x.by == "agent" {
					x.by = s.agentName(is.person)
				}
				if who != x.by {
					who = x.by
					b.as(x.by, lang)
				}
				for _, path := range x.paths {
					b.visit(x, path, lang, func() {
						b.do(b.resized(wide))
						b.open(path)
						if got := b.path(); got != strings.SplitN(path, "?", 2)[0] {
							b.fail("%s leads %s to %s", path, x.by, got)
						}
						f(b, x, path, lang)
					})
				}
			}
		})
	}
}

// visit runs f as a test of its own, which is named after the page.
func (b *tab) visit(x stop, path, language string, f func()) {
	outer := b.t
	outer.Run(fmt.Sprintf("%s_%s_%s", language, x.by, strings.Trim(strings.ReplaceAll(path, "/", "_"), "_")), func(t *testing.T) {
		b.t = t
		f()
	})
	b.t = outer
}

// agentName is the user of the Jobcenter who is responsible for p.
func (s *site) agentName(p domain.PersonID) string {
	if s.agentOf(p).User == s.User("agent_2") {
		return "agent_2"
	}
	return "agent_1"
}

// keep takes a picture for people to look at, where AUFWIND_SCREENSHOTS says that somebody wants to.
func (b *tab) keep(x stop, language, path string) {
	if os.Getenv("AUFWIND_SCREENSHOTS") == "" {
		return
	}
	wide := b.wide
	b.do(b.resized(map[bool]int{false: 360, true: 1280}[x.staff()]))
	b.picture(fmt.Sprintf("%s-%d-%s%s", language, b.wide, x.by, strings.ReplaceAll(path, "/", "-")))
	b.do(b.resized(wide))
}

func (x stop) staff() bool {
	return strings.HasPrefix(x.by, "manager") || strings.HasPrefix(x.by, "agent") || strings.HasPrefix(x.by, "lead") ||
		strings.HasPrefix(x.by, "admin") || strings.HasPrefix(x.by, "helper")
}
