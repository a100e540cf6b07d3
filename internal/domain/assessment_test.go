package domain_test

import (
	"reflect"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestAssessmentOnto: of two who began with the same assessment, the second takes nothing back that only the first has touched, and loses
// nothing that was typed.
func TestAssessmentOnto(t *testing.T) {
	view := func(d domain.LifeDomain, need domain.Need, independence int, resources string) domain.DomainView {
		return domain.DomainView{Domain: d, Need: need, Independence: independence, Resources: resources}
	}
	base := domain.Assessment{No: 1, Views: []domain.DomainView{view("work", "high", 2, "näht"), view("housing", "low", 3, "")}}
	stored := domain.Assessment{No: 2, Views: []domain.DomainView{view("work", "high", 4, "näht und kocht"), view("housing", "urgent", 3, "Schwester in der Stadt")}}
	typed := domain.Assessment{Stage: "review", Views: []domain.DomainView{
		view("work", "none", 2, "näht gern"), view("housing", "low", 3, ""), view("health", "medium", 0, ""),
	}}
	want := domain.Assessment{Stage: "review", Views: []domain.DomainView{
		view("work", "none", 4, "näht gern"), view("housing", "urgent", 3, "Schwester in der Stadt"), view("health", "medium", 0, ""),
	}}
	if got := typed.Onto(base, stored); !reflect.DeepEqual(got, want) {
		t.Errorf("the form goes on with\n%+v, want\n%+v", got, want)
	}
	if typed.Views[0].Independence != 2 {
		t.Error("what was typed is changed in its place")
	}
}
