package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func releaseRoutes() []route {
	return []route{
		{"GET /me/releases", person, (*Server).releases},
		{"GET /me/give", person, (*Server).giveRelease},
		{"GET /me/give/{ask}", person, (*Server).releaseStep},
		{"POST /me/give/{ask}", person, (*Server).answerRelease},
		{"POST /me/give/confirm", person, (*Server).confirmRelease},
		{"POST /me/give/stop", person, (*Server).stopRelease},
		{"POST /me/releases/core", person, (*Server).releaseCore},
		{"GET /me/releases/take-back", person, (*Server).takeBackAny},
		{"GET /me/releases/{release}", person, (*Server).releasePage},
		{"GET /me/releases/{release}/receipt.pdf", person, (*Server).releaseReceipt},
		{"POST /me/releases/{release}/extend", person, (*Server).extendRelease},
		{"GET /me/releases/{release}/take-back", person, (*Server).takeBackPage},
		{"POST /me/releases/{release}/take-back", person, (*Server).takeBack},
	}
}

func (s *Server) releases(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.showReleases(w, r, v, http.StatusOK, nil)
}

func (s *Server) showReleases(w http.ResponseWriter, r *http.Request, v *visit, code int, e *domain.Error) error {
	page, err := v.app.Releases(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "me")
	p.Path = routes.Releases
	return s.show(w, r, code, ui.Releases(p, page, goalNames(v, page), e))
}

// goalNames are the goals of the plan in the language of the page, or in German where nobody has translated them.
func goalNames(v *visit, page app.ReleasePage) map[domain.GoalID]ui.GoalName {
	names := make(map[domain.GoalID]ui.GoalName, len(page.Goals))
	for _, g := range page.Goals {
		name := ui.GoalName{Lang: v.lang.Tag()}
		var ok bool
		if name.Text, ok = v.app.PlanText(g.Text, name.Lang, page.Profile.AddressForm()); !ok {
			name.Lang = "de"
		}
		names[g.ID] = name
	}
	return names
}

func (s *Server) releaseCore(w http.ResponseWriter, r *http.Request, v *visit) error {
	err := v.app.ReleaseCore(r.Context(), v.by, r.PostFormValue("pin"), domain.ReleaseTerms{
		Language: v.lang.Tag(), TextHash: ui.TextHash(consent.Core, v.lang),
	})
	if e, ok := invalid(err); ok {
		return s.showReleases(w, r, v, status(e.Kind), e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Releases)
	return nil
}

func releaseIn(r *http.Request) domain.ReleaseID {
	return domain.ParseID[domain.ReleaseID](r.PathValue("release"))
}

func (s *Server) takeBackPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.Releases(r.Context(), v.by)
	if err != nil {
		return err
	}
	for _, x := range page.InForce() {
		if x.ID == releaseIn(r) {
			return s.show(w, r, http.StatusOK, ui.TakeBack(v.ui(r, "me"), x, goalNames(v, page)[x.Goal]))
		}
	}
	return domain.ErrNotFound()
}

func (s *Server) takeBack(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.TakeBack(r.Context(), v.by, releaseIn(r)); err != nil {
		return err
	}
	seeOther(w, routes.Release(releaseIn(r)))
	return nil
}

func accessRoutes() []route {
	return []route{{"GET /me/access", person, (*Server).access}}
}

// access is the access book: who looked at what, and who has the person in a list.
func (s *Server) access(w http.ResponseWriter, r *http.Request, v *visit) error {
	book, err := v.app.AccessBook(r.Context(), v.by, bookFilter(r))
	if err != nil {
		return err
	}
	p := v.ui(r, "me")
	p.Follow = v.by.Person
	return s.show(w, r, http.StatusOK, ui.Access(p, book))
}

// bookFilter reads the filter of the access book; what is none of the offered values does not filter.
func bookFilter(r *http.Request) domain.BookFilter {
	f := domain.BookFilter{Who: r.FormValue("who"), What: r.FormValue("what")}
	f.Org = domain.ParseID[domain.OrgID](r.FormValue("org"))
	f.Days, _ = strconv.Atoi(r.FormValue("days"))
	f.Before, _ = strconv.ParseInt(r.FormValue("before"), 10, 64)
	if !slices.Contains(domain.BookWho[:], f.Who) {
		f.Who = ""
	}
	if !slices.Contains(domain.BookWhat[:], f.What) {
		f.What = ""
	}
	if !slices.Contains(domain.BookDays[:], f.Days) {
		f.Days = 0
	}
	return f
}
