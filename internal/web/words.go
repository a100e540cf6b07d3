package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func wordsRoutes() []route {
	return []route{
		{"GET /me/words", person, (*Server).words},
		{"POST /me/words", person, (*Server).answerWord},
		{"POST /me/reading", person, (*Server).saveReading},
	}
}

// words shows what staff suggest for the own words.
func (s *Server) words(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showWords(w, r, v, http.StatusOK, nil)
}

func (s *Server) showWords(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	list, err := v.app.WordSuggestions(r.Context(), v.by)
	if err != nil {
		return err
	}
	var lines []ui.WordLine
	for _, x := range list {
		if c, ok := v.app.Vocab.Concept(vocab.ID(x.Concept)); ok {
			lines = append(lines, ui.WordLine{WordSuggestion: x, Concept: c})
		}
	}
	p := v.ui(r, "cv")
	p.Follow = v.by.Person
	return s.show(w, r, code, ui.Words(p, lines, e))
}

// answerWord takes a suggestion or keeps the own words.
func (s *Server) answerWord(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := domain.ParseID[domain.UnmatchedID](r.PostFormValue("word"))
	err := v.app.AnswerWord(r.Context(), v.by, id, r.PostFormValue("take") == "1")
	if conflict(err) {
		return s.showWords(w, r, v, http.StatusConflict, changedMeanwhile())
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Words)
	return nil
}

// saveReading keeps which other language the person reads, and leads back to where it was asked.
func (s *Server) saveReading(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.SaveReading(r.Context(), v.by, r.PostFormValue("language")); err != nil {
		return err
	}
	seeOther(w, ownPath(r.PostFormValue("back")))
	return nil
}
