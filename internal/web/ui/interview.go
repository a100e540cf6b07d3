package ui

import (
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// A mendable is a part of the CV that makes an employer ask, and where it is changed.
type mendable struct{ text, href string }

// An asked question of the list, with the parts of the CV that it is about.
type asked struct {
	topic  cv.Topic
	places []mendable
}

// mends tells whether the person can change something now.
func (a asked) mends() bool {
	return slices.ContainsFunc(a.places, func(m mendable) bool { return m.href != "" })
}

func (p Page) asked(page app.CVPage, questions []cv.Question) []asked {
	out := make([]asked, len(questions))
	for i, q := range questions {
		out[i] = asked{q.Topic, p.mendables(page, q)}
	}
	return out
}

// toMend are the questions whose answers can stand in the CV before anybody asks.
func toMend(list []asked) []asked {
	return slices.DeleteFunc(slices.Clone(list), func(a asked) bool { return !a.mends() })
}

// toPractise are all others.
func toPractise(list []asked) []asked { return slices.DeleteFunc(slices.Clone(list), asked.mends) }

// mendables are the places of a question in the language of the page.
func (p Page) mendables(page app.CVPage, q cv.Question) []mendable {
	var out []mendable
	for i, at := range q.Places {
		m := mendable{at.Text, mendPlace(page, at.Path)}
		switch e, ok := page.EntryAt(at.Path); {
		case q.Topic == cv.AskGap:
			m.text = p.gapWithMonths(page.German.Gaps[i])
			if open := undecided(page); len(open) == len(page.German.Gaps) {
				m.href = gapLink(page, open[i])
			}
		case at.Path == "contact.phone":
			m.text = p.L.ProfileLabelPhone()
		case at.Path == "contact.email":
			m.text = p.L.ProfileLabelEmail()
		case q.Topic == cv.AskLicence:
			m.text = p.term(page.CV.Target)
		case q.Topic == cv.AskWords:
			m.text = p.openText(cv.Open{Text: at.Text})
		case ok && q.Topic == cv.AskPapers:
			m = mendable{text: p.EntryTitle(e)} // nothing is wrong with it
		case ok && q.Topic != cv.AskLatin:
			m.text = p.EntryTitle(e)
		}
		out = append(out, m)
	}
	return out
}

// undecided are the breaks of the CV of which the person has not said what they are called.
func undecided(page app.CVPage) []cv.Break {
	return slices.DeleteFunc(slices.Clone(page.Breaks), cv.Break.Decided)
}

func (p Page) gapWithMonths(g cv.OpenGap) string {
	if n := g.Months(); n > 0 {
		return saidWith(p.gap(g), p.L.CommonMonths(n))
	}
	return p.gap(g)
}

// mendPlace is the page that changes what a path of the CV says; empty when the person can't change it.
func mendPlace(page app.CVPage, at string) string {
	switch list, _, isEntry := strings.Cut(at, "["); {
	case isEntry && !strings.Contains(at, "."):
		e, ok := page.EntryAt(at)
		if !ok {
			return ""
		}
		return routes.Entry(e.Section, e.ID)
	case at == "gaps":
		return routes.ProfileSection(domain.SectionWork)
	case at == "languages":
		return routes.ProfileSection(domain.SectionLanguages)
	case strings.HasPrefix(list, "contact."):
		return routes.ProfileSection(domain.SectionContact)
	}
	for _, o := range page.German.Open {
		if o.Path == at {
			return mendOpen(page, o)
		}
	}
	return mendOpen(page, cv.Open{Path: at})
}

// guideOf is where to read on about a question.
func (p Page) guideOf(topic cv.Topic) (vocab.Guide, bool) {
	switch topic {
	case cv.AskRecognition, cv.AskLicence:
		return p.Vocab.Guide(vocab.GuideRecognition), true
	case cv.AskDriving:
		return p.Vocab.Guide(vocab.GuideDriving), true
	case cv.AskWorkPermit:
		return p.Vocab.Guide(vocab.GuideWorkPermit), true
	}
	return vocab.Guide{}, false
}
