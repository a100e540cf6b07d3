package cv

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// A Question is something that an employer who reads the CV will probably ask.
type Question struct {
	Topic  Topic
	Places []Place // what of the CV makes the employer ask; empty for what is asked of everybody
}

// A Place is a part of the CV that answers a question badly.
type Place struct {
	Path string // in the CV: work[0].tasks; contact.phone, name.latin, languages, skills or gaps for what is no entry yet
	Text string // what stands there; for a gap its time. May be empty
}

// A Topic is what a question is about.
type Topic string

// The topics of questions.
const (
	AskTarget      Topic = "target"       // no occupation looked for
	AskGap         Topic = "gap"          // time without a word
	AskTime        Topic = "time"         // no dates, years only, or dates that cannot be
	AskTasks       Topic = "tasks"        // a job without tasks
	AskWords       Topic = "words"        // what does not stand in the German CV
	AskLatin       Topic = "latin"        // names in another script only
	AskGerman      Topic = "german"       // no level of German
	AskGermanProof Topic = "german_proof" // a level without a certificate
	AskRecognition Topic = "recognition"  // a foreign training that is not recognised
	AskLicence     Topic = "licence"      // the occupation looked for needs a permission
	AskDriving     Topic = "driving"      // a licence of a country outside of the EEA
	AskReach       Topic = "reach"        // no phone, no e-mail
	AskWorkPermit  Topic = "work_permit"  // no line about residence and work
	AskPapers      Topic = "papers"       // what to bring
)

// Topics lists every topic in the order of questions.
var Topics = [...]Topic{
	AskTarget, AskGap, AskTime, AskTasks, AskWords, AskLatin, AskGerman, AskGermanProof, AskRecognition, AskLicence, AskDriving, AskReach,
	AskWorkPermit, AskPapers,
}

// Interview lists what an employer will ask about the CV c, whose German is d.
func Interview(c domain.CV, d Document, v *vocab.Vocabulary) []Question {
	var out []Question
	for _, topic := range Topics {
		places, asked := badlyAnswered(topic, c, d, v)
		if asked {
			out = append(out, Question{topic, places})
		}
	}
	return out
}

func badlyAnswered(topic Topic, c domain.CV, d Document, v *vocab.Vocabulary) (places []Place, asked bool) {
	switch topic {
	case AskTarget:
		places = missing(c.Target == nil, "target")
	case AskGap:
		places = gapPlaces(d)
	case AskTime:
		places = timePlaces(c, d)
	case AskTasks:
		places = taskPlaces(c)
	case AskWords:
		places = openPlaces(d, func(o Open) bool { return !o.IsName() && o.Reason != Contradictory })
	case AskLatin:
		places = openPlaces(d, Open.IsName)
	case AskGerman:
		places = missing(germanAt(c) < 0, "languages")
	case AskGermanProof:
		places = germanProof(c, v)
	case AskRecognition:
		places = recognitionPlaces(c)
	case AskLicence:
		places = licencePlaces(c, v)
	case AskDriving:
		places = drivingPlaces(c)
	case AskReach:
		places = append(missing(c.Contact.Phone == "", "contact.phone"), missing(c.Contact.Email == "", "contact.email")...)
	case AskWorkPermit:
		return nil, !c.Print.Residence || c.Residence == nil
	case AskPapers:
		return paperPlaces(c), true
	}
	return places, len(places) > 0
}

// IsName tells whether a name or an address is open: it is written in Latin letters, not translated.
func (o Open) IsName() bool {
	for _, end := range [...]string{"name.latin", ".employer", ".institution", ".city", ".street"} {
		if strings.HasSuffix(o.Path, end) {
			return true
		}
	}
	return false
}

// InOwnWords tells whether what is open is free text, which waits for its German.
func (o Open) InOwnWords() bool {
	elsewhere := o.IsName() || strings.HasSuffix(o.Path, ".country") || strings.HasSuffix(o.Path, ".language")
	return !elsewhere && (o.Reason == Untranslated || o.Reason == Unconfirmed)
}

func missing(is bool, path string) []Place {
	if !is {
		return nil
	}
	return []Place{{Path: path}}
}

func gapPlaces(d Document) []Place {
	var out []Place
	for _, g := range d.Gaps {
		out = append(out, Place{"gaps", g.When})
	}
	return out
}

// Months is how long a gap lasts, from its first to its last month; 0 where only years are known, or where it lasts.
func (g OpenGap) Months() int {
	from, until := monthNumber(g.From), monthNumber(g.Until)
	if from == 0 || until < from {
		return 0
	}
	return until - from + 1
}

