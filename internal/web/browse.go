package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// browse opens what the address names on the way from a field of work to the tasks of an occupation. What does not exist is not open.
func browse(r *http.Request, v *visit, q *ui.Question) {
	if q.Step != routes.StepOccupation || r.Method != http.MethodGet {
		return
	}
	words, b := v.app.Vocab, &q.Browse
	b.Open = r.FormValue("browse") != ""
	if g, ok := words.Concept(vocab.ID(r.FormValue("group"))); ok && g.Kind == vocab.Group && g.ISCO == "" {
		b.Open, b.Group = true, g
	}
	if b.Group.ID == "" {
		b.Groups = words.Concepts(vocab.Group)
		return
	}
	if u, ok := words.Concept(vocab.ID(r.FormValue("unit"))); ok && u.Kind == vocab.Group && u.ISCO != "" {
		b.Unit, b.Found = u, words.InUnit(u.ISCO)
	} else {
		b.Found, b.Units = v.app.OccupationsOf(b.Group.ID), v.app.UnitsOf(b.Group.ID)
	}
	if o, ok := words.Concept(vocab.ID(r.FormValue("occupation"))); ok && o.Kind == vocab.Occupation {
		b.Occupation, b.Tasks = o, words.Tasks(o.ID)
	}
}
