package domain

import "slices"

// A CVLink lets whoever has its address read one CV of a person, as it is then, until a moment. Only a hash of the address is stored.
type CVLink struct {
	ID        CVLinkID
	Person    PersonID
	CV        CVID
	Form      CVForm // CVFull or CVAnonymous
	For       string // to whom the person sends it; for the person alone
	Made      Instant
	Until     Instant
	Ended     Instant // 0 while nobody has ended it
	Reads     int     // how often it was opened to be read
	Downloads int     // how often its PDF was taken
	Used      Instant // the last time, 0 for never
}

// InForce tells whether the link opens anything at the moment.
func (l CVLink) InForce(at Instant) bool { return l.Ended == 0 && at < l.Until }

// CVLinkDays is for how many days a link can be made.
var CVLinkDays = [...]int{1, 7, 30}

// CVLinkForms are the forms that a link can show: those in German.
var CVLinkForms = [...]CVForm{CVFull, CVAnonymous}

// MaxCVLinks is how many links of a person can be in force at once.
const MaxCVLinks = 20

// A CVLinkRequest is a link that a person is about to make.
type CVLinkRequest struct {
	CV   CVID
	Form CVForm // one of CVLinkForms
	Days int    // one of CVLinkDays
	For  string // empty when the person does not say
	PIN  string // asked for when somebody acts for the person, and on a shared device
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (r CVLinkRequest) Check() error {
	switch {
	case !slices.Contains(CVLinkForms[:], r.Form):
		return invalid("form", "choose")
	case !slices.Contains(CVLinkDays[:], r.Days):
		return invalid("days", "choose")
	}
	return checkLine("for", r.For)
}

// LinkActor is whoever has the address of a link.
func LinkActor(l CVLinkID) Actor { return Actor{Kind: SessionLink, Link: l} }
