package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// setWeight says how much of a manager's time a case takes.
func (s *Server) setWeight(w http.ResponseWriter, r *http.Request, v *visit) error {
	weight := domain.Weight(r.PostFormValue("weight"))
	err := v.app.SetWeight(r.Context(), v.by, personIn(r), weight, number(r, "version"))
	if err == nil {
		seeOther(w, routes.Case(personIn(r)))
		return nil
	}
	return s.caseAgain(w, r, v, err, func(view *ui.CaseView) {
		term := func(w domain.Weight) string {
			if w == "" {
				w = domain.Unweighed
			}
			return v.lang.Term("weight", string(w))
		}
		view.Stale = &ui.Stale{Field: "weight", Value: string(weight), Now: term(view.Case.Weight), Yours: term(weight)}
	})
}

// unitLoads is the cases of each team of a unit by weight.
func (s *Server) unitLoads(w http.ResponseWriter, r *http.Request, v *visit) error {
	loads, rules, err := v.app.Loads(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.UnitLoads(v.ui(r, "unit"), loads, rules))
}
