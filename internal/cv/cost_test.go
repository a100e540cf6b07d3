//go:build !race

package cv

// mostAllocations is what German may make for a CV of two pages.
const mostAllocations = 1100
