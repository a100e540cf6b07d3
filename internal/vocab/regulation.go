package vocab

// A Regulation says what German law asks of an occupation. The German of the concept never is the protected title, so a
// CV claims nothing that must be recognised first; the title is for pages that explain the way there.
type Regulation struct {
	Kind       RegulationKind
	Abroad     bool   // the words of the concept are a title of their own: in a CV the country stands behind them
	Law        string // short names and paragraphs
	Note       string // one plain German sentence: what is needed
	Source     string
	CheckedOn  string // YYYY-MM-DD; empty when only remembered
	Confidence string // "sourced" or "verify"

	title german
}

// A RegulationKind says what of an occupation is regulated.
type RegulationKind string

// The kinds of regulation.
const (
	Regulated      RegulationKind = "regulated"       // without recognition or a licence the work may not be done
	ProtectedTitle RegulationKind = "protected_title" // the work may be done, the title not be used
	CraftMaster    RegulationKind = "craft_master"    // only who works on own account needs the Meister
)

// Title returns the protected title for a form of address ("m", "f", "neutral").
func (r Regulation) Title(form string) string { return r.title.of(form) }

// Regulation returns what is regulated of the occupation called id; ok is false when nothing is known to be.
func (v *Vocabulary) Regulation(id ID) (r Regulation, ok bool) {
	if r, ok = v.regulations[id]; !ok && v.others != nil {
		r, ok = v.others.rules[id]
	}
	return r, ok
}
