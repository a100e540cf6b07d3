package app_test

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// TestFindSure looks for concepts as staff do: what is meant is there, and chance is not.
func TestFindSure(t *testing.T) {
	c := testkit.New(t)
	for _, tc := range []struct {
		lang, query string
		asked       domain.Asked
		want        vocab.ID // among the found; empty when nothing may be found
		most        int
	}{
		{"de", "Schreiner", domain.AskedSkill, "", 0},
		{"de", "Schreiner", domain.AskedOccupation, "occ:carpenter", 2},
		{"de", "Schrener", domain.AskedOccupation, "occ:carpenter", 2},
		{"de", "Bäckerei", domain.AskedOccupation, "occ:baker", 1},
		{"de", "Maurer und Fliesenleger", domain.AskedOccupation, "occ:tiler", 2},
		{"ar", "Schreiner", domain.AskedOccupation, "occ:carpenter", 2},
		{"ar", "نحت على الخشب القديم", domain.AskedSkill, "", 0},
		{"de", "xxqq", domain.AskedOccupation, "", 0},
	} {
		found := c.FindSure(tc.lang, tc.query, app.KindsOf(tc.asked), 8)
		there := slices.ContainsFunc(found, func(x vocab.Concept) bool { return x.ID == tc.want })
		if there != (tc.want != "") || len(found) > tc.most {
			var ids []vocab.ID
			for _, x := range found {
				ids = append(ids, x.ID)
			}
			t.Errorf("%s %q (%s): %v, want %q and at most %d", tc.lang, tc.query, tc.asked, ids, tc.want, tc.most)
		}
	}
}
