package web

import (
	"testing"
	"time"

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

// TestOneChangeReachesAll: 200 open pages about a person hear of one change, each once, and a page about somebody else of none.
func TestOneChangeReachesAll(t *testing.T) {
	c := testkit.New(t)
	var h hub
	var open []*stream
	for i := range domain.SessionID(200) {
		x, end := h.follow(c.App, i+1, c.Person("sami"))
		defer end()
		open = append(open, x)
	}
	other, end := h.follow(c.App, 900, c.Person("olena"))
	defer end()
	_, seq, err := c.Pulses(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	changeSami(t, c)
	pulses, _, err := c.Pulses(t.Context(), seq)
	if err != nil || len(pulses) != 1 {
		t.Fatalf("one change is told as %+v, %v", pulses, err)
	}
	h.tell(h.tenants[c.DB.Tenant], pulses)
	told := 0
	for _, x := range open {
		told += len(x.changed)
	}
	if told != len(open) || len(other.changed) != 0 {
		t.Errorf("%d of %d pages were told; one of somebody else %d times", told, len(open), len(other.changed))
	}
}

func changeSami(t testing.TB, c *testkit.City) {
	t.Helper()
	g := domain.Goal{Person: c.Person("sami"), Domain: "work", Text: domain.PlanText{German: "Ziel"}}
	if _, err := c.SaveGoal(t.Context(), c.Actor("manager_a"), g, ""); err != nil {
		t.Fatal(err)
	}
}

// BenchmarkChangeReachesAll tells how long it takes from an acknowledged change until the last of 200 open pages is told.
func BenchmarkChangeReachesAll(b *testing.B) {
	c := testkit.New(b)
	var h hub
	var open []*stream
	for i := range domain.SessionID(200) {
		x, end := h.follow(c.App, i+1, c.Person("sami"))
		defer end()
		open = append(open, x)
	}
	time.Sleep(2 * pollEvery) // the hub knows where it begins
	for b.Loop() {
		b.StopTimer()
		changeSami(b, c)
		b.StartTimer()
		for _, x := range open {
			<-x.changed
		}
	}
}
