package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func planRoutes() []route {
	return []route{
		{"GET /me/plan", person, (*Server).myPlan},
		{"POST /me/plan/goals/{goal}", person, (*Server).answerGoal},
		{"GET /me/plan/versions/{no}", person, (*Server).myPlanVersion},
		{"POST /me/plan/share", person, (*Server).consentToShare},
		{"POST /me/plan/counter/{coordination}", person, (*Server).answerCounter},
	}
}

// planView gives a page of the plan what its texts need.
func (v *visit) planView(page app.PlanPage) ui.PlanView {
	reader := ""
	if v.by.IsPerson() {
		reader = v.lang.Tag()
	}
	return ui.PlanView{PlanPage: page, Reader: reader, Comment: v.comment, Text: func(t domain.PlanText, lang string) (string, bool) {
		return v.app.PlanText(t, lang, page.AddressForm)
	}}
}

func (s *Server) myPlan(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showMyPlan(w, r, v, http.StatusOK, domain.Goal{}, nil)
}

func (s *Server) showMyPlan(w http.ResponseWriter, r *http.Request, v *visit, code int, wrong domain.Goal, e *domain.Error) error {
	page, err := v.app.Plan(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "plan")
	p.Path, p.Follow = routes.MyPlan, v.by.Person
	return s.show(w, r, code, ui.MyPlan(p, v.planView(page), wrong, e))
}

// showMyPlanOf shows the plan with a form of evidence as it was typed.
func (s *Server) showMyPlanOf(w http.ResponseWriter, r *http.Request, v *visit, code int, page app.PlanPage, typed ui.EvidenceFields) error {
	p := v.ui(r, "plan")
	p.Path, p.Follow = routes.MyPlan, v.by.Person
	view := v.planView(page)
	view.Typed = typed
	return s.show(w, r, code, ui.MyPlan(p, view, domain.Goal{}, nil))
}

func (s *Server) answerGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	g := domain.Goal{
		ID:        domain.ParseID[domain.GoalID](r.PathValue("goal")),
		Version:   number(r, "version"),
		Answer:    domain.Answer(r.PostFormValue("answer")),
		Explained: r.PostFormValue("explained"),
	}
	typed := r.PostFormValue("objection")
	if g.Answer == domain.AnswerObjected {
		g.Objection = typed
	}
	err := v.app.AnswerGoal(r.Context(), v.by, g, r.PostFormValue("pin"))
	g.Objection = typed // it stays in the form, whichever button was pressed
	if e, ok := invalid(err); ok {
		return s.showMyPlan(w, r, v, status(e.Kind), g, ui.ErrorAt(e, g.ID.String()))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyPlan)
	return nil
}

// number reads a whole number of a form; anything else is 0.
func number(r *http.Request, field string) int {
	return whole(r.FormValue(field))
}

// whole reads a whole number; anything else is 0.
func whole(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

func (s *Server) myPlanVersion(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Plan(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	return s.showVersion(w, r, v, v.ui(r, "plan"), page, routes.MyPlan)
}

// showVersion shows an agreed version and how it differs from the one before, or from the one that the reader has chosen.
func (s *Server) showVersion(w http.ResponseWriter, r *http.Request, v *visit, p ui.Page, page app.PlanPage, back string) error {
	version, ok := page.VersionNo(whole(r.PathValue("no")))
	if !ok {
		return domain.ErrNotFound()
	}
	c := ui.Comparison{With: version.No - 1}
	if chosen := r.FormValue("with"); chosen != "" {
		c.With = whole(chosen)
		if _, ok := page.VersionNo(c.With); !ok {
			return domain.ErrNotFound()
		}
	}
	if other, ok := page.VersionNo(c.With); ok && c.With != version.No {
		older, newer := other, version
		if other.No > version.No {
			older, newer = version, other
		}
		c.Old, c.New, c.Changes = older.No, newer.No, domain.Diff(older, newer)
	}
	return s.show(w, r, http.StatusOK, ui.PlanVersion(p, v.planView(page), version, c, back))
}

func (s *Server) consentToShare(w http.ResponseWriter, r *http.Request, v *visit) error {
	c := app.Consent{
		Months: number(r, "months"), PIN: r.PostFormValue("pin"),
		Terms: domain.ReleaseTerms{Language: v.lang.Tag(), TextHash: ui.TextHash(consent.Share, v.lang)},
	}
	for _, id := range r.PostForm["shown"] { // ParseForm was called for the fields above
		c.Shown = append(c.Shown, domain.ParseID[domain.CoordinationID](id))
	}
	if r.PostFormValue("consent") == "yes" {
		for _, id := range r.PostForm["share"] {
			c.Share = append(c.Share, domain.ParseID[domain.CoordinationID](id))
		}
	}
	if r.PostFormValue("consent") == "yes" && len(c.Share) == 0 { // a yes to nothing is no consent, and no refusal either
		return s.showMyPlan(w, r, v, http.StatusUnprocessableEntity, domain.Goal{}, &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "share"})
	}
	err := v.app.ConsentToShare(r.Context(), v.by, c)
	if e, ok := invalid(err); ok {
		return s.showMyPlan(w, r, v, status(e.Kind), domain.Goal{}, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyPlan)
	return nil
}

func (s *Server) answerCounter(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := domain.ParseID[domain.CoordinationID](r.PathValue("coordination"))
	err := v.app.AnswerCounter(r.Context(), v.by, v.by.Person, counterFromForm(r))
	if e, ok := invalid(err); ok {
		return s.showMyPlan(w, r, v, status(e.Kind), domain.Goal{}, ui.ErrorAt(e, id.String()))
	}
	if conflict(err) {
		return s.showMyPlan(w, r, v, http.StatusConflict, domain.Goal{}, errCounterAnswered())
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyPlan)
	return nil
}

// errCounterAnswered says that somebody was quicker with an answer; the page shows how it stands now.
func errCounterAnswered() *domain.Error {
	return &domain.Error{Kind: domain.Conflict, Key: "counterAnswered"}
}

// counterFromForm reads what is said to the Jobcenter's other due date.
func counterFromForm(r *http.Request) app.CounterAnswer {
	return app.CounterAnswer{
		ID: domain.ParseID[domain.CoordinationID](r.PathValue("coordination")), Version: number(r, "version"),
		Accept: r.PostFormValue("answer") == "accept", PIN: r.PostFormValue("pin"),
	}
}

// conflict tells whether somebody else changed the record first.
func conflict(err error) bool {
	e, ok := errors.AsType[*domain.Error](err)
	return ok && e.Kind == domain.Conflict
}
