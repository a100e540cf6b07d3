package translate

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// fixed answers every request with one status and one body.
type fixed struct {
	status int
	body   string
}

func (f fixed) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: f.status, Body: io.NopCloser(strings.NewReader(f.body)), Header: http.Header{}, Request: r}, nil
}

// FuzzAnswers lets engines answer anything with any status: there are as many texts as were asked for, or an error of this package.
func FuzzAnswers(f *testing.F) {
	for _, body := range []string{
		`{"translatedText":["a","b"]}`, `{"translatedText":"a"}`, `{"translations":[{"text":"a"},{"text":"b"}]}`, `[{"code":"ar","targets":["de"]}]`,
		`{"choices":[{"message":{"content":"[\"a\",\"b\"]"}}]}`, "{\"choices\":[{\"message\":{\"content\":\"```json\\n[1]\\n```\"}}]}", `null`, `[]`, `{`, ``, `"\ud800"`,
		strings.Repeat("[", 10_001), `{"choices":[]}`, `<html>`, `{"error":"Slowdown"}`,
	} {
		f.Add(200, body)
		f.Add(429, body)
		f.Add(400, body)
	}
	f.Fuzz(func(t *testing.T, status int, body string) {
		if status < 100 || status > 599 {
			return
		}
		client := &http.Client{Transport: fixed{status, body}}
		for _, e := range []Engine{
			NewLibre(client, "http://127.0.0.1:1", ""), NewDeepL(client, "http://127.0.0.1:1", "k"), NewOpenAI(client, "http://127.0.0.1:1", "", "m", []string{"ar"}),
		} {
			answers, err := e.Translate(t.Context(), "ar", "de", []string{"x", "y"})
			if err == nil && (len(answers) != 2 || status != http.StatusOK) {
				t.Errorf("%s: %d %q gives %q", e.Name(), status, body, answers)
			}
			if _, perr := e.Pairs(t.Context()); err != nil && !known(err) || perr != nil && !known(perr) {
				t.Errorf("%s: %d %q: %v, %v", e.Name(), status, body, err, perr)
			}
		}
	})
}

func known(err error) bool {
	for _, k := range []error{ErrAnswer, ErrBudget, ErrFacts, ErrNoEngine, ErrPair, ErrQuota, ErrRefused, ErrTemporary, ErrTooLarge} {
		if errors.Is(err, k) {
			return true
		}
	}
	return false
}

// FuzzRestore puts facts back into any answer: what comes out holds each fact, and no token and no number that was not there.
func FuzzRestore(f *testing.F) {
	f.Add("seit 2013, 12 Leute", "x0@ph.de x1@ph.de")
	f.Add("seit 2013", "x0@ph.de x0@ph.de")
	f.Add("a", "X 0 @ PH . DE 77")
	f.Add("2013", "x00@ph.de x99999@ph.de")
	f.Fuzz(func(t *testing.T, text, answer string) {
		m := Mask(text, nil)
		got, err := m.Restore(answer, "de")
		if err != nil {
			if !errors.Is(err, ErrFacts) && !errors.Is(err, ErrAnswer) {
				t.Errorf("%q: %v", answer, err)
			}
			return
		}
		for _, fact := range m.facts {
			if !strings.Contains(got, fact) {
				t.Errorf("%q with the answer %q has lost %q: %q", text, answer, fact, got)
			}
		}
		if newNumber.MatchString(tokenPattern.ReplaceAllString(answer, " ")) {
			t.Errorf("%q has a new number", answer)
		}
	})
}
