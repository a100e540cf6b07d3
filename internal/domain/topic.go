package domain

import "slices"

// FewGoals is how many goals at a time are proposed: more of them are rarely pursued.
const FewGoals = 3

// Active returns the goals that no review has ended.
func (p Plan) Active() []Goal {
	return slices.DeleteFunc(slices.Clone(p.Goals), Goal.Ended)
}

// In returns the active goals of one field of life.
func (p Plan) In(d LifeDomain) []Goal {
	return slices.DeleteFunc(p.Active(), func(g Goal) bool { return g.Domain != d })
}

// Next returns the step of the goals of d that the person can take now: one of their own before one of others, then the one that is due
// first; one that waits for another step is not taken. ok is false when there is none.
func (p Plan) Next(d LifeDomain) (next Measure, ok bool) {
	for _, g := range p.In(d) {
		for _, m := range g.Measures {
			if _, waits := p.Waiting(m); m.State.Over() || waits {
				continue
			}
			if !ok || m.sooner(next) {
				next, ok = m, true
			}
		}
	}
	return next, ok
}

// sooner tells whether the person takes m before o.
func (m Measure) sooner(o Measure) bool {
	if mine, theirs := m.Who == "person", o.Who == "person"; mine != theirs {
		return mine
	}
	return m.Due != "" && (o.Due == "" || m.Due < o.Due)
}

// BodiesIn returns which bodies the steps of the goals of d name, each once, in the order of the plan.
func (p Plan) BodiesIn(d LifeDomain) []BodyID {
	var out []BodyID
	for _, g := range p.In(d) {
		for _, m := range g.Measures {
			if m.Body != 0 && !slices.Contains(out, m.Body) {
				out = append(out, m.Body)
			}
		}
	}
	return out
}
