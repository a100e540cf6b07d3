package web_test

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// naughty is what breaks programs, and every script in it calls naughty(). Lists of others can be tried too: AUFWIND_NAUGHTY names their
// files, JSON arrays or one string a line.
func naughty(t *testing.T) []string {
	list := []string{
		" ", "\u00a0", "\u200b\u2060\ufeff", "\u3000", "\r\n", "\t\v\f", // blank
		"a\x00b", "a\x08\x1b[31mb", "\x7f\u0085\u009f", "a\u2028b\u2029c", // control
		"a\xff\xfeb", "\xc0\xaf..\xc0\xaf", "\xed\xa0\x80", "\xe2\x82", "\xf8\x88\x80\x80\x80", // no UTF-8
		"abc\u202edef\u202c", "\u2066\u2067abc", "\u061cabc\u200f", "شارع 12 (Hof) \u202dabc", // direction
		"e" + strings.Repeat("\u0301", 300), strings.Repeat("\u0489", 80), "👩‍👩‍👧‍👦🏳️‍🌈🇸🇾", "\U0010ffff\ufffe", "ﷺ", "ሰላም።", "İıſßǅﬁ", "𝕬𝖇𝖈", // letters
		strings.Repeat("ሀ", 5000), strings.Repeat("Wort ", 4000), strings.Repeat("\u05d0", 255), // long
		`<script>naughty()</script>`, `"><img src=x onerror=naughty()>`, `' onfocus='naughty()' autofocus='`, "`-naughty()-`",
		`</textarea></title><svg/onload=naughty()>`, `<!--><script>naughty()//-->`, `]]><naughty xmlns="x"/>`, `javascript:naughty()`, `data:text/html,<script>naughty()</script>`,
		`&lt;script&gt;naughty()&lt;/script&gt;`, `&#x3c;script&#x3e;naughty()`, `\u003cscript\u003enaughty()`, `<ScRiPt\x0d>naughty()`, `<a href="//evil.example/naughty">x`,
		`{{7*7}}{naughty}`, `${7*7}#{7*7}<%= 7*7 %>`, `%s%n%d%!x(MISSING)`, `{0}{n}`, // templates
		`'; DROP TABLE person; --`, `" OR ""="`, `%' OR 1=1 --`, `\'`, `%`, `_`, `$1`, `a'||pg_sleep(9)||'`, // SQL
		`=1+1`, `+1`, `-1`, `@SUM(1)`, "\t=1", `=HYPERLINK("https://evil.example","naughty")`, // formulas
		"../../../../etc/passwd", `..\..\windows`, "/dev/null", "CON", "file:///etc/passwd", "a%00b", "%2e%2e%2f", // paths
		"a\r\nSet-Cookie: naughty=1", "a\nBcc: x@example.org", "=?utf-8?q?naughty?=", // headers
		"0", "-0", "1e309", "NaN", "Infinity", "9223372036854775808", "-9223372036854775809", "0x10", "٣٫٥", "½", "1_000", "1,5", // numbers
		"0000-00-00", "9999-12-31", "-0001-01-01", "2026-02-30", "٢٠٢٦-٠١-٠١", "24:00", "2026-03-02T08:00:00Z", // days
		"null", "undefined", "true", "nil", "None", "[object Object]", "[]", "{}", `{"a":1}`, `\`, `"`, `'`, "&", "<", "occ:nothing", "task:", "new",
		"x@example.org\r\n", "<x@example.org>", "a@b@c", "+49 (0) 711/5 55-0", "00000000000000000", "tel:+1;ext=naughty",
	}
	for _, name := range filepath.SplitList(os.Getenv("AUFWIND_NAUGHTY")) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var more []string
		if json.Unmarshal(text, &more) != nil {
			more = strings.Split(string(text), "\n")
		}
		list = append(list, more...)
	}
	return list
}

// A field is one field of a form as the page shows it.
type field struct {
	name, value string
	text        bool // somebody types into it
}

// A form is one form of a page.
type form struct {
	action string
	fields []field
}

