package pdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// bytes returns the finished file. The document can't be used afterwards.
func (d *doc) bytes() []byte {
	var o objects
	fonts := d.writeFonts(&o)
	pages := o.reserve()
	numbers := make([]int, len(d.pages))
	for i := range d.pages {
		numbers[i] = o.reserve()
	}
	tree := d.writeTree(&o, numbers)
	var kids strings.Builder
	for i, p := range d.pages {
		p.unmark()
		content := o.addStream("", p.content.Bytes())
		var annotations strings.Builder
		for _, a := range p.annotations {
			fmt.Fprintf(&annotations, "%d 0 R ", a.object)
		}
		o.fill(numbers[i], fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</Font<<%s>>>>"+
			"/StructParents %d/Tabs/S/Annots[%s]>>", pages, p.width, p.height, content, fonts, i, annotations.String()))
		fmt.Fprintf(&kids, "%d 0 R ", numbers[i])
	}
	o.fill(pages, fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(d.pages)))
	metadata := o.addRawStream("/Type/Metadata/Subtype/XML", d.metadata())
	root := o.add(fmt.Sprintf("<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/Metadata %d 0 R"+
		"/ViewerPreferences<</DisplayDocTitle true>>%s>>", pages, byteString(d.head.Lang), tree, metadata, d.writeOutline(&o, numbers)))
	created := d.head.Created.UTC().Format("20060102150405")
	properties := o.add(fmt.Sprintf("<</Title%s/Author%s/Producer(Aufwind)/CreationDate(D:%sZ)>>", textString(d.head.Title), textString(d.head.Author), created))
	return o.file(root, properties)
}

// writeFonts writes the typefaces in use and returns the pages' resource entries.
func (d *doc) writeFonts(o *objects) string {
	var entries strings.Builder
	for _, weight := range d.uses {
		for _, u := range weight {
			if len(u.used) > 1 {
				fmt.Fprintf(&entries, "/%s %d 0 R", u.name, u.write(o))
			}
		}
	}
	return entries.String()
}

func (u *fontUse) write(o *objects) int {
	t := u.typeface
	sub, place := newSubset(t, u.used)
	file := sub.file()
	program := o.addStream(fmt.Sprintf("/Length1 %d", len(file)), file)
	name := "AUFWND+" + t.name
	measure := func(table string, at int) int {
		return int(int16(binary.BigEndian.Uint16(t.tables[table][at:]))) * 1000 / t.unitsPerEm()
	}
	descriptor := o.add(fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0"+
		"/Ascent %d/Descent %d/CapHeight 714/StemV 80/FontFile2 %d 0 R>>", name,
		measure("head", 36), measure("head", 38), measure("head", 40), measure("head", 42), measure("hhea", 4), measure("hhea", 6), program))
	var widths strings.Builder
	toGlyph := make([]byte, 2*len(u.used))
	for code, m := range u.used {
		width, _ := t.advance(m.glyph)
		fmt.Fprintf(&widths, "%d ", width)
		binary.BigEndian.PutUint16(toGlyph[2*code:], place[code])
	}
	descendant := o.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W[0[%s]]/CIDToGIDMap %d 0 R>>",
		name, descriptor, widths.String(), o.addStream("", toGlyph)))
	return o.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
		name, descendant, o.addStream("", u.toUnicode())))
}

