package pdf

import (
	"encoding/binary"
	"maps"
	"math/bits"
	"slices"

	"github.com/go-text/typesetting/font"
)

// Flags of a part of a composite glyph (OpenType, table glyf).
const (
	wordArguments  = 0x01
	oneScale       = 0x08
	morePartsAhead = 0x20
	twoScales      = 0x40
	twoByTwo       = 0x80
)

// A subset is a font file that holds some glyphs only, numbered densely from 0.
type subset struct {
	source *typeface
	order  []font.GID // by new number
	number map[font.GID]uint16
}

// newSubset makes a subset of the glyphs in use; place[i] is the new number of used[i].
// Glyph 0 asked for on purpose (the box for a missing letter) gets a number of its own, because readers do not show number 0.
func newSubset(t *typeface, used []meaning) (s *subset, place []uint16) {
	s = &subset{source: t, order: []font.GID{0}, number: map[font.GID]uint16{}}
	place = make([]uint16, len(used))
	for i, m := range used {
		if i > 0 {
			place[i] = s.add(m.glyph)
		}
	}
	return s, place
}

func (s *subset) add(g font.GID) uint16 {
	n, ok := s.number[g]
	if !ok {
		n = uint16(len(s.order))
		s.number[g] = n
		s.order = append(s.order, g)
	}
	return n
}

// file returns the TrueType file. It has what a PDF needs and no more: no cmap, no names, no shaping rules.
func (s *subset) file() []byte {
	var glyf, loca, hmtx []byte
	loca = binary.BigEndian.AppendUint32(loca, 0)
	for i := 0; i < len(s.order); i++ { // grows while parts of composite glyphs are added
		g := s.order[i]
		glyf = append(glyf, s.outline(g)...)
		glyf = pad(glyf)
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		width, bearing := s.source.advance(g)
		hmtx = binary.BigEndian.AppendUint16(hmtx, uint16(width*s.source.unitsPerEm()/1000))
		hmtx = binary.BigEndian.AppendUint16(hmtx, bearing)
	}
	head, hhea, maxp := slices.Clone(s.source.tables["head"]), slices.Clone(s.source.tables["hhea"]), slices.Clone(s.source.tables["maxp"])
	binary.BigEndian.PutUint32(head[8:], 0)  // checksum of the file, not needed inside a PDF
	binary.BigEndian.PutUint16(head[50:], 1) // long offsets in loca
	binary.BigEndian.PutUint16(hhea[34:], uint16(len(s.order)))
	binary.BigEndian.PutUint16(maxp[4:], uint16(len(s.order)))
	return fontFile(map[string][]byte{"glyf": glyf, "head": head, "hhea": hhea, "hmtx": hmtx, "loca": loca, "maxp": maxp})
}

// outline returns the glyph's data; parts of a composite glyph are added to the subset and renumbered.
func (s *subset) outline(g font.GID) []byte {
	data := slices.Clone(s.source.tables["glyf"][s.source.loca[g]:s.source.loca[g+1]])
	if len(data) < 10 || int16(binary.BigEndian.Uint16(data)) >= 0 {
		return data
	}
	for at, more := 10, true; more; {
		flags := binary.BigEndian.Uint16(data[at:])
		part := s.add(font.GID(binary.BigEndian.Uint16(data[at+2:])))
		binary.BigEndian.PutUint16(data[at+2:], part)
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&twoByTwo != 0:
			at += 8
		}
		more = flags&morePartsAhead != 0
	}
	return data
}

// fontFile joins tables to a TrueType file.
func fontFile(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	power := bits.Len(uint(len(names))) - 1
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{len(names), 16 << power, power, 16*len(names) - 16<<power} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	offset := len(out) + 16*len(names)
	for _, name := range names {
		t := tables[name]
		out = append(out, name...)
		out = binary.BigEndian.AppendUint32(out, checksum(t))
		out = binary.BigEndian.AppendUint32(out, uint32(offset))
		out = binary.BigEndian.AppendUint32(out, uint32(len(t)))
		offset += (len(t) + 3) &^ 3
	}
	for _, name := range names {
		out = pad(append(out, tables[name]...))
	}
	return out
}

func checksum(table []byte) (sum uint32) {
	for len(table) >= 4 {
		sum += binary.BigEndian.Uint32(table)
		table = table[4:]
	}
	var rest [4]byte
	copy(rest[:], table)
	return sum + binary.BigEndian.Uint32(rest[:])
}

// pad fills up to a multiple of four bytes.
func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}
