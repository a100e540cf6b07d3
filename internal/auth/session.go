package auth

import "time"

// A SessionKind says on what a session runs; it decides how long it lives.
type SessionKind string

// The kinds of sessions.
const (
	Own    SessionKind = "own"    // the person's own device
	Shared SessionKind = "shared" // a device others use too: a tablet in the hall, acting for somebody
	Staff  SessionKind = "staff"
)

// Limits says after which idle time and after which total time a session of this kind ends; zero for an unknown kind.
func (k SessionKind) Limits() (idle, absolute time.Duration) {
	const day = 24 * time.Hour
	switch k {
	case Own:
		return 30 * day, 90 * day
	case Shared:
		return 10 * time.Minute, 2 * time.Hour
	case Staff:
		return 30 * time.Minute, 12 * time.Hour
	}
	return 0, 0
}

// Ended reports whether a session that began at created and was last used at seen is over at now.
// A session of an unknown kind is over.
func Ended(kind SessionKind, created, seen, now time.Time) bool {
	idle, absolute := kind.Limits()
	return now.Sub(seen) >= idle || now.Sub(created) >= absolute
}

// How wrong tries slow an account down.
const (
	freeTries = 3
	firstWait = 2 * time.Second
	longest   = 15 * time.Minute
)

// NextTry is when an account may be tried again that has seen so many failures since the last right sign-in, the last
// of them at last. The first three tries are free, then one waits 2 s, 4 s, 8 s … 15 min.
func NextTry(failures int, last time.Time) time.Time {
	if failures < freeTries {
		return last
	}
	wait := firstWait
	for range failures - freeTries {
		if wait *= 2; wait >= longest {
			return last.Add(longest)
		}
	}
	return last.Add(wait)
}
