package main

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestServeTranslates saves a text while there is no engine, and starts the server with one: the text is translated in the background, and
// the server ends cleanly.
func TestServeTranslates(t *testing.T) {
	heard := make(chan string, 10)
	engine := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/languages" {
			io.WriteString(w, `[{"code":"ar","targets":["de"]},{"code":"de","targets":["ar"]}]`)
			return
		}
		var q struct{ Q []string }
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
			t.Error(err)
		}
		answer := map[string]string{"تركيب الأبواب": "Türen einbauen", "Türen einbauen": "تركيب الأبواب"}[q.Q[0]]
		json.NewEncoder(w).Encode(map[string][]string{"translatedText": {answer}})
		heard <- q.Q[0]
	}))
	defer engine.Close()
	dir := t.TempDir()
	city := testkit.In(t, dir)
	city.Clock.Set(time.Now())
	sami := city.Actor("sami")
	text := domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: "تركيب الأبواب"}}}
	if _, err := city.SaveEntry(t.Context(), sami, text, ""); err != nil {
		t.Fatal(err)
	}
	var out, log safeBuffer
	ctx, stop := context.WithCancel(t.Context())
	w := &world{ctx: ctx, in: strings.NewReader(""), out: &out, errors: &log, now: time.Now}
	if code := run(w, []string{"translation", "budget", "--data", dir, "--tenant", "stuttgart", "--characters", "1000"}); code != 0 {
		t.Fatalf("budget: exit %d: %s", code, log.String())
	}
	ended := make(chan int)
	go func() {
		ended <- run(w, []string{"serve", "--data", dir, "--listen", "127.0.0.1:0", "--engine", "libretranslate=" + engine.URL})
	}()
	for _, want := range [...]string{"تركيب الأبواب", "Türen einbauen"} {
		select {
		case got := <-heard:
			if got != want {
				t.Errorf("the engine heard %q, want %q", got, want)
			}
		case code := <-ended:
			t.Fatalf("the server ended with %d: %s", code, log.String())
		}
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("exit %d: %s", code, log.String())
	}
	page, err := city.Texts(t.Context(), sami)
	if err != nil {
		t.Fatal(err)
	}
	if x := page.Texts[0]; x.State != domain.TextMachine || x.German() != "Türen einbauen" {
		t.Errorf("the text is %+v", x.Translation)
	}
	if strings.Contains(out.String()+log.String(), "تركيب") {
		t.Error("a text stands in the log")
	}
}

// A safeBuffer is written to by several goroutines.
type safeBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
