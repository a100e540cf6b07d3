package translate

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// maxAnswer is the number of bytes read of an engine's answer.
const maxAnswer = 4 << 20

// A service is an engine's place on the network. Client should have a time limit; redirects are not followed, so that
// a text cannot be led elsewhere.
type service struct {
	name   string
	client *http.Client
	header http.Header
}

func newService(name string, client *http.Client, header http.Header) service {
	own := *client
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return service{name: name, client: &own, header: header}
}

// nothing is the question of a GET.
type nothing struct{}

// ask sends question as JSON (with GET when it is nil) and decodes the answer. status maps the states that are no
// success to an error of this package; a state that it does not know is temporary from 500, else a refusal.
func ask[Q, A any](ctx context.Context, s service, url string, question *Q, status map[int]error) (A, error) {
	var answer A
	r, err := request(ctx, url, question)
	if err != nil {
		return answer, fmt.Errorf("%s: %w", s.name, ErrRefused)
	}
	for key, values := range s.header {
		r.Header[key] = values
	}
	res, err := s.client.Do(r)
	if err != nil { // its text holds the address and perhaps a key
		return answer, fmt.Errorf("%s: %w", s.name, ErrTemporary)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return answer, fmt.Errorf("%s: status %d: %w", s.name, res.StatusCode, meaning(res.StatusCode, status))
	}
	if err := json.NewDecoder(io.LimitReader(res.Body, maxAnswer)).Decode(&answer); err != nil {
		return answer, fmt.Errorf("%s: %w", s.name, ErrAnswer)
	}
	return answer, nil
}

func request[Q any](ctx context.Context, url string, question *Q) (*http.Request, error) {
	if question == nil {
		return http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	}
	text, err := json.Marshal(question)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	return r, nil
}

func meaning(code int, known map[int]error) error {
	switch err := known[code]; {
	case err != nil:
		return err
	case code >= http.StatusInternalServerError:
		return ErrTemporary
	default:
		return ErrRefused
	}
}

// complete checks that an answer came for each text.
func (s service) complete(answers []string, texts int) ([]string, error) {
	if len(answers) != texts {
		return nil, fmt.Errorf("%s: %d answers to %d texts: %w", s.name, len(answers), texts, ErrAnswer)
	}
	return answers, nil
}
