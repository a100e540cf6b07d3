//go:build unix

package app_test

import (
	"syscall"
	"testing"
	"time"
)

// spent is the time that this process has had on the cores. What others do on the machine does not count.
func spent(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
