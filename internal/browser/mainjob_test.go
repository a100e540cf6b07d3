package browser

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

// The person of the main job. Nobody of the city has this name before.
const (
	latinName  = "Nabil Alnajjar"
	nativeName = "نبيل النجار"
	newPIN     = "739154"
	typedGoal  = "Im Chor des Stadtteils mitsingen"
	objection  = "أريد أن أعمل أولاً"
)

// mainJob is four people with a browser each.
type mainJob struct {
	*site
	helper, person, manager, agent *tab

	id    domain.PersonID
	goals []string // ids of the goals of the plan, in its order
}

// TestMainJob plays the work of one year in four browsers: registration, profile, release, plan, agreement, Jobcenter, going on,
// and the access book. Once with JavaScript, and once without, when pages are reloaded instead of being live.
func TestMainJob(t *testing.T) {
	for name, noScript := range map[string]bool{"live": false, "noscript": true} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.t = t
			j := &mainJob{
				site:    s,
				helper:  newTab(t, s, device{who: "helper", wide: 1280, noScript: noScript}),
				person:  newTab(t, s, device{who: "person", wide: 360, language: "ar", noScript: noScript}),
				manager: newTab(t, s, device{who: "manager", wide: 1280, noScript: noScript}),
				agent:   newTab(t, s, device{who: "agent", wide: 1280, noScript: noScript}),
			}
			for _, step := range []func(){
				j.register, j.firstSignIn, j.fillProfile, j.readCV, j.beforeRelease, j.giveRelease, j.drawUp, j.answer, j.toJobcenter, j.counter,
				j.goOn, j.readBook, j.takeBack,
			} {
				step()
				s.Clock.Add(5 * time.Minute)
				for _, b := range []*tab{j.helper, j.person, j.manager, j.agent} {
					b.check()
				}
				if t.Failed() {
					t.FailNow()
				}
			}
		})
	}
}

// register: a refusal stores nothing; a likely double is named without data; the consent is read in Arabic; out comes the slip.
func (j *mainJob) register() {
	b := j.helper
	b.signInStaff("helper")
	b.at("/register")
	person := []string{"name_latin", "Karim Refused", "name_native", "كريم", "language", "ar", "accommodation", testkit.HomeBridge.String()}
	b.next(person...)
	b.sees(i18n.Ar.ConsentYes(), i18n.De.ConsentYes())
	b.choose("step", "no")
	b.sees(i18n.Ar.ConsentRefusedTitle())
	b.goTo("/register")

	b.next("name_latin", "Sami Hadad", "name_native", "سامي حداد", "language", "ar", "accommodation", testkit.HomeBridge.String())
	b.sees(i18n.De.RegisterDoublesTitle())
	b.lacks("Wohnheim", "Anna Weber", j.Person("sami").String())
	b.picture("1-doubles")
	b.choose("step", "edit")
	if got := b.typed("name_latin"); got != "Sami Hadad" {
		b.fail("what was typed is gone: %q", got)
	}
	b.next("name_latin", latinName, "name_native", nativeName)
	b.sees(i18n.Ar.ConsentYes(), nativeName)
	b.picture("1-consent")
	b.fill("heard", "1")
	b.choose("step", "yes")
	b.sees("Anna Weber")
	b.picture("1-slip")
	codes := value[[]string](b, `[...document.querySelectorAll("main .code")].map(e=>e.textContent.trim())`)
	ticket := value[string](b, `document.querySelector("[name=ticket]").value`)
	b.isPDF(routes.SlipPDF, url.Values{"ticket": {ticket}, "as": {value[string](b, `document.querySelector("[name=as]").value`)}})
	if len(codes) != 2 {
		b.fail("code and PIN are not there: %q", codes)
	}
	j.slip(codes[0], codes[1])
	b.goTo("/register")
	b.lacks(latinName, codes[0])
}

