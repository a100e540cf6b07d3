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
	return s.newDoc(head, width, height, m), nil
}

// newDoc begins a document that is shaped by s. Several may be begun, but one only is finished.
func (s *shaper) newDoc(head Head, width, height float64, m margins) *doc {
	if !isTag(head.Lang) {
		head.Lang = "de"
	}
	head.Title, head.Author = sanitize(head.Title), sanitize(head.Author)
	d := &doc{shaper: s, head: head, width: width, height: height, margin: m, root: &element{tag: "Document", lang: head.Lang}}
	d.newPage()
	return d
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
	if lang == d.head.Lang || !isTag(lang) {
		lang = ""
	}
	p.elem = parent.add(tag, lang)
	p.inner, p.between = make([]*element, len(p.parts)), make([]*element, len(p.parts)+1)
	if p.mixed && len(p.parts) == 0 {
		p.elem.actual = string(p.text)
	}
	return p
}

// owner returns the element that a piece of the paragraph belongs to, or nil for decoration. Links and words of other languages have
// their own. Letters that are read from the right stand in the file from left to right, so their element says the text in its proper
// order.
func (p *paragraph) owner(of piece) *element {
	switch {
	case p.elem == nil:
		return nil
	case of.inside >= 0:
		if p.inner[of.inside] == nil {
			p.inner[of.inside] = p.partElement(p.parts[of.inside])
		}
		return p.inner[of.inside]
	case !p.mixed || len(p.parts) == 0:
		return p.elem
	}
	n, from, to := 0, 0, len(p.text)
	for n < len(p.parts) && p.parts[n].to <= of.from {
		from = p.parts[n].to
		n++
	}
	if n < len(p.parts) {
		to = p.parts[n].from
	}
	if p.between[n] == nil {
		p.between[n] = p.elem.add("Span", "")
		p.between[n].actual = string(p.text[from:to])
	}
	return p.between[n]
}

// partElement makes the element of a link or of words in another language.
func (p *paragraph) partElement(of part) *element {
	if of.address != "" {
		return p.elem.add("Link", "")
	}
	e := p.elem.add("Span", of.lang)
	if p.mixed {
		e.actual = string(p.text[of.from:of.to])
	}
	return e
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
