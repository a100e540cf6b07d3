package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// language is the name of a language, in the language of the page.
func (p Page) language(tag string) string {
	if name := i18n.Language(p.L, tag); name != "" {
		return name
	}
	return tag
}

func (p Page) accepted(a domain.Answer) string {
	if a == domain.AnswerAgreed {
		return p.L.JobcenterAccepted()
	}
	return p.L.JobcenterWaiting()
}

// typedDue keeps what was typed for this goal.
func (p Page) typedDue(x domain.Coordination, typed domain.JobcenterResponse) string {
	if typed.ID == x.ID {
		return string(typed.Due)
	}
	return string(x.Goal.Due)
}

func (p Page) typedReason(x domain.Coordination, typed domain.JobcenterResponse) string {
	if typed.ID == x.ID {
		return typed.Reason
	}
	return ""
}
