package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestPreview sends answers that are not stored: the German of them comes back, with what is not certain, and nothing is stored.
func TestPreview(t *testing.T) {
	c := testkit.New(t)
	said(t, c, oneOfEach()...)
	s := siteOf(t, c)
	sami := s.as("sami")
	before := stored(t, c)
	of := map[domain.Section]domain.EntryID{}
	for _, e := range before {
		of[e.Section] = e.ID
	}
	for _, tc := range []struct {
		section domain.Section
		fresh   bool
		step    routes.Step
		form    url.Values
		want    []string
		not     string
	}{
		{"work", false, "place", url.Values{"employer_latin": {"Al-Amal"}, "country": {"SY"}}, []string{"Al-Amal", "Syrien", "ورشة", i18n.Ar.CvOpenUntranslated()}, ""},
		{"work", false, "place", url.Values{"employer": {"الأمل"}}, []string{"الأمل", i18n.Ar.CvOpenLatin()}, ""},
		{"work", false, "time", url.Values{"calendar": {"solar-hijri"}, "from_year": {"1388"}, "to_year": {"1393"}}, []string{"2009/10 – 2014/15"}, ""},
		{"work", false, "time", url.Values{"from_year": {"2010"}, "to_year": {"2005"}}, []string{i18n.Ar.CvOpenContradictory()}, ""},
		{"work", false, "time", url.Values{"from_year": {"20"}, "to_year": {"x"}}, []string{"Tischler"}, ""},
		{"work", false, "tasks", url.Values{"task": {"task:install-kitchens"}}, []string{"Küchen"}, "ورشة"},
		{"work", true, "occupation", url.Values{"text": {"حفر"}}, []string{"حفر", i18n.Ar.CvOpenUntranslated()}, "Tischler"},
		{"work", true, "occupation", url.Values{"text": {""}}, []string{i18n.Ar.ProfilePreviewNothing()}, ""},
		{"languages", true, "level", url.Values{"language": {"de"}, "level": {"B1"}}, []string{"Deutsch: B1"}, ""},
		{"languages", true, "level", url.Values{"language": {"de"}, "level": {"B1"}, "certificate": {"cert:telc-b1"}}, []string{"Deutsch: B1, telc Deutsch B1"}, ""},
		{"contact", false, "phone", url.Values{"phone": {"٠٧١١ ٥"}}, []string{"Telefon: 0711 5"}, ""},
		{"identity", false, "birth", url.Values{"birth_year": {"1990"}}, []string{"Geburtsjahr: 1990", i18n.Ar.ProfilePreviewOnDemand()}, ""},
		{"identity", false, "birth", url.Values{"birth_year": {"2090"}}, []string{i18n.Ar.CvOpenContradictory()}, "Geburtsjahr"},
		{"identity", false, "nationality", url.Values{"nationality": {"SY"}}, []string{"syrisch"}, ""},
		{"work", false, "place", url.Values{"employer": {"<script>naughty()</script>"}}, []string{"&lt;script&gt;"}, "<script>n"},
	} {
		id := of[tc.section]
		if tc.fresh {
			id = 0
		}
		sami.post(routes.Preview(tc.section, id, tc.step), tc.form).is(http.StatusOK, tc.want...).lacks("<html")
		if p := sami.post(routes.Preview(tc.section, id, tc.step), tc.form); tc.not != "" {
			p.lacks(tc.not)
		}
	}
	long := url.Values{"text": {strings.Repeat("a", domain.MaxText+1)}}
	sami.post(routes.Preview("work", 0, "occupation"), long).is(http.StatusUnprocessableEntity)
	sami.post(routes.Preview("work", 0, "level"), nil).is(http.StatusNotFound)
	s.as("olena").post(routes.Preview("work", of["work"], "place"), nil).is(http.StatusNotFound)
	queries, commits := c.DB.Stats.Queries.Load(), c.DB.Stats.Commits.Load()
	form := url.Values{"as": {sami.made()}, "employer_latin": {"Al-Amal"}}
	made := c.DB.Stats.Queries.Load() - queries
	sami.post(routes.Preview("work", of["work"], "place"), form)
	if q, w := c.DB.Stats.Queries.Load()-queries-made, c.DB.Stats.Commits.Load()-commits; q > 6 || w > 0 {
		t.Errorf("a preview costs %d queries and %d commits, at most 6 and none", q, w)
	}
	after := stored(t, c)
	for i, e := range after {
		if len(after) != len(before) || e.Version != before[i].Version {
			t.Errorf("a preview stores something: %+v, before %+v", after, before)
		}
	}
}

// TestPreviewWithoutScript: each question shows the German of what is stored, and of what was refused, to a browser that runs no script.
func TestPreviewWithoutScript(t *testing.T) {
	c := testkit.New(t)
	id := said(t, c, oneOfEach()[5])[0]
	sami := siteOf(t, c).as("sami")
	p := sami.get(routes.Question("work", id, "time")).is(http.StatusOK, `id="preview"`, `aria-live="polite"`, "Tischler")
	p = sami.post(routes.Question("work", id, "time"), url.Values{"version": {p.hidden("version")}, "from_year": {"2011"}, "to_year": {"2010"}})
	p.is(http.StatusUnprocessableEntity, i18n.Ar.CvOpenContradictory())
	sami.get(routes.Question("housing", 0, "kind")).is(http.StatusOK).lacks(`id="preview"`, "data-preview=\"/")
}

// TestPreviewKeepsNoDraft: what a page sends by itself after the session has ended is not kept; a form that somebody sends is.
func TestPreviewKeepsNoDraft(t *testing.T) {
	c := testkit.New(t)
	s := siteOf(t, c)
	sami := s.browser()
	sami.keep("session", c.Token("sami", domain.SessionShared))
	form := url.Values{"as": {sami.made()}, "employer_latin": {"Al-Amal"}}
	id := said(t, c, job())[0]
	c.Clock.Add(11 * time.Minute)
	sami.post(routes.Preview("work", id, "place"), form).lacks(i18n.Ar.DraftKept())
	sami.post(routes.Question("work", id, "place"), form).is(http.StatusUnauthorized, i18n.Ar.DraftKept())
}

func stored(t *testing.T, c *testkit.City) []domain.Entry {
	t.Helper()
	p, err := c.Profile(t.Context(), c.Actor("sami"))
	if err != nil {
		t.Fatal(err)
	}
	return p.Entries
}
