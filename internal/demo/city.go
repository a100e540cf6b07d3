package demo

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A city is everything of a tenant but its persons, in the order in which it is stored.
type city struct {
	print   blueprint
	seed    uint64
	until   time.Time      // midnight at which the demo stands; nothing happens later
	founded domain.Instant // when staff and houses were entered
	made    int            // ids made so far

	orgs      []domain.Org
	teams     []team
	users     []domain.User
	managers  []int // indexes into users; the other lists too
	leads     []int // by team
	agents    []int
	helpers   []int
	admins    []int
	districts []domain.District
	houses    []house
	bodies    []domain.Body // the directory
	weights   []int         // of houses, for a person's choice
}

type team struct {
	id   domain.TeamID
	org  int
	name string
}

// A house is an accommodation with all its managers; the first of them is the one that registration makes responsible.
type house struct {
	domain.Accommodation
	managers []int // indexes into city.users
}

// newCity draws the city of p up to the moment until.
func newCity(p blueprint, seed uint64, until time.Time) *city {
	c := &city{print: p, seed: seed, until: until, founded: domain.InstantOf(until.AddDate(-4, 0, 0))}
	for i, o := range p.orgs {
		c.orgs = append(c.orgs, domain.Org{ID: newID[domain.OrgID](c), Name: o.name, Kind: o.kind, Phone: staffPhone(i)})
		c.staffOf(i, o)
	}
	for i, name := range p.districts {
		c.districts = append(c.districts, domain.District{ID: domain.DistrictID(i + 1), Name: name})
	}
	c.addHouses()
	return c
}

// newID makes the next id of what was there at the beginning.
func newID[T ~int64](c *city) T {
	c.made++
	return store.IDAt[T](c.founded+domain.Instant(c.made), roll(c.seed, "id", c.made).state64())
}

// staffPhone is one of the numbers that the Bundesnetzagentur keeps free for films.
func staffPhone(i int) string { return fmt.Sprintf("0171 39200%02d", i%100) }

func (c *city) staffOf(at int, o org) {
	switch o.kind {
	case domain.OrgProvider:
		for t, managers := range o.teams {
			c.addTeam(at, fmt.Sprintf("Team %c", 'A'+t))
			c.leads = append(c.leads, c.addUser(domain.RoleTeamLead))
			for range managers {
				c.managers = append(c.managers, c.addUser(domain.RoleIntegrationManager))
			}
		}
		if at == 0 {
			c.admins = append(c.admins, c.addUser(domain.RoleAdmin))
		}
	case domain.OrgJobcenter:
		c.addTeam(at, "Migration und Teilhabe")
		for range c.print.agents {
			c.agents = append(c.agents, c.addUser(domain.RoleJobcenterAgent))
		}
	case domain.OrgCity:
		c.addTeam(at, "Ankommen")
		c.admins = append(c.admins, c.addUser(domain.RoleAdmin))
		for range c.print.helpers {
			c.helpers = append(c.helpers, c.addUser(domain.RoleRegistrationHelper))
		}
	}
}

func (c *city) addTeam(org int, name string) {
	c.teams = append(c.teams, team{newID[domain.TeamID](c), org, name})
}

// addUser adds the next member of the last team and returns the index.
func (c *city) addUser(r domain.Role) int {
	n := len(c.users)
	given, family := staffGiven[n%len(staffGiven)], staffFamily[n%len(staffFamily)]
	t := c.teams[len(c.teams)-1]
	c.users = append(c.users, domain.User{
		ID: newID[domain.UserID](c), Org: c.orgs[t.org].ID, Team: t.id, Username: username(given, family), Name: given + " " + family,
		Phone: staffPhone(n + len(c.print.orgs)), Hours: staffHours[n%len(staffHours)], Roles: []domain.Role{r}, Language: "de",
	})
	return n
}

func username(given, family string) string {
	return strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(given + "." + family))
}

