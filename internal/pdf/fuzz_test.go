package pdf

import (
	"bytes"
	"testing"
	"time"
)

// FuzzPlain sets any text in any direction: the result is a PDF, whatever letters, marks and signs of direction stand in it.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{
		"", "a\n\nb", "عمل من ٢٠١٠–٢٠١٥ (a@b.de) +49 711 1", "ሰላም ዓለም", "a\u0301\u0301\u0301", "\u202e\u2066abc", "ლა 漢 🇩🇪👩‍🔧", "\xff\xfe", "ي\u200cە", "\u0000\u0007",
		"   \t ", "שלום",
	} {
		f.Add(s, "ar", true)
		f.Add(s, "de", false)
	}
	f.Fuzz(func(t *testing.T, text, lang string, rtl bool) {
		if len(text) > 2000 || len(lang) > 20 {
			return
		}
		out, err := Plain(PlainDoc{Head: Head{Lang: lang, Created: time.Unix(0, 0)}, RTL: rtl, Text: text})
		if err != nil || !bytes.HasPrefix(out, []byte("%PDF-")) || !bytes.Contains(out[max(0, len(out)-30):], []byte("%%EOF")) {
			t.Errorf("%q: %d bytes, %v", text, len(out), err)
		}
	})
}
