package browser

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
)

// site is the made-up city with its web server.
type site struct {
	*testkit.City
	t       *testing.T
	addr    string // host and port of the listener
	handler http.Handler
	server  *httptest.Server
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{City: testkit.New(t), t: t}
	s.handler = (&web.Server{Apps: s.appOf, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelError}))}).Handler()
	s.start("127.0.0.1:0")
	t.Cleanup(s.kill)
	return s
}

func (s *site) appOf(_ context.Context, host string) (*app.App, error) {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	switch host {
	case "stuttgart.localhost":
		return s.App, nil
	case "ulm.localhost":
		return s.Ulm.App, nil
	}
	return nil, domain.ErrNotFound()
}

// start listens on addr; the address of an earlier server can be taken again.
func (s *site) start(addr string) {
	s.t.Helper()
	l, err := net.Listen("tcp", addr) //nolint:noctx // a listener of the whole test
	if err != nil {
		s.t.Fatal(err)
	}
	s.addr = l.Addr().String()
	s.server = httptest.NewUnstartedServer(s.handler)
	s.server.Listener.Close()
	s.server.Listener = l
	s.server.Start()
}

// kill ends the server as a power cut would: connections are cut, nobody is told.
func (s *site) kill() {
	s.server.CloseClientConnections()
	s.server.Close()
}

// url is the address of a page of the city.
func (s *site) url(path string) string {
	_, port, _ := net.SplitHostPort(s.addr)
	return "http://stuttgart.localhost:" + port + path
}

// testLog fails the test at every error the server logs: a server of a test has none.
type testLog struct{ t *testing.T }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Errorf("the server logs: %s", b)
	return len(b), nil
}
