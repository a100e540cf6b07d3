package ui

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// CVRef names the CV that is looked at in addresses and forms: 0 while there is only one.
func CVRef(p app.Profile) domain.CVID {
	if len(p.CVs) < 2 {
		return 0
	}
	return p.CV.ID
}

// cvName is what a CV is called: by the person, else after its aim.
func (p Page) cvName(s domain.CVSelection) string {
	return cmp.Or(s.Title, p.term(s.Target), p.L.NavCv())
}

// comes parts the entries of a file: those that the person should see, because they are new or will not come, and those that are there already.
func comes(lines []app.CVImportLine) (come, there []app.CVImportLine) {
	for _, l := range lines {
		if l.New() || l.Stays() {
			come = append(come, l)
		} else {
			there = append(there, l)
		}
	}
	return come, there
}

// settings are what a CV of a file brings along beside its entries, one line each.
func (p Page) settings(c domain.CV) []string {
	var out []string
	if t := p.term(c.Target); t != "" {
		out = append(out, saidWith(p.L.CvTargetLabel(), t))
	}
	if c.Print.BirthDate {
		out = append(out, p.L.CvPrintBirth())
	}
	if c.Print.Nationality {
		out = append(out, p.L.CvPrintNationality())
	}
	if c.Print.Residence && c.Residence != nil {
		out = append(out, p.L.CvPrintResidence())
	}
	return out
}

// An aim is the page that asks for an occupation: that of a CV, or of one that does not exist yet.
type aim struct {
	action string
	cv     domain.CVID
	page   *app.CVPage // nil for a new CV
	once   string      // of a new CV
	search Search
	typed  string
}

// NewCVForm is what the page of a new CV shows.
type NewCVForm struct {
	Search Search
	Typed  string
	Once   string
}

// Choosable tells whether a CV can leave an entry out; name and contact stand in every CV.
func Choosable(e domain.Entry) bool {
	return e.Work != nil || e.Education != nil || e.Course != nil || e.Language != nil || e.Skill != nil
}

// EntryKey names an entry in a form.
func EntryKey(e domain.Entry) string { return e.ID.String() }

// TaskKey names a task of a job in a form.
func TaskKey(e domain.Entry, t domain.Term) string {
	sum := sha256.Sum256([]byte(t.Concept + "\x00" + t.Label + "\x00" + t.Text))
	return e.ID.String() + "-" + hex.EncodeToString(sum[:6])
}

// choosable are the entries of a section in the order of the CV.
func choosable(page app.CVPage, s domain.Section) []domain.Entry {
	var out []domain.Entry
	for _, e := range cv.InOrder(page.In(s), page.CV) {
		if Choosable(e) {
			out = append(out, e)
		}
	}
	return out
}

// cvSections are the sections from which a CV chooses.
func cvSections() []domain.Section {
	return []domain.Section{domain.SectionWork, domain.SectionSchooling, domain.SectionTraining, domain.SectionLanguages, domain.SectionSkills}
}

// movable tells whether the order of a section is the person's: jobs and schools stand in the order of time.
func movable(s domain.Section) bool { return s == domain.SectionLanguages || s == domain.SectionSkills }

// breakTime is the time of a break in the language of the page.
func (p Page) breakTime(b cv.Break) string {
	from, to := p.PartialDate(b.Gap.From), p.PartialDate(b.Gap.To)
	switch {
	case to == from:
		return from
	case to == "":
		return p.L.CommonSince(from)
	case from == "":
		return p.L.CommonUntilDate(to)
	}
	return p.L.CommonFromUntil(from, to)
}

// gapReason is what a reason is called in the language of the page, and in German as it is printed.
func (p Page) gapReason(page app.CVPage, g domain.Gap) (own, german string) {
	c, _ := p.Vocab.Concept(vocab.ID("gap:" + g.Reason))
	form := string(page.Written.AddressForm)
	if g.Explicit {
		form = "explicit"
	}
	return p.concept(c), c.German(form)
}

// gapReasons are the reasons that the page of a gap offers.
func (p Page) gapReasons(page app.CVPage) []gapChoice {
	var out []gapChoice
	for _, reason := range cv.GapReasons() {
		own, german := p.gapReason(page, domain.Gap{Reason: reason})
		_, explicit := p.gapReason(page, domain.Gap{Reason: reason, Explicit: true})
		if explicit == german {
			explicit = ""
		}
		out = append(out, gapChoice{reason, own, german, explicit})
	}
	return out
}

// A gapChoice is a reason to choose; Explicit is its plain wording, empty when there is no other one.
type gapChoice struct{ Reason, Own, German, Explicit string }

// plainFirst parts the reasons: six that need no thought stand open, all others behind a line to open.
func plainFirst(all []gapChoice) (first, more []gapChoice) {
	for _, g := range all {
		if g.Explicit == "" && len(first) < 6 {
			first = append(first, g)
		} else {
			more = append(more, g)
		}
	}
	return first, more
}

// has tells whether a reason is among list.
func has(list []gapChoice, reason string) bool {
	return slices.ContainsFunc(list, func(g gapChoice) bool { return g.Reason == reason })
}

// chosenReason is the reason that is ticked on the page of a break.
func chosenReason(b cv.Break) string {
	switch {
	case b.Choice == nil || b.Stale:
		return ""
	case b.Choice.Left():
		return app.LeaveEmpty
	}
	return b.Choice.Reason
}

// gapLink is the page about a break.
func gapLink(page app.CVPage, b cv.Break) string { return routes.GapOfCV(CVRef(page.Profile), b.First) }