var (
	anyForm  = regexp.MustCompile(`(?s)<form method="post" action="([^"]*)".*?</form>`)
	anyInput = regexp.MustCompile(`(?s)<(input|button|select|textarea)\b([^>]*)>([^<]*)`)
	option   = regexp.MustCompile(`(?s)<select[^>]* name="([^"]*)".*?</select>`)
	choice   = regexp.MustCompile(`<option value="([^"]*)"`)
	anyLink  = regexp.MustCompile(`href="(/[^"#]*)"`)
)

func attribute(attrs, name string) string {
	m := regexp.MustCompile(`(?:^|\s)` + name + `="([^"]*)"`).FindStringSubmatch(attrs)
	if m == nil {
		return ""
	}
	return html.UnescapeString(m[1])
}

// formsOf returns the forms of a page with what stands in them.
func formsOf(body string) []form {
	var out []form
	for _, m := range anyForm.FindAllStringSubmatch(body, -1) {
		f := form{action: html.UnescapeString(m[1])}
		for _, in := range anyInput.FindAllStringSubmatch(m[0], -1) {
			x := field{name: attribute(in[2], "name"), value: attribute(in[2], "value")}
			switch kind := attribute(in[2], "type"); {
			case x.name == "":
				continue
			case in[1] == "textarea":
				x.text, x.value = true, html.UnescapeString(in[3])
			case in[1] == "input":
				x.text = !slices.Contains([]string{"hidden", "radio", "checkbox", "submit", "file"}, kind)
			case in[1] == "select":
				for _, o := range option.FindAllStringSubmatch(m[0], -1) {
					if all := choice.FindAllStringSubmatch(o[0], -1); o[1] == x.name && len(all) > 0 {
						x.value = html.UnescapeString(all[len(all)-1][1])
					}
				}
			}
			f.fields = append(f.fields, x)
		}
		out = append(out, f)
	}
	return out
}

// key names what is one form for this test: those of two entries are the same.
func (f form) key() string {
	names := []string{regexp.MustCompile(`/(\d+|new)\b`).ReplaceAllString(f.action, "/{}")}
	for _, x := range f.fields {
		names = append(names, x.name)
	}
	return strings.Join(slices.Compact(names), " ")
}

// crawl opens every page that links lead to, and returns their addresses and forms. What ends the session is left out.
func (b *browser) crawl(start ...string) (paths []string, forms map[string]form) {
	b.site.t.Helper()
	forms = map[string]form{}
	seen := map[string]bool{}
	for queue := start; len(queue) > 0; queue = queue[1:] {
		path := queue[0]
		if seen[path] || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/language") || len(seen) > 250 {
			continue
		}
		seen[path] = true
		paths = append(paths, path)
		p := b.get(path)
		p.harmless()
		for _, f := range formsOf(p.body) {
			if key := f.key(); !regexp.MustCompile(`^/(logout|language|acting/end|sessions/end|me/pin)$|/act$|/take-back$`).MatchString(f.action) {
				forms[key] = f
			}
		}
		for _, m := range anyLink.FindAllStringSubmatch(p.body, -1) {
			queue = append(queue, html.UnescapeString(m[1]))
		}
	}
	return paths, forms
}

// TestRandomNaughty types naughty strings into every field of every form of everybody, all of them with AUFWIND_CASES=full, else each form
// another of 24 parts, and reads every page, PDF and DOCX afterwards: no fault, no script, and what is refused still stands in its field.
func TestRandomNaughty(t *testing.T) {
	strange, step := naughty(t), 24
	if os.Getenv("AUFWIND_CASES") == "full" {
		step = 1
	}
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		s := siteOf(t, c)
		s.busy()
		sent, kept, turn := 0, 0, 0
		for _, name := range []string{"agent_1", "sami", "manager_a", "lead", "helper", "admin"} {
			b := s.as(name)
			person := "/cases/" + c.Person("sami").String()
			paths, forms := b.crawl("/", "/me", "/me/give", "/me/cv", "/register", "/sessions", person+"/slip", person+"/plan/new?domain=work", person+"/plan")
			for _, key := range slices.Sorted(maps.Keys(forms)) {
				turn++
				for i, text := range strange {
					if (i+turn)%step == 0 {
						n, k := b.torment(forms[key], text, i)
						sent, kept = sent+n, kept+k
					}
				}
			}
			for _, path := range paths {
				p := b.get(path)
				p.harmless()
				if strings.HasPrefix(p.header.Get("Content-Type"), "text/html") && (!utf8.ValidString(p.body) || strings.Contains(p.body, "\x00")) {
					t.Errorf("%s is no UTF-8", path)
				}
			}
			t.Logf("%s: %d pages, %d forms", name, len(paths), len(forms))
		}
		t.Logf("%d forms sent, %d refused with what was typed", sent, kept)
		if sent < 2000/step || kept < 500/step {
			t.Errorf("%d forms sent, %d refused: the test looks in the wrong place", sent, kept)
		}
		if _, found, err := c.DB.Verify(t.Context()); err != nil || found != nil {
			t.Errorf("verify: %v %v", found, err)
		}
	})
}

