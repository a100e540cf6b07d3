package pdf

import (
	"sort"
	"strconv"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// A glyph is one picture of a letter, in 1/1000 of the font size.
type glyph struct {
	id             font.GID
	cluster, runes int // the characters it stands for, as index into the paragraph's text
	advance        float64
	dx, dy         float64
}

// A run is a stretch of text of one level, one script and one typeface, with its glyphs from left to right.
type run struct {
	span
	use    *fontUse
	level  int8
	inside int // index of a part of the paragraph, or -1
	script language.Script
	glyphs []glyph
}

// within returns the glyphs of the characters in s.
func (r *run) within(s span) []glyph {
	if r.level%2 == 0 {
		lo := sort.Search(len(r.glyphs), func(i int) bool { return r.glyphs[i].cluster >= s.from })
		hi := sort.Search(len(r.glyphs), func(i int) bool { return r.glyphs[i].cluster >= s.to })
		return r.glyphs[lo:hi]
	}
	lo := sort.Search(len(r.glyphs), func(i int) bool { return r.glyphs[i].cluster < s.to })
	hi := sort.Search(len(r.glyphs), func(i int) bool { return r.glyphs[i].cluster < s.from })
	return r.glyphs[lo:hi]
}

// A shaper turns characters into glyphs for one document.
type shaper struct {
	uses      [2][scripts]*fontUse
	harfbuzz  shaping.HarfbuzzShaper
	segmenter segmenter.Segmenter
	known     map[question]answer
	native    string // language of the person, BCP 47; of words in its script inside other text
}

// A question is a text to be shaped; its answer does not depend on the size, so a document that is set again in another size asks
// only once.
type question struct {
	words
	bold, parts bool
}

type answer struct {
	reading
	runs   []run
	before []float64 // the width up to the left of each character, as a multiple of the size
	begins []bool    // which characters begin a cluster of glyphs
}

func newShaper() (*shaper, error) {
	all, err := families()
	if err != nil {
		return nil, err
	}
	s := &shaper{known: map[question]answer{}}
	for w, f := range all {
		for i, t := range f {
			s.uses[w][i] = newFontUse("F"+strconv.Itoa(scripts*w+i), t)
		}
	}
	return s, nil
}

// look reads and shapes w; the answer is shared and must not be changed. withParts looks for links and words of other scripts.
func (s *shaper) look(w words, bold, withParts bool) answer {
	q := question{w, bold, withParts}
	a, ok := s.known[q]
	if !ok {
		a.reading = read(w.text, w.rtl, withParts)
		if withParts {
			a.parts = a.withForeign(w.lang, s.native)
		}
		a.runs = s.shape(a.reading, w.lang, bold)
		a.measure()
		s.known[q] = a
	}
	return a
}

// measure adds up the widths of the glyphs.
func (a *answer) measure() {
	a.before, a.begins = make([]float64, len(a.text)+1), make([]bool, len(a.text)+1)
	for _, r := range a.runs {
		for _, g := range r.glyphs {
			a.before[g.cluster+1] += g.advance * r.use.typeface.scale / 1000 // summed below
			a.begins[g.cluster] = true
		}
	}
	for i := range a.text {
		a.before[i+1] += a.before[i]
	}
	a.begins[len(a.text)] = true
}

// shape returns the runs of r in the order of the text.
func (s *shaper) shape(r reading, lang string, bold bool) []run {
	weight := 0
	if bold {
		weight = 1
	}
	runs := s.split(r, s.uses[weight])
	for i := range runs {
		s.fill(&runs[i], r.text, lang)
	}
	return runs
}

// split cuts r where the level, the script, the typeface or a part changes. Characters without script (spaces, digits, marks)
// follow the letters before them.
func (s *shaper) split(r reading, uses [scripts]*fontUse) (runs []run) {
	var before *fontUse
	ahead := 0 // the first part that is not over
	for i, c := range r.text {
		script := language.LookupScript(c)
		before = pick(c, script, r.levels[i], uses, before)
		for ahead < len(r.parts) && i >= r.parts[ahead].to {
			ahead++
		}
		inside := -1
		if ahead < len(r.parts) && i >= r.parts[ahead].from {
			inside = ahead
		}
		if n := len(runs) - 1; n >= 0 {
			last := &runs[n]
			same := !script.Strong() || script == last.script || !last.script.Strong()
			if same && last.use == before && last.level == r.levels[i] && last.inside == inside {
				last.to = i + 1
				if script.Strong() {
					last.script = script
				}
				continue
			}
		}
		runs = append(runs, run{span: span{i, i + 1}, use: before, level: r.levels[i], inside: inside, script: script})
	}
	return runs
}

// pick chooses the typeface for a character. In text read from the right the Arabic typeface comes first, so that its full stops
// and brackets fit its letters; elsewhere the Latin one, so that digits look alike everywhere. A space is taken from the
// typeface before it, if that can also write the marks that steer what is read from the right.
func pick(c rune, script language.Script, level int8, uses [scripts]*fontUse, before *fontUse) *fontUse {
	if before != nil && (script == language.Inherited || joiner(c) || (c == ' ' || c == '\n') && before.blank != 0) {
		return before
	}
	order := [scripts]int{latin, ethiopic, georgian, arabic}
	if level%2 != 0 {
		order = [scripts]int{arabic, latin, ethiopic, georgian}
	}
	for _, n := range order {
		if _, ok := uses[n].face.NominalGlyph(c); ok {
			return uses[n]
		}
	}
	return uses[latin]
}

// joiner tells the characters that steer how letters join; they have no picture.
func joiner(c rune) bool { return c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\u2060' }

// fill shapes one run.
func (s *shaper) fill(r *run, text []rune, lang string) {
	upem := r.use.typeface.unitsPerEm()
	in := shaping.Input{
		Text: text, RunStart: r.from, RunEnd: r.to, Direction: di.DirectionLTR, Face: r.use.face,
		Size: fixed.I(upem), Script: r.script, Language: language.NewLanguage(lang),
	}
	if r.level%2 != 0 {
		in.Direction = di.DirectionRTL
	}
	if !r.script.Strong() {
		in.Script = language.Latin
	}
	out := s.harfbuzz.ShapeNoExtents(in)
	r.glyphs = make([]glyph, len(out.Glyphs))
	unit := 1000 / (64 * float64(upem))
	for i, g := range out.Glyphs {
		r.glyphs[i] = glyph{
			id: g.GlyphID, cluster: g.TextIndex(), runes: g.RunesCount(),
			advance: float64(g.Advance) * unit, dx: float64(g.XOffset) * unit, dy: float64(g.YOffset) * unit,
		}
		if text[g.TextIndex()] == '\n' {
			r.glyphs[i].advance = 0
		}
	}
}
