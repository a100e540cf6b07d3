package ui

import (
	"slices"
	"strings"

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

// ResponseField is the id of a field of an answer: each goal has a form.
func ResponseField(name string, c domain.CoordinationID) string { return name + "-" + c.String() }

// responseLabel is what a field of an answer is called.
func (p Page) responseLabel(field string) string {
	switch {
	case strings.HasPrefix(field, "due-"):
		return p.L.JobcenterNewDue()
	case strings.HasPrefix(field, "reason-"):
		return p.L.JobcenterReason()
	case strings.HasPrefix(field, "text-"):
		return p.L.JobcenterNewText()
	}
	return ""
}

// typedDue keeps what was typed for this goal.
func (p Page) typedDue(x domain.Coordination, typed domain.JobcenterResponse) string {
	if typed.ID == x.ID {
		return string(typed.Due)
	}
	return string(x.Due())
}

func (p Page) typedReason(x domain.Coordination, typed domain.JobcenterResponse) string {
	if typed.ID == x.ID {
		return typed.Reason
	}
	return ""
}

// typedText keeps what was typed, else the text as it stands is left out: it stays.
func (p Page) typedText(x domain.Coordination, typed domain.JobcenterResponse) string {
	if typed.ID == x.ID {
		return typed.Text
	}
	return ""
}

// waitingFor are those that wait for the agent.
func waitingFor(all []domain.Coordination) (out []domain.Coordination) {
	for _, c := range all {
		if c.State == domain.CoordinationShared {
			out = append(out, c)
		}
	}
	return out
}

// settled tells whether there is anything to record.
func settled(all []domain.Coordination) bool {
	return slices.ContainsFunc(all, func(c domain.Coordination) bool {
		return c.State == domain.CoordinationAgreed || c.State == domain.CoordinationInForce
	})
}
