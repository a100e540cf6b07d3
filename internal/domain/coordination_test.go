package domain_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestNext puts every answer of the Jobcenter to a goal in every state: only a shared goal waits for one.
func TestNext(t *testing.T) {
	after := map[string]domain.CoordinationState{
		"agree": domain.CoordinationAgreed, "counter": domain.CoordinationCountered, "decline": domain.CoordinationDeclined,
	}
	for _, state := range []domain.CoordinationState{
		domain.CoordinationProposed, domain.CoordinationShared, domain.CoordinationAgreed, domain.CoordinationCountered,
		domain.CoordinationDeclined, domain.CoordinationWithheld, "",
	} {
		for kind, next := range after {
			want, wantErr := state, domain.Conflict
			if state == domain.CoordinationShared {
				want, wantErr = next, domain.Internal
			}
			got, err := domain.Coordination{State: state}.Next(domain.JobcenterResponse{Kind: kind})
			if got != want || (err == nil) != (state == domain.CoordinationShared) || domain.KindOf(err) != wantErr {
				t.Errorf("%s to a goal that is %q: %q, %v, want %q", kind, state, got, err, want)
			}
		}
	}
}

// TestSettle puts every pair of answers to a counter-proposal together.
func TestSettle(t *testing.T) {
	const (
		open, yes, no = domain.AnswerOpen, domain.AnswerAgreed, domain.AnswerObjected
		waits         = domain.CoordinationCountered
		agreed        = domain.CoordinationAgreed
		again         = domain.CoordinationShared // it waits for the Jobcenter once more
	)
	for _, tc := range []struct {
		manager, person domain.Answer
		want            domain.CoordinationState
	}{
		{open, open, waits},
		{open, yes, waits},
		{open, no, again},
		{yes, open, waits},
		{yes, yes, agreed},
		{yes, no, again},
		{no, open, again},
		{no, yes, again},
		{no, no, again},
		{"", "", waits},
		{"", yes, waits},
		{yes, "", waits},
	} {
		c := domain.Coordination{State: domain.CoordinationCountered, ByManager: tc.manager, ByPerson: tc.person}
		if got := c.Settle(); got != tc.want {
			t.Errorf("manager %q, person %q: %q, want %q", tc.manager, tc.person, got, tc.want)
		}
	}
}

// TestUnderWay: a goal is under way until the Jobcenter or the person has said the last word.
func TestUnderWay(t *testing.T) {
	for state, want := range map[domain.CoordinationState]bool{
		domain.CoordinationProposed: true, domain.CoordinationShared: true, domain.CoordinationCountered: true,
		domain.CoordinationAgreed: false, domain.CoordinationDeclined: false, domain.CoordinationWithheld: false,
	} {
		if got := state.UnderWay(); got != want {
			t.Errorf("%s: %v", state, got)
		}
	}
}
