package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// deadlines remembers what a request is given.
type deadlines struct {
	*httptest.ResponseRecorder
	read, write time.Time
}

func (d *deadlines) SetReadDeadline(t time.Time) error  { d.read = t; return nil }
func (d *deadlines) SetWriteDeadline(t time.Time) error { d.write = t; return nil }

// TestBounded shows that only the live stream may take as long as it likes, whatever a request says that it takes,
// and that a body ends in time with every method.
func TestBounded(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	h := bounded(&world{ctx: t.Context(), now: func() time.Time { return now }}, http.NotFoundHandler())
	for _, tc := range []struct {
		method, path, body string
		read, write        time.Time
	}{
		{http.MethodGet, routes.Me, "", now.Add(answerTime), now.Add(answerTime)},
		{http.MethodGet, routes.Me, "x", now.Add(bodyTime), now.Add(answerTime)},
		{http.MethodHead, routes.Me, "x", now.Add(bodyTime), now.Add(answerTime)},
		{http.MethodPost, routes.Login, "x", now.Add(bodyTime), now.Add(answerTime)},
		{http.MethodGet, routes.Live + "?person=1", "", time.Time{}, time.Time{}},
		{http.MethodGet, routes.Live + "?person=1", "x", now.Add(bodyTime), now.Add(answerTime)},
		{http.MethodPost, routes.Live, "x", now.Add(bodyTime), now.Add(answerTime)},
		{http.MethodGet, "/live/", "", now.Add(answerTime), now.Add(answerTime)},
	} {
		r := httptest.NewRequestWithContext(t.Context(), tc.method, tc.path, strings.NewReader(tc.body))
		r.Header.Set("Accept", "text/event-stream")
		got := &deadlines{ResponseRecorder: httptest.NewRecorder()}
		h.ServeHTTP(got, r)
		if !got.read.Equal(tc.read) || !got.write.Equal(tc.write) {
			t.Errorf("%s %s %q: read until %v, write until %v", tc.method, tc.path, tc.body, got.read, got.write)
		}
	}
}
