package testkit

import (
	"context"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// CrowdOfA is how many of a crowd manager_a is responsible for, however large it is.
const CrowdOfA = 120

// The words of the names in a crowd. Nobody in it is called as one of the persons of the town.
var (
	crowdGiven  = [...]string{"Ahmad", "Iryna", "Mehret", "Fatima", "Dmytro", "Layla", "Omar", "Oksana", "Filmon", "Zahra", "Ivan"}
	crowdFamily = [...]string{
		"Alhassan", "Shevchenko", "Ghebremedhin", "Rahimi", "Bondarenko", "Darwish", "Tkachenko", "Habte", "Mansour", "Melnyk", "Issa", "Popova",
		"Kidane",
	}
	crowdLanguages = [...]string{"ar", "uk", "ti", "en", "de"}
)

// Crowd adds n persons to the town, around all rules: with name keys, case and released core data, without slip and record.
// The first CrowdOfA are in the list of manager_a, the others in those of other managers.
func (w *Town) Crowd(n int) {
	w.t.Helper()
	w.addMany(n, func(i int) (domain.Person, domain.OrgID) {
		home, org := HomeBridge, OrgBridge
		switch {
		case i >= CrowdOfA && i%2 == 0:
			home = HomeSouth
		case i >= CrowdOfA:
			home, org = HallHarbour, OrgHarbour
		}
		name := domain.Name{Latin: crowdGiven[i%len(crowdGiven)] + " " + crowdFamily[i%len(crowdFamily)]}
		return domain.Person{Name: name, Language: crowdLanguages[i%len(crowdLanguages)], Accommodation: home}, org
	})
}

// Named adds one person for each name, like Crowd, all of them in the list of manager_a; it returns their ids.
func (w *Town) Named(names []domain.Name) []domain.PersonID {
	w.t.Helper()
	return w.addMany(len(names), func(i int) (domain.Person, domain.OrgID) {
		return domain.Person{Name: names[i], Language: "ar", Accommodation: HomeBridge}, OrgBridge
	})
}

func (w *Town) addMany(n int, newcomer func(i int) (domain.Person, domain.OrgID)) []domain.PersonID {
	w.t.Helper()
	const perWrite = 1000
	began := domain.InstantOf(Start.Add(-1000 * 24 * time.Hour))
	ids := make([]domain.PersonID, n)
	for first := 0; first < n; first += perWrite {
		w.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			for i := first; i < min(first+perWrite, n); i++ {
				tx.At(began + domain.Instant(i)*1000)
				p, org := newcomer(i)
				if ids[i], err = w.addToCrowd(ctx, tx, p, org); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return ids
}

func (w *Town) addToCrowd(ctx context.Context, tx *store.Tx, p domain.Person, org domain.OrgID) (domain.PersonID, error) {
	id, err := tx.AddPerson(ctx, p, app.NameKeys(p.Name), w.User("helper"))
	if err != nil {
		return 0, err
	}
	_, err = tx.AddRelease(ctx, domain.Release{
		Person: id, Section: domain.SectionCore, Org: org, Role: domain.RoleIntegrationManager, Purpose: domain.PurposeRegistration,
		From: tx.Today, Until: tx.Today.AddMonths(120), Terms: Terms,
	})
	return id, err
}
