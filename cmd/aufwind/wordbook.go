package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// staleLists is for how long a server takes the lists as they were read.
const staleLists = 30 * time.Second

// A wordbook is the vocabulary of a server: the own concepts, and those of the lists that are imported now.
type wordbook struct {
	w       *world
	tenants *store.Tenants
	own     *vocab.Vocabulary
	log     *slog.Logger

	mu    sync.Mutex
	with  *vocab.Vocabulary
	stamp string    // which imports with was made of
	asked time.Time // when that was looked up
}

func newWordbook(w *world, tenants *store.Tenants, own *vocab.Vocabulary, log *slog.Logger) *wordbook {
	return &wordbook{w: w, tenants: tenants, own: own, with: own, log: log}
}

// current is the vocabulary with the lists as they were imported half a minute ago or later; the last one that could be read while the
// database is out of reach.
func (b *wordbook) current(ctx context.Context) *vocab.Vocabulary {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := b.w.now(); b.asked.IsZero() || now.Sub(b.asked) >= staleLists {
		b.asked = now
		if err := b.look(context.WithoutCancel(ctx)); err != nil { // others wait for it, too
			b.log.ErrorContext(ctx, "imported lists not read", "err", err)
		}
	}
	return b.with
}

// look makes the vocabulary anew when another import is there than before.
func (b *wordbook) look(ctx context.Context) error {
	imported, err := b.tenants.Lists(ctx)
	if err != nil {
		return err
	}
	var names, languages []string
	stamp := ""
	for _, l := range imported {
		names, languages = append(names, l.Name), append(languages, l.Languages...)
		stamp += fmt.Sprintf("%s %d %s\n", l.Name, l.Imported, strings.Join(l.Languages, " "))
	}
	if stamp == b.stamp {
		return nil
	}
	concepts, err := b.tenants.ListConcepts(ctx)
	if err != nil {
		return err
	}
	b.stamp, b.with = stamp, b.own.With(vocab.Lists{Names: names, Languages: languages, Concepts: concepts, Labels: b.labels})
	return nil
}

// labels reads the words of a language. What cannot be read is said once for each search that needs it.
func (b *wordbook) labels(language string) ([]domain.ListLabels, error) {
	words, err := b.tenants.ListLabels(b.w.ctx, language)
	if err != nil {
		b.log.Error("labels of imported lists not read", "language", language, "err", err)
	}
	return words, err
}
