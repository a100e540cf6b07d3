package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func topicRoutes() []route {
	return []route{
		{"GET /me/topics", person, (*Server).topics},
		{"GET /me/topics/{domain}", person, (*Server).topic},
	}
}

// topics leads to every field of life.
func (s *Server) topics(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Topics(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "today")
	p.Path, p.Follow = routes.Topics, v.by.Person
	return s.show(w, r, http.StatusOK, ui.Topics(p, v.planView(page.PlanPage)))
}

// topic is one field of life: my goals here, my next step, who helps me.
func (s *Server) topic(w http.ResponseWriter, r *http.Request, v *visit) error {
	d := domain.LifeDomain(r.PathValue("domain"))
	if !d.Valid() {
		return domain.ErrNotFound()
	}
	page, err := v.app.Topics(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "today")
	p.Path, p.Follow = routes.Topic(d), v.by.Person
	return s.show(w, r, http.StatusOK, ui.Topic(p, v.planView(page.PlanPage), page.Seen, d))
}
