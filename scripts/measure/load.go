package main

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A task is one thing that users do over and over.
type task struct {
	name  string
	want  int // status of every answer
	limit int // of requests in all turns together; 0 is none
	next  func(conn, n int) request
	heard func(conn int, a answer) // what the next request of the connection needs to know; may be nil
	asked atomic.Int64
}

// exhausted reports whether every request that the task has was sent.
func (t *task) exhausted() bool { return t.limit > 0 && int(t.asked.Load()) >= t.limit }

// Figures are what one turn of a task on one server showed.
type figures struct {
	requests int
	perSec   float64
	cpu      float64 // of the server, milliseconds per request
	p50, p99 float64 // milliseconds
	wire     int     // bytes of the last answer
}

// turn lets conns connections repeat the task against the server for d.
func turn(s *server, t *task, conns int, d time.Duration) (figures, error) {
	var f figures
	clients := make([]*conn, conns)
	for i := range clients {
		c, err := dial(s.addr)
		if err != nil {
			return f, err
		}
		defer c.Close()
		clients[i] = c
	}
	took := make([][]time.Duration, conns)
	errs := make([]error, conns)
	wire := make([]int, conns)
	before, err := s.cpu()
	if err != nil {
		return f, err
	}
	var all sync.WaitGroup
	began := time.Now()
	for i, c := range clients {
		all.Go(func() { took[i], wire[i], errs[i] = repeat(c, t, i, began.Add(d)) })
	}
	all.Wait()
	elapsed := time.Since(began)
	after, err := s.cpu()
	if err = errors.Join(append(errs, err)...); err != nil {
		return f, fmt.Errorf("%s: %w", t.name, err)
	}
	every := slices.Concat(took...)
	slices.Sort(every)
	if f.requests = len(every); f.requests == 0 {
		return f, fmt.Errorf("%s: no answer within %v", t.name, d)
	}
	f.perSec = float64(f.requests) / elapsed.Seconds()
	f.cpu = milliseconds(after-before) / float64(f.requests)
	f.p50, f.p99 = milliseconds(every[len(every)/2]), milliseconds(every[len(every)*99/100])
	f.wire = slices.Max(wire)
	return f, nil
}

func repeat(c *conn, t *task, at int, until time.Time) (took []time.Duration, wire int, err error) {
	for {
		began := time.Now()
		if began.After(until) {
			return took, wire, nil
		}
		n := int(t.asked.Add(1)) - 1
		if t.limit > 0 && n >= t.limit {
			return took, wire, nil
		}
		a, err := c.ask(t.next(at, n))
		if err != nil {
			return took, wire, err
		}
		if a.status != t.want {
			return took, wire, fmt.Errorf("status %d, want %d: %.300s", a.status, t.want, a.body)
		}
		if t.heard != nil {
			t.heard(at, a)
		}
		took, wire = append(took, time.Since(began)), a.wire
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
