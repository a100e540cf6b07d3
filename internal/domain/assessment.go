package domain

import (
	"cmp"
	"slices"
)

// Stage is when in a counselling somebody was assessed.
type Stage string

// Stages is the closed list, in the order of time.
var Stages = [...]Stage{"entry", "review", "exit"}

// Valid tells whether s is on the list.
func (s Stage) Valid() bool { return slices.Contains(Stages[:], s) }

// Need is how much help somebody needs in a life domain.
type Need string

// Needs is the closed list, from nothing to at once.
var Needs = [...]Need{"none", "low", "medium", "high", "urgent"}

// Independence is how much somebody does alone in a life domain: 1 hardly anything … 5 everything; 0 when nothing was said.
const (
	LeastIndependent = 1
	MostIndependent  = 5
)

// A DomainView is how person and manager together see one life domain. The zero value beside Domain says nothing.
type DomainView struct {
	Domain       LifeDomain `json:"domain"`
	Need         Need       `json:"need,omitempty"`         // one of Needs; empty when nothing was said
	Independence int        `json:"independence,omitempty"` // LeastIndependent … MostIndependent; 0 when nothing was said
	Resources    string     `json:"resources,omitempty"`    // what the person can build on, German
}

// Said tells whether v says anything.
func (v DomainView) Said() bool { return v.Need != "" || v.Independence != 0 || v.Resources != "" }

// check returns nil, or an Invalid error; its fields carry the life domain.
func (v DomainView) check() error {
	at := "-" + string(v.Domain)
	if !v.Domain.Valid() {
		return invalid("domain", "choose")
	}
	return cmp.Or(
		unless(v.Need == "" || slices.Contains(Needs[:], v.Need), "need"+at, "choose"),
		unless(v.Independence == 0 || v.Independence >= LeastIndependent && v.Independence <= MostIndependent, "independence"+at, "choose"),
		checkText("resources"+at, v.Resources),
	)
}

// An Assessment is how person and manager see the life domains at one moment. It never changes: a new look is the next one.
type Assessment struct {
	Person PersonID     `json:"-"`
	No     int          `json:"-"` // 1 for the first; there are no gaps
	Stage  Stage        `json:"stage"`
	At     Instant      `json:"-"`
	By     string       `json:"by"` // name of the manager
	Views  []DomainView `json:"views"`
}

// View returns what a says of a life domain; the zero view of it when nothing was said.
func (a Assessment) View(d LifeDomain) DomainView {
	for _, v := range a.Views {
		if v.Domain == d {
			return v
		}
	}
	return DomainView{Domain: d}
}

// Onto returns what somebody typed over base as it follows stored, which somebody else saved meanwhile: what was left as it stood in base
// is what is stored, so that saving takes nothing back that nobody has touched.
func (a Assessment) Onto(base, stored Assessment) Assessment {
	a.Views = slices.Clone(a.Views)
	for i := range a.Views {
		typed := &a.Views[i]
		was, now := base.View(typed.Domain), stored.View(typed.Domain)
		if typed.Need == was.Need {
			typed.Need = now.Need
		}
		if typed.Independence == was.Independence {
			typed.Independence = now.Independence
		}
		if typed.Resources == was.Resources {
			typed.Resources = now.Resources
		}
	}
	return a
}

// Check returns nil, or an Invalid error that names every wrong field.
func (a Assessment) Check() error {
	errs := []error{unless(a.Stage.Valid(), "stage", "choose")}
	said := false
	seen := map[LifeDomain]bool{}
	for _, v := range a.Views {
		errs = append(errs, v.check(), unless(!seen[v.Domain], "domain", "choose"))
		seen[v.Domain], said = true, said || v.Said()
	}
	return Together(append(errs, unless(said, "need-"+string(LifeDomains[0]), "required"))...)
}

// EntryOf returns how it was at the beginning: the last assessment of that stage before any other; ok is false when there is none.
// list is newest first.
func EntryOf(list []Assessment) (entry Assessment, ok bool) {
	for _, a := range slices.Backward(list) {
		if a.Stage != "entry" {
			break
		}
		entry, ok = a, true
	}
	return entry, ok
}
