package translate

import (
	"context"
	"net/http"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// DeepL is the paid service of DeepL (an EU processor: the city needs a contract for order processing; the free
// service must not get personal data). The field context is not used: it would be sent, too.
type DeepL struct {
	service service
	url     string
}

// statusQuotaDeepL is DeepL's state for a used-up quota.
const statusQuotaDeepL = 456

// NewDeepL returns the service at url ("https://api.deepl.com").
func NewDeepL(client *http.Client, url, key string) *DeepL {
	header := http.Header{"Authorization": {"DeepL-Auth-Key " + key}}
	return &DeepL{service: newService("deepl", client, header), url: strings.TrimRight(url, "/")}
}

// Name returns "deepl".
func (d *DeepL) Name() string { return d.service.name }

// deeplCode returns DeepL's name of a language of the product: Dari is prs, Kurmanji kmr.
func deeplCode(tag string) string {
	switch tag {
	case "fa-AF":
		return "PRS"
	case "ku":
		return "KMR"
	}
	return strings.ToUpper(tag)
}

// Pairs asks GET /v3/languages: the list grows, so it is never written down here.
func (d *DeepL) Pairs(ctx context.Context) (Pairs, error) {
	type language struct {
		Lang   string `json:"lang"`
		Source bool   `json:"usable_as_source"`
		Target bool   `json:"usable_as_target"`
	}
	answer, err := ask[nothing, []language](ctx, d.service, d.url+"/v3/languages?resource=translate_text", nil, nil)
	if err != nil {
		return nil, err
	}
	reads, writes := make(map[string]bool), make(map[string]bool)
	for _, a := range answer {
		code, _, _ := strings.Cut(strings.ToUpper(a.Lang), "-") // en-GB
		reads[code] = reads[code] || a.Source
		writes[code] = writes[code] || a.Target
	}
	pairs := make(Pairs)
	for _, from := range domain.PersonLanguages {
		for _, to := range domain.PersonLanguages {
			if from != to && reads[deeplCode(from)] && writes[deeplCode(to)] {
				pairs[from] = append(pairs[from], to)
			}
		}
	}
	return pairs, nil
}

// Translate asks POST /v2/translate.
func (d *DeepL) Translate(ctx context.Context, from, to string, texts []string) ([]string, error) {
	target := deeplCode(to)
	if target == "EN" {
		target = "EN-GB"
	}
	type question struct {
		Text   []string `json:"text"`
		Source string   `json:"source_lang"`
		Target string   `json:"target_lang"`
	}
	type answer struct {
		Translations []struct {
			Text string `json:"text"`
		} `json:"translations"`
	}
	a, err := ask[question, answer](ctx, d.service, d.url+"/v2/translate", &question{texts, deeplCode(from), target}, map[int]error{
		http.StatusBadRequest: ErrPair, http.StatusRequestEntityTooLarge: ErrTooLarge,
		http.StatusTooManyRequests: ErrQuota, statusQuotaDeepL: ErrQuota,
	})
	if err != nil {
		return nil, err
	}
	answers := make([]string, 0, len(texts))
	for _, t := range a.Translations {
		answers = append(answers, t.Text)
	}
	return d.service.complete(answers, len(texts))
}
