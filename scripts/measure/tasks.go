package main

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strconv"
	"text/tabwriter"
)

// A matter is one thing that is measured: on Aufwind, and on the bare handler where it has a form of it.
type matter struct {
	title   string
	conns   []int
	aufwind *task
	bare    *task // nil when there is nothing to compare with
}

func (b *bench) manager(conn int) *user { return b.managers[conn%len(b.managers)] }
func (b *bench) me(conn int) *user      { return b.persons[conn%len(b.persons)] }

// pages makes a task of reading pages.
func (b *bench) pages(name, encoding string, limit int, page func(conn, n int) (path, cookie string)) *task {
	return &task{name: name, want: 200, limit: limit, next: func(conn, n int) request {
		path, cookie := page(conn, n)
		return get(b.host, path, cookie, encoding)
	}}
}

func (b *bench) matters() []matter {
	list := func(path string) func(conn, n int) (string, string) {
		return func(conn, _ int) (string, string) { return path, b.manager(conn).cookie }
	}
	own := func(path string) func(conn, n int) (string, string) {
		return func(conn, _ int) (string, string) { return path, b.me(conn).cookie }
	}
	search := func(bare bool) func(conn, n int) (string, string) {
		return func(conn, n int) (string, string) {
			p := b.search(conn, n)
			if bare {
				return p.bare, b.manager(conn).cookie
			}
			return p.aufwind, b.manager(conn).cookie
		}
	}
	all, some := []int{1, 8, 64}, []int{8}
	m := []matter{
		{"caseload, 50 rows, repeated view (GET /cases)", all, b.pages("cases", "", 0, list("/cases")), b.pages("list", "", 0, list("/list"))},
		{"caseload, repeated view, gzip", some, b.pages("cases", "gzip", 0, list("/cases")), b.pages("list", "gzip", 0, list("/list"))},
		{"caseload, first view: each writes an event", some, b.pages("cases first", "", 0, func(conn, n int) (string, string) {
			// A cursor behind everybody: the whole first page, and a look that was not there before.
			return "/cases?after=9999999999999-" + strconv.Itoa(n+1), b.manager(conn).cookie
		}), b.pages("list", "", 0, list("/list"))},
		{"first page of a person (GET /me)", all, b.pages("me", "", 0, own("/me")), b.pages("person", "", 0, own("/person"))},
		{"first page of a person, gzip", some, b.pages("me", "gzip", 0, own("/me")), b.pages("person", "gzip", 0, own("/person"))},
		{"page of a case, repeated view (GET /cases/{person})", some, b.pages("case", "", 0, func(conn, _ int) (string, string) {
			return "/cases/" + b.manager(conn).cases[0], b.manager(conn).cookie
		}), nil},
		{"page of a case, first view: each writes an event", some, b.firstCases(), nil},
		{"search by name (GET /cases?q=)", all, b.pages("search", "", 0, search(false)), b.pages("search", "", 0, search(true))},
		{"CV as PDF (GET /me/cv.pdf)", []int{1, 2}, b.pages("cv.pdf", "", 0, own("/me/cv.pdf")), nil},
	}
	if len(b.slots) > 0 {
		m = append(m, matter{"save one answer (POST /me/profile/…)", []int{1, 8, min(64, len(b.slots))}, b.saves(), b.bareSaves()})
	}
	return m
}

// firstCases opens each case of each manager once.
func (b *bench) firstCases() *task {
	var cookies, paths []string
	for _, m := range b.managers {
		for _, p := range m.cases[1:] { // the first one was seen before
			cookies, paths = append(cookies, m.cookie), append(paths, "/cases/"+p)
		}
	}
	return b.pages("case first", "", len(paths), func(_, n int) (string, string) { return paths[n], cookies[n] })
}

// saves sends the form of each slot again and again, each time from the version that the last save made.
func (b *bench) saves() *task {
	return &task{
		name: "save", want: 303,
		next: func(conn, n int) request {
			s := b.slots[conn]
			return post(b.host, s.path, s.cookie, s.form)
		},
		heard: func(conn int, _ answer) {
			f := b.slots[conn].form
			version, _ := strconv.Atoi(f.Get("version")) // a slot has one
			f.Set("version", strconv.Itoa(version+1))
		},
	}
}

func (b *bench) bareSaves() *task {
	return &task{name: "bare save", want: 303, next: func(conn, n int) request {
		s := b.slots[conn]
		return post(b.host, "/save", s.cookie, url.Values{"entry": {s.entry}, "text": {"0123456789012345678901234567890123456789 " + strconv.Itoa(n)}})
	}}
}

// measure takes turns between Aufwind and the bare handler and prints what came out.
func (b *bench) measure() error {
	out := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, m := range b.matters() {
		fmt.Fprintf(out, "\n%s\n", m.title)
		fmt.Fprintln(out, "connections\trequests/s\tCPU ms\tp50 ms\tp99 ms\tbytes\tbare requests/s\tCPU ms\tp50 ms\tp99 ms\tbytes\trequests/s ÷ bare\tCPU ÷ bare\t")
		for _, conns := range m.conns {
			if err := b.one(out, m, conns); err != nil {
				return err
			}
		}
		if err := out.Flush(); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) one(out *tabwriter.Writer, m matter, conns int) error {
	var ours, bare []figures
	var speed, cost []float64
	for round := range b.rounds {
		if round > 0 && m.aufwind.exhausted() {
			break
		}
		f, err := turn(b.aufwindServer, m.aufwind, conns, b.turn)
		if err != nil {
			return err
		}
		ours = append(ours, f)
		if m.bare == nil {
			continue
		}
		g, err := turn(b.bareServer, m.bare, conns, b.turn)
		if err != nil {
			return err
		}
		bare, speed, cost = append(bare, g), append(speed, f.perSec/g.perSec), append(cost, f.cpu/g.cpu)
	}
	fmt.Fprintf(out, "%d\t%s", conns, best(ours))
	if m.bare != nil {
		fmt.Fprintf(out, "%s%.0f %%\t%.2f\t", best(bare), 100*median(speed), median(cost))
	}
	fmt.Fprintln(out)
	return nil
}

// best prints the best of each figure: what disturbs a turn only makes it worse.
func best(turns []figures) string {
	f := turns[0]
	for _, t := range turns[1:] {
		f.perSec, f.cpu = max(f.perSec, t.perSec), min(f.cpu, t.cpu)
		f.p50, f.p99, f.wire = min(f.p50, t.p50), min(f.p99, t.p99), max(f.wire, t.wire)
	}
	return fmt.Sprintf("%.0f\t%.2f\t%.1f\t%.1f\t%d\t", f.perSec, f.cpu, f.p50, f.p99, f.wire)
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}
