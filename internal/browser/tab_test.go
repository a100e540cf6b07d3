package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	cd "github.com/chromedp/chromedp"
)

// patience is how long a test waits for what a person would see at once.
const patience = 30 * time.Second

// tab is one page of a browser that somebody holds.
type tab struct {
	t    *testing.T
	ctx  context.Context
	site *site
	who  string // in messages and names of pictures
	wide int    // viewport, in CSS pixels

	noScript bool
	taps     int // what the person pressed, and the fields that were filled

	mu      sync.Mutex
	faults  []string
	allowed map[int64]bool // statuses of answers that the test provokes
	wire    load           // since the tab was opened
}

// load is what a page costs.
type load struct {
	requests int
	bytes    float64 // over the wire, with headers
}

// device describes who holds the browser and what kind it is.
type device struct {
	who      string
	wide     int
	language string // what the browser asks for
	noScript bool
	dark     bool
}

// newTab opens a browser of its own: no cookie, no cache of another.
func newTab(t *testing.T, s *site, d device) *tab {
	t.Helper()
	return openTab(t, s, d, cd.WithNewBrowserContext())
}

// another opens a second tab of the same browser.
func (b *tab) another(who string) *tab {
	b.t.Helper()
	id := cd.FromContext(b.ctx).BrowserContextID
	return openTab(b.t, b.site, device{who: who, wide: b.wide, noScript: b.noScript}, cd.WithExistingBrowserContext(id))
}

func openTab(t *testing.T, s *site, d device, kind cd.ContextOption) *tab {
	t.Helper()
	b := &tab{t: t, site: s, who: d.who, wide: d.wide, noScript: d.noScript, allowed: map[int64]bool{}}
	ctx, end := cd.NewContext(needChromium(t).ctx, kind, cd.WithListener(b.listen))
	ctx, endTime := context.WithTimeout(ctx, 10*time.Minute)
	b.ctx = ctx
	t.Cleanup(func() {
		b.check()
		endTime()
		end()
	})
	b.do(b.resized(d.wide))
	if d.language != "" {
		call(b, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"Accept-Language": d.language}})
	}
	if d.noScript {
		call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	}
	b.dark(d.dark)
	return b
}

// phone is the widest viewport that is a phone in the hand, in CSS pixels.
const phone = 600

// resized makes the viewport that of a phone or of a desk.
func (b *tab) resized(wide int) cd.Action[cd.Void] {
	b.wide = wide
	if wide < phone {
		return b.sized(wide, 740)
	}
	return b.sized(wide, 900)
}

func (b *tab) sized(wide, high int) cd.Action[cd.Void] {
	if wide < phone {
		return cd.EmulateViewport(int64(wide), int64(high), cd.EmulateMobile, cd.EmulateTouch, cd.EmulatePortrait)
	}
	return cd.EmulateViewport(int64(wide), int64(high))
}

func (b *tab) dark(on bool) {
	scheme := "light"
	if on {
		scheme = "dark"
	}
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}, // a colour on its way is no colour to measure
	}})
}

func (b *tab) do(steps ...cd.Action[cd.Void]) {
	b.t.Helper()
	if err := cd.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v", b.who, err)
	}
}

// eval runs a script of the test in the page, also when the page itself may run none.
func eval[T any](b *tab, js string) (T, error) { return cd.Run(b.ctx, cd.Evaluate[T](js)) }

// value is eval for a page that stands still.
func value[T any](b *tab, js string) T {
	b.t.Helper()
	v, err := eval[T](b, js)
	if err != nil {
		b.t.Fatalf("%s: %v in %.200s", b.who, err, js)
	}
	return v
}

