package web

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

func liveRoutes() []route {
	return []route{{"GET /live", signed, (*Server).live}}
}

// pollEvery is how often a process asks a tenant with open streams for changes.
const pollEvery = 250 * time.Millisecond

// hub tells open streams which persons something was changed about. It polls each tenant once, only while a stream is open.
type hub struct {
	mu      sync.Mutex
	tenants map[string]*listeners
}

type listeners struct {
	streams map[*stream]bool
	opened  int // streams so far
	stop    context.CancelFunc
}

// A stream is one open page that follows a person.
type stream struct {
	person  domain.PersonID
	session domain.SessionID
	no      int           // the later, the greater
	changed chan struct{} // gets a token after each change about person
	enough  chan struct{} // closed when the session has opened too many others since
}

// streamsPerSession is how many open pages of one session are live in one process. Browsers open no more to one server, either.
const streamsPerSession = 6

// follow opens a stream about p, and returns its end. When the session has too many, its oldest one is told to end.
func (h *hub) follow(a *app.App, session domain.SessionID, p domain.PersonID) (c *stream, end func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.tenants == nil {
		h.tenants = map[string]*listeners{}
	}
	l := h.tenants[a.DB.Tenant]
	if l == nil {
		ctx, stop := context.WithCancel(context.Background())
		l = &listeners{streams: map[*stream]bool{}, stop: stop}
		h.tenants[a.DB.Tenant] = l
		go h.poll(ctx, a, l)
	}
	l.opened++
	c = &stream{p, session, l.opened, make(chan struct{}, 1), make(chan struct{})}
	l.makeRoom(session)
	l.streams[c] = true
	return c, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(l.streams, c)
		if len(l.streams) == 0 && h.tenants[a.DB.Tenant] == l { // one that had to make room ends after the others, perhaps
			l.stop()
			delete(h.tenants, a.DB.Tenant)
		}
	}
}

// makeRoom ends the oldest stream of the session when one more would be too many. The hub is locked.
func (l *listeners) makeRoom(session domain.SessionID) {
	var oldest *stream
	open := 0
	for c := range l.streams {
		if c.session != session {
			continue
		}
		open++
		if oldest == nil || c.no < oldest.no {
			oldest = c
		}
	}
	if open >= streamsPerSession {
		delete(l.streams, oldest)
		close(oldest.enough)
	}
}

func (h *hub) poll(ctx context.Context, a *app.App, l *listeners) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	_, seq, err := a.Pulses(ctx, 0)
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var pulses []app.Pulse
		if err != nil { // the beginning is not known yet
			_, seq, err = a.Pulses(ctx, 0)
			continue
		}
		if pulses, seq, err = a.Pulses(ctx, seq); err == nil {
			h.tell(l, pulses)
		}
	}
}

func (h *hub) tell(l *listeners, pulses []app.Pulse) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, p := range pulses {
		for c := range l.streams {
			if c.person != p.Person {
				continue
			}
			select {
			case c.changed <- struct{}{}:
			default: // it has a token already
			}
		}
	}
}

// live is the stream of one open page: it says that something about a person was changed, never what. Each time the right to hear it
// is asked for anew; without it the stream ends.
func (s *Server) live(w http.ResponseWriter, r *http.Request, v *visit) error {
	p := domain.ParseID[domain.PersonID](r.FormValue("person"))
	if !v.app.MayFollow(r.Context(), v.by, p) {
		return domain.ErrNotFound()
	}
	pulse, end := s.pulse.follow(v.app, v.by.Session, p)
	defer end()
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{})
	fmt.Fprint(w, "retry: 2000\n\n")
	beat := time.NewTicker(25 * time.Second)
	defer beat.Stop()
	for out.Flush() == nil {
		select {
		case <-r.Context().Done():
			return nil
		case <-beat.C:
			if _, err := v.app.WatcherByToken(r.Context(), v.token); err != nil {
				return nil
			}
			fmt.Fprint(w, ": still here\n\n")
		case <-pulse.enough:
			fmt.Fprint(w, "event: enough\ndata: 1\n\n") // else the browser would come again at once
			return out.Flush()
		case <-pulse.changed:
			by, err := v.app.WatcherByToken(r.Context(), v.token)
			if err != nil {
				return nil
			}
			fmt.Fprint(w, "event: changed\ndata: 1\n\n")
			if !v.app.MayFollow(r.Context(), by, p) {
				return out.Flush() // the page learns by asking that it is gone
			}
		}
	}
	return nil
}
