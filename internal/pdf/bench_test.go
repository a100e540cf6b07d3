package pdf

import "testing"

// BenchmarkCV sets a German CV of two pages with a line in Arabic letters.
func BenchmarkCV(b *testing.B) {
	b.ReportAllocs()
	in := germanCV()
	for b.Loop() {
		if _, err := CV(in); err != nil {
			b.Fatal(err)
		}
	}
}
