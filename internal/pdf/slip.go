package pdf

import (
	"strconv"
	"strings"
	"time"
)

// A SlipDoc is the slip with which a person signs in: everything once in the language of the person and once in German.
type SlipDoc struct {
	Lang        string // of Own
	RTL         bool   // Own is read from the right
	Created     time.Time
	A5          bool   // A5 instead of A4
	City        string // whose platform it is
	Name        string // of the person; may be empty
	Own, German SlipWords
	URL         string // in the QR code
	Web         string // the address to type in
	Code        string // letters of the slip; printed in groups of four
	PIN         string
	Responsible string // name of who helps
}

// SlipWords are the words of a slip in one language.
type SlipWords struct {
	Title            string
	Steps            []string // what to do, in order
	QRLabel          string   // what the QR code is for
	WebLabel         string
	CodeLabel        string
	PINLabel         string
	Warning          string
	ResponsibleLabel string
}

// smaller are the sizes tried until a page that must be one page is one page.
var smaller = [...]float64{1, 0.94, 0.88, 0.82, 0.76, 0.7}

// Slip sets a slip on one page. Long texts are set smaller; what still does not fit goes on a second page.
// Errors: the URL is too long for a QR code.
func Slip(in SlipDoc) ([]byte, error) {
	if in.Lang == "de" {
		in.Own = SlipWords{}
	}
	var d *doc
	for _, size := range smaller {
		var err error
		if d, err = slipOf(in, size, 0); err != nil {
			return nil, err
		}
		if len(d.pages) == 1 {
			const parts, most = 6, 24.0 // the rest of the page is shared out between the parts
			if d, err = slipOf(in, size, min((d.bottom()-d.y)/parts, most)); err != nil {
				return nil, err
			}
			break
		}
		if len(d.pages) > 2 {
			break // far too long
		}
	}
	return d.bytes(), nil
}

// A slipSetter sets one slip. All lengths are for A4 and multiplied by scale.
type slipSetter struct {
	*doc
	in    SlipDoc
	paper float64 // 1 for A4
	size  float64 // of letters, 1 for the normal size
	air   float64 // more space between the parts, in points
}

func slipOf(in SlipDoc, size, air float64) (*doc, error) {
	paper := 1.0
	if in.A5 {
		paper = a5Width / a4Width
	}
	title, lang := in.Own.Title, in.Lang
	if title == "" {
		title, lang = in.German.Title, "de"
	}
	m := margins{top: 16 * mm * paper, right: 20 * mm * paper, bottom: 12 * mm * paper, left: 20 * mm * paper}
	d, err := newDoc(Head{Title: title, Author: in.City, Lang: lang, Created: in.Created}, a4Width*paper, a4Height*paper, m)
	if err != nil {
		return nil, err
	}
	s := slipSetter{d, in, paper, size, air}
	s.head()
	if err := s.steps(); err != nil {
		return nil, err
	}
	s.secrets()
	s.warning()
	s.responsible()
	return d, nil
}

// text returns a style of the slip.
func (s *slipSetter) text(size float64, bold bool, c color) style {
	return style{size: size * s.paper * s.size, bold: bold, color: c, lead: 1.35}
}

// put draws a text at once and moves down; nothing happens for an empty text.
func (s *slipSetter) put(parent *element, tag string, w words, st style, x, width, space float64) {
	if strings.TrimSpace(w.text) == "" {
		return
	}
	s.fill(s.cut(s.paragraph(parent, tag, w, st, width), x, space*s.paper, false))
}

// both draws a text in both languages, the German one smaller beneath and on the same side.
func (s *slipSetter) both(parent *element, tag string, own, german string, st style, x, width, space float64) {
	below := style{size: max(st.size*0.72, 9.5*s.paper*s.size, 8*s.size), color: quiet, lead: 1.35}
	if own == "" {
		below, st = st, below
	} else if s.in.RTL {
		below.align = end
	}
	s.put(parent, tag, words{own, s.in.Lang, s.in.RTL}, st, x, width, space)
	if own != "" {
		tag, space = "P", 0
	}
	s.put(parent, tag, words{german, "de", false}, below, x, width, space)
}

func (s *slipSetter) head() {
	width := s.textWidth()
	city := s.text(12, true, accent)
	if s.rtl() {
		city.align = end
	}
	s.put(s.root, "P", words{s.in.City, "de", false}, city, s.margin.left, width, 0)
	s.y += 3 * s.paper
	s.page().rule(s.margin.left, s.y, width, 0.8, accent)
	s.y += 14*s.paper + s.air/2
	s.both(s.root, "H1", s.in.Own.Title, s.in.German.Title, s.text(26, true, ink), s.margin.left, width, 0)
	name := s.text(13, false, ink)
	nameRTL := readFromRight(s.in.Name)
	if nameRTL != s.rtl() {
		name.align = end
	}
	s.put(s.root, "P", words{s.in.Name, "", nameRTL}, name, s.margin.left, width, 4)
	s.y += 18*s.paper + s.air
}

