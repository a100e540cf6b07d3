package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func householdRoutes() []route {
	return []route{
		{"GET /me/household", person, (*Server).myHousehold},
		{"GET /me/household/join", person, (*Server).joinHouseholdPage},
		{"POST /me/household/join", person, (*Server).joinHousehold},
		{"POST /me/household/goals/{shared}", person, (*Server).answerShared},
		{"GET /me/household/leave", person, (*Server).leaveHouseholdPage},
		{"POST /me/household/leave", person, (*Server).leaveHousehold},
	}
}

func sharedIn(r *http.Request) domain.SharedGoalID {
	return domain.ParseID[domain.SharedGoalID](r.PathValue("shared"))
}

// householdView gives a page of a household what its texts need.
func (v *visit) householdView(r *http.Request, page app.HouseholdPage) ui.HouseholdView {
	c := ui.HouseholdChoice{Household: domain.ParseID[domain.HouseholdID](r.FormValue("household")), No: number(r, "version")}
	c.With = number(r, ui.CompareField(c.Household, c.No))
	return ui.HouseholdView{HouseholdPage: page, Compare: c, Plan: v.planView(app.PlanPage{
		Person: page.Person, Responsible: page.Responsible, AddressForm: page.AddressForm, Today: page.Today,
	})}
}

func (s *Server) myHousehold(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showMyHousehold(w, r, v, http.StatusOK, domain.ReleaseTerms{}, domain.SharedAnswer{}, nil)
}

// showMyHousehold shows the household with what was typed in a consent or an answer that was refused.
func (s *Server) showMyHousehold(w http.ResponseWriter, r *http.Request, v *visit, code int, terms domain.ReleaseTerms, typed domain.SharedAnswer, e *domain.Error) error {
	page, err := v.app.Household(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "plan")
	p.Path, p.Follow = routes.MyHousehold, v.by.Person
	view := v.householdView(r, page)
	view.Terms, view.Typed = terms, typed
	return s.show(w, r, code, ui.MyHousehold(p, view, e))
}

func (s *Server) joinHouseholdPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showJoin(w, r, v, http.StatusOK, domain.ReleaseTerms{}, nil)
}

// showJoin asks for the consent; somebody without a household, and a child, is asked nothing.
func (s *Server) showJoin(w http.ResponseWriter, r *http.Request, v *visit, code int, terms domain.ReleaseTerms, e *domain.Error) error {
	page, err := v.app.Household(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	if !page.Me().Adult {
		return domain.ErrNotFound()
	}
	p := v.ui(r, "plan")
	p.Path = routes.JoinHousehold
	view := v.householdView(r, page)
	view.Terms = terms
	return s.show(w, r, code, ui.JoinHousehold(p, view, e))
}

func (s *Server) joinHousehold(w http.ResponseWriter, r *http.Request, v *visit) error {
	request := domain.JoinRequest{
		Household: domain.ParseID[domain.HouseholdID](r.PostFormValue("household")), PIN: r.PostFormValue("pin"),
		Terms: domain.ReleaseTerms{
			Language: v.lang.Tag(), TextHash: ui.TextHash(consent.Household, v.lang), Heard: r.PostFormValue("heard") != "", Interpreter: r.PostFormValue("interpreter") != "",
		},
	}
	err := v.app.JoinHousehold(r.Context(), v.by, request)
	if e, ok := invalid(err); ok {
		return s.showJoin(w, r, v, status(e.Kind), request.Terms, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyHousehold)
	return nil
}

func (s *Server) answerShared(w http.ResponseWriter, r *http.Request, v *visit) error {
	x := domain.SharedAnswer{
		Goal: sharedIn(r), Version: number(r, "version"), Answer: domain.Answer(r.PostFormValue("answer")), Explained: r.PostFormValue("explained"),
	}
	typed := r.PostFormValue("objection")
	if x.Answer == domain.AnswerObjected {
		x.Objection = typed
	}
	err := v.app.AnswerShared(r.Context(), v.by, x, r.PostFormValue("pin"))
	x.Objection = typed // it stays in the form, whichever button was pressed
	if e, ok := invalid(err); ok {
		return s.showMyHousehold(w, r, v, status(e.Kind), domain.ReleaseTerms{}, x, ui.ErrorAt(e, x.Goal.String()))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyHousehold)
	return nil
}

func (s *Server) leaveHouseholdPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Household(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	if page.Household.ID == 0 {
		return domain.ErrNotFound()
	}
	return s.show(w, r, http.StatusOK, ui.LeaveHousehold(v.ui(r, "plan")))
}

func (s *Server) leaveHousehold(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.LeaveHousehold(r.Context(), v.by); err != nil {
		return err
	}
	seeOther(w, routes.MyHousehold)
	return nil
}
