package cv

import "github.com/aufwind-im/aufwind/internal/domain"

// optionalTerm reads a term that may be null.
func (r *reader) optionalTerm(v value) *domain.Term {
	if r.done(v) {
		return nil
	}
	t := r.term(v)
	return &t
}

// term reads a concept, a label or a free text: exactly one of them.
func (r *reader) term(v value) domain.Term {
	var t domain.Term
	r.object(v, nil, func(key string, v value) bool {
		switch key {
		case "concept":
			t.Concept = r.line(v)
		case "label":
			t.Label = r.line(v)
		case "text":
			t.Text = r.text(v)
		case "german":
			t.German = r.text(v)
		case "state":
			t.State = oneOf(r, v, domain.TextMachine, domain.TextReviewed, domain.TextConfirmed)
		default:
			return false
		}
		return true
	})
	said := 0
	for _, s := range [...]string{t.Concept, t.Label, t.Text} {
		if s != "" {
			said++
		}
	}
	switch {
	case said != 1:
		r.fail(v, "needs exactly one of concept, label and text")
	case t.Text == "" && (t.German != "" || t.State != ""):
		r.fail(v, "has german or state, which belong to text only")
	case t.State != "" && t.German == "":
		r.fail(v, "has a state without german")
	}
	return t
}

func (r *reader) place(v value) domain.Place {
	var p domain.Place
	r.object(v, nil, func(key string, v value) bool {
		switch key {
		case "city":
			p.City = r.name(v)
		case "country":
			p.Country = r.country(v)
		default:
			return false
		}
		return true
	})
	return p
}

func (r *reader) work(v value) domain.Work {
	var w domain.Work
	r.object(v, []string{"occupation"}, func(key string, v value) bool {
		switch key {
		case "occupation":
			if !v.null() {
				w.Occupation = r.term(v)
			}
		case "employer":
			w.Employer = r.name(v)
		case "place":
			w.Place = r.place(v)
		case "from":
			w.From = r.date(v, false)
		case "to":
			w.To = r.date(v, true)
		case "tasks":
			r.list(v, func(v value) { w.Tasks = append(w.Tasks, r.term(v)) })
		default:
			return false
		}
		return true
	})
	return w
}

func (r *reader) education(v value) domain.Education {
	var e domain.Education
	r.object(v, []string{"kind"}, func(key string, v value) bool {
		switch key {
		case "kind":
			e.Kind = oneOf(r, v, domain.EducationKinds[:]...)
		case "certificate":
			e.Certificate = r.optionalTerm(v)
		case "subject":
			e.Subject = r.optionalTerm(v)
		case "institution":
			e.Institution = r.name(v)
		case "place":
			e.Place = r.place(v)
		case "from":
			e.From = r.date(v, false)
		case "to":
			e.To = r.date(v, true)
		case "grade":
			e.Grade = r.grade(v)
		case "recognition":
			e.Recognition = oneOf(r, v, domain.Recognitions[:]...)
		default:
			return false
		}
		return true
	})
	return e
}

func (r *reader) grade(v value) *domain.Grade {
	if r.done(v) {
		return nil
	}
	var g domain.Grade
	r.object(v, []string{"got", "best", "pass", "unit"}, func(key string, v value) bool {
		switch key {
		case "got":
			g.Got = r.number(v)
		case "best":
			g.Best = r.number(v)
		case "pass":
			g.Pass = r.number(v)
		case "unit":
			g.Unit = oneOf(r, v, unitPercent, unitPoints, unitGrade)
		default:
			return false
		}
		return true
	})
	return &g
}

func (r *reader) course(v value) domain.Course {
	var c domain.Course
	r.object(v, nil, func(key string, v value) bool {
		switch key {
		case "certificate":
			c.Certificate = r.optionalTerm(v)
		case "institution":
			c.Institution = r.name(v)
		case "from":
			c.From = r.date(v, false)
		case "to":
			c.To = r.date(v, true)
		default:
			return false
		}
		return true
	})
	return c
}

func (r *reader) languageSkill(v value) domain.LanguageSkill {
	var l domain.LanguageSkill
	r.object(v, []string{"language", "level"}, func(key string, v value) bool {
		switch key {
		case "language":
			l.Language = r.language(v)
		case "level":
			l.Level = oneOf(r, v, domain.Levels[:]...)
		case "certificate":
			l.Certificate = r.optionalTerm(v)
		default:
			return false
		}
		return true
	})
	return l
}

func (r *reader) driving(v value) domain.Driving {
	var d domain.Driving
	r.object(v, []string{"class", "in_germany"}, func(key string, v value) bool {
		switch key {
		case "class":
			d.Class = r.line(v)
			if !r.done(v) && !drivingClass.MatchString(d.Class) {
				r.fail(v, "is no class of driving licence")
			}
		case "country":
			d.Country = r.country(v)
		case "in_germany":
			d.InGermany = oneOf(r, v, domain.DrivingStates[:]...)
		default:
			return false
		}
		return true
	})
	return d
}

func (r *reader) gap(v value) domain.Gap {
	var g domain.Gap
	r.object(v, []string{"reason"}, func(key string, v value) bool {
		switch key {
		case "from":
			g.From = r.date(v, false)
		case "to":
			g.To = r.date(v, true)
		case "reason":
			g.Reason = oneOf(r, v, gapReasons()...)
		case "explicit":
			g.Explicit = r.flag(v)
		default:
			return false
		}
		return true
	})
	return g
}
