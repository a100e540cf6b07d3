package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func interviewRoutes() []route {
	return []route{
		{"GET /me/cv/interview", person, (*Server).interview},
	}
}

// interview lists what an employer will ask about the CV.
func (s *Server) interview(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := cvOf(r, v)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.Interview(v.ui(r, "cv"), page, cv.Interview(page.Written, page.German, v.app.Vocab)))
}
