package web

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestHubKeepsOnePoll: a stream that had to make room and ends late takes nothing from those that were opened since.
func TestHubKeepsOnePoll(t *testing.T) {
	c := testkit.New(t)
	var h hub
	follow := func(session domain.SessionID) (*stream, func()) { return h.follow(c.App, session, c.Person("sami")) }
	first, endFirst := follow(1)
	var ends []func()
	for range streamsPerSession {
		_, end := follow(1)
		ends = append(ends, end)
	}
	select {
	case <-first.enough:
	default:
		t.Fatal("the first stream was not told to make room")
	}
	for _, end := range ends {
		end()
	}
	if len(h.tenants) != 0 {
		t.Fatalf("%d tenants are asked for changes, and nobody listens", len(h.tenants))
	}
	_, endNext := follow(2)
	endFirst()
	if len(h.tenants) != 1 {
		t.Error("the end of an old stream stopped the new one's tenant")
	}
	endNext()
	if len(h.tenants) != 0 {
		t.Error("a tenant is asked for changes, and nobody listens")
	}
}
