package main

import (
	"go/build"
	"go/token"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/i18n/cldr"
)

// required are the languages besides German that a file must have in full, by its audience.
var required = map[string][]cldr.Locale{
	"person": {
		cldr.En, cldr.Ar, cldr.FaAF, cldr.Fa, cldr.Ckb, cldr.Ku, cldr.Ps, cldr.Ti, cldr.So, cldr.Uk, cldr.Ru, cldr.Tr, cldr.Fr,
	},
	"staff": {cldr.En},
}

var (
	wordShape        = regexp.MustCompile(`^(terms\.)?[a-z][a-z0-9]*$`)
	keyShape         = regexp.MustCompile(`^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$`)
	termShape        = regexp.MustCompile(`^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$`)
	placeholderShape = regexp.MustCompile(`\{([a-z][A-Za-z0-9]*)(:int)?\}`)
	bidiControl      = regexp.MustCompile(`[\x{200E}\x{200F}\x{202A}-\x{202E}\x{2066}-\x{2069}]`)
)

// Names that a placeholder may not have, because the generated code uses them.
var reserved = []string{"l", "string", "int", "fsi", "pdi", "strconv", "cldr"}

func (c *catalogue) check() {
	methods := map[string]string{}
	for _, word := range c.words {
		german := c.files[word][cldr.De]
		c.checkWord(word, german)
		for _, key := range german.keys {
			c.checkKey(word, german, key, methods)
			c.checkGerman(word, german, key)
		}
		for _, l := range locales()[1:] {
			c.checkLocale(word, l)
		}
	}
	for word, files := range c.files {
		for _, f := range files {
			if f != nil && files[cldr.De] == nil {
				c.fault(f.name, "", "has no German file catalogue/de/%.json", word)
			}
		}
	}
	slices.Sort(c.faults)
}

func (c *catalogue) checkWord(word string, german *file) {
	if !wordShape.MatchString(word) {
		c.fault(german.name, "", "a file name is one lower-case word, or terms.<group>.json")
	}
	if !neutralFileName(goFile(word)) {
		c.fault(german.name, "", "% would mean something to the go tool; choose another word", goFile(word))
	}
	if required[german.attrs["@audience"]] == nil {
		c.fault(german.name, "@audience", `must be "person" or "staff"`)
	}
	for attr := range german.attrs {
		if attr != "@audience" {
			c.fault(german.name, attr, "is not known in a German file")
		}
	}
}

// neutralFileName reports whether the go tool builds the file on each system and not as a test.
func neutralFileName(name string) bool {
	ctx := build.Context{GOOS: "none", GOARCH: "none", Compiler: "gc", OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package i18n\n")), nil
	}}
	ok, err := ctx.MatchFile("", name)
	return ok && err == nil && !strings.HasSuffix(name, "_test.go")
}

func (c *catalogue) checkKey(word string, german *file, key string, methods map[string]string) {
	if isTable(word) {
		if !termShape.MatchString(key) {
			c.fault(german.name, key, "a key is made of letters, digits and single . _ -")
		}
		if german.texts[key].forms != nil {
			c.fault(german.name, key, "has plural forms; a text looked up at run time has none")
		}
		return
	}
	if !keyShape.MatchString(key) {
		c.fault(german.name, key, "a key is lowerCamel, or such words joined by dots")
		return
	}
	m := methodName(word, key)
	if before := methods[m]; before != "" {
		c.fault(german.name, key, "gives the same method % as %", m, before)
	}
	methods[m] = german.name + ": " + key
}

func (c *catalogue) checkGerman(word string, german *file, key string) {
	t := german.texts[key]
	c.checkText(german, cldr.De, key, t)
	c.checkPlaceholders(german, key, t, t)
	for _, p := range t.params() {
		if token.IsKeyword(p.name) || slices.Contains(reserved, p.name) {
			c.fault(german.name, key, "placeholder {%} has a name that Go needs itself", p.name)
		}
		if p.isInt && isTable(word) {
			c.fault(german.name, key, "{%} is a number; a text looked up at run time takes only texts", p.name)
		}
	}
}

