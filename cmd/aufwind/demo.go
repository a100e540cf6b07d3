package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/demo"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// demoCommand makes a made-up city, once, and serves it.
type demoCommand struct {
	Data    string `default:"./data/demo" placeholder:"DIR" help:"Folder of the demo; a demo that is there is served as it stands."`
	Listen  string `env:"AUFWIND_LISTEN" default:"127.0.0.1:8080" placeholder:"ADDR" help:"Address to listen on, host:port; port 0 takes a free one."`
	Persons int    `default:"200" placeholder:"N" help:"How many persons Stuttgart has."`
	Seed    uint64 `default:"1" placeholder:"N" help:"A whole number: another one is another city."`
	On      string `placeholder:"YYYY-MM-DD" help:"Everything in the demo happened before this day. Without it: today."`
	TOTP    bool   `name:"totp" help:"Staff have a second factor."`
	NoServe bool   `help:"Make the demo and end."`
}

func (demoCommand) Help() string {
	return `Example: aufwind demo --persons 7000 --listen 127.0.0.1:8081`
}

// demoPace is how many pages an account of the demo may ask for in a minute, as with serve.
const demoPace = 300

func (c demoCommand) Run(w *world) error {
	tenants, parts, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	if c.NoServe {
		return nil
	}
	log := slog.New(slog.NewTextHandler(w.errors, nil))
	parts.Translator = app.NewTranslator(nil, log)
	all := &cities{tenants: tenants, parts: parts, keeper: app.NewKeeper(log), words: newWordbook(w, tenants, parts.Vocab, log)}
	defer all.background(w.ctx)()
	return serve(w, c.Listen, all.site(log, false, demoPace), func(url string) error {
		logins, err := demo.ReadLogins(c.Data)
		if err != nil {
			return err
		}
		logins.URL = url
		if err := demo.WriteLogins(c.Data, logins); err != nil {
			return err
		}
		return c.show(w, logins)
	})
}

// open opens the demo in the folder, and makes it first where there is none.
func (c demoCommand) open(w *world) (*store.Tenants, app.Parts, error) {
	parts, err := app.LoadParts()
	if err != nil {
		return nil, parts, err
	}
	marker, there, err := demo.ReadMarker(c.Data)
	switch {
	case err != nil:
		return nil, parts, err
	case there && marker.Finished:
		tenants, err := place{Data: c.Data}.open(w)
		if err == nil && (marker.Persons != c.Persons || marker.Seed != c.Seed) {
			_, err = fmt.Fprintf(w.errors, "%s holds a demo of %d persons with seed %d: it is served as it stands\n", c.Data, marker.Persons, marker.Seed)
		}
		return tenants, parts, err
	case there:
		if err := c.clear(); err != nil {
			return nil, parts, err
		}
	default:
		if found, err := os.ReadDir(c.Data); err == nil && len(found) > 0 {
			return nil, parts, usageError{fmt.Errorf("%s holds data that no demo has made: choose another folder", c.Data)}
		}
	}
	tenants, err := c.fill(w, parts)
	return tenants, parts, err
}

// clear removes what a demo left that was broken off.
func (c demoCommand) clear() error {
	return errors.Join(os.RemoveAll(filepath.Join(c.Data, "tenants")), os.RemoveAll(filepath.Join(c.Data, "master.key")),
		os.RemoveAll(filepath.Join(c.Data, "catalog.db")), os.RemoveAll(filepath.Join(c.Data, "catalog.db-wal")),
		os.RemoveAll(filepath.Join(c.Data, "catalog.db-shm")))
}

// fill makes the demo. Until the marker says finished, the folder counts as broken off.
func (c demoCommand) fill(w *world, parts app.Parts) (*store.Tenants, error) {
	began := w.now()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return nil, err
	}
	m := demo.Marker{Seed: c.Seed, Persons: c.Persons, On: domain.Day(cmp.Or(c.On, string(domain.DayOf(began.In(berlin)))))}
	recipe := demo.Recipe{Persons: c.Persons, Seed: c.Seed, On: m.On, TOTP: c.TOTP}
	if err := recipe.Check(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, err
	}
	if err := demo.WriteMarker(c.Data, m); err != nil {
		return nil, err
	}
	tenants, err := place{Data: c.Data}.openOrBegin(w)
	if err != nil {
		return nil, err
	}
	logins, err := demo.Make(w.ctx, tenants, parts, recipe)
	if err != nil {
		return nil, errors.Join(err, tenants.Close())
	}
	m.Finished = true
	if err := errors.Join(
		demo.WriteLogins(c.Data, demo.Logins{URL: "http://" + c.Listen, Host: demo.Host, Logins: logins}), demo.WriteMarker(c.Data, m),
	); err != nil {
		return nil, errors.Join(err, tenants.Close())
	}
	debug.FreeOSMemory() // filling a city takes more than serving it
	_, err = fmt.Fprintf(w.out, "made a city of %d persons in %s\n", c.Persons, w.now().Sub(began).Round(10*time.Millisecond))
	return tenants, err
}

// show prints where the demo is and who can sign in.
func (c demoCommand) show(w *world, l demo.Logins) error {
	port := l.URL[strings.LastIndexByte(l.URL, ':'):]
	fmt.Fprintf(w.out, "\nStuttgart  http://%s%s\nUlm        http://ulm.localhost%s\n\n", l.Host, port, port)
	t := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	persons := map[string]int{}
	for _, x := range l.Logins {
		city := cmp.Or(x.Tenant, "stuttgart")
		if x.Role == domain.RolePerson {
			fmt.Fprintf(t, "%s\t%s (%s)\t%s\tPIN %s\t%s\n", city, x.Role, x.Language, x.Slip, x.PIN, demo.Story(city, persons[city]))
			persons[city]++
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", city, x.Role, x.Username, x.Password, x.TOTP)
	}
	fmt.Fprintf(t, "\nAlso in %s. Stop with Ctrl+C.\n", filepath.Join(c.Data, demo.LoginsFile))
	return t.Flush()
}
