// Package consent keeps every version of every text by which a person allows something, in every language of persons: who agreed to a
// text years ago can still read exactly that text.
//
// A version that is there is never changed; hashes.txt holds it to that. The texts that the pages show now are the newest versions.
// All functions may be called from many goroutines at once.
package consent

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// A Kind is what a text allows.
type Kind string

// The kinds.
const (
	Registration Kind = "registration" // that the core data is stored, and found by the responsible organisation
	Core         Kind = "core"         // that the responsible organisation finds the person again
	Release      Kind = "release"      // sections to the responsible organisation
	Share        Kind = "share"        // goals to the Jobcenter
	Body         Kind = "body"         // a goal or a measure to a body without account
	Household    Kind = "household"    // goals to the household
	Move         Kind = "move"         // that another organisation takes over
)

// Kinds lists every kind.
var Kinds = [...]Kind{Registration, Core, Release, Share, Body, Household, Move}

// A Text is one version of a text in one language.
type Text struct {
	Kind      Kind
	Version   int      // from 1
	Language  string   // BCP 47
	Sentences []string // with {org} and the like where a name or a day was filled in
}

// Name names the version of t in all languages, as "release-2".
func (t Text) Name() string { return string(t.Kind) + "-" + strconv.Itoa(t.Version) }

var gap = regexp.MustCompile(`\{[a-z]+\}`)

// Fill returns the sentences with values, by the name of the place, in the places; a place without a value shows three dots.
func (t Text) Fill(values map[string]string) []string {
	out := make([]string, len(t.Sentences))
	for i, s := range t.Sentences {
		out[i] = gap.ReplaceAllStringFunc(s, func(place string) string {
			if value := values[strings.Trim(place, "{}")]; value != "" {
				return value
			}
			return "…"
		})
	}
	return out
}

// Hash names a text by its sentences: SHA-256 (hex).
func Hash(sentences []string) string {
	sum := sha256.Sum256([]byte(strings.Join(sentences, "\n")))
	return hex.EncodeToString(sum[:])
}

// Texts are all versions of all texts.
type Texts struct {
	byHash map[string]Text
	newest map[Kind]map[string]Text // by language
	all    []Text
}

//go:embed data/*.json
var files embed.FS

// Load reads the embedded texts.
func Load() (*Texts, error) {
	x := &Texts{map[string]Text{}, map[Kind]map[string]Text{}, nil}
	for _, k := range Kinds {
		for version := 1; ; version++ {
			more, err := x.read(k, version)
			if err != nil {
				return nil, err
			}
			if !more {
				break
			}
		}
		if x.newest[k] == nil {
			return nil, fmt.Errorf("no text of consent for %s", k)
		}
	}
	return x, nil
}

func (x *Texts) read(k Kind, version int) (bool, error) {
	b, err := files.ReadFile("data/" + Text{Kind: k, Version: version}.Name() + ".json")
	if err != nil {
		return false, nil // there are no more versions
	}
	var all map[string][]string
	if err := json.Unmarshal(b, &all); err != nil {
		return false, fmt.Errorf("text of consent %s-%d: %w", k, version, err)
	}
	x.newest[k] = map[string]Text{}
	for lang, sentences := range all {
		t := Text{k, version, lang, sentences}
		x.newest[k][lang], x.byHash[Hash(sentences)], x.all = t, t, append(x.all, t)
		if version == 1 { // releases from before the texts were kept name them with nothing in the places
			x.byHash[Hash(emptied(sentences))] = t
		}
	}
	return true, nil
}

func emptied(sentences []string) []string {
	out := make([]string, len(sentences))
	for i, s := range sentences {
		out[i] = gap.ReplaceAllString(s, "")
	}
	return out
}

// ByHash returns the text that a release names.
func (x *Texts) ByHash(hash string) (Text, bool) {
	t, ok := x.byHash[hash]
	return t, ok
}

// Newest returns the newest version of a text in a language.
func (x *Texts) Newest(k Kind, lang string) (Text, bool) {
	t, ok := x.newest[k][lang]
	return t, ok
}

// Version returns one version of a text in a language.
func (x *Texts) Version(k Kind, version int, lang string) (Text, bool) {
	for _, t := range x.all {
		if t.Kind == k && t.Version == version && t.Language == lang {
			return t, true
		}
	}
	return Text{}, false
}
