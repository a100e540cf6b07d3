package domain

// ProofLasts is for how long after a proof nobody is asked again who uses a session of staff, in milliseconds.
const ProofLasts = 5 * 60 * 1000

// AsksProof tells whether act is done only in a session of staff that has proved lately who uses it: what changes who may sign in and do
// what, what takes data of many out of the product, and what opens it by exception.
func AsksProof(act Action) bool {
	switch act {
	case ExportFigures,
		SetSecondFactor, MakeRecoveryCodes,
		AddUser, ResetUser, LockUser, UnlockUser:
		return true
	}
	return false
}

// MustProve tells whether by has to prove once more who it is before act, at the instant now.
func MustProve(by Actor, act Action, now Instant) bool {
	return by.Kind == SessionStaff && AsksProof(act) && now-by.Proved >= ProofLasts
}
