package planted

import (
	"strings"
	"testing"
)

const list = `# what this is
fault first
asvs 1.2.3 4.5.6
in a/b.go
test a TestB
-	one
-	two
+	three

fault second
asvs 1.2.3
in c.go
test c TestD
-gone
`

func TestParse(t *testing.T) {
	all, err := parse(list)
	if err != nil || len(all) != 2 {
		t.Fatalf("%v, %v", all, err)
	}
	f := all[0]
	if f.Name != "first" || len(f.ASVS) != 2 || f.File != "a/b.go" || f.Package != "a" || f.Test != "TestB" || f.Old != "\tone\n\ttwo" || f.New != "\tthree" {
		t.Errorf("%+v", f)
	}
	for _, wrong := range []string{"x", "fault a", strings.Replace(list, "asvs 1.2.3\n", "", 1), "asvs 1.2.3\nfault a", strings.Replace(list, "in c.go", "of c.go", 1)} {
		if _, err := parse(wrong); err == nil {
			t.Errorf("taken: %q", wrong)
		}
	}
}

func TestPlant(t *testing.T) {
	f := Fault{Name: "x", File: "x.go", Old: "b", New: "c"}
	if got, err := f.Plant("a b"); got != "a c" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	for _, text := range []string{"a", "b b"} {
		if _, err := f.Plant(text); err == nil {
			t.Errorf("planted into %q", text)
		}
	}
}
