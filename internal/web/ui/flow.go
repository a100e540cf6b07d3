package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
)

// FlowView is a flow of data with the statements about law behind it.
type FlowView struct {
	domain.Flow
	Laws []domain.Law
}

// ViewerView is somebody of whom a person may ask whether they see anything, with the statements about law behind the answer.
type ViewerView struct {
	Viewer domain.Viewer
	Laws   []domain.Law
}

// LawPage is what stands behind the words of persons' pages.
type LawPage struct {
	Viewers []ViewerView
	Flows   []FlowView
}

// partyName is who sends or receives data, as the reader of the page would say it.
func (p Page) partyName(x domain.Party) string {
	switch x {
	case domain.PartyPerson:
		if p.By.IsPerson() {
			return p.L.AccessYou()
		}
	case domain.PartyAny:
		return p.L.AccessByLink()
	case domain.PartyBody:
		return p.L.AccessByBody()
	case domain.PartyHousehold:
		return p.L.AccessInHousehold()
	case domain.PartyMachine:
		return p.L.AccessMachine()
	case domain.PartyOperator:
		return p.L.Term("viewer", "operator")
	}
	return p.L.Term("role", string(x))
}

// ruleOf is the rule by which a role reads what is released to it.
func ruleOf(r domain.Role) domain.Rule {
	if r == domain.RoleJobcenterAgent {
		return domain.RuleAddressee
	}
	return domain.RuleManaged
}
