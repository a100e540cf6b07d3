package browser

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// lookAt measures a page: what sticks out of it, targets smaller than least, and how far parts moved while it was loaded.
const lookAt = `(async()=>{
const wide=%WIDE%,least=%LEAST%,out={Lang:document.documentElement.lang,Dir:document.documentElement.dir,Wide:document.documentElement.scrollWidth,Out:[],Small:[],Shift:0};
const name=e=>(e.tagName.toLowerCase()+"."+e.className+" "+(e.getAttribute("aria-label")||e.innerText||e.name||"").trim().slice(0,40));
const hidden=e=>{for(;e;e=e.parentElement){if(e.matches(".skip,.sr,.sr-phone"))return true;const s=getComputedStyle(e);if(s.visibility==="hidden"||s.display==="none"||s.clipPath!=="none")return true;if(e!==document.documentElement&&e!==document.body&&(s.overflowX==="auto"||s.overflowX==="scroll"||s.overflowX==="hidden"))return true}return false};
if(out.Wide>wide)for(const e of document.querySelectorAll("body *")){const r=e.getBoundingClientRect();if(r.width&&(r.right>wide+.5||r.left<-.5)&&!hidden(e))out.Out.push(name(e)+" "+Math.round(r.left)+"…"+Math.round(r.right))}
for(const e of document.querySelectorAll("a[href],button,summary,select,textarea,input:not([type=hidden])")){
 const target=e.matches("input[type=radio],input[type=checkbox]")?e.closest("label")||e:e;
 const r=target.getBoundingClientRect();
 if(!r.width||e.matches(".skip")||e.closest(".sr"))continue;
 const inText=getComputedStyle(e).display==="inline"&&e.tagName==="A";
 const low=inText?24:least;
 if(inText&&[...e.parentElement.childNodes].some(n=>n.nodeType===3&&n.data.trim()))continue;
 if(r.height<low-.5||(r.width<least-.5&&!inText))out.Small.push(name(target)+" "+Math.round(r.width)+"×"+Math.round(r.height));
}
await new Promise(ok=>{const o=new PerformanceObserver(l=>{for(const e of l.getEntries())out.Shift+=e.value});o.observe({type:"layout-shift",buffered:true});setTimeout(ok,30)});
return out})()`

type looks struct {
	Lang, Dir  string
	Wide       int
	Out, Small []string
	Shift      float64
}

func (b *tab) looks(least string) looks {
	b.t.Helper()
	js := strings.NewReplacer("%WIDE%", narrowest, "%LEAST%", least).Replace(lookAt)
	var out looks
	if err := json.Unmarshal(evalPromise[json.RawMessage](b, js), &out); err != nil {
		b.t.Fatal(err)
	}
	return out
}

// narrowest is the narrowest screen on which no page may need scrolling to the side.
const narrowest = "320"

// fits measures the page on the narrowest screen.
func (b *tab) fits(x stop, path, language string) {
	b.t.Helper()
	least := "44"
	if x.staff() {
		least = "24"
	}
	got := b.looks(least)
	lang, _ := i18n.Parse(language)
	if x.route == "GET /cv/{token}" || x.route == "GET /body/{token}" {
		lang = i18n.De // for employers and bodies
	}
	if got.Lang != lang.Tag() || got.Dir != lang.Dir() {
		b.t.Errorf("lang=%q dir=%q, want %s %s", got.Lang, got.Dir, lang.Tag(), lang.Dir())
	}
	if got.Wide > 320 {
		b.t.Errorf("%d px wide: %s", got.Wide, strings.Join(got.Out[:min(6, len(got.Out))], " | "))
		b.picture("wide-" + language + "-" + strings.Trim(path, "/"))
	}
	if len(got.Small) > 0 {
		b.t.Errorf("targets below %s px: %s", least, strings.Join(got.Small[:min(6, len(got.Small))], " | "))
	}
	if got.Shift > 0.02 { // a page that moves does so each time; one that came slowly once does not
		b.open(path)
		got = b.looks(least)
	}
	if got.Shift > 0.02 {
		b.t.Errorf("parts moved while loading: %.3f", got.Shift)
	}
}

// hostile are names that try to break a page: endless words, both directions in one line, heaps of marks, code.
var hostile = []domain.Name{
	{Latin: "Donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenamtmann", Native: "ዶናውዳምፕሺፍፋርትስገሰልሻፍትስካፒተንስዊትወንረንተንኣምትማንዶናውዳምፕሺፍፋርትስገሰልሻ"},
	{Latin: "שלום) Verkehrt 123", Native: "معكوس (abc 123"},
	{Latin: "Ma\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c Z\u0351\u0352\u0357\u035b\u0363\u0364", Native: "مـــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــــد"},
	{Latin: `<script>alert(1)</script>"'&amp;`, Native: `<img src=x onerror=alert(1)>`},
}

// bare finds where a name stands in a line without anything that keeps its direction to itself.
const bare = `((...names)=>{const out=[];const w=document.createTreeWalker(document.body,NodeFilter.SHOW_TEXT);
for(let n;n=w.nextNode();)for(const name of names){const at=n.data.indexOf(name);if(at<0)continue;
if(n.data.lastIndexOf("\u2068",at)>n.data.lastIndexOf("\u2069",at)||n.parentElement.closest("bdi,[dir=auto],option,textarea,title"))continue;
out.push(n.parentElement.outerHTML.slice(0,200))}return out})`

// TestHostileNames registers people with such names and looks at the pages that show them.
func TestHostileNames(t *testing.T) {
	s := newSite(t)
	staff := newTab(t, s, device{who: "manager_a", wide: 320})
	staff.as("manager_a", "de")
	for _, name := range hostile {
		slip := s.Register(domain.Registration{Name: name, Language: "ar", Accommodation: testkit.HomeBridge, Consent: true, Terms: testkit.Terms, NotADouble: true})
		person := newTab(t, s, device{who: "hostile", wide: 320})
		person.open("/login/slip")
		person.fill("slip", slip.Code, "pin", slip.PIN, "device", "own")
		person.send("/login/slip")
		person.sound(name)
		for _, path := range []string{"/cases", routes.Case(slip.Person), routes.CasePlan(slip.Person)} {
			staff.open(path)
			staff.sound(name)
		}
	}
	for _, r := range "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u0000\n" { // what turns lines by itself is no part of a name
		_, err := s.RegisterPerson(t.Context(), s.Actor("helper"), domain.Registration{
			Name: domain.Name{Latin: "Turned" + string(r)}, Language: "ar", Accommodation: testkit.HomeBridge, Consent: true, Terms: testkit.Terms, NotADouble: true,
		})
		if domain.KindOf(err) != domain.Invalid {
			t.Errorf("a name with %U: %v, want Invalid", r, err)
		}
	}
}

// sound checks that the page is not broken by a name, and that its direction stays with it.
func (b *tab) sound(name domain.Name) {
	b.t.Helper()
	if got := b.looks("24"); got.Wide > 320 {
		b.picture("hostile")
		b.t.Errorf("%s with %+q is %d px wide: %v", b.path(), name.Latin, got.Wide, got.Out[:min(4, len(got.Out))])
	}
	if got := value[[]string](b, bare+"("+quoted(name.Latin)+","+quoted(name.Native)+")"); len(got) > 0 {
		b.t.Errorf("%s: a bare name in %v", b.path(), got)
	}
}