// slip signs the person in with what stands on the paper, by the address in its QR code.
func (j *mainJob) slip(code, pin string) {
	b := j.person
	b.open("/login")
	b.sees(i18n.Ar.SigninWithSlip())
	b.picture("2-login")
	b.open("/s/" + strings.ReplaceAll(code, "-", ""))
	b.at("/login/slip")
	b.allow(http.StatusForbidden)
	b.fill("pin", "000000", "device", "own")
	b.send("/login/slip")
	b.forbid(http.StatusForbidden)
	b.sees(i18n.Ar.CommonErrorSummary())
	b.fill("pin", pin, "device", "own")
	b.send("/login/slip")
	b.at("/me/pin")
	b.next("old_pin", pin, "new_pin", newPIN)
}

// firstSignIn: the first page names the person and nothing but what to do next.
func (j *mainJob) firstSignIn() {
	b := j.person
	b.at("/me")
	b.sees(nativeName, "Anna Weber")
	b.picture("2-me")
	cases, err := j.Cases(j.t.Context(), j.Actor("manager_a"), domain.CaseFilter{})
	j.must(err)
	for _, c := range cases.Cases {
		if c.Name.Latin == latinName {
			j.id = c.Person
		}
		if strings.HasPrefix(c.Name.Latin, "Karim") {
			j.t.Error("who refused was stored")
		}
	}
	if j.id == 0 {
		j.t.Fatal("the person is in no caseload")
	}
}

// fillProfile answers one question after the other in Arabic, in the own calendar, and leaves some for later.
func (j *mainJob) fillProfile() {
	b := j.person
	b.goTo("/me/profile")
	b.goTo("/identity/new/address_form")
	b.next("address_form", "m")
	b.goTo("calendar=solar-hijri")
	b.next("birth_year", "1370", "birth_month", "2")
	b.picture("2-question")
	b.next("nationality", "SY")
	b.at("/me/profile/identity")

	b.goTo("/contact/new/phone")
	b.allow(http.StatusUnprocessableEntity)
	b.next("phone", "call me")
	b.forbid(http.StatusUnprocessableEntity)
	b.sees(i18n.Ar.CommonErrorSummary())
	if got := b.typed("phone"); got != "call me" {
		b.fail("what was typed is gone: %q", got)
	}
	b.picture("2-error")
	b.next("phone", "+49 711 555 0142")
	b.laterUntil("/me/profile/contact")

	b.open("/me/profile/languages")
	b.goTo("/languages/new/language")
	b.choose("native", "ar")
	b.at("/me/profile/languages")
	b.goTo("/languages/new/language")
	b.choose("pick", "de")
	b.next("level", "A2")
	b.at("/me/profile/languages")
	b.open("/me/profile/schooling")
	b.goTo("/schooling/new/place")
	b.next("city", "حلب", "city_latin", "Aleppo", "country", "SY")
	b.laterUntil("/me/profile/schooling")

	b.open("/me/profile/work")
	b.goTo("/work/new/occupation")
	b.fill("q", "نجار")
	b.loads(func() { b.press(`document.querySelector("form[role=search] button")`, "search") })
	b.sees("Tischler")
	b.picture("2-occupation")
	b.choose("concept", "occ:carpenter")
	b.next("employer", "ورشة الأمل", "employer_latin", "Werkstatt Al-Amal", "city", "حلب", "city_latin", "Aleppo", "country", "SY")
	b.next("from_month", "1", "from_year", "1388", "to_month", "6", "to_year", "1393")
	b.next("task", "task:install-kitchens")
	b.at("/me/profile/work")

	b.open("/me/profile/housing")
	b.goTo("/housing/new/kind")
	b.next("kind", "shared_room")
	b.next("persons", "4")
	b.next("wish", "own_flat")
	b.open("/me/profile")
	b.picture("2-profile")
}

// readCV: the German CV is there at once, as a page and as PDF.
func (j *mainJob) readCV() {
	b := j.person
	b.goTo("/me/cv")
	b.sees("Tischler", "Einbau von Küchen", "Werkstatt Al-Amal, Aleppo, Syrien", "Deutsch: A2", "نجار")
	b.lacks("Geburtsdatum")
	b.picture("2-cv")
	b.isPDF("/me/cv.pdf", nil)
}

