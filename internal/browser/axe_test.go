package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	cd "github.com/chromedp/chromedp"
)

// axe returns the script of axe-core, which scripts/test installs; found is false where it is missing and REQUIRE_BROWSER does not ask for it.
func axe(t *testing.T) (src string, found bool) {
	t.Helper()
	file := os.Getenv("AUFWIND_AXE")
	if file == "" {
		file = filepath.Join("..", "web", "testdata", "axe", "node_modules", "axe-core", "axe.min.js")
	}
	b, err := os.ReadFile(file)
	if err != nil && os.Getenv("REQUIRE_BROWSER") == "1" {
		t.Fatalf("no axe-core (npm ci in internal/web/testdata/axe): %v", err)
	}
	return string(b), err == nil
}

const (
	runAxe = `axe.run(document,{runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"],resultTypes:["violations"]})` + axeFound

	// runAxeOnColours runs the rules on colours alone: nothing else changes in the dark.
	runAxeOnColours = `axe.run(document,{runOnly:{type:"tag",values:["cat.color"]},resultTypes:["violations"]})` + axeFound

	axeFound = `.then(r=>r.violations.map(v=>v.id+": "+v.help+" ×"+v.nodes.length+" "+v.nodes.slice(0,3).map(n=>n.html.slice(0,160)+" ["+n.any.map(a=>a.message).join("; ").slice(0,200)+"]").join(" | ")))`
)

// violations runs axe-core on the page as it is now.
func (b *tab) violations(run string) []string {
	b.t.Helper()
	var out []string
	if err := json.Unmarshal(evalPromise[json.RawMessage](b, run), &out); err != nil {
		b.t.Fatal(err)
	}
	return out
}

// TestAxeFinds plants faults that axe-core has to find, so that its silence means something.
func TestAxeFinds(t *testing.T) {
	src, found := axe(t)
	if !found {
		t.Skip("no axe-core (npm ci in internal/web/testdata/axe): THE PAGES WERE NOT CHECKED FOR ACCESSIBILITY")
	}
	s := newSite(t)
	b := newTab(t, s, device{who: "tester", wide: 360})
	b.open("/login")
	b.do(cd.Evaluate[cd.Void](src + ";0"))
	value[bool](b, `(document.querySelector("main").insertAdjacentHTML("beforeend",'<img src="data:,"><p class="t">hardly to be read</p><input>'),document.querySelector("p.t").style.color="#eee",true)`)
	if found := b.violations(runAxe); len(found) < 3 {
		t.Errorf("axe-core finds only %v", found)
	}
	if found := b.violations(runAxeOnColours); len(found) != 1 {
		t.Errorf("axe-core finds of colours %v", found)
	}
}

// accessible: axe-core has nothing to find on the page on the phone, and in German at the desk and in the dark too.
func (b *tab) accessible(language, src string) {
	b.t.Helper()
	b.do(cd.Evaluate[cd.Void](src + ";0"))
	for _, wide := range [...]int{360, 1280} {
		b.do(b.resized(wide))
		b.site.must(b.unrolled())
		for _, v := range b.violations(runAxe) {
			b.t.Errorf("at %d px: %s", wide, v)
		}
		if language != "de" {
			return // what is wider and what is dark is so in every language
		}
		if wide != 360 {
			continue // colours are the same at every width
		}
		b.dark(true)
		for _, v := range b.violations(runAxeOnColours) {
			b.t.Errorf("in the dark: %s", v)
		}
		b.dark(false)
	}
}
