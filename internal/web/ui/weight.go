package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// weightOptions offers the weights behind a first option; none too where cases without a weight are looked for.
func (p Page) weightOptions(first string, none bool) []Option {
	out := []Option{{Text: first}}
	for _, w := range domain.Weights {
		out = append(out, Option{Value: string(w), Text: p.L.Term("weight", string(w))})
	}
	if none {
		out = append(out, Option{Value: string(domain.Unweighed), Text: p.L.Term("weight", string(domain.Unweighed))})
	}
	return out
}

func (p Page) matterOptions() []Option {
	out := []Option{{Text: p.L.WeightAllMatters()}}
	for _, m := range domain.Matters {
		out = append(out, Option{Value: string(m), Text: p.L.Term("matter", string(m))})
	}
	return out
}

func (p Page) orderOptions() []Option {
	return []Option{{Text: p.L.WeightOrderChanged()}, {Value: "weight", Text: p.L.WeightOrderWeight()}}
}

func (p Page) order(f domain.CaseFilter) string {
	if f.ByWeight {
		return "weight"
	}
	return ""
}

// weightMeans says since when a weight holds, and what it asks for.
func (p Page) weightMeans(c domain.Case, rules []domain.WeightRule) string {
	parts := []string{p.L.WeightSince(p.Day(c.WeightOn))}
	for _, r := range rules {
		if r.Weight != c.Weight {
			continue
		}
		if r.ContactDays > 0 {
			parts = append(parts, p.L.WeightContact(r.ContactDays))
		}
		if r.ReviewMonths > 0 {
			parts = append(parts, p.L.WeightReview(r.ReviewMonths))
		}
	}
	return strings.Join(parts, " · ")
}

// weightRule says what the weights count in a sum.
func (p Page) weightRule(rules []domain.WeightRule) string {
	points := map[domain.Weight]int{}
	for _, r := range rules {
		points[r.Weight] = r.Points
	}
	return p.L.WeightRule(points[domain.WeightIntensive], points[domain.WeightAccompanied], points[domain.WeightOccasional])
}
