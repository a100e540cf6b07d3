package web

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func bodylinkRoutes() []route {
	return []route{
		{"GET /me/bodies", person, (*Server).myBodies},
		{"POST /me/bodies/{request}/consent", person, (*Server).consentToBody},
		{"POST /me/bodies/{request}/take-back", person, (*Server).takeBackBody},
		{"POST /me/bodies/{request}/counter", person, (*Server).answerBodyCounter},
		{"GET /cases/{person}/bodies", staff, (*Server).caseBodies},
		{"POST /cases/{person}/bodies", staff, (*Server).askBody},
		{"POST /cases/{person}/bodies/{request}/link", staff, (*Server).makeBodyLink},
		{"POST /cases/{person}/bodies/{request}/counter", staff, (*Server).answerBodyCounter},
		{"POST /cases/{person}/bodies/{request}/move", staff, (*Server).moveBodyRequest},
		{"GET /body/{token}", public, (*Server).bodyCover},
		{"POST /body/{token}", public, (*Server).openBodyLink},
		{"POST /body/{token}/answer", public, (*Server).answerBodyLink},
	}
}

func requestIn(r *http.Request) domain.CoordinationID {
	return domain.ParseID[domain.CoordinationID](r.PathValue("request"))
}

func (s *Server) myBodies(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showMyBodies(w, r, v, http.StatusOK, nil)
}

func (s *Server) showMyBodies(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	page, err := v.app.BodyRequests(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "plan")
	p.Path, p.Follow = routes.MyBodies, v.by.Person
	return s.show(w, r, code, ui.MyBodies(p, v.bodyView(page), page, e))
}

// bodyView gives the pages of requests what the texts of a plan need.
func (v *visit) bodyView(page app.BodyRequestsPage) ui.PlanView {
	return v.planView(app.PlanPage{Person: page.Person, Responsible: page.Responsible, AddressForm: page.AddressForm, Today: page.Today})
}

// afterBodies leads back to the list that the form stands on, or shows it with the error.
func (s *Server) afterBodies(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	mine := v.by.IsPerson()
	e, wrong := invalid(err)
	if !wrong && conflict(err) {
		e, wrong = &domain.Error{Kind: domain.Conflict, Key: "counterAnswered"}, true
	}
	switch {
	case wrong && mine && e.Field == "":
		return s.showMyBodies(w, r, v, status(e.Kind), ui.ErrorAt(&domain.Error{Kind: e.Kind, Key: e.Key, Field: "request"}, requestIn(r).String()))
	case wrong && mine:
		return s.showMyBodies(w, r, v, status(e.Kind), ui.ErrorAt(e, requestIn(r).String()))
	case wrong:
		return s.showCaseBodies(w, r, v, status(e.Kind), ui.BodyAsk{Once: ui.Once()}, e)
	case err != nil:
		return err
	case mine:
		seeOther(w, routes.MyBodies)
	default:
		seeOther(w, routes.CaseBodies(personIn(r)))
	}
	return nil
}

func (s *Server) consentToBody(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := requestIn(r).String() // several such forms stand on one page
	return s.afterBodies(w, r, v, v.app.ConsentToBody(r.Context(), v.by, app.BodyConsent{
		ID: requestIn(r), Version: number(r, "version"), Share: r.PostFormValue("consent") == "yes",
		Shown: domain.BodyName(r.PostFormValue("shown-" + id)), Days: number(r, "days-"+id), PIN: r.PostFormValue("pin"),
		Terms: domain.ReleaseTerms{Language: v.lang.Tag(), TextHash: ui.TextHash(consent.Body, v.lang)},
	}))
}

func (s *Server) takeBackBody(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterBodies(w, r, v, v.app.TakeBackBody(r.Context(), v.by, requestIn(r)))
}

// answerBodyCounter is the person's and the manager's.
func (s *Server) answerBodyCounter(w http.ResponseWriter, r *http.Request, v *visit) error {
	p := v.by.Person
	if !v.by.IsPerson() {
		p = personIn(r)
	}
	return s.afterBodies(w, r, v, v.app.AnswerBodyCounter(r.Context(), v.by, p, app.CounterAnswer{
		ID: requestIn(r), Version: number(r, "version"), Accept: r.PostFormValue("answer") == "accept", PIN: r.PostFormValue("pin"),
	}))
}

func (s *Server) caseBodies(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showCaseBodies(w, r, v, http.StatusOK, ui.BodyAsk{Once: ui.Once()}, nil)
}

