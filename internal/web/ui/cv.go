package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
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
	case isName(o.Path):
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

// isName tells whether a path of a CV is a name, which is written in Latin letters and not translated.
func isName(path string) bool {
	for _, end := range [...]string{"name.latin", ".employer", ".institution", ".city"} {
		if strings.HasSuffix(path, end) {
			return true
		}
	}
	return false
}

// mendOpen is the question whose answer mends an open point; empty when there is none.
func mendOpen(page app.CVPage, o cv.Open) string {
	if o.Path == "target" {
		return routes.CVTarget
	}
	e, ok := page.EntryAt(o.Path)
	if !ok {
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
	switch part {
	case "from", "to":
		return routes.StepTime
	case "city", "country":
		return routes.StepPlace
	case "birth_date":
		return routes.StepBirth
	}
	for _, s := range Steps(e) {
		if string(s) == part {
			return s
		}
	}
	return Steps(e)[0]
}

// entriesBehind are the entries from which a section of the CV is made.
func entriesBehind(p app.Profile, key string) []domain.Entry {
	var out []domain.Entry
	for _, e := range p.Entries {
		if sectionOf(e) == key {
			out = append(out, e)
		}
	}
	return out
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
	case e.Work != nil:
		return cv.KeyWork
	case e.Skill != nil && e.Skill.Driving != nil:
		return cv.KeyDriving
	case e.Skill != nil:
		return cv.KeySkills
	}
	return ""
}
