package routes

import (
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// MyPlanPaper is a version of the own plan as PDF, or the draft for version 0.
func MyPlanPaper(form string, version int) string { return MyPlan + ".pdf" + paper(form, version) }

// PlanPaper is a version of a person's plan as PDF, or the draft for version 0.
func PlanPaper(p domain.PersonID, form string, version int) string {
	return CasePlan(p) + ".pdf" + paper(form, version)
}

func paper(form string, version int) string {
	q := "?form=" + form
	if version > 0 {
		q += "&version=" + strconv.Itoa(version)
	}
	return q
}

// MyHouseholdPaper is a version of what the own household shares as PDF, or the draft for version 0.
func MyHouseholdPaper(form string, version int) string {
	return MyHousehold + ".pdf" + paper(form, version)
}

// HouseholdPaper is a version of what the household of a person shares as PDF, or the draft for version 0.
func HouseholdPaper(p domain.PersonID, form string, version int) string {
	return CaseHousehold(p) + ".pdf" + paper(form, version)
}