// eventually asks until the answer is yes; it gives up loudly.
func (b *tab) eventually(what, js string) {
	b.t.Helper()
	end := time.Now().Add(patience)
	for time.Now().Before(end) {
		if yes, err := eval[bool](b, js); err == nil && yes {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.fail("waited in vain for %s", what)
}

// fail ends the test with a picture of what was there instead.
func (b *tab) fail(format string, args ...any) {
	b.t.Helper()
	text, _ := eval[string](b, `location.pathname+"\n"+document.body.innerText`)
	b.picture("failed-" + b.who)
	b.t.Fatalf("%s: "+format+"; the page:\n%s", append(append([]any{b.who}, args...), cut(text))...)
}

func cut(s string) string {
	if r := []rune(s); len(r) > 3000 {
		return string(r[:3000]) + "…"
	}
	return s
}

// allow lets answers with this status pass; without it every one from 400 on is a fault.
func (b *tab) allow(status int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.allowed[status] = true
}

// forbid takes back allow.
func (b *tab) forbid(status int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.allowed, status)
}

// loads runs f, which makes the browser leave the page, and waits for the next one.
func (b *tab) loads(f func()) {
	b.t.Helper()
	was := value[float64](b, `performance.timeOrigin`)
	f()
	b.eventually("the next page", fmt.Sprintf(`performance.timeOrigin!==%v && document.readyState==="complete"`, jsNumber(was)))
	b.check()
}

func jsNumber(f float64) string {
	out, _ := json.Marshal(f)
	return string(out)
}

func quoted(s string) string {
	out, _ := json.Marshal(s)
	return string(out)
}

// open goes to a page by its address.
func (b *tab) open(path string) {
	b.t.Helper()
	b.do(cd.Navigate(b.site.url(path)))
	b.check()
}

func (b *tab) reload() {
	b.t.Helper()
	b.loads(func() { b.do(cd.Reload()) })
}

func (b *tab) path() string { return value[string](b, `location.pathname`) }

// picker is the script that finds what can be pressed, by the name that people (and screen readers) know it by.
const picker = `(()=>{
const clean=s=>s.replace(/[\u2066-\u2069\u200e\u200f]/g,"").replace(/\s+/g," ").trim();
const named=e=>clean(e.getAttribute("aria-label")||e.innerText||e.value||"");
const within=%s;
const all=[...document.querySelectorAll((within?within+" ":"")+":is(a[href],button,summary,label,[role=button])")].filter(e=>e.getClientRects().length);
const want=clean(%s);
return all.find(e=>named(e)===want)||all.find(e=>named(e).startsWith(want))||all.find(e=>named(e).includes(want))})()`

// click presses the link or button of that name and waits for the page it leads to.
func (b *tab) click(name string) {
	b.t.Helper()
	b.clickIn("", name)
}

// clickIn is click within the part of the page that a CSS selector names.
func (b *tab) clickIn(part, name string) {
	b.t.Helper()
	b.loads(func() { b.press(fmt.Sprintf(picker, quoted(part), quoted(name)), name) })
}

// touch presses what is called name and stays on the page.
func (b *tab) touch(name string) {
	b.t.Helper()
	b.press(fmt.Sprintf(picker, `""`, quoted(name)), name)
}

// send presses the button of the form with that action and waits for the answer.
func (b *tab) send(action string) {
	b.t.Helper()
	b.loads(func() { b.pressSend(action) })
}

func (b *tab) pressSend(action string) {
	b.t.Helper()
	b.press(fmt.Sprintf(`[...document.forms].find(f=>f.getAttribute("action")===%s)?.querySelector("button:not([type=button]),input[type=submit]")`, quoted(action)), "the button of "+action)
}

// follow presses the link to path.
func (b *tab) follow(path string) {
	b.t.Helper()
	b.loads(func() {
		b.press(fmt.Sprintf(`[...document.querySelectorAll("a[href]")].find(a=>a.getAttribute("href")===%s&&a.getClientRects().length)`, quoted(path)), "the link to "+path)
	})
}

// press clicks with the mouse on the middle of an element; one that is covered by another is a fault.
func (b *tab) press(element, name string) {
	b.t.Helper()
	var at struct {
		X, Y  float64
		Found bool
		Over  string
	}
	at, err := eval[struct {
		X, Y  float64
		Found bool
		Over  string
	}](b, `(()=>{const e=`+element+`;if(!e)return{Found:false};e.scrollIntoView({block:"center",inline:"center",behavior:"instant"});
const r=[...e.getClientRects()].find(r=>r.width&&r.height)||e.getBoundingClientRect();const X=r.x+r.width/2,Y=r.y+r.height/2,top=document.elementFromPoint(X,Y);
return{X,Y,Found:true,Over:top&&(e.contains(top)||top.contains(e))?"":(top?top.outerHTML.slice(0,200):"nothing")}})()`)
	if err != nil || !at.Found {
		b.fail("there is no %q to press (%v)", name, err)
	}
	if at.Over != "" {
		b.fail("%q is covered by %s", name, at.Over)
	}
	b.taps++
	b.do(cd.MouseClickXY(at.X, at.Y))
}

// fill types into the fields: name, text, name, text, …
func (b *tab) fill(pairs ...string) {
	b.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		b.fillIn("", pairs[i], pairs[i+1])
	}
}

