package arch

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A fault is a text that may not stand in a kind of file, and what to do instead.
type fault struct {
	pattern *regexp.Regexp
	instead string
}

func mustNot(pattern, instead string) fault { return fault{regexp.MustCompile(pattern), instead} }

var templFaults = []fault{
	mustNot(`templ\.Raw\(`, "raw HTML: let templ escape"),
	mustNot(`templ\.SafeURL\([^"]`, "a URL of a variable: take it from routes"),
	mustNot(`(?i)\son[a-z]+\s*=\s*["{]`, "an inline handler: the content policy refuses it"),
	mustNot(`(?i)\sstyle\s*=\s*["{]`, "an inline style: the content policy refuses it"),
	mustNot(`(?i)<style`, "an inline style sheet: the content policy refuses it"),
	mustNot(`(?i)<script(?:\s[^>]*)?>[^<\s]`, "an inline script: the content policy refuses it"),
	mustNot(`(?i)(?:src|action)\s*=\s*"(?:https?:)?//|<link\s[^>]*href\s*=\s*"(?:https?:)?//`, "something of another host"),
}

// typedText is text between tags that comes from no catalogue.
var typedText = regexp.MustCompile(`<(?:[a-z][a-z0-9]*)(?:\s[^<>]*)?>([^<>{}@]*\pL\pL[^<>{}@]*)</`)

// sameEverywhere are the texts that need no translation.
var sameEverywhere = []string{"Aufwind", "PDF", "PIN", "QR"}

var cssFaults = []fault{
	mustNot(`(?i)(?:^|[\s;{])(?:left|right)\s*:`, "inset-inline-start or inset-inline-end"),
	mustNot(`(?i)(?:margin|padding|border|inset)-(?:left|right)\b`, "…-inline-start or …-inline-end"),
	mustNot(`(?i)border-(?:top|bottom)-(?:left|right)-radius`, "border-start-start-radius and its like"),
	mustNot(`(?i)(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b`, "start or end"),
	mustNot(`(?i)(?:background|background-position|object-position|transform-origin)\s*:[^;{}]*\b(?:left|right)\b`, "a rule for each direction"),
	mustNot(`(?i)(?:margin|padding|inset|scroll-margin|scroll-padding|border-width|border-color|border-style)\s*:\s*(?:[^\s;{}()]+\s+){3}[^\s;{}()]+\s*[;}]`,
		"…-block and …-inline: four sides name left and right"),
	mustNot(`(?i)(?:^|[\s;{])direction\s*:`, "the attribute dir"),
	mustNot(`(?i)@import|url\(\s*["']?(?:https?:)?//`, "a file of ours"),
}

func TestTemplates(t *testing.T) {
	catches(t, templates, []string{
		`@templ.Raw(text)`, `<a href={ templ.SafeURL(next) }>`, `<button onclick="go()">`, `<p style="color: red">`, `<p style={ s }>`,
		`<script>alert(1)</script>`, `<link rel="stylesheet" href="https://example.org/x.css">`, `<img src="//example.org/x.png">`, `<p class="x">Speichern</p>`, `<h1>Your plan</h1>`,
	}, []string{
		`<a href={ templ.SafeURL("/login") }>`, `<a href={ routes.Plan(g.Plan) }>{ p.L.Plan() }</a>`, `<script src="/static/live.js" defer></script>`,
		`<a href="https://example.org">{ p.L.Elsewhere() }</a>`, `<p class="on">{ p.L.Save() }</p>`, `<b>Aufwind</b>`, `if a < b && c > d {`, `<td>{ fmt.Sprint(n) } / 2</td>`,
	})
	for _, path := range files(t, ".", ".templ") {
		for _, found := range templates(read(t, path)) {
			t.Errorf("%s:%s", path, found)
		}
	}
	catches(t, unescaped, []string{"templ.Raw(text)", "templ.SafeURL(next)", "b.raw(markup(c.Name))", "*b = append(*b, c.Name...)"},
		[]string{"b.raw(`<td>`)", "b.text(c.Name)", "out = append(out, o)", "type markup string"})
	for _, f := range withoutTests(goFiles(t, "internal/web/ui")) {
		if f.generated() {
			continue
		}
		for _, found := range unescaped(f.src) {
			t.Errorf("%s:%s", f.path, found)
		}
	}
}

