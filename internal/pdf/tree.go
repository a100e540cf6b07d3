package pdf

import "fmt"

// An element is a node of the structure tree, from which screen readers read.
type element struct {
	tag        string // a standard structure type such as "P"
	lang       string // "" means that of the parent
	alt        string // what a picture or a link is, in words
	actual     string // its text, where the order in the file differs
	attributes string // PDF dictionary, or ""
	kids       []kid
	object     int
}

// A kid is one of: an element, marked content of a page, an annotation with its page.
type kid struct {
	element    *element
	annotation *annotation
	page, mark int
}

// An annotation is a place on a page that leads to an address.
type annotation struct {
	owner   *element
	page    int
	box     [4]float64
	address string
	object  int
}

// Attributes of elements.
const (
	rowHeading = "<</O/Table/Scope/Row>>"
	bulleted   = "<</O/List/ListNumbering/Disc>>"
	numbered   = "<</O/List/ListNumbering/Decimal>>"
	unmarked   = "<</O/List/ListNumbering/None>>"
)

// add makes an element below e.
func (e *element) add(tag, lang string) *element {
	k := &element{tag: tag, lang: lang}
	e.kids = append(e.kids, kid{element: k})
	return k
}

// mark opens marked content that belongs to e, unless it is open already.
func (p *page) mark(e *element) {
	if p.open == e {
		return
	}
	p.unmark()
	n := len(p.owners)
	p.owners = append(p.owners, e)
	e.kids = append(e.kids, kid{page: p.number, mark: n})
	fmt.Fprintf(&p.content, "/%s<</MCID %d>>BDC\n", e.tag, n)
	p.open = e
}

// artifact opens marked content that is no part of the text: rules, boxes, page numbers.
func (p *page) artifact(kind string) {
	p.unmark()
	if kind == "" {
		p.content.WriteString("/Artifact BMC\n")
	} else {
		fmt.Fprintf(&p.content, "/Artifact<</Type/%s>>BDC\n", kind)
	}
	p.open = &element{}
}

// unmark closes what mark or artifact opened.
func (p *page) unmark() {
	if p.open != nil {
		p.content.WriteString("EMC\n")
		p.open = nil
	}
}