// monthNumber counts the months up to MM/YYYY; 0 for a year.
func monthNumber(s string) int {
	m, y, ok := strings.Cut(s, "/")
	month, errMonth := strconv.Atoi(m)
	year, errYear := strconv.Atoi(y)
	if !ok || len(y) != 4 || errMonth != nil || errYear != nil {
		return 0
	}
	return year*12 + month
}

// timePlaces are jobs and trainings without a month, and dates that contradict each other. A school may have years only.
func timePlaces(c domain.CV, d Document) []Place {
	out := openPlaces(d, func(o Open) bool { return o.Reason == Contradictory })
	seen := func(at string) bool {
		return slices.ContainsFunc(out, func(p Place) bool { return strings.HasPrefix(p.Path, at) })
	}
	for i, w := range c.Work {
		if at := path("work", i); vague(w.From, w.To) && !seen(at) {
			out = append(out, Place{Path: at + ".from"})
		}
	}
	for i, e := range c.Education {
		if at := path("education", i); e.Kind != "school" && vague(e.From, e.To) && !seen(at) {
			out = append(out, Place{Path: at + ".from"})
		}
	}
	return out
}

func vague(from, to *domain.PartialDate) bool {
	withMonth := func(d *domain.PartialDate) bool { return d != nil && (d.Ongoing || d.Month > 0) }
	return !withMonth(from) || !withMonth(to)
}

func taskPlaces(c domain.CV) []Place {
	var out []Place
	for i, w := range c.Work {
		if len(w.Tasks) == 0 {
			out = append(out, Place{Path: path("work", i) + ".tasks"})
		}
	}
	return out
}

func openPlaces(d Document, which func(Open) bool) []Place {
	var out []Place
	for _, o := range d.Open {
		if which(o) {
			out = append(out, Place{o.Path, o.Text})
		}
	}
	return out
}

// germanAt is which of the languages is German; -1 for none.
func germanAt(c domain.CV) int {
	return slices.IndexFunc(c.Languages, func(l domain.LanguageSkill) bool { return l.Language == "de" })
}

// germanProof is a level of German that nothing proves: no certificate at the language, among the courses or the skills.
func germanProof(c domain.CV, v *vocab.Vocabulary) []Place {
	i := germanAt(c)
	if i < 0 || c.Languages[i].Level == "native" || c.Languages[i].Certificate != nil {
		return nil
	}
	proves := func(t *domain.Term) bool {
		if t == nil {
			return false
		}
		concept, ok := v.Concept(vocab.ID(t.Concept))
		return ok && concept.Kind == vocab.LanguageCertificate
	}
	for _, course := range c.Courses {
		if proves(course.Certificate) {
			return nil
		}
	}
	for i := range c.Skills {
		if proves(&c.Skills[i]) {
			return nil
		}
	}
	return []Place{{Path: path("languages", i)}}
}

func recognitionPlaces(c domain.CV) []Place {
	var out []Place
	for i, e := range c.Education {
		if e.Kind != "school" && e.Place.Country != "" && e.Place.Country != "DE" && e.Recognition != "full" {
			out = append(out, Place{Path: path("education", i) + ".recognition"})
		}
	}
	return out
}

// licencePlaces is the occupation looked for, when nobody may work in it without a permission.
func licencePlaces(c domain.CV, v *vocab.Vocabulary) []Place {
	if c.Target == nil {
		return nil
	}
	r, ok := v.Regulation(vocab.ID(c.Target.Concept))
	return missing(ok && r.Kind == vocab.Regulated, "target")
}

func drivingPlaces(c domain.CV) []Place {
	var out []Place
	for i, d := range c.Driving {
		if d.InGermany == "foreign" && !inEEA(d.Country) {
			out = append(out, Place{path("driving", i) + ".in_germany", d.Class})
		}
	}
	return out
}

// inEEA tells whether a country is of the European Economic Area, whose driving licences stay valid.
func inEEA(country string) bool {
	return country != "" && strings.Contains("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK", country)
}

// paperPlaces are the entries that a paper proves.
func paperPlaces(c domain.CV) []Place {
	var out []Place
	for i, e := range c.Education {
		if e.Certificate != nil {
			out = append(out, Place{Path: path("education", i)})
		}
	}
	for i, l := range c.Languages {
		if l.Certificate != nil {
			out = append(out, Place{Path: path("languages", i)})
		}
	}
	for i := range c.Driving {
		out = append(out, Place{Path: path("driving", i)})
	}
	return out
}
