package web_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// noPages are the GET routes of persons and visitors that show no page to them.
var noPages = map[string]string{
	"GET /{$}": "leads to the own first page", "GET /live": "a stream", "GET /acting": "of staff", "GET /s/{code}": "leads to the sign-in",
	"GET /cv/{token}": "for an employer, in German", "GET /body/{token}": "for a body, in German", "GET /login/totp": "of staff", "GET /me/cv.pdf": "a document", "GET /me/cv.docx": "a document",
	"GET /me/cv.json": "a document", "GET /me/plan.pdf": "a document", "GET /me/household.pdf": "a document",
	"GET /me/give": "leads to the first question", "GET /me/releases/{release}/receipt.pdf": "a document",
}

// TestRandomLanguages opens every page of a person and of a visitor, in every language with AUFWIND_CASES=full, else in three: the page says
// which language it is and in which direction it is read, and whatever of it is said to be in that language is. What is German by intent is
// marked as German.
func TestRandomLanguages(t *testing.T) {
	s := newSite(t)
	s.busy()
	s.suggested()
	s.together()
	said(t, s.City, domain.Entry{Section: domain.SectionTraining, Education: &domain.Education{ // has no word in Tigrinya
		Kind: "vocational", Certificate: &domain.Term{Concept: "cert:sy-secondary-women"}, Subject: &domain.Term{Concept: "subject:occupational-therapy"},
	}})
	for _, year := range []int{2008, 2014} { // a gap between two jobs, and two CVs
		said(t, s.City, domain.Entry{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Concept: "occ:carpenter"},
			From:       &domain.PartialDate{Calendar: "gregorian", Year: year, Month: 1}, To: &domain.PartialDate{Calendar: "gregorian", Year: year + 2, Month: 1},
		}})
	}
	second, err := s.SaveCV(t.Context(), s.Actor("sami"), domain.CVSelection{Target: &domain.Term{Concept: "occ:baker"}}, "")
	must(t, err)
	open := map[string]bool{}
	for route, who := range web.Routes() {
		if strings.HasPrefix(route, "GET ") && who != "staff" && noPages[route] == "" {
			open[route] = true
		}
	}
	mux := http.NewServeMux()
	for route := range open {
		mux.HandleFunc(route, func(http.ResponseWriter, *http.Request) {})
	}
	words := newWording(t, s)
	languages := i18n.ForPersons()
	if os.Getenv("AUFWIND_CASES") != "full" {
		languages = []i18n.Lang{i18n.De, i18n.Ar, i18n.Ti}
	}
	for _, l := range languages {
		t.Run(l.Tag(), func(t *testing.T) {
			s.t = t
			left := maps.Clone(open)
			person, visitor := s.as("sami"), s.browser()
			must(t, s.ChooseLanguage(t.Context(), s.actorOf(person), l.Tag()))
			visitor.keep("language", l.Tag())
			for path, p := range sample(mux, person, "/me", "/me/pin", "/sessions", "/drafts", "/language?back=/me", "/me/give/what", "/me/profile/work/new/occupation?browse=1", "/me/profile/work/new/occupation?group=group:wood",
				"/me/profile/work/new/occupation?group=group:wood&occupation=occ:carpenter", "/me/profile/work/new/occupation?q=xxqq",
				routes.OfCV(routes.CV, second), "/me/plan/desk", "/me/handover", "/me/nowhere") {
				words.read(p, path, l, left, mux)
			}
			for path, p := range sample(mux, visitor, "/login", "/login/slip", "/language?back=/login", "/nowhere") {
				words.read(p, path, l, left, mux)
			}
			if len(left) > 0 {
				t.Errorf("no page leads to %v: link to it, or name it in noPages with the reason", slices.Sorted(maps.Keys(left)))
			}
		})
	}
}

func (s *site) actorOf(b *browser) domain.Actor {
	s.t.Helper()
	by, err := s.ActorByToken(s.t.Context(), s.cookieOf(b))
	must(s.t, err)
	return by
}

// suggested adds goals of the catalogue to the plan, with their measures.
func (s *site) suggested() {
	s.t.Helper()
	var goals []domain.Goal
	for _, d := range domain.LifeDomains {
		for _, g := range s.Catalogue.Goals(d) {
			if len(g.Placeholders) == 0 {
				goals = append(goals, domain.Goal{Person: s.Person("sami"), Domain: d, Text: domain.PlanText{Catalogue: string(g.ID)}, Due: "2026-12-31"})
				break
			}
		}
	}
	must(s.t, s.AddGoals(s.t.Context(), s.Actor("manager_a"), s.Person("sami"), goals, "suggested"))
	must(s.t, s.OfferPlan(s.t.Context(), s.Actor("manager_a"), s.Person("sami")))
	must(s.t, s.SaveTalk(s.t.Context(), s.Actor("manager_a"), s.Person("sami"), domain.Talk{
		Day: domain.DayOf(s.Clock.Now()), Type: "outreach", Kind: "review", Minutes: "to_60", Language: "ar", Interpreter: "person",
		Topics: domain.TalkTopics[:], Result: "Unterlagen geordnet", Next: "Antrag abgeben", NextOn: "2026-12-31",
	}, nil, ""))
}

