package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func measureRoutes() []route {
	return []route{
		{"POST /cases/{person}/plan/goals/{goal}/measures", staff, (*Server).saveMeasure},
		{"POST /cases/{person}/plan/goals/{goal}/measures/{measure}", staff, (*Server).saveMeasure},
		{"POST /cases/{person}/plan/goals/{goal}/measures/{measure}/remove", staff, (*Server).removeMeasure},
		{"POST /cases/{person}/plan/goals/{goal}/measures/{measure}/evidence", staff, (*Server).addEvidence},
		{"POST /me/plan/goals/{goal}/measures/{measure}/evidence", person, (*Server).addMyEvidence},
	}
}

func measureIn(r *http.Request) domain.MeasureID {
	return domain.ParseID[domain.MeasureID](r.PathValue("measure"))
}

// measureFromForm reads a measure. A typed text goes before a choice of the catalogue.
func measureFromForm(r *http.Request) domain.Measure {
	m := domain.Measure{
		ID: measureIn(r), Goal: goalIn(r), Version: number(r, "version"),
		Who: r.PostFormValue("who"), Due: domain.Day(r.PostFormValue("due")), State: domain.MeasureState(r.PostFormValue("state")),
		Type: domain.MeasureType(r.PostFormValue("type")), Body: domain.ParseID[domain.BodyID](r.PostFormValue("body")),
		After: domain.ParseID[domain.MeasureID](r.PostFormValue("after")), Appointment: domain.Day(r.PostFormValue("appointment")),
		Binding: r.PostFormValue("binding") != "",
	}
	if text := strings.TrimSpace(r.PostFormValue("text")); text != "" {
		m.Text.German = text
	} else {
		m.Text.Catalogue, m.Text.Args = r.PostFormValue("catalogue"), argsFromForm(r)
	}
	return m
}

func (s *Server) saveMeasure(w http.ResponseWriter, r *http.Request, v *visit) error {
	m := measureFromForm(r)
	if v.unasked(r, m.Text) {
		return s.showMeasure(w, r, v, m, nil)
	}
	err := v.app.SaveMeasure(r.Context(), v.by, personIn(r), m, r.PostFormValue("once"))
	if e, ok := invalid(err); ok || conflict(err) && m.ID != 0 {
		if !ok {
			e = &domain.Error{Kind: domain.Conflict, Key: "conflict"}
		}
		return s.showMeasure(w, r, v, m, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Goal(personIn(r), m.Goal))
	return nil
}

// showMeasure shows the goal again with the measure as it was typed: with an error, with fields for what its text takes, or beside what
// somebody else has saved meanwhile.
func (s *Server) showMeasure(w http.ResponseWriter, r *http.Request, v *visit, m domain.Measure, e *domain.Error) error {
	page, err := v.app.Plan(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	g, ok := page.Plan.Goal(m.Goal)
	if !ok {
		return domain.ErrConflict() // removed meanwhile: what was typed is shown
	}
	f := ui.GoalFields{Goal: g, Once: ui.Once(), Measure: &m}
	i := slices.IndexFunc(g.Measures, func(x domain.Measure) bool { return x.ID == m.ID })
	switch {
	case i >= 0:
		if e != nil && e.Kind == domain.Conflict {
			m.Version = g.Measures[i].Version
			f.TheirMeasure = s.measureText(v, r, v.planView(page), g.Measures[i])
		}
		m.Evidence = g.Measures[i].Evidence
		g.Measures[i] = m
	case m.ID != 0:
		return domain.ErrConflict()
	}
	if f.Asks = e == nil; f.Asks {
		return s.showGoal(w, r, v, http.StatusOK, f, nil)
	}
	if e.Field == "" {
		return s.showGoal(w, r, v, status(e.Kind), f, e)
	}
	return s.showGoal(w, r, v, status(e.Kind), f, ui.ErrorAt(e, "m"+m.ID.String()))
}

// measureText says in German how a measure is stored: text, who, until when, where it stands.
func (s *Server) measureText(v *visit, r *http.Request, view ui.PlanView, m domain.Measure) string {
	text, _ := view.Text(m.Text, "de")
	parts := []string{text, v.lang.Term("who", m.Who), v.lang.Term("measure", string(m.State))}
	if m.Due != "" {
		parts = append(parts, v.ui(r, "").Day(m.Due))
	}
	return strings.Join(parts, " · ")
}

func (s *Server) removeMeasure(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.RemoveMeasure(r.Context(), v.by, personIn(r), goalIn(r), measureIn(r), number(r, "version")); err != nil {
		return err
	}
	seeOther(w, routes.Goal(personIn(r), goalIn(r)))
	return nil
}

// evidenceFromForm reads one line of evidence and for which measure it is.
func evidenceFromForm(r *http.Request) (domain.Measure, ui.EvidenceFields) {
	m := domain.Measure{ID: measureIn(r), Goal: goalIn(r), Version: number(r, "version")}
	return m, ui.EvidenceFields{Measure: m.ID, Done: r.PostFormValue("done") != "", Evidence: domain.Evidence{
		Text: strings.TrimSpace(r.PostFormValue("evidence")), On: domain.Day(r.PostFormValue("evidence_on")),
	}}
}

// refused is what the form of a measure says about err; nil when it is no matter of the form.
func refused(err error, m domain.Measure) *domain.Error {
	if e, ok := invalid(err); ok {
		return ui.ErrorAt(e, "m"+m.ID.String())
	}
	if conflict(err) {
		return &domain.Error{Kind: domain.Conflict, Key: "conflict"}
	}
	return nil
}

func (s *Server) addEvidence(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, f := evidenceFromForm(r)
	err := v.app.AddEvidence(r.Context(), v.by, personIn(r), m, f.Evidence, f.Done)
	if f.Error = refused(err, m); f.Error != nil {
		page, err := v.app.Plan(r.Context(), v.by, personIn(r))
		if err != nil {
			return err
		}
		return s.showCasePlanOf(w, r, v, status(f.Error.Kind), page, f, nil)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CasePlan(personIn(r)))
	return nil
}

func (s *Server) addMyEvidence(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, f := evidenceFromForm(r)
	err := v.app.AddEvidence(r.Context(), v.by, v.by.Person, m, f.Evidence, f.Done)
	if f.Error = refused(err, m); f.Error != nil {
		page, err := v.app.Plan(r.Context(), v.by, v.by.Person)
		if err != nil {
			return err
		}
		return s.showMyPlanOf(w, r, v, status(f.Error.Kind), page, f)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyPlan)
	return nil
}
