package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// work is the texts of one person on their way to the engines and back.
type work struct {
	job   store.Job
	month string // whose budget pays
	known []translate.Known
	back  []translate.Known // the same, for German texts
	texts []*textWork
	sent  int  // characters
	held  bool // more texts wait for the person's share of tomorrow
}

// textWork is one text of a work.
type textWork struct {
	domain.Translation
	again   bool  // it waits for a human because no engine could be asked; perhaps one can now
	err     error // why there is no German, or nil
	backErr error // why it was not turned back, or nil
}

// loadWork brings the translations of the person up to date with what is said, and loads those for which engines have something to do.
func (a *App) loadWork(ctx context.Context, tx *store.Tx, w *work) error {
	p, err := tx.Person(ctx, w.job.Person)
	if err != nil {
		return err
	}
	entries, cvs, err := tx.Said(ctx, p.ID, allSections.With(domain.SectionCV))
	if domain.KindOf(err) == domain.NotFound {
		return nil // the key is gone: nobody will ever read it
	}
	if err != nil {
		return err
	}
	said := []wording{targets(p.ID, cvs)}
	for _, e := range entries {
		said = append(said, wording{person: p.ID, entry: e.ID, section: e.Section, texts: e.FreeTexts()})
	}
	for _, at := range said {
		at.language = p.Language
		if len(at.texts) == 0 {
			continue
		}
		if err := a.follow(ctx, tx, at); err != nil {
			return err
		}
	}
	due, err := tx.MachineDue(ctx, p.ID)
	if err != nil {
		return err
	}
	left, err := a.loadHopeful(ctx, tx, w)
	if err != nil {
		return err
	}
	for _, t := range due {
		if t.State == domain.TextWaiting {
			found, err := a.recall(ctx, tx, &t)
			if err != nil {
				return err
			}
			if found {
				if _, err := tx.SaveTranslation(ctx, t, 0); err != nil {
					return err
				}
				t.Version++
			}
		}
		if t.Due {
			w.texts = append(w.texts, &textWork{Translation: t})
		}
	}
	w.keepShare(left)
	home, err := tx.Accommodation(ctx, p.Accommodation)
	w.known, w.back = knownOf(p, home, entries)
	return err
}

// loadHopeful adds the texts that wait for a human only because no engine could be asked. left is the person's share of today.
func (a *App) loadHopeful(ctx context.Context, tx *store.Tx, w *work) (left int, err error) {
	if a.Translator.none() {
		return math.MaxInt, nil
	}
	all, err := tx.Translations(ctx, w.job.Person, allSections.With(domain.SectionCV))
	for _, t := range all {
		unasked := t.Reason == domain.ReasonNoEngine || t.Reason == domain.ReasonBudget || t.Reason == domain.ReasonEngine
		if t.Ended == 0 && t.State == domain.TextHelper && unasked && t.German() == "" {
			w.texts = append(w.texts, &textWork{Translation: t, again: true})
		}
	}
	return shareOf(all, tx.Now), err
}

// knownOf is what tells who the person is, and must not leave; back is the same for texts in German.
func knownOf(p domain.Person, home domain.Accommodation, entries []domain.Entry) (known, back []translate.Known) {
	add := func(source, german string) {
		known = append(known, translate.Known{Source: source, German: german})
		back = append(back, translate.Known{Source: german, German: source})
	}
	add(p.Name.Native, p.Name.Latin)
	same := []string{p.Name.Latin, home.Name}
	for _, e := range entries {
		if c := e.Contact; c != nil {
			same = append(same, c.Street, c.Postcode, c.City, c.Phone, c.Email)
		}
	}
	for _, s := range same {
		add(s, s)
	}
	return known, back
}

// ask lets the chain translate each text that has no German, and turn back each German that was not.
func (w *work) ask(ctx context.Context, chain *translate.Chain, purse translate.Purse) {
	byLanguage := map[string][]*textWork{}
	for _, t := range w.texts {
		byLanguage[t.Language] = append(byLanguage[t.Language], t)
	}
	for language, texts := range byLanguage {
		w.forth(ctx, chain, purse, language, texts)
		byEngine := map[string][]*textWork{}
		for _, t := range texts {
			if t.err == nil && t.Back() == "" {
				byEngine[t.Engine] = append(byEngine[t.Engine], t)
			}
		}
		for engine, texts := range byEngine {
			w.turnBack(ctx, chain.Without(engine), purse, language, texts)
		}
	}
}

// forth translates into German, each sentence once however often it was said.
func (w *work) forth(ctx context.Context, chain *translate.Chain, purse translate.Purse, language string, texts []*textWork) {
	q := newQuestion(w.known)
	for _, t := range texts {
		if t.needsGerman() {
			for _, s := range t.Sentences {
				q.add(s.Own)
			}
		}
	}
	w.sent += q.ask(ctx, chain, purse, language, "de")
	for _, t := range texts {
		if !t.needsGerman() {
			continue
		}
		for i := range t.Sentences {
			r := q.answer(t.Sentences[i].Own)
			t.Sentences[i].German, t.Engine, t.err = r.Text, cmp.Or(t.Engine, r.Engine), cmp.Or(t.err, r.Err)
		}
	}
}

func (t *textWork) needsGerman() bool { return t.State == domain.TextWaiting || t.again }

