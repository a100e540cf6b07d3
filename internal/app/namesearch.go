package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/names"
	"github.com/aufwind-im/aufwind/internal/store"
)

// The bounds of a search by name.
const (
	searchLimit = 20 // how many hits it shows
	surely      = 0.95
)

// What a birth date adds to the likeness of a name. 1 January stands in many passports for a day that nobody knows.
const (
	sameBirth  = 0.3
	sameYear   = 0.15
	otherBirth = -0.3
)

// searchCases ranks the manager's cases by how well their names meet the query, and by the birth date when the query has one. The ids it
// showed stand in the record, and that it read birth dates.
func (a *App) searchCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (page domain.CasePage, ds []domain.District, err error) {
	err = a.look(ctx, by, domain.SearchCases, 0, func(tx *store.Tx, d *deed) error {
		var birth calendar.Date
		f.Query, birth = splitBirth(f.Query)
		r, err := rankedCases(ctx, tx, by, f)
		if err != nil {
			return err
		}
		if birth != (calendar.Date{}) {
			d.event.Sections = domain.SetOf(domain.SectionIdentity)
			if err := r.byBirth(ctx, tx, by, birth); err != nil {
				return err
			}
		}
		var ids []string
		for _, h := range r.hits[:min(len(r.hits), searchLimit)] {
			page.Cases = append(page.Cases, *h.Case)
			ids = append(ids, h.Person.String())
		}
		d.event.Note = "shown=" + strings.Join(ids, ",")
		page.Today = tx.Today
		ds, err = nameDistricts(ctx, tx, page.Cases)
		return err
	})
	return page, ds, err
}

// splitBirth takes a birth date out of a query: 12.03.1991, 1991-03-12 or 1991.
func splitBirth(query string) (name string, birth calendar.Date) {
	var words []string
	for _, w := range strings.Fields(query) {
		d, ok := birthDate(strings.Trim(strings.Map(calendar.LatinDigit, w), "(),;*"))
		if ok && birth == (calendar.Date{}) {
			birth = d
			continue
		}
		words = append(words, w)
	}
	return strings.Join(words, " "), birth
}

// birthDate reads a day as Germans write it, and what calendar.Parse reads.
func birthDate(s string) (calendar.Date, bool) {
	if parts := strings.Split(s, "."); len(parts) == 3 {
		for i, p := range parts {
			if len(p) == 1 {
				parts[i] = "0" + p
			}
		}
		slices.Reverse(parts)
		s = strings.Join(parts, "-")
	}
	d, err := calendar.Parse(calendar.Gregorian, s)
	return d, err == nil
}

// rankedCases are the hits of a search by name, the best first: those whose name sounds like the query, and unless one of them is surely
// called so, also those who have any word in common with it.
func rankedCases(ctx context.Context, tx *store.Tx, by domain.Actor, f domain.CaseFilter) (*ranking, error) {
	r := &ranking{like: names.Like(f.Query), known: map[domain.PersonID]bool{}}
	found, err := tx.CasesByName(ctx, by, f, narrow(f.Query))
	if err != nil {
		return nil, err
	}
	if r.add(found); len(r.hits) == 0 || r.hits[0].score < surely {
		if found, err = tx.CasesByName(ctx, by, f, wide(f.Query)); err != nil {
			return nil, err
		}
		r.add(found)
	}
	return r, nil
}

// A hit is a case that a search has found, and how alike its name is to the query.
type hit struct {
	*domain.Case
	score float64
}

// A ranking orders cases by the likeness of their names to a query, each case once.
type ranking struct {
	like  func(string) (bool, float64)
	known map[domain.PersonID]bool
	hits  []hit
}

// add takes up the cases that one statement has found, as far as none has found them before.
func (r *ranking) add(found []domain.Case) {
	r.hits = slices.Grow(r.hits, len(found))
	for i := range found {
		c := &found[i]
		if r.known[c.Person] {
			continue
		}
		r.known[c.Person] = true
		_, latin := r.like(c.Name.Latin)
		_, native := r.like(c.Name.Native)
		r.hits = append(r.hits, hit{c, max(latin, native)})
	}
	r.sort()
}

func (r *ranking) sort() {
	slices.SortFunc(r.hits, func(x, y hit) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.Name.Latin, y.Name.Latin), cmp.Compare(x.Person, y.Person))
	})
}

// byBirth orders the best hits anew by their birth dates, as far as those are released to the organisation of by. Who has released none
// keeps the place that the name gives.
func (r *ranking) byBirth(ctx context.Context, tx *store.Tx, by domain.Actor, birth calendar.Date) error {
	best := r.hits[:min(len(r.hits), 3*searchLimit)]
	persons := make([]domain.PersonID, len(best))
	for i, h := range best {
		persons[i] = h.Person
	}
	births, err := tx.ReleasedBirths(ctx, by, persons)
	if err != nil {
		return err
	}
	for i, h := range best {
		if d, ok := calendar.Of(births[h.Person]); ok {
			best[i].score += birthScore(birth, d)
		}
	}
	r.sort()
	return nil
}

// birthScore compares the birth date asked for with the one that somebody has said, in any calendar.
func birthScore(asked, said calendar.Date) float64 {
	first, last := said.Years(calendar.Gregorian)
	switch inYear := asked.Year >= first && asked.Year <= last; {
	case !inYear:
		return otherBirth
	case asked.Day == 0 || said.Day == 0 || newYear(asked) || newYear(said):
		return sameYear
	case !asked.Before(said) && !said.Before(asked):
		return sameBirth
	}
	return otherBirth / 2
}

func newYear(d calendar.Date) bool {
	g, err := calendar.Convert(d, calendar.Gregorian)
	return err == nil && g.Month == 1 && g.Day == 1
}
