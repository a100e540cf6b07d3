package ui

import "github.com/aufwind-im/aufwind/internal/domain"

// ending tells how many days of the counselling are left, and the kind of pill that says so: none while there are more than 180.
func (v PlanView) ending() (kind string, left int) {
	ends := v.Programme.Ends(v.Plan.Terms)
	if ends == "" {
		return "", 0
	}
	switch left = v.Today.DaysUntil(ends); {
	case left > 180:
		return "", left
	case left > 90:
		return "info", left
	case left > 30:
		return "warn", left
	}
	return "err", left
}

func (p Page) endingText(left int) string {
	if left < 0 {
		return p.L.PlantermsOver()
	}
	return p.L.PlantermsLeft(left)
}

// termsText says how long the counselling lasts and when the plan is to be continued.
func (p Page) termsText(v PlanView) string {
	ends := v.Programme.Ends(v.Plan.Terms)
	if ends == "" {
		return p.L.PlantermsOpen()
	}
	text := p.L.PlantermsUntil(p.Day(ends))
	if on := v.Plan.Terms.ReviewOn; on != "" {
		text += ", " + p.L.PlantermsReview(p.Day(on))
	}
	return text
}

func programmeOptions(list []domain.Programme) []Option {
	out := make([]Option, len(list))
	for i, x := range list {
		out[i] = Option{Value: string(x.ID), Text: x.Name, Lang: "de"}
	}
	return out
}
