package arch

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/planted"
)

// TestPlanted checks that each fault still stands where it is to be planted, and that its test is there.
func TestPlanted(t *testing.T) {
	all, err := planted.Faults()
	if err != nil {
		t.Fatal(err)
	}
	there := functions(t, true)
	for _, f := range all {
		if _, err := f.Plant(read(t, f.File)); err != nil {
			t.Error(err)
		}
		if !slices.Contains(there[f.Package], f.Test) {
			t.Errorf("fault %s: there is no %s in %s", f.Name, f.Test, f.Package)
		}
	}
	if len(all) == 0 {
		t.Error("no fault is planted")
	}
}
