package translate

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A peer plays the server of an engine: it speaks the engine's protocol, and turn decides what each text becomes.
type peer struct {
	*httptest.Server
	turn func(text string) string

	mu     sync.Mutex
	status []int    // of the next answers; then 200
	got    []string // bodies, headers left out
}

// failNext makes the next answers fail with the states given.
func (p *peer) failNext(status ...int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.status = status
}

func (p *peer) calls() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.got)
}

// take notes a question and returns the state to answer with.
func (p *peer) take(t *testing.T, r *http.Request) (body []byte, status int) {
	t.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Errorf("read the question: %v", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.got = append(p.got, string(body))
	status = http.StatusOK
	if len(p.status) > 0 {
		status, p.status = p.status[0], p.status[1:]
	}
	return body, status
}

// A protocol is how one engine talks.
type protocol struct {
	name   string
	engine func(url string) Engine
	quota  int
	// reply answers the list of languages (body empty) or a question; turned are the texts of the answer.
	languages string
	texts     func(t *testing.T, body []byte) []string
	reply     func(turned []string) string
}

func protocols() []protocol {
	client := &http.Client{Timeout: 500 * time.Millisecond}
	return []protocol{
		{
			name: "libretranslate", quota: 429, engine: func(url string) Engine { return NewLibre(client, url, "key") },
			languages: `[{"code":"ar","name":"Arabic","targets":["de","en"]},{"code":"de","name":"German","targets":["ar"]},{"code":"zz","targets":["de"]}]`,
			texts: func(t *testing.T, body []byte) []string {
				var q struct {
					Q                      []string
					Source, Target, Format string
				}
				decode(t, body, &q)
				if q.Source != "ar" || q.Target != "de" || q.Format != "text" {
					t.Errorf("question %s", body)
				}
				return q.Q
			},
			reply: func(turned []string) string { return `{"translatedText":` + list(turned) + `}` },
		},
		{
			name: "deepl", quota: 456, engine: func(url string) Engine { return NewDeepL(client, url, "key") },
			languages: `[{"lang":"ar","usable_as_source":true,"usable_as_target":true},{"lang":"de","usable_as_source":true,"usable_as_target":true},{"lang":"prs","usable_as_source":true,"usable_as_target":false}]`,
			texts: func(t *testing.T, body []byte) []string {
				var q struct {
					Text   []string
					Source string `json:"source_lang"`
					Target string `json:"target_lang"`
				}
				decode(t, body, &q)
				if q.Source != "AR" || q.Target != "DE" {
					t.Errorf("question %s", body)
				}
				return q.Text
			},
			reply: func(turned []string) string {
				var all []string
				for _, s := range turned {
					all = append(all, `{"detected_source_language":"AR","text":`+quoted(s)+`}`)
				}
				return `{"translations":[` + strings.Join(all, ",") + `]}`
			},
		},
		{
			name: "openai:test", quota: 429, engine: func(url string) Engine { return NewOpenAI(client, url, "key", "test", []string{"ar"}) },
			texts: func(t *testing.T, body []byte) []string {
				var q struct {
					Model    string
					Messages []message
				}
				decode(t, body, &q)
				if q.Model != "test" || len(q.Messages) != 2 {
					t.Fatalf("question %s", body)
				}
				var texts []string
				decode(t, []byte(q.Messages[1].Content), &texts)
				return texts
			},
			reply: func(turned []string) string {
				return `{"choices":[{"message":{"role":"assistant","content":` + quoted("```json\n"+list(turned)+"\n```") + `}}]}`
			},
		},
	}
}

func decode(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Errorf("%s: %v", text, err)
	}
}

func list(texts []string) string {
	b, _ := json.Marshal(texts) // strings always marshal
	return string(b)
}

func quoted(s string) string {
	b, _ := json.Marshal(s) // a string always marshals
	return string(b)
}

