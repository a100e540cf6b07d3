package web

import (
	"net/http"
	"net/url"
	"slices"
	"unicode/utf8"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// How many concepts a search shows, and how many occupations like those of the profile are offered before it.
const (
	foundAtOnce = 8
	likeAtOnce  = 6
)

// asked is the question that the address of the request names, about the one of the entries that it names.
func asked(r *http.Request, entries []domain.Entry) (ui.Question, error) {
	section, step := domain.Section(r.PathValue("section")), routes.Step(r.PathValue("step"))
	if !section.InProfile() {
		return ui.Question{}, domain.ErrNotFound()
	}
	q := ui.Question{Entry: ui.NewEntry(section, step), Step: step, Others: entries, Only: r.FormValue("only") != "", Once: r.FormValue("once")}
	is := slices.DeleteFunc(slices.Clone(entries), func(e domain.Entry) bool { return e.Section != section })
	if id := r.PathValue("entry"); id != routes.NewEntry {
		var err error
		if q.Entry, err = entryOf(is, domain.ParseID[domain.EntryID](id)); err != nil {
			return q, err
		}
	} else if domain.OnePerSection(section) && len(is) > 0 && r.Method == http.MethodGet {
		q.Entry = is[0]
	}
	if !slices.Contains(ui.Steps(q.Entry), step) {
		return q, domain.ErrNotFound()
	}
	switch {
	case q.Entry.ID != 0:
		q.Once = ""
	case q.Once == "":
		q.Once = ui.Once()
	}
	if q.Entry.Language != nil && q.Entry.ID == 0 {
		q.Entry.Language.Language = r.FormValue("language")
	}
	q.Calendar = calendarOf(r, q)
	return q, nil
}

// answering is the question to which the form of the request is an answer. Only the entry that it is about has been read.
func answering(r *http.Request, v *visit) (ui.Question, error) {
	if r.PathValue("entry") == routes.NewEntry {
		return asked(r, nil)
	}
	e, err := v.app.Entry(r.Context(), v.by, domain.ParseID[domain.EntryID](r.PathValue("entry")))
	if err != nil {
		return ui.Question{}, err
	}
	return asked(r, []domain.Entry{e})
}

func entryOf(entries []domain.Entry, id domain.EntryID) (domain.Entry, error) {
	for _, e := range entries {
		if e.ID == id {
			return e, nil
		}
	}
	return domain.Entry{}, domain.ErrNotFound()
}

// calendarOf is the calendar in which a page asks for dates: the one chosen, that of the answer, or the one used before.
func calendarOf(r *http.Request, q ui.Question) string {
	switch q.Step {
	case routes.StepBirth, routes.StepTime:
	case routes.StepUntil:
		return domain.Calendars[0] // as it is printed
	default:
		return ""
	}
	chosen := []string{r.FormValue("calendar")}
	for _, d := range datesOf(append([]domain.Entry{q.Entry}, q.Others...)) {
		chosen = append(chosen, d.Calendar)
	}
	for _, c := range chosen {
		if slices.Contains(domain.Calendars[:], c) {
			return c
		}
	}
	return domain.Calendars[0]
}

// datesOf lists the dates that entries name.
func datesOf(entries []domain.Entry) []domain.PartialDate {
	var all []domain.PartialDate
	for _, e := range entries {
		var some []*domain.PartialDate
		switch {
		case e.Identity != nil:
			some = []*domain.PartialDate{e.Identity.Birth}
		case e.Member != nil:
			some = []*domain.PartialDate{e.Member.Birth}
		case e.Work != nil:
			some = []*domain.PartialDate{e.Work.From, e.Work.To}
		case e.Course != nil:
			some = []*domain.PartialDate{e.Course.From, e.Course.To}
		case e.Education != nil:
			some = []*domain.PartialDate{e.Education.From, e.Education.To}
		}
		for _, d := range some {
			if d != nil && !d.Ongoing {
				all = append(all, *d)
			}
		}
	}
	return all
}

// search looks up what the address asks for, and what fits without a search.
func search(r *http.Request, v *visit, q *ui.Question) error {
	kinds := ui.Kinds(q.Entry.Section, q.Step)
	if kinds == nil {
		return nil
	}
	q.Search.Query = r.FormValue("q")
	if q.Search.Query != "" {
		f, err := v.app.Search(r.Context(), v.by, v.lang.Tag(), q.Search.Reads, q.Search.Query, kinds, foundAtOnce)
		if err != nil {
			return err
		}
		q.Search.Found, q.Search.Second = f.Concepts, f.Second
		q.Search.Asks = f.Little && q.Search.Reads == ""
	}
	q.Search.Asks = q.Search.Asks || r.FormValue("reads") != ""
	switch q.Step {
	case routes.StepOccupation:
		if q.Search.Query == "" {
			q.Search.Suggest = v.app.OccupationsLike(worked(q.Others), likeAtOnce)
		}
	case routes.StepTasks:
		q.Search.Suggest = v.app.Vocab.Tasks(vocab.ID(q.Entry.Work.Occupation.Concept))
	case routes.StepCourse:
		q.Search.Suggest = v.app.Vocab.Concepts(vocab.Course)
	case routes.StepCertificate:
		q.Search.Suggest = v.app.CertificatesOf(schoolCountry(*q))
	}
	return nil
}

// worked are the occupations of the profile.
func worked(entries []domain.Entry) []domain.Term {
	var out []domain.Term
	for _, e := range entries {
		if e.Work != nil {
			out = append(out, e.Work.Occupation)
		}
	}
	return out
}

// schoolCountry is where somebody went to school, else of which country the person is.
func schoolCountry(q ui.Question) string {
	country := q.Entry.Education.Place.Country
	for _, e := range q.Others {
		if country == "" && e.Identity != nil {
			country = e.Identity.Nationality
		}
	}
	return country
}

// question asks one step of one entry.
func (s *Server) question(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := v.app.Profile(r.Context(), v.by)
	if err != nil {
		return err
	}
	q, err := asked(r, p.Entries)
	if err != nil {
		return err
	}
	q.Search.Reads = p.Person.Reads
	browse(r, v, &q)
	if err := search(r, v, &q); err != nil {
		return err
	}
	if q.Entry.ID == 0 {
		made, err := v.app.EntryMade(r.Context(), v.by, r.FormValue("once"))
		if err != nil {
			return err
		}
		if e, err := entryOf(q.Others, made); err == nil && e.Section == q.Entry.Section {
			seeOther(w, routes.Question(e.Section, e.ID, q.Step)) // back to the first page: the entry is there already
			return nil
		}
		if first := ui.Steps(q.Entry)[0]; q.Begins() && q.Step != first && !q.LevelOfNew() {
			seeOther(w, routes.Question(q.Entry.Section, 0, first))
			return nil
		}
	}
	if saved := routes.Step(r.FormValue("saved")); slices.Contains(ui.Steps(q.Entry), saved) {
		q.Saved = saved
	}
	if q.Browse.Open {
		return s.show(w, r, http.StatusOK, ui.BrowseWork(v.ui(r, "me"), q))
	}
	q.German = v.app.Preview(p, q.Entry)
	return s.show(w, r, http.StatusOK, ui.AskQuestion(v.ui(r, "me"), q))
}

// saveEntry stores the answer to one step.
func (s *Server) saveEntry(w http.ResponseWriter, r *http.Request, v *visit) error {
	q, err := answering(r, v)
	if err != nil {
		return err
	}
	stored := q.Entry
	q.Entry, err = answered(r, v, q)
	if err == nil && q.Entry.ID == 0 && q.Step == routes.StepLanguage && q.Entry.Language.Level == "" {
		if q.Entry.Language.Language == "" {
			err = &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "language"}
		} else {
			seeOther(w, routes.LanguageLevel(q.Entry.Language.Language, q.Once))
			return nil
		}
	}
	if err == nil && q.Entry.ID == 0 && nothing(r.PostForm) && !q.Begins() {
		seeOther(w, q.Next(0, false))
		return nil
	}
	id := stored.ID
	if err == nil {
		q.Entry.Version = number(r, "version")
		id, err = v.app.SaveEntry(r.Context(), v.by, q.Entry, q.Once)
	}
	switch {
	case err == nil && r.PostFormValue("again") != "":
		seeOther(w, q.Another())
		return nil
	case err == nil:
		seeOther(w, q.Next(id, true))
		return nil
	}
	return s.refused(w, r, v, q, stored, err)
}

