package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func bodyRoutes() []route {
	return []route{
		{"GET /bodies", staff, (*Server).bodies},
		{"POST /bodies", staff, (*Server).saveBody},
		{"GET /bodies/{body}", staff, (*Server).editBody},
		{"POST /bodies/{body}", staff, (*Server).saveBody},
	}
}

func bodyIn(r *http.Request) domain.BodyID {
	return domain.ParseID[domain.BodyID](r.PathValue("body"))
}

// maySaveBody tells whether the visitor keeps the directory; all staff may read it.
func maySaveBody(by domain.Actor) bool {
	_, err := domain.Can(by, domain.SaveBody, domain.Facts{})
	return err == nil
}

// bodies is the directory by kind.
func (s *Server) bodies(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showBodies(w, r, v, http.StatusOK, ui.BodyFields{Once: ui.Once()}, nil)
}

func (s *Server) showBodies(w http.ResponseWriter, r *http.Request, v *visit, code int, f ui.BodyFields, e *domain.Error) error {
	list, today, err := v.app.Bodies(r.Context())
	if err != nil {
		return err
	}
	p := v.ui(r, "bodies")
	p.Path = routes.Bodies
	return s.show(w, r, code, ui.Bodies(p, list, today, maySaveBody(v.by), f, e))
}

func (s *Server) editBody(w http.ResponseWriter, r *http.Request, v *visit) error {
	if !maySaveBody(v.by) {
		return domain.ErrNotFound()
	}
	stored, err := s.body(r, v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Body(v.ui(r, "bodies"), ui.BodyFields{Body: stored}, nil))
}

// body is the stored row that the address names.
func (s *Server) body(r *http.Request, v *visit) (domain.Body, error) {
	list, _, err := v.app.Bodies(r.Context())
	if err != nil {
		return domain.Body{}, err
	}
	i := slices.IndexFunc(list, func(b domain.Body) bool { return b.ID == bodyIn(r) })
	if i < 0 {
		return domain.Body{}, domain.ErrNotFound()
	}
	return list[i], nil
}

// saveBody adds, changes or closes a body.
func (s *Server) saveBody(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.BodyFields{Once: r.PostFormValue("once"), Body: domain.Body{
		ID: bodyIn(r), Name: strings.TrimSpace(r.PostFormValue("name")), Kind: r.PostFormValue("kind"),
		Contact: strings.TrimSpace(r.PostFormValue("contact")), Closed: domain.Day(r.PostFormValue("closed")), Version: number(r, "version"),
	}}
	if r.PathValue("body") != "" {
		if _, err := s.body(r, v); err != nil {
			return err // an address of a body that is none makes no new one
		}
	}
	err := v.app.SaveBody(r.Context(), v.by, f.Body, f.Once)
	e, wrong := invalid(err)
	switch {
	case err == nil:
		seeOther(w, routes.Bodies)
		return nil
	case conflict(err):
		return s.bodyConflict(w, r, v, f)
	case wrong && f.ID == 0:
		return s.showBodies(w, r, v, status(e.Kind), f, e)
	case wrong:
		return s.show(w, r, status(e.Kind), ui.Body(v.ui(r, "bodies"), f, e))
	}
	return err
}

// bodyConflict shows what was typed, and above it what somebody else has saved meanwhile.
func (s *Server) bodyConflict(w http.ResponseWriter, r *http.Request, v *visit, f ui.BodyFields) error {
	stored, err := s.body(r, v)
	if err != nil {
		return err
	}
	p := v.ui(r, "bodies")
	f.Version, f.Theirs = stored.Version, strings.Join([]string{stored.Name, stored.Contact, p.Day(stored.Closed)}, " · ")
	return s.show(w, r, http.StatusConflict, ui.Body(p, f, &domain.Error{Kind: domain.Conflict, Key: "conflict"}))
}
