// Command measure runs aufwind on 7,000 made-up persons and measures it from outside, in the same run as a bare handler: net/http
// with the same driver and pragmas, one session read, the same SELECT and the same bytes. Machines differ and are noisy, so what
// counts are the ratios. It is called by scripts/bench.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// A plan says what is measured, and for how long.
type plan struct {
	aufwind string // the program
	data    string // folder of the demo; made when it is not there
	persons int
	rounds  int           // of each measurement; Aufwind and the bare handler take turns
	turn    time.Duration // of one server in one round
}

func main() {
	var p plan
	var bare, listen string
	var quick bool
	flag.StringVar(&p.aufwind, "aufwind", "", "the program to measure")
	flag.StringVar(&p.data, "data", "", "folder of the demo data; what is there is used as it stands")
	flag.IntVar(&p.persons, "persons", 7000, "how many persons the demo has")
	flag.BoolVar(&quick, "quick", false, "one short round of each: under a minute, and less sure")
	flag.StringVar(&bare, "bare", "", "serve as the bare handler on this database")
	flag.StringVar(&listen, "listen", "127.0.0.1:0", "address of the bare handler")
	flag.Parse()
	p.rounds, p.turn = 3, 1200*time.Millisecond
	if quick {
		p.rounds, p.turn = 1, 500*time.Millisecond
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	run := p.run
	if bare != "" {
		run = func(ctx context.Context) error { return serveBare(ctx, bare, listen) }
	}
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1) //nolint:gocritic // the signal handler ends with the process
	}
}
