package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func unmatchedRoutes() []route {
	return []route{
		{"GET /words", staff, (*Server).wordQueue},
		{"GET /words/{word}", staff, (*Server).openWord},
		{"POST /words/{word}", staff, (*Server).decideWord},
		{"GET /words/city", staff, (*Server).cityLabels},
		{"POST /words/city/{label}/remove", staff, (*Server).removeCityLabel},
	}
}

// wordQueue lists words of persons that no concept meets.
func (s *Server) wordQueue(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := v.app.OpenWords(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.WordQueue(v.ui(r, "words"), list, r.FormValue("done") != ""))
}

func (s *Server) openWord(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showWord(w, r, v, http.StatusOK, nil)
}

// showWord shows one word with what a search in German finds for it.
func (s *Server) showWord(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	word, err := v.app.OpenWord(r.Context(), v.by, wordIn(r))
	if err != nil {
		return err
	}
	view := ui.WordView{Word: word, Query: r.FormValue("q"), Error: e}
	kinds := app.KindsOf(word.Asked)
	if view.Query != "" {
		view.Found = v.app.FindSure("de", view.Query, kinds, foundAtOnce)
	} else {
		view.Found = v.app.FindSure(word.Language, word.Word, kinds, foundAtOnce)
	}
	return s.show(w, r, code, ui.WordPage(v.ui(r, "words"), view))
}

func wordIn(r *http.Request) domain.UnmatchedID {
	return domain.ParseID[domain.UnmatchedID](r.PathValue("word"))
}

// decideWord keeps what staff decide about a word.
func (s *Server) decideWord(w http.ResponseWriter, r *http.Request, v *visit) error {
	d := domain.WordDecision{ID: wordIn(r), State: domain.UnmatchedState(r.PostFormValue("state")), Concept: r.PostFormValue("concept")}
	if d.Concept != "" {
		d.State, d.General, d.Native = domain.WordSuggested, r.PostFormValue("general") != "", r.PostFormValue("native") != ""
		d.Native = d.Native && d.General
	}
	err := v.app.DecideWord(r.Context(), v.by, d)
	if e, ok := invalid(err); ok {
		return s.showWord(w, r, v, status(e.Kind), e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.WordQueueDone)
	return nil
}

// cityLabels lists the words that the city has approved as labels.
func (s *Server) cityLabels(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := v.app.CityLabels(r.Context(), v.by)
	if err != nil {
		return err
	}
	lines := make([]ui.CityLabelLine, len(list))
	for i, l := range list {
		c, _ := v.app.Vocab.Concept(vocab.ID(l.Concept))
		lines[i] = ui.CityLabelLine{CityLabel: l, Concept: c}
	}
	return s.show(w, r, http.StatusOK, ui.CityLabels(v.ui(r, "words"), lines))
}

func (s *Server) removeCityLabel(w http.ResponseWriter, r *http.Request, v *visit) error {
	id := domain.ParseID[domain.CityLabelID](r.PathValue("label"))
	if err := v.app.RemoveCityLabel(r.Context(), v.by, id); err != nil {
		return err
	}
	seeOther(w, routes.CityLabels)
	return nil
}