// addHouses draws the accommodations. Their sizes follow Zipf's law; a large one has several managers of its organisation, chosen so
// that all managers have about as much to do.
func (c *city) addHouses() {
	sum := 0.0
	for r := range c.print.houses {
		sum += zipf(r)
	}
	load := map[int]float64{}
	for r := range c.print.houses {
		d := roll(c.seed, "house", r)
		o := c.provider(d, r)
		share := zipf(r) / sum * float64(len(c.managers))
		managers := c.idlest(load, o, max(1, int(math.Round(share))))
		for _, m := range managers {
			load[m] += share / float64(len(managers))
		}
		kind := pick(d, smallKinds[:])
		if r < c.print.houses/3 {
			kind = pick(d, largeKinds[:])
		}
		c.houses = append(c.houses, house{domain.Accommodation{
			ID: newID[domain.AccommodationID](c), Name: houseName(r), Kind: kind, District: c.districts[c.district(d, r)].ID,
			Org: c.orgs[o].ID, Manager: c.users[managers[0]].ID,
		}, managers})
		c.weights = append(c.weights, int(1e6*zipf(r)))
	}
}

func zipf(rank int) float64 { return math.Pow(float64(rank)+3, -0.8) }

// provider is the organisation of a house. The first houses stand fixed, so that each login has one of its own.
func (c *city) provider(d *dice, r int) int {
	var shares []int
	for _, o := range c.print.orgs {
		if o.kind == domain.OrgProvider {
			n := 0
			for _, managers := range o.teams {
				n += managers
			}
			shares = append(shares, n)
		}
	}
	drawn := d.weighted(shares)
	if first := [...]int{0, 0, 0, 1, 1, 2}; r < len(first) && first[r] < len(shares) {
		return first[r]
	}
	return drawn
}

// district spreads the first houses over the city and draws the others.
func (c *city) district(d *dice, r int) int {
	drawn := d.below(len(c.districts))
	if r < len(c.districts) {
		return (r*5 + 5) % len(c.districts)
	}
	return drawn
}

// idlest are the n managers of the organisation with the least to do.
func (c *city) idlest(load map[int]float64, org, n int) []int {
	var own []int
	for _, m := range c.managers {
		if c.users[m].Org == c.orgs[org].ID {
			own = append(own, m)
		}
	}
	slices.SortStableFunc(own, func(a, b int) int { return cmp.Compare(load[a], load[b]) })
	return own[:min(n, len(own))]
}

// houseName is a street that is not there, with a number.
func houseName(r int) string {
	n := (r*37 + 5) % (len(streetBegins) * len(streetEnds)) // 37 meets every pair once
	return fmt.Sprintf("%s%s %d", streetBegins[n%len(streetBegins)], streetEnds[n/len(streetBegins)], 3+r*7%58)
}

// found stores the city; hashes holds the password hash of everybody who can sign in.
func (c *city) found(ctx context.Context, tx *store.Tx, hashes *secretHashes) error {
	tx.At(c.founded)
	for _, o := range c.orgs {
		if _, err := tx.AddOrg(ctx, o); err != nil {
			return err
		}
	}
	for _, t := range c.teams {
		if _, err := tx.AddTeam(ctx, c.orgs[t.org].ID, t.id, t.name); err != nil {
			return err
		}
	}
	if err := tx.RequireSecondFactor(ctx, false); err != nil {
		return err
	}
	for i, u := range c.users {
		if _, err := tx.AddUser(ctx, u, hashes.password(i), hashes.totp[i]); err != nil {
			return err
		}
	}
	for _, d := range c.districts {
		if err := tx.AddDistrict(ctx, d); err != nil {
			return err
		}
	}
	for _, h := range c.houses {
		if err := tx.AddAccommodation(ctx, h.Accommodation); err != nil {
			return err
		}
	}
	if err := c.openBodies(ctx, tx); err != nil {
		return err
	}
	if err := c.letterheads(ctx, tx); err != nil {
		return err
	}
	return c.substitute(ctx, tx)
}

// substitute lets two managers stand in for others over the last days: one who can sign in, and one of those who cannot.
func (c *city) substitute(ctx context.Context, tx *store.Tx) error {
	n := len(c.managers)
	from := domain.DayOf(c.until)
	for _, pair := range [][2]int{{c.houses[1].managers[0], c.houses[2].managers[0]}, {c.managers[n-1], c.managers[n-2]}} {
		if err := tx.AddSubstitution(ctx, c.users[pair[0]].ID, c.users[pair[1]].ID, from.AddDays(-4), from.AddDays(10)); err != nil {
			return err
		}
	}
	return nil
}
