package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// serveCommand runs the server until it is asked to stop.
type serveCommand struct {
	place
	engines
	mailing
	copying
	Listen string `env:"AUFWIND_LISTEN" default:"127.0.0.1:8080" placeholder:"ADDR" help:"Address to listen on, host:port; TLS ends at the proxy before it."`

	Pace      int  `env:"AUFWIND_PACE" default:"300" placeholder:"PAGES" help:"How many pages an account may ask for in a minute; a form counts for five. 0 is no bound."`
	PlainHTTP bool `name:"plain-http" env:"AUFWIND_PLAIN_HTTP" help:"Cookies work without TLS. Only to try it out on one machine."`
}

func (serveCommand) Help() string {
	return `Stop it with Ctrl+C or SIGTERM: it finishes the requests under way. Behind a proxy with https leave --plain-http away.

Example: aufwind serve --listen 127.0.0.1:8080 --plain-http`
}

func (c serveCommand) Run(w *world) error {
	tenants, err := c.openOrBegin(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	parts, err := app.LoadParts()
	if err != nil {
		return err
	}
	chain, err := c.chain(w)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(w.errors, nil))
	parts.Translator = app.NewTranslator(chain, log)
	if parts.Courier, err = c.courier(tenants, c.base, log); err != nil {
		return err
	}
	keeper := app.NewKeeper(log)
	if err := c.keeper(w, c.place, keeper); err != nil {
		return err
	}
	all := &cities{tenants: tenants, parts: parts, keeper: keeper, words: newWordbook(w, tenants, parts.Vocab, log)}
	defer all.background(w.ctx)()
	return serve(w, c.Listen, all.site(log, !c.PlainHTTP, c.Pace), func(url string) error {
		list, err := tenants.List(w.ctx)
		if err == nil && len(list) == 0 {
			fmt.Fprintln(w.out, "there is no tenant yet: make one with \"aufwind tenant add\"; no restart is needed")
		}
		if !c.PlainHTTP {
			fmt.Fprintln(w.out, "cookies work behind a proxy with https only; to try it on this machine: --plain-http")
		}
		fmt.Fprintln(w.out, "listening on", url)
		return err
	})
}

// How long one part of a request may take. Live streams have no end of their own.
const (
	headerTime   = 10 * time.Second
	bodyTime     = time.Minute
	answerTime   = 2 * time.Minute
	idleTime     = 2 * time.Minute
	shutdownTime = 5 * time.Second
)

// collectAt is by how much the heap grows before it is collected, in percent. A city needs less than 10 MB that stay, so that collecting
// half as often as usual costs little memory and saves time on every page. GOGC in the environment says otherwise.
const collectAt = 200

// serve listens on addr and answers with h until w.ctx ends; then it finishes the requests under way. ready is called with the address
// before the first answer.
func serve(w *world, addr string, h http.Handler, ready func(url string) error) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	l, err := new(net.ListenConfig).Listen(w.ctx, "tcp", addr)
	if err != nil {
		return err
	}
	if err := ready("http://" + l.Addr().String()); err != nil {
		return errors.Join(err, l.Close())
	}
	s := &http.Server{
		Handler: bounded(w, h), ReadHeaderTimeout: headerTime, IdleTimeout: idleTime, MaxHeaderBytes: 32 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-w.ctx.Done():
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(w.ctx), shutdownTime)
	defer stop()
	if err := s.Shutdown(ctx); err != nil {
		return s.Close() // somebody does not read on
	}
	return nil
}

// bounded gives every request its time; only a live stream may take longer to be answered. A connection keeps its last deadline, so each
// request sets both. A GET may bring a body, too: the server waits for its end before it answers, so that has a bound like any other.
func bounded(w *world, h http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		var read, write time.Time
		now := w.now()
		if r.Method == http.MethodGet && r.URL.Path == routes.Live && r.ContentLength == 0 {
			ctx, end := context.WithCancel(r.Context())
			defer end()
			defer context.AfterFunc(w.ctx, end)() // a live stream ends when the server is asked to stop
			r = r.WithContext(ctx)
		} else {
			read, write = now.Add(bodyTime), now.Add(answerTime)
			if r.ContentLength == 0 {
				read = write // past it the request counts as given up
			}
		}
		control := http.NewResponseController(rw)
		if err := errors.Join(control.SetReadDeadline(read), control.SetWriteDeadline(write)); err != nil {
			http.Error(rw, "no deadlines here", http.StatusInternalServerError)
			return
		}
		h.ServeHTTP(rw, r)
	})
}
