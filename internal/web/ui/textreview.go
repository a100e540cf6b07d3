package ui

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// ReviewView is one text as its reviewer sees it.
type ReviewView struct {
	Page     app.TextsPage
	Text     app.Text
	Typed    []string // German that was refused, or typed while somebody else was first; nil for a fresh page
	Stale    bool     // somebody else was first
	Approved bool     // it has just become a general phrase
}

// A germanField is one field for German with what it translates.
type germanField struct{ id, own, back, value string }

// fields are one field for each sentence, or a single one when what was typed fits no more.
func (v ReviewView) fields() []germanField {
	if v.Typed != nil && len(v.Typed) != len(v.Text.Sentences) {
		return []germanField{{"german", v.Text.Source, "", strings.Join(v.Typed, " ")}}
	}
	var out []germanField
	for i, s := range v.Text.Sentences {
		f := germanField{"german", s.Own, s.Back, s.German}
		if i > 0 {
			f.id += strconv.Itoa(i)
		}
		if v.Typed != nil {
			f.value, f.back = v.Typed[i], ""
		}
		out = append(out, f)
	}
	return out
}

// engineName is what an engine is called by those who offer it: a service by its own name, a language model by the name it was set up with.
func engineName(name string) string {
	switch name {
	case "deepl":
		return "DeepL"
	case "libretranslate":
		return "LibreTranslate"
	}
	_, model, _ := strings.Cut(name, ":")
	return cmp.Or(model, name)
}

// provenance says where the German of a text is from and who has looked at it, one fact a line.
func (p Page) provenance(t domain.Translation) []string {
	var out []string
	on := func(at domain.Instant) string { return p.Day(p.DayOf(at)) }
	switch {
	case t.German() == "":
	case t.Engine == domain.EngineCity:
		out = append(out, p.L.TextreviewCity())
	case t.Engine != "":
		out = append(out, p.L.TextreviewEngine(engineName(t.Engine), on(t.Made)))
	default:
		out = append(out, p.L.TextreviewHuman())
	}
	if t.BackEngine != "" {
		out = append(out, p.L.TextreviewBackEngine(engineName(t.BackEngine)))
	}
	if t.Reviewed != 0 {
		out = append(out, p.L.TextreviewReviewer(t.ReviewerName, on(t.Reviewed)))
	}
	switch {
	case t.Confirmed == 0 || t.State != domain.TextConfirmed:
	case t.ConfirmedBy != "":
		out = append(out, p.L.TextreviewConfirmedWith(on(t.Confirmed), t.ConfirmedBy))
	default:
		out = append(out, p.L.TextreviewConfirmed(on(t.Confirmed)))
	}
	return out
}
