package cv

import (
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// Short is what a short profile that names nobody shows beyond the CV. The zero Short shows nothing more.
type Short struct {
	AllLanguages bool   // the person wants them shown, though they may say where somebody comes from
	Desk         string // the organisation through which the person can be reached
	Phone        string // of Desk
	Code         string // by which Desk knows whom it is about
}

// Anonymous writes a short profile of c that names nobody and says nothing of where somebody comes from: no name, contact, birth,
// nationality or residence; no place, no employer (their field of work instead) and no school; no free text, no title of a certificate of
// one country, and of the languages only those that people learn everywhere.
func Anonymous(c domain.CV, short Short, v *vocab.Vocabulary, on domain.Day) Document {
	w := newWriter(c.Language, c.AddressForm, c.BirthDate, v, on)
	w.anonymous, w.short = true, short
	return w.document(c, on)
}

// contact says through whom the person can be reached.
func (s Short) contact() []Line {
	var lines []Line
	for _, f := range [...]struct{ label, text string }{{"Kontakt über", s.Desk}, {"Telefon", s.Phone}, {"Kennwort", s.Code}} {
		if text := oneLine(f.text); text != "" {
			lines = append(lines, ruleLine(f.label+": "+text))
		}
	}
	return lines
}

// everywhere are the languages that are learned as foreign ones in most countries.
func everywhere() []string { return []string{"en", "fr", "es", "it"} }

// shows tells whether a language says nothing of where somebody comes from: German, and what is learned everywhere unless it is the mother
// tongue.
func (s Short) shows(l domain.LanguageSkill) bool {
	tag, _, _ := strings.Cut(l.Language, "-")
	return s.AllLanguages || tag == "de" || l.Level != "native" && slices.Contains(everywhere(), tag)
}

// betrays tells whether a CV that names nobody must not name a concept: papers of one country say where somebody comes from.
func (w *writer) betrays(what phrase) bool {
	country := what.concept.Fact.Country
	return w.anonymous && country != "" && country != "DE"
}

// sector is the field of work of an occupation, for a CV that names no employer.
func (w *writer) sector(c vocab.Concept) string {
	if len(c.Groups) == 0 {
		return ""
	}
	group, _ := w.vocab.Concept(vocab.ID("group:" + c.Groups[0]))
	return group.German(w.form)
}
