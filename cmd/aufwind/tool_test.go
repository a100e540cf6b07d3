package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const cook = `{"format":"aufwind-cv/1","language":"ar","address_form":"f","name":{"latin":"Amal Test"},"contact":{"city":"Stuttgart"},
 "work":[{"occupation":{"label":"طباخة"},"from":{"calendar":"solar-hijri","year":1389},"to":"ongoing","tasks":[{"label":"طبخ الطعام"}]}]}`

func saved(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// filesIn lists a folder; none when it is not there.
func filesIn(dir string) []string {
	entries, _ := os.ReadDir(dir)
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestToolCV(t *testing.T) {
	out := filepath.Join(t.TempDir(), "a", "b")
	w, _, errors := testWorld(t, "")
	if code := run(w, []string{"tool", "cv", "--in", saved(t, "cv.json", cook), "--out", out}); code != 0 {
		t.Fatalf("code %d: %s", code, errors)
	}
	if got, want := filesIn(out), []string{"cv.de.docx", "cv.de.json", "cv.de.pdf", "cv.de.txt"}; !slices.Equal(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
	text, err := os.ReadFile(filepath.Join(out, "cv.de.txt"))
	if err != nil {
		t.Fatal(err)
	}
	// It is 00:30 of the 22nd in Berlin, still the 21st in UTC.
	for _, want := range []string{"Köchin", "seit 2010/11", "Zubereitung warmer und kalter Speisen", "Stuttgart, 22.11.2026"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestToolCVFromStandardInput(t *testing.T) {
	out := t.TempDir()
	w, _, errors := testWorld(t, cook)
	if code := run(w, []string{"tool", "cv", "--in", "-", "--out", out, "--on", "2020-01-31"}); code != 0 {
		t.Fatalf("code %d: %s", code, errors)
	}
	if text, err := os.ReadFile(filepath.Join(out, "cv.de.txt")); err != nil || !strings.Contains(string(text), "Stuttgart, 31.01.2020") {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestToolCVRefuses: the message names the place, and nothing is written.
func TestToolCVRefuses(t *testing.T) {
	bad := func(old, new string) string { return strings.Replace(cook, old, new, 1) }
	for _, tc := range []struct {
		name, input, message string
		args                 []string
	}{
		{"path", bad(`"label":"طبخ الطعام"`, `"label":7`), "work[0].tasks[0].label", nil},
		{"unknown_key", bad(`"contact"`, `"kontakt"`), "kontakt", nil},
		{"surrogate", bad(`طبخ الطعام`, `\ud800`), "work[0].tasks[0].label", nil},
		{"no_json", "{", "not JSON", nil},
		{"huge", cook + strings.Repeat(" ", 1<<20), "1 MiB", nil},
		{"original_language", bad(`"language":"ar"`, `"language":"am"`), "language: there are no headings", []string{"--form", "original"}},
		{"day", cook, "--on", []string{"--on", "2026-02-30"}},
		{"form", cook, "--form", []string{"--form", "long"}},
		{"engine", cook, "--engine", []string{"--engine", "magic"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			w, _, errors := testWorld(t, "")
			code := run(w, append([]string{"tool", "cv", "--in", saved(t, "cv.json", tc.input), "--out", out}, tc.args...))
			if code != exitUsage || !strings.Contains(errors.String(), tc.message) {
				t.Errorf("code %d: %s, want %d with %q", code, errors, exitUsage, tc.message)
			}
			if _, err := os.Stat(out); !os.IsNotExist(err) {
				t.Errorf("written: %q", filesIn(out))
			}
		})
	}
	w, _, errors := testWorld(t, "")
	if code := run(w, []string{"tool", "cv", "--in", "/nowhere/cv.json", "--out", t.TempDir()}); code != exitUsage {
		t.Errorf("a missing file: code %d: %s", code, errors)
	}
}

// TestToolCVOriginal writes a CV as it was said, under the names of its language.
func TestToolCVOriginal(t *testing.T) {
	out := t.TempDir()
	runs(t, 0, cook, "tool", "cv", "--in", "-", "--out", out, "--form", "original")
	if got, want := filesIn(out), []string{"cv.ar.docx", "cv.ar.json", "cv.ar.pdf", "cv.ar.txt"}; !slices.Equal(got, want) {
		t.Errorf("files %q, want %q", got, want)
	}
	text, err := os.ReadFile(filepath.Join(out, "cv.ar.txt"))
	if err != nil || !strings.Contains(string(text), "طبخ الطعام") || strings.Contains(string(text), "Lebenslauf") {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestToolCVLeavesNoHalf: when one file cannot be written, none is.
func TestToolCVLeavesNoHalf(t *testing.T) {
	out := t.TempDir()
	if err := os.Mkdir(filepath.Join(out, ".cv.de.docx.part"), 0o700); err != nil {
		t.Fatal(err)
	}
	w, _, errors := testWorld(t, "")
	if code := run(w, []string{"tool", "cv", "--in", saved(t, "cv.json", cook), "--out", out}); code != exitFailed {
		t.Errorf("code %d: %s, want %d", code, errors, exitFailed)
	}
	if got := filesIn(out); len(got) > 0 {
		t.Errorf("left: %q", got)
	}
}

func TestToolVocab(t *testing.T) {
	w, out, errors := testWorld(t, "")
	if code := run(w, []string{"tool", "vocab", "--lang", "ar", "--kind", "occupation", "-n", "3", "نجار"}); code != 0 {
		t.Fatalf("code %d: %s", code, errors)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines, want 3:\n%s", len(lines), out)
	}
	last := 2.0
	for i, line := range lines {
		var hit struct {
			Concept, Label, German string
			Score                  float64
		}
		if err := json.Unmarshal([]byte(line), &hit); err != nil {
			t.Fatal(err)
		}
		if hit.Score > last || i == 0 && (hit.Concept != "occ:carpenter" || hit.Label != "نجار" || !strings.Contains(hit.German, "Tischler")) {
			t.Errorf("line %d: %s", i, line)
		}
		last = hit.Score
	}
	for args, want := range map[string]string{"--lang ar --kind jobs": "jobs", "--lang xx": "no labels in \"xx\"", "--lang ar -n 0": "1 to 100", "--lang ar -n 101": "1 to 100"} {
		if said := runs(t, exitUsage, "", append(append([]string{"tool", "vocab"}, strings.Fields(args)...), "نجار")...); !strings.Contains(said, want) {
			t.Errorf("%s: %s, want %s", args, said, want)
		}
	}
}

func TestToolNames(t *testing.T) {
	w, out, errors := testWorld(t, "Mohammed\tمحمد\nKhaled\tChaled\r\nOlena\tYonas\n")
	if code := run(w, []string{"tool", "names"}); code != 0 {
		t.Fatalf("code %d: %s", code, errors)
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], "true\t") || !strings.HasPrefix(lines[1], "true\t") || !strings.HasPrefix(lines[2], "false\t") {
		t.Errorf("%q", lines)
	}
	w, _, errors = testWorld(t, "Mohammed\n")
	if code := run(w, []string{"tool", "names"}); code != exitUsage || !strings.Contains(errors.String(), "line 1") {
		t.Errorf("no tab: code %d: %s", code, errors)
	}
	long := "Ali\tAli\n" + strings.Repeat("x", 1<<16) + "\tx\n"
	w, out, errors = testWorld(t, long)
	if code := run(w, []string{"tool", "names"}); code != exitUsage || !strings.Contains(errors.String(), "line 2") || !strings.HasPrefix(out.String(), "true\t") {
		t.Errorf("a long line: code %d: %s, out %s", code, errors, out)
	}
}

func TestToolPDF(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out.pdf")
	w, _, errors := testWorld(t, "")
	if code := run(w, []string{"tool", "pdf", "--lang", "ti", "--in", saved(t, "text.txt", "ሰላም።\n\nKeren 2010"), "--out", out}); code != 0 {
		t.Fatalf("code %d: %s", code, errors)
	}
	if b, err := os.ReadFile(out); err != nil || !strings.HasPrefix(string(b), "%PDF-") {
		t.Errorf("%v: %.20q", err, b)
	}
	if code := run(w, []string{"tool", "pdf", "--lang", "ti", "--in", "/nowhere", "--out", out}); code != exitUsage {
		t.Errorf("missing file: code %d", code)
	}
}
