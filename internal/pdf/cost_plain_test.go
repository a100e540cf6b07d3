//go:build !race

package pdf

// mostBytes is what a CV of two pages may take.
const mostBytes = 2_500_000
