package web_test

import (
	"context"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// A reader is a browser without JavaScript: it keeps the page it looks at, and sends the forms of it.
type reader struct {
	t       *testing.T
	handler http.Handler
	token   string
	as      string
	path    string // of the page, with its query
	code    int
	header  http.Header
	body    string
}

// browse opens the site of the city for somebody who is signed in.
func browse(t *testing.T, c *testkit.City, token string) *reader {
	t.Helper()
	server := &web.Server{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Apps: func(context.Context, string) (*app.App, error) { return c.App, nil }}
	by, err := c.ActorByToken(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return &reader{t: t, handler: server.Handler(), token: token, as: ui.As(by)}
}

func (b *reader) do(method, path string, form url.Values) {
	b.t.Helper()
	for range 5 {
		r := httptest.NewRequestWithContext(b.t.Context(), method, path, strings.NewReader(form.Encode()))
		r.Host = "stuttgart.localhost"
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.AddCookie(&http.Cookie{Name: "session", Value: b.token})
		w := httptest.NewRecorder()
		b.handler.ServeHTTP(w, r)
		b.code, b.header, b.body, b.path = w.Code, w.Header(), w.Body.String(), path
		if w.Code != http.StatusSeeOther {
			return
		}
		method, path, form = http.MethodGet, w.Header().Get("Location"), nil
	}
	b.t.Fatalf("%s: redirected for ever", path)
}

func (b *reader) open(path string) {
	b.t.Helper()
	b.do(http.MethodGet, path, nil)
	if b.code != http.StatusOK {
		b.t.Fatalf("GET %s: %d", path, b.code)
	}
}

var (
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([a-z0-9_-]+)" value="([^"]*)"`)
	formAction  = regexp.MustCompile(`(?s)<form method="post" action="([^"]*)".*?</form>`)
)

// send fills the form of the page that goes to the page's own address and sends it; the values are name, value, …
func (b *reader) send(values ...string) {
	b.t.Helper()
	here, _, _ := strings.Cut(b.path, "?")
	for _, m := range formAction.FindAllStringSubmatch(b.body, -1) {
		if html.UnescapeString(m[1]) != here {
			continue
		}
		form := url.Values{}
		for _, h := range hiddenField.FindAllStringSubmatch(m[0], -1) {
			form.Set(h[1], html.UnescapeString(h[2]))
		}
		for i := 0; i < len(values); i += 2 {
			form.Add(values[i], values[i+1])
		}
		b.do(http.MethodPost, here, form)
		return
	}
	b.t.Fatalf("%s has no form to itself:\n%s", b.path, text(b.body))
}

// follow opens the first link whose address contains part.
func (b *reader) follow(part string) {
	b.t.Helper()
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(b.body, -1) {
		if href := html.UnescapeString(m[1]); strings.Contains(href, part) {
			b.open(href)
			return
		}
	}
	b.t.Fatalf("%s has no link to %s", b.path, part)
}

var (
	tags   = regexp.MustCompile(`(?s)<script.*?</script>|<[^>]*>`)
	spaces = regexp.MustCompile(`\s+`)
)

// text is what can be read of a page, without the marks of direction.
func text(body string) string {
	body = html.UnescapeString(tags.ReplaceAllString(body, " "))
	body = strings.Map(func(c rune) rune {
		if c >= 0x2066 && c <= 0x2069 {
			return -1
		}
		return c
	}, body)
	return strings.TrimSpace(spaces.ReplaceAllString(body, " "))
}

func (b *reader) sees(wanted ...string) {
	b.t.Helper()
	for _, w := range wanted {
		if !strings.Contains(text(b.body), w) {
			b.t.Errorf("%s (%d) does not say %q:\n%.1500s", b.path, b.code, w, text(b.body))
		}
	}
}

func (b *reader) lacks(unwanted ...string) {
	b.t.Helper()
	for _, w := range unwanted {
		if strings.Contains(text(b.body), w) {
			b.t.Errorf("%s says %q", b.path, w)
		}
	}
}

func (b *reader) at(path string) {
	b.t.Helper()
	if here, _, _ := strings.Cut(b.path, "?"); !regexp.MustCompile("^" + path + "$").MatchString(here) {
		b.t.Fatalf("at %s (%d), want %s:\n%.1500s", b.path, b.code, path, text(b.body))
	}
}

// TestWholeProfile fills a whole profile in Arabic, page by page, and reads the German CV.
func TestWholeProfile(t *testing.T) {
	c := testkit.New(t)
	b := browse(t, c, c.Token("sami", domain.SessionOwn))
	b.open("/me/profile")
	b.follow("/me/profile/identity/new/address_form") // the next question stands first
	b.send("address_form", "m")
	b.at("/me/profile/identity/[0-9]+/birth")
	b.sees("تم الحفظ: السيد", "الخطوة 2 من 3")
	b.send("birth_day", "١٢", "birth_month", "3", "birth_year", "١٩٩١")
	b.sees("12 مارس 1991")
	b.send("nationality", "SY")
	b.at("/me/profile/identity")
	b.sees("سوريا")

	b.follow("/contact/new/phone") // the next section without an entry begins at once
	b.send("phone", "+49 711 000000")
	b.send("email", "sami@example.org")
	b.send("street", "Musterweg 1", "postcode", "70173", "city", "Stuttgart")
	b.at("/me/profile/contact")

	addLanguage(b, "ar", "native")
	addLanguage(b, "de", "B1")

	b.open("/me/profile/schooling")
	b.follow("/schooling/new/place")
	b.send("institution", "مدرسة الأمل", "institution_latin", "Al-Amal-Schule", "city", "حلب", "city_latin", "Aleppo", "country", "SY")
	b.sees("شهادة التعليم الأساسي") // suggested, as it is a certificate of the country
	b.send("concept", "cert:sy-basic-education")
	b.send("from_year", "1997", "to_year", "2006")
	b.at("/me/profile/schooling")

	b.open("/me/profile/training")
	b.follow("/training/new/kind")
	b.send("kind", "vocational")
	for _, step := range []string{"place", "certificate", "subject", "time", "recognition"} {
		b.at("/me/profile/training/[0-9]+/" + step)
		if step == "subject" {
			b.send("text", "نجارة")
			continue
		}
		skip(b)
	}
	b.at("/me/profile/training")

	b.open("/me/profile/work")
	b.follow("/work/new/occupation")
	b.open(b.path + "&q=" + url.QueryEscape("نجر"))
	b.sees("نجار", "Tischler / Tischlerin")
	b.send("concept", "occ:carpenter")
	b.send("employer", "ورشة الأمل", "employer_latin", "Al-Amal Werkstatt", "city_latin", "Aleppo", "city", "حلب", "country", "SY")
	b.send("from_month", "9", "from_year", "2010", "to_year", "2015")
	b.sees("تركيب المطابخ", "Einbau von Küchen")
	b.send("task", "task:install-kitchens", "text", "دربت متدربين", "text", "")
	b.at("/me/profile/work")
	b.sees("Tischler · 09/2010 – 2015 · Al-Amal Werkstatt, Aleppo, Syrien", "• Einbau von Küchen", "جزء منه غير متوفر بالألمانية بعد.")

	b.open("/me/profile/skills")
	b.follow("/skills/new/class")
	b.send("class", "B")
	b.send("in_germany", "foreign")
	b.open("/me/profile/skills")
	b.follow("/skills/new/skill")
	b.send("concept", "soft:flexibility")
	b.at("/me/profile/skills")
	b.sees("Klasse B (im Ausland ausgestellt)", "Flexibilität")

	b.open("/me/profile/housing")
	b.follow("/housing/new/kind")
	b.send("kind", "shared_room")
	b.send("persons", "٤")
	b.send("wish", "own_flat")
	b.sees("4 أشخاص")

	b.open("/me/cv")
	b.sees(
		"Sami Haddad", "Anschrift: Musterweg 1, 70173 Stuttgart", "Telefon: +49 711 000000", "09/2010 – 2015", "Tischler",
		"Al-Amal Werkstatt, Aleppo, Syrien", "Einbau von Küchen", "1997 – 2006", "Arabisch: Muttersprache", "Deutsch: B1",
		"دربت متدربين", "غير متوفر بالألمانية بعد",
	)
	b.lacks("12.03.1991", "syrisch")
	b.send("birth_date", "1", "nationality", "1")
	b.sees("Geburtsdatum: 12.03.1991", "Staatsangehörigkeit: syrisch")
	b.follow("/me/cv/target")
	b.send("concept", "occ:carpenter")
	b.at("/me/cv")
	b.sees("Über 4 Jahre Berufserfahrung als Tischler")
	for path, begin := range map[string]string{"/me/cv.pdf": "%PDF-", "/me/cv.docx": "PK"} {
		b.do(http.MethodGet, path, nil)
		if b.code != http.StatusOK || !strings.HasPrefix(b.body, begin) {
			t.Errorf("%s: %d, %.20q", path, b.code, b.body)
		}
		if b.header.Get("Cache-Control") != "no-store" || b.header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be kept or guessed: %v", path, b.header)
		}
	}
}

func addLanguage(b *reader, language, level string) {
	b.t.Helper()
	b.open("/me/profile/languages")
	b.follow("/languages/new/language")
	b.send("pick", language)
	b.at("/me/profile/languages/new/level")
	b.send("level", level)
	b.at("/me/profile/languages")
}

// skip takes the link to go on without an answer.
func skip(b *reader) {
	b.t.Helper()
	m := regexp.MustCompile(`(?s)<a class="backlink" href="([^"]*)">[^<]*أو لاحقًا`).FindStringSubmatch(b.body)
	if m == nil {
		b.t.Fatalf("%s cannot be skipped", b.path)
	}
	b.open(html.UnescapeString(m[1]))
}
