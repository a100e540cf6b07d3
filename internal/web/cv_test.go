package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// TestFullSection adds one entry more than a section holds.
func TestFullSection(t *testing.T) {
	c := testkit.New(t)
	for range domain.MaxList {
		said(t, c, job())
	}
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/profile/work/new/occupation")
	b.send("text", "شيء آخر")
	if b.code != http.StatusConflict || !strings.Contains(b.body, `value="شيء آخر"`) {
		t.Errorf("entry %d: %d", domain.MaxList+1, b.code)
	}
	b.sees(i18n.Ar.Error("tooMany"))
	for path, limit := range map[string]int{"/me/profile/work": 25_000, "/me/cv": 25_000} {
		b.open(path)
		if n := zipped(t, b.body); n > limit {
			t.Errorf("%s with %d jobs has %d bytes over the wire", path, domain.MaxList, n)
		}
	}
}

func zipped(t *testing.T, body string) int {
	t.Helper()
	var w bytes.Buffer
	z, err := gzip.NewWriterLevel(&w, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = z.Write([]byte(body))
	_ = z.Close()
	return w.Len()
}

var titleOf = regexp.MustCompile(`(?s)<title>([^<]*)</title>`)

// TestEveryQuestion opens every page of profile and CV in every language: all texts are there, and the page is light.
func TestEveryQuestion(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	paths := []string{"/me/profile", "/me/cv", "/me/cv/target?q=a", "/me/cv/new", "/me/cv/entries", "/me/cv/forms", "/me/cv/import", "/me/cv/interview", "/me/cv/texts", "/me/profile/languages/new/language", "/me/profile/languages/new/level?language=de"}
	all := append(oneOfEach(), domain.Entry{Section: domain.SectionTraining, Course: &domain.Course{Certificate: &domain.Term{Text: "دورة"}}})
	for i, id := range said(t, c, all...) {
		e := all[i]
		paths = append(paths, routes.ProfileSection(e.Section), routes.Entry(e.Section, id), routes.RemoveEntry(e.Section, id))
		for _, step := range ui.Steps(e) {
			paths = append(paths, routes.Question(e.Section, id, step), routes.QuestionOnly(e.Section, id, step))
		}
	}
	for _, lang := range i18n.ForPersons() {
		b.do(http.MethodPost, "/language", url.Values{"language": {lang.Tag()}, "back": {"/me/profile"}})
		for _, path := range paths {
			before := c.DB.Stats.Queries.Load()
			b.open(path)
			if n := c.DB.Stats.Queries.Load() - before; n > 8 {
				t.Errorf("%s asks the database %d times", path, n)
			}
			if !strings.Contains(b.body, fmt.Sprintf(`<html lang="%s" dir="%s"`, lang.Tag(), lang.Dir())) {
				t.Errorf("%s is not in %s", path, lang.Tag())
			}
			if title := titleOf.FindStringSubmatch(b.body)[1]; strings.Contains(title, "_") || strings.Contains(title, ".") {
				t.Errorf("%s in %s is called %q", path, lang.Tag(), title)
			}
			if n := zipped(t, b.body); n > 14_000 {
				t.Errorf("%s in %s has %d bytes over the wire", path, lang.Tag(), n)
			}
			if i := strings.Index(b.body, "%!"); i >= 0 {
				t.Errorf("%s in %s: %.60s", path, lang.Tag(), b.body[i:])
			}
		}
	}
}

// TestFirstStepComesFirst leads a deep link into an entry that does not exist to its first question.
func TestFirstStepComesFirst(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	for path, want := range map[string]string{
		"/me/profile/work/new/tasks": "/me/profile/work/new/occupation", "/me/profile/languages/new/level": "/me/profile/languages/new/language",
		"/me/profile/skills/new/in_germany": "/me/profile/skills/new/class", "/me/profile/training/new/subject": "/me/profile/training/new/kind",
		"/me/profile/housing/new/wish": "/me/profile/housing/new/wish",
	} {
		b.open(path)
		b.at(want)
	}
	b.do(http.MethodPost, "/me/profile/work/new/place", url.Values{"as": {b.as}, "employer_latin": {"Alpha"}})
	if b.code != http.StatusUnprocessableEntity || !strings.Contains(b.body, `value="Alpha"`) {
		t.Errorf("an employer without an occupation: %d", b.code)
	}
}

// TestCVSettings changes what the CV shows in two tabs.
func TestCVSettings(t *testing.T) {
	c := testkit.New(t)
	token := c.Token("sami", domain.SessionOwn)
	one, two := browse(t, c, token), browse(t, c, token)
	one.open("/me/cv")
	two.open("/me/cv")
	one.send("birth_date", "1")
	two.send("nationality", "1")
	if two.code != http.StatusConflict {
		t.Errorf("stale settings: %d", two.code)
	}
	one.open("/me/cv/target")
	one.send("text", "صانع أحلام")
	one.at("/me/cv")
	one.sees("صانع أحلام", i18n.Ar.CvOpenUntranslated())
	one.open("/me/cv/target?q=" + url.QueryEscape("خباز"))
	one.sees("Bäcker / Bäckerin")
	one.send("concept", "occ:baker")
	one.sees("خباز", "Fachkraft")
	one.open("/me/cv/target")
	one.send("without", "1")
	one.lacks("خباز")
}

// TestTargetSearch finds the occupation looked for as a job is found: also by what the city calls it, and in the other language that the
// person reads.
func TestTargetSearch(t *testing.T) {
	const lamps, carpenter = "مصلح الفوانيس", "dartiraş"
	c := testkit.New(t)
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		return tx.AddCityLabel(ctx, domain.CityLabel{
			Asked: domain.AskedOccupation, Language: "ar", Folded: vocab.Fold(lamps), Label: lamps, Concept: "occ:electrician", By: c.User("manager_a"),
		})
	})
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	for _, path := range []string{"/me/cv/target?q=", "/me/cv/new?q="} {
		b.open(path + url.QueryEscape(lamps))
		b.sees("Elektriker / Elektrikerin")
		b.open(path + carpenter)
		b.lacks("Tischler / Tischlerin")
	}
	if err := c.SaveReading(t.Context(), c.Actor("sami"), "ku"); err != nil {
		t.Fatal(err)
	}
	b.open("/me/cv/target?q=" + carpenter)
	b.sees("Tischler / Tischlerin")
	b.open("/me/cv/target")
	b.send("text", lamps)
	b.at("/me/cv")
	b.sees("كهربائي")
}
