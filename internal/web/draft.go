package web

import (
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func draftRoutes() []route {
	return []route{
		{"GET /drafts", signed, (*Server).drafts},
		{"POST /drafts/{draft}/drop", signed, (*Server).dropDraft},
	}
}

// signInFirst leads to the sign-in page. A form of a session that has ended by its age is kept, and the page says so.
func (s *Server) signInFirst(w http.ResponseWriter, r *http.Request, v *visit) error {
	if r.URL.Path == routes.Live {
		w.WriteHeader(http.StatusNoContent) // ends the stream of a page that is still open
		return nil
	}
	if r.Method != http.MethodPost || v.token == "" || !mayKeep(r.URL.Path) {
		seeOther(w, s.signInPage(r))
		return nil
	}
	as := r.PostFormValue("as")
	by, err := v.app.KeepDraft(r.Context(), v.token, as, domain.Draft{
		Person: personIn(r), Path: r.URL.Path, Fields: domain.TypedFields(r.PostForm),
	})
	kind := domain.KindOf(err)
	switch {
	case err != nil && kind == domain.NotFound:
		seeOther(w, s.signInPage(r))
		return nil
	case err != nil && kind != domain.Conflict && kind != domain.Invalid:
		return err
	}
	if l, ok := i18n.Parse(by.Lang); ok {
		v.lang = l
	}
	p := v.ui(r, "")
	p.Path = routes.Login
	switch {
	case err == nil:
		p.Notice = p.L.DraftKept()
	case kind == domain.Conflict:
		p.Notice = p.L.DraftSavedBefore()
	default:
		p.Notice = p.L.DraftLost()
	}
	if s.signInPage(r) == routes.Acting {
		p.Path = routes.Acting
		return s.show(w, r, http.StatusUnauthorized, ui.ActingEnded(p))
	}
	if by.User == 0 {
		p.Path = routes.LoginSlip
		return s.show(w, r, http.StatusUnauthorized, ui.LoginSlip(p, ui.SlipForm{Own: by.Kind == domain.SessionOwn}, nil))
	}
	return s.show(w, r, http.StatusUnauthorized, ui.Login(p, "", nil))
}

// mayKeep tells whether a form to this path may be kept: of somebody who has not agreed yet, nothing is; and no ticket of a slip, nor
// what a page sent by itself while somebody typed.
func mayKeep(path string) bool {
	return path != routes.Register && path != routes.SlipPDF && !strings.HasSuffix(path, "/preview")
}

// entered leads who has just signed in to what is kept for them, else to where the own work begins.
func (s *Server) entered(w http.ResponseWriter, r *http.Request, v *visit, token string) error {
	by, err := v.app.ActorByToken(r.Context(), token)
	if err != nil {
		return err
	}
	kept, err := v.app.HasDrafts(r.Context(), by)
	if err != nil {
		return err
	}
	if kept && !by.NewPIN {
		seeOther(w, routes.Drafts)
		return nil
	}
	seeOther(w, s.firstPage(r, v, by))
	return nil
}

// drafts shows what is kept; with nothing there is no such page.
func (s *Server) drafts(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.by.NewPIN {
		seeOther(w, routes.MePIN)
		return nil
	}
	list, err := v.app.Drafts(r.Context(), v.by)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		seeOther(w, ui.Home(v.by))
		return nil
	}
	return s.show(w, r, http.StatusOK, ui.Drafts(v.ui(r, ""), list))
}

func (s *Server) dropDraft(w http.ResponseWriter, r *http.Request, v *visit) error {
	again := domain.Again{Draft: domain.ParseID[domain.DraftID](r.PathValue("draft"))}
	if err := v.app.DropDraft(r.Context(), v.by, again); err != nil {
		return err
	}
	seeOther(w, routes.Drafts)
	return nil
}

// sentAgain drops the draft that a form sent once more, when the form has led on to another page. Where the action was stored, the
// draft went with it.
func (s *Server) sentAgain(w http.ResponseWriter, r *http.Request, v *visit) {
	if v.by.Again.Draft == 0 || w.Header().Get("Location") == "" {
		return
	}
	if err := v.app.DropDraft(r.Context(), v.by, v.by.Again); err != nil && domain.KindOf(err) != domain.NotFound {
		s.Log.WarnContext(r.Context(), "draft not dropped", "err", err)
	}
}

// unsaved is the form of a request that could not be answered, to be sent once more; without a form it has no fields.
func unsaved(r *http.Request) domain.Draft {
	d := domain.Draft{Path: r.URL.Path}
	if r.Method == http.MethodPost && r.PostFormValue("as") != "" {
		d.Fields = domain.TypedFields(r.PostForm)
		for _, name := range [...]string{"as", "draft"} { // it stays made for whom it was made
			if r.PostForm.Has(name) {
				d.Fields[name] = r.PostForm[name]
			}
		}
	}
	return d
}
