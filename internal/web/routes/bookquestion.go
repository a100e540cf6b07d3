package routes

import (
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// BookQuestions is what persons asked the own organisation about entries of their access books.
const BookQuestions = "/questions"

// BookQuestion is one of them, and the place that answers it.
func BookQuestion(q domain.BookQuestionID) string { return BookQuestions + "/" + q.String() }

// BookEntry is one entry of the own access book, and the place that asks about it.
func BookEntry(seq int64) string { return Access + "/" + strconv.FormatInt(seq, 10) }
