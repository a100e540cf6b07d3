package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func whoRoutes() []route {
	return []route{
		{"GET /me/who", person, (*Server).who},
		{"GET /laws", staff, (*Server).laws},
	}
}

// who tells a person who may see what: what holds today, and what always holds.
func (s *Server) who(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.WhoSees(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "me")
	p.Path, p.Follow = routes.Who, v.by.Person
	return s.show(w, r, http.StatusOK, ui.Who(p, page, v.flow))
}

// flow is the flow of data by a rule to a receiver with the law behind it; the zero one where there is none.
func (v *visit) flow(rule domain.Rule, to domain.Party) ui.FlowView {
	f, ok := v.app.Catalogue.Flow(rule, to)
	if !ok {
		return ui.FlowView{}
	}
	return ui.FlowView{Flow: f, Laws: v.app.Catalogue.Laws(f.Laws)}
}

// laws shows staff what stands behind the words of persons' pages, and how sure it is.
func (s *Server) laws(w http.ResponseWriter, r *http.Request, v *visit) error {
	var page ui.LawPage
	for _, x := range domain.Viewers {
		page.Viewers = append(page.Viewers, ui.ViewerView{Viewer: x, Laws: v.app.Catalogue.ViewerLaws(x)})
	}
	for _, f := range v.app.Catalogue.Flows() {
		page.Flows = append(page.Flows, ui.FlowView{Flow: f, Laws: v.app.Catalogue.Laws(f.Laws)})
	}
	return s.show(w, r, http.StatusOK, ui.Laws(v.ui(r, "me"), page))
}
