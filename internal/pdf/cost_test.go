package pdf

import (
	"runtime"
	"testing"
)

// TestCost holds what a German CV of two pages with a line in Arabic letters takes: pieces of memory, and bytes. Times are in
// docs/performance.md.
func TestCost(t *testing.T) {
	const mostPieces, rounds = 14_000, 5
	in := germanCV()
	make := func() {
		if _, err := CV(in); err != nil {
			t.Fatal(err)
		}
	}
	if n := testing.AllocsPerRun(rounds, make); n > mostPieces {
		t.Errorf("a CV takes %v pieces of memory, want at most %d", n, mostPieces)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range rounds {
		make()
	}
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) / rounds; n > mostBytes {
		t.Errorf("a CV takes %d bytes of memory, want at most %d", n, mostBytes)
	}
}
