package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func jobcenterRoutes() []route {
	return []route{
		{"GET /jobcenter", staff, (*Server).jobcenter},
		{"GET /jobcenter/{person}", staff, (*Server).shared},
		{"GET /jobcenter/{person}/record.pdf", staff, (*Server).recordPDF},
		{"GET /jobcenter/{person}/record.json", staff, (*Server).recordJSON},
		{"POST /jobcenter/{person}/all", staff, (*Server).respondToAll},
		{"POST /jobcenter/{person}/{coordination}", staff, (*Server).respondToGoal},
		{"POST /jobcenter/{person}/{coordination}/comment", staff, (*Server).commentCoordination},
		{"POST /jobcenter/{person}/{coordination}/move", staff, (*Server).moveCoordination},
		{"POST /jobcenter/{person}/points", staff, (*Server).addPoint},
		{"POST /jobcenter/{person}/points/{point}/save", staff, (*Server).changePoint},
		{"POST /jobcenter/{person}/points/{point}/remove", staff, (*Server).removePoint},
		{"POST /cases/{person}/plan/coordination/{coordination}/comment", staff, (*Server).commentCoordination},
		{"POST /cases/{person}/plan/coordination/{coordination}/move", staff, (*Server).moveCoordination},
	}
}

func (s *Server) jobcenter(w http.ResponseWriter, r *http.Request, v *visit) error {
	c, err := v.app.SharedCases(r.Context(), v.by, domain.CaseFilter{After: routes.ParseAfter(r.FormValue("after"))})
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Jobcenter(v.ui(r, "jobcenter"), c))
}

func (s *Server) shared(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showShared(w, r, v, http.StatusOK, domain.JobcenterResponse{}, domain.JobcenterPoint{}, nil)
}

func (s *Server) showShared(w http.ResponseWriter, r *http.Request, v *visit, code int, typed domain.JobcenterResponse, point domain.JobcenterPoint, e *domain.Error) error {
	page, err := v.app.Shared(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	if typed.ID != 0 { // its form is there only while the goal waits for an answer
		i := slices.IndexFunc(page.Coordinations, func(c domain.Coordination) bool { return c.ID == typed.ID })
		if i < 0 {
			return domain.ErrNotFound()
		}
		if page.Coordinations[i].State != domain.CoordinationShared {
			return domain.ErrConflict()
		}
	}
	p := v.ui(r, "jobcenter")
	p.Path, p.Follow = routes.Shared(page.Case.Person), page.Case.Person
	view := v.planView(app.PlanPage{Responsible: page.Responsible, AddressForm: domain.AddressNeutral, Today: page.Today, Points: page.Points})
	return s.show(w, r, code, ui.Shared(p, view, page.Case, page.Coordinations, typed, point, e))
}

func (s *Server) respondToGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	answer := domain.JobcenterResponse{
		ID: domain.ParseID[domain.CoordinationID](r.PathValue("coordination")), Version: number(r, "version"),
		Kind: r.PostFormValue("kind"), Due: domain.Day(r.PostFormValue("due")), Reason: strings.TrimSpace(r.PostFormValue("reason")),
		Text: strings.TrimSpace(r.PostFormValue("text")), Binding: r.PostFormValue("binding") != "",
	}
	if answer.Kind == "agree" {
		answer.Due, answer.Reason, answer.Text = "", "", ""
	}
	err := v.app.RespondToGoal(r.Context(), v.by, personIn(r), answer)
	if e, ok := invalid(err); ok {
		return s.showShared(w, r, v, status(e.Kind), answer, domain.JobcenterPoint{}, ui.ErrorAt(e, answer.ID.String()))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Shared(personIn(r)))
	return nil
}

