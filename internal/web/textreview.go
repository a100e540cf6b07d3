package web

import (
	"net/http"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func textreviewRoutes() []route {
	return []route{
		{"GET /texts", staff, (*Server).textReview},
		{"GET /cases/{person}/texts", staff, (*Server).caseTexts},
		{"GET /cases/{person}/texts/{text}", staff, (*Server).caseText},
		{"POST /cases/{person}/texts/{text}", staff, (*Server).reviewText},
		{"POST /cases/{person}/texts/{text}/phrase", staff, (*Server).approvePhrase},
		{"GET /phrases", staff, (*Server).phrases},
		{"POST /phrases/{phrase}/remove", staff, (*Server).removePhrase},
	}
}

// textReview lists the persons whose texts wait for a review.
func (s *Server) textReview(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := v.app.TextsToReview(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.TextReview(v.ui(r, "texts"), list))
}

// caseTexts lists the texts of a person in the released sections.
func (s *Server) caseTexts(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.PersonTexts(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "texts")
	p.Follow = page.Person.ID
	return s.show(w, r, http.StatusOK, ui.CaseTexts(p, page))
}

func (s *Server) caseText(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showCaseText(w, r, v, http.StatusOK, nil, nil)
}

// showCaseText shows one text to its reviewer, and goes when its section is taken back; typed is German that was refused or is stale, nil for a fresh page.
func (s *Server) showCaseText(w http.ResponseWriter, r *http.Request, v *visit, code int, typed []string, e *domain.Error) error {
	page, err := v.app.PersonTexts(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	t, ok := page.Text(textIn(r))
	if !ok {
		return domain.ErrNotFound()
	}
	p := v.ui(r, "texts")
	p.Path = routes.CaseText(page.Person.ID, t.ID)
	if r.Method == http.MethodGet { // the answer to a form has no address of its own
		p.Follow = page.Person.ID
	}
	view := ui.ReviewView{Page: page, Text: t, Typed: typed, Stale: code == http.StatusConflict, Approved: r.FormValue("approved") != ""}
	return s.show(w, r, code, ui.CaseText(p, view, e))
}

// reviewText stores the German that a reviewer has written or left as it was.
func (s *Server) reviewText(w http.ResponseWriter, r *http.Request, v *visit) error {
	review := domain.Review{ID: textIn(r), Version: number(r, "version")}
	if err := r.ParseForm(); err != nil {
		return err
	}
	review.German = slices.Clone(r.PostForm["german"])
	err := v.app.ReviewText(r.Context(), v.by, personIn(r), review)
	if e, ok := invalid(err); ok {
		return s.showCaseText(w, r, v, status(e.Kind), review.German, e)
	}
	if conflict(err) {
		return s.showCaseText(w, r, v, http.StatusConflict, review.German, changedMeanwhile())
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CaseTexts(personIn(r)))
	return nil
}

// approvePhrase makes a reviewed text a phrase of the city.
func (s *Server) approvePhrase(w http.ResponseWriter, r *http.Request, v *visit) error {
	err := v.app.ApprovePhrase(r.Context(), v.by, personIn(r), textIn(r), number(r, "version"))
	if e, ok := invalid(err); ok {
		return s.showCaseText(w, r, v, status(e.Kind), nil, e)
	}
	if conflict(err) {
		return s.showCaseText(w, r, v, http.StatusConflict, nil, changedMeanwhile())
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.ApprovedText(personIn(r), textIn(r)))
	return nil
}

// phrases is the city's memory.
func (s *Server) phrases(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := v.app.Phrases(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Phrases(v.ui(r, "phrases"), list))
}

func (s *Server) removePhrase(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := domain.ParseID[domain.PhraseID](r.PathValue("phrase"))
	if err := v.app.RemovePhrase(r.Context(), v.by, id); err != nil {
		return err
	}
	seeOther(w, routes.Phrases)
	return nil
}
