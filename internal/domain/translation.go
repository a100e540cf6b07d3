package domain

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// TranslateText is what the machine does with texts that were saved; nobody may ask for it, so no rule knows it.
const TranslateText Action = "text.translate"

// The states of a translation beside those of a text.
const (
	TextWaiting  TextState = "waiting"  // an engine will be asked
	TextHelper   TextState = "helper"   // waits for a human; the reason says why
	TextOutdated TextState = "outdated" // German of an earlier wording: shown, never printed
)

// TextReason says why a text waits for a human.
type TextReason string

// The reasons.
const (
	ReasonNoEngine   TextReason = "no_engine"   // no engine reads the language, or the city has none
	ReasonBudget     TextReason = "budget"      // the city's characters of this month are used up
	ReasonFacts      TextReason = "facts"       // the engines lost or changed a number or a name
	ReasonAnswer     TextReason = "answer"      // what the engines gave back is no text in the language
	ReasonEngine     TextReason = "engine"      // the engines do not answer or refuse; given up
	ReasonTooLong    TextReason = "too_long"    // more than an engine takes
	ReasonNotCorrect TextReason = "not_correct" // the person said so
	ReasonAsked      TextReason = "asked"       // the person asked for help
)

// TextReasons lists the reasons.
var TextReasons = [...]TextReason{
	ReasonNoEngine, ReasonBudget, ReasonFacts, ReasonAnswer, ReasonEngine, ReasonTooLong, ReasonNotCorrect, ReasonAsked,
}

// EngineCity is the engine of a German that came out of the city's memory.
const EngineCity = "city"

// A Sentence is a part of a text in three forms. German and Back are empty while there is none.
type Sentence struct {
	Own    string `json:"own"`
	German string `json:"german,omitempty"`
	Back   string `json:"back,omitempty"` // German turned back into the own language
}

// A Translation is one free text of a person's CV with what became of it on its way into German.
type Translation struct {
	ID       TranslationID `json:"-"`
	Person   PersonID      `json:"-"`
	Entry    EntryID       `json:"-"` // 0 for the occupation looked for, which is of no entry
	Section  Section       `json:"-"` // of the entry; cv without one
	Field    string        `json:"-"` // occupation, tasks[2], certificate, subject, term, or target[id of the CV]
	Language string        `json:"-"` // of the own words, BCP 47
	State    TextState     `json:"-"`
	Due      bool          `json:"-"` // an engine has something to do for it
	Version  int           `json:"-"` // 0 before the first save; grows by 1 per save
	Updated  Instant       `json:"-"`
	Ended    Instant       `json:"-"` // since when the person says something else; 0 for what counts

	Source       string     `json:"source"` // the own words as they were typed
	Sentences    []Sentence `json:"sentences"`
	Reason       TextReason `json:"reason,omitempty"`      // with TextHelper
	Engine       string     `json:"engine,omitempty"`      // that made the German, with its model; empty for a human
	BackEngine   string     `json:"back_engine,omitempty"` // that turned it back
	Made         Instant    `json:"made,omitempty"`        // when the engine answered
	Reviewer     UserID     `json:"reviewer,omitempty"`
	ReviewerName string     `json:"reviewer_name,omitempty"`
	Reviewed     Instant    `json:"reviewed,omitempty"`
	Confirmed    Instant    `json:"confirmed,omitempty"`
	ConfirmedBy  string     `json:"confirmed_by,omitempty"` // who acted for the person then, by name
}

// German returns the whole German text; empty while a sentence of it is missing.
func (t Translation) German() string {
	return t.joined(func(s Sentence) string { return s.German })
}

// Back returns the German turned back; empty while a sentence of it is missing.
func (t Translation) Back() string {
	return t.joined(func(s Sentence) string { return s.Back })
}

func (t Translation) joined(of func(Sentence) string) string {
	parts := make([]string, len(t.Sentences))
	for i, s := range t.Sentences {
		if parts[i] = of(s); parts[i] == "" {
			return ""
		}
	}
	return strings.Join(parts, " ")
}

// Printed tells whether the German may stand in a CV that others get.
func (t Translation) Printed() bool {
	return t.Ended == 0 && (t.State == TextReviewed || t.State == TextConfirmed) && t.German() != ""
}

