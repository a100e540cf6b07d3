//go:build !linux

package fault

import "testing"

func TestDiskFull(t *testing.T) {
	t.Skip("a small disk needs Linux: the full and the read-only disk were not tested")
}
