package web

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/pdf"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// slipLife is for how long an issued slip can be opened as PDF, in milliseconds.
const slipLife = 5 * 60 * 1000

// A ticket opens the PDF of a slip that was just issued. Code and PIN are shown once on the page; from there to the PDF they travel sealed
// under a key that only this session has: they stand in no address, no log and no memory of this process, the history of the browser
// holds nothing that opens without the session, and any process of the server can open it.
type ticket struct {
	Slip  domain.Slip
	Until domain.Instant
}

// seal is the cipher of this session: its key comes from the token, of which the server keeps a hash only.
func (v *visit) seal() (cipher.AEAD, error) {
	key := sha256.Sum256([]byte("slip ticket\x00" + v.token))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// ticketFor seals a slip for the form that opens its PDF.
func (v *visit) ticketFor(slip domain.Slip) (string, error) {
	aead, err := v.seal()
	if err != nil {
		return "", err
	}
	b, err := json.Marshal(ticket{slip, v.app.DB.Now() + slipLife})
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(aead.Seal(nil, nil, b, nil)), nil
}

// openTicket returns the slip of a ticket; false when it is too old, of another session or no ticket at all.
func (v *visit) openTicket(s string) (domain.Slip, bool) {
	aead, err := v.seal()
	if err != nil {
		return domain.Slip{}, false
	}
	sealed, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		return domain.Slip{}, false
	}
	b, err := aead.Open(nil, nil, sealed, nil)
	if err != nil {
		return domain.Slip{}, false
	}
	var t ticket
	if err := json.Unmarshal(b, &t); err != nil || v.app.DB.Now() > t.Until {
		return domain.Slip{}, false
	}
	return t.Slip, true
}

// showSlip shows an issued slip, once. Whoever manages the case finds the way to it; who has registered somebody goes on to the next.
func (s *Server) showSlip(w http.ResponseWriter, r *http.Request, v *visit, slip domain.Slip, nav string, place domain.AccommodationID) error {
	t, err := v.ticketFor(slip)
	if err != nil {
		return err
	}
	p, view := v.ui(r, nav), ui.SlipView{Slip: slip, Ticket: t, Place: place}
	p.Path = routes.Register
	if v.app.MayFollow(r.Context(), v.by, slip.Person) {
		view.Back = routes.Case(slip.Person)
	}
	return s.show(w, r, http.StatusOK, ui.SlipIssued(p, view))
}

// slipPDF is the slip to print, in the person's language and in German.
func (s *Server) slipPDF(w http.ResponseWriter, r *http.Request, v *visit) error {
	slip, ok := v.openTicket(r.PostFormValue("ticket"))
	if !ok {
		p := v.ui(r, "register")
		p.Path = routes.Register
		return s.show(w, r, http.StatusGone, ui.SlipGone(p))
	}
	b, err := pdf.Slip(s.slipDoc(r, v, slip))
	if err != nil {
		return fmt.Errorf("slip of person %d: %w", slip.Person, err)
	}
	return s.file(w, "application/pdf", "aufwind-zettel.pdf", b)
}

func (s *Server) slipDoc(r *http.Request, v *visit, slip domain.Slip) pdf.SlipDoc {
	own, ok := i18n.Parse(slip.Language)
	if !ok {
		own = i18n.De
	}
	scheme := "http://"
	if s.Secure {
		scheme = "https://"
	}
	code := strings.ReplaceAll(slip.Code, "-", "")
	by := slip.Responsible
	return pdf.SlipDoc{
		Lang: own.Tag(), RTL: own.Dir() == "rtl", Created: v.app.DB.Now().Time(), City: v.app.DB.Name, Name: slip.Name.Own(),
		Own: slipWords(own), German: slipWords(i18n.De), URL: scheme + r.Host + routes.SlipLink(code), Web: r.Host, Code: code, PIN: slip.PIN,
		Responsible: by.Name + ", " + by.OrgName + ", " + by.Phone,
	}
}

func slipWords(l i18n.Lang) pdf.SlipWords {
	return pdf.SlipWords{
		Title: l.SlipTitle(), Steps: []string{l.SlipStep1(), l.SlipStep2(), l.SlipStep3()}, QRLabel: l.SlipQr(), WebLabel: l.SlipWeb(),
		CodeLabel: l.SlipCode(), PINLabel: l.SlipPin(), Warning: l.SlipWarning(), ResponsibleLabel: l.SlipResponsible(),
	}
}

// newSlipPage asks before a new slip ends the old one.
func (s *Server) newSlipPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	c, err := v.app.Case(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.NewSlip(v.ui(r, "cases"), c.Case, nil))
}

// newSlip replaces the slip of a person who sits at the desk.
func (s *Server) newSlip(w http.ResponseWriter, r *http.Request, v *visit) error {
	if r.PostFormValue("here") == "" {
		c, err := v.app.Case(r.Context(), v.by, personIn(r))
		if err != nil {
			return err
		}
		p := v.ui(r, "cases")
		p.Path = routes.CaseSlip(c.Case.Person)
		e := &domain.Error{Kind: domain.Invalid, Key: "confirm", Field: "here"}
		return s.show(w, r, http.StatusUnprocessableEntity, ui.NewSlip(p, c.Case, e))
	}
	slip, err := v.app.IssueSlip(r.Context(), v.by, personIn(r))
	if err != nil {
		return err
	}
	return s.showSlip(w, r, v, slip, "cases", 0)
}
