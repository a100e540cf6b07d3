package web_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

var linkAddress = regexp.MustCompile(`http://[^<"]*(/cv/[A-Za-z0-9_-]{43})`)

// link makes a link in the browser and returns its path.
func (b *browser) link(form url.Values) string {
	b.site.t.Helper()
	p := b.post(routes.CVLinks, form).is(http.StatusOK)
	found := linkAddress.FindStringSubmatch(p.body)
	if found == nil {
		b.site.t.Fatalf("no address in\n%s", p.text())
	}
	return found[1]
}

func week(once string) url.Values {
	return url.Values{"form": {"full"}, "days": {"7"}, "for": {"شركة"}, "once": {once}}
}

// TestCVLink makes a link and opens it as an employer: what the address shows by itself names nobody and counts nothing; the person
// sees when the CV was opened, and ends the link at once.
func TestCVLink(t *testing.T) {
	s := newSite(t)
	said(t, s.City, oneOfEach()...)
	sami, employer := s.as("sami"), s.browser()
	sami.get(routes.CV).is(http.StatusOK, `href="/me/links"`)
	p := sami.get(routes.NewCVLink(0)).is(http.StatusOK, i18n.Ar.LinkWarnWho(), i18n.Ar.LinkWarnStays(), i18n.Ar.LinkWarnCurrent())
	p.lacks(`name="pin"`)
	form := week(p.hidden("once"))
	path := sami.link(form)
	if again := sami.link(form); again != path {
		t.Errorf("the same form makes %s and %s", path, again)
	}
	sami.get(routes.CVLinks).is(http.StatusOK, "شركة", i18n.Ar.LinkNever(), i18n.Ar.LinkInForce()).lacks(path, strings.TrimPrefix(path, "/cv/"))

	cover := employer.get(path).is(http.StatusOK, "Lebenslauf öffnen", "09.03.2026", `content="noindex, nofollow"`)
	cover.lacks("Sami", "Haddad", "حداد", "Tischler", "live.js", "/login", "/me")
	for name, want := range map[string]string{
		"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store", "Set-Cookie": "",
	} {
		if got := cover.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	employer.do(http.MethodHead, path, nil).is(http.StatusOK)
	sami.get(routes.CVLinks).is(http.StatusOK, i18n.Ar.LinkNever())

	employer.do(http.MethodPost, path, url.Values{}).is(http.StatusOK, "Sami Haddad", "Tischlerin", `lang="de"`).lacks("ورشة", "/me")
	if pdf := employer.do(http.MethodPost, path+"/pdf", url.Values{}).is(http.StatusOK); !strings.HasPrefix(pdf.body, "%PDF-") || pdf.header.Get("Cache-Control") != "no-store" {
		t.Errorf("no PDF: %.40q, %v", pdf.body, pdf.header)
	}
	list := sami.get(routes.CVLinks).is(http.StatusOK, i18n.Ar.LinkReads(1), i18n.Ar.LinkDownloads(1), "2 مارس 2026", "09:00")
	sami.get(routes.Access+"?who=others").is(http.StatusOK, i18n.Ar.AccessByLink(), i18n.Ar.Term("action", "cv_link.take"))
	end := regexp.MustCompile(`/me/links/\d+/end`).FindString(list.body)
	s.as("olena").post(end, nil).is(http.StatusNotFound)
	employer.get(path).is(http.StatusOK)
	sami.post(end, nil).is(http.StatusOK, i18n.Ar.LinkEnded())
	employer.get(path).is(http.StatusNotFound)
	sami.post(end, nil).is(http.StatusNotFound)
	p = sami.post(routes.CVLinks, form)
	if p.status != http.StatusConflict || strings.Contains(p.body, path) {
		t.Errorf("the form of an ended link: %d", p.status)
	}
}

// TestCVLinkGone: an address that never was, one after its time, an ended one and one of another tenant are the same: in status, in
// headers and in every word, for reading, opening and the PDF.
func TestCVLinkGone(t *testing.T) {
	s := newSite(t)
	sami := s.as("sami")
	day := week("a")
	day.Set("days", "1")
	paths := map[string]string{"never": "/cv/" + auth.NewToken(), "short": "/cv/x", "expired": sami.link(day)}
	s.Clock.Add(time.Second)
	paths["ended"] = sami.link(week("b"))
	token := auth.NewToken()
	paths["other tenant"] = "/cv/" + token
	amal := s.Ulm.Person("amal")
	if err := s.Ulm.DB.Write(t.Context(), func(tx *store.Tx) error {
		l := domain.CVLink{ID: store.NewID[domain.CVLinkID](tx), Person: amal, CV: domain.FirstCV(amal), Form: domain.CVFull, Until: tx.Now + 1e10}
		return tx.AddCVLink(context.Background(), l, crypt.HashCode(token))
	}); err != nil {
		t.Fatal(err)
	}
	list := sami.get(routes.CVLinks)
	sami.post(regexp.MustCompile(`/me/links/\d+/end`).FindString(list.body), nil).is(http.StatusOK)
	s.Clock.Add(25 * time.Hour)
	for _, how := range [...][2]string{{http.MethodGet, ""}, {http.MethodPost, ""}, {http.MethodPost, "/pdf"}} {
		bodies, headers := map[string]bool{}, map[string]bool{}
		for name, path := range paths {
			p := s.browser().do(how[0], path+how[1], url.Values{})
			if p.status != http.StatusNotFound {
				t.Errorf("%s %s: %d", name, how, p.status)
			}
			bodies[p.body] = true
			p.header.Del("Date")
			var lines []string
			for _, k := range slices.Sorted(maps.Keys(p.header)) {
				lines = append(lines, k+p.header.Get(k))
			}
			headers[strings.Join(lines, "\n")] = true
		}
		if len(bodies) != 1 || len(headers) != 1 {
			t.Errorf("%s: %d bodies, %d headers: %v", how, len(bodies), len(headers), headers)
		}
	}
}

// TestCVLinkKnowsNoSession: who is signed in in the same browser is nobody on the page of a link, and a browser that says nothing of
// where it comes from can open it; that it was opened too often is said.
func TestCVLinkKnowsNoSession(t *testing.T) {
	s := newSite(t)
	path := s.as("sami").link(week("a"))
	manager := s.browser()
	manager.keep("session", s.Token("manager_a", domain.SessionStaff))
	if got, want := manager.get(path).is(http.StatusOK).body, s.browser().get(path).body; got != want {
		t.Errorf("a manager sees another page:\n%s", got)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.server.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", "null")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if body, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusOK || !strings.Contains(string(body), "Sami Haddad") {
		t.Errorf("without an origin: %d, %v", res.StatusCode, err)
	}
	for range 29 {
		manager.do(http.MethodPost, path, url.Values{}).is(http.StatusOK)
	}
	manager.do(http.MethodPost, path+"/pdf", url.Values{}).is(http.StatusTooManyRequests, "sehr oft")
}

// TestCVLinkForm: what is wrong stands at its field, and what was typed stays; on a shared device the PIN is asked for.
func TestCVLinkForm(t *testing.T) {
	s := newSite(t)
	shared := s.browser()
	shared.keep("session", s.Token("sami", domain.SessionShared))
	shared.get(routes.NewCVLink(0)).is(http.StatusOK, `name="pin"`)
	for _, tc := range []struct{ field, value, at string }{
		{"days", "365", "days"}, {"days", "", "days"}, {"form", "original", "form"}, {"for", "a\u202eb", "for"}, {"pin", "111222", "pin"},
	} {
		form := week("a")
		form.Set("pin", testkit.PIN)
		form.Set(tc.field, tc.value)
		p := shared.post(routes.CVLinks, form)
		if p.status != http.StatusUnprocessableEntity && p.status != http.StatusForbidden {
			t.Errorf("%s=%q: %d", tc.field, tc.value, p.status)
		}
		p.is(p.status, `id="error-`+tc.at, i18n.Ar.LinkWarnWho()).lacks("/cv/")
	}
	form := week("a")
	form.Set("pin", testkit.PIN)
	shared.link(form)
	form.Set("cv", "4711")
	form.Set("once", "b")
	shared.post(routes.CVLinks, form).is(http.StatusNotFound)
}

// TestCVLinkOfSeveral: with several CVs the form asks which, and the list says which one a link shows.
func TestCVLinkOfSeveral(t *testing.T) {
	s := newSite(t)
	sami := s.as("sami")
	sami.get(routes.NewCVLink(0)).is(http.StatusOK).lacks(`name="cv"`)
	id, err := s.SaveCV(t.Context(), s.Actor("sami"), domain.CVSelection{Title: "Für die Werkstatt", Print: domain.CVPrint{Nationality: true}}, "")
	if err != nil {
		t.Fatal(err)
	}
	said(t, s.City, domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{Nationality: "SY"}})
	sami.get(routes.NewCVLink(id)).is(http.StatusOK, `name="cv"`, `value="`+id.String()+`" selected`)
	form := week("a")
	form.Set("cv", id.String())
	path := sami.link(form)
	sami.get(routes.CVLinks).is(http.StatusOK, "Für die Werkstatt")
	s.browser().do(http.MethodPost, path, url.Values{}).is(http.StatusOK, "syrisch").lacks("Für die Werkstatt", "شركة")
	first := sami.link(week("b"))
	s.browser().do(http.MethodPost, first, url.Values{}).is(http.StatusOK).lacks("syrisch")
}
