package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func profileRoutes() []route {
	return []route{
		{"GET /me/profile", person, (*Server).profile},
		{"GET /me/profile/{section}", person, (*Server).profileSection},
		{"GET /me/profile/{section}/{entry}", person, (*Server).profileEntry},
		{"GET /me/profile/{section}/{entry}/remove", person, (*Server).removeEntryPage},
		{"POST /me/profile/{section}/{entry}/remove", person, (*Server).removeEntry},
		{"GET /me/profile/{section}/{entry}/{step}", person, (*Server).question},
		{"POST /me/profile/{section}/{entry}/{step}", person, (*Server).saveEntry},
		{"POST /me/profile/{section}/{entry}/{step}/preview", person, (*Server).previewEntry},
	}
}

// profile shows all that the person has said.
func (s *Server) profile(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := v.app.Profile(r.Context(), v.by)
	if err != nil {
		return err
	}
	var sections []ui.SectionLines
	for _, section := range domain.ProfileSections {
		sections = append(sections, ui.SectionLines{Section: section, Lines: v.app.Lines(p, section)})
	}
	return s.show(w, r, http.StatusOK, ui.Profile(followed(v, r), sections))
}

// profileSection shows what the person has said in one section.
func (s *Server) profileSection(w http.ResponseWriter, r *http.Request, v *visit) error {
	section := domain.Section(r.PathValue("section"))
	if !section.InProfile() {
		return domain.ErrNotFound()
	}
	p, err := v.app.Profile(r.Context(), v.by)
	if err != nil {
		return err
	}
	lines := ui.SectionLines{Section: section, Lines: v.app.Lines(p, section)}
	return s.show(w, r, http.StatusOK, ui.ProfileSection(followed(v, r), lines, p.Unsaid()))
}

// followed is a page that shows at once what somebody else changes for the person.
func followed(v *visit, r *http.Request) ui.Page {
	p := v.ui(r, "me")
	p.Follow = v.by.Person
	return p
}

// lineOf is the entry that the address of the request names, with its German, and the sections without an entry.
func lineOf(r *http.Request, v *visit) (l app.EntryLine, unsaid []domain.Section, err error) {
	p, err := v.app.Profile(r.Context(), v.by)
	if err != nil {
		return l, nil, err
	}
	id := domain.ParseID[domain.EntryID](r.PathValue("entry"))
	for _, l := range v.app.Lines(p, domain.Section(r.PathValue("section"))) {
		if l.ID == id {
			return l, p.Unsaid(), nil
		}
	}
	return l, nil, domain.ErrNotFound()
}

func (s *Server) profileEntry(w http.ResponseWriter, r *http.Request, v *visit) error {
	l, unsaid, err := lineOf(r, v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.ProfileEntry(v.ui(r, "me"), l, unsaid))
}

func (s *Server) removeEntryPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	l, _, err := lineOf(r, v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.RemoveEntry(v.ui(r, "me"), l, nil))
}

// removeEntry deletes an entry. When somebody changed it meanwhile, the page asks again with what it says now.
func (s *Server) removeEntry(w http.ResponseWriter, r *http.Request, v *visit) error {
	l, _, err := lineOf(r, v)
	if err != nil {
		return err
	}
	err = v.app.RemoveEntry(r.Context(), v.by, l.ID, number(r, "version"))
	if conflict(err) {
		return s.show(w, r, http.StatusConflict, ui.RemoveEntry(v.ui(r, "me"), l, changedMeanwhile()))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.ProfileSection(l.Section))
	return nil
}
