package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func bookquestionRoutes() []route {
	return []route{
		{"GET /me/access/{seq}", person, (*Server).askedEntry},
		{"POST /me/access/{seq}", person, (*Server).askAboutEntry},
		{"GET /questions", staff, (*Server).bookQuestions},
		{"GET /questions/{question}", staff, (*Server).bookQuestion},
		{"POST /questions/{question}", staff, (*Server).answerBookQuestion},
	}
}

// seqIn is the number of an entry; what is none is the number of no entry.
func seqIn(r *http.Request) int64 {
	seq, _ := strconv.ParseInt(r.PathValue("seq"), 10, 64)
	return seq
}

func (s *Server) askedEntry(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showAskedEntry(w, r, v, http.StatusOK, "", nil)
}

// showAskedEntry shows an entry of the own book with its question, or with the form that asks and what was typed in it.
func (s *Server) showAskedEntry(w http.ResponseWriter, r *http.Request, v *visit, code int, typed string, e *domain.Error) error {
	page, err := v.app.AskedEntry(r.Context(), v.by, seqIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "me")
	p.Path = routes.BookEntry(seqIn(r))
	return s.show(w, r, code, ui.AskedEntry(p, page, typed, e))
}

func (s *Server) askAboutEntry(w http.ResponseWriter, r *http.Request, v *visit) error {
	q := domain.BookQuestion{Seq: seqIn(r), Text: strings.TrimSpace(r.PostFormValue("text")), Lang: v.lang.Tag()}
	err := v.app.AskAboutEntry(r.Context(), v.by, q)
	if e, ok := invalid(err); ok {
		return s.showAskedEntry(w, r, v, status(e.Kind), q.Text, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.BookEntry(q.Seq))
	return nil
}

func (s *Server) bookQuestions(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, today, err := v.app.BookQuestions(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.BookQuestions(v.ui(r, "unit"), list, today))
}

func questionIn(r *http.Request) domain.BookQuestionID {
	return domain.ParseID[domain.BookQuestionID](r.PathValue("question"))
}

func (s *Server) bookQuestion(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showBookQuestion(w, r, v, http.StatusOK, ui.BookAnswerForm{}, nil)
}

func (s *Server) showBookQuestion(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.BookAnswerForm, e *domain.Error) error {
	page, err := v.app.BookQuestion(r.Context(), v.by, questionIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "unit")
	p.Path = routes.BookQuestion(page.Question.ID)
	return s.show(w, r, code, ui.BookQuestion(p, page, f, e))
}

// answerBookQuestion answers; where somebody has answered meanwhile, their answer is shown, and what was typed below it.
func (s *Server) answerBookQuestion(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.BookAnswerForm{Why: r.PostFormValue("why"), Answer: strings.TrimSpace(r.PostFormValue("answer"))}
	err := v.app.AnswerBookQuestion(r.Context(), v.by, questionIn(r), f.Why, f.Answer)
	if e, ok := invalid(err); ok {
		return s.showBookQuestion(w, r, v, status(e.Kind), f, e)
	}
	if domain.KindOf(err) == domain.Conflict {
		return s.showBookQuestion(w, r, v, http.StatusConflict, f, nil)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.BookQuestions)
	return nil
}
