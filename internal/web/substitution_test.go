package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestSubstitutions: the lead enters who stands in, sees what was typed again when a field is wrong, and ends it.
func TestSubstitutions(t *testing.T) {
	s := newSite(t)
	lead := s.as("lead")
	lead.get(routes.Unit).is(http.StatusOK, `href="`+routes.Substitutions+`"`)
	lead.get(routes.Substitutions).is(http.StatusOK, isolated("Sven Kurz", " vertritt ", "Anna Weber"))
	typed := url.Values{"for": {"101"}, "user": {"102"}, "from": {"2026-04-01"}, "until": {"2026-03-01"}}
	lead.post(routes.Substitutions, typed).is(http.StatusUnprocessableEntity, `value="2026-04-01"`, `value="2026-03-01"`, `<option value="102" selected>`)
	typed.Set("until", "2026-04-20")
	lead.post(routes.Substitutions, typed).is(http.StatusOK, isolated("Bernd Vogel", " vertritt ", "Anna Weber", " vom ", "01.04.2026", " bis zum ", "20.04.2026"))
	lead.post(routes.EndSubstitution, typed).is(http.StatusOK).lacks(isolated("Bernd Vogel", " vertritt "))
	s.as("manager_a").get(routes.Substitutions).is(http.StatusNotFound)
}

// isolated joins names and days, which stand apart from the direction of the text, with the words between them.
func isolated(parts ...string) string {
	var out strings.Builder
	for i, part := range parts {
		if i%2 == 0 {
			part = "\u2068" + part + "\u2069"
		}
		out.WriteString(part)
	}
	return out.String()
}
