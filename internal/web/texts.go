package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func textsRoutes() []route {
	return []route{
		{"GET /me/cv/texts", person, (*Server).myTexts},
		{"GET /me/cv/texts/{text}", person, (*Server).myText},
		{"POST /me/cv/texts/{text}", person, (*Server).answerText},
	}
}

func textIn(r *http.Request) domain.TranslationID {
	return domain.ParseID[domain.TranslationID](r.PathValue("text"))
}

// myTexts lists what the person said in own words, first what waits for an answer.
func (s *Server) myTexts(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Texts(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "cv")
	p.Follow = v.by.Person
	return s.show(w, r, http.StatusOK, ui.MyTexts(p, page))
}

func (s *Server) myText(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showMyText(w, r, v, http.StatusOK, nil)
}

func (s *Server) showMyText(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	page, err := v.app.Texts(r.Context(), v.by)
	if err != nil {
		return err
	}
	t, ok := page.Text(textIn(r))
	if !ok {
		return domain.ErrNotFound()
	}
	p := v.ui(r, "cv")
	p.Path = routes.MyText(t.ID)
	return s.show(w, r, code, ui.MyText(p, page, t, e))
}

// answerText stores what the person says about the German of a text.
func (s *Server) answerText(w http.ResponseWriter, r *http.Request, v *visit) error {
	id, version := textIn(r), number(r, "version")
	var err error
	switch r.PostFormValue("answer") {
	case "correct":
		err = v.app.ConfirmText(r.Context(), v.by, id, version)
	case "wrong":
		err = v.app.RejectText(r.Context(), v.by, id, version)
	case "help":
		err = v.app.AskTextHelp(r.Context(), v.by, id, version)
	default:
		return s.showMyText(w, r, v, http.StatusUnprocessableEntity, &domain.Error{Kind: domain.Invalid, Key: "choose"})
	}
	if e, ok := invalid(err); ok {
		return s.showMyText(w, r, v, status(e.Kind), e)
	}
	if conflict(err) {
		return s.showMyText(w, r, v, http.StatusConflict, changedMeanwhile())
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.MyTexts)
	return nil
}
