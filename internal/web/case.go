package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func caseRoutes() []route {
	return []route{
		{"GET /cases", staff, (*Server).cases},
		{"GET /cases/{person}", staff, (*Server).casePage},
		{"POST /cases/{person}/weight", staff, (*Server).setWeight},
		{"POST /cases/{person}/status", staff, (*Server).setCaseStatus},
		{"POST /cases/{person}/agent", staff, (*Server).setAgent},
	}
}

// maxQuery bounds a search, in bytes.
const maxQuery = 200

// caseFilter reads the filter of a list; what is none of the offered values does not filter.
func caseFilter(r *http.Request) domain.CaseFilter {
	f := domain.CaseFilter{
		District:  domain.ParseID[domain.DistrictID](r.FormValue("district")),
		Status:    domain.CaseStatus(r.FormValue("status")),
		Language:  r.FormValue("language"),
		Weight:    domain.Weight(r.FormValue("weight")),
		Matter:    domain.Matter(r.FormValue("matter")),
		ByWeight:  r.FormValue("order") == "weight",
		Unmanaged: r.FormValue("unmanaged") != "",
		Query:     strings.TrimSpace(strings.ToValidUTF8(r.FormValue("q"), "")),
		After:     routes.ParseAfter(r.FormValue("after")),
	}
	if !f.Status.Valid() {
		f.Status = ""
	}
	if !slices.Contains(domain.PersonLanguages[:], f.Language) {
		f.Language = ""
	}
	if !f.Weight.Valid() && f.Weight != domain.Unweighed {
		f.Weight = ""
	}
	if !f.Matter.Valid() {
		f.Matter = ""
	}
	if len(f.Query) > maxQuery {
		f.Query = strings.ToValidUTF8(f.Query[:maxQuery], "")
	}
	return f
}

func caseListView(c app.Caseload) ui.CaseListView {
	return ui.CaseListView{CasePage: c.CasePage, Filter: c.Filter, Districts: c.Districts, Weights: c.Weights, Questions: c.Questions}
}

// cases is the caseload of a manager.
func (s *Server) cases(w http.ResponseWriter, r *http.Request, v *visit) error {
	c, err := v.app.Cases(r.Context(), v.by, caseFilter(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Cases(v.ui(r, "cases"), caseListView(c)))
}

// caseView loads what the page of a person shows.
func (s *Server) caseView(r *http.Request, v *visit) (ui.CaseView, error) {
	c, err := v.app.Case(r.Context(), v.by, personIn(r))
	if err != nil {
		return ui.CaseView{}, err
	}
	agents, err := v.app.Agents(r.Context(), v.by)
	return ui.CaseView{
		Case: c.Case, Sections: v.sectionViews(c.Profile, c.CV, c.Released, c.Until),
		Plan: c.Plan, Coordinations: c.Coordinations, Agents: agents, Talks: talkView(c.Talks, c.Case.Language), Weights: c.Weights,
	}, err
}

func (s *Server) casePage(w http.ResponseWriter, r *http.Request, v *visit) error {
	view, err := s.caseView(r, v)
	if err != nil {
		return err
	}
	return s.showCase(w, r, v, http.StatusOK, view)
}

func (s *Server) showCase(w http.ResponseWriter, r *http.Request, v *visit, code int, view ui.CaseView) error {
	p := v.ui(r, "cases")
	p.Path = routes.Case(view.Case.Person)
	p.Follow = view.Case.Person
	return s.show(w, r, code, ui.Case(p, view))
}

func (s *Server) setCaseStatus(w http.ResponseWriter, r *http.Request, v *visit) error {
	status := domain.CaseStatus(r.PostFormValue("status"))
	err := v.app.SetCaseStatus(r.Context(), v.by, personIn(r), status, number(r, "version"))
	if err == nil {
		seeOther(w, routes.Case(personIn(r)))
		return nil
	}
	return s.caseAgain(w, r, v, err, func(view *ui.CaseView) {
		term := func(s domain.CaseStatus) string { return v.lang.Term("status", string(s)) }
		view.Stale = &ui.Stale{Field: "status", Value: string(status), Now: term(view.Case.Status), Yours: term(status)}
	})
}

func (s *Server) setAgent(w http.ResponseWriter, r *http.Request, v *visit) error {
	agent := domain.ParseID[domain.UserID](r.PostFormValue("agent"))
	err := v.app.SetAgent(r.Context(), v.by, personIn(r), agent, number(r, "version"))
	if err == nil {
		seeOther(w, routes.Case(personIn(r)))
		return nil
	}
	return s.caseAgain(w, r, v, err, func(view *ui.CaseView) {
		view.Stale = &ui.Stale{Field: "agent", Value: agent.String(), Now: view.Case.AgentName, Yours: userName(view.Agents, agent)}
		if view.Case.Agent == 0 {
			view.Stale.Now = v.lang.CaseNoAgent()
		}
	})
}

// caseAgain shows the page of a person anew with what went wrong: the error at its field, or both choices when somebody else was first.
func (s *Server) caseAgain(w http.ResponseWriter, r *http.Request, v *visit, err error, stale func(*ui.CaseView)) error {
	e, ok := invalid(err)
	if kind := domain.KindOf(err); !ok && kind != domain.Conflict {
		return err
	}
	view, loadErr := s.caseView(r, v)
	if loadErr != nil {
		return loadErr
	}
	if view.Error = e; !ok {
		view.Error = nil
		stale(&view)
	}
	return s.showCase(w, r, v, status(domain.KindOf(err)), view)
}

func userName(users []domain.User, id domain.UserID) string {
	for _, u := range users {
		if u.ID == id {
			return u.Name
		}
	}
	return ""
}