func (s *Server) showCaseBodies(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.BodyAsk, e *domain.Error) error {
	page, err := v.app.BodyRequests(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Path, p.Follow = routes.CaseBodies(page.Person.ID), page.Person.ID
	return s.show(w, r, code, ui.CaseBodies(p, v.bodyView(page), page, f, e))
}

func (s *Server) askBody(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.BodyAsk{Item: r.PostFormValue("item"), Once: r.PostFormValue("once"), BodyQuestion: domain.BodyQuestion{
		Body: domain.ParseID[domain.BodyID](r.PostFormValue("body")), Text: strings.TrimSpace(r.PostFormValue("question")),
	}}
	goal, measure, _ := strings.Cut(f.Item, "-")
	f.Goal, f.Measure = domain.ParseID[domain.GoalID](goal), domain.ParseID[domain.MeasureID](measure)
	err := v.app.AskBody(r.Context(), v.by, personIn(r), f.BodyQuestion, f.Once)
	if e, ok := invalid(err); ok {
		return s.showCaseBodies(w, r, v, status(e.Kind), f, e)
	}
	return s.afterBodies(w, r, v, err)
}

func (s *Server) moveBodyRequest(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.afterBodies(w, r, v, v.app.MoveBodyRequest(r.Context(), v.by, personIn(r), app.CoordinationMove{
		ID: requestIn(r), Version: number(r, "version"), Event: domain.CoordinationEvent(r.PostFormValue("event")),
	}))
}

// makeBodyLink makes a link and shows address and code, once.
func (s *Server) makeBodyLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	once := r.PostFormValue("once")
	token, code := v.tokenOf("link to a body", once), v.codeOf(once)
	made, err := v.app.MakeBodyLink(r.Context(), v.by, personIn(r), requestIn(r), token, code, once)
	if err != nil {
		return s.afterBodies(w, r, v, err)
	}
	p := v.ui(r, "cases")
	p.Path = routes.CaseBodies(personIn(r))
	return s.show(w, r, http.StatusOK, ui.BodyLinkMade(p, made, s.origin(r)+routes.AskedBody(token), code))
}

// codeOf is the code of the link that a form makes: six digits that follow from the form and from the token of this session.
func (v *visit) codeOf(once string) string {
	var b [8]byte
	if once == "" {
		_, _ = rand.Read(b[:]) // never fails
	} else {
		copy(b[:], v.mac("code of a link to a body", once))
	}
	n := binary.BigEndian.Uint64(b[:]) % 1_000_000
	return fmt.Sprintf("%03d %03d", n/1000, n%1000)
}

// bodyCover asks for the code. It is the same for every address, and looks nothing up.
func (s *Server) bodyCover(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.show(w, r, http.StatusOK, ui.BodyCover(linkPage(r, v), r.PathValue("token"), false))
}

func (s *Server) openBodyLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	token, code := r.PathValue("token"), r.PostFormValue("code")
	view, err := v.app.OpenBodyLink(r.Context(), token, code)
	if err != nil {
		return s.bodyShut(w, r, v, err)
	}
	return s.show(w, r, http.StatusOK, ui.AskedBody(linkPage(r, v), ui.BodyAnswer{Token: token, Code: code}, view, nil))
}

func (s *Server) answerBodyLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.BodyAnswer{Token: r.PathValue("token"), Code: r.PostFormValue("code"), BodyAnswer: domain.BodyAnswer{
		Kind: r.PostFormValue("kind"), Due: domain.Day(r.PostFormValue("due")), Text: strings.TrimSpace(r.PostFormValue("text")),
		Reason: strings.TrimSpace(r.PostFormValue("reason")),
	}}
	view, err := v.app.AnswerBodyLink(r.Context(), f.Token, f.Code, f.BodyAnswer)
	if e, ok := invalid(err); ok && e.Kind == domain.Invalid {
		if view, err = v.app.OpenBodyLink(r.Context(), f.Token, f.Code); err != nil {
			return s.bodyShut(w, r, v, err)
		}
		return s.show(w, r, status(e.Kind), ui.AskedBody(linkPage(r, v), f, view, e))
	}
	if err != nil {
		return s.bodyShut(w, r, v, err)
	}
	return s.show(w, r, http.StatusOK, ui.AskedBody(linkPage(r, v), f, view, nil))
}

// bodyShut is the one answer to everything that opens nothing; only a link that is opened too often says so.
func (s *Server) bodyShut(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	if e, ok := invalid(err); ok {
		w.Header().Set("Retry-After", "3600")
		return s.show(w, r, http.StatusTooManyRequests, ui.BodyBusy(linkPage(r, v), e))
	}
	if domain.KindOf(err) != domain.NotFound {
		return err
	}
	return s.show(w, r, http.StatusNotFound, ui.BodyCover(linkPage(r, v), r.PathValue("token"), true))
}
