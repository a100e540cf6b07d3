package arch

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"testing"
)

// dangerous are packages with which little goes far wrong, and the folders that may import them, with the reason. Those without a folder
// have no place here.
var dangerous = map[string]map[string]string{
	"C":                 nil,
	"unsafe":            nil,
	"plugin":            nil,
	"encoding/gob":      nil,
	"text/template":     nil,
	"html/template":     nil,
	"crypto/md5":        nil,
	"crypto/sha1":       nil,
	"crypto/des":        nil,
	"crypto/rc4":        nil,
	"crypto/cipher":     {"internal/crypt": "AES-256-GCM, the one cipher", "internal/web": "the ticket of a slip's PDF, under a key of its session"},
	"math/rand":         nil,
	"net/http/pprof":    nil,
	"expvar":            nil,
	"net/http/httputil": nil,
	"encoding/xml":      {"internal/docx": "escapes text", "internal/pdf": "escapes text"},
	"archive/zip":       {"internal/docx": "writes, never reads"},
	"compress/gzip":     {"internal/web": "writes, never reads", "scripts": "writes"},
	"math/rand/v2":      {"internal/store": "the low bits of ids, and leases; nothing that must not be guessed", "internal/testkit": "made-up data"},
	"os/exec":           {"scripts": "no part of the product"},
}

// TestDangerousPackages checks that a package with which little goes far wrong is imported only where a reason stands.
func TestDangerousPackages(t *testing.T) {
	rule := func(imp string) []string { return misplaced("internal/web", imp) }
	catches(t, rule, []string{"unsafe", "os/exec", "math/rand/v2", "encoding/xml", "crypto/md5"}, []string{"strings", "compress/gzip", "crypto/rand"})
	for _, f := range goFiles(t, ".") {
		if f.test() {
			continue
		}
		for _, spec := range f.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			for _, found := range misplaced(path.Dir(f.path), imp) {
				t.Errorf("%s: %s", f.path, found)
			}
		}
	}
}

func misplaced(pkg, imp string) []string {
	may, known := dangerous[imp]
	if !known {
		return nil
	}
	for folder := range may {
		if within(pkg, folder) {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s must not import %s without a reason in dangerous_test.go", pkg, imp)}
}

var scriptFaults = []fault{
	mustNot(`\beval\b|new Function|setTimeout\(\s*["'\x60]`, "code made of text"),
	mustNot(`\blocalStorage\b|\bsessionStorage\b|\bindexedDB\b|document\.cookie|\bcaches\b`, "something kept on the device"),
	mustNot(`\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write`, "HTML made of text: parse it, it runs nothing then"),
	mustNot(`postMessage|addEventListener\("message"`, "words to another window"),
	mustNot(`https?://`, "another host"),
	mustNot(`\bvar\b|__proto__|window\.[a-zA-Z]+\s*=[^=]`, "something global"),
}

// TestScripts checks that our scripts make no code or HTML of text, keep nothing on the device, and speak to nobody else.
func TestScripts(t *testing.T) {
	rule := func(text string) []string { return faults(text, scriptFaults) }
	catches(t, rule, []string{
		"eval(x)", "localStorage.setItem('a', 1)", "el.innerHTML = text", "parent.postMessage(x, '*')", "fetch('https://example.org')", "var x = 1",
		"window.state = {}", "document.cookie",
	}, []string{"if (part.innerHTML !== german.innerHTML) go()", "const x = 1", "window.print()"})
	found := files(t, "internal/web/static", ".js")
	if len(found) == 0 || !slices.Contains(found, "internal/web/static/live.js") {
		t.Fatal("no scripts: the test looks in the wrong place")
	}
	for _, name := range found {
		for _, wrong := range rule(read(t, name)) {
			t.Errorf("%s:%s", name, wrong)
		}
	}
}
