package web

import (
	"net/http"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// giveRelease leads to the first question that has no answer.
func (s *Server) giveRelease(w http.ResponseWriter, r *http.Request, v *visit) error {
	wizard, err := v.app.ReleaseDraft(r.Context(), v.by)
	if err != nil {
		return err
	}
	if !wizard.CoreReleased() {
		seeOther(w, routes.Releases)
		return nil
	}
	seeOther(w, routes.ReleaseStep(wizard.Draft.Next()))
	return nil
}

func stepIn(r *http.Request) domain.ReleaseStep { return domain.ReleaseStep(r.PathValue("ask")) }

func (s *Server) releaseStep(w http.ResponseWriter, r *http.Request, v *visit) error {
	wizard, err := v.app.ReleaseDraft(r.Context(), v.by)
	if err != nil {
		return err
	}
	if !wizard.CoreReleased() {
		seeOther(w, routes.Releases)
		return nil
	}
	return s.showReleaseStep(w, r, v, ui.ReleaseAsk{ReleaseWizard: wizard, Step: stepIn(r), Answer: releaseAnswers(wizard)}, nil)
}

// releaseAnswers are the answers of the draft; where there are none, what is ticked to begin with: of the special sections nothing.
func releaseAnswers(w app.ReleaseWizard) domain.ReleaseAnswer {
	d := w.Draft
	x := domain.ReleaseAnswer{Sections: d.Sections, Org: d.Org, Purpose: d.Purpose, Months: d.Months}
	if len(d.Done) == 0 {
		for _, r := range w.InForce() {
			if r.Section.Releasable() && !r.Section.Special() && r.Org == w.Responsible.Org {
				x.Sections = append(x.Sections, r.Section)
			}
		}
	}
	if x.Months == 0 {
		x.Months = domain.ReleaseMonths
	}
	return x
}

// showReleaseStep shows the step of ask, with what else it needs. A step that is not reached is not there.
func (s *Server) showReleaseStep(w http.ResponseWriter, r *http.Request, v *visit, ask ui.ReleaseAsk, e *domain.Error) error {
	if !ask.Draft.Reached(ask.Step) {
		return domain.ErrNotFound()
	}
	switch ask.Step {
	case domain.StepPreview:
		c, err := v.app.PreviewRelease(r.Context(), v.by)
		if err != nil {
			return err
		}
		ask.Seen = v.sectionViews(c.Profile, c.CV, c.Released, c.Until)
		ask.To = domain.Actor{User: c.Case.Manager, Org: c.Case.Org}
	case domain.StepConfirm:
		ask.Text, ask.Hash = v.releaseText(ask)
	case domain.StepWhat, domain.StepWhom, domain.StepWhy, domain.StepUntil, domain.StepQuestion:
	default:
		ask.Answer.Yes = ask.Draft.Set().Has(domain.Section(ask.Step))
	}
	p, code := v.ui(r, "me"), http.StatusOK
	p.Path = routes.ReleaseStep(ask.Step)
	if e != nil {
		code = status(e.Kind)
	}
	return s.show(w, r, code, ui.GiveRelease(p, ask, e))
}

// releaseText is the text of a release in the language of the page, filled for what is about to be released, and its hash.
func (v *visit) releaseText(ask ui.ReleaseAsk) ([]string, string) {
	text, _ := v.app.Consents.Newest(consent.Release, v.lang.Tag())
	var names []string
	for _, s := range ask.Draft.Sections {
		names = append(names, v.lang.Term("section", string(s)))
	}
	return text.Fill(map[string]string{
		"org": ask.Responsible.OrgName, "what": v.lang.List(names), "date": ui.Page{L: v.lang}.LongDay(ask.Today.AddMonths(ask.Draft.Months)),
	}), consent.Hash(text.Sentences)
}

// answerRelease takes a release one step further.
func (s *Server) answerRelease(w http.ResponseWriter, r *http.Request, v *visit) error {
	x := domain.ReleaseAnswer{
		Yes: r.PostFormValue("yes") == "yes", Org: domain.ParseID[domain.OrgID](r.PostFormValue("org")),
		Purpose: domain.Purpose(r.PostFormValue("purpose")), Months: number(r, "months"), SeenBy: r.PostFormValue("seen"),
	}
	for _, name := range r.PostForm["section"] {
		x.Sections = append(x.Sections, domain.Section(name))
	}
	draft, err := v.app.AnswerRelease(r.Context(), v.by, stepIn(r), x)
	e, wrong := invalid(err)
	if err != nil && !wrong {
		return err
	}
	if err == nil && (stepIn(r) != domain.StepQuestion || draft.Next() == domain.StepConfirm) {
		seeOther(w, routes.ReleaseStep(draft.Next()))
		return nil
	}
	wizard, err := v.app.ReleaseDraft(r.Context(), v.by)
	if err != nil {
		return err
	}
	return s.showReleaseStep(w, r, v, ui.ReleaseAsk{ReleaseWizard: wizard, Step: stepIn(r), Answer: x, Wrong: e == nil}, e)
}

// confirmRelease gives what was prepared and seen.
func (s *Server) confirmRelease(w http.ResponseWriter, r *http.Request, v *visit) error {
	wizard, err := v.app.ReleaseDraft(r.Context(), v.by)
	if err != nil {
		return err
	}
	if wizard.Draft.Version == 0 { // a second click
		seeOther(w, routes.Releases)
		return nil
	}
	ask := ui.ReleaseAsk{ReleaseWizard: wizard, Step: domain.StepConfirm, Terms: domain.ReleaseTerms{
		Language: v.lang.Tag(), TextHash: r.PostFormValue("text"), Heard: r.PostFormValue("heard") != "", Interpreter: r.PostFormValue("interpreter") != "",
	}}
	if !ask.Draft.Reached(ask.Step) || ask.Draft.Version != number(r, "version") { // another page of the same person has changed it: look again
		seeOther(w, routes.GiveRelease)
		return nil
	}
	if _, hash := v.releaseText(ask); hash != ask.Terms.TextHash {
		return s.showReleaseStep(w, r, v, ask, &domain.Error{Kind: domain.Conflict, Key: "consentChanged"})
	}
	err = v.app.GiveRelease(r.Context(), v.by, ask.Draft.Request(ask.Terms, r.PostFormValue("pin")))
	if e, ok := invalid(err); ok {
		return s.showReleaseStep(w, r, v, ask, e)
	}
	if err != nil {
		return err
	}
	seeOther(w, routes.Releases)
	return nil
}

func (s *Server) stopRelease(w http.ResponseWriter, r *http.Request, v *visit) error {
	if err := v.app.StopRelease(r.Context(), v.by); err != nil {
		return err
	}
	seeOther(w, routes.Releases)
	return nil
}
