package domain

import (
	"regexp"
	"strings"
)

// SendDigest is what the machine does once a day for a user who asked for it; nobody may ask for it, so no rule knows it.
const SendDigest Action = "digest.send"

// MaxAddress is how many characters an e-mail address can have.
const MaxAddress = 254

// A DigestSetting says where a user gets the daily digest.
type DigestSetting struct {
	Address string // an e-mail address; empty for none
	Off     bool   // no digest, whatever the address
}

// addressForm is how an address looks to which mail can be sent without any quoting: no space, no line end, nothing that a header or a relay
// means, and a host that is no IP number.
var addressForm = regexp.MustCompile(`^[A-Za-z0-9#$&'*+=?^_{}~-]+(\.[A-Za-z0-9#$&'*+=?^_{}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$`)

// ValidAddress tells whether mail can be sent to the address s.
func ValidAddress(s string) bool {
	return len(s) <= MaxAddress && strings.IndexByte(s, '@') <= 64 && addressForm.MatchString(s)
}

// Wanted tells that there is an address, and the digest is not switched off.
func (s DigestSetting) Wanted() bool { return s.Address != "" && !s.Off }

// Check returns nil, or an Invalid error: an address that is none, or none where a digest is wanted.
func (s DigestSetting) Check() error {
	return Together(unless(s.Address == "" && s.Off || ValidAddress(s.Address), "address", "email"))
}

// A Digest is how much waits for a user: numbers, and nothing about anybody.
type Digest struct {
	Proposals int // goals and steps that wait for the answer of a Jobcenter agent
	Late      int // of them, for longer than the Jobcenter has for an answer
	Answers   int // what waits for an integration manager in the cases
}

// Empty tells that nothing waits.
func (d Digest) Empty() bool { return d.Proposals == 0 && d.Answers == 0 }
