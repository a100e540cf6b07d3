package main

import (
	"context"
	"fmt"
	"time"
)

// What a registration day asks for: so many CVs at once, from so many printers.
const dayCVs, dayConns = 200, 8

// registrationDay starts the server anew and lets it print CVs: how long that takes, and how much memory beyond that of the idle server.
// The sessions are those of before, as a sign-in needs more memory than a CV.
func (b *bench) registrationDay(ctx context.Context) (err error) {
	if err := b.aufwindServer.stop(); err != nil {
		return err
	}
	if b.aufwindServer, err = start(ctx, b.aufwind, "serve", "--plain-http", "--pace", "0", "--data", b.data, "--listen", "127.0.0.1:0"); err != nil {
		return err
	}
	c, err := dial(b.aufwindServer.addr)
	if err != nil {
		return err
	}
	defer c.Close()
	if a, err := c.ask(get(b.host, "/me", b.persons[0].cookie, "")); err != nil || a.status != 200 {
		return fmt.Errorf("first page of a person after a new start: status %d, error %w", a.status, err)
	}
	idle, _, err := b.aufwindServer.memory()
	if err != nil {
		return err
	}
	task := b.pages("cv.pdf", "", dayCVs, func(conn, n int) (string, string) { return "/me/cv.pdf", b.me(n).cookie })
	f, err := turn(b.aufwindServer, task, dayConns, time.Minute)
	if err != nil {
		return err
	}
	_, peak, err := b.aufwindServer.memory()
	fmt.Printf("%d CVs as PDF over %d connections: %.1f s, %.1f ms CPU each, p99 %.0f ms; memory at most %.0f MiB, %.0f above the idle server\n",
		f.requests, dayConns, float64(f.requests)/f.perSec, f.cpu, f.p99, peak, peak-idle)
	return err
}
