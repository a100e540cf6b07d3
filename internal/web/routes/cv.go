package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The pages of CVs that are not about one of them.
const (
	NewCV        = CV + "/new"
	ImportCV     = CV + "/import"
	SaveCVImport = ImportCV + "/save"
	Interview    = CV + "/interview" // what an employer will ask
)

// The pages of one CV. Without an id they are about the only one, or the first.
const (
	CVDOCX    = CV + ".docx"
	CVJSON    = CV + ".json"
	CVTarget  = CV + "/target"
	CVEntries = CV + "/entries"
	CVForms   = CV + "/forms"
	CVGap     = CV + "/gap"
	RemoveCV  = CV + "/remove"
)

// OfCV is a page of one CV; id 0 is the only one.
func OfCV(page string, id domain.CVID) string { return with(page, ofCV(id)) }

// GapOfCV is the page about the time without an entry that begins on a day.
func GapOfCV(id domain.CVID, first domain.Day) string {
	q := ofCV(id)
	q["gap"] = string(first)
	return with(CVGap, q)
}

// FileOfCV is a CV as a file, in one of its forms.
func FileOfCV(page string, id domain.CVID, form domain.CVForm) string {
	q := ofCV(id)
	if form != domain.CVFull {
		q["form"] = string(form)
	}
	return with(page, q)
}

func ofCV(id domain.CVID) query {
	if id == 0 {
		return query{}
	}
	return query{"cv": id.String()}
}
