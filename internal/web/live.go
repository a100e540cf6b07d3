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
	streams map[chan struct{}]domain.PersonID
	stop    context.CancelFunc
}

// follow returns a channel that gets a token after each change about p, and the end of following.
func (h *hub) follow(a *app.App, p domain.PersonID) (c chan struct{}, end func()) {
	c = make(chan struct{}, 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.tenants == nil {
		h.tenants = map[string]*listeners{}
	}
	l := h.tenants[a.DB.Tenant]
	if l == nil {
		ctx, stop := context.WithCancel(context.Background())
		l = &listeners{map[chan struct{}]domain.PersonID{}, stop}
		h.tenants[a.DB.Tenant] = l
		go h.poll(ctx, a, l)
	}
	l.streams[c] = p
	return c, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(l.streams, c)
		if len(l.streams) == 0 {
			l.stop()
			delete(h.tenants, a.DB.Tenant)
		}
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
		for c, who := range l.streams {
			if who != p.Person {
				continue
			}
			select {
			case c <- struct{}{}:
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
	changes, end := s.pulse.follow(v.app, p)
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
		case <-changes:
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
