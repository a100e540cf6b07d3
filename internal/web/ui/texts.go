package ui

import (
	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// dirOf is the direction of a language; "auto" for one that the product does not have.
func dirOf(lang string) string {
	if l, ok := i18n.Parse(lang); ok {
		return l.Dir()
	}
	return "auto"
}

// A textGroup is the texts of one entry.
type textGroup struct {
	entry domain.EntryID // 0 for the occupation looked for
	title string
	texts []app.Text
}

// textGroups are the texts entry by entry, as far as which says.
func (p Page) textGroups(page app.TextsPage, which func(app.Text) bool) []textGroup {
	var out []textGroup
	for _, t := range page.Texts {
		if !which(t) {
			continue
		}
		if n := len(out) - 1; n >= 0 && out[n].entry == t.Entry {
			out[n].texts = append(out[n].texts, t)
			continue
		}
		out = append(out, textGroup{t.Entry, p.textOf(page, t), []app.Text{t}})
	}
	return out
}

// textOf names what a text is about.
func (p Page) textOf(page app.TextsPage, t app.Text) string {
	if t.Entry == 0 {
		return p.L.CvTargetLabel()
	}
	if e := page.Entries[t.Entry]; p.EntryTitle(e) != t.Source {
		return saidWith(p.L.Term("section", string(t.Section)), p.EntryTitle(e))
	}
	return p.L.Term("section", string(t.Section))
}

// sayOtherwise is the question that a text answers.
func sayOtherwise(page app.TextsPage, t app.Text) string {
	if t.Entry == 0 {
		return routes.CVTarget
	}
	return routes.QuestionOnly(t.Section, t.Entry, stepOf(page.Entries[t.Entry], t.Field))
}

// awaitsPerson tells whether the person can say whether the German is right.
func awaitsPerson(t app.Text) bool {
	return (t.State == domain.TextMachine || t.State == domain.TextReviewed) && t.German() != ""
}

func otherwise(t app.Text) bool { return !awaitsPerson(t) }

// awaitsReview tells whether staff can review a text.
func awaitsReview(t app.Text) bool { return t.ID != 0 && t.State != domain.TextConfirmed }

// canReject tells whether there is German that the person can refuse.
func canReject(t app.Text) bool { return t.German() != "" && t.State != domain.TextHelper }

// canAskHelp tells whether the person can ask for a human.
func canAskHelp(t app.Text) bool {
	return t.State != domain.TextConfirmed && t.State != domain.TextHelper
}

// textMark is the drawing and the colour of a state.
func textMark(s domain.TextState) (mark, kind string) {
	switch s {
	case domain.TextConfirmed:
		return "check", "ok"
	case domain.TextReviewed:
		return "eye", "info"
	case domain.TextMachine:
		return "warn", "warn"
	case domain.TextHelper:
		return "people", "warn"
	}
	return "clock", "info"
}
