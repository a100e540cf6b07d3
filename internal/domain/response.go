package domain

// MaxResponseDays is the longest time that an organisation may give itself for an answer.
const MaxResponseDays = 90

// A ResponseTime is how many days an organisation has for an answer before lists mark it as late.
type ResponseTime struct {
	Org     OrgID
	OrgName string
	Days    int // 1 … MaxResponseDays
	Version int
}

// Check returns nil, or an Invalid error.
func (r ResponseTime) Check() error {
	return Together(unless(r.Days >= 1 && r.Days <= MaxResponseDays, "days", "number"))
}
