package browser

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	cd "github.com/chromedp/chromedp"
)

// axe returns the script of axe-core, which scripts/test installs.
func axe(t *testing.T) string {
	t.Helper()
	file := os.Getenv("AUFWIND_AXE")
	if file == "" {
		file = filepath.Join("..", "web", "testdata", "axe", "node_modules", "axe-core", "axe.min.js")
	}
	src, err := os.ReadFile(file)
	if err == nil {
		return string(src)
	}
	if os.Getenv("REQUIRE_BROWSER") == "1" {
		t.Fatalf("no axe-core (npm ci in internal/web/testdata/axe): %v", err)
	}
	t.Skip("no axe-core (npm ci in internal/web/testdata/axe): THE PAGES WERE NOT CHECKED FOR ACCESSIBILITY")
	return ""
}

const runAxe = `axe.run(document,{runOnly:["wcag2a","wcag2aa","wcag21a","wcag21aa","wcag22aa","best-practice"],resultTypes:["violations"]})` +
	`.then(r=>r.violations.map(v=>v.id+": "+v.help+" ×"+v.nodes.length+" "+v.nodes.slice(0,3).map(n=>n.html.slice(0,160)+" ["+n.any.map(a=>a.message).join("; ").slice(0,200)+"]").join(" | ")))`

// violations runs axe-core on the page as it is now.
func (b *tab) violations() []string {
	b.t.Helper()
	var out []string
	if err := json.Unmarshal(evalPromise[json.RawMessage](b, runAxe), &out); err != nil {
		b.t.Fatal(err)
	}
	return out
}

// TestAxeFinds plants faults that axe-core has to find, so that its silence means something.
func TestAxeFinds(t *testing.T) {
	src := axe(t)
	s := newSite(t)
	b := newTab(t, s, device{who: "tester", wide: 360})
	b.open("/login")
	b.do(cd.Evaluate[cd.Void](src + ";0"))
	value[bool](b, `(document.querySelector("main").insertAdjacentHTML("beforeend",'<img src="data:,"><p class="t">hardly to be read</p><input>'),document.querySelector("p.t").style.color="#eee",true)`)
	if found := b.violations(); len(found) < 3 {
		t.Errorf("axe-core finds only %v", found)
	}
}

// TestAxe: nothing to find on any page, in German and Arabic, on the phone and at the desk, in the light and in the dark.
func TestAxe(t *testing.T) {
	src := axe(t)
	everywhere(t, 360, []string{"de", "ar"}, func(t *testing.T, b *tab, x stop, path, language string) {
		b.do(cd.Evaluate[cd.Void](src + ";0"))
		for _, wide := range [...]int{360, 1280} {
			b.do(b.resized(wide))
			b.site.must(b.unrolled())
			for _, dark := range [...]bool{false, true} {
				if dark && (language != "de" || wide != 360) {
					continue // colours are the same in every language and at every width
				}
				b.dark(dark)
				for _, v := range b.violations() {
					t.Errorf("at %d px, dark %v: %s", wide, dark, v)
				}
			}
			b.dark(false)
		}
		b.do(b.resized(360))
	})
}