// kindOf is one kind of page: its route, with the section and step of a question, and what is asked beside the address.
func kindOf(mux *http.ServeMux, path string) string {
	r, err := http.NewRequest(http.MethodGet, path, nil)
	if err != nil {
		return ""
	}
	_, route := mux.Handler(r)
	at := strings.Split(r.URL.Path, "/")
	if strings.HasPrefix(r.URL.Path, routes.Profile+"/") && len(at) > 3 {
		route += " " + at[3] + " " + at[len(at)-1]
		if strings.Trim(at[len(at)-1], "0123456789") == "" {
			route = strings.TrimSuffix(route, at[len(at)-1])
		}
		if len(at) > 4 && at[4] == routes.NewEntry {
			route += " new"
		}
	}
	return route + " " + strings.Join(slices.Sorted(maps.Keys(r.URL.Query())), " ")
}

// sample opens the pages to which links lead, one of each kind.
func sample(mux *http.ServeMux, b *browser, start ...string) map[string]page {
	seen, pages := map[string]bool{}, map[string]page{}
	for queue := start; len(queue) > 0; queue = queue[1:] {
		path := queue[0]
		kind := kindOf(mux, path)
		if seen[kind] || strings.HasPrefix(path, "/static/") {
			continue
		}
		seen[kind] = true
		p := b.get(path)
		if !strings.HasPrefix(p.header.Get("Content-Type"), "text/html") {
			continue
		}
		pages[path] = p
		for _, m := range anyLink.FindAllStringSubmatch(p.body, -1) {
			queue = append(queue, strings.ReplaceAll(m[1], "&amp;", "&"))
		}
	}
	return pages
}

// A piece is a text of a page, or of an attribute that is read out, with the language it is said to be in.
// within is its element, owner the element that names the language.
type piece struct{ lang, text, within, owner string }

// spoken are the attributes whose text somebody reads or hears.
var spoken = []string{"aria-label", "title", "placeholder", "alt", "data-offline", "data-changed"}

// pieces are all texts of a page, and the language and direction of the whole.
func (p page) pieces() (all []piece, lang, dir string) {
	p.t.Helper()
	d := xml.NewDecoder(strings.NewReader(p.body))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	stack := []piece{{}}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return all, lang, dir
		}
		if err != nil {
			p.t.Fatalf("%s: %v", p.path, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			at := map[string]string{}
			for _, a := range x.Attr {
				at[a.Name.Local] = a.Value
			}
			now := stack[len(stack)-1]
			now.within = x.Name.Local + "." + at["class"]
			if at["lang"] != "" {
				now.lang, now.owner = at["lang"], now.within
			}
			if x.Name.Local == "html" {
				lang, dir = at["lang"], at["dir"]
			}
			stack = append(stack, now)
			for _, name := range spoken {
				if now.text = at[name]; now.text != "" {
					all = append(all, now)
				}
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			now := stack[len(stack)-1]
			if now.text = strings.TrimSpace(string(x)); now.text != "" {
				all = append(all, now)
			}
		}
	}
}

// A wording knows what the catalogues and the vocabulary say in which language.
type wording struct {
	texts   map[string]map[string]bool // by language: each text of the catalogues, with {} for what is put into it
	labels  map[string]map[string]bool // by language: what concepts are called
	latin   map[string]map[string]bool // by language: the words in Latin letters of both
	unnamed map[string]map[string]bool // by language: German names of what it has no name for
	names   map[string]bool            // words of names, which are the same in every language
}

var (
	placeholder = regexp.MustCompile(`\{[^}]*\}`)
	filled      = regexp.MustCompile(`\x{2068}[^\x{2069}]*\x{2069}`)
	siteName    = regexp.MustCompile(`[a-z.-]+\.(de|org|eu)\b`)
	latinWord   = regexp.MustCompile(`\p{Latin}[\p{Latin}\p{Mn}]+`)
)

// skeleton is a text of a page without what was put into it.
func skeleton(text string) string {
	for filled.MatchString(text) {
		text = filled.ReplaceAllString(text, "{}")
	}
	return strings.Join(strings.Fields(text), " ")
}