// busy gives sami an entry of every kind, releases, a goal that agent_1 is asked about, and one that sami is.
func (s *site) busy() {
	s.t.Helper()
	sami := s.Person("sami")
	manager, me := s.as("manager_a"), s.as("sami")
	said(s.t, s.City, oneOfEach()...)
	s.release("sami", domain.SectionIdentity, domain.SectionWork, domain.SectionContact, domain.SectionSkills)
	must(s.t, s.SetAgent(s.t.Context(), s.Actor("manager_a"), sami, s.User("agent_1"), 1))
	save := func(text string) {
		manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {text}, "due": {"2026-12-31"}, "once": {text}}).is(http.StatusOK)
		s.Clock.Add(time.Second)
	}
	save("Arbeit finden")
	manager.post(routes.OfferPlan(sami), nil).is(http.StatusOK)
	plan := me.get(routes.MyPlan)
	goal := goalsOf(plan)[0]
	me.post(routes.AnswerGoal(goal), url.Values{
		"answer": {"agreed"}, "version": {hidden(s.t, plan, `id="goal-`+goal.String(), "version")}, "explained": {"Anna Weber"},
	}).is(http.StatusOK)
	manager.post(routes.ProposeGoals(sami), url.Values{"goals": {goal.String()}}).is(http.StatusOK)
	share := regexp.MustCompile(`name="share" value="(\d+)"`).FindStringSubmatch(me.get(routes.MyPlan).body)
	me.post(routes.MyPlanShare, url.Values{"shown": {share[1]}, "share": {share[1]}, "months": {"12"}, "consent": {"yes"}}).is(http.StatusOK)
	save("Wohnung finden")
	manager.post(routes.OfferPlan(sami), nil).is(http.StatusOK)
}

// torment sends f with text in all of its fields for text, and the i-th time in one other field too. It returns how many forms were sent,
// and how many of them came back with what was typed.
func (b *browser) torment(f form, text string, i int) (sent, kept int) {
	b.site.t.Helper()
	values := url.Values{}
	typed := false
	for j, x := range f.fields {
		switch {
		case x.text && !domain.SecretField(x.name):
			values.Set(x.name, text)
			typed = true
		case x.name == "once":
			values.Set(x.name, fmt.Sprintf("%s-%d", f.action, i))
		case x.name == "as":
		case x.name != "step" && i%3 == 0 && i/3%len(f.fields) == j:
			values.Set(x.name, text)
		default:
			values.Add(x.name, x.value)
		}
	}
	p := b.post(f.action, values)
	p.harmless()
	if !typed || p.status != http.StatusUnprocessableEntity && p.status != http.StatusConflict {
		return 1, 0
	}
	once := strings.HasPrefix(f.action, routes.BookQuestions+"/") || strings.HasPrefix(f.action, routes.Access+"/")
	if once && !slices.ContainsFunc(formsOf(p.body), func(again form) bool { return again.action == f.action }) {
		return 1, 0 // an entry is asked about once, and a question answered once: there is no form any more
	}
	p.keeps(f, text)
	return 1, 1
}

// goesOn tells whether a form comes back at another address: of a new entry, as a change of the one that somebody else made meanwhile.
func goesOn(action, again string) bool {
	section, step, fresh := strings.Cut(action, "/new/")
	return again == action || fresh && strings.HasPrefix(again, section+"/") && strings.HasSuffix(again, "/"+step)
}