// A Review is German that staff have written or mended: one text for each sentence in their order, or a single one for the whole.
type Review struct {
	ID      TranslationID
	Version int
	German  []string
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (r Review) Check() error {
	runes := 0
	for _, s := range r.German {
		if strings.TrimSpace(s) == "" {
			return invalid("german", "required")
		}
		if err := checkText("german", s); err != nil {
			return err
		}
		runes += len([]rune(s))
	}
	switch {
	case len(r.German) == 0:
		return invalid("german", "required")
	case runes > MaxText:
		return invalid("german", "tooLong")
	}
	return nil
}

// A Phrase is a wording with its German that is general: the city's memory. It holds nothing about anybody.
type Phrase struct {
	ID         PhraseID `json:"-"`
	Language   string   `json:"-"` // of Own, BCP 47
	Own        string   `json:"own"`
	German     string   `json:"german"`
	Approved   UserID   `json:"-"`
	ApprovedBy string   `json:"-"` // by name
	At         Instant  `json:"-"`
}

// A ReviewCase is a person some of whose texts staff can review: core data and figures only.
type ReviewCase struct {
	Person   PersonID
	Name     Name
	Language string
	Texts    int     // that wait for a human
	Machine  int     // whose German nobody has read yet
	Since    Instant // of the longest wait
}

// A FreeText is what a person said in own words, where the vocabulary has none.
type FreeText struct {
	Field  string
	Text   string
	German string // that came with it and that nobody has reviewed or confirmed; mostly empty
}

// FreeTexts lists the fields of e in own words without a German that counts, in the order of the CV.
func (e Entry) FreeTexts() []FreeText {
	var all []FreeText
	e.eachTerm(func(field string, t Term) Term {
		if t.needsGerman() {
			all = append(all, FreeText{field, t.Text, t.German})
		}
		return t
	})
	return all
}

// FreeTexts lists the occupation looked for, when it is in own words without a German that counts.
func (s CVSelection) FreeTexts() []FreeText {
	if s.Target == nil || !s.Target.needsGerman() {
		return nil
	}
	return []FreeText{{TargetField(s.ID), s.Target.Text, s.Target.German}}
}

// TargetField is the field of the occupation looked for in a CV, of the translations that are of no entry.
func TargetField(id CVID) string { return "target[" + id.String() + "]" }

// needsGerman tells whether t is free text whose German is missing or unread.
func (t Term) needsGerman() bool {
	own := t.German != "" && (t.State == TextReviewed || t.State == TextConfirmed)
	return t.Concept == "" && t.Label == "" && strings.TrimSpace(t.Text) != "" && !own
}

// GermanOf returns what is known of the German of a free text; empty for nothing.
type GermanOf func(text string) (german string, state TextState)

// InGerman returns e with the German of its free texts; e stays as it is.
func (e Entry) InGerman(of GermanOf) Entry {
	return e.eachTerm(func(_ string, t Term) Term { return t.inGerman(of) })
}

// InGerman returns c with the German of its free texts; c stays as it is.
func (c CV) InGerman(of GermanOf) CV {
	return c.EachTerm(func(t Term) Term { return t.inGerman(of) })
}

// EachTerm returns c with f of each of its terms; c stays as it is.
func (c CV) EachTerm(f func(Term) Term) CV {
	list := func(terms []Term) []Term {
		terms = slices.Clone(terms)
		for i, t := range terms {
			terms[i] = f(t)
		}
		return terms
	}
	one := func(t *Term) *Term {
		if t == nil {
			return nil
		}
		return new(f(*t))
	}
	c.Target, c.Skills = one(c.Target), list(c.Skills)
	c.Work, c.Education, c.Courses, c.Languages = slices.Clone(c.Work), slices.Clone(c.Education), slices.Clone(c.Courses), slices.Clone(c.Languages)
	for i := range c.Work {
		c.Work[i].Occupation, c.Work[i].Tasks = f(c.Work[i].Occupation), list(c.Work[i].Tasks)
	}
	for i := range c.Education {
		c.Education[i].Certificate, c.Education[i].Subject = one(c.Education[i].Certificate), one(c.Education[i].Subject)
	}
	for i := range c.Courses {
		c.Courses[i].Certificate = one(c.Courses[i].Certificate)
	}
	for i := range c.Languages {
		c.Languages[i].Certificate = one(c.Languages[i].Certificate)
	}
	return c
}

func (t Term) inGerman(of GermanOf) Term {
	if t.needsGerman() {
		if german, state := of(t.Text); german != "" {
			t.German, t.State = german, state
		}
	}
	return t
}

// eachTerm returns e with f of each of its terms, by field; e stays as it is.
func (e Entry) eachTerm(f func(field string, t Term) Term) Entry {
	each := func(field string, t *Term) *Term {
		if t == nil {
			return nil
		}
		return new(f(field, *t))
	}
	switch {
	case e.Work != nil:
		w := *e.Work
		w.Occupation = f("occupation", w.Occupation)
		w.Tasks = slices.Clone(w.Tasks)
		for i, t := range w.Tasks {
			w.Tasks[i] = f("tasks["+strconv.Itoa(i)+"]", t)
		}
		e.Work = &w
	case e.Education != nil:
		v := *e.Education
		v.Certificate, v.Subject = each("certificate", v.Certificate), each("subject", v.Subject)
		e.Education = &v
	case e.Course != nil:
		c := *e.Course
		c.Certificate = each("certificate", c.Certificate)
		e.Course = &c
	case e.Language != nil:
		l := *e.Language
		l.Certificate = each("certificate", l.Certificate)
		e.Language = &l
	case e.Skill != nil:
		s := *e.Skill
		s.Term = each("term", s.Term)
		e.Skill = &s
	}
	return e
}

// SameField tells whether two fields are one of the same kind: all tasks are.
func SameField(a, b string) bool {
	a, _, _ = strings.Cut(a, "[")
	b, _, _ = strings.Cut(b, "[")
	return a == b
}

// CompareFields orders fields as the CV has them.
func CompareFields(a, b string) int {
	number := func(s string) int {
		_, n, _ := strings.Cut(strings.TrimSuffix(s, "]"), "[")
		i, err := strconv.Atoi(n)
		if err != nil {
			return -1
		}
		return i
	}
	rank := func(s string) int {
		name, _, _ := strings.Cut(s, "[")
		return strings.Index("target occupation certificate subject term tasks", name)
	}
	return cmp.Or(rank(a)-rank(b), number(a)-number(b))
}

// A TranslationUse is how many characters engines got in a month of a city.
type TranslationUse struct {
	Month      string // YYYY-MM
	Characters int
}
