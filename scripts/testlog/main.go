// Command testlog reads what go test -json writes and shows what a reader needs of it.
//
// As a filter it prints the output of failed tests and one line per package, as they come, and ends with 1
// if something failed or if something that is required (REQUIRE_BROWSER, REQUIRE_POSTGRES,
// REQUIRE_PDF_TOOLS) was skipped. With -summary it prints, from the events of one or more runs, what was
// skipped and why, what failed, the lines of the packages and the number of tests.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	summary := flag.Bool("summary", false, "print skips, failures, packages and counts at the end of the input")
	flag.Parse()
	var live io.Writer = os.Stdout
	if *summary {
		live = io.Discard
	}
	l, err := read(os.Stdin, live)
	if err != nil {
		fmt.Fprintln(os.Stderr, "testlog:", err)
		os.Exit(2)
	}
	if *summary {
		l.summary(os.Stdout)
		return
	}
	refused := l.refused(os.Getenv)
	for _, s := range refused {
		fmt.Println("FAIL: skipped, but required:", s)
	}
	if len(l.failed) > 0 || len(refused) > 0 {
		os.Exit(1)
	}
}
