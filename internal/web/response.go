package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func responseRoutes() []route {
	return []route{
		{"GET /organisation/response", staff, (*Server).responseDays},
		{"POST /organisation/response", staff, (*Server).saveResponseDays},
	}
}

func (s *Server) responseDays(w http.ResponseWriter, r *http.Request, v *visit) error {
	t, err := v.app.ResponseDays(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.ResponseDays(v.ui(r, "unit"), t, strconv.Itoa(t.Days), nil))
}

func (s *Server) saveResponseDays(w http.ResponseWriter, r *http.Request, v *visit) error {
	typed := domain.ResponseTime{Days: number(r, "days"), Version: number(r, "version")}
	err := v.app.SaveResponseDays(r.Context(), v.by, typed)
	e, wrong := invalid(err)
	if conflict(err) {
		e, wrong = &domain.Error{Kind: domain.Conflict, Key: "conflict"}, true
	}
	if wrong {
		stored, err := v.app.ResponseDays(r.Context(), v.by)
		if err != nil {
			return err
		}
		return s.show(w, r, status(e.Kind), ui.ResponseDays(v.ui(r, "unit"), stored, strings.TrimSpace(r.PostFormValue("days")), e))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.ResponseDays)
	return nil
}