// newPeer starts a peer that speaks p.
func newPeer(t *testing.T, p protocol, turn func(string) string) *peer {
	t.Helper()
	s := &peer{turn: turn}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, status := s.take(t, r)
		if status != http.StatusOK {
			w.Header().Set("Location", "/elsewhere")
			w.WriteHeader(status)
			fmt.Fprint(w, `{"error":"the text was: secret"}`)
			return
		}
		if r.Method == http.MethodGet {
			fmt.Fprint(w, p.languages)
			return
		}
		turned := p.texts(t, body)
		for i, text := range turned {
			turned[i] = s.turn(text)
		}
		fmt.Fprint(w, p.reply(turned))
	}))
	t.Cleanup(s.Close)
	return s
}

// stillClock never waits; Now moves by hand.
type stillClock struct {
	mu     sync.Mutex
	now    time.Time
	waited []time.Duration
}

func (c *stillClock) clock() Clock {
	return Clock{
		Now: func() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now },
		Wait: func(_ context.Context, d time.Duration) error {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.waited = append(c.waited, d)
			return nil
		},
	}
}

func (c *stillClock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// german turns a masked Arabic text into something German that keeps the tokens.
func german(text string) string {
	return strings.Join(append([]string{"Ich", "arbeitete"}, tokenPattern.FindAllString(text, -1)...), " ")
}

// TestEngines holds every engine to the same behaviour.
func TestEngines(t *testing.T) {
	for _, p := range protocols() {
		t.Run(p.name, func(t *testing.T) {
			s := newPeer(t, p, german)
			e := p.engine(s.URL)
			if e.Name() != p.name {
				t.Errorf("Name = %q", e.Name())
			}
			pairs, err := e.Pairs(t.Context())
			if err != nil || !pairs.Can("ar", "de") || !pairs.Can("de", "ar") || pairs.Can("ti", "de") || pairs.Can("zz", "de") {
				t.Errorf("Pairs = %v, %v", pairs, err)
			}
			got, err := e.Translate(t.Context(), "ar", "de", []string{"عملت x0@ph.de", "نجار"})
			if err != nil || !slices.Equal(got, []string{"Ich arbeitete x0@ph.de", "Ich arbeitete"}) {
				t.Errorf("Translate = %q, %v", got, err)
			}
			for status, want := range map[int]error{p.quota: ErrQuota, 413: ErrTooLarge, 401: ErrRefused, 500: ErrTemporary, 503: ErrTemporary, 307: ErrRefused} {
				s.failNext(status)
				_, err := e.Translate(t.Context(), "ar", "de", []string{"نجار"})
				if !errors.Is(err, want) || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), s.URL) {
					t.Errorf("status %d: %v, want %v without text and address", status, err, want)
				}
			}
			before := s.calls()
			s.failNext(307)
			if _, err := e.Translate(t.Context(), "ar", "de", []string{"نجار"}); err == nil || s.calls() != before+1 {
				t.Errorf("a redirect was followed: %v, %d questions", err, s.calls()-before)
			}
		})
	}
}

// TestBrokenAnswers sends answers that no JSON, too few or none at all.
func TestBrokenAnswers(t *testing.T) {
	for _, p := range protocols() {
		t.Run(p.name, func(t *testing.T) {
			answer := ""
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, answer) }))
			defer s.Close()
			e := p.engine(s.URL)
			for _, answer = range []string{"", "<html>", "null", "{}", "[]", `{"translatedText":"one"}`, `{"choices":[]}`, `{"choices":[{"message":{"content":"Gern!"}}]}`, p.reply(nil), p.reply([]string{"a", "b"})} {
				if got, err := e.Translate(t.Context(), "ar", "de", []string{"نجار"}); !errors.Is(err, ErrAnswer) {
					t.Errorf("answer %q: %q, %v", answer, got, err)
				}
			}
		})
	}
}

// TestLateAnswers has a server that never answers: the engine gives up by its client's limit, and by ctx.
func TestLateAnswers(t *testing.T) {
	for _, p := range protocols() {
		t.Run(p.name, func(t *testing.T) {
			stop := make(chan struct{})
			s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				select {
				case <-stop:
				case <-r.Context().Done():
				}
			}))
			defer s.Close()
			defer close(stop)
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			if _, err := p.engine(s.URL).Translate(ctx, "ar", "de", []string{"نجار"}); !errors.Is(err, ErrTemporary) {
				t.Errorf("Translate = %v", err)
			}
		})
	}
}