// keeps fails the test unless in one form of the page, which goes where f went, every field for text still has what was typed.
func (p page) keeps(f form, text string) {
	p.t.Helper()
	lost := "no such form"
	for _, again := range formsOf(p.body) {
		if !goesOn(f.action, again.action) {
			continue
		}
		gone := map[string]bool{} // by field; one of several of the same name is enough
		for _, x := range again.fields {
			asked := slices.ContainsFunc(f.fields, func(y field) bool { return y.name == x.name && y.text })
			if was, seen := gone[x.name]; asked && !domain.SecretField(x.name) && (was || !seen) {
				gone[x.name] = plain(x.value) != plain(text)
			}
		}
		if !slices.Contains(slices.Collect(maps.Values(gone)), true) {
			return
		}
		lost = fmt.Sprint(gone)
	}
	if lost == "no such form" && plain(text) == "" {
		return // of blanks there is nothing to be kept
	}
	if strings.Contains(p.body, `<li class="pre" dir="auto">`) { // there is no form any more, but the text
		if strings.Contains(plain(html.UnescapeString(p.body)), plain(text)) {
			return
		}
	}
	p.t.Errorf("POST %s: %d: %q was typed and is gone: %s", f.action, p.status, short(text), lost)
}

// plain is a text as a browser sends it back.
func plain(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n"))
}

func short(s string) string { return s[:min(len(s), 60)] }

var (
	tag     = regexp.MustCompile(`<([a-zA-Z!/][^\s>/]*)((?:[^>"']|"[^"]*"|'[^']*')*)>`)
	pairs   = regexp.MustCompile(`([^\s=/]+)(?:="([^"]*)")?`)
	allowed = regexp.MustCompile(`^/?(a|article|b|bdi|body|br|button|caption|code|dd|del|details|div|dl|dt|em|fieldset|form|h[1-4]|head|header|hr|html|img|input|ins|label|legend|li|link|main|meta|nav|ol|optgroup|option|p|path|progress|script|section|select|small|span|strong|summary|svg|table|tbody|td|textarea|th|thead|time|title|tr|ul|!doctype)$`)
)

// harmless fails the test when the answer is a fault of the server or a script has got into the page.
func (p page) harmless() {
	p.t.Helper()
	if p.status >= http.StatusInternalServerError {
		p.t.Fatalf("%s: %d", p.path, p.status)
	}
	kind := p.header.Get("Content-Type")
	switch {
	case strings.HasPrefix(kind, "application/pdf"):
		if !strings.HasPrefix(p.body, "%PDF-") || !strings.Contains(p.body[len(p.body)-10:], "%%EOF") {
			p.t.Errorf("%s is no PDF", p.path)
		}
		return
	case !strings.HasPrefix(kind, "text/html"):
		return
	}
	for name := range p.header {
		if strings.Contains(strings.ToLower(name), "naughty") || strings.Contains(p.header.Get("Set-Cookie"), "naughty") {
			p.t.Errorf("%s: a header was typed in", p.path)
		}
	}
	if !strings.Contains(p.body, "naughty") && !strings.Contains(p.body, "evil.example") && os.Getenv("AUFWIND_NAUGHTY") == "" {
		return // what was typed is not on this page
	}
	for _, m := range tag.FindAllStringSubmatch(p.body, -1) {
		name := strings.ToLower(m[1])
		if !allowed.MatchString(name) {
			p.t.Errorf("%s: the tag %s", p.path, m[0])
		}
		for _, a := range pairs.FindAllStringSubmatch(m[2], -1) {
			attr, value := strings.ToLower(a[1]), strings.ToLower(strings.TrimSpace(html.UnescapeString(a[2])))
			link := attr == "href" || attr == "src" || attr == "action" || attr == "formaction"
			if strings.HasPrefix(attr, "on") || strings.Contains(attr, "naughty") || attr == "style" ||
				link && (strings.HasPrefix(value, "javascript:") || strings.HasPrefix(value, "data:") || strings.HasPrefix(value, "//") || strings.Contains(value, "evil.example")) {
				p.t.Errorf("%s: %s in %s", p.path, a[0], m[0])
			}
		}
	}
	if n := strings.Count(p.body, "<script"); n > 1 {
		p.t.Errorf("%s has %d scripts", p.path, n)
	}
}
