package ui

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// Option is one choice of a list.
type Option struct {
	Value, Text, Hint string
	Lang              string // of the text, where it is not that of the page
}

// A part of a text is in the language of the page, or German where that language has no word for it.
type part struct {
	text   string
	german bool
}

// parts splits a text at the names that the language of the page does not have.
func (p Page) parts(text string) []part {
	if p.L == i18n.De || text == "" {
		return []part{{text: text}}
	}
	at, found := len(text), ""
	for _, names := range [...][]string{i18n.Unnamed(p.L), p.Vocab.Unnamed(p.L.Tag())} {
		for _, name := range names {
			if i := strings.Index(text, name); i >= 0 && (i < at || i == at && len(name) > len(found)) {
				at, found = i, name
			}
		}
	}
	if found == "" {
		return []part{{text: text}}
	}
	out := []part{{text: text[:at]}, {text: found, german: true}}
	if rest := text[at+len(found):]; rest != "" {
		out = append(out, p.parts(rest)...)
	}
	return out
}

// named is an option for a country or a language; its name is German where the language of the page has none.
func (p Page) named(code, name string) Option {
	o := Option{Value: code, Text: name}
	if slices.Contains(i18n.Unnamed(p.L), name) {
		o.Lang = "de"
	}
	return o
}

// described ties an input to its hint and its error.
func described(p Page, name, hint string, e *domain.Error) templ.Attributes {
	attrs := templ.Attributes{}
	ids := ""
	if hint != "" {
		ids = "hint-" + name
	}
	if p.errorFor(name, e) != "" {
		ids += " " + fieldError(name)
		attrs["aria-invalid"] = "true"
	}
	if ids != "" {
		attrs["aria-describedby"] = ids
	}
	return attrs
}

func failureTitle(p Page, kind domain.Kind) string {
	if kind == domain.NotFound {
		return p.L.CommonNotFoundTitle()
	}
	if kind == domain.Conflict {
		return p.L.CommonNotSaved()
	}
	return p.L.CommonErrorTitle()
}

// ErrorAt is e of a form that stands on its page several times: its fields end with the id of what they are about.
func ErrorAt(e *domain.Error, id string) *domain.Error {
	at := *e
	at.Field += "-" + id
	at.Also = nil
	for _, x := range e.Also {
		at.Also = append(at.Also, ErrorAt(x, id))
	}
	return &at
}

// errorOf is e when it belongs to the form about the thing of this id.
func errorOf(e *domain.Error, id string) *domain.Error {
	if e == nil || !strings.HasSuffix(e.Field, "-"+id) {
		return nil
	}
	return e
}

// pinInput are the attributes of a field for a PIN.
func pinInput() templ.Attributes {
	return templ.Attributes{"type": "password", "inputmode": "numeric", "autocomplete": "current-password", "dir": "ltr", "class": "in code in-6"}
}

// inputClass is the class of an input: its own, or the usual one.
func inputClass(attrs templ.Attributes) string {
	if c, ok := attrs["class"].(string); ok {
		return c
	}
	return "in"
}

func withoutClass(attrs templ.Attributes) templ.Attributes {
	out := templ.Attributes{}
	for k, v := range attrs {
		if k != "class" {
			out[k] = v
		}
	}
	return out
}
