package app_test

import (
	"github.com/aufwind-im/aufwind/internal/domain"
)

// ownWords is a skill in words that the vocabulary does not have.
func ownWords(text string) domain.Entry {
	return domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: text}}}
}
