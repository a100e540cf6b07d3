package demo

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// How many persons, and how many events, one transaction holds.
const (
	personsPerWrite = 200
	eventsPerWrite  = 10_000
)

// earlyRows is how many rows live mostly in the first houses, so that a small demo has caseloads to look at.
const earlyRows = 200

// A resident is a person before being stored.
type resident struct {
	domain.Person
	row    int
	female bool
	age    int
	house  house
	member int     // 0 for the first of the household
	player *player // nil for all but the cast
}

// castID is the id of a member of the cast, before anybody is drawn.
func (c *city) castID(i int) domain.PersonID {
	return personID(c.seed, i, c.daysBefore(c.print.cast[i].days, 10, 0))
}

func personID(seed uint64, row int, at domain.Instant) domain.PersonID {
	return store.IDAt[domain.PersonID](at, roll(seed, "person id", row).state64())
}

// daysBefore is an hour of the day that lies n days before the end of the demo.
func (c *city) daysBefore(n, hour, minute int) domain.Instant {
	y, m, d := c.until.Date()
	return domain.InstantOf(time.Date(y, m, d-n, hour, minute, 0, 0, c.until.Location()))
}

// residents draws n persons: the cast, then household by household.
func (c *city) residents(books map[string]nameBook, n int) iter.Seq[resident] {
	return func(yield func(resident) bool) {
		for i := range min(n, len(c.print.cast)) {
			p := &c.print.cast[i]
			at := c.daysBefore(p.days, 10, 0)
			if !yield(resident{
				Person: domain.Person{
					ID: c.castID(i), Name: p.name, Language: p.language, Accommodation: c.houses[p.house].ID, Registered: at,
				},
				row: i, female: p.female, age: p.age, house: c.houses[p.house], player: p,
			}) {
				return
			}
		}
		row := len(c.print.cast)
		for h := 0; row < n; h++ {
			for _, r := range c.household(books, h, row) {
				if row == n || !yield(r) {
					return
				}
				row++
			}
		}
	}
}

// A tongue is a language of the demo's crowd.
type tongue struct {
	language   string
	names      string // the list of names
	households int    // how many of 3,995 households speak it
	sizes      []int  // shares of households of 1, 2, 3 … persons
	alone      int    // per cent of families that are a mother and her children
}

// Sizes of households, by who comes alone and who with the family.
var (
	largeFamilies = []int{45, 10, 11, 13, 11, 6, 4}
	smallFamilies = []int{45, 18, 18, 13, 6}
	mostlySingle  = []int{78, 9, 8, 5}
)

// tongues are all languages of the product. As households are not equally large, of persons 32 % speak Arabic, 26 % Ukrainian, 9 % Dari,
// 6 % Tigrinya, 6 % Turkish, 5 % Kurmanji, 3 % Persian, 3 % Pashto, 2 % each Sorani, Somali and Russian, 1 to 2 % French, English, German.
var tongues = [...]tongue{
	{"ar", "ar", 1190, largeFamilies, 12},
	{"uk", "uk", 1187, []int{32, 34, 21, 9, 4}, 55},
	{"ti", "ti", 368, []int{72, 9, 8, 6, 5}, 0},
	{"en", "en", 107, mostlySingle, 0},
	{"de", "fa-AF", 43, []int{50, 12, 13, 12, 8, 5}, 0},
	{"fa-AF", "fa-AF", 335, largeFamilies, 5},
	{"fa", "fa", 138, smallFamilies, 5},
	{"ckb", "ckb", 74, largeFamilies, 5},
	{"ku", "ku", 186, largeFamilies, 5},
	{"ps", "ps", 112, largeFamilies, 0},
	{"so", "so", 100, []int{60, 12, 10, 8, 6, 4}, 20},
	{"ru", "ru", 92, smallFamilies, 20},
	{"tr", "tr", 276, smallFamilies, 0},
	{"fr", "fr", 107, mostlySingle, 0},
}

// tongueShares are the shares of households, in the order of tongues.
func tongueShares() []int {
	shares := make([]int, len(tongues))
	for i, t := range tongues {
		shares[i] = t.households
	}
	return shares
}

