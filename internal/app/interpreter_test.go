package app_test

import (
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// An interpreter plays a LibreTranslate server that reads Arabic and Ukrainian.
type interpreter struct {
	*httptest.Server
	turn func(to, text string) string // what a text becomes

	mu     sync.Mutex
	status []int                 // of the next answers to texts; then 200
	heard  []string              // texts that were asked for, whatever the answer
	before func(r *http.Request) // is called before an answer
}

var tokens = regexp.MustCompile(`x\d+@ph\.de`)

// fair keeps every token and answers in the script of the language.
func fair(to, text string) string {
	word := map[string]string{"de": "Arbeit", "ar": "عمل", "uk": "робота"}[to]
	return strings.TrimSpace(word + " " + strings.Join(tokens.FindAllString(text, -1), " "))
}

func newInterpreter(t *testing.T) *interpreter {
	t.Helper()
	e := &interpreter{turn: fair}
	e.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/languages" {
			io.WriteString(w, `[{"code":"ar","targets":["de"]},{"code":"uk","targets":["de"]},{"code":"de","targets":["ar","uk"]}]`)
			return
		}
		var q struct {
			Q      []string `json:"q"`
			Target string   `json:"target"`
		}
		if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
			t.Errorf("question: %v", err)
		}
		e.mu.Lock()
		e.heard = append(e.heard, q.Q...)
		status, before := http.StatusOK, e.before
		if len(e.status) > 0 {
			status, e.status = e.status[0], e.status[1:]
		}
		e.mu.Unlock()
		if before != nil {
			before(r)
		}
		if status != http.StatusOK {
			w.WriteHeader(status)
			return
		}
		answers := make([]string, len(q.Q))
		for i, text := range q.Q {
			answers[i] = e.turn(q.Target, text)
		}
		json.NewEncoder(w).Encode(map[string][]string{"translatedText": answers})
	}))
	t.Cleanup(e.Close)
	return e
}

// texts are those that the server was asked for so far.
func (e *interpreter) texts() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return append([]string(nil), e.heard...)
}

// asked is how often the server was asked for exactly this text.
func (e *interpreter) asked(text string) (n int) {
	for _, s := range e.texts() {
		if s == text {
			n++
		}
	}
	return n
}

func (e *interpreter) fail(status ...int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.status = status
}

// translator is a translator of the town with these servers as its engines; the waits of the chain cost no time.
func translator(c *testkit.City, log io.Writer, engines ...translate.Engine) *app.Translator {
	clock := translate.Clock{Now: c.Clock.Now, Wait: noWait}
	return app.NewTranslator(translate.NewChain(clock, engines...), slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
}

func (e *interpreter) engine() translate.Engine {
	return translate.NewLibre(&http.Client{Timeout: 2 * time.Second}, e.URL, "")
}
