package catalogue

import (
	"bytes"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestWeights(t *testing.T) {
	rules := loaded(t).Weights()
	load := domain.Load{Intensive: 10, Accompanied: 20, Occasional: 30, Waiting: 40, Unweighed: 50}
	if got := load.Points(rules); got != 3*10+2*20+30 {
		t.Errorf("the load counts %d points, want 100", got)
	}
	for old, wrong := range map[string]string{
		`"weight":"A"`: `"weight":"B"`, `"points":3`: `"points":-3`, `"contact_days":14`: `"contact_days":-1`, `"review_months":12`: `"review_months":-1`,
		`"confidence":"verify"`: `"confidence":"certain"`, `"checked_on":"2026-11-22"`: `"checked_on":"2026"`, `"source":"eigene Setzung: wer wartet, zählt noch nicht zur Fallzahl"`: `"source":""`,
		`{"weight":"waiting"`: `# {"weight":"waiting"`,
	} {
		data := bytes.Replace(weightLines, []byte(old), []byte(wrong), 1)
		if bytes.Equal(data, weightLines) {
			t.Fatalf("nothing like %s", old)
		}
		if _, err := loadWeights(data); err == nil {
			t.Errorf("taken: %s", wrong)
		}
	}
	if _, err := loadWeights(weightLines[:bytes.IndexByte(weightLines, '\n')+1]); err == nil {
		t.Error("one weight was taken for all")
	}
}
