package domain_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestFigurePeriods: what the presets mean, and which period is shown instead of one that is not a month, quarter or year, or not over.
func TestFigurePeriods(t *testing.T) {
	const today = "2026-05-17"
	for preset, want := range map[string]domain.FigurePeriod{
		"month": {From: "2026-05-01", Until: "2026-05-31"}, "quarter": {From: "2026-04-01", Until: "2026-06-30"},
		"year": {From: "2026-01-01", Until: "2026-12-31"}, "": {From: "2026-01-01", Until: "2026-12-31"},
		"last_month": {From: "2026-04-01", Until: "2026-04-30"}, "last_quarter": {From: "2026-01-01", Until: "2026-03-31"},
		"last_year": {From: "2025-01-01", Until: "2025-12-31"},
	} {
		if got := domain.PresetPeriod(preset, today); got != want {
			t.Errorf("%q is %v, want %v", preset, got, want)
		}
	}
	for _, tc := range [][4]domain.Day{
		{"2026-02-01", "2026-02-28", "2026-02-01", "2026-02-28"}, // they are what they should be
		{"2026-01-01", "2026-03-31", "2026-01-01", "2026-03-31"},
		{"2025-01-01", "2025-12-31", "2025-01-01", "2025-12-31"},
		{"2026-02-14", "2026-02-14", "2026-02-01", "2026-02-28"}, // a day
		{"2026-02-01", "2026-02-27", "2026-02-01", "2026-02-28"}, // a day less
		{"2026-02-01", "2026-03-31", "2026-03-01", "2026-03-31"}, // two months
		{"2025-11-01", "2026-01-31", "2026-01-01", "2026-03-31"}, // three, but no quarter
		{"2025-01-01", "2025-11-30", "2025-01-01", "2025-12-31"}, // a month less
		{"2026-05-01", "2026-05-31", "2026-04-01", "2026-04-30"}, // not over
		{"2026-01-01", "2026-05-16", "2026-01-01", "2026-03-31"},
		{"2027-01-01", "2027-12-31", "2025-01-01", "2025-12-31"},
	} {
		p, want := domain.FigurePeriod{From: tc[0], Until: tc[1]}, domain.FigurePeriod{From: tc[2], Until: tc[3]}
		if got := p.NearestOver(today); got != want || got.NearestOver(today) != got {
			t.Errorf("nearest to %v is %v, want %v", p, got, want)
		}
	}
}

// TestCoarseFigures: below five persons nothing is said, above only multiples of five.
func TestCoarseFigures(t *testing.T) {
	for _, tc := range []struct {
		rows, persons int
		want          domain.FigureValue
	}{
		{0, 0, domain.FigureValue{Few: true}},
		{4, 4, domain.FigureValue{Few: true}},
		{40, 4, domain.FigureValue{Few: true}},
		{5, 5, domain.FigureValue{N: 5, Mean: 20, Median: 20}},
		{7, 5, domain.FigureValue{N: 5, Mean: 20, Median: 20}},
		{8, 5, domain.FigureValue{N: 10, Mean: 20, Median: 20}},
		{212, 90, domain.FigureValue{N: 210, Mean: 20, Median: 20}},
	} {
		var tally domain.Tally
		for i := range tc.rows {
			tally.Add(domain.FigureRow{Figure: domain.FigureAttainment, Person: domain.PersonID(i % tc.persons), Value: 2})
		}
		if got := tally.Value(domain.FigureAttainment, "").Coarse(); got != tc.want {
			t.Errorf("%d rows of %d persons are shown as %+v, want %+v", tc.rows, tc.persons, got, tc.want)
		}
	}
}

// TestFiguresCannotBeSubtracted: whoever knows a sum and all of its parts, as far as they are shown, does not know of a small part that it
// is one, two or three: neither the months of a quarter, nor the quarters of a year, nor the two parts of an organisation.
func TestFiguresCannotBeSubtracted(t *testing.T) {
	shown := func(n int) int { // -1 for few
		if v := (domain.FigureValue{N: n, Persons: n}).Coarse(); !v.Few {
			return v.N
		}
		return -1
	}
	const most = 13 // of each part
	for parts := 2; parts <= 4; parts++ {
		can := map[[5]int]*[4]map[int]bool{} // by what is shown: for each part which numbers it can be
		for code := range pow(most+1, parts) {
			var n [4]int
			var see [5]int // the last is the sum
			sum := 0
			for i := range parts {
				n[i] = code % (most + 1)
				code /= most + 1
				sum += n[i]
				see[i] = shown(n[i])
			}
			see[4] = shown(sum)
			if can[see] == nil {
				can[see] = &[4]map[int]bool{{}, {}, {}, {}}
			}
			for i := range parts {
				can[see][i][n[i]] = true
			}
		}
		for see, parted := range can {
			for i := range parts {
				if see[i] == -1 && len(parted[i]) == 1 && (parted[i][1] || parted[i][2] || parted[i][3]) {
					t.Errorf("%d parts shown as %v: part %d can only be %v", parts, see, i, parted[i])
				}
			}
		}
	}
}

func pow(base, n int) int {
	out := 1
	for range n {
		out *= base
	}
	return out
}
