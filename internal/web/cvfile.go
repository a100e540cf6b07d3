package web

import (
	"cmp"
	"io"
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// cvForms offers the CV in each of its forms.
func (s *Server) cvForms(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.CVForms(v.ui(r, "cv"), page, nil))
}

// saveCVForms stores whether the short profile shows all languages.
func (s *Server) saveCVForms(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	c := page.CV
	c.Languages = r.PostFormValue("languages") != ""
	err = s.saveCV(r, v, c)
	if conflict(err) {
		return s.show(w, r, http.StatusConflict, ui.CVForms(v.ui(r, "cv"), page, changedMeanwhile()))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.OfCV(routes.CVForms, ui.CVRef(page.Profile)))
	return nil
}

func (s *Server) cvPDF(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.cvFile(w, r, v, cv.PDF, "application/pdf", ".pdf")
}

func (s *Server) cvDOCX(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.cvFile(w, r, v, cv.DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
}

// cvFile sends a CV in the form that the request names as a file that set makes.
func (s *Server) cvFile(w http.ResponseWriter, r *http.Request, v *visit, set func(cv.Document) ([]byte, error), kind, ending string) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	form := cmp.Or(domain.CVForm(r.FormValue("form")), domain.CVFull)
	if !form.Valid() || form == domain.CVOriginal && !cv.HasOriginal(page.Written.Language) {
		return domain.ErrNotFound()
	}
	d, err := page.Document(form, v.app.Vocab)
	if err != nil {
		return err
	}
	b, err := set(d)
	if err != nil {
		return err
	}
	name := map[domain.CVForm]string{domain.CVFull: "lebenslauf", domain.CVAnonymous: "kurzprofil", domain.CVOriginal: "cv-" + d.Lang.Tag()}[form]
	return s.file(w, kind, name+ending, b)
}

// cvJSON sends a CV as it can be read in again.
func (s *Server) cvJSON(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	b, err := cv.Write(page.Written)
	if err != nil {
		return err
	}
	return s.file(w, "application/json", "cv.json", b)
}

// importCVPage asks for a file.
func (s *Server) importCVPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.show(w, r, http.StatusOK, ui.ImportCV(v.ui(r, "cv"), nil))
}

// previewCVImport shows what the uploaded file would add, and stores nothing.
func (s *Server) previewCVImport(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showCVImport(w, r, v, nil)
}

// showCVImport shows what the file of the request would add; refused says why it was not taken in.
func (s *Server) showCVImport(w http.ResponseWriter, r *http.Request, v *visit, refused *domain.Error) error {
	b, err := uploaded(r)
	var c domain.CV
	if err == nil {
		c, err = app.ReadCVFile(b)
	}
	var im app.CVImport
	if err == nil {
		im, err = v.app.PreviewCVImport(r.Context(), v.by, c)
	}
	if e, ok := invalid(err); ok {
		return s.show(w, r, status(e.Kind), ui.ImportCV(v.ui(r, "cv"), e))
	}
	if err != nil {
		return err
	}
	code := http.StatusOK
	if refused != nil {
		code = status(refused.Kind)
	}
	return s.show(w, r, code, ui.CVImport(v.ui(r, "cv"), im, c, string(b), ui.Once(), refused))
}

// importCV takes in the file that was shown.
func (s *Server) importCV(w http.ResponseWriter, r *http.Request, v *visit) error {
	c, err := app.ReadCVFile([]byte(r.PostFormValue("text")))
	var id domain.CVID
	if err == nil {
		id, err = v.app.ImportCV(r.Context(), v.by, c, r.PostFormValue("confirmed") != "", r.PostFormValue("once"))
	}
	if e, ok := invalid(err); ok {
		return s.showCVImport(w, r, v, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.OfCV(routes.CV, id))
	return nil
}

// uploaded is the file of a form, or the one that a page kept from it.
// Errors: Invalid (no file, or too large).
func uploaded(r *http.Request) ([]byte, error) {
	if text := r.PostFormValue("text"); text != "" {
		return []byte(text), nil
	}
	f, _, err := r.FormFile("file")
	if err != nil {
		return nil, &domain.Error{Kind: domain.Invalid, Key: "required", Field: "file"}
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, app.MaxCVFile+1))
	if err != nil || len(b) == 0 {
		return nil, &domain.Error{Kind: domain.Invalid, Key: "cvFile", Field: "file"}
	}
	return b, nil
}