// refused shows the question again with what was typed: with the error at its field, or beside what somebody else stored.
func (s *Server) refused(w http.ResponseWriter, r *http.Request, v *visit, q ui.Question, stored domain.Entry, err error) error {
	p, loadErr := v.app.Profile(r.Context(), v.by)
	if loadErr != nil {
		return loadErr
	}
	q.Others, q.Search.Reads = p.Entries, p.Person.Reads
	if err := search(r, v, &q); err != nil {
		return err
	}
	q.Typed = r.PostForm
	q.Entry.Version = stored.Version
	q.German = v.app.Preview(p, q.Entry)
	if e, ok := invalid(err); ok {
		q.Error = e
		return s.show(w, r, status(e.Kind), ui.AskQuestion(v.ui(r, "me"), q))
	}
	if !conflict(err) {
		return err
	}
	if stored.ID == 0 {
		is := p.In(q.Entry.Section)
		if !domain.OnePerSection(q.Entry.Section) || len(is) == 0 {
			q.Error = &domain.Error{Kind: domain.Conflict, Key: "tooMany"}
			return s.show(w, r, http.StatusConflict, ui.AskQuestion(v.ui(r, "me"), q))
		}
		stored = is[0]
		q.Entry.ID, q.Entry.Version, q.Once = stored.ID, stored.Version, ""
	}
	q.Stored = &stored
	return s.show(w, r, http.StatusConflict, ui.AskQuestion(v.ui(r, "me"), q))
}

// previewEntry shows the German of what a form says so far. It stores nothing; what cannot be read yet is left out.
// Errors: NotFound (no such question), Invalid (more text than can be stored).
func (s *Server) previewEntry(w http.ResponseWriter, r *http.Request, v *visit) error {
	p, err := v.app.Profile(r.Context(), v.by)
	if err != nil {
		return err
	}
	q, err := asked(r, p.Entries)
	if err != nil {
		return err
	}
	for _, values := range r.PostForm {
		if slices.ContainsFunc(values, func(s string) bool { return utf8.RuneCountInString(s) > domain.MaxText }) {
			return &domain.Error{Kind: domain.Invalid, Key: "tooLong"}
		}
	}
	q.Entry, _ = answered(r, v, q)
	return s.show(w, r, http.StatusOK, ui.EntryPreview(v.ui(r, "me"), v.app.Preview(p, q.Entry)))
}

// changedMeanwhile says on a page that somebody else was first.
func changedMeanwhile() *domain.Error { return &domain.Error{Kind: domain.Conflict, Key: "conflict"} }

// nothing tells whether a form says nothing beyond what the page put into it.
func nothing(form url.Values) bool {
	for field, values := range form {
		switch field {
		case "as", "version", "once", "only", "calendar", "again":
			continue
		}
		if slices.ContainsFunc(values, func(s string) bool { return s != "" }) {
			return false
		}
	}
	return true
}
