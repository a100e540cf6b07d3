package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

func noticeRoutes() []route {
	return []route{
		{"POST /me/notices/{notice}/away", person, (*Server).putAwayNotice},
	}
}

func (s *Server) putAwayNotice(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.PutAwayNotice(r.Context(), v.by, domain.ParseID[domain.NoticeID](r.PathValue("notice"))); err != nil {
		return err
	}
	seeOther(w, routes.Me)
	return nil
}
