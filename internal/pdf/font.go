package pdf

import (
	"bytes"
	"embed"
	"encoding/binary"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
)

//go:embed fonts/*.ttf
var fontFiles embed.FS

// A typeface is one embedded font file, parsed once and shared by all documents. It is never changed.
type typeface struct {
	name   string // PostScript name without the subset's prefix
	scale  float64
	shared *font.Font
	tables map[string][]byte
	loca   []uint32 // start of each glyph in glyf, and the end of the last
}

// The scripts in the order in which a missing letter is looked for.
const (
	latin = iota // and Cyrillic
	ethiopic
	georgian
	arabic
	scripts
)

// A family is one weight in all scripts.
type family [scripts]*typeface

// families returns the regular and the bold family.
var families = sync.OnceValues(func() (f [2]family, err error) {
	for w, weight := range []string{"Regular", "Bold"} {
		for s, name := range [scripts]string{latin: "NotoSans", ethiopic: "NotoSansEthiopic", georgian: "NotoSansGeorgian", arabic: "NotoNaskhArabic"} {
			if f[w][s], err = parseTypeface(name + "-" + weight); err != nil {
				return f, err
			}
		}
		f[w][arabic].scale = 1.14 // Naskh letters are small beside Noto Sans of the same size
	}
	return f, nil
})

func parseTypeface(name string) (*typeface, error) {
	file, err := fontFiles.ReadFile("fonts/" + name + ".ttf")
	if err != nil {
		return nil, err
	}
	face, err := font.ParseTTF(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	t := &typeface{name: name, scale: 1, shared: face.Font, tables: map[string][]byte{}}
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		record := file[12+16*i:]
		offset, length := binary.BigEndian.Uint32(record[8:]), binary.BigEndian.Uint32(record[12:])
		t.tables[string(record[:4])] = file[offset : offset+length]
	}
	long := binary.BigEndian.Uint16(t.tables["head"][50:]) == 1
	loca := t.tables["loca"]
	for i := range int(binary.BigEndian.Uint16(t.tables["maxp"][4:])) + 1 {
		if long {
			t.loca = append(t.loca, binary.BigEndian.Uint32(loca[4*i:]))
		} else {
			t.loca = append(t.loca, 2*uint32(binary.BigEndian.Uint16(loca[2*i:])))
		}
	}
	return t, nil
}

// unitsPerEm is the size of the font's own square.
func (t *typeface) unitsPerEm() int { return int(binary.BigEndian.Uint16(t.tables["head"][18:])) }

// advance returns the width of a glyph in 1/1000 of the font size, and its left side bearing in font units.
func (t *typeface) advance(g font.GID) (width int, bearing uint16) {
	hmtx, long := t.tables["hmtx"], int(binary.BigEndian.Uint16(t.tables["hhea"][34:]))
	if int(g) < long {
		width, bearing = int(binary.BigEndian.Uint16(hmtx[4*g:])), binary.BigEndian.Uint16(hmtx[4*g+2:])
	} else {
		width = int(binary.BigEndian.Uint16(hmtx[4*(long-1):]))
		bearing = binary.BigEndian.Uint16(hmtx[4*long+2*(int(g)-long):])
	}
	return width * 1000 / t.unitsPerEm(), bearing
}

// A meaning is a glyph together with the text that it stands for here. One glyph may stand for several texts (a missing letter's
// box does), and each contextual form of an Arabic letter keeps its letter.
type meaning struct {
	glyph font.GID
	text  string
}

// A fontUse is one typeface in one document: its own shaping face (faces are not safe for sharing) and the codes given so far.
type fontUse struct {
	name     string // in the resources of pages
	typeface *typeface
	face     *font.Face
	blank    font.GID // a glyph without width and picture; 0 where the typeface has none
	codes    map[meaning]uint16
	used     []meaning // by code; code 0 is never shown
}

func newFontUse(name string, t *typeface) *fontUse {
	u := &fontUse{name: name, typeface: t, face: font.NewFace(t.shared), codes: map[meaning]uint16{}, used: []meaning{{}}}
	u.blank, _ = u.face.NominalGlyph('\u200b')
	return u
}

// code returns the two-byte code under which the glyph is shown.
func (u *fontUse) code(g font.GID, text string) uint16 {
	m := meaning{g, text}
	c, ok := u.codes[m]
	if !ok {
		c = uint16(len(u.used))
		u.codes[m] = c
		u.used = append(u.used, m)
	}
	return c
}
