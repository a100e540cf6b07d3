package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// ReleaseAsk is one step on the way to a release.
type ReleaseAsk struct {
	app.ReleaseWizard
	Step   domain.ReleaseStep
	Answer domain.ReleaseAnswer // as it was given before, or typed now
	Seen   []SectionView        // of the preview: what stands on the page of the recipient
	To     domain.Actor         // of the preview: who sees it
	Text   []string             // of the confirmation: what is agreed to, sentence by sentence
	Hash   string               // of that text
	Wrong  bool                 // the question was just answered wrongly
	Terms  domain.ReleaseTerms  // of the confirmation, as it was typed
}

// place is where a step stands, from 1, among all of them.
func (v ReleaseAsk) place() (n, of int) {
	steps := domain.ReleaseSteps()
	return slices.Index(steps, v.Step) + 1, len(steps)
}

// before is the page before.
func (v ReleaseAsk) before() string {
	if n, _ := v.place(); n > 1 {
		return routes.ReleaseStep(domain.ReleaseSteps()[n-2])
	}
	return routes.Releases
}

// title is the question of the step.
func (v ReleaseAsk) title(p Page) string {
	switch v.Step {
	case domain.StepWhat:
		return p.L.ReleaseGiveTitle(v.Responsible.Name)
	case domain.StepWhom:
		return p.L.ReleaseWhom()
	case domain.StepWhy:
		return p.L.ReleaseWhy()
	case domain.StepUntil:
		return p.L.ReleaseMonths()
	case domain.StepPreview:
		return p.L.ReleasePreviewTitle(v.Responsible.Name)
	case domain.StepQuestion:
		return p.L.ReleaseQuestion()
	case domain.StepConfirm:
		return p.L.ReleaseConfirmTitle()
	}
	return p.L.ReleaseSpecialAsk()
}

// ordinary are the sections that are chosen together.
func ordinary() []domain.Section {
	return slices.DeleteFunc(slices.Clone(domain.ReleasableSections[:]), domain.Section.Special)
}

// seenByOptions are the answers to the question who will see it.
func (v ReleaseAsk) seenByOptions(p Page) []Option {
	return options(domain.SeenBy[:], p.L.ReleaseAnswerHome(), p.L.ReleaseAnswerAdvice(v.Responsible.OrgName), p.L.ReleaseAnswerOffice(), p.L.ReleaseAnswerJobcenter())
}

// orgOptions are who may receive the release.
func (v ReleaseAsk) orgOptions() []Option {
	return []Option{{Value: v.Responsible.Org.String(), Text: v.Responsible.OrgName, Hint: v.Responsible.Name}}
}

// asRecipient is the page as for whoever receives the release, in the language of the person.
func (v ReleaseAsk) asRecipient(p Page) Page {
	p.By = v.To
	return p
}

// hidden are the sections that stay unseen.
func (v ReleaseAsk) hidden() []domain.Section {
	return slices.DeleteFunc(slices.Clone(domain.ReleasableSections[:]), func(s domain.Section) bool {
		return slices.ContainsFunc(v.Seen, func(seen SectionView) bool { return seen.Section == s })
	})
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}
