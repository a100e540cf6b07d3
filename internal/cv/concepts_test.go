package cv

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// written reads the German of all concepts from the data files, past package vocab: m, f, neutral or the one phrase.
func written(t *testing.T) map[string]map[domain.AddressForm]string {
	t.Helper()
	files, err := filepath.Glob("../vocab/data/*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[domain.AddressForm]string{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var c struct {
				ID     string
				German struct{ M, F, Neutral, Phrase string } `json:"de"`
			}
			if json.Unmarshal(lines.Bytes(), &c) != nil || c.ID == "" {
				continue
			}
			g := c.German
			if g.Phrase != "" {
				g.M, g.F, g.Neutral = g.Phrase, g.Phrase, g.Phrase
			}
			all[c.ID] = map[domain.AddressForm]string{domain.AddressM: g.M, domain.AddressF: g.F, domain.AddressNeutral: g.Neutral}
		}
		f.Close()
	}
	return all
}

// TestEveryConceptLine writes every occupation, task and skill of the vocabulary in each form of address: the German is that of the data
// file, letter by letter, its source is the concept, and nothing is open. Regulated titles are those of TestProtectedTitles.
func TestEveryConceptLine(t *testing.T) {
	v, data := vocabulary(t), written(t)
	lines := 0
	for _, form := range domain.AddressForms {
		for _, o := range v.Concepts(vocab.Occupation) {
			if _, regulated := v.Regulation(o.ID); regulated {
				continue
			}
			c := domain.CV{AddressForm: form, Name: domain.Name{Latin: "A"}, Work: []domain.Work{{
				Occupation: domain.Term{Concept: string(o.ID)}, From: year(2010), To: year(2026),
			}}}
			for _, task := range v.Tasks(o.ID) {
				c.Work[0].Tasks = append(c.Work[0].Tasks, domain.Term{Concept: string(task.ID)})
			}
			d := German(c, v, day)
			got := section(d, KeyWork)[0]
			if want := data[string(o.ID)][form]; got.What != want || want == "" || got.Source != FromConcept || len(d.Open) > 0 {
				t.Errorf("%s, %s: %q from %s, open %v, want %q", o.ID, form, got.What, got.Source, d.Open, want)
			}
			for i, detail := range got.Details {
				if want := data[c.Work[0].Tasks[i].Concept][form]; detail.Text != want || detail.Source != FromConcept {
					t.Errorf("%s, %s: %q from %s, want %q", c.Work[0].Tasks[i].Concept, form, detail.Text, detail.Source, want)
				}
				lines++
			}
			lines++
		}
		for _, kind := range []vocab.Kind{vocab.IT, vocab.Machine, vocab.Soft} {
			for _, s := range v.Concepts(kind) {
				d := German(domain.CV{AddressForm: form, Name: domain.Name{Latin: "A"}, Skills: []domain.Term{{Concept: string(s.ID)}}}, v, day)
				if got := section(d, KeySkills); len(got) != 1 || got[0].What != data[string(s.ID)][form] || len(d.Open) > 0 {
					t.Errorf("%s, %s: %+v, open %v, want %q", s.ID, form, got, d.Open, data[string(s.ID)][form])
				}
				lines++
			}
		}
	}
	if lines < 6000 {
		t.Errorf("%d lines written", lines)
	}
}
