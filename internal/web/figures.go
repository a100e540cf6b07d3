package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func figuresRoutes() []route {
	return []route{
		{"GET /figures", staff, (*Server).figures},
		{"GET /figures/{figure}", staff, (*Server).figureList},
		{"GET /figures/file/{kind}", staff, (*Server).figuresFile},
	}
}

// figureQuery reads which figures are asked for; a period of which nothing is said is left to the app.
func figureQuery(r *http.Request) app.FigureQuery {
	return app.FigureQuery{
		Of:     r.FormValue("of"),
		Period: domain.FigurePeriod{From: domain.Day(r.FormValue("from")), Until: domain.Day(r.FormValue("until"))},
	}
}

// figures are the figures of a period. A wrong period stays in the form, above the figures of the nearest one, or of the usual one where
// no day was named.
func (s *Server) figures(w http.ResponseWriter, r *http.Request, v *visit) error {
	q, code := figureQuery(r), http.StatusOK
	typed := q.Period
	page, err := v.app.Figures(r.Context(), v.by, q)
	e, wrong := invalid(err)
	if wrong {
		q.Period, code = domain.FigurePeriod{}, status(e.Kind)
		if typed.Check() == nil {
			q.Period = typed.NearestOver(page.Today)
		}
		page, err = v.app.Figures(r.Context(), v.by, q)
	}
	if err != nil {
		return err
	}
	if !wrong {
		typed = page.Period
	}
	return s.show(w, r, code, ui.Figures(v.ui(r, "figures"), page, typed, e))
}

// figureList is the list behind one figure. A wrong period leads to the page that says so.
func (s *Server) figureList(w http.ResponseWriter, r *http.Request, v *visit) error {
	list, err := v.app.FigureList(r.Context(), v.by, figureQuery(r), domain.FigureID(r.PathValue("figure")), r.FormValue("part"), number(r, "page"))
	if _, ok := invalid(err); ok {
		return s.figures(w, r, v)
	}
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.FigureList(v.ui(r, "figures"), list))
}

// figuresFile are the figures as a file. A wrong period leads to the page that says so.
func (s *Server) figuresFile(w http.ResponseWriter, r *http.Request, v *visit) error {
	make := map[string]func(ui.Page, app.FigurePage) ([]byte, error){"csv": ui.FiguresCSV, "json": ui.FiguresJSON}[r.PathValue("kind")]
	if make == nil {
		return domain.ErrNotFound()
	}
	page, err := v.app.ExportFigures(r.Context(), v.by, figureQuery(r))
	if _, ok := invalid(err); ok {
		return s.figures(w, r, v)
	}
	if err != nil {
		return err
	}
	b, err := make(v.ui(r, "figures"), page)
	if err != nil {
		return err
	}
	kind := map[string]string{"csv": "text/csv; charset=utf-8", "json": "application/json"}[r.PathValue("kind")]
	name := "aufwind-figures-" + string(page.Period.From) + "-" + string(page.Period.Until) + "." + r.PathValue("kind")
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return s.file(w, kind, name, b)
}
