package ui

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// openText is what was said, in the language of the page where it is a concept.
func (p Page) openText(o cv.Open) string {
	if c, ok := p.Vocab.Concept(vocab.ID(o.Text)); ok {
		return p.concept(c)
	}
	return o.Text
}

// openReason says why something is not in the German CV.
func (p Page) openReason(o cv.Open) string {
	switch {
	case o.IsName():
		return p.L.CvOpenLatin()
	case o.Reason == cv.Ambiguous:
		return p.L.CvOpenAmbiguous()
	case o.Reason == cv.Contradictory:
		return p.L.CvOpenContradictory()
	case o.Reason == cv.Unconfirmed:
		return p.L.CvOpenUnconfirmed()
	}
	return p.L.CvOpenUntranslated()
}

// gap is the time of an open gap in the language of the page.
func (p Page) gap(g cv.OpenGap) string {
	switch g.Until {
	case "":
		return p.L.CommonSince(g.From)
	case g.From:
		return g.From
	}
	return p.L.CommonFromUntil(g.From, g.Until)
}

// mendText is what the way to mend an open point is called.
func (p Page) mendText(o cv.Open) string {
	switch {
	case o.InOwnWords() && o.German != "":
		return p.L.TextsCheck()
	case o.InOwnWords():
		return p.L.TextsTitle()
	}
	return p.L.CvMend()
}

// mendOpen is the question whose answer mends an open point; empty when there is none.
func mendOpen(page app.CVPage, o cv.Open) string {
	e, ok := page.EntryAt(o.Path)
	switch {
	case o.InOwnWords() && (ok || o.Path == "target"):
		return routes.MyTextsOf(e.ID)
	case o.Path == "target":
		return routes.OfCV(routes.CVTarget, CVRef(page.Profile))
	case !ok:
		return ""
	}
	return routes.QuestionOnly(e.Section, e.ID, stepOf(e, o.Path))
}

// stepOf is the step that answers the last part of a path: work[0].tasks[1] is asked by tasks.
func stepOf(e domain.Entry, path string) routes.Step {
	part := path[strings.LastIndexByte(path, '.')+1:]
	if i := strings.IndexByte(part, '['); i > 0 {
		part = part[:i]
	}
	switch {
	case e.Contact != nil:
		return routes.StepAddress
	case part == "from", part == "to":
		return routes.StepTime
	case part == "city", part == "country", part == "employer", part == "institution":
		return routes.StepPlace
	case part == "birth_date":
		return routes.StepBirth
	}
	for _, s := range Steps(e) {
		if string(s) == part {
			return s
		}
	}
	return Steps(e)[0]
}

// ownEntries are the entries from which a section of the CV is made, the latest first; none when the page is in German.
func (p Page) ownEntries(page app.CVPage, key string) []domain.Entry {
	var out []domain.Entry
	for _, e := range cv.Selected(page.Entries, page.CV) {
		hidden := e.Identity != nil && !page.CV.Print.BirthDate && !page.CV.Print.Nationality
		if p.L != i18n.De && sectionOf(e) == key && !hidden {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b domain.Entry) int { return cmp.Compare(lastDay(b), lastDay(a)) })
	return out
}

// cvColumns is the look of a section: two columns where there are own words.
func (p Page) cvColumns(page app.CVPage, key string) string {
	if len(p.ownEntries(page, key)) > 0 {
		return "two"
	}
	return "cvpart"
}

// lastDay is until when a job or a school lasted, as far as it was said.
func lastDay(e domain.Entry) domain.Day {
	var from, to *domain.PartialDate
	switch {
	case e.Work != nil:
		from, to = e.Work.From, e.Work.To
	case e.Education != nil:
		from, to = e.Education.From, e.Education.To
	case e.Course != nil:
		from, to = e.Course.From, e.Course.To
	}
	if to != nil && to.Ongoing {
		return "9999"
	}
	d, ok := calendar.Of(to)
	if !ok {
		d, _ = calendar.Of(from)
	}
	_, last := d.Interval()
	return last
}

// sectionOf names the section of the CV in which an entry stands.
func sectionOf(e domain.Entry) string {
	switch {
	case e.Identity != nil, e.Contact != nil:
		return cv.KeyPersonal
	case e.Language != nil:
		return cv.KeyLanguages
	case e.Education != nil:
		return cv.KeyEducation
	case e.Course != nil:
		return cv.KeyCourses
	case e.Work != nil:
		return cv.KeyWork
	case e.Skill != nil && e.Skill.Driving != nil:
		return cv.KeyDriving
	case e.Skill != nil:
		return cv.KeySkills
	}
	return ""
}
