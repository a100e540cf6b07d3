package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func handoverRoutes() []route {
	return []route{
		{"GET /cases/{person}/handover", staff, (*Server).caseHandover},
		{"POST /cases/{person}/handover", staff, (*Server).proposeHandover},
		{"POST /cases/{person}/handover/move", staff, (*Server).moveCase},
		{"POST /cases/{person}/handover/withdraw", staff, (*Server).withdrawHandover},
		{"GET /cases/{person}/handover/sheet", staff, (*Server).transferSheet},
		{"GET /handovers", staff, (*Server).handovers},
		{"POST /handovers/{person}", staff, (*Server).receiveHandover},
		{"GET /me/handover", person, (*Server).myHandover},
		{"POST /me/handover", person, (*Server).answerHandover},
	}
}

func (s *Server) caseHandover(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showCaseHandover(w, r, v, http.StatusOK, domain.Handover{}, nil)
}

// showCaseHandover shows the page with what was typed; as conflict with how the handover stands now.
func (s *Server) showCaseHandover(w http.ResponseWriter, r *http.Request, v *visit, code int, typed domain.Handover, e *domain.Error) error {
	page, err := v.app.Handover(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path, p.Follow = routes.CaseHandover(page.Case.Person), page.Case.Person
	return s.show(w, r, code, ui.CaseHandover(p, page, typed, code == http.StatusConflict, e))
}

func (s *Server) proposeHandover(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := domain.Handover{Person: personIn(r), To: domain.ParseID[domain.UserID](r.PostFormValue("to")), Note: strings.TrimSpace(r.PostFormValue("note"))}
	return s.handoverAgain(w, r, v, typed, v.app.ProposeHandover(r.Context(), v.by, typed, r.PostFormValue("once")))
}

func (s *Server) moveCase(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := domain.Handover{Person: personIn(r), ToOrg: domain.ParseID[domain.OrgID](r.PostFormValue("org")), Note: strings.TrimSpace(r.PostFormValue("note"))}
	return s.handoverAgain(w, r, v, typed, v.app.MoveCase(r.Context(), v.by, typed, r.PostFormValue("once")))
}

func (s *Server) withdrawHandover(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := domain.ParseID[domain.HandoverID](r.PostFormValue("handover"))
	err := v.app.WithdrawHandover(r.Context(), v.by, personIn(r), id, number(r, "version"))
	return s.handoverAgain(w, r, v, domain.Handover{}, err)
}

// handoverAgain goes back to the page of the handover: with the error at its field, or with how it stands now.
func (s *Server) handoverAgain(w http.ResponseWriter, r *http.Request, v *visit, typed domain.Handover, err error) error {
	e, ok := invalid(err)
	switch {
	case err == nil:
		seeOther(w, routes.CaseHandover(personIn(r)))
		return nil
	case ok:
		return s.showCaseHandover(w, r, v, status(e.Kind), typed, e)
	case conflict(err):
		return s.showCaseHandover(w, r, v, http.StatusConflict, typed, nil)
	}
	return err
}

// transferSheet is for the screen and for paper.
func (s *Server) transferSheet(w http.ResponseWriter, r *http.Request, v *visit) error {
	sheet, err := v.app.TransferSheet(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path = routes.TransferSheet(sheet.Person.ID)
	return s.show(w, r, http.StatusOK, ui.TransferSheet(p, sheet, v.planView(sheet.PlanPage)))
}

func (s *Server) handovers(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showHandovers(w, r, v, http.StatusOK, nil)
}

func (s *Server) showHandovers(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	list, err := v.app.Handovers(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path = routes.Handovers
	return s.show(w, r, code, ui.Handovers(p, list, personIn(r), code == http.StatusConflict, e))
}

func (s *Server) receiveHandover(w http.ResponseWriter, r *http.Request, v *visit) error {
	accept := r.PostFormValue("answer") == "accept"
	to := domain.ParseID[domain.UserID](r.PostFormValue("manager"))
	err := v.app.ReceiveHandover(r.Context(), v.by, personIn(r), number(r, "version"), accept, to)
	e, ok := invalid(err)
	switch {
	case err == nil && accept && to == 0:
		seeOther(w, routes.Case(personIn(r)))
		return nil
	case err == nil:
		seeOther(w, routes.Handovers)
		return nil
	case ok:
		return s.showHandovers(w, r, v, status(e.Kind), e)
	case conflict(err):
		return s.showHandovers(w, r, v, http.StatusConflict, nil)
	}
	return err
}

// myHandover asks the person, or says how the last handover ended.
func (s *Server) myHandover(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showMyHandover(w, r, v, http.StatusOK, nil)
}

func (s *Server) showMyHandover(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	page, err := v.app.Handover(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "today")
	p.Path, p.Follow = routes.MyHandover, v.by.Person
	return s.show(w, r, code, ui.MyHandover(p, page, e))
}

func (s *Server) answerHandover(w http.ResponseWriter, r *http.Request, v *visit) error {
	x := app.HandoverAnswer{
		ID: domain.ParseID[domain.HandoverID](r.PostFormValue("handover")), Version: number(r, "version"), Consent: r.PostFormValue("answer") == "yes",
		PIN: r.PostFormValue("pin"), Terms: domain.ReleaseTerms{Language: v.lang.Tag(), TextHash: ui.TextHash(consent.Move, v.lang)},
	}
	for _, name := range r.PostForm["section"] {
		x.Sections = append(x.Sections, domain.Section(name))
	}
	err := v.app.AnswerHandover(r.Context(), v.by, x)
	e, ok := invalid(err)
	switch {
	case err == nil:
		seeOther(w, routes.MyHandover)
		return nil
	case ok:
		return s.showMyHandover(w, r, v, status(e.Kind), e)
	case conflict(err):
		return s.showMyHandover(w, r, v, http.StatusConflict, nil)
	}
	return err
}
