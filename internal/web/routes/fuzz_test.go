package routes

import "testing"

// FuzzParseAfter reads the place in a list that an address names: any text is a place, and a place is written as it was read.
func FuzzParseAfter(f *testing.F) {
	for _, s := range []string{"", "1-2", "1-2-3", "-1-2", "1--2", "9223372036854775808-1", "1-0", "x", "1-2-3-4", "٤-٤", "1-2-wA", "1-2-wwaiting", "1-2-wX"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := ParseAfter(s)
		if c.Person < 0 || c.Changed < 0 || c.Since < 0 {
			t.Errorf("%q is %+v", s, c)
		}
		if again := ParseAfter(After(c)); again != c {
			t.Errorf("%q is %+v, written %q, read %+v", s, c, After(c), again)
		}
	})
}