// rowPrimitives are the two ways in which a row grows; everything else goes through them.
var rowPrimitives = regexp.MustCompile(`(?m)^func \(b \*row\) (?:raw|text)\(.*$`)

// unescaped finds where Go code of the pages writes what nobody has escaped.
func unescaped(src string) []string {
	return faults(rowPrimitives.ReplaceAllString(src, ""), []fault{
		mustNot(`templ\.(Raw|SafeURL)\(`, "let templ escape, take URLs from routes"),
		mustNot(`\bmarkup\(`, "markup is a constant: write a text with text"),
		mustNot(`append\(\*b,`, "write with raw or text"),
	})
}

func templates(text string) []string {
	found := faults(text, templFaults)
	for _, m := range typedText.FindAllStringSubmatchIndex(text, -1) {
		words := strings.TrimSpace(text[m[2]:m[3]])
		if !slices.Contains(sameEverywhere, words) {
			found = append(found, fmt.Sprintf("%d: %q comes from no catalogue", lineOf(text, m[2]), words))
		}
	}
	return found
}

func TestStyles(t *testing.T) {
	catches(t, styles, []string{
		"a { left: 0 }", "a{margin-left:1px}", "a { text-align: right; }", "a { border-top-left-radius: 2px }", "a { padding: 1px 2px 3px 4px; }",
		"a { background: url(x.svg) no-repeat right center }", "a { direction: rtl }", "@import 'x.css';", "a { float:left }",
	}, []string{
		"a { inset-inline-start: 0; margin-inline: auto; text-align: start }", "/* left: not here */ a { padding: 1px 2px }",
		".left-over { color: red }", "a { flex-direction: row }", "a { margin: 0 auto 1px }",
	})
	for _, path := range append(files(t, "internal/web", ".css"), files(t, "internal/web", ".svg")...) {
		for _, found := range styles(read(t, path)) {
			t.Errorf("%s:%s", path, found)
		}
	}
}

var cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)

func styles(text string) []string {
	return faults(cssComment.ReplaceAllStringFunc(text, func(c string) string { return strings.Repeat("\n", strings.Count(c, "\n")) }), cssFaults)
}

// faults names the line and the remedy of each fault in text.
func faults(text string, list []fault) []string {
	var found []string
	for _, f := range list {
		for _, at := range f.pattern.FindAllStringIndex(text, -1) {
			found = append(found, fmt.Sprintf("%d: %q: %s", lineOf(text, at[0]), strings.TrimSpace(text[at[0]:at[1]]), f.instead))
		}
	}
	return found
}

func lineOf(text string, at int) int { return strings.Count(text[:at], "\n") + 1 }

// bidiControls turn the direction of the text that follows: in code they can hide what it does. In strings they
// are written as escapes; catalogues and data files may hold them.
var bidiControls = mustNot(`[\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]`, `write it as an escape, \u2068 and so on`)

func TestNoHiddenDirection(t *testing.T) {
	rule := func(text string) []string { return faults(text, []fault{bidiControls}) }
	catches(t, rule, []string{"x := \"a\u2068b\"", "// \u202E"}, []string{`x := "\u2068"`, "الخطة"})
	for _, suffix := range []string{".go", ".templ", ".css", ".js", ".mjs", ".sql", ".sh", ".mod"} {
		for _, path := range files(t, ".", suffix) {
			if text := read(t, path); !strings.Contains(text, "Code generated ") {
				for _, found := range rule(text) {
					t.Errorf("%s:%s", path, found)
				}
			}
		}
	}
}

// TestTemplatesAreGenerated checks that every page has its Go beside it and that go generate makes it: then
// scripts/check finds a page that was changed and not generated.
func TestTemplatesAreGenerated(t *testing.T) {
	pages := files(t, ".", ".templ")
	all := files(t, ".", "_templ.go")
	for _, path := range pages {
		if made := strings.TrimSuffix(path, ".templ") + "_templ.go"; !slices.Contains(all, made) {
			t.Errorf("%s is missing: run go generate ./...", made)
		}
	}
	directive := regexp.MustCompile(`(?m)^//go:generate .*templ generate`)
	if len(pages) > 0 && !slices.ContainsFunc(goFiles(t, "internal/web"), func(f goFile) bool { return directive.MatchString(f.src) }) {
		t.Error("no package of internal/web has //go:generate go tool templ generate")
	}
}
