package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func cvRoutes() []route {
	return []route{
		{"GET /me/cv", person, (*Server).cv},
		{"POST /me/cv", person, (*Server).saveCVPrint},
		{"GET /me/cv/target", person, (*Server).cvTarget},
		{"POST /me/cv/target", person, (*Server).saveCVTarget},
		{"GET /me/cv/new", person, (*Server).newCVPage},
		{"POST /me/cv/new", person, (*Server).newCV},
		{"GET /me/cv/entries", person, (*Server).cvEntries},
		{"POST /me/cv/entries", person, (*Server).saveCVEntries},
		{"GET /me/cv/remove", person, (*Server).removeCVPage},
		{"POST /me/cv/remove", person, (*Server).removeCV},
		{"GET /me/cv/gap", person, (*Server).cvGap},
		{"POST /me/cv/gap", person, (*Server).saveCVGap},
		{"GET /me/cv/forms", person, (*Server).cvForms},
		{"POST /me/cv/forms", person, (*Server).saveCVForms},
		{"GET /me/cv.pdf", person, (*Server).cvPDF},
		{"GET /me/cv.docx", person, (*Server).cvDOCX},
		{"GET /me/cv.json", person, (*Server).cvJSON},
		{"GET /me/cv/import", person, (*Server).importCVPage},
		{"POST /me/cv/import", person, (*Server).previewCVImport},
		{"POST /me/cv/import/save", person, (*Server).importCV},
	}
}

// cvOf is the CV that a request names; without a name the only or first one.
func cvOf(r *http.Request, v *visit) (app.CVPage, error) {
	name := r.FormValue("cv")
	id := domain.ParseID[domain.CVID](name)
	if name != "" && id == 0 {
		return app.CVPage{}, domain.ErrNotFound()
	}
	return v.app.CV(r.Context(), v.by, id)
}

// cv shows the German CV with the own words beside it; where there are several and none is named, the list of them.
func (s *Server) cv(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	if len(page.CVs) > 1 && r.FormValue("cv") == "" {
		return s.show(w, r, http.StatusOK, ui.CVs(v.ui(r, "cv"), page.Profile))
	}
	return s.showCV(w, r, v, http.StatusOK, page, nil)
}

func (s *Server) showCV(w http.ResponseWriter, r *http.Request, v *visit, code int, page app.CVPage, e *domain.Error) error {
	p := v.ui(r, "cv")
	p.Follow = v.by.Person
	return s.show(w, r, code, ui.CV(p, page, e))
}

// saveCVPrint stores which delicate lines the CV shows, and its name.
func (s *Server) saveCVPrint(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	c := page.CV
	c.Print.BirthDate = r.PostFormValue("birth_date") != ""
	c.Print.Nationality = r.PostFormValue("nationality") != ""
	if c.Residence != nil {
		c.Print.Residence = r.PostFormValue("residence") != ""
	}
	if len(page.CVs) > 1 {
		c.Title = strings.TrimSpace(r.PostFormValue("title"))
	}
	err = s.saveCV(r, v, c)
	e, ok := invalid(err)
	if conflict(err) {
		e, ok = changedMeanwhile(), true
	}
	if ok {
		page.CV.Title = c.Title
		return s.showCV(w, r, v, status(e.Kind), page, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.OfCV(routes.CV, ui.CVRef(page.Profile)))
	return nil
}

// saveCV stores a CV that was read with the version of the form.
func (s *Server) saveCV(r *http.Request, v *visit, c domain.CVSelection) error {
	c.Version = number(r, "version")
	_, err := v.app.SaveCV(r.Context(), v.by, c, "")
	return err
}

// cvTarget asks for the occupation looked for.
func (s *Server) cvTarget(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	return s.showTarget(w, r, v, http.StatusOK, page, nil)
}

func (s *Server) showTarget(w http.ResponseWriter, r *http.Request, v *visit, code int, page app.CVPage, e *domain.Error) error {
	search, err := targets(r, v, page)
	if err != nil {
		return err
	}
	return s.show(w, r, code, ui.CVTarget(v.ui(r, "cv"), page, search, r.PostFormValue("text"), e))
}

// targets are the occupations of the profile and those that were searched for.
func targets(r *http.Request, v *visit, page app.CVPage) (ui.Search, error) {
	s := ui.Search{Query: r.FormValue("q")}
	said := map[string]bool{}
	for _, e := range page.In(domain.SectionWork) {
		id := e.Work.Occupation.Concept
		if c, ok := v.app.Vocab.Concept(vocab.ID(id)); ok && !said[id] {
			said[id] = true
			s.Suggest = append(s.Suggest, c)
		}
	}
	if s.Query == "" {
		return s, nil
	}
	found, err := v.app.Search(r.Context(), v.by, v.lang.Tag(), page.Person.Reads, s.Query, []vocab.Kind{vocab.Occupation}, foundAtOnce)
	s.Found = slices.Concat(found.Concepts, found.Second)
	return s, err
}

// saveCVTarget stores the occupation looked for, or that there is none.
func (s *Server) saveCVTarget(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	c := page.CV
	c.Target, err = target(r, v)
	if err == nil {
		err = s.saveCV(r, v, c)
	}
	e, ok := invalid(err)
	if conflict(err) {
		e, ok = changedMeanwhile(), true
	}
	if ok {
		return s.showTarget(w, r, v, status(e.Kind), page, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.OfCV(routes.CV, ui.CVRef(page.Profile)))
	return nil
}

// target reads the occupation looked for; nil for none.
func target(r *http.Request, v *visit) (*domain.Term, error) {
	kinds := []vocab.Kind{vocab.Occupation}
	text := strings.TrimSpace(r.PostFormValue("text"))
	switch concept := r.PostFormValue("concept"); {
	case r.PostFormValue("without") != "":
		return nil, nil
	case concept != "":
		t, err := v.app.Pick("target", concept, kinds)
		return &t, err
	case text == "":
		return nil, &domain.Error{Kind: domain.Invalid, Key: "required", Field: "target"}
	}
	t, err := v.app.Said(r.Context(), v.by, v.lang.Tag(), text, kinds)
	return &t, err
}
