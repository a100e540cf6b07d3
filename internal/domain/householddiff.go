package domain

import "slices"

// Doer names who is to do m: one of Whos, with the member behind a colon where there is one.
func (m SharedMeasure) Doer() string {
	if m.Member != 0 {
		return m.Who + ":" + m.Member.String()
	}
	return m.Who
}

// HouseholdDiff tells how b differs from a, goal by goal in the order of b, removed goals last, in the kinds of Diff. A measure is the same one
// as long as its text is; "measure_who" with two doers (see Doer) stands beside them.
func HouseholdDiff(a, b HouseholdVersion) []Change {
	var out []Change
	for _, g := range b.Goals {
		i := slices.IndexFunc(a.Goals, func(was SharedGoal) bool { return was.ID == g.ID })
		if i < 0 {
			out = append(out, Change{Kind: "goal_added", Goal: g.Own()})
			continue
		}
		out = append(out, a.Goals[i].changes(g)...)
	}
	for _, g := range a.Goals {
		if !b.Has(g.ID) && !g.Ended() {
			out = append(out, Change{Kind: "goal_removed", Goal: g.Own()})
		}
	}
	return out
}

// changes tells how now differs from g.
func (g SharedGoal) changes(now SharedGoal) []Change {
	one, other := g.Own(), now.Own()
	var doers []Change
	for i := range one.Measures {
		one.Measures[i].ID = MeasureID(i + 1)
	}
	taken := map[int]bool{}
	for i := range other.Measures {
		m := &other.Measures[i]
		j := slices.IndexFunc(one.Measures, func(x Measure) bool { return !taken[int(x.ID)] && x.Text.Same(m.Text) })
		if j < 0 {
			m.ID = MeasureID(len(one.Measures) + i + 1)
			continue
		}
		taken[j+1] = true
		m.ID, m.Who = one.Measures[j].ID, one.Measures[j].Who // said by its own kind, which knows members
		if was, is := g.Measures[j].Doer(), now.Measures[i].Doer(); was != is {
			doers = append(doers, Change{Kind: "measure_who", Goal: other, Measure: m, Old: was, New: is})
		}
	}
	return append(Diff(PlanVersion{Goals: []Goal{one}}, PlanVersion{Goals: []Goal{other}}), doers...)
}