func (c *catalogue) checkLocale(word string, l cldr.Locale) {
	german, f := c.files[word][cldr.De], c.files[word][l]
	must := slices.Contains(required[german.attrs["@audience"]], l)
	if f == nil {
		if must {
			c.miss("catalogue/"+l.Tag()+"/"+word+".json", "", "is missing")
		}
		return
	}
	if s := f.attrs["@state"]; s != "draft" && s != "reviewed" {
		c.fault(f.name, "@state", `must be "draft" or "reviewed"`)
	}
	for attr := range f.attrs {
		if attr != "@state" {
			c.fault(f.name, attr, "is not known here")
		}
	}
	for _, key := range german.keys {
		if _, has := f.texts[key]; !has && must {
			c.miss(f.name, key, "is missing")
		}
	}
	for _, key := range f.keys {
		want, known := german.texts[key]
		if !known {
			c.fault(f.name, key, "is not in the German file")
			continue
		}
		t := f.texts[key]
		if (t.forms == nil) != (want.forms == nil) {
			c.fault(f.name, key, "must be plural where the German text is, and plain where it is not")
			continue
		}
		c.checkText(f, l, key, t)
		c.checkPlaceholders(f, key, want, t)
	}
}

// checkText checks what a text must be in itself.
func (c *catalogue) checkText(f *file, l cldr.Locale, key string, t text) {
	for _, s := range t.all() {
		switch {
		case s == "":
			c.fault(f.name, key, "is empty")
		case strings.TrimSpace(s) != s:
			c.fault(f.name, key, "begins or ends with white space")
		case bidiControl.MatchString(s):
			c.fault(f.name, key, "holds an invisible direction mark; placeholders are isolated without one")
		case strings.ContainsAny(placeholderShape.ReplaceAllString(s, ""), "{}"):
			c.fault(f.name, key, "has a brace that belongs to no placeholder; write {name} or {name:int}")
		}
	}
	if t.forms != nil {
		c.checkForms(f, l, key, t)
	}
}

func (c *catalogue) checkForms(f *file, l cldr.Locale, key string, t text) {
	var names []string
	for _, form := range cldr.Forms(l) {
		names = append(names, form.String())
	}
	for _, form := range names {
		if _, has := t.forms[form]; !has {
			c.fault(f.name, key, "lacks the plural form % (% has: %)", form, l.Tag(), strings.Join(names, ", "))
		}
	}
	for form := range t.forms {
		if !slices.Contains(names, form) {
			c.fault(f.name, key, "has the surplus plural form % (% has: %)", form, l.Tag(), strings.Join(names, ", "))
		}
	}
	for _, form := range cldr.Forms(l) {
		s, has := t.forms[form.String()]
		if has && numbersOf(l, form) > 1 && !strings.Contains(s, "{n}") {
			c.fault(f.name, key, "form % stands for several numbers and must show {n}", form.String())
		}
	}
}

// numbersOf counts the numbers up to 1000 that take the form.
func numbersOf(l cldr.Locale, form cldr.Form) int {
	found := 0
	for n := range 1001 {
		if cldr.Plural(l, n) == form {
			found++
		}
	}
	return found
}

// checkPlaceholders compares the placeholders with the German ones; only {n} of a plural may be left out.
func (c *catalogue) checkPlaceholders(f *file, key string, german, t text) {
	want := german.params()
	for _, s := range t.all() {
		have := params(s)
		for _, p := range want {
			if !slices.ContainsFunc(have, func(h param) bool { return h.name == p.name }) && (t.forms == nil || p.name != "n") {
				c.fault(f.name, key, "lacks the placeholder {%}", p.name)
			}
		}
		for _, h := range have {
			i := slices.IndexFunc(want, func(p param) bool { return p.name == h.name })
			switch {
			case i < 0:
				c.fault(f.name, key, "has the placeholder {%}, which the German text has not", h.name)
			case h.isInt && !want[i].isInt:
				c.fault(f.name, key, "has {%} as a number, which it is not in the German text", h.name)
			}
		}
	}
}

// A param is one placeholder: one argument of the method.
type param struct {
	name  string
	isInt bool
}

// params are the placeholders of a German text in its order; of a plural, those of "other" come first.
func (t text) params() []param {
	if t.forms == nil {
		return params(t.plain)
	}
	return params(t.forms["other"] + t.forms["one"])
}

func params(s string) []param {
	var all []param
	for _, m := range placeholderShape.FindAllStringSubmatch(s, -1) {
		p := param{m[1], m[2] != "" || m[1] == "n"}
		if !slices.ContainsFunc(all, func(q param) bool { return q.name == p.name }) {
			all = append(all, p)
		}
	}
	return all
}

// all are the plain text, or the forms in a fixed order.
func (t text) all() []string {
	if t.forms == nil {
		return []string{t.plain}
	}
	var all []string
	for _, form := range []string{"zero", "one", "two", "few", "many", "other"} {
		if s, has := t.forms[form]; has {
			all = append(all, s)
		}
	}
	return all
}
