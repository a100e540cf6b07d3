package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func householdeditRoutes() []route {
	return []route{
		{"GET /cases/{person}/household", staff, (*Server).caseHousehold},
		{"POST /cases/{person}/household/members", staff, (*Server).inviteMember},
		{"POST /cases/{person}/household/members/{member}/out", staff, (*Server).takeOutMember},
		{"GET /cases/{person}/household/new", staff, (*Server).newSharedGoal},
		{"POST /cases/{person}/household/goals", staff, (*Server).saveSharedGoal},
		{"GET /cases/{person}/household/goals/{shared}", staff, (*Server).editSharedGoal},
		{"POST /cases/{person}/household/goals/{shared}", staff, (*Server).saveSharedGoal},
		{"POST /cases/{person}/household/goals/{shared}/remove", staff, (*Server).removeSharedGoal},
		{"POST /cases/{person}/household/goals/{shared}/outcome", staff, (*Server).reachSharedGoal},
		{"POST /cases/{person}/household/offer", staff, (*Server).offerShared},
		{"POST /cases/{person}/household/freeze", staff, (*Server).freezeHousehold},
	}
}

func (s *Server) caseHousehold(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showCaseHousehold(w, r, v, http.StatusOK, domain.Invitation{}, ui.SharedReach{}, nil)
}

// showCaseHousehold shows the household with what was typed in a form that was refused.
func (s *Server) showCaseHousehold(w http.ResponseWriter, r *http.Request, v *visit, code int, who domain.Invitation, reach ui.SharedReach, e *domain.Error) error {
	page, err := v.app.Household(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path, p.Follow = routes.CaseHousehold(page.Person.ID), page.Person.ID
	view := v.householdView(r, page)
	view.New, view.Reach = who, reach
	return s.show(w, r, code, ui.CaseHousehold(p, view, e))
}

// afterHousehold shows the household with the error that belongs to the whole, or leads back to it.
func (s *Server) afterHousehold(w http.ResponseWriter, r *http.Request, v *visit, who domain.Invitation, err error) error {
	if e, ok := invalid(err); ok {
		return s.showCaseHousehold(w, r, v, status(e.Kind), who, ui.SharedReach{}, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CaseHousehold(personIn(r)))
	return nil
}

func (s *Server) inviteMember(w http.ResponseWriter, r *http.Request, v *visit) error {
	who := domain.Invitation{Person: domain.ParseID[domain.PersonID](r.PostFormValue("member")), Child: r.PostFormValue("child") != ""}
	return s.afterHousehold(w, r, v, who, v.app.InviteMember(r.Context(), v.by, personIn(r), who))
}

func (s *Server) takeOutMember(w http.ResponseWriter, r *http.Request, v *visit) error {
	member := domain.ParseID[domain.PersonID](r.PathValue("member"))
	return s.afterHousehold(w, r, v, domain.Invitation{}, v.app.TakeOutMember(r.Context(), v.by, personIn(r), member))
}

func (s *Server) offerShared(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterHousehold(w, r, v, domain.Invitation{}, v.app.OfferShared(r.Context(), v.by, personIn(r)))
}

func (s *Server) freezeHousehold(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterHousehold(w, r, v, domain.Invitation{}, v.app.FreezeHousehold(r.Context(), v.by, personIn(r)))
}

func (s *Server) removeSharedGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterHousehold(w, r, v, domain.Invitation{}, v.app.RemoveSharedGoal(r.Context(), v.by, personIn(r), sharedIn(r), number(r, "version")))
}

func (s *Server) reachSharedGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := sharedIn(r)
	field := func(name string) string { return r.PostFormValue(name + "-" + id.String()) }
	o := domain.Outcome{Attainment: domain.AttainmentUnsaid, Ended: field("ended"), Reason: field("reason"), Next: strings.TrimSpace(field("next"))}
	if n, err := strconv.Atoi(field("attainment")); err == nil {
		o.Attainment = n
	}
	err := v.app.ReachSharedGoal(r.Context(), v.by, personIn(r), id, number(r, "version"), o)
	if e, ok := invalid(err); ok {
		return s.showCaseHousehold(w, r, v, status(e.Kind), domain.Invitation{}, ui.SharedReach{Goal: id, Outcome: o}, ui.ErrorAt(e, id.String()))
	}
	if conflict(err) && stillOpen(r, v, id) { // both: what was typed in the form, what is stored above it
		e := &domain.Error{Kind: domain.Conflict, Key: "conflict", Field: "attainment"}
		return s.showCaseHousehold(w, r, v, http.StatusConflict, domain.Invitation{}, ui.SharedReach{Goal: id, Outcome: o}, ui.ErrorAt(e, id.String()))
	}
	return s.afterHousehold(w, r, v, domain.Invitation{}, err)
}

// stillOpen tells whether the page of the household still has a form for the outcome of the goal.
func stillOpen(r *http.Request, v *visit, id domain.SharedGoalID) bool {
	page, err := v.app.Household(r.Context(), v.by, personIn(r))
	g, ok := page.Goal(id)
	return err == nil && ok && g.Open()
}

