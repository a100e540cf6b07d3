package ui

import "github.com/aufwind-im/aufwind/internal/domain"

// BookAnswerForm is what somebody answers to a question about an entry.
type BookAnswerForm struct{ Why, Answer string }

// bookAnswers are what an entry can have been about.
func (p Page) bookAnswers() []Option {
	var out []Option
	for _, why := range domain.BookAnswers {
		out = append(out, Option{Value: why, Text: p.L.Term("entryanswer", why)})
	}
	return out
}
