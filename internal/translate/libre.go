package translate

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Libre is a LibreTranslate server (AGPL, a process of its own; API of version 1.9). It reads ar, fa, uk, ru, tr, fr
// and en, where these are loaded, by way of English.
type Libre struct {
	service service
	url     string
	key     string
}

// NewLibre returns the server at url ("https://translate.stadt.example"); key may be empty.
func NewLibre(client *http.Client, url, key string) *Libre {
	return &Libre{service: newService("libretranslate", client, nil), url: strings.TrimRight(url, "/"), key: key}
}

// Name returns "libretranslate".
func (l *Libre) Name() string { return l.service.name }

// Pairs asks GET /languages.
func (l *Libre) Pairs(ctx context.Context) (Pairs, error) {
	type language struct {
		Code    string   `json:"code"`
		Targets []string `json:"targets"`
	}
	answer, err := ask[nothing, []language](ctx, l.service, l.url+"/languages", nil, nil)
	if err != nil {
		return nil, err
	}
	pairs := make(Pairs)
	for _, a := range answer {
		if slices.Contains(domain.PersonLanguages[:], a.Code) {
			pairs[a.Code] = a.Targets
		}
	}
	return pairs, nil
}

// Translate asks POST /translate.
func (l *Libre) Translate(ctx context.Context, from, to string, texts []string) ([]string, error) {
	type question struct {
		Q      []string `json:"q"`
		Source string   `json:"source"`
		Target string   `json:"target"`
		Format string   `json:"format"`
		Key    string   `json:"api_key,omitempty"`
	}
	type answer struct {
		Texts []string `json:"translatedText"`
	}
	a, err := ask[question, answer](ctx, l.service, l.url+"/translate", &question{texts, from, to, "text", l.key}, map[int]error{
		http.StatusBadRequest: ErrPair, http.StatusRequestEntityTooLarge: ErrTooLarge,
		http.StatusForbidden: ErrRefused, http.StatusTooManyRequests: ErrQuota,
	})
	if err != nil {
		return nil, err
	}
	return l.service.complete(a.Texts, len(texts))
}
