package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestTargetsOfOtherCVs: who gets the section CV sees what is looked for in the first CV alone, in the list, its figures and each action; the
// next CV takes its place when the first one goes.
func TestTargetsOfOtherCVs(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		ctx := t.Context()
		d.saveCV(domain.CVSelection{ID: domain.FirstCV(d.sami), Target: &domain.Term{Text: "صانع الأبواب"}})
		other := d.saveCV(domain.CVSelection{Target: &domain.Term{Text: "بائع السجاد"}})
		d.give(domain.SectionCV)
		d.drain()
		own := d.page().Texts
		if len(own) != 2 || own[1].Field != domain.TargetField(other) {
			t.Fatalf("the person sees %+v", own)
		}
		hidden := own[1].Translation
		review := domain.Review{ID: hidden.ID, Version: hidden.Version, German: []string{"Händler"}}
		seen := d.seen()
		if texts, machine := d.toReview(); len(seen) != 1 || seen[0].Source != "صانع الأبواب" || texts+machine != 1 {
			t.Errorf("the manager sees %+v, %d and %d in the list", seen, texts, machine)
		}
		d.is("reviewing another CV's aim", d.ReviewText(ctx, d.manager, d.sami, review), domain.NotFound)
		d.is("approving it", d.ApprovePhrase(ctx, d.manager, d.sami, hidden.ID, hidden.Version), domain.NotFound)
		d.ok(d.ReviewText(ctx, d.manager, d.sami, domain.Review{ID: seen[0].ID, Version: seen[0].Version, German: []string{"Türen"}}))
		if texts, machine := d.toReview(); texts+machine != 0 {
			t.Errorf("after the review: %d and %d in the list", texts, machine)
		}
		page, err := d.CV(ctx, d.own, 0)
		d.ok(err)
		d.ok(d.RemoveCV(ctx, d.own, page.Profile.CV.ID, page.Profile.CV.Version))
		if seen := d.seen(); len(seen) != 1 || seen[0].ID != hidden.ID {
			t.Errorf("the first CV is gone: the manager sees %+v", seen)
		}
		if texts, machine := d.toReview(); texts+machine != 1 {
			t.Errorf("the first CV is gone: %d and %d in the list", texts, machine)
		}
		d.ok(d.ReviewText(ctx, d.manager, d.sami, review))
	})
}
