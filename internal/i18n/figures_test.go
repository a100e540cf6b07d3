package i18n_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

var updateReference = flag.Bool("update-reference", false, "write docs/reference/figures.md anew")

const figuresHead = `# Figures

Made from the list in internal/domain and the texts of the pages (go test ./internal/i18n -run TestFiguresReference -update-reference).
Why they count what they count stands in docs/decisions/0030-figures.md; a table computed by hand is compared with them in internal/app.

A figure with content counts only persons whose case is with the organisation and whose core is released to it today. A mean has one decimal,
halves away from zero, and so has the median beside it; everything else is a count. Days are calendar days in the time zone of the city.
Talks are counted beside these, for a whole organisation only.

Outside the own caseload a period is one calendar month, quarter or year that is over; a number of fewer than five persons, zero included, is
"under 5" ("<5" in CSV; n is null and few is true in JSON) without mean and median, and every other number is rounded to a multiple of five.

| figure | in German | what is counted | rows | unit | by | mean | content |
|---|---|---|---|---|---|---|---|
`

// TestFiguresReference writes the table of figures, or compares it with what the pages say.
func TestFiguresReference(t *testing.T) {
	path := filepath.Join("..", "..", "docs", "reference", "figures.md")
	var out strings.Builder
	out.WriteString(figuresHead)
	yes := map[bool]string{true: "yes"}
	for _, k := range domain.Figures() {
		out.WriteString("| " + strings.Join([]string{
			string(k.ID), i18n.De.Term("figure", string(k.ID)), i18n.En.Term("figuretext", string(k.ID)), k.Rows, i18n.En.Term("figureunit", k.Unit), k.Parts,
			yes[k.Mean], yes[k.Content],
		}, " | ") + " |\n")
	}
	if *updateReference {
		if err := os.WriteFile(path, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if is, err := os.ReadFile(path); err != nil || string(is) != out.String() {
		t.Errorf("%s is not what the figures are (%v): go test ./internal/i18n -run TestFiguresReference -update-reference", path, err)
	}
}
