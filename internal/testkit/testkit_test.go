package testkit_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestCity shows that the city is the one its comments promise.
func TestCity(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		for _, tc := range []struct {
			by   string
			want []string
		}{
			{"manager_a", []string{"olena", "sami"}}, {"substitute", []string{"olena", "sami"}}, {"manager_b", nil}, {"manager_c", []string{"yonas"}},
		} {
			page, err := c.Cases(t.Context(), c.Actor(tc.by), domain.CaseFilter{})
			if err != nil {
				t.Fatal(err)
			}
			got := map[domain.PersonID]bool{}
			for _, k := range page.Cases {
				got[k.Person] = true
			}
			for _, p := range tc.want {
				if !got[c.Person(p)] {
					t.Errorf("%s does not have %s in the list", tc.by, p)
				}
			}
			if len(page.Cases) != len(tc.want) {
				t.Errorf("%s has %d cases, want %d", tc.by, len(page.Cases), len(tc.want))
			}
		}
		for _, name := range []string{"sami", "olena", "yonas"} {
			if by := c.Actor(name); by.Person != c.Person(name) || by.NewPIN || by.Kind != domain.SessionOwn {
				t.Errorf("%s signs in as %+v", name, by)
			}
		}
		if by := c.Acting("manager_a", "sami"); !by.Acting() || by.User != c.User("manager_a") {
			t.Errorf("acting: %+v", by)
		}
		if by := c.Ulm.Actor("amal"); by.Person != c.Ulm.Person("amal") {
			t.Errorf("amal signs in as %+v", by)
		}
	})
}
