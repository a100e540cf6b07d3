package cv

import (
	"cmp"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// FromProfile makes the CV s of the entries of a person's profile, as it stands on the day on. Entries of sections that a CV does not
// have are left out.
func FromProfile(person domain.Person, entries []domain.Entry, s domain.CVSelection, on domain.Day) domain.CV {
	c := withoutGaps(person, entries, s)
	if len(s.Gaps) > 0 { // most people decide about none
		c.Gaps, _ = Settle(c, s.Gaps, on)
	}
	return c
}

// WithBreaks is FromProfile with every break of the CV in the order of time.
func WithBreaks(person domain.Person, entries []domain.Entry, s domain.CVSelection, on domain.Day) (c domain.CV, breaks []Break) {
	c = withoutGaps(person, entries, s)
	c.Gaps, breaks = Settle(c, s.Gaps, on)
	return c, breaks
}

func withoutGaps(person domain.Person, entries []domain.Entry, s domain.CVSelection) domain.CV {
	c := domain.CV{
		Format:      domain.CVFormat,
		Language:    cmp.Or(s.Language, person.Language),
		AddressForm: domain.AddressNeutral,
		Name:        person.Name,
		Print:       s.Print,
		Residence:   s.Residence,
		Target:      optional(s.Target),
	}
	for _, e := range Selected(entries, s) {
		add(&c, e)
	}
	return c
}

// Selected lists the entries that s shows, with the tasks that it shows, in its order.
func Selected(entries []domain.Entry, s domain.CVSelection) []domain.Entry {
	if len(s.Entries) == 0 {
		return InOrder(entries, s)
	}
	var shown []domain.Entry
	for _, e := range InOrder(entries, s) {
		how := s.Of(e.ID)
		if how.Out {
			continue
		}
		if e.Work != nil {
			w := *e.Work
			w.Tasks = slices.DeleteFunc(tasksInOrder(w.Tasks, how), func(t domain.Term) bool { return !how.Shows(t) })
			e.Work = &w
		}
		shown = append(shown, e)
	}
	return shown
}

// InOrder lists all entries with all tasks in the order of s: what it does not name stands behind, in the order of the profile.
func InOrder(entries []domain.Entry, s domain.CVSelection) []domain.Entry {
	place := make(map[domain.EntryID]int, len(s.Entries))
	for i, e := range s.Entries {
		place[e.Entry] = i - len(s.Entries) // before all others
	}
	ordered := slices.Clone(entries)
	slices.SortStableFunc(ordered, func(a, b domain.Entry) int {
		return cmp.Or(cmp.Compare(place[a.ID], place[b.ID]), cmp.Compare(a.Pos, b.Pos))
	})
	for i, e := range ordered {
		if e.Work != nil && len(s.Entries) > 0 {
			w := *e.Work
			w.Tasks = tasksInOrder(w.Tasks, s.Of(e.ID))
			ordered[i].Work = &w
		}
	}
	return ordered
}

func tasksInOrder(tasks []domain.Term, how domain.CVEntry) []domain.Term {
	ordered := slices.Clone(tasks)
	place := func(t domain.Term) int {
		if i := slices.IndexFunc(how.Tasks, func(c domain.CVTask) bool { return c.Task == t }); i >= 0 {
			return i
		}
		return len(how.Tasks)
	}
	slices.SortStableFunc(ordered, func(a, b domain.Term) int { return cmp.Compare(place(a), place(b)) })
	return ordered
}

func add(c *domain.CV, e domain.Entry) {
	switch {
	case e.Identity != nil:
		c.AddressForm = cmp.Or(e.Identity.AddressForm, domain.AddressNeutral)
		c.BirthDate = e.Identity.Birth
		c.Nationality = e.Identity.Nationality
	case e.Contact != nil:
		c.Contact = *e.Contact
	case e.Work != nil:
		w := *e.Work
		w.Occupation = surest(w.Occupation)
		w.Tasks = termsOf(w.Tasks)
		c.Work = append(c.Work, w)
	case e.Education != nil:
		v := *e.Education
		v.Certificate, v.Subject = optional(v.Certificate), optional(v.Subject)
		c.Education = append(c.Education, v)
	case e.Course != nil:
		v := *e.Course
		v.Certificate = optional(v.Certificate)
		c.Courses = append(c.Courses, v)
	case e.Language != nil:
		l := *e.Language
		l.Certificate = optional(l.Certificate)
		c.Languages = append(c.Languages, l)
	case e.Skill != nil && e.Skill.Driving != nil:
		c.Driving = append(c.Driving, *e.Skill.Driving)
	case e.Skill != nil && e.Skill.Term != nil:
		c.Skills = append(c.Skills, surest(*e.Skill.Term))
	}
}

// optional is nil when nothing was said.
func optional(t *domain.Term) *domain.Term {
	if t == nil || t.Empty() {
		return nil
	}
	return new(surest(*t))
}

// surest keeps the surest of what a term says: the concept, else the label, else the text.
func surest(t domain.Term) domain.Term {
	switch {
	case t.Concept != "":
		return domain.Term{Concept: t.Concept}
	case t.Label != "":
		return domain.Term{Label: t.Label}
	}
	return t
}

func termsOf(list []domain.Term) []domain.Term {
	var all []domain.Term
	for i := range list {
		if !list[i].Empty() {
			all = append(all, surest(list[i]))
		}
	}
	return all
}

// Preview writes the German line of one entry, as it will stand in the CV, with what is open in it; the paths of open are
// those within the entry ("work.tasks[1]"). The line is zero for an entry that is no line of a CV by itself (identity,
// contact, housing). c gives language, form of address and birth date; its lists are not read.
func Preview(e domain.Entry, c domain.CV, v *vocab.Vocabulary, on domain.Day) (Line, []Open) {
	w := newWriter(c.Language, c.AddressForm, c.BirthDate, v, on)
	var l Line
	switch {
	case e.Work != nil:
		l = w.work("work", *e.Work)
	case e.Education != nil:
		l = w.education("education", *e.Education)
	case e.Course != nil:
		l = w.course("course", *e.Course)
	case e.Language != nil:
		l = w.language("language", *e.Language)
	case e.Skill != nil && e.Skill.Driving != nil:
		l = ruleLine(driving(*e.Skill.Driving))
	case e.Skill != nil:
		if t, ok := w.term("skill.term", e.Skill.Term, "", skillKinds()); ok {
			l = entry("", t, "", nil)
		}
	}
	return l, w.open
}

// Personal writes the lines of personal data that an identity or a contact says, whether the CV shows them or not; none for other entries.
func Personal(e domain.Entry, v *vocab.Vocabulary, on domain.Day) ([]Line, []Open) {
	c := domain.CV{Print: domain.CVPrint{BirthDate: true, Nationality: true}}
	if e.Identity == nil && e.Contact == nil {
		return nil, nil
	}
	add(&c, e)
	w := newWriter(c.Language, c.AddressForm, nil, v, on)
	return w.personal(c), w.open
}