// beforeRelease: the manager finds the person, and nothing of what was said.
func (j *mainJob) beforeRelease() {
	b := j.manager
	b.signInStaff("manager_a")
	b.at(routes.Today)
	b.goTo(routes.Cases)
	b.fill("q", "النجار")
	b.loads(func() { b.press(`document.querySelector("form[role=search] button")`, "search") })
	b.sees(latinName)
	b.picture("4-cases")
	b.goTo(routes.Case(j.id))
	b.sees(latinName, nativeName, i18n.De.CaseNothingReleased())
	b.lacks("Tischler", "Küchen", "0142", "A2", "1991", "1370")
	b.picture("3-before")
}

// giveRelease: the preview is what the manager then sees, at once, and nothing else.
func (j *mainJob) giveRelease() {
	b := j.person
	b.open("/me/releases")
	b.gives("languages", "schooling", "housing", "cv")
	b.sees(i18n.Ar.ReleaseHidden(), "A2", "Tischler")
	b.picture("3-preview")
	b.confirms()
	b.picture("3-releases")
	j.manager.awaits("Tischler", "A2", i18n.De.CaseRestNotReleased())
	j.manager.lacks("1991", "1370", "syrisch")
	j.manager.picture("3-case")
}

// drawUp: the manager names who at the Jobcenter is responsible, picks suggestions, types one goal with a step, and shows it all.
func (j *mainJob) drawUp() {
	b := j.manager
	b.fillIn(`form[action$="/agent"]`, "agent", j.User("agent_1").String())
	b.send(routes.CaseAgent(j.id))
	b.goTo(routes.CasePlan(j.id))
	picks := value[[]string](b, `[...document.querySelectorAll("[name=pick]")].map(e=>e.value)`)
	if len(picks) < 3 {
		b.fail("%d suggestions, want at least 3", len(picks))
	}
	for _, p := range picks[:3] {
		b.fill("pick", p)
	}
	b.picture("4-suggestions")
	b.send(routes.PlanSuggestions(j.id))
	b.fill("domain", "participation")
	b.loads(func() {
		b.press(`document.querySelector("main form[method=get] button")`, "the button to a new goal")
	})
	b.next("text", typedGoal, "due", "2026-12-31")
	b.at(routes.CasePlan(j.id))
	b.sees(typedGoal)
	ids := `[...document.querySelectorAll("article.goal")].map(e=>e.id.replace("goal-",""))`
	for _, id := range value[[]string](b, ids) {
		if value[bool](b, `document.getElementById("goal-`+id+`").innerText.includes(`+quoted(typedGoal)+`)`) {
			b.goTo(routes.CasePlan(j.id) + "/goals/" + id)
			break
		}
	}
	measure := `form[action$="/measures"]`
	b.fillIn(measure, "text", "Probe besuchen")
	b.fillIn(measure, "due", "2026-04-30")
	b.loads(func() { b.press(`document.querySelector('`+measure+` button')`, "save the step") })
	b.goTo(routes.CasePlan(j.id))
	b.sees("Probe besuchen")
	j.goals = value[[]string](b, ids)
	b.send(routes.OfferPlan(j.id))
	b.sees(strings.SplitN(i18n.De.PlaneditUnseen("§"), "§", 2)[0])
	b.picture("4-plan")
}

// goal names the part of a page that shows the goal of that number.
func (j *mainJob) goal(i int) string { return `[id="goal-` + j.goals[i] + `"]` }

// typedAt is the number of the goal that was typed.
func (j *mainJob) typedAt() int {
	for i, id := range j.goals {
		if value[bool](j.manager, `document.getElementById("goal-`+id+`").innerText.includes(`+quoted(typedGoal)+`)`) {
			return i
		}
	}
	j.t.Fatal("the typed goal is not in the plan")
	return 0
}
