package pdf

import (
	"strconv"
	"strings"
	"time"
)

// A NoteDoc is a note for a person about the plan: the person's language and German side by side, paragraph by paragraph.
type NoteDoc struct {
	Lang        string // of Own
	RTL         bool   // Own is read from the right
	Created     time.Time
	From        string // organisation that writes
	Name        string // of the person
	Own, German NoteWords
	Goals       []NoteGoal
	Closing     string // place and date

	// PageLabel gives the words for the foot of a page if the note needs more than one; nil for none.
	PageLabel func(page, pages int) string
}

// NoteWords are the words of a note in one language.
type NoteWords struct {
	Title      string
	Paragraphs []string
	GoalsTitle string
	Signature  string // who writes and how to reach them
}

// A NoteGoal is a goal in both languages. Due is empty or a text such as "bis 31.03.2027".
type NoteGoal struct {
	Own, German       string
	OwnDue, GermanDue string
}

// Note sets a note on one A4 page. Long texts are set smaller; what still does not fit goes on a second page.
func Note(in NoteDoc) ([]byte, error) {
	if in.Lang == "de" {
		in.Own = NoteWords{}
		for i := range in.Goals {
			in.Goals[i].Own, in.Goals[i].OwnDue = "", ""
		}
	}
	var d *doc
	for _, size := range smaller {
		var err error
		if d, err = noteOf(in, size); err != nil {
			return nil, err
		}
		if len(d.pages) != 2 {
			break // fits, or is far too long
		}
	}
	d.foot("de", false, in.From, in.PageLabel)
	return d.bytes(), nil
}

// A noteSetter collects the slices of a note.
type noteSetter struct {
	*doc
	in     NoteDoc
	size   float64
	slices []slice
}

func noteOf(in NoteDoc, size float64) (*doc, error) {
	title, lang := in.Own.Title, in.Lang
	if title == "" {
		title, lang = in.German.Title, "de"
	}
	m := margins{top: 20 * mm, right: 22 * mm, bottom: 22 * mm, left: 22 * mm}
	d, err := newDoc(Head{Title: title, Author: in.From, Lang: lang, Created: in.Created}, a4Width, a4Height, m)
	if err != nil {
		return nil, err
	}
	n := noteSetter{doc: d, in: in, size: size}
	n.head()
	body := style{size: 12 * size, lead: 1.45, color: ink}
	for i := range max(len(in.Own.Paragraphs), len(in.German.Paragraphs)) {
		n.pair(n.root, "P", at(in.Own.Paragraphs, i), at(in.German.Paragraphs, i), body, 10, false)
	}
	n.goals(body)
	n.pair(n.root, "P", in.Own.Signature, in.German.Signature, body, 24, false)
	if in.Closing != "" {
		closing := style{size: 10.5 * size, color: quiet}
		if n.rtl() {
			closing.align = end
		}
		p := n.paragraph(n.root, "P", words{in.Closing, "de", false}, closing, n.textWidth())
		n.slices = append(n.slices, n.cut(p, n.margin.left, 18, false)...)
	}
	d.fill(n.slices)
	return d, nil
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// rtl tells whether the page as a whole is read from the right.
func (n *noteSetter) rtl() bool { return n.in.RTL && n.in.Own.Title != "" }

func (n *noteSetter) head() {
	from := style{size: 10.5, bold: true, color: accent}
	if n.rtl() {
		from.align = end
	}
	p := n.paragraph(n.root, "P", words{n.in.From, "de", false}, from, n.textWidth())
	n.slices = append(n.slices, n.cut(p, n.margin.left, 0, false)...)
	n.slices = append(n.slices, slice{height: 10, draw: func(y float64) { n.page().rule(n.margin.left, y+3, n.textWidth(), 0.8, accent) }})
	n.pair(n.root, "H1", n.in.Own.Title, n.in.German.Title, style{size: 19 * n.size, bold: true, color: ink, lead: 1.28}, 10, true)
	if n.in.Name != "" {
		rtl := readFromRight(n.in.Name)
		name := style{size: 12, color: quiet}
		if rtl != n.rtl() {
			name.align = end
		}
		p := n.paragraph(n.root, "P", words{n.in.Name, "", rtl}, name, n.textWidth())
		n.slices = append(n.slices, n.cut(p, n.margin.left, 4, false)...)
	}
}

// pair puts a text in the person's language beside the German one; alone, a text takes the whole width.
func (n *noteSetter) pair(parent *element, tag string, own, german string, st style, before float64, keep bool) {
	n.slices = append(n.slices, n.beside(parent, tag, own, german, st, 0, before, keep)...)
}

func (n *noteSetter) beside(parent *element, tag string, own, german string, st style, indent, before float64, keep bool) []slice {
	const gap = 9 * mm
	full := n.textWidth() - indent
	column := (full - gap) / 2
	ownEmpty, germanEmpty := strings.TrimSpace(own) == "", strings.TrimSpace(german) == ""
	if ownEmpty && germanEmpty {
		return nil
	}
	if ownEmpty || germanEmpty {
		column = full
	}
	var left, right []slice
	if !ownEmpty {
		p := n.paragraph(parent, tag, words{own, n.in.Lang, n.in.RTL}, st, column)
		left = n.cut(p, n.column(n.rtl(), indent, column), before, keep)
	}
	if !germanEmpty {
		faint := st
		if !ownEmpty {
			faint.color = quiet
			if tag == "H1" || tag == "H2" {
				tag = "P"
			}
		}
		p := n.paragraph(parent, tag, words{german, "de", false}, faint, column)
		right = n.cut(p, n.column(n.rtl(), indent+full-column, column), before, keep)
	}
	if len(left) == 0 || len(right) == 0 {
		return append(left, right...)
	}
	return []slice{alongside(joined(left), joined(right))}
}

// goals sets the goals as a numbered list.
func (n *noteSetter) goals(st style) {
	if len(n.in.Goals) == 0 {
		return
	}
	n.pair(n.root, "H2", n.in.Own.GoalsTitle, n.in.German.GoalsTitle, style{size: 13.5 * n.size, bold: true, color: accent}, 22, true)
	list := n.root.add("L", "")
	list.attributes = numbered
	const disc, indent = 17.0, 27.0
	for i, g := range n.in.Goals {
		item := list.add("LI", "")
		mark, body := item.add("Lbl", ""), item.add("LBody", "")
		parts := n.beside(body, "P", g.Own, g.German, st, indent, 11, false)
		due := st.scaled(0.9)
		due.color = quiet
		parts = append(parts, n.beside(body, "P", g.OwnDue, g.GermanDue, due, indent, 1, false)...)
		if len(parts) == 0 {
			continue
		}
		whole := joined(parts)
		draw := whole.draw
		whole.draw = func(y float64) {
			n.disc(mark, strconv.Itoa(i+1), n.column(n.rtl(), 0, disc), y, disc)
			draw(y)
		}
		n.slices = append(n.slices, whole)
	}
}
