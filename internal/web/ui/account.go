package ui

import "strings"

// inFours is a code in groups of four characters, which are easier to type.
func inFours(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
