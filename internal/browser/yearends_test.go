package browser

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

//go:embed testdata/year-figures.txt
var handCounted string

// yearOfFigures is the period of the figures.
var yearOfFigures = domain.FigurePeriod{From: "2026-03-02", Until: "2027-03-01"}

// figures: what the team lead sees of the organisation is what was counted by hand, in the file and on the page.
func (y *year) figures() {
	b := y.lead
	y.here(b)
	b.goTo(routes.Figures)
	b.open(routes.FiguresOf("org", yearOfFigures))
	y.picture(b, "figures")
	want := map[string]string{}
	for line := range strings.Lines(handCounted) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) > 2 {
			want[f[0]+" "+f[1]] = strings.Join(f[2:], " ")
		}
	}
	got := y.filedFigures(b)
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got[key] != want[key] {
			y.t.Errorf("%s: %q, counted by hand %q", key, got[key], want[key])
		}
		delete(got, key)
	}
	for key, value := range got {
		if !strings.HasPrefix(value, "0") {
			y.t.Errorf("%s: %q, counted by hand nothing", key, value)
		}
	}
}

// filedFigures reads the figures as the file has them: for each figure and part how many rows, the mean and the median.
func (y *year) filedFigures(b *tab) map[string]string {
	status, body := b.fetched(routes.FiguresFile("json", "org", yearOfFigures), nil)
	var file struct {
		Figures []struct {
			Figure, Part string
			N            int
			Mean, Median *float64
		}
	}
	if err := json.Unmarshal([]byte(body), &file); err != nil || status != http.StatusOK {
		y.t.Fatalf("the file of figures: %d, %v", status, err)
	}
	out := map[string]string{}
	for _, f := range file.Figures {
		if f.Part == "" {
			f.Part = "-"
		}
		value := fmt.Sprint(f.N)
		if f.Mean != nil {
			value += fmt.Sprintf(" %.1f %.1f", *f.Mean, *f.Median)
		}
		out[f.Figure+" "+f.Part] = value
	}
	return out
}
