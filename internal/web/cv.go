package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func cvRoutes() []route {
	return []route{
		{"GET /me/cv", person, (*Server).cv},
		{"POST /me/cv", person, (*Server).saveCVPrint},
		{"GET /me/cv.pdf", person, (*Server).cvPDF},
		{"GET /me/cv.docx", person, (*Server).cvDOCX},
		{"GET /me/cv/target", person, (*Server).cvTarget},
		{"POST /me/cv/target", person, (*Server).saveCVTarget},
	}
}

// cv shows the German CV with the own words beside it.
func (s *Server) cv(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CV(r.Context(), v.by, 0)
	if err != nil {
		return err
	}
	return s.showCV(w, r, v, http.StatusOK, page, nil)
}

func (s *Server) showCV(w http.ResponseWriter, r *http.Request, v *visit, code int, page app.CVPage, e *domain.Error) error {
	p := v.ui(r, "cv")
	p.Follow = v.by.Person
	return s.show(w, r, code, ui.CV(p, page, e))
}

func (s *Server) cvPDF(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.cvFile(w, r, v, cv.PDF, "application/pdf", "lebenslauf.pdf")
}

func (s *Server) cvDOCX(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.cvFile(w, r, v, cv.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "lebenslauf.docx")
}

// cvFile sends the German CV as a file that set makes.
func (s *Server) cvFile(w http.ResponseWriter, r *http.Request, v *visit, set func(cv.Document) ([]byte, error), kind, name string) error {
	page, err := v.app.CV(r.Context(), v.by, 0)
	if err != nil {
		return err
	}
	b, err := set(page.German)
	if err != nil {
		return err
	}
	return s.file(w, kind, name, b)
}

// saveCVPrint stores which delicate lines the CV shows.
func (s *Server) saveCVPrint(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CV(r.Context(), v.by, 0)
	if err != nil {
		return err
	}
	settings := page.CV
	settings.Print.BirthDate = r.PostFormValue("birth_date") != ""
	settings.Print.Nationality = r.PostFormValue("nationality") != ""
	settings.Version = number(r, "version")
	_, err = v.app.SaveCV(r.Context(), v.by, settings, "")
	if conflict(err) {
		return s.showCV(w, r, v, http.StatusConflict, page, changedMeanwhile())
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CV)
	return nil
}

// cvTarget asks for the occupation looked for.
func (s *Server) cvTarget(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CV(r.Context(), v.by, 0)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.CVTarget(v.ui(r, "cv"), page, targets(r, v, page), "", nil))
}

// targets are the occupations of the profile and those that were searched for.
func targets(r *http.Request, v *visit, page app.CVPage) ui.Search {
	s := ui.Search{Query: r.FormValue("q")}
	said := map[string]bool{}
	for _, e := range page.In(domain.SectionWork) {
		id := e.Work.Occupation.Concept
		if c, ok := v.app.Vocab.Concept(vocab.ID(id)); ok && !said[id] {
			said[id] = true
			s.Suggest = append(s.Suggest, c)
		}
	}
	if s.Query != "" {
		s.Found = v.app.Find(v.lang.Tag(), s.Query, []vocab.Kind{vocab.Occupation}, foundAtOnce)
	}
	return s
}

// saveCVTarget stores the occupation looked for, or that there is none.
func (s *Server) saveCVTarget(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CV(r.Context(), v.by, 0)
	if err != nil {
		return err
	}
	settings := page.CV
	settings.Target, err = target(r, v)
	if err == nil {
		settings.Version = number(r, "version")
		_, err = v.app.SaveCV(r.Context(), v.by, settings, "")
	}
	e, ok := invalid(err)
	if conflict(err) {
		e, ok = changedMeanwhile(), true
	}
	if ok {
		return s.show(w, r, status(e.Kind), ui.CVTarget(v.ui(r, "cv"), page, targets(r, v, page), r.PostFormValue("text"), e))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.CV)
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
	t := v.app.Typed(v.lang.Tag(), text, kinds)
	return &t, nil
}
