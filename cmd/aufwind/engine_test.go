package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEngines reads what names an engine; what is wrong is said without keys and addresses.
func TestEngines(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const secret = "s3cr3t"
	keys := write("keys", "# of the city\n\ndeepl "+secret+"\nlibretranslate "+secret+"\n", 0o600)
	w := &world{ctx: t.Context(), errors: io.Discard}
	for _, tc := range []struct {
		name   string
		e      engines
		reads  string // a language that the chain then reads without asking anybody; empty for an error
		reason string
	}{
		{"none", engines{Engine: []string{"none"}}, "", ""},
		{"model", engines{Engine: []string{"openai=http://127.0.0.1:1/v1,model=m,reads=ar+uk"}}, "uk", ""},
		{"two", engines{Engine: []string{"deepl", "openai=http://127.0.0.1:1/v1,model=m,reads=ti"}, EngineKeys: keys}, "ti", ""},
		{"deepl without key", engines{Engine: []string{"deepl"}}, "", "no line"},
		{"free key", engines{Engine: []string{"deepl"}, EngineKeys: write("free", "deepl "+secret+":fx", 0o600)}, "", "free service"},
		{"readable keys", engines{EngineKeys: write("open", "deepl "+secret, 0o644)}, "", "mode 0644"},
		{"wrong line", engines{EngineKeys: write("wrong", "deepl="+secret, 0o600)}, "", "line 1"},
		{"no file", engines{EngineKeys: filepath.Join(dir, "absent")}, "", "no such file"},
		{"password", engines{Engine: []string{"libretranslate=https://u:" + secret + "@h"}}, "", "no password"},
		{"key in the address", engines{Engine: []string{"libretranslate=https://h/?api_key=" + secret}}, "", "no password"},
		{"no address", engines{Engine: []string{"libretranslate"}}, "", "want an address"},
		{"no such engine", engines{Engine: []string{"gpt=https://h"}}, "", "want none"},
		{"no model", engines{Engine: []string{"openai=https://h,reads=ar"}}, "", "which model"},
		{"no such language", engines{Engine: []string{"openai=https://h,model=m,reads=xx"}}, "", "no language"},
		{"no such option", engines{Engine: []string{"openai=https://h,key=" + secret}}, "", "neither"},
		{"twice", engines{Engine: []string{"libretranslate=https://a", "libretranslate=https://b"}}, "", "twice"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			chain, err := tc.e.chain(w)
			switch {
			case tc.reason == "" && err != nil, tc.reason != "" && (err == nil || !strings.Contains(err.Error(), tc.reason)):
				t.Fatalf("error %v, want %q", err, tc.reason)
			case err != nil && strings.Contains(err.Error(), secret):
				t.Errorf("the error shows a key: %v", err)
			case err == nil && chain.Empty() != (tc.reads == ""):
				t.Errorf("empty: %v", chain.Empty())
			}
		})
	}
}

// TestToolCVEngine translates the free text of a CV: it stands under open as unconfirmed, and nobody is named to the engine.
func TestToolCVEngine(t *testing.T) {
	var heard bytes.Buffer
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var q struct {
			Messages []struct{ Content string }
		}
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
			t.Error(err)
		}
		heard.WriteString(q.Messages[1].Content)
		fmt.Fprint(w, `{"choices":[{"message":{"content":"[\"x0@ph.de bildete x1@ph.de aus\"]"}}]}`)
	}))
	defer s.Close()
	dir := t.TempDir()
	in := filepath.Join(dir, "cv.json")
	text := `{"format":"aufwind-cv/1","language":"ar","address_form":"m","name":{"latin":"Sami Alnajjar","native":"سامي النجار"},
		"contact":{"street":"Musterweg 1"},"print":{"birth_date":false,"nationality":false,"residence":false,"photo":false},
		"work":[],"education":[],"courses":[],"languages":[],"driving":[],"skills":[{"text":"سامي درّب 2"}],"gaps":[]}`
	if err := os.WriteFile(in, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := &world{ctx: t.Context(), in: strings.NewReader(""), out: &out, errors: &out, now: time.Now}
	if code := run(w, []string{"tool", "cv", "--in", in, "--out", dir, "--on", "2026-11-22", "--engine", "openai=" + s.URL + ",model=m,reads=ar"}); code != 0 {
		t.Fatalf("exit %d: %s", code, out.String())
	}
	german, err := os.ReadFile(filepath.Join(dir, "cv.de.json"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(german), `"unconfirmed"`) || strings.Contains(string(german), "bildete") {
		t.Errorf("the CV: %s", german)
	}
	if heard.Len() == 0 || strings.Contains(heard.String(), "سامي") || strings.Contains(heard.String(), "2") {
		t.Errorf("the engine heard %s", heard.String())
	}
}
