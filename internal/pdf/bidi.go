package pdf

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// The Unicode Bidirectional Algorithm (UAX #9). x/text and go-text know the character classes but merge runs of different levels,
// which puts a number between two Arabic words of a German paragraph in the wrong place; so the levels are made here.

const maxDepth = 125 // UAX #9, BD2

// bidiLevels returns the embedding level of each character; even is left to right. The base direction is given, not guessed.
func bidiLevels(text []rune, rtl bool) []int8 {
	b := bidiText{text: text, class: make([]bidi.Class, len(text)), level: make([]int8, len(text))}
	if rtl {
		b.base = 1
	}
	plain := !rtl
	for i, r := range text {
		p, _ := bidi.LookupRune(r)
		b.class[i] = p.Class()
		switch b.class[i] {
		case bidi.R, bidi.AL, bidi.AN, bidi.LRO, bidi.RLO, bidi.LRE, bidi.RLE, bidi.LRI, bidi.RLI, bidi.FSI:
			plain = false
		}
	}
	if plain {
		return b.level
	}
	b.original = slices.Clone(b.class)
	b.matchIsolates()
	b.explicit()
	for _, seq := range b.sequences() {
		b.weak(seq)
		b.brackets(seq)
		b.neutral(seq)
	}
	b.implicit()
	return b.level
}

type bidiText struct {
	text     []rune
	original []bidi.Class // as the characters are
	class    []bidi.Class // as resolved so far
	level    []int8
	pdi      []int // of an isolate initiator
	base     int8
}

// A sequence is an isolating run sequence (BD13): indexes of its characters, and the classes before and after it.
type sequence struct {
	at       []int
	sos, eos bidi.Class
	level    int8
}

// ignored tells the characters that rule X9 takes out.
func ignored(c bidi.Class) bool {
	switch c {
	case bidi.LRO, bidi.RLO, bidi.LRE, bidi.RLE, bidi.PDF, bidi.BN:
		return true
	}
	return false
}

