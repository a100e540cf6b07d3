package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// bodyKinds are the kinds that the list has, in the order of pages.
func bodyKinds(bodies []domain.Body) []string {
	return slices.DeleteFunc(slices.Clone(domain.BodyKinds[:]), func(kind string) bool {
		return !slices.ContainsFunc(bodies, func(b domain.Body) bool { return b.Kind == kind })
	})
}

func (p Page) kindOptions() []Option {
	var out []Option
	for _, k := range domain.BodyKinds {
		out = append(out, Option{Value: k, Text: p.L.Term("bodykind", k)})
	}
	return out
}
