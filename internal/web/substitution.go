package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func substitutionRoutes() []route {
	return []route{
		{"GET /substitutions", staff, (*Server).substitutions},
		{"POST /substitutions", staff, (*Server).addSubstitution},
		{"POST /substitutions/end", staff, (*Server).endSubstitution},
	}
}

// substitutions shows who stands in for whom, with a form for one more.
func (s *Server) substitutions(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showSubstitutions(w, r, v, http.StatusOK, domain.Substitution{}, nil)
}

func (s *Server) showSubstitutions(w http.ResponseWriter, r *http.Request, v *visit, code int, typed domain.Substitution, e *domain.Error) error {
	page, err := v.app.Substitutions(r.Context(), v.by)
	if err != nil {
		return err
	}
	if typed.From == "" && e == nil {
		typed.From = page.Today
	}
	return s.show(w, r, code, ui.Substitutions(v.ui(r, "unit"), page, typed, e))
}

func substitutionFromForm(r *http.Request) domain.Substitution {
	return domain.Substitution{
		User: domain.ParseID[domain.UserID](r.PostFormValue("user")), For: domain.ParseID[domain.UserID](r.PostFormValue("for")),
		From: domain.Day(r.PostFormValue("from")), Until: domain.Day(r.PostFormValue("until")),
	}
}

func (s *Server) addSubstitution(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := substitutionFromForm(r)
	err := v.app.AddSubstitution(r.Context(), v.by, typed)
	if e, ok := invalid(err); ok {
		return s.showSubstitutions(w, r, v, status(e.Kind), typed, e)
	}
	if err != nil && !conflict(err) { // a conflict: it is there already, as the page shows
		return err
	}
	seeOther(w, routes.Substitutions)
	return nil
}

func (s *Server) endSubstitution(w http.ResponseWriter, r *http.Request, v *visit) error {
	err := v.app.EndSubstitution(r.Context(), v.by, substitutionFromForm(r))
	if err != nil && !conflict(err) { // a conflict: it has ended already
		return err
	}
	seeOther(w, routes.Substitutions)
	return nil
}
