package catalogue

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Kind is a kind of entry that a profile may hold and that a goal may depend on.
type Kind string

// The kinds of entries.
const (
	Wish        Kind = "wish" // an occupation the person wishes for
	Work        Kind = "work"
	School      Kind = "school"
	Training    Kind = "training"    // vocational or at a university, finished or not
	Certificate Kind = "certificate" // of a school, a training or a university
	Children    Kind = "children"
	KitaChild   Kind = "kita_child"   // a child who waits for a place at a Kita, or is too young for school and has none
	SchoolChild Kind = "school_child" // a child who goes to school, or is old enough and does not
)

// Kinds is the closed list.
var Kinds = [...]Kind{Wish, Work, School, Training, Certificate, Children, KitaChild, SchoolChild}

// Facts are what was released of a person, as far as it can lead to a goal. The zero value means that nothing is known.
type Facts struct {
	Lang    string              // what the person reads: a goal without texts in it is not suggested; "" does not matter
	German  string              // level of German, of domain.Levels; "none" when languages are released and German is not among them; "" unknown
	Entries map[Kind]bool       // true: there is such an entry; false: the section is released and has none; no key: unknown
	Housing string              // "shared" (accommodation), "own" (a flat), "" unknown
	Used    []domain.LifeDomain // domains in which the plan already has a goal: nothing more is suggested there
}

// A Fit says for whom a goal is suggested. All conditions that are set must hold; what is unknown never fulfils one.
type Fit struct {
	GermanFrom  string `json:"german_from"`  // level of German at least this
	GermanBelow string `json:"german_below"` // level of German lower than this
	Has         []Kind `json:"has"`          // all of these entries exist
	Lacks       []Kind `json:"lacks"`        // none of these entries exists, and that is known
	Housing     string `json:"housing"`      // "shared", or "any" when the housing is known at all
}

// A Suggestion is a goal worth talking about. The manager chooses; nothing enters a plan by itself.
type Suggestion struct {
	Goal  GoalID
	Level string // value for the placeholder level: the level after the present one; empty when the goal has none
}

// suggestPerDomain keeps the pre-filled plan short enough to talk through.
const suggestPerDomain = 2

// Suggest returns the goals that fit f: at most two for each domain that is not used yet, in the order of domains and of the catalogue.
// The same facts give the same suggestions.
func (c *Catalogue) Suggest(f Facts) []Suggestion {
	var out []Suggestion
	for _, d := range domain.LifeDomains {
		if slices.Contains(f.Used, d) {
			continue
		}
		n := 0
		for _, g := range c.goals {
			if n == suggestPerDomain || g.Domain != d || g.Fit == nil || !g.Fit.holds(f) || f.Lang != "" && !c.Readable(g, f.Lang) {
				continue
			}
			s := Suggestion{Goal: g.ID}
			if slices.Contains(g.Placeholders, "level") {
				s.Level = levelAfter(f.German)
			}
			out = append(out, s)
			n++
		}
	}
	return out
}

func (t Fit) holds(f Facts) bool {
	switch {
	case t.GermanFrom != "" && !(rank(f.German) >= rank(t.GermanFrom)),
		t.GermanBelow != "" && !(rank(f.German) >= 0 && rank(f.German) < rank(t.GermanBelow)),
		t.Housing == "shared" && f.Housing != "shared",
		t.Housing == "any" && f.Housing == "":
		return false
	}
	for _, k := range t.Has {
		if !f.Entries[k] {
			return false
		}
	}
	for _, k := range t.Lacks {
		if has, known := f.Entries[k]; has || !known {
			return false
		}
	}
	return true
}

// rank orders the levels of German: 0 for none, then domain.Levels; -1 when unknown.
func rank(level string) int {
	if level == "none" {
		return 0
	}
	if i := slices.Index(domain.Levels[:], level); i >= 0 {
		return i + 1
	}
	return -1
}

// levelAfter is the next level to learn: A1 for beginners, one more for A1 to B2, empty above and when unknown.
func levelAfter(level string) string {
	switch r := rank(level); {
	case r < 0 || r >= rank("C1"):
		return ""
	case r < rank("A1"):
		return "A1"
	default:
		return domain.Levels[r]
	}
}
