package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestImportList shows that an import is all or nothing, that the same files change nothing, and that what was chosen stays.
func TestImportList(t *testing.T) {
	testkit.EachEngine(t, func(t *testing.T, cfg store.Config) {
		tenants, err := store.OpenTenants(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer tenants.Close()
		bell := domain.ListConcept{ID: "x:bell", Kind: "occupation", ISCO: "7211", German: domain.ListGerman{M: "Gießer", F: "Gießerin", Neutral: "Gießer/in"}, Regulated: true}
		pour := domain.ListConcept{ID: "x:pour", Kind: "task", German: domain.ListGerman{Phrase: "Gießen"}}
		words := domain.ListLabels{Concept: "x:bell", Language: "ar", Labels: []string{"صانع أجراس", "سباك"}}
		writes := func(broken error, concepts ...domain.ListConcept) func(store.ListWriter) error {
			return func(to store.ListWriter) error {
				for _, c := range concepts {
					if err := to.Concept(c); err != nil {
						return err
					}
				}
				if err := to.Labels(words); err != nil {
					return err
				}
				return broken
			}
		}
		imports := func(hash string, read func(store.ListWriter) error) (bool, error) {
			return tenants.ImportList(t.Context(), domain.ConceptList{Name: "x", Hash: []byte(hash), Languages: []string{"de", "ar"}}, read)
		}
		broken := errors.New("broken")
		if _, err := imports("1", writes(broken, bell)); !errors.Is(err, broken) {
			t.Fatalf("error %v", err)
		}
		if got, err := tenants.ListConcepts(t.Context()); err != nil || len(got) != 0 {
			t.Fatalf("half an import: %v %v", got, err)
		}
		if same, err := imports("1", writes(nil, bell, pour)); same || err != nil {
			t.Fatal(same, err)
		}
		if same, err := imports("1", writes(broken)); !same || err != nil {
			t.Errorf("the same files again: %t %v", same, err)
		}
		if got, err := tenants.ListConcepts(t.Context()); err != nil || !slices.Equal(got, []domain.ListConcept{bell, pour}) {
			t.Errorf("%+v %v", got, err)
		}
		if _, err := imports("2", writes(nil, bell)); err != nil {
			t.Fatal(err)
		}
		pour.Retired = true
		if got, err := tenants.ListConcepts(t.Context()); err != nil || !slices.Equal(got, []domain.ListConcept{bell, pour}) {
			t.Errorf("after another edition: %+v %v", got, err)
		}
		got, err := tenants.ListLabels(t.Context(), "ar")
		if err != nil || len(got) != 1 || got[0].Concept != "x:bell" || !slices.Equal(got[0].Labels, words.Labels) {
			t.Errorf("labels %+v %v", got, err)
		}
		if got, err := tenants.ListLabels(t.Context(), "uk"); err != nil || len(got) != 0 {
			t.Errorf("labels of a language without: %+v %v", got, err)
		}
		list, err := tenants.Lists(t.Context())
		if err != nil || len(list) != 1 || list[0].Name != "x" || string(list[0].Hash) != "2" || !slices.Equal(list[0].Languages, []string{"ar", "de"}) {
			t.Errorf("lists %+v %v", list, err)
		}
	})
}
