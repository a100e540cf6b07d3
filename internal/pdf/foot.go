package pdf

// foot writes name and page label at the foot of every page of a document with several pages.
func (d *doc) foot(lang string, rtl bool, name string, label func(page, pages int) string) {
	if label == nil || len(d.pages) < 2 {
		return
	}
	half := d.textWidth() / 2
	y := d.height - 15*mm
	set := func(text string, a align) *paragraph {
		if runes := []rune(text); len(runes) > footMost {
			text = string(runes[:footMost])
		}
		return d.set(words{text, lang, rtl}, style{size: 9, color: quiet, align: a}, half, false)
	}
	who := set(name, start)
	for i, p := range d.pages {
		p.artifact("Pagination")
		for _, part := range []struct {
			*paragraph
			x float64
		}{{who, d.column(rtl, 0, half)}, {set(label(i+1, len(d.pages)), end), d.column(rtl, half, half)}} {
			if len(part.lines) > 0 {
				p.line(part.paragraph, 0, part.x, y)
			}
		}
		p.unmark()
	}
}

// footMost is the number of characters of a text at the foot of a page; more do not fit on its one line.
const footMost = 80
