package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzAccommodationLines reads any file of accommodations: each line has its number, or the error says what is wrong.
func FuzzAccommodationLines(f *testing.F) {
	const head = "district,accommodation,kind,organisation,manager\n"
	for _, s := range []string{
		"", head, head + "West,Haus,home,Brücke,anna\n", "\ufeff" + strings.ReplaceAll(head, ",", ";") + "a;b;c;d;e\n\n;;;;\n", head + "\"", "district,district\n", "\xff\n",
		head + "a,b\n", "\x00",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		lines, err := accommodationLines(b)
		if err == nil && len(lines) == 0 {
			t.Errorf("%q: neither lines nor an error", b)
		}
		for i, l := range lines {
			if l.Line < 2 || i > 0 && l.Line <= lines[i-1].Line {
				t.Errorf("%q: line %d is the %d-th", b, l.Line, i)
			}
		}
	})
}

// FuzzEngines configures any engine with any file of keys: it is made, or the error names neither key nor address.
func FuzzEngines(f *testing.F) {
	for _, s := range []string{
		"none", "libretranslate=http://127.0.0.1:5000", "deepl", "openai=http://127.0.0.1:1,model=m,reads=ar+uk", "openai=http://x,model=", "=", "deepl=ftp://x",
		"libretranslate=http://u:geheim@x", "libretranslate=http://[::1", "x,y=z",
	} {
		f.Add(s, "deepl geheim\n")
		f.Add(s, "# x\n\n deepl\ndeepl  geheim geheim\n")
	}
	path := filepath.Join(f.TempDir(), "keys")
	f.Fuzz(func(t *testing.T, spec, keys string) {
		if err := os.WriteFile(path, []byte(keys), 0o600); err != nil {
			t.Fatal(err)
		}
		w, _, _ := testWorld(t, "")
		_, err := engines{Engine: []string{spec}, EngineKeys: path}.chain(w)
		if err != nil && strings.Contains(err.Error(), "geheim") && !strings.Contains(bare(spec), "geheim") {
			t.Errorf("%q: the error tells a secret: %v", spec, err)
		}
	})
}
