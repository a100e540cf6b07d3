package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// BenchmarkDeadEngine saves a text and reads the CV while the engine takes every question and never answers, and the background is busy with
// it. Its figure is the 95th percentile of each page.
func BenchmarkDeadEngine(b *testing.B) {
	for _, engine := range [...]store.Engine{store.SQLite, store.Postgres} {
		b.Run(string(engine), func(b *testing.B) {
			hanging := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/languages" {
					io.WriteString(w, `[{"code":"ar","targets":["de"]},{"code":"de","targets":["ar"]}]`)
					return
				}
				io.Copy(io.Discard, r.Body) // only then is the end of the connection seen
				<-r.Context().Done()
			}))
			defer hanging.Close()
			c := newTill(b, engine, 300)
			c.tell()
			chain := translate.NewChain(translate.Clock{Now: time.Now, Wait: translate.Sleep}, translate.NewLibre(&http.Client{Timeout: time.Second}, hanging.URL, ""))
			c.Translator = app.NewTranslator(chain, slog.New(slog.DiscardHandler))
			if err := c.SetTranslationLimit(b.Context(), domain.Operator(), 1_000_000); err != nil {
				b.Fatal(err)
			}
			ctx, stop := context.WithCancel(b.Context())
			var background sync.WaitGroup
			background.Go(func() {
				c.Translator.Run(ctx, func(context.Context) ([]*app.App, error) { return []*app.App{c.App}, nil })
			})
			defer background.Wait()
			defer stop()
			var save, read []time.Duration
			for i := 0; b.Loop(); i++ {
				form := url.Values{"target": {"x"}, "text": {"تركيب الأبواب " + strconv.Itoa(i)}, "version": {strconv.Itoa(c.version())}}
				save = append(save, timed(func() { c.ask("sami", "/me/cv/target", form, "") }))
				read = append(read, timed(func() { c.ask("sami", "/me/cv", nil, "") }))
			}
			b.ReportMetric(p95(save), "ms-save-p95")
			b.ReportMetric(p95(read), "ms-cv-p95")
		})
	}
}

// version is that of sami's first CV.
func (c *till) version() int {
	c.t.Helper()
	page, err := c.CV(c.t.Context(), c.Actor("sami"), 0)
	if err != nil {
		c.t.Fatal(err)
	}
	return page.CV.Version
}

func timed(f func()) time.Duration {
	began := time.Now()
	f()
	return time.Since(began)
}

// p95 is the 95th percentile in milliseconds.
func p95(list []time.Duration) float64 {
	slices.Sort(list)
	return float64(list[len(list)*95/100].Microseconds()) / 1000
}
