//go:build race

package pdf

// mostBytes is what a CV of two pages may take; the race detector makes pools forget what they hold.
const mostBytes = 12_000_000