// turnBack translates German back into the own language.
func (w *work) turnBack(ctx context.Context, chain *translate.Chain, purse translate.Purse, language string, texts []*textWork) {
	q := newQuestion(w.back)
	for _, t := range texts {
		for _, s := range t.Sentences {
			q.add(s.German)
		}
	}
	w.sent += q.ask(ctx, chain, purse, "de", language)
	for _, t := range texts {
		for i := range t.Sentences {
			r := q.answer(t.Sentences[i].German)
			t.Sentences[i].Back, t.BackEngine, t.backErr = r.Text, cmp.Or(t.BackEngine, r.Engine), cmp.Or(t.backErr, r.Err)
		}
	}
}

// failures lists why texts have no German or were not turned back.
func (w *work) failures() (all []error) {
	for _, t := range w.texts {
		if err := cmp.Or(t.err, t.backErr); err != nil {
			all = append(all, err)
		}
	}
	return all
}

// A question is different sentences with their answers.
type question struct {
	known   []translate.Known
	at      map[string]int
	texts   []translate.Text
	results []translate.Result
}

func newQuestion(known []translate.Known) *question {
	return &question{known: known, at: map[string]int{}}
}

func (q *question) add(sentence string) {
	if _, again := q.at[sentence]; !again {
		q.at[sentence] = len(q.texts)
		q.texts = append(q.texts, translate.Text{Source: sentence, Known: q.known})
	}
}

func (q *question) ask(ctx context.Context, chain *translate.Chain, purse translate.Purse, from, to string) (sent int) {
	if len(q.texts) == 0 {
		return 0
	}
	q.results = chain.Translate(ctx, from, to, q.texts, purse)
	for _, r := range q.results {
		sent += r.Sent
	}
	return sent
}

func (q *question) answer(sentence string) translate.Result { return q.results[q.at[sentence]] }

// saveTexts stores what became of the texts, if the job is still ours, and ends it. stopped says that the server ends: what has no
// answer is done when it is there again.
func (a *App) saveTexts(ctx context.Context, w *work, stopped bool) error {
	return a.DB.Write(ctx, func(tx *store.Tx) error {
		ours, err := tx.HoldsJob(ctx, w.job)
		if err != nil || !ours {
			return err
		}
		event := domain.Event{Person: w.job.Person, Action: domain.TranslateText, Rule: domain.RuleMachine}
		again := false
		for _, t := range w.texts {
			retry, err := w.save(ctx, tx, t, stopped)
			if err != nil {
				return err
			}
			again = again || retry
			if !t.again || t.err == nil {
				event.Sections = event.Sections.With(t.Section)
			}
		}
		if event.Sections != 0 && !stopped {
			event.Note = w.note()
			if err := tx.AppendEvent(ctx, event); err != nil {
				return err
			}
		}
		switch {
		case !again && !w.held:
			return tx.EndJob(ctx, w.job)
		case stopped:
			return tx.RetryJob(ctx, w.job, tx.Now)
		}
		return tx.RetryJob(ctx, w.job, tx.Now+w.wait())
	})
}

// wait is for how long a work is put off after this try, in milliseconds.
func (w *work) wait() domain.Instant {
	return domain.Instant(retryAfter[min(max(w.job.Tries, 1), len(retryAfter))-1].Milliseconds())
}

// note is what the record says of a work: which engines, how many texts and characters, never contents.
func (w *work) note() string {
	var engines []string
	failed := 0
	for _, t := range w.texts {
		for _, name := range [...]string{t.Engine, t.BackEngine} {
			if name != "" && !slices.Contains(engines, name) {
				engines = append(engines, name)
			}
		}
		if t.err != nil {
			failed++
		}
	}
	slices.Sort(engines)
	return fmt.Sprintf("engines=%s texts=%d failed=%d characters=%d", strings.Join(engines, ","), len(w.texts), failed, w.sent)
}

// save stores one text, and tells whether it has to be tried again. What was changed meanwhile stays as it is; an ended text keeps its
// German as memory.
func (w *work) save(ctx context.Context, tx *store.Tx, t *textWork, stopped bool) (again bool, err error) {
	now, err := tx.AnyTranslation(ctx, t.Person, t.ID)
	if err != nil {
		return false, err
	}
	if now.State != t.State || now.Ended == 0 && now.Version != t.Version || now.Ended != 0 && t.err != nil {
		return now.Due && now.Ended == 0, nil
	}
	last := w.job.Tries > len(retryAfter)
	wait := (passes(t.err) || passes(t.backErr)) && (!last || stopped)
	out := now
	switch {
	case t.err != nil && t.again:
		return false, nil // a human will see to it
	case t.err == nil && t.needsGerman():
		out.State, out.Reason, out.Made = domain.TextMachine, "", tx.Now
	case t.err != nil && wait:
		return true, nil
	case t.err != nil:
		toHelper(&out, reasonOf(t.err))
	}
	out.Sentences, out.Engine, out.BackEngine = t.Sentences, t.Engine, t.BackEngine
	out.Due = wait && now.Ended == 0
	_, err = tx.SaveTranslation(ctx, out, 0)
	return out.Due, err
}

// passes tells whether a failure may be over later.
func passes(err error) bool {
	return errors.Is(err, translate.ErrTemporary) || errors.Is(err, translate.ErrQuota) || errors.Is(err, translate.ErrRefused)
}

// reasonOf says why a text waits for a human.
func reasonOf(err error) domain.TextReason {
	for reason, cause := range map[domain.TextReason]error{
		domain.ReasonBudget: translate.ErrBudget, domain.ReasonFacts: translate.ErrFacts, domain.ReasonAnswer: translate.ErrAnswer,
		domain.ReasonTooLong: translate.ErrTooLarge,
	} {
		if errors.Is(err, cause) {
			return reason
		}
	}
	if passes(err) {
		return domain.ReasonEngine
	}
	return domain.ReasonNoEngine
}
