package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func plandeskRoutes() []route {
	return []route{
		{"GET /me/plan/desk", person, (*Server).planDesk},
		{"POST /me/plan/desk", person, (*Server).answerGoals},
		{"POST /me/plan/wishes", person, (*Server).addWish},
		{"GET /cases/{person}/plan/desk", staff, (*Server).casePlanDesk},
		{"POST /cases/{person}/plan/wishes/{wish}", staff, (*Server).settleWish},
	}
}

func (s *Server) planDesk(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showPlanDesk(w, r, v, http.StatusOK, ui.DeskForm{}, nil)
}

func (s *Server) showPlanDesk(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.DeskForm, e *domain.Error) error {
	page, err := v.app.Plan(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "plan")
	p.Path = routes.MyPlanDesk
	f.Once = ui.Once()
	return s.show(w, r, code, ui.PlanDesk(p, v.planView(page), f, e))
}

// answerGoals reads the answer to each goal of the page; a goal without one waits on.
func (s *Server) answerGoals(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.DeskForm{Interpreter: r.PostFormValue("interpreter"), Language: r.PostFormValue("language"), Goals: map[domain.GoalID]domain.Goal{}}
	var goals []domain.Goal
	for _, id := range r.PostForm["goal"] { // ParseForm was called for the fields above
		g := domain.Goal{
			ID: domain.ParseID[domain.GoalID](id), Version: number(r, "version-"+id), Answer: domain.Answer(r.PostFormValue("answer-" + id)),
			Objection: r.PostFormValue("objection-" + id), Explained: r.PostFormValue("explained-" + id),
		}
		f.Goals[g.ID] = g
		if g.Answer == domain.AnswerAgreed {
			g.Objection = ""
		}
		if g.Answer != "" {
			goals = append(goals, g)
		}
	}
	how := domain.Agreement{Interpreter: f.Interpreter, Language: f.Language}
	if how.Interpreter == "" {
		how.Language = ""
	}
	err := v.app.AnswerGoals(r.Context(), v.by, goals, how, r.PostFormValue("pin"))
	if e, ok := invalid(err); ok {
		return s.showPlanDesk(w, r, v, status(e.Kind), f, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyPlan)
	return nil
}

func (s *Server) addWish(w http.ResponseWriter, r *http.Request, v *visit) error {
	wish := domain.Wish{Domain: domain.LifeDomain(r.PostFormValue("domain")), Text: r.PostFormValue("text"), Lang: v.lang.Tag()}
	err := v.app.AddWish(r.Context(), v.by, wish, r.PostFormValue("once"))
	if e, ok := invalid(err); ok {
		return s.showPlanDesk(w, r, v, status(e.Kind), ui.DeskForm{Wish: wish}, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyPlanDesk)
	return nil
}

// casePlanDesk shows the manager what the person will read; answers are given in a session of the person only.
func (s *Server) casePlanDesk(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path = routes.PlanDesk(page.Person.ID)
	return s.show(w, r, http.StatusOK, ui.CasePlanDesk(p, v.planView(page)))
}

func (s *Server) settleWish(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := domain.ParseID[domain.WishID](r.PathValue("wish"))
	if r.PostFormValue("do") == "close" {
		return s.afterPlan(w, r, v, v.app.CloseWish(r.Context(), v.by, personIn(r), id))
	}
	return s.afterPlan(w, r, v, v.app.TakeWish(r.Context(), v.by, personIn(r), id, r.PostFormValue("german")))
}
