package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func letterheadRoutes() []route {
	return []route{
		{"GET /organisation/letterhead", staff, (*Server).letterhead},
		{"POST /organisation/letterhead", staff, (*Server).saveLetterhead},
	}
}

func (s *Server) letterhead(w http.ResponseWriter, r *http.Request, v *visit) error {
	l, org, err := v.app.Letterhead(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Letterhead(v.ui(r, "organisation"), org, l, nil))
}

func (s *Server) saveLetterhead(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := domain.Letterhead{
		Names: r.PostFormValue("names"), Address: r.PostFormValue("address"), Below: r.PostFormValue("below"), Version: number(r, "version"),
	}
	err := v.app.SaveLetterhead(r.Context(), v.by, typed)
	if e, ok := invalid(err); ok {
		_, org, err := v.app.Letterhead(r.Context(), v.by)
		if err != nil {
			return err
		}
		return s.show(w, r, status(e.Kind), ui.Letterhead(v.ui(r, "organisation"), org, typed, e))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Letterhead)
	return nil
}
