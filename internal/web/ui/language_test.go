package ui

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// TestLanguagesAgree: what a person can be registered with is what the pages of persons are there in.
func TestLanguagesAgree(t *testing.T) {
	var pages []string
	for _, l := range i18n.ForPersons() {
		pages = append(pages, l.Tag())
	}
	if !slices.Equal(pages, domain.PersonLanguages[:]) {
		t.Errorf("pages in %v, persons with %v", pages, domain.PersonLanguages)
	}
}
