package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func planeditRoutes() []route {
	return []route{
		{"GET /cases/{person}/plan", staff, (*Server).casePlan},
		{"POST /cases/{person}/plan/suggestions", staff, (*Server).addSuggestions},
		{"GET /cases/{person}/plan/new", staff, (*Server).newGoal},
		{"POST /cases/{person}/plan/goals", staff, (*Server).saveGoal},
		{"GET /cases/{person}/plan/goals/{goal}", staff, (*Server).editGoal},
		{"POST /cases/{person}/plan/goals/{goal}", staff, (*Server).saveGoal},
		{"POST /cases/{person}/plan/goals/{goal}/remove", staff, (*Server).removeGoal},
		{"POST /cases/{person}/plan/offer", staff, (*Server).offerPlan},
		{"POST /cases/{person}/plan/freeze", staff, (*Server).freezePlan},
		{"POST /cases/{person}/plan/propose", staff, (*Server).proposeGoals},
		{"POST /cases/{person}/plan/counter/{coordination}", staff, (*Server).caseCounter},
		{"GET /cases/{person}/plan/versions/{no}", staff, (*Server).planVersion},
		{"GET /cases/{person}/plan/note.pdf", staff, (*Server).planNote},
	}
}

// personIn is the person that the address names.
func personIn(r *http.Request) domain.PersonID {
	return domain.ParseID[domain.PersonID](r.PathValue("person"))
}

func goalIn(r *http.Request) domain.GoalID {
	return domain.ParseID[domain.GoalID](r.PathValue("goal"))
}

func (s *Server) casePlan(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showCasePlan(w, r, v, http.StatusOK, nil)
}

func (s *Server) showCasePlan(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	return s.showCasePlanOf(w, r, v, code, page, ui.EvidenceFields{}, e)
}

// showCasePlanOf shows a plan that is loaded, with a form of evidence as it was typed.
func (s *Server) showCasePlanOf(w http.ResponseWriter, r *http.Request, v *visit, code int, page app.PlanPage, typed ui.EvidenceFields, e *domain.Error) error {
	p := v.ui(r, "cases")
	p.Path, p.Follow = routes.CasePlan(page.Person.ID), page.Person.ID
	view := v.planView(page)
	view.Typed = typed
	view.Drawn = v.app.DrawnFrom
	view.Sections = slices.DeleteFunc(v.sectionViews(page.Known, domain.CV{}, page.Known.Sections(), nil), func(s ui.SectionView) bool { return len(s.Lines) == 0 })
	return s.show(w, r, code, ui.CasePlan(p, view, e))
}

// afterPlan shows the plan with the error that belongs to the whole, or leads back to it.
func (s *Server) afterPlan(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	if e, ok := invalid(err); ok {
		return s.showCasePlan(w, r, v, status(e.Kind), e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CasePlan(personIn(r)))
	return nil
}

// addSuggestions takes the picked suggestions as they were computed now, from what is released now.
func (s *Server) addSuggestions(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return err
	}
	var picked []domain.Goal
	for _, pick := range r.PostForm["pick"] {
		_, id, _ := strings.Cut(pick, ":")
		i := slices.IndexFunc(page.Suggestions, func(g domain.Goal) bool { return g.Text.Catalogue == id })
		if i >= 0 {
			picked = append(picked, page.Suggestions[i])
		}
	}
	if len(picked) == 0 {
		return s.showCasePlan(w, r, v, http.StatusUnprocessableEntity, &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "suggestions"})
	}
	return s.afterPlan(w, r, v, v.app.AddGoals(r.Context(), v.by, personIn(r), picked, r.PostFormValue("once")))
}

func (s *Server) newGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.GoalFields{Goal: domain.Goal{Domain: domain.LifeDomain(r.FormValue("domain"))}, Once: ui.Once()}
	if !f.Goal.Domain.Valid() {
		return domain.ErrNotFound()
	}
	return s.showGoal(w, r, v, http.StatusOK, f, nil)
}

func (s *Server) editGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	g, ok := page.Plan.Goal(goalIn(r))
	if !ok {
		return domain.ErrNotFound()
	}
	return s.showGoal(w, r, v, http.StatusOK, ui.GoalFields{Goal: g, Once: ui.Once()}, nil)
}

// showGoal shows the form of a goal with what stands in f.
func (s *Server) showGoal(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.GoalFields, e *domain.Error) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	own := ui.Option{Text: v.lang.PlaneditOwnText()}
	f.Catalogue, f.Measures = []ui.Option{own}, []ui.Option{own}
	for _, g := range v.app.Catalogue.Goals(f.Goal.Domain) {
		text, _ := g.Text("de", placeholders(g.Placeholders))
		f.Catalogue = append(f.Catalogue, ui.Option{Value: string(g.ID), Text: text})
	}
	for _, m := range v.app.Catalogue.Measures(f.Goal.Domain) {
		text, _ := m.Text("de", placeholders(m.Placeholders))
		f.Measures = append(f.Measures, ui.Option{Value: string(m.ID), Text: text})
	}
	f.Takes = v.takes
	p := v.ui(r, "cases")
	p.Path = routes.CasePlan(page.Person.ID)
	return s.show(w, r, code, ui.GoalForm(p, v.planView(page), f, e))
}

