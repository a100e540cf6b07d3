package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func registerRoutes() []route {
	return []route{
		{"GET /register", staff, (*Server).registerPage},
		{"POST /register", staff, (*Server).register},
		{"GET /cases/{person}/slip", staff, (*Server).newSlipPage},
		{"POST /cases/{person}/slip", staff, (*Server).newSlip},
		{"POST /slip.pdf", staff, (*Server).slipPDF},
	}
}

// The steps of a registration. What was entered travels in the form from step to step: nothing is stored before the consent.
const (
	stepEdit  = "edit"  // back to the answers
	stepOther = "other" // it is nobody of those who are registered already
	stepYes   = "yes"   // the person agrees
	stepNo    = "no"    // the person does not
)

// typed is one line of text of a form: white space at its ends is nobody's wish.
func typed(r *http.Request, field string) string { return strings.TrimSpace(r.PostFormValue(field)) }

func registrationFromForm(r *http.Request) domain.Registration {
	return domain.Registration{
		Name:          domain.Name{Latin: typed(r, "name_latin"), Native: typed(r, "name_native")},
		Language:      r.PostFormValue("language"),
		Accommodation: domain.ParseID[domain.AccommodationID](r.PostFormValue("accommodation")),
		Once:          r.PostFormValue("once"),
		NotADouble:    r.PostFormValue("not_a_double") != "",
		Terms: domain.ReleaseTerms{
			TextHash: r.PostFormValue("text"), Language: r.PostFormValue("language"), Heard: r.PostFormValue("heard") != "",
			Interpreter: r.PostFormValue("interpreter") != "", How: "registration",
		},
	}
}

// registerView is what the pages of a registration show; NotFound for whoever may not register anybody.
func (s *Server) registerView(r *http.Request, v *visit, f domain.Registration) (ui.RegisterView, error) {
	places, districts, err := v.app.Places(r.Context(), v.by)
	view := ui.RegisterView{Form: f, Places: places, Districts: districts}
	if l, ok := i18n.Parse(f.Language); ok {
		view.Own = l
	}
	if i := slices.IndexFunc(places, func(a domain.Accommodation) bool { return a.ID == f.Accommodation }); i >= 0 {
		view.Org = places[i].OrgName
	}
	return view, err
}

func (s *Server) registerPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	place := domain.ParseID[domain.AccommodationID](r.FormValue("accommodation"))
	view, err := s.registerView(r, v, domain.Registration{Once: ui.Once(), Accommodation: place})
	if err != nil {
		return err
	}
	view.Kept = view.Org != ""
	return s.show(w, r, http.StatusOK, ui.Register(v.ui(r, "register"), view, nil))
}

// register takes a registration one step further.
func (s *Server) register(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := registrationFromForm(r)
	view, err := s.registerView(r, v, f)
	if err != nil {
		return err
	}
	p, step := v.ui(r, "register"), r.PostFormValue("step")
	if e := answersOf(f, view); e != nil {
		return s.show(w, r, status(e.Kind), ui.Register(p, view, e))
	}
	switch step {
	case stepEdit:
		view.Form.NotADouble = false
		return s.show(w, r, http.StatusOK, ui.Register(p, view, nil))
	case stepNo:
		return s.show(w, r, http.StatusOK, ui.Refused(p, view))
	case stepYes:
		return s.registerNow(w, r, v, view)
	}
	if view.Form.NotADouble = step == stepOther; !view.Form.NotADouble {
		n, err := v.app.FindDoubles(r.Context(), v.by, f.Name)
		if err != nil {
			return err
		}
		if n > 0 {
			return s.show(w, r, http.StatusOK, ui.Doubles(p, view))
		}
	}
	return s.show(w, r, http.StatusOK, ui.Consent(p, view, nil))
}

// answersOf checks all that was entered, but for the consent, which comes last.
func answersOf(f domain.Registration, view ui.RegisterView) *domain.Error {
	var script, place error
	if !latin(f.Name.Latin) {
		script = &domain.Error{Kind: domain.Invalid, Key: "latin", Field: "name_latin"}
	}
	if view.Org == "" {
		place = &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "accommodation"}
	}
	f.Consent = true
	e, _ := invalid(domain.Together(script, f.Check(), place))
	return e
}

// registerNow stores the person, who has agreed to the text that was shown.
func (s *Server) registerNow(w http.ResponseWriter, r *http.Request, v *visit, view ui.RegisterView) error {
	f, p := view.Form, v.ui(r, "register")
	if f.Terms.TextHash != ui.TextHash(consent.Registration, view.Own) {
		return s.show(w, r, http.StatusConflict, ui.Consent(p, view, &domain.Error{Kind: domain.Conflict, Key: "consentChanged"}))
	}
	f.Consent = true
	slip, err := v.app.RegisterPerson(r.Context(), v.by, f)
	if e, ok := invalid(err); ok {
		if e.Key == "doubles" {
			if _, err := v.app.FindDoubles(r.Context(), v.by, f.Name); err != nil { // the answer was given: it stands in the record
				return err
			}
			return s.show(w, r, status(e.Kind), ui.Doubles(p, view))
		}
		return s.show(w, r, status(e.Kind), ui.Register(p, view, e))
	}
	if err != nil {
		return err
	}
	return s.showSlip(w, r, v, slip, "register", f.Accommodation)
}
