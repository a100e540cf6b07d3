package fault

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// A wire leads to a server and can be cut.
type wire struct {
	to    string
	addr  string
	mu    sync.Mutex
	l     net.Listener
	conns []net.Conn
}

// join lets connections through, at the same address as before.
func (w *wire) join(t *testing.T) {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", w.addr)
	if err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	w.l, w.addr = l, l.Addr().String()
	w.mu.Unlock()
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", w.to) //nolint:noctx // ends with the wire
			if err != nil {
				in.Close()
				continue
			}
			w.mu.Lock()
			w.conns = append(w.conns, in, out)
			w.mu.Unlock()
			go func() { _, _ = io.Copy(out, in); out.Close() }()
			go func() { _, _ = io.Copy(in, out); in.Close() }()
		}
	}()
}

// cut ends all connections and lets no new one through.
func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.l.Close()
	for _, c := range w.conns {
		c.Close()
	}
	w.conns = nil
}

// TestBrokenWire cuts the wire to PostgreSQL under 8 writers: nothing acknowledged is lost, nothing is stored twice or by half, and a
// form that cannot be saved gets a clear answer.
func TestBrokenWire(t *testing.T) {
	if os.Getenv("AUFWIND_TEST_POSTGRES") == "" && os.Getenv("REQUIRE_POSTGRES") != "1" {
		t.Skip("AUFWIND_TEST_POSTGRES is not set: a broken wire to PostgreSQL was not tested")
	}
	t.Setenv(beginEnv, time.Now().Format(time.RFC3339Nano))
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		if c.Config.Postgres == "" {
			return // SQLite has no wire
		}
		dsn, err := url.Parse(c.Config.Postgres)
		if err != nil {
			t.Fatal(err)
		}
		line := &wire{to: dsn.Host, addr: "127.0.0.1:0"}
		line.join(t)
		defer line.cut()
		dsn.Host = line.addr
		cfg := c.Config
		cfg.Postgres, cfg.Clock = dsn.String(), clock
		w, err := openConfig(t.Context(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		defer w.tenants.Close()
		server := httptest.NewServer(w.handler)
		defer server.Close()
		underCuts(t, c, w, server.URL, line)
	})
}

func underCuts(t *testing.T, c *testkit.City, w *town, base string, line *wire) {
	path := routes.CasePlan(c.Person("sami")) + "/goals"
	var l ledger
	var all sync.WaitGroup
	var enough atomic.Bool
	for n := range writers {
		b := signIn(t, w.app, c, "manager_a", base)
		all.Go(func() {
			for i := 0; !enough.Load(); i++ {
				text := fmt.Sprintf("w%d-%d", n, i)
				if until(t, b, path, goal(text)) {
					l.add(text)
				}
			}
		})
	}
	reader := signIn(t, w.app, c, "sami", base)
	for range 5 {
		l.wait(t, writers)
		line.cut()
		if code, body := reader.send(t.Context(), http.MethodGet, routes.Me, nil); code != http.StatusServiceUnavailable {
			t.Errorf("without a database: %d\n%s", code, body)
		}
		line.join(t)
	}
	enough.Store(true)
	all.Wait()
	l.check(t, w, c)
}
