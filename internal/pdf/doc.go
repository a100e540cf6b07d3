package pdf

// A doc is a document in the making. It belongs to one goroutine.
type doc struct {
	*shaper
	head          Head
	width, height float64
	margin        margins
	pages         []*page
	root          *element
	bookmarks     []bookmark
	y             float64 // where the next slice goes, from the top of the last page
}

// margins are distances from the edges of the paper in points.
type margins struct{ top, right, bottom, left float64 }

// newDoc begins a document with one empty page.
func newDoc(head Head, width, height float64, m margins) (*doc, error) {
	s, err := newShaper()
	if err != nil {
		return nil, err
	}
	if head.Lang == "" {
		head.Lang = "de"
	}
	head.Title, head.Author = sanitize(head.Title), sanitize(head.Author)
	d := &doc{shaper: s, head: head, width: width, height: height, margin: m, root: &element{tag: "Document", lang: head.Lang}}
	d.newPage()
	return d, nil
}

func (d *doc) newPage() {
	d.pages = append(d.pages, &page{number: len(d.pages), width: d.width, height: d.height})
	d.y = d.margin.top
}

func (d *doc) page() *page { return d.pages[len(d.pages)-1] }

// bottom is the lowest place for text.
func (d *doc) bottom() float64 { return d.height - d.margin.bottom }

// textWidth is the width between the margins.
func (d *doc) textWidth() float64 { return d.width - d.margin.left - d.margin.right }

// paragraph sets text and puts it into the structure tree; the flow draws it later.
func (d *doc) paragraph(parent *element, tag string, w words, st style, width float64) *paragraph {
	p := d.set(w, st, width, true)
	lang := w.lang
	if lang == d.head.Lang {
		lang = ""
	}
	p.elem = parent.add(tag, lang)
	p.linked, p.texts = make([]*element, len(p.links)), make([]*element, len(p.links)+1)
	if p.mixed && len(p.links) == 0 {
		p.elem.actual = string(p.text)
	}
	return p
}

// owner returns the element that a piece of the paragraph belongs to, or nil for decoration. Links have their own. Letters that are
// read from the right stand in the file from left to right, so their element says the text in its proper order.
func (p *paragraph) owner(part piece) *element {
	switch {
	case p.elem == nil:
		return nil
	case part.link >= 0:
		if p.linked[part.link] == nil {
			p.linked[part.link] = p.elem.add("Link", "")
			p.linked[part.link].alt = p.links[part.link].address
		}
		return p.linked[part.link]
	case !p.mixed || len(p.links) == 0:
		return p.elem
	}
	n, from, to := 0, 0, len(p.text)
	for n < len(p.links) && p.links[n].to <= part.from {
		from = p.links[n].to
		n++
	}
	if n < len(p.links) {
		to = p.links[n].from
	}
	if p.texts[n] == nil {
		p.texts[n] = p.elem.add("Span", "")
		p.texts[n].actual = string(p.text[from:to])
	}
	return p.texts[n]
}

// draw draws all lines of a paragraph at a place of the last page, and returns the height.
func (d *doc) draw(p *paragraph, x, y float64) float64 {
	for i := range p.lines {
		d.page().line(p, i, x, y+float64(i)*p.leading())
	}
	return p.height()
}

// bookmark remembers the place y of the last page under a title.
func (d *doc) bookmark(title string, y float64) {
	d.bookmarks = append(d.bookmarks, bookmark{sanitize(title), len(d.pages) - 1, d.height - y})
}