// fillIn types into one field of the part that a CSS selector names; choices are made by their value.
func (b *tab) fillIn(part, name, text string) {
	b.t.Helper()
	b.spread()
	field := strings.TrimSpace(fmt.Sprintf(`%s [name=%q]`, part, name))
	kind, err := eval[string](b, fmt.Sprintf(`(()=>{const e=document.querySelector(%s+":not([type=hidden])");if(!e)return"";return e.type})()`, quoted(field)))
	if err != nil || kind == "" {
		b.fail("there is no field %q (%v)", field, err)
	}
	switch kind {
	case "radio", "checkbox":
		b.press(fmt.Sprintf(`(()=>{const e=[...document.querySelectorAll(%s)].find(e=>e.value===%s);return e&&(e.closest("label")||e)})()`, quoted(field), quoted(text)), name+"="+text)
	case "select-one", "date":
		done := value[bool](b, fmt.Sprintf(`(()=>{const e=document.querySelector(%s);e.focus();e.value=%s;e.dispatchEvent(new Event("input",{bubbles:true}));e.dispatchEvent(new Event("change",{bubbles:true}));return e.value===%s})()`, quoted(field), quoted(text), quoted(text)))
		if !done {
			b.fail("%q has no choice %q", name, text)
		}
		b.taps++
	default:
		b.taps++
		value[bool](b, fmt.Sprintf(`(()=>{const e=document.querySelector(%s+":not([type=hidden])");e.scrollIntoView({block:"center"});e.focus();e.select&&e.select();return true})()`, quoted(field)))
		if text == "" {
			b.do(cd.KeyEvent("\b"))
		} else {
			call(b, input.InsertText, input.InsertTextParams{Text: text})
		}
	}
}

// typed is what stands in a field now.
func (b *tab) typed(name string) string {
	b.t.Helper()
	return value[string](b, fmt.Sprintf(`document.querySelector('[name=%q]:not([type=hidden])')?.value??"(no such field)"`, name))
}

// visibleText is what a person can read, without the marks that only steer its direction.
const visibleText = `document.body.innerText.replace(/[\u2066-\u2069\u200e\u200f\u00ad]/g,"").replace(/\s+/g," ")`

// plain is a text of the catalogues as visibleText shows it.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		if r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0xad {
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// sees waits until all texts can be read on the page, without reloading it.
func (b *tab) sees(texts ...string) {
	b.t.Helper()
	b.spread()
	for _, text := range texts {
		b.eventually(fmt.Sprintf("%q", text), fmt.Sprintf(`%s.includes(%s)`, visibleText, quoted(plain(text))))
	}
}

// lacks checks that none of the texts is anywhere in what the browser was sent, shown or not. Ids and tokens are left out: they can hold anything.
func (b *tab) lacks(texts ...string) {
	b.t.Helper()
	for _, text := range texts {
		if value[bool](b, fmt.Sprintf(`document.documentElement.outerHTML.replace(/[A-Za-z0-9_-]{16,}/g, "").includes(%s)`, quoted(text))) {
			b.fail("%q must not be in the page", text)
		}
	}
}

// awaits sees a text live; a browser without JavaScript is reloaded instead.
func (b *tab) awaits(texts ...string) {
	b.t.Helper()
	if b.noScript {
		b.reload()
	}
	b.sees(texts...)
	b.check()
}

// evalPromise evaluates what takes its time; not for pages without JavaScript.
func evalPromise[T any](b *tab, js string) T {
	b.t.Helper()
	v, err := cd.Run(b.ctx, cd.Evaluate[T](js, cd.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v in %.200s", b.who, err, js)
	}
	return v
}