func initiator(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

func direction(level int8) bidi.Class {
	if level%2 == 0 {
		return bidi.L
	}
	return bidi.R
}

// matchIsolates finds for each isolate initiator the index of the PDI that ends it, or len(text) (BD9).
func (b *bidiText) matchIsolates() {
	b.pdi = make([]int, len(b.text))
	var open []int
	for i, c := range b.original {
		switch {
		case initiator(c):
			b.pdi[i] = len(b.text)
			open = append(open, i)
		case c == bidi.PDI && len(open) > 0:
			b.pdi[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
}

// firstStrong tells whether the first strong character of text[from:to], isolates left out, is right-to-left (P2, P3).
func (b *bidiText) firstStrong(from, to int) bool {
	for i := from; i < to; i++ {
		switch c := b.original[i]; {
		case c == bidi.L:
			return false
		case c == bidi.R || c == bidi.AL:
			return true
		case initiator(c):
			i = b.pdi[i]
		}
	}
	return false
}

// An embedding is an entry of the directional status stack.
type embedding struct {
	level    int8
	override bidi.Class // bidi.ON for none
	isolate  bool
}

// embeddings is the directional status stack with its three counters (X1).
type embeddings struct {
	stack                                          []embedding
	overflowIsolates, overflowEmbeddings, isolates int
}

func (e *embeddings) top() embedding { return e.stack[len(e.stack)-1] }

// open begins an embedding, override or isolate (X2 to X5c).
func (e *embeddings) open(rtl bool, override bidi.Class, isolate bool) {
	level := (e.top().level + 2) &^ 1
	if rtl {
		level = (e.top().level + 1) | 1
	}
	switch {
	case level <= maxDepth && e.overflowIsolates == 0 && e.overflowEmbeddings == 0:
		e.stack = append(e.stack, embedding{level, override, isolate})
		if isolate {
			e.isolates++
		}
	case isolate:
		e.overflowIsolates++
	case e.overflowIsolates == 0:
		e.overflowEmbeddings++
	}
}

// closeIsolate ends an isolate and all embeddings in it (X6a).
func (e *embeddings) closeIsolate() {
	switch {
	case e.overflowIsolates > 0:
		e.overflowIsolates--
	case e.isolates > 0:
		e.overflowEmbeddings = 0
		for !e.top().isolate {
			e.stack = e.stack[:len(e.stack)-1]
		}
		e.stack = e.stack[:len(e.stack)-1]
		e.isolates--
	}
}

// closeEmbedding ends an embedding or override (X7).
func (e *embeddings) closeEmbedding() {
	switch {
	case e.overflowIsolates > 0:
	case e.overflowEmbeddings > 0:
		e.overflowEmbeddings--
	case !e.top().isolate && len(e.stack) > 1:
		e.stack = e.stack[:len(e.stack)-1]
	}
}

// explicit applies X1 to X8.
func (b *bidiText) explicit() {
	e := embeddings{stack: []embedding{{b.base, bidi.ON, false}}}
	set := func(i int) {
		b.level[i] = e.top().level
		if e.top().override != bidi.ON {
			b.class[i] = e.top().override
		}
	}
	for i, c := range b.original {
		b.level[i] = e.top().level
		switch c {
		case bidi.LRE, bidi.RLE:
			e.open(c == bidi.RLE, bidi.ON, false)
		case bidi.LRO:
			e.open(false, bidi.L, false)
		case bidi.RLO:
			e.open(true, bidi.R, false)
		case bidi.LRI, bidi.RLI, bidi.FSI:
			set(i)
			e.open(c == bidi.RLI || c == bidi.FSI && b.firstStrong(i+1, b.pdi[i]), bidi.ON, true)
		case bidi.PDI:
			e.closeIsolate()
			set(i)
		case bidi.PDF:
			e.closeEmbedding()
			b.level[i] = e.top().level
		case bidi.B:
			b.level[i] = b.base
		case bidi.BN:
		default:
			set(i)
		}
	}
}

// sequences returns the isolating run sequences (X10), without the characters that X9 takes out.
func (b *bidiText) sequences() []sequence {
	var runs [][]int
	runAt := make([]int, len(b.text)) // 1 + the run that starts here
	last := int8(-1)
	for i := range b.text {
		if ignored(b.original[i]) {
			continue
		}
		if b.level[i] != last {
			runs = append(runs, nil)
			runAt[i] = len(runs)
			last = b.level[i]
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], i)
	}
	continued := make([]bool, len(runs))
	next := make([]int, len(runs)) // 1 + the run that continues this one behind an isolate
	for n, run := range runs {
		end := run[len(run)-1]
		if !initiator(b.original[end]) {
			continue
		}
		if pdi := b.pdi[end]; pdi < len(b.text) && runAt[pdi] > 0 {
			next[n] = runAt[pdi]
			continued[runAt[pdi]-1] = true
		}
	}
	var all []sequence
	for n := range runs {
		if continued[n] {
			continue
		}
		s := sequence{level: b.level[runs[n][0]]}
		for m := n + 1; m > 0; m = next[m-1] {
			s.at = append(s.at, runs[m-1]...)
		}
		first, end := s.at[0], s.at[len(s.at)-1]
		before, after := b.base, b.base
		for i := first - 1; i >= 0; i-- {
			if !ignored(b.original[i]) {
				before = b.level[i]
				break
			}
		}
		if !initiator(b.original[end]) {
			for i := end + 1; i < len(b.text); i++ {
				if !ignored(b.original[i]) {
					after = b.level[i]
					break
				}
			}
		}
		s.sos, s.eos = direction(max(before, s.level)), direction(max(after, s.level))
		all = append(all, s)
	}
	return all
}

// implicit applies I1 and I2, gives ignored characters the level before them, and sets back separators (part of L1).
func (b *bidiText) implicit() {
	for i := range b.text {
		switch c := b.class[i]; {
		case ignored(b.original[i]):
			b.level[i] = b.base
			if i > 0 {
				b.level[i] = b.level[i-1]
			}
		case b.original[i] == bidi.B || b.original[i] == bidi.S:
			b.level[i] = b.base
		case b.level[i]%2 == 0 && c == bidi.R:
			b.level[i]++
		case b.level[i]%2 == 0 && (c == bidi.AN || c == bidi.EN):
			b.level[i] += 2
		case b.level[i]%2 != 0 && (c == bidi.L || c == bidi.AN || c == bidi.EN):
			b.level[i]++
		}
	}
}

// visualOrder returns the order in which pieces of a line with these levels stand from left to right (L2).
func visualOrder(levels []int8) []int {
	order := make([]int, len(levels))
	highest := int8(0)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
	}
	for l := highest; l > 0; l-- {
		for i := 0; i < len(levels); i++ {
			j := i
			for j < len(levels) && levels[j] >= l {
				j++
			}
			slices.Reverse(order[i:j])
			i = j
		}
	}
	return order
}
