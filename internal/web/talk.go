package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func talkRoutes() []route {
	return []route{
		{"GET /me/talks", person, (*Server).myTalks},
		{"GET /cases/{person}/talks", staff, (*Server).caseTalks},
		{"POST /cases/{person}/talks", staff, (*Server).saveTalk},
		{"GET /cases/{person}/talks/{talk}", staff, (*Server).talkCorrection},
		{"POST /cases/{person}/talks/{talk}", staff, (*Server).correctTalk},
		{"GET /talks/new", staff, (*Server).countTalkPage},
		{"POST /talks", staff, (*Server).countTalk},
	}
}

// talkView gives a page of talks its form, filled in as most talks are.
func talkView(page app.TalkPage, language string) ui.TalkView {
	form := domain.Talk{Day: page.Today, Kind: "counselling", Minutes: "to_30", Language: language, Interpreter: "none"}
	if len(page.Types) > 0 {
		form.Type = page.Types[0]
	}
	return ui.TalkView{TalkPage: page, Form: form}
}

// talkFromForm reads a talk as it was typed.
func talkFromForm(r *http.Request) domain.Talk {
	t := domain.Talk{
		ID: domain.ParseID[domain.TalkID](r.PathValue("talk")), Version: number(r, "version"),
		Day: domain.Day(r.PostFormValue("day")), Type: r.PostFormValue("type"), Kind: r.PostFormValue("kind"), Minutes: r.PostFormValue("minutes"),
		Language: r.PostFormValue("language"), Interpreter: r.PostFormValue("interpreter"),
		Result: strings.TrimSpace(r.PostFormValue("result")), Next: strings.TrimSpace(r.PostFormValue("next")), NextOn: domain.Day(r.PostFormValue("next_on")),
	}
	for _, topic := range domain.TalkTopics { // in the order of the list, each once; the form has no others
		if slices.Contains(r.PostForm["topics"], topic) {
			t.Topics = append(t.Topics, topic)
		}
	}
	return t
}

// othersIn are those who took part in a talk beside the person of the page.
func othersIn(r *http.Request) (others []domain.PersonID) {
	for _, id := range r.PostForm["others"] {
		others = append(others, domain.ParseID[domain.PersonID](id))
	}
	return others
}

func (s *Server) myTalks(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Talks(r.Context(), v.by, v.by.Person)
	if err != nil {
		return err
	}
	p := v.ui(r, "plan")
	p.Follow = v.by.Person
	return s.show(w, r, http.StatusOK, ui.MyTalks(p, ui.TalkView{TalkPage: page}))
}

func (s *Server) caseTalks(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Talks(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "cases")
	p.Follow = page.Person.ID
	return s.show(w, r, http.StatusOK, ui.CaseTalks(p, ui.TalkView{TalkPage: page}))
}

// saveTalk stores a talk from the page of a person.
func (s *Server) saveTalk(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := talkFromForm(r)
	others := othersIn(r)
	err := v.app.SaveTalk(r.Context(), v.by, personIn(r), t, others, r.PostFormValue("once"))
	if err == nil {
		seeOther(w, routes.LastTalks(personIn(r)))
		return nil
	}
	e, ok := invalid(err)
	if !ok {
		return err
	}
	view, err := s.caseView(r, v)
	if err != nil {
		return err
	}
	view.Error, view.Talks.Error, view.Talks.Form = e, e, t
	view.Talks.With = others
	return s.showCase(w, r, v, status(e.Kind), view)
}

// talkToCorrect loads the talk that the address names, as long as its reader may still change it.
func talkToCorrect(r *http.Request, v *visit) (ui.TalkView, error) {
	page, err := v.app.Talks(r.Context(), v.by, personIn(r))
	if err != nil {
		return ui.TalkView{}, err
	}
	t, ok := page.Talk(domain.ParseID[domain.TalkID](r.PathValue("talk")))
	if !ok || !t.Correctable(v.by.User, page.Now) {
		return ui.TalkView{}, domain.ErrNotFound()
	}
	return ui.TalkView{TalkPage: page, Form: t}, nil
}

func (s *Server) talkCorrection(w http.ResponseWriter, r *http.Request, v *visit) error {
	view, err := talkToCorrect(r, v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.TalkCorrection(v.ui(r, "cases"), view))
}

// correctTalk stores a corrected talk. When somebody was first, the page shows both: what was typed, and what is stored now.
func (s *Server) correctTalk(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := talkFromForm(r)
	err := v.app.SaveTalk(r.Context(), v.by, personIn(r), t, nil, "")
	if err == nil {
		seeOther(w, routes.LastTalks(personIn(r)))
		return nil
	}
	e, ok := invalid(err)
	if !ok && !conflict(err) {
		return err
	}
	view, loadErr := talkToCorrect(r, v)
	if loadErr != nil {
		return loadErr
	}
	if stored := view.Form; !ok {
		view.Stored, t.Version = &stored, stored.Version
	}
	view.Form, view.Error = t, e
	return s.show(w, r, status(domain.KindOf(err)), ui.TalkCorrection(v.ui(r, "cases"), view))
}

// counting is the form for a talk that is counted only.
func counting(v *visit) (view ui.TalkView, err error) {
	page, err := v.app.Counting(v.by)
	if err != nil {
		return view, err
	}
	return talkView(page, domain.OtherLanguage), nil
}

func (s *Server) countTalkPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	view, err := counting(v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.CountTalk(v.ui(r, "cases"), view, r.FormValue("done") != ""))
}

func (s *Server) countTalk(w http.ResponseWriter, r *http.Request, v *visit) error {
	t := talkFromForm(r)
	err := v.app.CountTalk(r.Context(), v.by, t, r.PostFormValue("once"))
	if err == nil {
		seeOther(w, routes.TalkCounted)
		return nil
	}
	e, ok := invalid(err)
	if !ok {
		return err
	}
	view, err := counting(v)
	if err != nil {
		return err
	}
	view.Form, view.Error = t, e
	p := v.ui(r, "cases")
	p.Path = routes.CountTalk
	return s.show(w, r, status(e.Kind), ui.CountTalk(p, view, false))
}