// rtl tells whether the page as a whole is read from the right.
func (s *slipSetter) rtl() bool { return s.in.RTL && s.in.Own.Title != "" }

// steps draws the numbered steps, and beside them the QR code with the address.
func (s *slipSetter) steps() error {
	side, gap := 60*mm*s.paper, 12*mm*s.paper
	width := s.textWidth() - side - gap
	top := s.y
	disc := 24 * s.paper
	indent := disc + 10*s.paper
	list := s.root.add("L", "")
	list.attributes = numbered
	for i := range max(len(s.in.Own.Steps), len(s.in.German.Steps)) {
		var own, german string
		if i < len(s.in.Own.Steps) {
			own = s.in.Own.Steps[i]
		}
		if i < len(s.in.German.Steps) {
			german = s.in.German.Steps[i]
		}
		item := list.add("LI", "")
		s.disc(item.add("Lbl", ""), strconv.Itoa(i+1), s.column(s.rtl(), 0, disc), s.y, disc)
		s.both(item.add("LBody", ""), "P", own, german, s.text(15.5, false, ink), s.column(s.rtl(), indent, width-indent), width-indent, 0)
		s.y += 13 * s.paper
	}
	below := s.y
	s.y = top
	x := s.column(s.rtl(), width+gap, side)
	alt := s.in.Own.QRLabel
	if alt == "" {
		alt = s.in.German.QRLabel
	}
	if err := s.qrCode(s.root, s.in.URL, alt, x, s.y, side); err != nil {
		return err
	}
	s.y += side + 16*s.paper // a QR code needs white around it
	s.both(s.root, "P", s.in.Own.WebLabel, s.in.German.WebLabel, s.text(10.5, false, quiet), x, side, 0)
	web := s.text(12, true, ink)
	if s.rtl() {
		web.align = end
	}
	s.put(s.root, "P", words{s.in.Web, "", false}, web, x, side, 1)
	s.y = max(s.y, below) + 12*s.paper + s.air
	return nil
}

// secrets draws slip code and PIN in large letters.
func (s *slipSetter) secrets() {
	width := s.textWidth()
	letters := s.text(23, true, ink)
	letters.size = 23 * s.paper // never smaller: it is copied by hand
	height, group, gap := 40*s.paper, 4, 12*s.paper
	s.both(s.root, "P", s.in.Own.CodeLabel, s.in.German.CodeLabel, s.text(14, true, ink), s.margin.left, width, 0)
	s.y += 4 * s.paper
	var groups []string
	for code := strings.ReplaceAll(strings.ReplaceAll(s.in.Code, "-", ""), " ", ""); code != ""; {
		n := min(group, len(code))
		groups = append(groups, code[:n])
		code = code[n:]
	}
	box := (width - 3*gap) / 4
	cell := box / 4.6
	line := s.root.add("P", "")
	for i, g := range groups {
		at := s.margin.left + float64(i%4)*(box+gap)
		if i > 0 && i%4 == 0 {
			s.y += height + gap
		}
		s.page().box(at, s.y, box, height, 5*s.paper, tint)
		s.spaced(line, g, letters, at+(box-4*cell)/2, s.y+(height-letters.size*1.35)/2, cell)
	}
	s.y += height + 15*s.paper + s.air
	s.both(s.root, "P", s.in.Own.PINLabel, s.in.German.PINLabel, s.text(14, true, ink), s.margin.left, width, 0)
	s.y += 4 * s.paper
	pin := float64(len(s.in.PIN))*cell + 0.6*cell
	at := s.column(s.rtl(), 0, pin)
	s.page().box(at, s.y, pin, height, 5*s.paper, tint)
	s.spaced(s.root.add("P", ""), s.in.PIN, letters, at+0.3*cell, s.y+(height-letters.size*1.35)/2, cell)
	s.y += height + 18*s.paper + s.air
}

// warning draws the warning behind a bar.
func (s *slipSetter) warning() {
	bar := 3 * s.paper
	indent := bar + 9*s.paper
	top, page := s.y, s.page()
	width := s.textWidth() - indent
	s.both(s.root, "P", s.in.Own.Warning, s.in.German.Warning, s.text(13, true, ink), s.column(s.rtl(), indent, width), width, 0)
	if s.y > top && page == s.page() {
		page.box(s.column(s.rtl(), 0, bar), top, bar, s.y-top, bar/2, color{0.72, 0.30, 0.08})
	}
	s.y += 14*s.paper + s.air
}

func (s *slipSetter) responsible() {
	if s.in.Responsible == "" {
		return
	}
	s.both(s.root, "P", s.in.Own.ResponsibleLabel, s.in.German.ResponsibleLabel, s.text(12, false, ink), s.margin.left, s.textWidth(), 0)
	name := s.text(14, true, ink)
	if s.rtl() {
		name.align = end
	}
	s.put(s.root, "P", words{s.in.Responsible, "", false}, name, s.margin.left, s.textWidth(), 1)
}
