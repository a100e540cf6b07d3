package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The pages on which a person answers together with the manager, and asks for another goal; and the letterhead of an organisation.
const (
	MyPlanDesk   = MyPlan + "/desk"
	MyWishes     = MyPlan + "/wishes"
	Letterhead   = Organisation + "/letterhead"
	ResponseDays = Organisation + "/response"
)

// PlanDesk is what the person will read at the desk, to the manager.
func PlanDesk(p domain.PersonID) string { return CasePlan(p) + "/desk" }

// SettleWish is where the manager makes a goal of a wish, or closes it.
func SettleWish(p domain.PersonID, w domain.WishID) string {
	return CasePlan(p) + "/wishes/" + w.String()
}
