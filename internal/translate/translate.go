// Package translate is the port to machine translation of free text. Nothing that tells who a person is leaves through
// it: names, addresses, e-mails, phones and every number are masked before a text goes out, and each must come back
// exactly once, else the answer is thrown away (Mask). A Chain asks one engine after the other and says for each text
// what became of it. Without an engine the product works in full: the CV then consists of concepts and facts.
//
// Errors name the engine and the status, never a text. Engines and chains are safe for concurrent use.
package translate

import (
	"context"
	"errors"
	"slices"
)

// What can become of a text that was not translated.
var (
	ErrNoEngine  = errors.New("translate: no engine reads this language")
	ErrPair      = errors.New("translate: the engine does not translate between these languages")
	ErrQuota     = errors.New("translate: the engine's quota is used up or it asks to slow down")
	ErrTooLarge  = errors.New("translate: the text is too long for the engine")
	ErrTemporary = errors.New("translate: the engine does not answer")
	ErrRefused   = errors.New("translate: the engine refuses the key or the request")
	ErrAnswer    = errors.New("translate: the answer is no text in the language asked for")
	ErrBudget    = errors.New("translate: the budget does not allow it")
	ErrFacts     = errors.New("translate: a fact was lost, doubled or changed")
)

// An Engine turns texts of one language into another. Languages are tags of the product (BCP 47: ar, fa, fa-AF, ps,
// ckb, ku for Kurmanji, ti, so, uk, ru, tr, fr, en, de); an engine maps them to its own.
type Engine interface {
	// Name is kept with each text that the engine made, such as "libretranslate".
	Name() string
	// Pairs asks the engine which languages it reads, and for each which it writes.
	Pairs(ctx context.Context) (Pairs, error)
	// Translate returns the answers in the order of texts: all of them, or an error that wraps one of this package.
	Translate(ctx context.Context, from, to string, texts []string) ([]string, error)
}

// Pairs lists for each language that is read those that it can be turned into.
type Pairs map[string][]string

// Can tells whether from is turned into to.
func (p Pairs) Can(from, to string) bool { return slices.Contains(p[from], to) }
