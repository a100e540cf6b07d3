package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// beAufwind is the variable in the environment that makes the program of the tests the command aufwind.
const beAufwind = "AUFWIND_TEST_AS_COMMAND"

// testWorld is a world with the given input and a fixed day; its two outputs are buffers.
func testWorld(t *testing.T, in string) (w *world, out, errors *bytes.Buffer) {
	out, errors = new(bytes.Buffer), new(bytes.Buffer)
	at := time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC)
	return &world{ctx: t.Context(), in: strings.NewReader(in), out: out, errors: errors, now: func() time.Time { return at }}, out, errors
}

func TestToolCalendar(t *testing.T) {
	for _, tc := range []struct {
		name, args, want string
		code             int
	}{
		{"day", "--from solar-hijri --to gregorian 1389-06-12", "2010-09-03\n", 0},
		{"year", "--from solar-hijri --to gregorian 1389", "2010-03-21/2011-03-20\n", 0},
		{"month", "--from ethiopic --to gregorian 2008-01", "2015-09-12/2015-10-11\n", 0},
		{"back", "--from gregorian --to ethiopic 2015-09-12", "2008-01-01\n", 0},
		{"no_such_day", "--from solar-hijri --to gregorian 1390-12-30", "", exitUsage},
		{"no_such_calendar", "--from julian --to gregorian 1390", "", exitUsage},
		{"no_date", "--from hijri --to gregorian", "", exitUsage},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, out, errors := testWorld(t, "")
			if code := run(w, strings.Fields("tool calendar "+tc.args)); code != tc.code || out.String() != tc.want {
				t.Errorf("code %d, %q, want %d, %q (%s)", code, out, tc.code, tc.want, errors)
			}
			if (errors.Len() > 0) != (tc.code != 0) {
				t.Errorf("message %q with code %d", errors, tc.code)
			}
		})
	}
}
