package cv

import (
	"slices"
	"strings"
	"unicode"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// maxCandidates is how many concepts are offered for an ambiguous label.
const maxCandidates = 5

// maxSearches is for how many labels of one CV candidates are looked for; a search is by far the dearest part.
const maxSearches = 100

// A phrase is a final German text with its source; its concept is zero for free text.
type phrase struct {
	text    string
	source  Source
	concept vocab.Concept
}

// Kinds of concepts by the place of a term, the likeliest first.
func occupationKinds() []vocab.Kind { return []vocab.Kind{vocab.Occupation} }

func taskKinds() []vocab.Kind {
	return []vocab.Kind{vocab.Task, vocab.Machine, vocab.IT, vocab.Licence, vocab.Soft}
}

func certificateKinds() []vocab.Kind {
	return []vocab.Kind{vocab.Certificate, vocab.School, vocab.LanguageCertificate, vocab.Licence}
}

func subjectKinds() []vocab.Kind { return []vocab.Kind{vocab.Subject, vocab.Occupation} }

func courseKinds() []vocab.Kind {
	return []vocab.Kind{vocab.Course, vocab.LanguageCertificate, vocab.Licence, vocab.Certificate}
}

func languageCertificateKinds() []vocab.Kind {
	return []vocab.Kind{vocab.LanguageCertificate, vocab.Course}
}

func skillKinds() []vocab.Kind {
	return []vocab.Kind{vocab.Soft, vocab.IT, vocab.Machine, vocab.Licence, vocab.Task, vocab.LanguageCertificate}
}

// term finds the German of a term; where there is none, it notes that under open and returns false. Of several
// certificates with the same name, that of the country is meant.
func (w *writer) term(path string, t *domain.Term, country string, kinds []vocab.Kind) (phrase, bool) {
	switch {
	case t == nil || t.Empty():
		return phrase{}, false
	case t.Concept != "":
		return w.concept(path, t.Concept, kinds)
	case t.Label != "":
		return w.label(path, t.Label, country, kinds)
	}
	return w.freeText(path, t)
}

func (w *writer) concept(path, id string, kinds []vocab.Kind) (phrase, bool) {
	c, ok := w.vocab.Concept(vocab.ID(id))
	switch {
	case !ok:
		w.note(Open{Path: path, Reason: Untranslated, Text: id})
		return phrase{}, false
	case !slices.Contains(kinds, c.Kind):
		w.note(Open{Path: path, Reason: Ambiguous, Text: id, Candidates: w.candidates([]vocab.Concept{c})})
		return phrase{}, false
	}
	return w.of(c), true
}

func (w *writer) label(path, label, country string, kinds []vocab.Kind) (phrase, bool) {
	for _, kind := range kinds {
		found := w.vocab.Exact(w.lang, kind, label)
		if here := ofCountry(found, country); len(found) > 1 && len(here) == 1 {
			found = here
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			return w.of(found[0]), true
		}
		w.note(Open{Path: path, Reason: Ambiguous, Text: label, Candidates: w.candidates(found)})
		return phrase{}, false
	}
	o := Open{Path: path, Reason: Ambiguous, Text: label}
	if w.searches++; w.searches > maxSearches {
		w.note(o)
		return phrase{}, false
	}
	for _, hit := range w.vocab.Search(w.lang, kinds, label, maxCandidates) {
		o.Candidates = append(o.Candidates, Candidate{string(hit.Concept.ID), hit.Label, hit.Concept.German(w.form)})
	}
	w.note(o)
	return phrase{}, false
}

func ofCountry(all []vocab.Concept, country string) []vocab.Concept {
	var here []vocab.Concept
	for _, c := range all {
		if country != "" && c.Fact.Country == country {
			here = append(here, c)
		}
	}
	return here
}

func (w *writer) candidates(all []vocab.Concept) []Candidate {
	var list []Candidate
	for _, c := range all[:min(len(all), maxCandidates)] {
		list = append(list, Candidate{string(c.ID), c.Label(w.lang), c.German(w.form)})
	}
	return list
}

func (w *writer) of(c vocab.Concept) phrase { return phrase{c.German(w.form), FromConcept, c} }

func (w *writer) freeText(path string, t *domain.Term) (phrase, bool) {
	german := oneLine(t.German)
	reason := Unconfirmed
	switch {
	case german == "":
		reason = Untranslated
	case w.anonymous: // who reviewed it looked for mistakes, not for names
	case t.State == domain.TextReviewed:
		return phrase{text: german, source: FromReviewed}, true
	case t.State == domain.TextConfirmed:
		return phrase{text: german, source: FromConfirmed}, true
	}
	w.note(Open{Path: path, Reason: reason, Text: t.Text, German: german})
	return phrase{}, false
}

// latin returns the Latin spelling of a name. Where there is only another one, it notes that under open.
func (w *writer) latin(path string, n domain.Name) string {
	switch {
	case n.Latin != "" && inLatin(n.Latin):
		return oneLine(n.Latin)
	case n.Or() != "":
		w.note(Open{Path: path, Reason: Untranslated, Text: n.Or()})
	}
	return ""
}

// written returns a text that must be in Latin letters. One that is not, it notes under open.
func (w *writer) written(path, text string) string { return w.latin(path, domain.Name{Latin: text}) }

// inLatin tells whether all letters are Latin ones.
func inLatin(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool {
		return unicode.IsLetter(c) && !unicode.In(c, unicode.Latin, unicode.Lm)
	})
}

// oneLine joins the lines of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
