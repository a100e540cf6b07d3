//go:build race

package cv

// mostAllocations is what German may make for a CV of two pages; the race detector makes pools forget what they hold.
const mostAllocations = 1400