// household draws the h-th household, whose first member is the given row.
func (c *city) household(books map[string]nameBook, h, row int) []resident {
	d := roll(c.seed, "household", h)
	speak := tongues[d.weighted(tongueShares())]
	lin := books[speak.names].lineage(d)
	at := d.weighted(c.weights)
	if early := d.chance(70); early && row < earlyRows {
		at = d.below(min(c.print.loginManagers, len(c.houses)))
	}
	lately := d.below(1000)
	registered := c.daysBefore(2+lately*lately*998/1_000_000, d.between(8, 16), d.below(60))
	size := 1 + d.weighted(speak.sizes)
	motherAlone := size > 1 && d.chance(speak.alone)
	parent := d.between(23, 58)
	out := make([]resident, size)
	for i := range out {
		out[i] = c.member(books[speak.names], lin, row+i, i, motherAlone, parent)
		out[i].Language, out[i].house, out[i].Accommodation = speak.language, c.houses[at], c.houses[at].ID
		out[i].Registered = registered + domain.Instant(i)*4*60*1000
		out[i].ID = personID(c.seed, row+i, out[i].Registered)
	}
	return out
}

// member draws name, age and sex of one member: parents first, then their children.
func (c *city) member(book nameBook, lin lineage, row, i int, motherAlone bool, parent int) resident {
	d := roll(c.seed, "person", row)
	r := resident{row: row, member: i}
	switch {
	case i == 0:
		r.age, r.female = parent, motherAlone || d.chance(38)
	case i == 1 && !motherAlone:
		r.age, r.female = max(19, parent+d.between(-6, 4)), d.chance(85)
	default:
		r.age, r.female = d.below(max(1, min(24, parent-19))), d.chance(48)
	}
	r.Name = book.name(d, lin, r.female)
	return r
}

// people stores n persons with what became of them, and then the record in the order of time.
func (c *city) people(ctx context.Context, db *store.DB, parts app.Parts, n int, hashes *secretHashes) error {
	books, err := nameBooks()
	if err != nil {
		return err
	}
	next, stop := iter.Pull(c.residents(books, n))
	defer stop()
	t := &town{city: c, parts: parts, hashes: hashes, trades: trades(parts.Vocab), homes: origins()}
	for done := 0; done < n; done += personsPerWrite {
		err := db.Write(ctx, func(tx *store.Tx) error {
			for range personsPerWrite {
				r, ok := next()
				if !ok {
					return nil
				}
				if err := t.live(ctx, tx, r); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, last := range []func(context.Context, *store.Tx) error{t.shareHousehold, t.countTalks} {
		if err := db.Write(ctx, func(tx *store.Tx) error { return last(ctx, tx) }); err != nil {
			return err
		}
	}
	t.listings()
	slices.SortStableFunc(t.events, func(a, b domain.Event) int { return cmp.Compare(a.At, b.At) })
	for some := range slices.Chunk(t.events, eventsPerWrite) {
		err := db.Write(ctx, func(tx *store.Tx) error {
			for _, e := range some {
				tx.At(e.At)
				if err := tx.AppendEvent(ctx, e); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// A town is a city while it is being filled.
type town struct {
	*city
	parts  app.Parts
	hashes *secretHashes
	trades []trade
	homes  map[string][]origin
	events []domain.Event
	kin    []*life // the family that shares goals
}

// errOver ends a life: what would come next lies behind the end of the demo.
var errOver = errors.New("the demo ends here")

// live stores r and everything that happens to r.
func (t *town) live(ctx context.Context, tx *store.Tx, r resident) error {
	l := newLife(t, tx, r)
	for _, step := range []func(context.Context) error{l.register, l.fillIn, l.queue, l.release, l.weigh, l.agree, l.continuePlan, l.coordinate, l.end} {
		if err := step(ctx); errors.Is(err, errOver) {
			break
		} else if err != nil {
			return err
		}
	}
	if r.player != nil && r.player.kin {
		t.kin = append(t.kin, l)
	}
	for _, step := range []func(context.Context) error{l.askBody, l.handOver, l.issueSlip} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// listings writes that managers looked at their lists, on the last days.
func (t *town) listings() {
	for _, m := range t.managers {
		d := roll(t.seed, "lists", m)
		for day := 1; day <= 5; day++ {
			t.events = append(t.events, domain.Event{
				At: t.daysBefore(day, d.between(8, 15), d.below(60)), Actor: t.users[m].ID, Org: t.users[m].Org, Session: t.session(int64(m), day),
				Action: domain.ListCases, Rule: domain.RuleRole, Purpose: domain.PurposeRegistration, Note: "status= district=0 language= after=0 rows=50",
			})
		}
	}
}

// session is the id of the session of an actor on the day that lies so many days before the end. Nobody is signed in by it.
func (t *town) session(actor int64, day int) domain.SessionID {
	return store.IDAt[domain.SessionID](t.daysBefore(day, 7, 0), actor)
}
