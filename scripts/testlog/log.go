package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// event is one line of go test -json; see go doc test2json.
type event struct {
	Action, Package, Test, Output, ImportPath string
}

// log is what a run, or several one after the other, came to.
type log struct {
	packages []string // "ok …" and "FAIL …" lines, as go test prints them
	skipped  []string // "package Test: reason", sorted
	failed   []string // "package Test", "package" when it failed outside a test
	passed   int      // tests and subtests
	output   map[string]*strings.Builder
}

// read reads events to their end and writes failures and package lines to live as they come.
// A line that is no event is written to live as it is.
func read(r io.Reader, live io.Writer) (*log, error) {
	l := &log{output: map[string]*strings.Builder{}}
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		if line != "" {
			var e event
			if json.Unmarshal([]byte(line), &e) != nil {
				fmt.Fprint(live, line)
			} else {
				l.add(e, live)
			}
		}
		if err == io.EOF {
			slices.Sort(l.skipped)
			return l, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read events: %w", err)
		}
	}
}

func (l *log) add(e event, live io.Writer) {
	key := strings.TrimSpace(e.Package + " " + e.Test)
	switch e.Action {
	case "output":
		l.take(key, e, live)
	case "build-output":
		fmt.Fprint(live, e.Output)
	case "pass":
		delete(l.output, key)
		if e.Test != "" {
			l.passed++
		}
	case "skip":
		if e.Test != "" {
			l.skipped = append(l.skipped, key+": "+reason(l.text(key)))
		}
		delete(l.output, key)
	case "fail":
		l.fail(key, e, live)
	}
}

// take keeps an output line until it is known how its test ends; a package's own line is shown at once.
func (l *log) take(key string, e event, live io.Writer) {
	if e.Test == "" && (strings.HasPrefix(e.Output, "ok  \t") || strings.HasPrefix(e.Output, "FAIL\t")) {
		if !strings.Contains(e.Output, "[no test") {
			l.packages = append(l.packages, strings.TrimSuffix(e.Output, "\n"))
		}
		fmt.Fprint(live, e.Output)
		return
	}
	if e.Test == "" && (e.Output == "PASS\n" || strings.Contains(e.Output, "[no test files]")) {
		return
	}
	if l.output[key] == nil {
		l.output[key] = new(strings.Builder)
	}
	l.output[key].WriteString(e.Output)
}

// fail shows what the test printed. With a package go the tests that it left unfinished by a panic.
func (l *log) fail(key string, e event, live io.Writer) {
	if e.Test == "" {
		for _, unfinished := range l.of(e.Package) {
			fmt.Fprint(live, l.text(unfinished))
			delete(l.output, unfinished)
		}
		if !slices.ContainsFunc(l.failed, func(f string) bool { return strings.HasPrefix(f, key+" ") }) {
			l.failed = append(l.failed, key)
		}
		return
	}
	fmt.Fprint(live, l.text(key))
	delete(l.output, key)
	l.failed = append(l.failed, key)
}

// of lists the keys of package p that have output left.
func (l *log) of(p string) []string {
	var keys []string
	for key := range l.output {
		if key == p || strings.HasPrefix(key, p+" ") {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

func (l *log) text(key string) string {
	if b := l.output[key]; b != nil {
		return b.String()
	}
	return ""
}

// reason is the last line that a skipped test printed itself.
func reason(output string) string {
	found := "no reason given"
	for line := range strings.Lines(output) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "===") && !strings.HasPrefix(line, "---") {
			found = line
		}
	}
	return found
}

// refused lists the skips that the environment forbids: a test that has forgotten to ask for REQUIRE_…
// itself is found by the words of its reason.
func (l *log) refused(env func(string) string) []string {
	var found []string
	for name, words := range map[string]string{
		"REQUIRE_BROWSER":   `(?i)browser|chrom`,
		"REQUIRE_POSTGRES":  `(?i)postgres`,
		"REQUIRE_PDF_TOOLS": `(?i)pdftotext|pdfinfo|pdffonts|pdftoppm|qpdf|poppler|pdf.tools`,
	} {
		if env(name) != "1" {
			continue
		}
		for _, s := range l.skipped {
			if _, why, _ := strings.Cut(s, ": "); regexp.MustCompile(words).MatchString(why) {
				found = append(found, s)
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// summary writes what was skipped, what failed, the lines of the packages, and the number of tests.
func (l *log) summary(w io.Writer) {
	if len(l.skipped) == 0 {
		fmt.Fprintln(w, "skipped: nothing")
	}
	for _, s := range l.skipped {
		fmt.Fprintln(w, "skipped:", s)
	}
	for _, f := range l.failed {
		fmt.Fprintln(w, "failed:", f)
	}
	for _, p := range l.packages {
		fmt.Fprintln(w, p)
	}
	fmt.Fprintf(w, "tests: %d passed, %d failed, %d skipped\n", l.passed, len(l.failed), len(l.skipped))
}
