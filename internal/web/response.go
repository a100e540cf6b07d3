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

// responsePlace is where the page stands in the navigation: at the Jobcenter beside its list.
func responsePlace(v *visit) string {
	if v.by.Has(domain.RoleJobcenterAgent) {
		return "jobcenter"
	}
	return "unit"
}

func (s *Server) responseDays(w http.ResponseWriter, r *http.Request, v *visit) error {
	t, err := v.app.ResponseDays(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.ResponseDays(v.ui(r, responsePlace(v)), t, strconv.Itoa(t.Days), nil))
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
		return s.show(w, r, status(e.Kind), ui.ResponseDays(v.ui(r, responsePlace(v)), stored, strings.TrimSpace(r.PostFormValue("days")), e))
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.ResponseDays)
	return nil
}
