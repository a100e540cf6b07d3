package translate

import (
	"strings"
	"testing"
)

// TestMask has what must leave a text in each script, and what must stay.
func TestMask(t *testing.T) {
	known := []Known{
		{"سامي النجار", "Sami Alnajjar"},
		{"Sami Alnajjar", "Sami Alnajjar"},
		{"عمر", "Omar"},
		{"Оксана Ковальчук", "Oksana Kovalchuk"},
		{"ሰላም", "Selam"},
		{"Ahmet Yılmaz", "Ahmet Yılmaz"},
		{"Rosenstraße", "Rosenstraße"},
		{"فاطمه", "Fatima"},
	}
	for _, tc := range []struct{ text, masked, restored string }{
		{"أنا سامي", "أنا x0@ph.de", "Sami"},
		{"وسامي النجّار معي", "x0@ph.de x1@ph.de معي", "Sami Alnajjar"},
		{"مع عمر ولعمر", "مع x0@ph.de x1@ph.de", "Omar Omar"},
		{"عمرها طويل", "عمرها طويل", ""}, // "her age" is no name
		{"فاطمة", "x0@ph.de", "Fatima"},
		{"з Оксаною Ковальчук", "з x0@ph.de x1@ph.de", "Oksana Kovalchuk"},
		{"SAMI worked", "x0@ph.de worked", "Sami"},
		{"Ahmet'in ustası YILMAZ", "x0@ph.de'in ustası x1@ph.de", "Ahmet Yılmaz"},
		{"ምስ ሰላም", "ምስ x0@ph.de", "Selam"},
		{"in der Rosenstraße 5", "in der x0@ph.de x1@ph.de", "Rosenstraße 5"},
		{"س\u200cامي", "x0@ph.de", "Sami"},
		{"هاتف: +٤٩ (٧١١) ۱۲۳-٤٥٦.", "هاتف: x0@ph.de.", "+49 (711) 123-456"},
		{"من 03/2010 إلى ٢٠١٥ بنسبة ٧٨٪", "من x0@ph.de إلى x1@ph.de بنسبة x2@ph.de", "03/2010 2015 78%"},
		{"https://example.org/سامي?x=1 و a@b.de", "x0@ph.de و x1@ph.de", "https://example.org/سامي?x=1 a@b.de"},
		{"x0@ph.de", "x0@ph.de", "x0@ph.de"},
		{"ዓመተ ፳፻፪", "ዓመተ x0@ph.de", "፳፻፪"},
		{"نجار أثاث", "نجار أثاث", ""},
	} {
		m := Mask(tc.text, known)
		if m.Text != tc.masked || strings.Join(m.facts, " ") != tc.restored {
			t.Errorf("Mask(%q) = %q with %q, want %q with %q", tc.text, m.Text, m.facts, tc.masked, tc.restored)
		}
	}
}

func FuzzMask(f *testing.F) {
	f.Add("أنا سامي النجار ٠١٥١ a@b.de", "سامي النجار", "Sami Alnajjar")
	f.Add("x0@ph.de x1 @ ph.de", "x", "y")
	f.Fuzz(func(t *testing.T, text, source, german string) {
		m := Mask(text, []Known{{source, german}})
		if strings.ContainsAny(tokenPattern.ReplaceAllString(m.Text, ""), "0123456789٠١٢٣٤٥٦٧٨٩") {
			t.Errorf("a number is left in %q", m.Text)
		}
		for _, w := range wordPattern.FindAllString(tokenPattern.ReplaceAllString(m.Text, " "), -1) {
			if _, ok := match(knownWords([]Known{{source, german}}), fold(w)); ok {
				t.Errorf("%q of %q is left in %q", w, source, m.Text)
			}
		}
	})
}
