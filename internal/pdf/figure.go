package pdf

import (
	"fmt"

	"rsc.io/qr"
)

// qrCode draws text as a QR code; alt says in words what it is for. Errors: text too long for a QR code.
func (d *doc) qrCode(parent *element, text, alt string, x, y, size float64) error {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return err
	}
	figure := parent.add("Figure", "")
	figure.alt = alt
	p := d.page()
	figure.attributes = fmt.Sprintf("<</O/Layout/Placement/Block/BBox[%.2f %.2f %.2f %.2f]>>", x, p.height-y-size, x+size, p.height-y)
	p.mark(figure)
	p.op("rg", 0, 0, 0)
	module := size / float64(code.Size)
	for row := range code.Size {
		for from := 0; from < code.Size; from++ {
			to := from
			for to < code.Size && code.Black(to, row) {
				to++
			}
			if to > from {
				p.op("re", x+float64(from)*module, p.height-y-float64(row+1)*module, float64(to-from)*module, module)
				from = to
			}
		}
	}
	p.content.WriteString("f\n")
	p.unmark()
	return nil
}

// spaced draws text character by character in cells of one width, as on a typewriter; it is read as one word.
// It is always read from left to right.
func (d *doc) spaced(owner *element, text string, st style, x, y, cell float64) {
	p := d.page()
	p.mark(owner)
	fmt.Fprintf(&p.content, "/Span<</ActualText%s>>BDC\n", textString(text))
	st.align = center
	for _, c := range text {
		letter := d.set(words{text: string(c)}, st, cell, false)
		if len(letter.lines) > 0 {
			p.line(letter, 0, x, y)
		}
		x += cell
	}
	p.content.WriteString("EMC\n")
}

// disc draws a filled circle around a short text, as the number of a step.
func (d *doc) disc(owner *element, text string, x, y, size float64) {
	d.page().box(x, y, size, size, size/2, accent)
	label := d.set(words{text: text}, style{size: size * 0.56, lead: 1 / 0.56, bold: true, color: color{1, 1, 1}, align: center}, size, false)
	label.elem = owner
	d.draw(label, x, y)
}
