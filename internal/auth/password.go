package auth

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// The bounds of a password: characters at least, bytes at most.
const (
	MinPassword = 12
	MaxPassword = 1024
)

// The errors of CheckPassword.
var (
	ErrShortPassword   = errors.New("auth: password is too short")
	ErrLongPassword    = errors.New("auth: password is too long")
	ErrObviousPassword = errors.New("auth: password is guessed at once")
)

// CheckPassword says whether a member of staff may choose this password: at least 12 characters and at most 1,024 bytes
// of any kind, and more to it than the user name, a walk over the keyboard, a repetition, a year or a word that everybody
// tries first.
// Errors: ErrShortPassword, ErrLongPassword, ErrObviousPassword.
func CheckPassword(password, userName string) error {
	switch {
	case len(password) > MaxPassword:
		return ErrLongPassword
	case utf8.RuneCountInString(password) < MinPassword:
		return ErrShortPassword
	case unexplained(strings.ToLower(password), strings.ToLower(strings.TrimSpace(userName))) < minUnexplained:
		return ErrObviousPassword
	}
	return nil
}

// minUnexplained is how many characters must be left when everything obvious has been taken out.
const minUnexplained = 4

// rows are what fingers and memory run along, in both directions.
const rows = "1234567890 qwertzuiopü qwertyuiop azertyuiop asdfghjklöä yxcvbnm zxcvbnm abcdefghijklmnopqrstuvwxyz"

// firstWords are tried first by anybody who knows where the server stands.
const firstWords = "aufwind integration passwort password kennwort geheim willkommen welcome hallo hello admin sommer winter " +
	"frühling herbst stuttgart ulm stadt schatz letmein start test demo user"

// unexplained counts the characters of s that belong to no obvious piece; none when s repeats one short part.
func unexplained(s, userName string) int {
	if n := period(s); n <= 4 {
		return 0
	}
	left := 0
	for len(s) > 0 {
		n := obvious(s, userName)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(s)
			left++
		}
		s = s[n:]
	}
	return left
}

// period is the length in bytes of the shortest part whose repetition is s.
func period(s string) int {
	for n := 1; n < len(s); n++ {
		if s[n:] == s[:len(s)-n] {
			return n
		}
	}
	return len(s)
}

// obvious is the length in bytes of the longest obvious piece at the start of s; 0 for none.
func obvious(s, userName string) int {
	longest := 0
	if userName != "" && strings.HasPrefix(s, userName) {
		longest = len(userName)
	}
	for word := range strings.FieldsSeq(firstWords) {
		if strings.HasPrefix(s, word) {
			longest = max(longest, len(word))
		}
	}
	if len(s) >= 4 && (s[:2] == "19" || s[:2] == "20") && digits(s[:4], 4) {
		longest = max(longest, 4)
	}
	if strings.ContainsRune(" .,;:!?-_+*#$%&/()=@'\"", rune(s[0])) {
		longest = max(longest, 1)
	}
	return max(longest, run(s))
}

// run is the length in bytes of a walk of three or more characters along one of the rows, or of one character on the spot.
func run(s string) int {
	longest := walk(s, func(r rune) rune { return r })
	for row := range strings.FieldsSeq(rows) {
		keys := []rune(row)
		for _, step := range []int{1, len(keys) - 1} {
			longest = max(longest, walk(s, func(r rune) rune {
				i := slices.Index(keys, r)
				if i < 0 {
					return -1
				}
				return keys[(i+step)%len(keys)]
			}))
		}
	}
	return longest
}

// walk is the length in bytes of the start of s in which next leads from each character to the one after it;
// 0 for less than three characters.
func walk(s string, next func(rune) rune) int {
	n := 0
	want := rune(-1)
	for i, r := range s {
		if n > 0 && r != want {
			if n < 3 {
				return 0
			}
			return i
		}
		n++
		want = next(r)
	}
	if n < 3 {
		return 0
	}
	return len(s)
}