func newWording(t *testing.T, s *site) *wording {
	t.Helper()
	w := &wording{map[string]map[string]bool{}, map[string]map[string]bool{}, map[string]map[string]bool{}, map[string]map[string]bool{}, map[string]bool{}}
	for _, l := range i18n.All() {
		tag := l.Tag()
		w.texts[tag], w.labels[tag], w.latin[tag] = map[string]bool{}, map[string]bool{}, map[string]bool{}
		files, err := filepath.Glob("../i18n/catalogue/" + tag + "/*.json")
		must(t, err)
		for _, file := range files {
			content, err := os.ReadFile(file)
			must(t, err)
			entries := map[string]any{}
			must(t, json.Unmarshal(content, &entries))
			for key, value := range entries {
				forms, plural := value.(map[string]any)
				if !plural {
					forms = map[string]any{"": value}
				}
				for _, form := range forms {
					if !strings.HasPrefix(key, "@") {
						w.texts[tag][strings.Join(strings.Fields(placeholder.ReplaceAllString(fmt.Sprint(form), "{}")), " ")] = true
					}
				}
			}
		}
		for _, kind := range vocab.Kinds() {
			for _, c := range s.Vocab.Concepts(kind) {
				for _, label := range append(c.Labels(tag), c.Label(tag)) {
					w.labels[tag][label] = true
				}
			}
		}
		for _, d := range domain.LifeDomains {
			for _, g := range s.Catalogue.Goals(d) {
				w.addPlan(tag, g.Text)
			}
			for _, m := range s.Catalogue.Measures(d) {
				w.addPlan(tag, m.Text)
			}
		}
		for text := range w.texts[tag] {
			w.latinOf(tag, text)
		}
		for label := range w.labels[tag] {
			w.latinOf(tag, label)
		}
		w.latinOf(tag, l.Native())
		w.unnamed[tag] = map[string]bool{}
		for _, name := range append(i18n.Unnamed(l), s.Vocab.Unnamed(tag)...) {
			w.unnamed[tag][name] = true
		}
	}
	for _, word := range latinWord.FindAllString("Aufwind Stuttgart Sami Haddad Anna Weber Helga Blum Brücke Dari SAR", -1) {
		w.names[word] = true
	}
	return w
}

// addPlan takes a text of the plan's catalogue that has no place for a value.
func (w *wording) addPlan(tag string, text func(string, catalogue.Args) (string, bool)) {
	if text, ok := text(tag, nil); ok {
		w.texts[tag][text] = true
	}
}

func (w *wording) latinOf(tag, text string) {
	for _, word := range latinWord.FindAllString(text, -1) {
		w.latin[tag][word] = true
	}
}

// read fails the test where a page is not in its language, and takes the route of the page from those that are left.
func (w *wording) read(p page, path string, l i18n.Lang, left map[string]bool, mux *http.ServeMux) {
	r, err := http.NewRequest(http.MethodGet, path, nil)
	must(p.t, err)
	_, route := mux.Handler(r)
	delete(left, route)
	all, lang, dir := p.pieces()
	if lang != l.Tag() || dir != l.Dir() {
		p.t.Errorf("%s: lang=%q dir=%q", path, lang, dir)
	}
	for _, x := range all {
		if why := w.foreign(x, l); why != "" {
			p.t.Errorf("%s: %s in %s of %s (lang=%s): %q", path, why, x.within, x.owner, x.lang, x.text)
		}
	}
}

// ownWords are those of oneOfEach: what a person has typed stays in the language in which it was typed.
const ownWords = "ورشة"

// germanByIntent are the elements that show German to everybody: the German below a text, names of organisations and staff, and the
// lines of the German CV, and the German side of a plan in two columns.
var germanByIntent = []string{"span.german", "bdi.", "option.", "section.", "div.", "p.cvpart muted", "p.both-german"}

// agreedText is the element with a text that somebody agreed to: it stays in the language in which it was read.
const agreedText = "div.stack-s agreed"

// foreign says why a piece of a page in the language l is not in the language that it is said to be in; empty when it is.
func (w *wording) foreign(x piece, l i18n.Lang) string {
	tag, text := l.Tag(), skeleton(x.text)
	if other, ok := i18n.Parse(x.lang); x.lang != tag && ok && (x.text == other.Native() || x.lang == "ar" && x.text == ownWords) {
		return ""
	}
	switch {
	case x.lang == tag:
	case x.owner == agreedText:
		return ""
	case x.lang != "de" && x.owner != "bdi.":
		return "another language"
	case x.lang == "de" && w.texts["de"][text] && !w.unnamed[tag][text] && !slices.Contains(germanByIntent, x.owner):
		return "a German text"
	default:
		return ""
	}
	for _, part := range append(strings.Split(text, " · "), text) {
		for _, other := range [...]string{"de", "en"} {
			if other != tag && len(part) > 2 && !w.names[part] && (w.texts[other][part] && !w.texts[tag][part] || w.labels[other][part] && !w.labels[tag][part]) && !w.texts[tag][part] && !w.labels[tag][part] {
				return "a text in " + other
			}
		}
	}
	if strings.ContainsFunc(l.Native(), func(c rune) bool { return unicode.Is(unicode.Latin, c) }) {
		return ""
	}
	for _, word := range latinWord.FindAllString(siteName.ReplaceAllString(strings.Map(unmarked, x.text), ""), -1) {
		if !w.latin[tag][word] && !w.names[word] {
			return "the word " + word
		}
	}
	return ""
}

// unmarked drops what only steers the direction.
func unmarked(c rune) rune {
	if c >= 0x2066 && c <= 0x2069 {
		return -1
	}
	return c
}
