package vocab

import "testing"

// TestCommon shows that the list of common occupations names nothing that the data has not, and not all of it.
func TestCommon(t *testing.T) {
	n := 0
	all := loaded(t).Concepts(Occupation)
	for _, c := range all {
		if c.Common() {
			n++
		}
	}
	const listed = 80
	if n != listed {
		t.Errorf("%d of %d occupations are common, %d are listed", n, len(all), listed)
	}
}
