package ui

import (
	"github.com/a-h/templ"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Option is one choice of a list.
type Option struct {
	Value, Text, Hint string
}

// described ties an input to its hint and its error.
func described(p Page, name, hint string, e *domain.Error) templ.Attributes {
	attrs := templ.Attributes{}
	ids := ""
	if hint != "" {
		ids = "hint-" + name
	}
	if p.errorFor(name, e) != "" {
		ids += " " + fieldError(name)
		attrs["aria-invalid"] = "true"
	}
	if ids != "" {
		attrs["aria-describedby"] = ids
	}
	return attrs
}

func failureTitle(p Page, kind domain.Kind) string {
	if kind == domain.NotFound {
		return p.L.CommonNotFoundTitle()
	}
	if kind == domain.Conflict {
		return p.L.CommonNotSaved()
	}
	return p.L.CommonErrorTitle()
}
