package ui

import (
	"net/url"
	"strings"

	"github.com/aufwind-im/aufwind/internal/vocab"
)

// A Browse is the way to an occupation without typing: fields of work, the occupations of one, the tasks of one of them.
type Browse struct {
	Open       bool            // the page is one of them
	Groups     []vocab.Concept // all, while none is open
	Group      vocab.Concept   // the field of work that is open
	Unit       vocab.Concept   // the unit group of an imported list that is open in it
	Found      []vocab.Concept // occupations of the group or of the unit group
	Units      []vocab.Concept // unit groups of the group with further, imported occupations
	Occupation vocab.Concept   // that is open
	Tasks      []vocab.Concept // of it
}

// browse is the page of all fields of work.
func (q Question) browse() string { return q.at(url.Values{"browse": {"1"}}) }

// browseGroup is the page of a field of work.
func (q Question) browseGroup(group vocab.ID) string {
	return q.at(url.Values{"group": {string(group)}})
}

// browseUnit is the page of a unit group within the field of work that is open.
func (q Question) browseUnit(unit vocab.ID) string {
	return q.at(url.Values{"group": {string(q.Browse.Group.ID)}, "unit": {string(unit)}})
}

// browseOccupation is the page of an occupation within what is open.
func (q Question) browseOccupation(occupation vocab.ID) string {
	v := url.Values{"group": {string(q.Browse.Group.ID)}, "occupation": {string(occupation)}}
	if q.Browse.Unit.ID != "" {
		v.Set("unit", string(q.Browse.Unit.ID))
	}
	return q.at(v)
}

// browseBack is the page from which somebody came to this one.
func (q Question) browseBack() string {
	b := q.Browse
	switch {
	case b.Occupation.ID != "" && b.Unit.ID != "":
		return q.browseUnit(b.Unit.ID)
	case b.Occupation.ID != "" || b.Unit.ID != "":
		return q.browseGroup(b.Group.ID)
	case b.Group.ID != "":
		return q.browse()
	}
	return q.at(url.Values{})
}

// at is this question with more in its address.
func (q Question) at(v url.Values) string {
	if q.Only {
		v.Set("only", "1")
	}
	if q.Once != "" {
		v.Set("once", q.Once)
	}
	if len(v) == 0 {
		return q.action()
	}
	return q.action() + "?" + v.Encode()
}

// browseTitle says what is open.
func (p Page) browseTitle(b Browse) string {
	for _, c := range [...]vocab.Concept{b.Occupation, b.Unit, b.Group} {
		if c.ID != "" {
			return p.concept(c)
		}
	}
	return p.L.ProfileBrowse()
}

// picture is the key of the drawing of a concept: its own, or that of its first field of work.
func (p Page) picture(c vocab.Concept) string {
	if c.Icon != "" || len(c.Groups) == 0 {
		return c.Icon
	}
	g, _ := p.Vocab.Concept(vocab.ID("group:" + strings.TrimPrefix(c.Groups[0], "group:")))
	return g.Icon
}

// firstTasks are the tasks that are offered at once.
func (b Browse) firstTasks() []vocab.Concept { return b.Tasks[:min(len(b.Tasks), firstSuggestions)] }

// moreTasks are all others.
func (b Browse) moreTasks() []vocab.Concept { return b.Tasks[len(b.firstTasks()):] }

// asksAgain is this page with the question for another language.
func (q Question) asksAgain() string {
	v := url.Values{"reads": {"1"}}
	if q.Search.Query != "" {
		v.Set("q", q.Search.Query)
	}
	return q.at(v)
}

// readingBack is where the answer about another language leads.
func (q Question) readingBack() string {
	v := url.Values{}
	if q.Search.Query != "" {
		v.Set("q", q.Search.Query)
	}
	return q.at(v)
}

// readable are the languages in which somebody can search besides that of the page, as tags.
func (p Page) readable() []string {
	var out []string
	for _, l := range Languages(p.By) {
		if l != p.L {
			out = append(out, l.Tag())
		}
	}
	return out
}
