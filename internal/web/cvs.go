package web

import (
	"net/http"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// newCVPage asks for which work one more CV shall be.
func (s *Server) newCVPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CV(r.Context(), v.by, 0)
	if err != nil {
		return err
	}
	return s.showNewCV(w, r, v, page, ui.Once(), nil)
}

func (s *Server) showNewCV(w http.ResponseWriter, r *http.Request, v *visit, page app.CVPage, once string, e *domain.Error) error {
	code := http.StatusOK
	if e != nil {
		code = status(e.Kind)
	}
	search, err := targets(r, v, page)
	if err != nil {
		return err
	}
	form := ui.NewCVForm{Search: search, Typed: r.PostFormValue("text"), Once: once}
	return s.show(w, r, code, ui.NewCV(v.ui(r, "cv"), form, e))
}

// newCV makes one more CV with what fits its aim on top, and leads to the choice of what it shows.
func (s *Server) newCV(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CV(r.Context(), v.by, 0)
	if err != nil {
		return err
	}
	once := r.PostFormValue("once")
	aim, err := target(r, v)
	var id domain.CVID
	if err == nil {
		id, err = v.app.SaveCV(r.Context(), v.by, page.Suggested(v.app.Vocab, aim), once)
	}
	if e, ok := invalid(err); ok {
		return s.showNewCV(w, r, v, page, once, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.OfCV(routes.CVEntries, id))
	return nil
}

// cvEntries asks what the CV shows, in which order.
func (s *Server) cvEntries(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.CVEntries(v.ui(r, "cv"), page, nil))
}

// saveCVEntries stores what the CV shows; a button "up" stores it too, with one thing moved, and stays on the page.
func (s *Server) saveCVEntries(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	c := page.CV
	up := r.PostFormValue("up")
	c.Entries = chosenEntries(page, r.PostForm["in"], up)
	err = s.saveCV(r, v, c)
	e, ok := invalid(err)
	if conflict(err) {
		e, ok = changedMeanwhile(), true
	}
	if ok {
		return s.show(w, r, status(e.Kind), ui.CVEntries(v.ui(r, "cv"), page, e))
	}
	if err != nil {
		return err
	}
	to := routes.CV
	if up != "" {
		to = routes.CVEntries
	}
	seeOther(w, routes.OfCV(to, ui.CVRef(page.Profile)))
	return nil
}

// chosenEntries reads a choice: in holds the keys of the entries and tasks that are ticked, up that of the one to move before the one
// above it.
func chosenEntries(page app.CVPage, in []string, up string) []domain.CVEntry {
	var all []domain.CVEntry
	for _, e := range cv.InOrder(page.Entries, page.CV) {
		if !ui.Choosable(e) {
			continue
		}
		c := domain.CVEntry{Entry: e.ID, Out: !slices.Contains(in, ui.EntryKey(e))}
		if e.Work != nil {
			for _, t := range e.Work.Tasks {
				key := ui.TaskKey(e, t)
				c.Tasks = append(c.Tasks, domain.CVTask{Task: t, Out: !slices.Contains(in, key)})
				if n := len(c.Tasks); key == up && n > 1 {
					c.Tasks[n-1], c.Tasks[n-2] = c.Tasks[n-2], c.Tasks[n-1]
				}
			}
		}
		all = append(all, c)
		if ui.EntryKey(e) == up {
			moveUp(all, page, e.Section)
		}
	}
	return all
}

// moveUp moves the last of the list before the one above it of the same section.
func moveUp(all []domain.CVEntry, page app.CVPage, section domain.Section) {
	last := len(all) - 1
	for i := last - 1; i >= 0; i-- {
		if slices.ContainsFunc(page.Entries, func(e domain.Entry) bool { return e.ID == all[i].Entry && e.Section == section }) {
			moved := all[last]
			copy(all[i+1:], all[i:last])
			all[i] = moved
			return
		}
	}
}

// removeCVPage asks before a CV is deleted.
func (s *Server) removeCVPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	if len(page.CVs) < 2 {
		return domain.ErrNotFound()
	}
	return s.show(w, r, http.StatusOK, ui.RemoveCV(v.ui(r, "cv"), page, nil))
}

func (s *Server) removeCV(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	err = v.app.RemoveCV(r.Context(), v.by, page.CV.ID, number(r, "version"))
	if conflict(err) {
		return s.show(w, r, http.StatusConflict, ui.RemoveCV(v.ui(r, "cv"), page, changedMeanwhile()))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CV)
	return nil
}

// cvGap asks what was in a time without an entry.
func (s *Server) cvGap(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	b, ok := breakAt(page, r.FormValue("gap"))
	if !ok {
		return domain.ErrNotFound()
	}
	return s.show(w, r, http.StatusOK, ui.CVGap(v.ui(r, "cv"), page, b, nil))
}

// breakAt is the time without an entry that begins on a day; the open one where a stale decision begins on the same day.
func breakAt(page app.CVPage, first string) (found cv.Break, ok bool) {
	for _, b := range page.Breaks {
		if string(b.First) == first && (!ok || found.Stale) {
			found, ok = b, true
		}
	}
	return found, ok
}

// saveCVGap stores what was in a time without an entry, that it stays empty, or that nothing is decided any more.
func (s *Server) saveCVGap(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	b, ok := breakAt(page, r.PostFormValue("gap"))
	if !ok {
		return domain.ErrConflict() // the entries beside it have changed meanwhile
	}
	c := page.CV
	reason := r.PostFormValue("reason")
	c.Gaps, err = page.Decide(b, reason, slices.Contains(r.PostForm["explicit"], reason), r.PostFormValue("forget") != "")
	if err == nil {
		err = s.saveCV(r, v, c)
	}
	e, ok := invalid(err)
	if conflict(err) {
		e, ok = changedMeanwhile(), true
	}
	if ok {
		return s.show(w, r, status(e.Kind), ui.CVGap(v.ui(r, "cv"), page, b, e))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.OfCV(routes.CV, ui.CVRef(page.Profile)))
	return nil
}
