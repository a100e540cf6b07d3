package catalogue

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

var (
	//go:embed data/laws.jsonl
	lawLines []byte
	//go:embed data/flows.jsonl
	flowLines []byte
	//go:embed data/viewers.jsonl
	viewerLines []byte
)

// A truth is what the catalogue says about who may see what, and by which law.
type truth struct {
	laws    []domain.Law
	flows   []domain.Flow
	viewers []domain.ViewerRule
}

// loadTruth reads statements about law, flows and viewers. Errors: a line that cannot be read, one that says too little, one that is
// there twice, a law that nobody has stated, a viewer that is missing.
func loadTruth(laws, flows, viewers []byte) (t truth, err error) {
	if t.laws, err = lines[domain.Law](laws); err != nil {
		return t, fmt.Errorf("laws of the catalogue: %w", err)
	}
	if t.flows, err = lines[domain.Flow](flows); err != nil {
		return t, fmt.Errorf("flows of the catalogue: %w", err)
	}
	if t.viewers, err = lines[domain.ViewerRule](viewers); err != nil {
		return t, fmt.Errorf("viewers of the catalogue: %w", err)
	}
	for i, l := range t.laws {
		if first := slices.IndexFunc(t.laws, func(x domain.Law) bool { return x.ID == l.ID }); first != i || !l.Check() {
			return t, fmt.Errorf("catalogue: the law %q is there twice or says too little", l.ID)
		}
	}
	for i, f := range t.flows {
		first := slices.IndexFunc(t.flows, func(x domain.Flow) bool { return x.Rule == f.Rule && x.Receiver == f.Receiver })
		if first != i || !f.Check() || !t.knows(f.Laws) {
			return t, fmt.Errorf("catalogue: the flow by %q to %q is there twice, says too little or names no known law", f.Rule, f.Receiver)
		}
	}
	if len(t.viewers) != len(domain.Viewers) {
		return t, fmt.Errorf("catalogue: %d viewers, want %d", len(t.viewers), len(domain.Viewers))
	}
	for i, v := range t.viewers {
		if v.Viewer != domain.Viewers[i] || len(v.Laws) == 0 || !t.knows(v.Laws) {
			return t, fmt.Errorf("catalogue: the viewer %q stands in another place or names no known law", v.Viewer)
		}
	}
	return t, nil
}

func (t truth) knows(ids []domain.LawID) bool {
	return !slices.ContainsFunc(ids, func(id domain.LawID) bool {
		return !slices.ContainsFunc(t.laws, func(l domain.Law) bool { return l.ID == id })
	})
}

// Flows returns every flow of data, in the order of the rules.
func (c *Catalogue) Flows() []domain.Flow { return slices.Clone(c.truth.flows) }

// Flow returns the flow by rule to the receiver; ok is false when there is none.
func (c *Catalogue) Flow(rule domain.Rule, to domain.Party) (f domain.Flow, ok bool) {
	i := slices.IndexFunc(c.truth.flows, func(f domain.Flow) bool { return f.Rule == rule && f.Receiver == to })
	if i < 0 {
		return domain.Flow{}, false
	}
	return c.truth.flows[i], true
}

// Laws returns the statements with these ids, in their order.
func (c *Catalogue) Laws(ids []domain.LawID) []domain.Law {
	out := make([]domain.Law, 0, len(ids))
	for _, id := range ids {
		i := slices.IndexFunc(c.truth.laws, func(l domain.Law) bool { return l.ID == id })
		out = append(out, c.truth.laws[i])
	}
	return out
}

// ViewerLaws returns the statements behind what pages tell of a viewer.
func (c *Catalogue) ViewerLaws(v domain.Viewer) []domain.Law {
	i := slices.Index(domain.Viewers[:], v)
	return c.Laws(c.truth.viewers[i].Laws)
}
