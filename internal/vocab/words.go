package vocab

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// words holds the labels of all concepts by language; a language is read from its file at the first use.
type words map[string]func() lexicon

// A lexicon is one language: by position of the concept its labels, and who has reviewed them.
type lexicon struct {
	labels [][]string
	review map[int]Review // without those that nobody has looked at
}

func (w words) labels(lang string, concept int) []string {
	if read := w[lang]; read != nil {
		return read().labels[concept]
	}
	return nil
}

func (w words) review(lang string, concept int) Review {
	if read := w[lang]; read != nil {
		return read().review[concept]
	}
	return ""
}

// newWords finds the files of labels; at has the position of each concept. A file with a broken line panics when it is
// first used. The data is embedded, and a test reads every file, so that does not come to a user.
func newWords(fsys fs.FS, at map[ID]int) (words, error) {
	files, err := fs.Glob(fsys, "data/labels/*.jsonl")
	if err != nil {
		return nil, fmt.Errorf("vocab: list labels: %w", err)
	}
	w := make(words)
	for _, name := range files {
		w[strings.TrimSuffix(path.Base(name), ".jsonl")] = sync.OnceValue(func() lexicon {
			l, err := newLexicon(fsys, name, at)
			if err != nil {
				panic(err)
			}
			return l
		})
	}
	return w, nil
}

// newLexicon reads the file of a language.
func newLexicon(fsys fs.FS, name string, at map[ID]int) (lexicon, error) {
	l := lexicon{labels: make([][]string, len(at))}
	err := eachLine(fsys, name, func(line string) error { return l.add(line, at) })
	return l, err
}

// add gives the concept that the line names its labels.
func (l *lexicon) add(line string, at map[ID]int) error {
	p := parser{text: line}
	said, err := p.labelling()
	if err != nil {
		return err
	}
	i, ok := at[said.id]
	if !ok {
		return fmt.Errorf("no concept is called %q", said.id)
	}
	if l.labels[i] != nil {
		return fmt.Errorf("%s has a line already", said.id)
	}
	l.labels[i] = said.labels
	if said.review != "" {
		if l.review == nil {
			l.review = make(map[int]Review)
		}
		l.review[i] = said.review
	}
	return nil
}
