package docx

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// order is what the schema of WordprocessingML (ECMA-376, part 1, annex A) allows inside an element, in its sequence; a name that ends
// with + may come more than once. Only what we write is listed. Word calls a file broken that has another order.
var order = map[string][]string{
	"document":    {"body"},
	"body":        {"p+", "tbl+", "sectPr"}, // p and tbl in any order: see below
	"p":           {"pPr", "r+", "fldSimple+"},
	"pPr":         {"pStyle", "keepNext", "numPr", "pBdr", "bidi", "spacing", "ind", "jc", "outlineLvl"},
	"r":           {"rPr", "t"},
	"rPr":         {"rFonts", "b", "bCs", "color", "sz", "szCs", "rtl", "lang"},
	"numPr":       {"ilvl", "numId"},
	"pBdr":        {"bottom"},
	"fldSimple":   {"r+"},
	"tbl":         {"tblPr", "tblGrid", "tr+"},
	"tblPr":       {"bidiVisual", "tblW", "tblLayout", "tblCellMar", "tblLook"},
	"tblCellMar":  {"left", "bottom", "right"},
	"tblGrid":     {"gridCol+"},
	"tr":          {"trPr", "tc+"},
	"trPr":        {"cantSplit"},
	"tc":          {"tcPr", "p+"},
	"tcPr":        {"tcW"},
	"sectPr":      {"footerReference", "pgSz", "pgMar", "bidi"},
	"styles":      {"docDefaults", "style+"},
	"docDefaults": {"rPrDefault", "pPrDefault"},
	"rPrDefault":  {"rPr"},
	"pPrDefault":  {"pPr"},
	"style":       {"name", "basedOn", "next", "qFormat", "pPr", "rPr"},
	"numbering":   {"abstractNum+", "num+"},
	"abstractNum": {"multiLevelType", "lvl+"},
	"lvl":         {"start", "numFmt", "pStyle", "lvlText", "lvlJc", "pPr", "rPr"},
	"num":         {"abstractNumId"},
	"ftr":         {"p+"},
	"settings":    {"compat"},
	"compat":      {"compatSetting+"},
}

// anyOrder are the elements whose content may be mixed.
var anyOrder = []string{"body", "p", "ftr"}

// A node is an element with its attributes and content.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Kids    []node     `xml:",any"`
}

// breaches lists where a tree is not as the schema wants it.
func breaches(n node) (all []string) {
	name := n.XMLName.Local
	allowed, at := order[name], 0
	for i, k := range n.Kids {
		kid := k.XMLName.Local
		place := slices.IndexFunc(allowed, func(s string) bool { return strings.TrimSuffix(s, "+") == kid })
		switch {
		case place < 0:
			all = append(all, fmt.Sprintf("%s in %s", kid, name))
			continue
		case place < at && !slices.Contains(anyOrder, name):
			all = append(all, fmt.Sprintf("%s of %s comes too late", kid, name))
		case i > 0 && place == at && n.Kids[i-1].XMLName.Local == kid && !strings.HasSuffix(allowed[place], "+"):
			all = append(all, fmt.Sprintf("%s of %s comes twice", kid, name))
		}
		at = place
		all = append(all, breaches(k)...)
	}
	if last := len(n.Kids) - 1; name == "tc" && (last < 0 || n.Kids[last].XMLName.Local != "p") {
		all = append(all, "a cell does not end with a paragraph")
	}
	return all
}

func TestSchema(t *testing.T) {
	for _, doc := range []Doc{sample("ar", true), sample("de-DE", false), sample("ti", false), {}} {
		b, err := Bytes(doc)
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range parts(t, b) {
			if !strings.HasPrefix(name, "word/") || strings.HasSuffix(name, ".rels") {
				continue
			}
			var root node
			if err := xml.Unmarshal([]byte(text), &root); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, breach := range breaches(root) {
				t.Errorf("%s in %q: %s", name, doc.Lang, breach)
			}
		}
	}
}

// TestBreaches plants what Word would not open.
func TestBreaches(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"good", "<p><pPr><bidi/><jc/></pPr><r><t/></r></p>", ""},
		{"order", "<p><pPr><jc/><bidi/></pPr></p>", "bidi of pPr comes too late"},
		{"unknown", "<p><tab/></p>", "tab in p"},
		{"twice", "<pPr><jc/><jc/></pPr>", "jc of pPr comes twice"},
		{"cell", "<tc><tcPr/></tc>", "a cell does not end with a paragraph"},
	} {
		var root node
		if err := xml.Unmarshal([]byte(tc.text), &root); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(breaches(root), "; "); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

// TestReferences: every style that a paragraph has is described, and every part that is pointed to is there.
func TestReferences(t *testing.T) {
	b, err := Bytes(sample("ar", true))
	if err != nil {
		t.Fatal(err)
	}
	all := parts(t, b)
	for _, use := range regexp.MustCompile(`<w:pStyle w:val="(\w+)"/>`).FindAllStringSubmatch(all["word/document.xml"]+all["word/footer1.xml"]+all["word/numbering.xml"], -1) {
		if !strings.Contains(all["word/styles.xml"], `w:styleId="`+use[1]+`"`) {
			t.Errorf("no style %s", use[1])
		}
	}
	for _, target := range regexp.MustCompile(`Target="([^"]+)"`).FindAllStringSubmatch(all["word/_rels/document.xml.rels"], -1) {
		if all["word/"+target[1]] == "" {
			t.Errorf("no part word/%s", target[1])
		}
		if !strings.Contains(all["[Content_Types].xml"], `"/word/`+target[1]+`"`) {
			t.Errorf("part word/%s has no type", target[1])
		}
	}
}
