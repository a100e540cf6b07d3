package ui

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestCaseRowsEscape shows names that would be markup as what they are: these rows are written without a template.
func TestCaseRowsEscape(t *testing.T) {
	const bad = `"><script>alert('1')</script>&`
	c := domain.Case{Person: 7, Name: domain.Name{Latin: bad, Native: bad + "2"}, Language: bad, DistrictName: bad, ManagerName: bad, Status: bad}
	for _, unit := range []bool{false, true} {
		var b bytes.Buffer
		if err := caseRows(Page{Zone: time.UTC}, []domain.Case{c, c}, "", unit).Render(t.Context(), &b); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "<script") || strings.Contains(b.String(), `"">`) || strings.Contains(b.String(), ";&<") {
			t.Errorf("unit %v: not escaped in %s", unit, &b)
		}
		if n := strings.Count(b.String(), "&lt;script&gt;"); n < 8 {
			t.Errorf("unit %v: %d names, want at least 8 in %s", unit, n, &b)
		}
		if n := strings.Count(b.String(), "<tr>"); n != 2 || strings.Count(b.String(), "</tr>") != n || strings.Count(b.String(), "<td ") != strings.Count(b.String(), "</td>") {
			t.Errorf("unit %v: not two whole rows: %s", unit, &b)
		}
	}
}
