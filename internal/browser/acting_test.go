package browser

import (
	"net/http"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestActing: a manager goes on for one person and then for another, on one device. Under the banner there is one person only, no page
// of the desk, and nothing of the person before.
func TestActing(t *testing.T) {
	for _, noScript := range []bool{false, true} {
		t.Run(map[bool]string{false: "live", true: "noscript"}[noScript], func(t *testing.T) {
			s, b := shared(t, noScript)
			b.t = t
			b.signInStaff("manager_a")
			sami, olena := s.Person("sami"), s.Person("olena")
			b.open(routes.Case(sami))
			b.send(routes.StartActing(sami))
			b.at("/me")
			b.sees(i18n.Ar.NavActingFor("Sami Haddad"))
			b.picture("acting-ar-360")
			b.open("/me/profile/contact")
			b.sees(secret)
			b.allow(http.StatusNotFound)
			for _, path := range []string{"/cases", routes.Case(sami), routes.Case(olena), routes.CasePlan(sami), "/register", "/unit"} {
				b.open(path)
				b.lacks("Olena", "Коваленко", "Wohnheim")
			}
			b.open("/me")
			b.send(routes.EndActing)
			b.at(routes.Acting)
			b.lacks("Sami", secret)
			b.fill("username", "manager_a", "password", testkit.Password)
			b.send(routes.Login)
			b.at(routes.Case(sami))
			b.open(routes.Case(olena))
			b.send(routes.StartActing(olena))
			b.at("/me")
			b.lacks("Sami", secret)
			b.open("/me/profile/contact")
			b.lacks(secret)
			b.back("Sami", secret)
			b.open("/me")
			s.Clock.Add(11 * time.Minute)
			b.open("/me/profile")
			b.at(routes.Acting)
			b.lacks("Olena", "Олена", "Sami")
			b.picture("acting-ended")
		})
	}
}