func (s *Server) newSharedGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.SharedFields{Goal: domain.SharedGoal{Domain: domain.LifeDomain(r.FormValue("domain"))}, Once: ui.Once()}
	if !f.Goal.Domain.Valid() {
		return domain.ErrNotFound()
	}
	return s.showSharedGoal(w, r, v, http.StatusOK, f, nil)
}

func (s *Server) editSharedGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showSharedGoal(w, r, v, http.StatusOK, ui.SharedFields{Goal: domain.SharedGoal{ID: sharedIn(r)}, Once: ui.Once()}, nil)
}

// showSharedGoal shows the form of a shared goal with what stands in f; of a goal that was not typed, with what is stored.
func (s *Server) showSharedGoal(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.SharedFields, e *domain.Error) error {
	page, err := v.app.Household(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	stored, ok := page.Goal(f.Goal.ID)
	switch gone := f.Goal.ID != 0 && (!ok || stored.Ended()); {
	case gone && e != nil && page.Open:
		return domain.ErrConflict() // removed or ended meanwhile: what was typed is shown
	case gone, !page.Open:
		return domain.ErrNotFound()
	}
	view := v.householdView(r, page)
	switch {
	case f.Goal.Domain == "":
		f.Goal = stored
	case code == http.StatusConflict:
		f.Theirs = &stored
		f.Goal.Version = stored.Version
	}
	for range 2 {
		if len(f.Goal.Measures) < domain.MaxSharedMeasures {
			f.Goal.Measures = append(f.Goal.Measures, domain.SharedMeasure{Who: "person", State: "open"})
		}
	}
	own := ui.Option{Text: v.lang.PlaneditOwnText()}
	f.Catalogue, f.Measures = []ui.Option{own}, []ui.Option{own}
	for _, g := range v.app.Catalogue.Goals(f.Goal.Domain) {
		if text, _ := g.Text("de", nil); len(g.Placeholders) == 0 {
			f.Catalogue = append(f.Catalogue, ui.Option{Value: string(g.ID), Text: text})
		}
	}
	for _, m := range v.app.Catalogue.Measures(f.Goal.Domain) {
		if text, _ := m.Text("de", nil); len(m.Placeholders) == 0 {
			f.Measures = append(f.Measures, ui.Option{Value: string(m.ID), Text: text})
		}
	}
	p := v.ui(r, "cases")
	p.Path = routes.CaseHousehold(page.Person.ID)
	return s.show(w, r, code, ui.SharedGoalForm(p, view, f, e))
}

// sharedFromForm reads a shared goal; a measure without a text and without a choice is none.
func sharedFromForm(r *http.Request) domain.SharedGoal {
	g := domain.SharedGoal{
		ID: sharedIn(r), Version: number(r, "version"), Domain: domain.LifeDomain(r.PostFormValue("domain")), Due: domain.Day(r.PostFormValue("due")),
		Text: sharedText(r, ""),
	}
	for i := range domain.MaxSharedMeasures {
		suffix := "-" + strconv.Itoa(i)
		m := domain.SharedMeasure{
			Text: sharedText(r, suffix), Due: domain.Day(r.PostFormValue("due" + suffix)), State: domain.MeasureState(r.PostFormValue("state" + suffix)),
		}
		var member string
		m.Who, member, _ = strings.Cut(r.PostFormValue("who"+suffix), ":")
		m.Member = domain.ParseID[domain.PersonID](member)
		if m.Text.Catalogue+m.Text.German != "" {
			g.Measures = append(g.Measures, m)
		}
	}
	return g
}

// sharedText reads a text as it was typed, also beside a choice of the catalogue.
func sharedText(r *http.Request, suffix string) domain.PlanText {
	return domain.PlanText{Catalogue: r.PostFormValue("catalogue" + suffix), German: strings.TrimSpace(r.PostFormValue("text" + suffix))}
}

// chosen is g as it is saved: a choice of the catalogue goes before a typed text.
func chosen(g domain.SharedGoal) domain.SharedGoal {
	g.Measures = slices.Clone(g.Measures)
	texts := []*domain.PlanText{&g.Text}
	for i := range g.Measures {
		texts = append(texts, &g.Measures[i].Text)
	}
	for _, t := range texts {
		if t.Catalogue != "" {
			t.German = ""
		}
	}
	return g
}

func (s *Server) saveSharedGoal(w http.ResponseWriter, r *http.Request, v *visit) error {
	g := sharedFromForm(r)
	if !g.Domain.Valid() {
		return domain.ErrNotFound()
	}
	f := ui.SharedFields{Goal: g, Once: r.PostFormValue("once")}
	err := v.app.SaveSharedGoal(r.Context(), v.by, personIn(r), chosen(g), f.Once)
	if e, ok := invalid(err); ok {
		return s.showSharedGoal(w, r, v, status(e.Kind), f, e)
	}
	if conflict(err) {
		return s.showSharedGoal(w, r, v, http.StatusConflict, f, &domain.Error{Kind: domain.Conflict, Key: "conflict"})
	}
	return s.afterHousehold(w, r, v, domain.Invitation{}, err)
}
