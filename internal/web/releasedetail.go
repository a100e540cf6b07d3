package web

import (
	"fmt"
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/consentpdf"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// releasePage is one release with its proof; after its end also what had been passed on.
func (s *Server) releasePage(w http.ResponseWriter, r *http.Request, v *visit) error {
	x, err := v.app.Release(r.Context(), v.by, releaseIn(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "me")
	what := func(i18n.Lang) string { return p.ReleaseName(x.Release) }
	return s.show(w, r, http.StatusOK, ui.Release(p, x, consentpdf.Filled(x.Text, textLanguage(x), x.Release, what)))
}

// textLanguage is the language of the text that was agreed to.
func textLanguage(x app.ReleaseDetail) i18n.Lang {
	l, ok := i18n.Parse(x.Text.Language)
	if !ok {
		return i18n.De
	}
	return l
}

// releaseReceipt is the proof of a release as PDF, in the language of the text that was agreed to and in German.
func (s *Server) releaseReceipt(w http.ResponseWriter, r *http.Request, v *visit) error {
	x, err := v.app.Release(r.Context(), v.by, releaseIn(r))
	if err != nil {
		return err
	}
	own := v.lang
	if len(x.Text.Sentences) > 0 {
		own = textLanguage(x)
	}
	day := ui.Page{Zone: v.app.DB.Zone}.DayOf
	receipt := consentpdf.Receipt{
		Own: own, City: v.app.DB.Name, Person: v.by.Core, Release: x.Release, Text: x.Text, German: x.German, Given: day(x.GivenAt), On: x.Today,
		What: func(l i18n.Lang) string { return ui.Page{L: l}.ReleaseName(x.Release) },
	}
	if x.RevokedAt != 0 {
		receipt.Ended = day(x.RevokedAt)
	}
	b, err := consentpdf.PDF(receipt)
	if err != nil {
		return fmt.Errorf("receipt of release %d: %w", x.ID, err)
	}
	return s.file(w, "application/pdf", "aufwind-receipt.pdf", b)
}

// extendRelease begins to give a release once more, which has only to be confirmed.
func (s *Server) extendRelease(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.ExtendRelease(r.Context(), v.by, releaseIn(r)); err != nil {
		return err
	}
	seeOther(w, routes.ReleaseStep(domain.StepConfirm))
	return nil
}

// takeBackAny lists what is in force: one more tap takes it back.
func (s *Server) takeBackAny(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Releases(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.TakeBackAny(v.ui(r, "me"), page, goalNames(v, page)))
}
