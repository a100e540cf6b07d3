// Package consentpdf prints what a person has allowed, in German and in the person's language side by side: what, to whom, what for, until
// when, how it was given, and the text that was agreed to with its hash.
//
// The package is pure: no clock, no files, no network. All functions may be called from many goroutines at once.
package consentpdf

import (
	"fmt"
	"time"

	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/pdf"
)

// A Receipt is the proof of one release.
type Receipt struct {
	Own     i18n.Lang // the person's language
	City    string
	Person  domain.Name
	Release domain.Release
	What    func(i18n.Lang) string // what is seen by it
	Text    consent.Text           // as it was agreed to; without sentences when it is not kept
	German  consent.Text           // the same text in German
	Given   domain.Day
	Ended   domain.Day // when it was taken back; empty
	On      domain.Day // of printing
}

// PDF prints the receipt on A4. The same receipt gives the same bytes.
func PDF(r Receipt) ([]byte, error) {
	d := pdf.PlanDoc{
		Lang: r.Own.Tag(), RTL: r.Own.Dir() == "rtl", Both: r.Own != i18n.De, Created: noon(r.On), Author: r.City,
		Letterhead: []string{r.City}, Title: r.both(i18n.Lang.ReleaseReceiptTitle), Name: r.Person.Or(), Facts: r.facts(), Notes: r.notes(),
		Closing: r.City + ", " + day(i18n.De, r.On),
		PageLabel: func(page, pages int) string {
			return fmt.Sprintf("\u2066%d / %d\u2069", page, pages) // read from the left in every language
		},
	}
	return pdf.Plan(d)
}

// both says the same in German and in the person's language, once for who speaks German.
func (r Receipt) both(say func(i18n.Lang) string) pdf.Both {
	if r.Own == i18n.De {
		return pdf.Both{German: say(i18n.De)}
	}
	return pdf.Both{German: say(i18n.De), Own: say(r.Own)}
}

func (r Receipt) facts() []pdf.Both {
	x := r.Release
	said := []func(i18n.Lang) string{
		func(l i18n.Lang) string { return l.ReleaseSections() + " " + r.What(l) },
		func(l i18n.Lang) string {
			return l.ReleaseWhom() + " " + x.OrgName + ", " + l.Term("role", string(x.Role))
		},
		func(l i18n.Lang) string { return l.ReleaseWhy() + " " + l.Term("purpose", string(x.Purpose)) },
		func(l i18n.Lang) string {
			return l.ReleaseMonths() + " " + l.CommonFromUntil(day(l, x.From), day(l, x.Until))
		},
		func(l i18n.Lang) string {
			return l.ReleaseHow() + " " + i18n.GivenHow(l, x.Terms) + " " + day(l, r.Given)
		},
	}
	if x.Terms.Heard {
		said = append(said, i18n.Lang.ReleaseHeard)
	}
	if x.Terms.Interpreter {
		said = append(said, i18n.Lang.ReleaseInterpreter)
	}
	if r.Ended != "" {
		said = append(said, func(l i18n.Lang) string { return l.ReleaseEndedOn(day(l, r.Ended)) })
	} else if x.Until < r.On {
		said = append(said, func(l i18n.Lang) string { return l.ReleaseRanOut(day(l, x.Until)) })
	}
	said = append(said, func(l i18n.Lang) string { return l.PlansheetMark(x.Terms.TextHash) })
	facts := make([]pdf.Both, len(said))
	for i, say := range said {
		facts[i] = r.both(say)
	}
	return facts
}

// notes are the text that was agreed to, sentence by sentence, or how a release is taken back when the text is not kept.
func (r Receipt) notes() []pdf.Both {
	if len(r.Text.Sentences) == 0 {
		return []pdf.Both{r.both(i18n.Lang.ReleaseFree)}
	}
	notes := []pdf.Both{r.both(i18n.Lang.ReleaseAgreedTo)}
	german := Filled(r.German, i18n.De, r.Release, r.What)
	for i, sentence := range Filled(r.Text, r.Own, r.Release, r.What) {
		switch {
		case r.Own == i18n.De || i >= len(german):
			notes = append(notes, pdf.Both{German: sentence})
		default:
			notes = append(notes, pdf.Both{German: german[i], Own: sentence})
		}
	}
	return notes
}

// Filled returns the sentences of a text that was agreed to for x, with what is known in the places.
func Filled(text consent.Text, l i18n.Lang, x domain.Release, what func(i18n.Lang) string) []string {
	return text.Fill(map[string]string{"org": x.OrgName, "what": what(l), "date": day(l, x.Until)})
}

func day(l i18n.Lang, d domain.Day) string {
	y, m, dd := d.Parts()
	if y == 0 {
		return ""
	}
	return i18n.Date(l, y, m, dd)
}

// noon is the time that stands in a file made on day.
func noon(day domain.Day) time.Time {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return time.Time{}
	}
	return t.Add(12 * time.Hour)
}
