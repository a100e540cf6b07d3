package web

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func reviewRoutes() []route {
	return []route{
		{"GET /cases/{person}/review", staff, (*Server).reviewPage},
		{"POST /cases/{person}/review", staff, (*Server).reviewPlan},
		{"GET /cases/{person}/story", staff, (*Server).caseStory},
		{"GET /me/story", person, (*Server).myStory},
	}
}

// reviewPage is the form of a review; a plan without a version has nothing to continue, and the plan's page says so.
func (s *Server) reviewPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showReview(w, r, v, http.StatusOK, ui.ReviewFields{Once: ui.Once()}, nil)
}

func (s *Server) showReview(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.ReviewFields, e *domain.Error) error {
	page, err := v.app.Review(r.Context(), v.by, personIn(r))
	if conflict(err) {
		return s.showCasePlan(w, r, v, http.StatusConflict, &domain.Error{Kind: domain.Conflict, Key: "planNothingAgreed"})
	}
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path = routes.CaseReview(page.Person.ID)
	return s.show(w, r, code, ui.CaseReview(p, page, v.planView(page.PlanPage), f, e))
}

// reviewFromForm reads what was said of each goal that the form showed.
func reviewFromForm(r *http.Request) domain.ReviewRequest {
	req := domain.ReviewRequest{
		Person: personIn(r), Version: number(r, "version"), Assessment: number(r, "assessment"), ReviewOn: domain.Day(r.PostFormValue("review_on")),
		Now: map[domain.LifeDomain]int{},
	}
	for _, field := range slices.Sorted(maps.Keys(r.PostForm)) {
		id, ok := strings.CutPrefix(field, "next-")
		if !ok {
			continue
		}
		goal, at := domain.ParseID[domain.GoalID](id), "-"+id
		req.Goals = append(req.Goals, domain.ReviewedGoal{Goal: goal, Version: number(r, "version"+at), Outcome: domain.Outcome{
			Attainment: ui.AttainmentOf(r.PostFormValue("attainment" + at)), Ended: r.PostFormValue("ended" + at),
			Reason: r.PostFormValue("reason" + at), Next: strings.TrimSpace(r.PostFormValue("next" + at)),
		}})
	}
	for _, d := range domain.LifeDomains {
		if n := number(r, "independence-"+string(d)); n != 0 {
			req.Now[d] = n
		}
	}
	return req
}

func (s *Server) reviewPlan(w http.ResponseWriter, r *http.Request, v *visit) error {
	req := reviewFromForm(r)
	err := v.app.ReviewPlan(r.Context(), v.by, req, r.PostFormValue("once"))
	if err == nil {
		seeOther(w, routes.CasePlan(req.Person))
		return nil
	}
	f := ui.ReviewFields{Typed: &req, Once: r.PostFormValue("once")}
	if e, ok := invalid(err); ok {
		return s.showReview(w, r, v, status(e.Kind), f, e)
	}
	if !conflict(err) {
		return err
	}
	f.Once, f.Stale = ui.Once(), true
	return s.showReview(w, r, v, http.StatusConflict, f, nil)
}

func (s *Server) caseStory(w http.ResponseWriter, r *http.Request, v *visit) error {
	story, err := v.app.Story(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path, p.Follow = routes.CaseStory(story.Person.ID), story.Person.ID
	return s.show(w, r, http.StatusOK, ui.Story(p, v.planView(story.PlanPage), story.Chapters, routes.CasePlan(story.Person.ID)))
}

func (s *Server) myStory(w http.ResponseWriter, r *http.Request, v *visit) error {
	story, err := v.app.Story(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "plan")
	p.Path, p.Follow = routes.MyStory, v.by.Person
	return s.show(w, r, http.StatusOK, ui.Story(p, v.planView(story.PlanPage), story.Chapters, routes.MyPlan))
}
