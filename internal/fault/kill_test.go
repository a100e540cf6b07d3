package fault

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// How often the server is killed, and under how many writers.
const (
	kills   = 6
	writers = 8
)

// TestKill kills a server process at random moments under writers who go on until each form is acknowledged.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	c := makeCity(t, dir)
	plan := routes.CasePlan(c.Person("sami"))
	var browsers []*browser
	var base string // a goal for measures
	t.Run("before", func(t *testing.T) {
		w, server := serveTown(t, dir)
		for range writers {
			browsers = append(browsers, signIn(t, w.app, c, "manager_a", ""))
		}
		browsers[0].base = server.URL
		if code, body := browsers[0].send(t.Context(), http.MethodPost, plan+"/goals", goal("base")); code != http.StatusSeeOther {
			t.Fatalf("the first goal: %d %s", code, body)
		}
		page, err := w.app.Plan(t.Context(), manager(t, w), c.Person("sami"))
		if err != nil {
			t.Fatal(err)
		}
		base = page.Plan.Goals[0].ID.String()
	})
	server, addr := start(t, serveEnv+"="+dir, addrEnv+"=127.0.0.1:0")
	defer func() { _ = server.Process.Kill() }()

	var l ledger
	var all sync.WaitGroup
	var enough atomic.Bool
	for n, b := range browsers {
		b.base = "http://" + addr
		all.Go(func() {
			for i := 0; !enough.Load(); i++ {
				text, path := fmt.Sprintf("w%d-%d", n, i), plan+"/goals"
				form := goal(text)
				if n%4 == 3 {
					form.Set("who", "person")
					form.Set("state", "open")
					path += "/" + base + "/measures"
				}
				if until(t, b, path, form) {
					l.add(text)
				}
			}
		})
	}
	var recovery []time.Duration
	for range kills {
		l.wait(t, writers)
		if err := server.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = server.Wait()
		again := time.Now()
		server, _ = start(t, serveEnv+"="+dir, addrEnv+"="+addr)
		recovery = append(recovery, time.Since(again))
	}
	enough.Store(true)
	all.Wait()
	if err := server.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = server.Wait()
	slices.Sort(recovery)
	t.Logf("%d kills, until it listened again: %v", kills, recovery)
	w, err := openTown(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.tenants.Close()
	l.check(t, w, c)
}

// until sends a form until it is acknowledged, and tells whether it was; while there is no server, or no database behind it, it waits a little.
func until(t *testing.T, b *browser, path string, form url.Values) bool {
	limit, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	for {
		switch code, body := b.send(limit, http.MethodPost, path, form); {
		case code == http.StatusSeeOther:
			return true
		case code != 0 && code != http.StatusServiceUnavailable:
			t.Errorf("%s: %d\n%s", form.Get("text"), code, body)
			return false
		case limit.Err() != nil:
			t.Errorf("%s: no answer for a minute: %s", form.Get("text"), body)
			return false
		}
		time.Sleep(10 * time.Millisecond)
	}
}
