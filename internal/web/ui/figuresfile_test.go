package ui

import "testing"

// TestCell: no text of ours or of anybody else is a formula where a table is opened.
func TestCell(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Arbeit": "Arbeit", "a=1": "a=1", "=1+1": "'=1+1", "+49": "'+49", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1",
		"\n=1": "'\n=1", "\x00=1": "'\x00=1",
	} {
		if got := cell(in); got != want {
			t.Errorf("%q stands as %q, want %q", in, got, want)
		}
	}
}
