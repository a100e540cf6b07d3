package app

import (
	"slices"
	"unicode/utf8"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// PersonDay is how many characters of one person's texts go to engines within 24 hours, so that nobody uses up the month of a city alone. Many
// times a whole CV fits in.
const PersonDay = 30_000

// shareOf is what is left of PersonDay, after all translations of the person. A text that is sent several times counts once.
func shareOf(all []domain.Translation, now domain.Instant) int {
	left := PersonDay
	for _, t := range all {
		sent := t.Made
		if triedInVain(t) || t.Made == 0 && t.BackEngine != "" {
			sent = t.Updated
		}
		if sent > now-day && t.Engine != domain.EngineCity {
			left -= utf8.RuneCountInString(t.Source)
		}
	}
	return left
}

// keepShare takes those texts out of w that are beyond the person's share; they wait until there is room again.
func (w *work) keepShare(left int) {
	w.texts = slices.DeleteFunc(w.texts, func(t *textWork) bool {
		left -= utf8.RuneCountInString(t.Source)
		w.held = w.held || left < 0
		return left < 0
	})
}
