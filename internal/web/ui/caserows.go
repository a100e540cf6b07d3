package ui

import (
	"context"
	"io"
	"sync"

	"github.com/a-h/templ"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// caseRows are the rows of a list of cases. They are not a template: a page holds fifty of them, and each text of a template costs
// two pieces of memory and a call of fmt.
func caseRows(p Page, cases []domain.Case, today domain.Day, unit bool) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := rowBuffers.Get().(*row)
		defer rowBuffers.Put(b)
		*b = (*b)[:0]
		for i := range cases {
			b.person(p, &cases[i], unit)
			b.columns(p, &cases[i], today)
		}
		_, err := w.Write(*b)
		return err
	})
}

// optionRows are the options of a select box, of which a list of cases has some fifty; they are not a template for the same reason.
func optionRows(options []Option, value string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b := rowBuffers.Get().(*row)
		defer rowBuffers.Put(b)
		*b = (*b)[:0]
		for _, o := range options {
			b.raw(`<option value="`)
			b.text(o.Value)
			if o.Lang != "" {
				b.raw(`" lang="`)
				b.text(o.Lang)
			}
			if b.raw(`"`); o.Value == value {
				b.raw(` selected`)
			}
			b.raw(`>`)
			b.text(o.Text)
			b.raw(`</option>`)
		}
		_, err := w.Write(*b)
		return err
	})
}

var rowBuffers = sync.Pool{New: func() any { return new(row) }}

// A row is HTML under construction.
type row []byte

// markup is HTML of ours: a constant.
type markup string

func (b *row) raw(m markup) { *b = append(*b, m...) }

// text adds s escaped, as content or as the value of an attribute in quotes.
func (b *row) text(s string) { *b = append(*b, templ.EscapeString(s)...) }

func (b *row) person(p Page, c *domain.Case, unit bool) {
	b.raw(`<tr><th scope="row"><a href="`)
	b.text(caseLink(unit, c.Person))
	b.raw(`"><bdi>`)
	b.text(c.Name.Or())
	b.raw(`</bdi></a> `)
	if native := nativeName(c.Name); native != "" {
		b.raw(`<span class="block muted"><bdi lang="`)
		b.text(c.Language)
		b.raw(`">`)
		b.text(native)
		b.raw(`</bdi></span> `)
	}
	if unit {
		b.raw(`<span class="block small muted"><bdi>`)
		b.text(c.ManagerName)
		b.raw(`</bdi></span>`)
	} else if c.Manager != p.By.User {
		b.raw(`<span class="block small muted">`)
		b.text(p.L.CaseStandsIn(c.ManagerName))
		b.raw(`</span>`)
	}
	b.raw(`</th>`)
}

func (b *row) columns(p Page, c *domain.Case, today domain.Day) {
	b.cell(p.L.CaseLanguage())
	b.text(i18n.Language(p.L, c.Language))
	b.raw(`</td>`)
	b.cell(p.L.CaseDistrict())
	b.raw(`<bdi>`)
	b.text(c.DistrictName)
	b.raw(`</bdi></td>`)
	b.cell(p.L.CaseStatus())
	b.raw(`<div>`)
	b.pill(statusKind(c.Status), p.L.Term("status", string(c.Status)))
	if c.Weight != "" {
		b.raw(` <span class="small muted">`)
		b.text(p.L.Term("weight", string(c.Weight)))
		b.raw(`</span>`)
	}
	b.raw(`</div></td>`)
	b.cell(p.L.CasePlan())
	b.raw(`<span class="stack-s"><span>`)
	b.text(p.planCell(*c))
	b.raw(`</span> `)
	if c.ReviewDue(today) {
		b.pill("warn", p.L.ReviewDue(p.Day(c.ReviewOn)))
	}
	if c.Waits.Manager > 0 {
		b.pill("warn", p.L.CaseWaitsManager(c.Waits.Manager))
	}
	if c.Waits.Person > 0 {
		b.pill("info", p.L.CaseWaitsPerson(c.Waits.Person))
	}
	b.raw(`</span></td>`)
	b.cell(p.L.CaseChanged())
	year, month, day := c.Changed.Time().In(p.Zone).Date()
	b.text(i18n.Date(p.L, year, int(month), day))
	b.raw(`</td></tr>`)
}

func (b *row) pill(kind, text string) {
	b.raw(`<span class="pill `)
	b.text(kind)
	b.raw(`">`)
	b.text(text)
	b.raw(`</span>`)
}

// cell begins the cell of a column.
func (b *row) cell(label string) {
	b.raw(`<td data-label="`)
	b.text(label)
	b.raw(`">`)
}
