package main

import (
	"slices"
	"strings"
	"testing"
)

// run is what go test -json wrote for three packages: one with a pass and a skip, one that fails, and one
// that panics in the middle of a test.
const run = `{"Action":"output","Package":"p/a","Test":"TestPass","Output":"noise of a pass\n"}
{"Action":"pass","Package":"p/a","Test":"TestPass"}
{"Action":"output","Package":"p/a","Test":"TestPages","Output":"=== RUN   TestPages\n"}
{"Action":"output","Package":"p/a","Test":"TestPages","Output":"    a_test.go:3: no chromium here\n"}
{"Action":"output","Package":"p/a","Test":"TestPages","Output":"--- SKIP: TestPages (0.00s)\n"}
{"Action":"skip","Package":"p/a","Test":"TestPages"}
{"Action":"output","Package":"p/a","Output":"PASS\n"}
{"Action":"output","Package":"p/a","Output":"ok  \tp/a\t0.010s\n"}
{"Action":"pass","Package":"p/a"}
{"Action":"output","Package":"p/b","Test":"TestBad","Output":"    b_test.go:9: got 1, want 2\n"}
{"Action":"fail","Package":"p/b","Test":"TestBad"}
{"Action":"output","Package":"p/b","Output":"FAIL\tp/b\t0.020s\n"}
{"Action":"fail","Package":"p/b"}
{"Action":"output","Package":"p/c","Test":"TestBoom","Output":"panic: boom\n"}
{"Action":"output","Package":"p/c","Output":"FAIL\tp/c\t0.030s\n"}
{"Action":"fail","Package":"p/c"}
{"Action":"output","Package":"p/d","Output":"?   \tp/d\t[no test files]\n"}
{"Action":"skip","Package":"p/d"}
{"Action":"build-output","ImportPath":"p/e","Output":"e.go:1: undefined: x\n"}
not an event
`

func TestRead(t *testing.T) {
	var live strings.Builder
	l, err := read(strings.NewReader(run), &live)
	if err != nil {
		t.Fatal(err)
	}
	want := "ok  \tp/a\t0.010s\n    b_test.go:9: got 1, want 2\nFAIL\tp/b\t0.020s\nFAIL\tp/c\t0.030s\n" +
		"panic: boom\ne.go:1: undefined: x\nnot an event\n"
	if live.String() != want {
		t.Errorf("live output:\n%s\nwant:\n%s", live.String(), want)
	}
	var end strings.Builder
	l.summary(&end)
	want = "skipped: p/a TestPages: a_test.go:3: no chromium here\nfailed: p/b TestBad\nfailed: p/c\n" +
		"ok  \tp/a\t0.010s\nFAIL\tp/b\t0.020s\nFAIL\tp/c\t0.030s\ntests: 1 passed, 2 failed, 1 skipped\n"
	if end.String() != want {
		t.Errorf("summary:\n%s\nwant:\n%s", end.String(), want)
	}
}

func TestRefused(t *testing.T) {
	l := &log{skipped: []string{
		"p TestPages: x_test.go:1: no chromium here",
		"p TestRows: x_test.go:2: AUFWIND_TEST_POSTGRES is not set",
		"p TestPaper: x_test.go:3: qpdf is missing",
		"p TestChromosome: x_test.go:4: not on this kernel",
	}}
	for _, tc := range []struct {
		set  string
		want []string
	}{
		{"", nil},
		{"REQUIRE_BROWSER", l.skipped[0:1]},
		{"REQUIRE_POSTGRES", l.skipped[1:2]},
		{"REQUIRE_PDF_TOOLS", l.skipped[2:3]},
	} {
		env := func(name string) string {
			if name == tc.set {
				return "1"
			}
			return ""
		}
		if got := l.refused(env); !slices.Equal(got, tc.want) {
			t.Errorf("refused with %q: %q, want %q", tc.set, got, tc.want)
		}
	}
}
