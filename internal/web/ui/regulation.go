package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// regulated is what German law asks of the occupation that an entry names; ok is false when nothing is known to be asked.
func (p Page) regulated(e domain.Entry) (vocab.Regulation, bool) {
	switch {
	case e.Work != nil:
		return p.regulatedTerm(&e.Work.Occupation)
	case e.Education != nil:
		return p.regulatedTerm(e.Education.Subject)
	}
	return vocab.Regulation{}, false
}

func (p Page) regulatedTerm(t *domain.Term) (vocab.Regulation, bool) {
	if t == nil {
		return vocab.Regulation{}, false
	}
	return p.Vocab.Regulation(vocab.ID(t.Concept))
}

// asks is what the law asks, in one plain sentence.
func (p Page) asks(r vocab.Regulation) string {
	switch r.Kind {
	case vocab.ProtectedTitle:
		return p.L.RegulationProtectedTitle()
	case vocab.CraftMaster:
		return p.L.RegulationCraftMaster()
	}
	return p.L.RegulationRegulated()
}

// titles are the protected titles for men and women.
func titles(r vocab.Regulation) string {
	m, f := r.Title("m"), r.Title("f")
	if m == f {
		return m
	}
	return m + " / " + f
}
