package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/i18n/cldr"
)

// A catalogue is all word files of all languages, and the faults found in them.
type catalogue struct {
	words   []string                       // of the German files, sorted
	files   map[string][cldr.Locales]*file // by word; nil where the language has no such file
	faults  []string
	missing []string // a fault too, unless missing texts are allowed
}

// A file is one word of one language.
type file struct {
	name  string            // catalogue/<tag>/<word>.json
	attrs map[string]string // "@audience", "@state"
	keys  []string          // in the order of the file
	texts map[string]text
}

// A text is one message: a plain one, or the plural forms of one.
type text struct {
	plain string
	forms map[string]string // nil for a plain text; by the name of the form
}

func (c *catalogue) fault(file, key, format string, args ...string) {
	c.faults = append(c.faults, describe(file, key, format, args...))
}

func (c *catalogue) miss(file, key, format string, args ...string) {
	c.missing = append(c.missing, describe(file, key, format, args...))
}

func describe(file, key, format string, args ...string) string {
	for _, a := range args {
		format = strings.Replace(format, "%", a, 1)
	}
	if key == "" {
		return file + ": " + format
	}
	return file + ": " + key + ": " + format
}

func readCatalogue(dir string) (*catalogue, error) {
	c := &catalogue{files: map[string][cldr.Locales]*file{}}
	root := filepath.Join(dir, "catalogue")
	folders, err := os.ReadDir(root)
	if err != nil {
		return nil, err
	}
	for _, folder := range folders {
		if !slices.ContainsFunc(locales(), func(l cldr.Locale) bool { return l.Tag() == folder.Name() }) {
			c.fault("catalogue/"+folder.Name(), "", "is no language of the product")
		}
	}
	for _, l := range locales() {
		entries, err := os.ReadDir(filepath.Join(root, l.Tag()))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if err := c.readFile(root, l, e.Name()); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(c.words)
	return c, nil
}

func (c *catalogue) readFile(root string, l cldr.Locale, base string) error {
	name := "catalogue/" + l.Tag() + "/" + base
	word, isJSON := strings.CutSuffix(base, ".json")
	if !isJSON {
		c.fault(name, "", "is not a .json file")
		return nil
	}
	content, err := os.ReadFile(filepath.Join(root, l.Tag(), base))
	if err != nil {
		return err
	}
	f := &file{name: name, attrs: map[string]string{}, texts: map[string]text{}}
	if err := f.parse(c, content); err != nil {
		c.fault(name, "", "invalid JSON: %", err.Error())
		return nil
	}
	if l == cldr.De {
		c.words = append(c.words, word)
	}
	all := c.files[word]
	all[l] = f
	c.files[word] = all
	return nil
}

// parse reads the file token by token: only so are doubled keys seen and the order is kept.
func (f *file) parse(c *catalogue, content []byte) error {
	dec := json.NewDecoder(bytes.NewReader(content))
	if err := open(dec); err != nil {
		return err
	}
	for dec.More() {
		key, err := stringToken(dec)
		if err != nil {
			return err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			return err
		}
		t, err := f.parseText(c, key, raw)
		if err != nil {
			return err
		}
		_, again := f.texts[key]
		_, attrAgain := f.attrs[key]
		switch {
		case again || attrAgain:
			c.fault(f.name, key, "stands twice")
		case strings.HasPrefix(key, "@"):
			f.attrs[key] = t.plain
		default:
			f.keys = append(f.keys, key)
			f.texts[key] = t
		}
	}
	if _, err := dec.Token(); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the object")
	}
	return nil
}

func (f *file) parseText(c *catalogue, key string, raw json.RawMessage) (text, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if raw[0] != '{' {
		s, err := stringToken(dec)
		return text{plain: s}, err
	}
	if err := open(dec); err != nil {
		return text{}, err
	}
	t := text{forms: map[string]string{}}
	for dec.More() {
		form, err := stringToken(dec)
		if err != nil {
			return text{}, err
		}
		if _, again := t.forms[form]; again {
			c.fault(f.name, key, "form % stands twice", form)
		}
		if t.forms[form], err = stringToken(dec); err != nil {
			return text{}, err
		}
	}
	return t, nil
}

func open(dec *json.Decoder) error {
	if t, err := dec.Token(); err != nil {
		return err
	} else if t != json.Delim('{') {
		return fmt.Errorf("%v where { should be", t)
	}
	return nil
}

func stringToken(dec *json.Decoder) (string, error) {
	t, err := dec.Token()
	if err != nil {
		return "", err
	}
	s, ok := t.(string)
	if !ok {
		return "", fmt.Errorf("%v where a text should be", t)
	}
	return s, nil
}

func locales() []cldr.Locale {
	all := make([]cldr.Locale, cldr.Locales)
	for i := range all {
		all[i] = cldr.Locale(i)
	}
	return all
}
