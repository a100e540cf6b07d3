package cv

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func (w *writer) educationLines(c domain.CV) []Line {
	var all []dated
	for i, e := range c.Education {
		all = append(all, inTime(w.education(path("education", i), e), e.From, e.To))
	}
	return latestFirst(all)
}

// education prints a certificate under its German description, with the original title below. It never says to which
// German certificate it compares: only an authority can.
func (w *writer) education(path string, e domain.Education) Line {
	what, certified := w.term(path+".certificate", e.Certificate, e.Place.Country, certificateKinds())
	subject, studied := w.term(path+".subject", e.Subject, "", subjectKinds())
	var details []Detail
	add := func(text string, from Source) {
		if text != "" {
			details = append(details, Detail{text, from})
		}
	}
	switch {
	case certified && studied:
		add("Fachrichtung: "+subject.text, subject.source)
	case studied:
		what = phrase{text: attended(e.Kind) + ": " + subject.text, source: subject.source}
	case !certified:
		what = phrase{text: attended(e.Kind), source: FromRule} // the person was there, whatever the paper is called
	}
	when := w.span(path, e.From, e.To)
	where := ""
	switch {
	case !w.anonymous:
		where = joined(w.latin(path+".institution", e.Institution), w.place(path+".place", e.Place))
		if certified {
			add(original(what, e.Certificate), FromConcept)
		}
	case what.concept.Fact.Country != "":
		what = phrase{text: achieved(e.Kind), source: FromRule}
	}
	add(w.grade(path+".grade", e.Grade), FromRule)
	add(recognition(e.Recognition), FromRule)
	return entry(when, what, where, details)
}

// original is the title of a certificate as it stands on the paper, unless the German description has it. A label
// is a name that the vocabulary has for it, and no title: "without a certificate" stands on no paper.
func original(what phrase, t *domain.Term) string {
	title := oneLine(what.concept.Fact.Original)
	if title == "" {
		title = oneLine(t.Text)
	}
	translit := what.concept.Fact.Translit
	switch {
	case title == "" || strings.Contains(what.text, title):
		return ""
	case translit == "" || strings.Contains(title, translit):
	case strings.Contains(translit, "("):
		title += " – " + translit
	default:
		title += " (" + translit + ")"
	}
	return "Originaltitel: " + title
}

func attended(kind string) string {
	switch kind {
	case "school":
		return "Schulbesuch"
	case "vocational":
		return "Berufsausbildung"
	case "university":
		return "Studium"
	}
	return "Bildungsgang"
}

// achieved names a certificate without saying of which country it is.
func achieved(kind string) string {
	switch kind {
	case "school":
		return "Schulabschluss"
	case "vocational":
		return "Berufsabschluss"
	case "university":
		return "Hochschulabschluss"
	}
	return "Abschluss"
}

func recognition(r string) string {
	switch r {
	case "applied":
		return "Anerkennung in Deutschland beantragt"
	case "partly":
		return "In Deutschland teilweise anerkannt"
	case "full":
		return "In Deutschland anerkannt"
	}
	return ""
}
