// Command gen turns the catalogues of package i18n into Go: one file zz_<word>.go for each word file, and
// zz_index.go with what must know all of them. It runs in internal/i18n by "go generate ./internal/i18n".
//
// It refuses the whole run, names each fault as "file: key: fault" and exits with status 1 when a catalogue
// does not fit the German one; docs/i18n.md has the rules. With -allow-missing, texts and files that are
// missing only give a warning and fall back to German: for the time of writing, never in CI.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	allowMissing := flag.Bool("allow-missing", false, "only warn where a required text is missing; German stands in")
	dir := flag.String("dir", ".", "folder with catalogue/; the Go files are written into it")
	flag.Parse()
	warnings, faults, err := run(*dir, *allowMissing)
	for _, w := range warnings {
		fmt.Fprintln(os.Stderr, "warning: "+w)
	}
	for _, f := range faults {
		fmt.Fprintln(os.Stderr, f)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil || len(faults) > 0 {
		os.Exit(1)
	}
}

// run reads dir/catalogue and, unless there are faults, writes the Go files into dir.
func run(dir string, allowMissing bool) (warnings, faults []string, err error) {
	c, err := readCatalogue(dir)
	if err != nil {
		return nil, nil, err
	}
	c.check()
	warnings, faults = c.missing, c.faults
	if !allowMissing {
		warnings, faults = nil, append(faults, c.missing...)
	}
	if len(faults) > 0 {
		return warnings, faults, nil
	}
	return warnings, nil, c.write(dir)
}
