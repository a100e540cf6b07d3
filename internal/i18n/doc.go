// Package i18n holds each text that Aufwind shows, as typed functions made from catalogues.
//
// # Catalogues
//
// A text stands in catalogue/<tag>/<word>.json. The German file is the source: it says which keys there are,
// in which order their arguments come, and by "@audience" in which languages the file must be complete:
// "person" in de, en, ar, uk and ti, "staff" in de and en. Every other language may have any part; German
// stands in for the rest (see [Lang.Complete]). Every file that is not German has "@state": "draft" or
// "reviewed".
//
//	catalogue/de/plan.json                          catalogue/en/plan.json
//	{                                               {
//	  "@audience": "person",                          "@state": "draft",
//	  "title": "Plan von {name}",                     "title": "Plan of {name}",
//	  "goals": {                                      "goals": {
//	    "one": "Ein Ziel", "other": "{n} Ziele"         "one": "One goal", "other": "{n} goals"
//	  }                                               }
//	}                                               }
//
// give p.L.PlanTitle(name string) and p.L.PlanGoals(n int). "go generate ./internal/i18n" checks everything
// and writes one zz_<word>.go per word. The rules for authors are in docs/i18n.md.
//
// # Looked up at run time
//
// Texts whose key is data and not code have files of the same form, looked up by key:
//
//   - errors.json: keys of domain errors ("goal.text.missing"), by [Lang.Error];
//   - terms.<group>.json: closed lists such as roles, statuses, life domains, events, by [Lang.Term].
//
// Their keys may hold letters, digits and . _ -, they have no plural forms, and their placeholders take the
// arguments in the order of the German text. A test compares each group with its list in package domain.
//
// # Direction
//
// Every text argument is isolated with U+2068 … U+2069, so that a Latin name cannot turn an Arabic sentence
// around; numbers are written in Latin digits and are not isolated.
package i18n

//go:generate go run ./gen
