package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func assessmentRoutes() []route {
	return []route{
		{"GET /me/assessment", person, (*Server).myAssessment},
		{"GET /cases/{person}/assessment", staff, (*Server).caseAssessment},
		{"POST /cases/{person}/assessment", staff, (*Server).saveAssessment},
	}
}

func (s *Server) myAssessment(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Assessments(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "plan")
	p.Path, p.Follow = routes.MyAssessment, v.by.Person
	return s.show(w, r, http.StatusOK, ui.MyAssessment(p, page))
}

// caseAssessment begins with what was said last.
func (s *Server) caseAssessment(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Assessments(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	f := ui.AssessmentFields{AssessmentPage: page, Typed: page.Last(), Once: ui.Once()}
	switch {
	case page.Closed || r.FormValue("stage") == "exit":
		f.Typed.Stage = "exit"
	case len(page.List) > 0:
		f.Typed.Stage = "review"
	default:
		f.Typed.Stage = "entry"
	}
	return s.showAssessment(w, r, v, http.StatusOK, f, nil)
}

func (s *Server) showAssessment(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.AssessmentFields, e *domain.Error) error {
	p := v.ui(r, "cases")
	p.Path = routes.CaseAssessment(f.Person.ID)
	return s.show(w, r, code, ui.CaseAssessment(p, f, e))
}

// assessmentFromForm reads one view for each life domain.
func assessmentFromForm(r *http.Request) domain.Assessment {
	a := domain.Assessment{Person: personIn(r), No: number(r, "no"), Stage: domain.Stage(r.PostFormValue("stage"))}
	for _, d := range domain.LifeDomains {
		at := "-" + string(d)
		a.Views = append(a.Views, domain.DomainView{
			Domain: d, Need: domain.Need(r.PostFormValue("need" + at)), Independence: number(r, "independence"+at),
			Resources: strings.TrimSpace(r.PostFormValue("resources" + at)),
		})
	}
	return a
}

func (s *Server) saveAssessment(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := assessmentFromForm(r)
	err := v.app.SaveAssessment(r.Context(), v.by, typed, r.PostFormValue("once"))
	if err == nil {
		seeOther(w, routes.CaseAssessment(typed.Person))
		return nil
	}
	e, ok := invalid(err)
	if !ok && !conflict(err) {
		return err
	}
	page, loadErr := v.app.Assessments(r.Context(), v.by, typed.Person)
	if loadErr != nil {
		return loadErr
	}
	f := ui.AssessmentFields{AssessmentPage: page, Typed: typed, Once: r.PostFormValue("once"), Stale: !ok}
	if !ok {
		f.Once, f.Typed = ui.Once(), typed.Onto(page.No(typed.No), page.Last())
	}
	return s.showAssessment(w, r, v, status(domain.KindOf(err)), f, e)
}