// respondToAll agrees to all that the page showed as waiting, or to nothing.
func (s *Server) respondToAll(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	var all []domain.JobcenterResponse
	for _, goal := range r.PostForm["goal"] {
		id, version, _ := strings.Cut(goal, "-")
		n, err := strconv.Atoi(version)
		if err != nil {
			return domain.ErrNotFound()
		}
		all = append(all, domain.JobcenterResponse{ID: domain.ParseID[domain.CoordinationID](id), Version: n, Kind: "agree"})
	}
	return s.afterShared(w, r, v, v.app.RespondToGoal(r.Context(), v.by, personIn(r), all...))
}

// afterShared leads back to what the person shares, or shows it with the error.
func (s *Server) afterShared(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	if e, ok := invalid(err); ok {
		return s.showShared(w, r, v, status(e.Kind), domain.JobcenterResponse{}, domain.JobcenterPoint{}, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Shared(personIn(r)))
	return nil
}

// after leads back to the page that the form stands on: the plan, or what the agent sees.
func (s *Server) after(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	if strings.HasPrefix(r.URL.Path, routes.CasePlan(personIn(r))) {
		return s.afterPlan(w, r, v, err)
	}
	return s.afterShared(w, r, v, err)
}

func (s *Server) commentCoordination(w http.ResponseWriter, r *http.Request, v *visit) error {
	c := domain.CoordinationComment{
		Coordination: domain.ParseID[domain.CoordinationID](r.PathValue("coordination")), Text: strings.TrimSpace(r.PostFormValue("text")),
	}
	v.comment = domain.CoordinationComment{Coordination: c.Coordination, Text: r.PostFormValue("text")}
	return s.after(w, r, v, v.app.CommentCoordination(r.Context(), v.by, personIn(r), c, r.PostFormValue("once")))
}

func (s *Server) moveCoordination(w http.ResponseWriter, r *http.Request, v *visit) error {
	m := app.CoordinationMove{
		ID: domain.ParseID[domain.CoordinationID](r.PathValue("coordination")), Version: number(r, "version"),
		Event: domain.CoordinationEvent(r.PostFormValue("event")),
	}
	return s.after(w, r, v, v.app.MoveCoordination(r.Context(), v.by, personIn(r), m))
}

// pointFromForm is a point of the Jobcenter's own plan as it was typed.
func pointFromForm(r *http.Request) domain.JobcenterPoint {
	return domain.JobcenterPoint{
		Person: personIn(r), Text: strings.TrimSpace(r.PostFormValue("text")), Due: domain.Day(r.PostFormValue("due")),
		Goal: domain.ParseID[domain.GoalID](r.PostFormValue("goal")), Binding: r.PostFormValue("binding") != "",
	}
}

// changePoint stores a point anew. Whoever was slower sees what is stored now above what was typed.
func (s *Server) changePoint(w http.ResponseWriter, r *http.Request, v *visit) error {
	x := pointFromForm(r)
	x.ID, x.Version = domain.ParseID[domain.JobcenterPointID](r.PathValue("point")), number(r, "version")
	err := v.app.SaveJobcenterPoint(r.Context(), v.by, x, "")
	e, wrong := invalid(err)
	if conflict(err) {
		e, wrong = &domain.Error{Kind: domain.Conflict, Key: "conflict", Field: "text"}, true
	}
	if wrong {
		return s.showShared(w, r, v, status(e.Kind), domain.JobcenterResponse{}, x, ui.ErrorAt(e, x.ID.String()))
	}
	return s.afterShared(w, r, v, err)
}

func (s *Server) addPoint(w http.ResponseWriter, r *http.Request, v *visit) error {
	x := pointFromForm(r)
	err := v.app.SaveJobcenterPoint(r.Context(), v.by, x, r.PostFormValue("once"))
	if e, ok := invalid(err); ok {
		return s.showShared(w, r, v, status(e.Kind), domain.JobcenterResponse{}, x, ui.ErrorAt(e, "point"))
	}
	return s.afterShared(w, r, v, err)
}

func (s *Server) removePoint(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := domain.ParseID[domain.JobcenterPointID](r.PathValue("point"))
	return s.afterShared(w, r, v, v.app.RemoveJobcenterPoint(r.Context(), v.by, personIn(r), id, number(r, "version")))
}
