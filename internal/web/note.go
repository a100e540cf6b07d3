package web

import (
	"fmt"
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/pdf"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// planNote is the note that the manager prints for a person who has not looked yet: what waits, in both languages.
func (s *Server) planNote(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.PrintNote(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	b, err := pdf.Note(v.noteDoc(r, page))
	if err != nil {
		return fmt.Errorf("note for person %d: %w", page.Person.ID, err)
	}
	return s.file(w, "application/pdf", "aufwind-plan.pdf", b)
}

// noteDoc puts a plan into the words of a note.
func (v *visit) noteDoc(r *http.Request, page app.PlanSheet) pdf.NoteDoc {
	own, ok := i18n.Parse(page.Person.Language)
	if !ok {
		own = i18n.De
	}
	view := v.planView(page.PlanPage)
	doc := pdf.NoteDoc{
		Lang: own.Tag(), RTL: own.Dir() == "rtl", Created: v.app.DB.Now().Time(), From: noteFrom(page), Name: page.Person.Name.Or(),
		Own: noteWords(own, page.PlanPage), German: noteWords(i18n.De, page.PlanPage),
		Closing: v.app.DB.Name + ", " + v.ui(r, "").Day(page.Today),
	}
	for _, g := range page.Plan.Goals {
		goal := pdf.NoteGoal{OwnDue: ui.Page{L: own}.Due(g.Due), GermanDue: ui.Page{L: i18n.De}.Due(g.Due)}
		goal.Own, _ = view.Text(g.Text, own.Tag())
		goal.German, _ = view.Text(g.Text, "de")
		doc.Goals = append(doc.Goals, goal)
	}
	return doc
}

func noteWords(l i18n.Lang, page app.PlanPage) pdf.NoteWords {
	by := page.Responsible
	return pdf.NoteWords{
		Title:      l.HomePlanWaits(),
		Paragraphs: []string{l.HomePlanWaitsText(), l.PlanIntro(by.Name)},
		GoalsTitle: l.PlanTitle(),
		Signature:  by.Name + ", " + by.OrgName + ", " + by.Phone,
	}
}

// noteFrom is who writes: the first line of the letterhead, else the organisation.
func noteFrom(page app.PlanSheet) string {
	if names := domain.Lines(page.Letterhead.Names); len(names) > 0 {
		return names[0]
	}
	return page.Responsible.OrgName
}
