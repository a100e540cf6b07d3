package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func morningRoutes() []route {
	return []route{{"GET /today", staff, (*Server).morning}}
}

// morning is the first page of a manager: what of the own cases is on today.
func (s *Server) morning(w http.ResponseWriter, r *http.Request, v *visit) error {
	m, err := v.app.Morning(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Morning(v.ui(r, "today"), m))
}
