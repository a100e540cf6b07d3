package main

import (
	"bufio"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// The names of engines on the command line.
const (
	engineNone   = "none"
	engineLibre  = "libretranslate"
	engineDeepL  = "deepl"
	engineOpenAI = "openai"
)

// For how long an engine may think about one question. A model that the city hosts itself may be slow.
const (
	engineTime = 10 * time.Second
	modelTime  = 60 * time.Second
)

// engines name the machine translation of free texts.
type engines struct {
	Engine     []string `env:"AUFWIND_ENGINES" sep:" " default:"none" placeholder:"ENGINE" help:"Machine translation of free text: none, libretranslate=URL, deepl or openai=URL,model=NAME,reads=ar+uk. May be given several times: the first that can is taken."`
	EngineKeys string   `env:"AUFWIND_ENGINE_KEYS" placeholder:"FILE" help:"File with the keys of engines, mode 0600, one a line: the engine's name, a space, the key. Keys stand nowhere else."`
}

// chain makes the engines that were named.
func (e engines) chain(w *world) (*translate.Chain, error) {
	keys, err := readKeys(e.EngineKeys)
	if err != nil {
		return nil, err
	}
	var list []translate.Engine
	for _, spec := range e.Engine {
		if spec == engineNone {
			continue
		}
		engine, err := newEngine(spec, keys)
		if err != nil {
			return nil, usageError{fmt.Errorf("--engine %s: %w", bare(spec), err)}
		}
		if slices.ContainsFunc(list, func(x translate.Engine) bool { return x.Name() == engine.Name() }) {
			return nil, usageError{fmt.Errorf("--engine: %s is named twice", engine.Name())}
		}
		list = append(list, engine)
	}
	return translate.NewChain(translate.Clock{Now: w.now, Wait: translate.Sleep}, list...), nil
}

// bare is an engine's name without its address.
func bare(spec string) string {
	name, _, _ := strings.Cut(spec, "=")
	return name
}

func newEngine(spec string, keys map[string]string) (translate.Engine, error) {
	name, rest, _ := strings.Cut(spec, "=")
	options := strings.Split(rest, ",")
	address := options[0]
	if name == engineDeepL && address == "" {
		address = "https://api.deepl.com"
	}
	if err := checkAddress(address); err != nil {
		return nil, err
	}
	client := &http.Client{Timeout: engineTime}
	switch {
	case name == engineLibre && len(options) == 1:
		return translate.NewLibre(client, address, keys[name]), nil
	case name == engineDeepL && len(options) == 1:
		if keys[name] == "" {
			return nil, errors.New("the file of --engine-keys has no line \"deepl KEY\"")
		}
		if strings.HasSuffix(keys[name], ":fx") {
			return nil, errors.New("this is a key of DeepL's free service, which must not get personal data")
		}
		return translate.NewDeepL(client, address, keys[name]), nil
	case name == engineOpenAI:
		model, reads, err := modelOptions(options[1:])
		client.Timeout = modelTime
		return translate.NewOpenAI(client, address, keys[name], model, reads), err
	}
	return nil, errors.New("want none, libretranslate=URL, deepl or openai=URL,model=NAME,reads=ar+uk")
}

// checkAddress refuses what is no plain address; a password in it would stand in the list of processes.
func checkAddress(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return errors.New("want an address such as https://translate.stadt.example")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return errors.New("no password, question mark or # in the address: keys belong into the file of --engine-keys")
	}
	return nil
}

// modelOptions reads model=NAME and reads=ar+uk.
func modelOptions(options []string) (model string, reads []string, err error) {
	for _, o := range options {
		switch name, value, _ := strings.Cut(o, "="); name {
		case "model":
			model = value
		case "reads":
			reads = strings.Split(value, "+")
		default:
			return "", nil, fmt.Errorf("%q is neither model nor reads", name)
		}
	}
	if model == "" || len(reads) == 0 {
		return "", nil, errors.New("which model, and which languages is it trusted with? openai=URL,model=NAME,reads=ar+uk")
	}
	for _, lang := range reads {
		if !slices.Contains(domain.PersonLanguages[:], lang) {
			return "", nil, fmt.Errorf("reads: there is no language %q, only %s", lang, strings.Join(domain.PersonLanguages[:], ", "))
		}
	}
	return model, reads, nil
}

// readKeys reads the keys of engines by name. No error holds a part of the file.
func readKeys(path string) (map[string]string, error) {
	if path == "" {
		return nil, nil
	}
	if err := private("--engine-keys", path); err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	keys := map[string]string{}
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(in.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		words := strings.Fields(line)
		if len(words) != 2 || !slices.Contains([]string{engineLibre, engineDeepL, engineOpenAI}, words[0]) {
			return nil, usageError{fmt.Errorf("--engine-keys: line %d of %s is not the name of an engine, a space and a key", n, path)}
		}
		keys[words[0]] = words[1]
	}
	return keys, in.Err()
}

// private refuses a file for a flag that others than its owner can read, or that is not there.
func private(flag, path string) error {
	at, err := os.Stat(path)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", flag, err)}
	}
	if perm := at.Mode().Perm(); perm != 0o600 && perm != 0o400 {
		return usageError{fmt.Errorf("%s: %s has mode %#o, want 0600 or 0400", flag, path, perm)}
	}
	return nil
}