// takes names the values that a text of the catalogue takes, of a goal or a measure; none for a typed text.
func (v *visit) takes(id string) []string {
	if g, ok := v.app.Catalogue.Goal(catalogue.GoalID(id)); ok {
		return g.Placeholders
	}
	m, _ := v.app.Catalogue.Measure(catalogue.MeasureID(id))
	return m.Placeholders
}

// unasked tells whether the form had no fields yet for what the text takes: the form comes once more, with them.
func (v *visit) unasked(r *http.Request, t domain.PlanText) bool {
	return len(v.takes(t.Catalogue)) > len(t.Args) && r.PostFormValue("asked") != t.Catalogue
}

// placeholders shows a text of the catalogue with its open values as dots.
func placeholders(names []string) map[string]string {
	args := map[string]string{}
	for _, n := range names {
		args[n] = "…"
	}
	return args
}

// goalFromForm reads a goal. A choice of the catalogue goes before a typed text.
func goalFromForm(r *http.Request) domain.Goal {
	g := domain.Goal{
		ID: goalIn(r), Person: personIn(r), Version: number(r, "version"), Domain: domain.LifeDomain(r.PostFormValue("domain")),
		Due: domain.Day(r.PostFormValue("due")),
	}
	if id := r.PostFormValue("catalogue"); id != "" {
		g.Text.Catalogue, g.Text.Args = id, argsFromForm(r)
		return g
	}
	g.Text.German = strings.TrimSpace(r.PostFormValue("text"))
	g.Text.Own = strings.TrimSpace(r.PostFormValue("own"))
	return g
}

// argsFromForm reads the values that a text of the catalogue takes.
func argsFromForm(r *http.Request) []domain.PlanArg {
	var args []domain.PlanArg
	for _, name := range catalogue.Placeholders {
		if value := strings.TrimSpace(r.PostFormValue(name)); value != "" {
			args = append(args, domain.PlanArg{Name: name, Value: value})
		}
	}
	return args
}

func (s *Server) saveGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	g := goalFromForm(r)
	f := ui.GoalFields{Goal: g, Once: r.PostFormValue("once")}
	f.Goal.Text.German, f.Goal.Text.Own = r.PostFormValue("text"), r.PostFormValue("own") // they stay, also beside a choice of the catalogue
	if v.unasked(r, g.Text) {
		f.Asks = true
		return s.showGoal(w, r, v, http.StatusOK, f, nil)
	}
	_, err := v.app.SaveGoal(r.Context(), v.by, g, r.PostFormValue("once"))
	if e, ok := invalid(err); ok {
		return s.showGoal(w, r, v, status(e.Kind), f, e)
	}
	if conflict(err) {
		return s.goalConflict(w, r, v, f)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CasePlan(g.Person))
	return nil
}

// goalConflict shows both texts: what was typed in the form, and above it what somebody else has saved meanwhile.
func (s *Server) goalConflict(w http.ResponseWriter, r *http.Request, v *visit, f ui.GoalFields) error {
	page, err := v.app.Plan(r.Context(), v.by, f.Goal.Person)
	if err != nil {
		return err
	}
	stored, ok := page.Plan.Goal(f.Goal.ID)
	if !ok {
		return domain.ErrConflict() // removed meanwhile: what was typed is shown
	}
	f.Theirs, _ = v.planView(page).Text(stored.Text, "de")
	if stored.Due != "" {
		f.Theirs += " (" + v.ui(r, "").Day(stored.Due) + ")"
	}
	f.Goal.Version, f.Goal.Measures = stored.Version, stored.Measures
	return s.showGoal(w, r, v, http.StatusConflict, f, &domain.Error{Kind: domain.Conflict, Key: "conflict"})
}

func (s *Server) removeGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterPlan(w, r, v, v.app.RemoveGoal(r.Context(), v.by, personIn(r), goalIn(r), number(r, "version")))
}

func (s *Server) offerPlan(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterPlan(w, r, v, v.app.OfferPlan(r.Context(), v.by, personIn(r)))
}

func (s *Server) freezePlan(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterPlan(w, r, v, v.app.FreezePlan(r.Context(), v.by, personIn(r)))
}

func (s *Server) proposeGoals(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	var goals []domain.GoalID
	for _, id := range r.PostForm["goals"] {
		goals = append(goals, domain.ParseID[domain.GoalID](id))
	}
	var measures []domain.MeasureID
	for _, id := range r.PostForm["measures"] {
		measures = append(measures, domain.ParseID[domain.MeasureID](id))
	}
	return s.afterPlan(w, r, v, v.app.ProposeGoals(r.Context(), v.by, personIn(r), goals, measures...))
}

func (s *Server) caseCounter(w http.ResponseWriter, r *http.Request, v *visit) error {
	err := v.app.AnswerCounter(r.Context(), v.by, personIn(r), counterFromForm(r))
	if conflict(err) {
		return s.showCasePlan(w, r, v, http.StatusConflict, errCounterAnswered())
	}
	return s.afterPlan(w, r, v, err)
}

func (s *Server) planVersion(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	return s.showVersion(w, r, v, v.ui(r, "cases"), page, routes.CasePlan(page.Person.ID))
}
