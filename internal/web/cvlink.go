package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

func cvlinkRoutes() []route {
	return []route{
		{"GET /me/links", person, (*Server).cvLinks},
		{"POST /me/links", person, (*Server).makeCVLink},
		{"GET /me/links/new", person, (*Server).newCVLink},
		{"POST /me/links/{link}/end", person, (*Server).endCVLink},
		{"GET /cv/{token}", public, (*Server).linkCover},
		{"POST /cv/{token}", public, (*Server).linkedCV},
		{"POST /cv/{token}/pdf", public, (*Server).linkedPDF},
	}
}

// byLink tells whether a request is about a linked CV, or about what a body is asked: whoever asks is nobody there, also with a session in the
// same browser.
func byLink(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, routes.LinkedCV("")) || strings.HasPrefix(r.URL.Path, routes.AskedBody(""))
}

// cvLinks lists the links to the own CVs.
func (s *Server) cvLinks(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CVLinks(r.Context(), v.by)
	if err != nil {
		return err
	}
	p := v.ui(r, "cv")
	p.Follow = v.by.Person
	return s.show(w, r, http.StatusOK, ui.CVLinks(p, page))
}

// newCVLink asks what a new link shall show, after saying what it means.
func (s *Server) newCVLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	page, err := v.app.CVLinks(r.Context(), v.by)
	if err != nil {
		return err
	}
	f := ui.CVLinkForm{CV: domain.ParseID[domain.CVID](r.FormValue("cv")), Form: domain.CVFull, Days: domain.CVLinkDays[1], Once: ui.Once()}
	return s.show(w, r, http.StatusOK, ui.NewCVLink(v.ui(r, "cv"), page, f, nil))
}

// makeCVLink makes a link and shows its address, once.
func (s *Server) makeCVLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	f := ui.CVLinkForm{
		CV: domain.ParseID[domain.CVID](r.PostFormValue("cv")), Form: domain.CVForm(r.PostFormValue("form")), Days: number(r, "days"),
		For: strings.TrimSpace(r.PostFormValue("for")), Once: r.PostFormValue("once"),
	}
	if f.CV == 0 {
		f.CV = domain.FirstCV(v.by.Person)
	}
	token := v.tokenOf("link to a CV", f.Once)
	l, err := v.app.MakeCVLink(r.Context(), v.by, domain.CVLinkRequest{
		CV: f.CV, Form: f.Form, Days: f.Days, For: f.For, PIN: r.PostFormValue("pin"),
	}, token, f.Once)
	p := v.ui(r, "cv")
	p.Path = routes.CVLinks
	if e, ok := invalid(err); ok {
		page, err := v.app.CVLinks(r.Context(), v.by)
		if err != nil {
			return err
		}
		return s.show(w, r, status(e.Kind), ui.NewCVLink(p, page, f, e))
	}
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.CVLinkMade(p, l, s.origin(r)+routes.LinkedCV(token)))
}

// tokenOf is what the address of the link ends with that a form makes: 256 bits that follow from the form and from the token of this
// session, which nobody else has. So the same form makes the same link, and its address can be shown again to a second click.
func (v *visit) tokenOf(what, once string) string {
	if once == "" {
		return auth.NewToken()
	}
	return base64.RawURLEncoding.EncodeToString(v.mac(what, once))
}

// mac is 256 bits that follow from a form and from the token of this session.
func (v *visit) mac(what, once string) []byte {
	mac := hmac.New(sha256.New, []byte(v.token))
	mac.Write([]byte(what + "\x00" + once))
	return mac.Sum(nil)
}

// origin is scheme and host of this site as the browser of r knows it.
func (s *Server) origin(r *http.Request) string {
	if s.Secure {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

func (s *Server) endCVLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	err := v.app.EndCVLink(r.Context(), v.by, domain.ParseID[domain.CVLinkID](r.PathValue("link")))
	if err != nil {
		return err
	}
	seeOther(w, routes.CVLinks)
	return nil
}

// linkPage is the page of a link: in German, and of nobody.
func linkPage(r *http.Request, v *visit) ui.Page {
	p := v.ui(r, "")
	p.L, p.By = i18n.De, domain.Actor{}
	return p
}

// linkCover says that there is a CV, and no word of it: what messengers and mail programs fetch by themselves is no reading.
func (s *Server) linkCover(w http.ResponseWriter, r *http.Request, v *visit) error {
	token := r.PathValue("token")
	until, err := v.app.LinkHolds(r.Context(), token)
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.LinkCover(linkPage(r, v), token, until))
}

// linkedCV shows the CV of a link.
func (s *Server) linkedCV(w http.ResponseWriter, r *http.Request, v *visit) error {
	token := r.PathValue("token")
	doc, l, err := v.app.LinkedCV(r.Context(), token, false)
	if err != nil {
		return s.linkBusy(w, r, v, err)
	}
	return s.show(w, r, http.StatusOK, ui.LinkedCV(linkPage(r, v), token, l.Until, doc))
}

// linkedPDF sends the CV of a link as PDF.
func (s *Server) linkedPDF(w http.ResponseWriter, r *http.Request, v *visit) error {
	doc, _, err := v.app.LinkedCV(r.Context(), r.PathValue("token"), true)
	if err != nil {
		return s.linkBusy(w, r, v, err)
	}
	b, err := cv.PDF(doc)
	if err != nil {
		return err
	}
	return s.file(w, "application/pdf", "lebenslauf.pdf", b)
}

// linkBusy says that a link was opened too often; every other error is one of all pages.
func (s *Server) linkBusy(w http.ResponseWriter, r *http.Request, v *visit, err error) error {
	e, ok := invalid(err)
	if !ok {
		return err
	}
	w.Header().Set("Retry-After", "3600")
	return s.show(w, r, http.StatusTooManyRequests, ui.LinkBusy(linkPage(r, v), e))
}
