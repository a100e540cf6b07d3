package fault

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestLocked has another process hold the write lock for longer than the server waits for it: saving says clearly that nothing was
// saved, reading goes on, and afterwards the form that the page kept is saved once.
func TestLocked(t *testing.T) {
	dir := t.TempDir()
	c := makeCity(t, dir)
	w, server := serveTown(t, dir)
	b, sami := signIn(t, w.app, c, "manager_a", server.URL), signIn(t, w.app, c, "sami", server.URL)
	holder, line := start(t, lockEnv+"="+filepath.Join(dir, "tenants", "stuttgart.db"))
	if line != "locked" {
		t.Fatal(line)
	}
	path := routes.CasePlan(c.Person("sami")) + "/goals"
	var wait sync.WaitGroup
	wait.Go(func() {
		code, body := b.send(t.Context(), http.MethodPost, path, goal("locked"))
		if code != http.StatusServiceUnavailable || !strings.Contains(body, "Nicht gespeichert") || !strings.Contains(body, `value="locked"`) {
			t.Errorf("while locked: %d\n%s", code, body)
		}
	})
	for _, page := range []string{routes.Me, routes.MyPlan, routes.Releases} {
		if code, body := sami.send(t.Context(), http.MethodGet, page, nil); code != http.StatusOK {
			t.Errorf("GET %s while locked: %d\n%s", page, code, body)
		}
	}
	wait.Wait()
	if err := holder.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = holder.Wait()
	var l ledger
	l.check(t, w, c) // nothing of it was written
	if code, body := b.send(t.Context(), http.MethodPost, path, goal("locked")); code != http.StatusSeeOther {
		t.Errorf("after the lock: %d\n%s", code, body)
	}
	l.add("locked")
	l.check(t, w, c)
}

// TestAborts cuts 300 requests, some in the middle of their form: nothing is left of them but what was saved whole.
func TestAborts(t *testing.T) {
	dir := t.TempDir()
	c := makeCity(t, dir)
	w, server := serveTown(t, dir)
	b := signIn(t, w.app, c, "manager_a", server.URL)
	plan := routes.CasePlan(c.Person("sami"))
	var l ledger
	if code, body := b.send(t.Context(), http.MethodPost, plan+"/goals", goal("first")); code != http.StatusSeeOther {
		t.Fatalf("%d\n%s", code, body)
	}
	l.add("first")
	b.http.CloseIdleConnections()
	idle := settled(t, 0)

	var all sync.WaitGroup
	next := make(chan int)
	for range 30 {
		all.Go(func() {
			for i := range next {
				after := time.Duration(1+rand.IntN(50)) * time.Millisecond
				ctx, stop := context.WithTimeout(t.Context(), after)
				text := fmt.Sprintf("cut-%d", i)
				switch i % 3 {
				case 0:
					b.send(ctx, http.MethodGet, plan, nil)
				case 1:
					if code, _ := b.send(ctx, http.MethodPost, plan+"/goals", goal(text)); code == http.StatusSeeOther {
						l.add(text)
					}
				default:
					half(t, server.Listener.Addr().String(), b, plan+"/goals", after)
				}
				stop()
			}
		})
	}
	for i := range 300 {
		next <- i
	}
	close(next)
	all.Wait()
	b.http.CloseIdleConnections()
	if n := settled(t, idle); n > idle {
		stacks := make([]byte, 1<<16)
		t.Errorf("%d goroutines before, %d after\n%s", idle, n, stacks[:runtime.Stack(stacks, true)])
	}
	if code, body := b.send(t.Context(), http.MethodGet, plan, nil); code != http.StatusOK {
		t.Errorf("after the storm: %d\n%s", code, body)
	}
	l.check(t, w, c)
}

// settled waits until there are at most want goroutines, or as few as there will be, and returns their number.
func settled(t *testing.T, want int) int {
	t.Helper()
	n, same := runtime.NumGoroutine(), 0
	for same < 20 && n > want {
		time.Sleep(50 * time.Millisecond)
		if now := runtime.NumGoroutine(); now == n {
			same++
		} else {
			n, same = now, 0
		}
	}
	return n
}

// half sends the beginning of a form and goes away.
func half(t *testing.T, addr string, b *browser, path string, after time.Duration) {
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", addr)
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: x\r\nCookie: session=%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nas=%s&text=half",
		path, b.token, b.as)
	_ = conn.SetReadDeadline(time.Now().Add(after))
	_, _ = io.Copy(io.Discard, conn)
}

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

// TestOnePlan has 32 writers count up a number in one goal: each conflict is told, and no count is lost.
func TestOnePlan(t *testing.T) {
	dir := t.TempDir()
	c := makeCity(t, dir)
	w, server := serveTown(t, dir)
	first := signIn(t, w.app, c, "manager_a", server.URL)
	plan := routes.CasePlan(c.Person("sami"))
	if code, body := first.send(t.Context(), http.MethodPost, plan+"/goals", goal("0")); code != http.StatusSeeOther {
		t.Fatalf("%d\n%s", code, body)
	}
	page, err := w.app.Plan(t.Context(), manager(t, w), c.Person("sami"))
	if err != nil {
		t.Fatal(err)
	}
	path := plan + "/goals/" + page.Plan.Goals[0].ID.String()
	var all sync.WaitGroup
	var saved, conflicts atomic.Int64
	for range 32 {
		b := signIn(t, w.app, c, "manager_a", server.URL)
		all.Go(func() {
			count(t, b, path, &conflicts)
			saved.Add(1)
		})
	}
	all.Wait()
	page, err = w.app.Plan(t.Context(), manager(t, w), c.Person("sami"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d saves, %d conflicts", saved.Load(), conflicts.Load())
	if got := page.Plan.Goals[0].Text.German; got != strconv.FormatInt(saved.Load(), 10) {
		t.Errorf("%s counted, %d saves were acknowledged: lost updates", got, saved.Load())
	}
	checkHalves(t, w)
}

var countField = regexp.MustCompile(`(?s)<textarea[^>]*name="text"[^>]*>(\d+)</textarea>`)

// count reads the number in the goal and saves the next one, until nobody else was quicker.
func count(t *testing.T, b *browser, path string, conflicts *atomic.Int64) {
	for {
		code, body := b.send(t.Context(), http.MethodGet, path, nil)
		version, n := versionField.FindStringSubmatch(body), countField.FindStringSubmatch(body)
		if code != http.StatusOK || version == nil || n == nil {
			t.Errorf("GET %s: %d\n%s", path, code, body)
			return
		}
		now, err := strconv.Atoi(n[1])
		if err != nil {
			t.Error(err)
			return
		}
		code, body = b.send(t.Context(), http.MethodPost, path, url.Values{"domain": {"work"}, "version": {version[1]}, "text": {strconv.Itoa(now + 1)}})
		switch code {
		case http.StatusSeeOther:
			return
		case http.StatusConflict:
			conflicts.Add(1)
		default:
			t.Errorf("POST %s: %d\n%s", path, code, body)
			return
		}
	}
}
