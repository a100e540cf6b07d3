package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The lists of texts in own words, and of the phrases of the city.
const (
	MyTexts    = CV + "/texts"
	TextReview = "/texts"
	Phrases    = "/phrases"
)

// MyTextsOf is the own texts, at those of one entry.
func MyTextsOf(e domain.EntryID) string { return MyTexts + "#e" + e.String() }

// MyText is one of the own texts, sentence by sentence.
func MyText(t domain.TranslationID) string { return MyTexts + "/" + t.String() }

// CaseTexts is the texts of a person for the manager.
func CaseTexts(p domain.PersonID) string { return Case(p) + "/texts" }

// CaseText is one text of a person for the manager.
func CaseText(p domain.PersonID, t domain.TranslationID) string {
	return CaseTexts(p) + "/" + t.String()
}

// ApprovePhrase makes a text with its German a phrase of the city.
func ApprovePhrase(p domain.PersonID, t domain.TranslationID) string {
	return CaseText(p, t) + "/phrase"
}

// RemovePhrase takes a phrase out of the city's memory.
func RemovePhrase(id domain.PhraseID) string { return Phrases + "/" + id.String() + "/remove" }

// ApprovedText is a text of a person that has just become a phrase of the city.
func ApprovedText(p domain.PersonID, t domain.TranslationID) string {
	return with(CaseText(p, t), query{"approved": "1"})
}