// toUnicode writes which text each code stands for.
func (u *fontUse) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	const most = 100 // entries in one block, by the format
	for from := 1; from < len(u.used); from += most {
		to := min(from+most, len(u.used))
		fmt.Fprintf(&b, "%d beginbfchar\n", to-from)
		for code, m := range u.used[from:to] {
			text := m.text
			if text == "" {
				text = "\u200b" // readers take an empty entry for an error
			}
			fmt.Fprintf(&b, "<%04X><", from+code)
			for _, unit := range utf16.Encode([]rune(text)) {
				fmt.Fprintf(&b, "%04X", unit)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// writeTree writes the structure tree and the annotations, and returns the number of its root.
func (d *doc) writeTree(o *objects, pages []int) int {
	root, parents := o.reserve(), o.reserve()
	d.root.number(o)
	slot := len(d.pages)
	var nums strings.Builder
	for i, p := range d.pages {
		fmt.Fprintf(&nums, "%d[", i)
		for _, owner := range p.owners {
			fmt.Fprintf(&nums, "%d 0 R ", owner.object)
		}
		nums.WriteString("]")
	}
	for _, p := range d.pages {
		for _, a := range p.annotations {
			a.object = o.add(fmt.Sprintf("<</Type/Annot/Subtype/Link/Rect[%.2f %.2f %.2f %.2f]/Border[0 0 0]/F 4/A<</S/URI/URI%s>>/Contents%s/StructParent %d>>",
				a.box[0], a.box[1], a.box[2], a.box[3], byteString(a.address), textString(strings.TrimPrefix(strings.TrimPrefix(a.address, "mailto:"), "tel:")), slot))
			fmt.Fprintf(&nums, "%d %d 0 R ", slot, a.owner.object)
			slot++
		}
	}
	d.root.write(o, root, pages)
	o.fill(parents, fmt.Sprintf("<</Nums[%s]>>", nums.String()))
	o.fill(root, fmt.Sprintf("<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d>>", d.root.object, parents, slot))
	return root
}

// number gives each element of the tree its object.
func (e *element) number(o *objects) {
	e.object = o.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			k.element.number(o)
		}
	}
}

func (e *element) write(o *objects, parent int, pages []int) {
	var b strings.Builder
	if e.lang != "" {
		b.WriteString("/Lang" + byteString(e.lang))
	}
	if e.alt != "" {
		b.WriteString("/Alt" + textString(e.alt))
	}
	if e.actual != "" {
		b.WriteString("/ActualText" + textString(e.actual))
	}
	if e.attributes != "" {
		b.WriteString("/A" + e.attributes)
	}
	b.WriteString("/K[")
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			k.element.write(o, e.object, pages)
			fmt.Fprintf(&b, "%d 0 R ", k.element.object)
		case k.annotation != nil:
			fmt.Fprintf(&b, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", pages[k.page], k.annotation.object)
		default:
			fmt.Fprintf(&b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pages[k.page], k.mark)
		}
	}
	o.fill(e.object, fmt.Sprintf("<</Type/StructElem/S/%s/P %d 0 R%s]>>", e.tag, parent, b.String()))
}

// A bookmark is a line of the table of contents that readers show beside the pages.
type bookmark struct {
	title string
	page  int
	y     float64 // from the bottom
}

// writeOutline writes the bookmarks and returns the entry of the catalog, or "".
func (d *doc) writeOutline(o *objects, pages []int) string {
	if len(d.bookmarks) == 0 {
		return ""
	}
	outline := o.reserve()
	first := outline + 1
	for i, m := range d.bookmarks {
		var around string
		if i > 0 {
			around += fmt.Sprintf("/Prev %d 0 R", first+i-1)
		}
		if i < len(d.bookmarks)-1 {
			around += fmt.Sprintf("/Next %d 0 R", first+i+1)
		}
		o.add(fmt.Sprintf("<</Title%s/Parent %d 0 R/Dest[%d 0 R/XYZ null %.1f null]%s>>", textString(m.title), outline, pages[m.page], m.y, around))
	}
	o.fill(outline, fmt.Sprintf("<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>", first, first+len(d.bookmarks)-1, len(d.bookmarks)))
	return fmt.Sprintf("/Outlines %d 0 R", outline)
}

// metadata returns the document's properties as XMP.
func (d *doc) metadata() []byte {
	escape := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer takes everything
		return b.String()
	}
	return fmt.Appendf(nil, `<?xpacket begin="`+"\ufeff"+`" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">`+
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"`+
		` xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>%s</xmp:CreateDate>`+
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`+
		`<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>`+
		`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
		d.head.Created.UTC().Format(time.RFC3339), escape(d.head.Title), escape(d.head.Author), escape(d.head.Lang))
}
