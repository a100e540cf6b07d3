package ui

import (
	"fmt"
	"strconv"
	"strings"

	"rsc.io/qr"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// CVLinkForm is what a person has chosen for a link.
type CVLinkForm struct {
	CV   domain.CVID
	Form domain.CVForm
	Days int
	For  string
	Once string
}

// cvChoices are the own CVs by name.
func (p Page) cvChoices(page app.CVLinksPage) []Option {
	var out []Option
	for _, s := range page.CVs {
		out = append(out, Option{Value: s.ID.String(), Text: p.cvName(s)})
	}
	return out
}

// cvOf is the name of the CV that a link shows; empty when there is but one.
func (p Page) cvOf(page app.CVLinksPage, l domain.CVLink) string {
	for _, s := range page.CVs {
		if s.ID == l.CV && len(page.CVs) > 1 {
			return p.cvName(s)
		}
	}
	return ""
}

func (p Page) linkForm(f domain.CVForm) string {
	if f == domain.CVAnonymous {
		return p.L.LinkAnonymous()
	}
	return p.L.LinkFull()
}

func (p Page) linkForms() []Option {
	return []Option{
		{Value: string(domain.CVFull), Text: p.L.LinkFull(), Hint: p.L.LinkFullHint()},
		{Value: string(domain.CVAnonymous), Text: p.L.LinkAnonymous(), Hint: p.L.LinkAnonymousHint()},
	}
}

func (p Page) linkDays() []Option {
	texts := [...]string{p.L.LinkDays1(), p.L.LinkDays7(), p.L.LinkDays30()}
	var out []Option
	for i, days := range domain.CVLinkDays {
		out = append(out, Option{Value: strconv.Itoa(days), Text: texts[i]})
	}
	return out
}

// usesOf are the times that a link was used, as far as they are listed.
func usesOf(page app.CVLinksPage, l domain.CVLink) []domain.Event {
	var out []domain.Event
	for _, e := range page.Uses {
		if e.Object == int64(l.ID) {
			out = append(out, e)
		}
	}
	return out
}

// quiet is the empty border around a QR code, in squares.
const quiet = 4

// qrCode is the drawing of a QR code: the dark squares as a path, in a field of so many squares. Both are empty for a text that is too long.
func qrCode(text string) (path string, size int) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", 0
	}
	var b strings.Builder
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			to := from
			for to < code.Size && code.Black(to, row) {
				to++
			}
			if to > from {
				fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from+quiet, row+quiet, to-from, to-from)
				from = to
			}
		}
	}
	return b.String(), code.Size + 2*quiet
}
