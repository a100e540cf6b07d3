package domain

import (
	"cmp"
	"slices"
)

// An Agreement is how the two sides came to a version.
type Agreement struct {
	How         string `json:"how"`                   // one of AgreementHows
	Interpreter string `json:"interpreter,omitempty"` // name of who interpreted; empty for nobody
	Language    string `json:"language,omitempty"`    // of the talk, BCP 47; with an interpreter
}

// AgreementHows are how a person agrees: alone on the phone, or together with the manager at the desk.
var AgreementHows = [...]string{"phone", "desk"}

// Check returns nil, or an Invalid error that names every wrong field.
func (a Agreement) Check() error {
	return Together(
		unless(slices.Contains(AgreementHows[:], a.How), "how", "choose"),
		checkLine("interpreter", a.Interpreter),
		cmp.Or(checkLine("language", a.Language), unless(a.Interpreter == "" || a.Language != "", "language", "choose")),
	)
}
