package domain

// A ListConcept is one concept of a list that others keep, such as ESCO.
type ListConcept struct {
	ID        string     // "esco:occupation/…", for good
	Kind      string     // of package vocab: group (of ISCO-08), occupation or task
	ISCO      string     // ISCO-08 unit group, four digits; empty for a task
	German    ListGerman // exact; a concept without German is in no list
	Regulated bool       // the list says that some country regulates the occupation
	Retired   bool       // a newer edition of the list has it no more: what was chosen stays, nobody finds it
}

// ListGerman is the exact German of a ListConcept: three forms of an occupation, or one phrase for all.
type ListGerman struct {
	M, F, Neutral string
	Phrase        string
}

// ListLabels are the words for a ListConcept in one language, the preferred first.
type ListLabels struct {
	Concept  string
	Language string // BCP 47
	Labels   []string
}

// ListESCO is the name of the list whose owner asks to be named on the pages.
const ListESCO = "esco"

// A ConceptList is one list that was imported.
type ConceptList struct {
	Name      string
	Hash      []byte // of the files
	Imported  Instant
	Languages []string // that have labels, sorted
}
