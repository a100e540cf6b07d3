package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/i18n"
)

// TestCVLink: somebody makes a link on the phone, an employer reads the CV behind it, and when the link is ended the open page of the
// employer loses the CV by itself; the phone shows when it was read.
func TestCVLink(t *testing.T) {
	for _, noScript := range []bool{false, true} {
		t.Run(fmt.Sprintf("noscript_%v", noScript), func(t *testing.T) {
			s := newSite(t)
			s.tell("sami")
			b := newTab(t, s, device{who: "sami", wide: 360, noScript: noScript})
			b.as("sami", "ar")
			b.open("/me/cv")
			b.goTo("/me/links")
			b.goTo("/me/links/new")
			b.sees(i18n.Ar.LinkWarnWho(), i18n.Ar.LinkWarnStays())
			b.picture("link-new-ar-360")
			b.next("for", "شركة النور")
			b.picture("link-made-ar-360")
			address := value[string](b, `document.getElementById("address").value`)
			_, path, _ := strings.Cut(address, "localhost:")
			path = path[strings.IndexByte(path, '/'):]
			if !strings.HasPrefix(path, "/cv/") || len(path) != len("/cv/")+43 {
				t.Fatalf("the address is %q", address)
			}
			b.goTo("/me/links")
			b.lacks(path)

			employer := newTab(t, s, device{who: "employer", wide: 1280, noScript: noScript, language: "de"})
			employer.open(path)
			employer.lacks("Sami", "Haddad")
			employer.picture("link-cover-de-1280")
			b.awaits(i18n.Ar.LinkNever())
			employer.loads(func() { employer.pressSend(path) })
			employer.sees("Sami Haddad", "Werkstatt Al-Nur, Aleppo, Syrien")
			employer.picture("link-cv-de-1280")
			employer.isPDF(path+"/pdf", map[string][]string{})
			b.awaits(i18n.Ar.LinkReads(1), i18n.Ar.LinkDownloads(1))
			b.picture("links-ar-360")
			b.loads(func() { b.press(`document.querySelector("#links form button")`, "the end of the link") })
			b.sees(i18n.Ar.LinkEnded())
			employer.allow(404)
			if noScript {
				employer.open(path)
			} else {
				employer.loads(func() { value[bool](employer, `document.dispatchEvent(new Event("visibilitychange"))`) })
			}
			employer.lacks("Haddad")
		})
	}
}
