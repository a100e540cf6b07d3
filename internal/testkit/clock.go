package testkit

import (
	"sync"
	"time"
)

// Start is when every test begins: Monday 2 March 2026, 9 o'clock in Stuttgart.
var Start = time.Date(2026, time.March, 2, 8, 0, 0, 0, time.UTC)

// A Clock stands still until a test moves it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock makes a clock that shows Start.
func NewClock() *Clock { return &Clock{now: Start} }

// Now is what the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Add moves the clock by d.
func (c *Clock) Add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// AddDays moves the clock by n times 24 hours.
func (c *Clock) AddDays(n int) { c.Add(time.Duration(n) * 24 * time.Hour) }

// Set moves the clock to at.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = at
}
