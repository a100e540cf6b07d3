package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func digestRoutes() []route {
	return []route{
		{"GET /digest", staff, (*Server).digest},
		{"POST /digest", staff, (*Server).saveDigest},
	}
}

func (s *Server) digest(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.DigestSetting(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Digest(v.ui(r, "me"), page, page.DigestSetting, nil))
}

func (s *Server) saveDigest(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := domain.DigestSetting{Address: strings.TrimSpace(r.PostFormValue("address")), Off: r.PostFormValue("on") == ""}
	err := v.app.SaveDigestSetting(r.Context(), v.by, typed)
	if e, ok := invalid(err); ok {
		page, err := v.app.DigestSetting(r.Context(), v.by)
		if err != nil {
			return err
		}
		return s.show(w, r, status(e.Kind), ui.Digest(v.ui(r, "me"), page, typed, e))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Digest)
	return nil
}
