package routes

// The own account of a user: password, second factor, recovery codes.
const (
	Account         = "/account"
	AccountPassword = Account + "/password"
	AccountFactor   = Account + "/factor"
	BeginFactor     = AccountFactor + "/new"
	RecoveryCodes   = Account + "/codes"
)
