package cv

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Write is c in the form aufwind-cv/1, as Parse reads it: Parse(Write(c)) is c for every c that came from Parse. German of an earlier
// wording of a text is not written: the form has no word for it.
func Write(c domain.CV) ([]byte, error) {
	c = c.EachTerm(func(t domain.Term) domain.Term {
		if !slices.Contains([]domain.TextState{"", domain.TextMachine, domain.TextReviewed, domain.TextConfirmed}, t.State) {
			t.German, t.State = "", ""
		}
		return t
	})
	c.Format = domain.CVFormat
	c.Work = orEmpty(c.Work)
	for i := range c.Work {
		c.Work[i].Tasks = orEmpty(c.Work[i].Tasks)
	}
	c.Education, c.Courses, c.Languages = orEmpty(c.Education), orEmpty(c.Courses), orEmpty(c.Languages)
	c.Driving, c.Skills, c.Gaps = orEmpty(c.Driving), orEmpty(c.Skills), orEmpty(c.Gaps)
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(c)
	return b.Bytes(), err
}

// orEmpty is a list that is written as [] rather than null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
