package browser

import (
	"encoding/json"
	"fmt"
	"testing"

	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// focused says on what the focus is, whether it can be seen, and what hides it.
const focused = `(()=>{const e=document.activeElement;if(!e||e===document.body)return{Name:""};
const clean=s=>(s||"").replace(/[\u2066-\u2069]/g,"").replace(/\s+/g," ").replace(/ :/g,":").trim(); // a part for screen readers begins a line
const shown=e.matches("input[type=radio],input[type=checkbox]")?e.closest("label")||e:e,s=getComputedStyle(shown),r=shown.getBoundingClientRect();
const x=Math.min(Math.max(r.x+r.width/2,1),innerWidth-2),y=Math.min(Math.max(r.y+Math.min(r.height/2,20),1),innerHeight-2),top=document.elementFromPoint(x,y);
return{Name:clean(e.getAttribute("aria-label")||(e.labels&&e.labels[0]||e).innerText||e.value),Field:e.name||"",Tag:e.tagName,ID:e.id,
Outline:s.outlineStyle!=="none"&&parseFloat(s.outlineWidth)>=2,
Hidden:r.bottom<0||r.top>innerHeight||r.right<0||r.left>innerWidth?"out of the window":(!top||shown.contains(top)||top.contains(shown)?"":top.outerHTML.slice(0,120))}})()`

type focus struct {
	Name, Field, Tag, ID string
	Outline              bool
	Hidden               string
}

func (b *tab) focus() focus {
	b.t.Helper()
	var out focus
	if err := json.Unmarshal(value[json.RawMessage](b, focused), &out); err != nil {
		b.t.Fatal(err)
	}
	return out
}

// tabTo presses the tabulator until the focus is on the link, button or field of that name or id; each stop on the way can be seen.
func (b *tab) tabTo(name string) {
	b.t.Helper()
	for range 150 {
		b.do(cd.KeyEvent("\t"))
		at := b.focus()
		if at.Name == "" {
			continue // round through the window of the browser
		}
		if !at.Outline {
			b.fail("the focus on %s %q is not to be seen", at.Tag, at.Name)
		}
		if at.Hidden != "" {
			b.fail("the focus on %s %q is hidden: %s", at.Tag, at.Name, at.Hidden)
		}
		if at.Name == name || at.Field == name || at.ID == name {
			return
		}
	}
	b.fail("the tabulator never comes to %q", name)
}

// enter presses the key on what has the focus and waits for the page that it leads to.
func (b *tab) enter() {
	b.t.Helper()
	b.loads(func() { b.do(cd.KeyEvent("\r")) })
}

// TestKeyboard goes from the sign-in to an agreed goal with the keyboard alone: what has the focus can be seen everywhere, the first
// stop leads to the content, and after a mistake the focus is on what says so.
func TestKeyboard(t *testing.T) {
	s := newSite(t)
	b := newTab(t, s, device{who: "manager_a", wide: 1280})
	b.allow(422)
	b.signInStaff("manager_a")
	b.do(cd.KeyEvent("\t"))
	if at := b.focus(); at.Name != "Zum Inhalt" || at.Hidden != "" {
		t.Errorf("the first stop is %+v, want the link to the content", at)
	}
	b.do(cd.KeyEvent("\r"))
	if at := b.focus(); at.ID != "main" {
		t.Errorf("the link leads to %+v, want the content", at)
	}
	b.tabTo("Sami Haddad") // on the morning page: there is no plan yet
	b.enter()
	b.tabTo("domain")
	b.do(cd.KeyEvent("A")) // the first choice with this letter
	b.tabTo("Weiter")
	b.enter()
	b.tabTo("Speichern")
	b.enter()
	if got := value[bool](b, `document.activeElement.matches("[role=alert]")`); !got {
		t.Errorf("after a mistake the focus is on %+v, want the summary", b.focus())
	}
	b.do(cd.KeyEvent("\t"), cd.KeyEvent("\r"))
	at := b.focus()
	if at.Field != "text" && at.Field != "catalogue" {
		t.Errorf("the summary leads to %+v, want the field", at)
	}
	if at.Field != "text" {
		b.tabTo("text")
	}
	b.do(cd.KeyEvent("Arbeit finden"))
	b.tabTo("Speichern")
	b.enter()
	b.tabTo("Der Person zeigen")
	b.enter()
	b.sees("Arbeit finden")

	me := newTab(t, s, device{who: "sami", wide: 360, language: "de"})
	me.as("sami", "de")
	me.open(routes.MyPlan)
	me.tabTo("explained")
	me.do(cd.KeyEvent("Anna"))
	me.tabTo("Ich bin einverstanden")
	me.enter()
	me.sees("Fassung 1")
}

// TestFocusStays shows that a change by somebody else takes the focus from nobody, and closes nothing that was opened.
func TestFocusStays(t *testing.T) {
	s := newSite(t)
	is := s.inhabit("sami")
	b := newTab(t, s, device{who: "manager_a", wide: 1280})
	b.as("manager_a", "de")
	b.open(routes.CasePlan(is.person))
	b.eventually("the stream", `document.documentElement.dataset.live==="open"`)
	const link = `[...document.querySelectorAll("#plan article a[href]")].at(-1)`
	href := value[string](b, link+`.focus(),`+link+`.getAttribute("href")`)
	page, err := s.Plan(t.Context(), s.Actor("manager_a"), is.person)
	s.must(err)
	g := page.Plan.Goals[0]
	g.Text = domain.PlanText{German: "Ein anderes Ziel"}
	_, err = s.SaveGoal(t.Context(), s.Actor("manager_a"), g, "")
	s.must(err)
	b.eventually("the change", `document.querySelector("#plan").innerText.includes("Ein anderes Ziel")`)
	if got := value[string](b, `document.activeElement.getAttribute("href")||document.activeElement.tagName`); got != href {
		t.Errorf("after the change the focus is on %s, was on %s", got, href)
	}

	me := newTab(t, s, device{who: "sami", wide: 360})
	me.as("sami", "de")
	me.open(routes.MyPlan)
	me.eventually("the stream", `document.documentElement.dataset.live==="open"`)
	const open = `[...document.querySelectorAll("#plan details")].at(-1)`
	value[bool](me, open+`.open=true`)
	value[bool](me, open+`.querySelector("summary").focus(),true`)
	s.must(s.OfferPlan(t.Context(), s.Actor("manager_a"), is.person))
	me.eventually("the change", `document.querySelector("#plan").innerText.includes("Ein anderes Ziel")`)
	if got := value[string](me, fmt.Sprintf(`%s.open+" "+document.activeElement.tagName`, open)); got != "true SUMMARY" {
		t.Errorf("after the change: %s, want true SUMMARY", got)
	}
}
