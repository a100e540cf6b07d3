package web

import (
	"net/http"
	"slices"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// language is the language of a request without a session: chosen, or wished for by the browser, or German.
func (s *Server) language(r *http.Request) i18n.Lang {
	if tag, ok := s.readCookie(r, languageCookie); ok {
		if l, ok := i18n.Parse(tag); ok && slices.Contains(i18n.ForPersons(), l) {
			return l
		}
	}
	return i18n.Match(r.Header.Get("Accept-Language"), i18n.ForPersons())
}

func (s *Server) languagePage(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.show(w, r, http.StatusOK, ui.LanguageChoice(v.ui(r, ""), ui.Languages(v.by), ownPath(r.FormValue("back"))))
}

func (s *Server) chooseLanguage(w http.ResponseWriter, r *http.Request, v *visit) error {
	l, ok := i18n.Parse(r.PostFormValue("language"))
	if !ok || !slices.Contains(ui.Languages(v.by), l) {
		return domain.ErrNotFound()
	}
	if v.by.Session != 0 {
		if err := v.app.ChooseLanguage(r.Context(), v.by, l.Tag()); err != nil {
			return err
		}
	}
	s.setCookie(w, languageCookie, l.Tag(), 365*24*time.Hour)
	seeOther(w, ownPath(r.PostFormValue("back")))
	return nil
}
