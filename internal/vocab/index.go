package vocab

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// An entry is one label that can be found.
type entry struct {
	text      string
	concept   int32 // position in Vocabulary.concepts
	preferred bool
}

// A label is an entry prepared for comparison.
type label struct {
	entry
	folded  string
	letters uint16 // of folded
	grams   uint16 // number of different trigrams
}

// An index finds labels of one language by trigrams: three letters that follow each other in the folded text.
type index struct {
	labels []label
	byText []int32   // positions in labels, by folded text without spaces
	grams  []uint64  // all trigrams, sorted
	start  []int32   // position in grams → where its list begins in lists; the next says where it ends
	lists  []byte    // positions in labels, ascending, each as the difference to the one before (varint)
	counts sync.Pool // of *[]uint16, one per label, all zero
}

// newIndex prepares the entries for search. Its result does not depend on anything but their order.
func newIndex(entries []entry) *index {
	x := &index{labels: make([]label, 0, len(entries)), byText: make([]int32, 0, len(entries))}
	x.counts.New = func() any {
		c := make([]uint16, len(x.labels))
		return &c
	}
	var all []uint64
	for _, e := range entries {
		folded := strings.Clone(fold(e.text)) // without the room that fold kept for more
		if folded == "" {
			continue
		}
		before := len(all)
		all = appendGrams(all, folded)
		x.byText = append(x.byText, int32(len(x.labels)))
		x.labels = append(x.labels, label{e, folded, uint16(utf8.RuneCountInString(folded)), uint16(len(all) - before)})
	}
	slices.SortFunc(x.byText, func(a, b int32) int {
		return cmp.Or(compareJoined(x.labels[a].folded, x.labels[b].folded), cmp.Compare(a, b))
	})
	x.fill(all)
	return x
}

// fill builds the lists of labels by trigram; all holds the trigrams of the labels one after the other.
func (x *index) fill(all []uint64) {
	next := make(map[uint64]int32) // how often a trigram occurs; then where its next label stands in refs
	for _, g := range all {
		next[g]++
	}
	x.grams = slices.AppendSeq(make([]uint64, 0, len(next)), maps.Keys(next))
	slices.Sort(x.grams)
	begin := int32(0)
	for _, g := range x.grams {
		begin, next[g] = begin+next[g], begin
	}
	refs := make([]int32, len(all)) // the lists one after the other
	for i, l := range x.labels {
		for _, g := range all[:l.grams] {
			refs[next[g]] = int32(i)
			next[g]++
		}
		all = all[l.grams:]
	}
	x.start = make([]int32, len(x.grams)+1)
	var lists []byte
	begin = 0
	for i, g := range x.grams {
		last := int32(0)
		for _, ref := range refs[begin:next[g]] {
			lists = binary.AppendUvarint(lists, uint64(ref-last))
			last = ref
		}
		begin = next[g]
		x.start[i+1] = int32(len(lists))
	}
	x.lists = bytes.Clone(lists)
}

// list returns the labels that hold the trigram, as in lists.
func (x *index) list(gram uint64) []byte {
	i, ok := slices.BinarySearch(x.grams, gram)
	if !ok {
		return nil
	}
	return x.lists[x.start[i]:x.start[i+1]]
}

// equal returns the labels whose folded text it is, ascending; if there are none, those that part the words elsewhere:
// whoever has no zero-width joiner types a space or nothing.
func (x *index) equal(folded string) []int32 {
	first, _ := slices.BinarySearchFunc(x.byText, folded, func(at int32, text string) int { return compareJoined(x.labels[at].folded, text) })
	var same, joined []int32
	for _, at := range x.byText[first:] {
		l := x.labels[at].folded
		if compareJoined(l, folded) != 0 {
			break
		}
		joined = append(joined, at)
		if l == folded {
			same = append(same, at)
		}
	}
	if len(same) == 0 {
		return joined
	}
	return same
}

// compareJoined compares folded texts without their spaces.
func compareJoined(a, b string) int {
	i, k := 0, 0
	for {
		for i < len(a) && a[i] == ' ' {
			i++
		}
		for k < len(b) && b[k] == ' ' {
			k++
		}
		switch {
		case i == len(a) || k == len(b):
			return cmp.Compare(len(a)-i, len(b)-k)
		case a[i] != b[k]:
			return cmp.Compare(a[i], b[k])
		}
		i++
		k++
	}
}

// appendGrams adds the different trigrams of a folded text, sorted, to list. Two spaces stand before the text and one
// behind it, so the beginning weighs more.
func appendGrams(list []uint64, folded string) []uint64 {
	const mask = 1<<63 - 1 // three letters of 21 bits
	start := len(list)
	gram := uint64(' ')<<21 | ' '
	for _, r := range folded {
		gram = (gram<<21 | uint64(r)) & mask
		list = append(list, gram)
	}
	list = append(list, (gram<<21|' ')&mask)
	own := list[start:]
	slices.Sort(own)
	return list[:start+len(slices.Compact(own))]
}

// A match is a label with its likeness to the query, 0 … 1.
type match struct {
	label int32
	score float64
}

// search returns labels like the query, at most keep, best first. Only labels that want accepts are considered.
func (x *index) search(query string, keep int, want func(concept int32) bool) []match {
	folded := fold(query)
	if folded == "" {
		return nil
	}
	found := x.candidates(folded, keep, want)
	letters := []rune(folded)
	var d distance
	best := 0.0
	for i, m := range found {
		l := x.labels[m.label]
		whole, start := d.likeness(letters, []rune(l.folded))
		found[i].score = l.score(folded, m.score, whole, start)
		best = max(best, found[i].score)
	}
	if best < sure && len(letters) <= shortQuery && len(x.labels) <= smallIndex {
		found = x.appendNear(found, &d, letters, want)
	}
	slices.SortFunc(found, x.compare)
	return found
}

// In a short word two wrong letters spoil all trigrams. If nothing sure was found then, all labels of about the same
// length are compared letter by letter; in a large index that would take too long.
const (
	sure       = 0.75
	shortQuery = 12
	smallIndex = 20_000
)

// appendNear adds the labels that are at most two edits away from the query and not in found.
func (x *index) appendNear(found []match, d *distance, query []rune, want func(concept int32) bool) []match {
	known := make(map[int32]bool, len(found))
	for _, m := range found {
		known[m.label] = true
	}
	text := make([]rune, 0, shortQuery+2)
	for i, l := range x.labels {
		if int(l.letters) < len(query)-2 || int(l.letters) > len(query)+2 || !want(l.concept) || known[int32(i)] {
			continue
		}
		text = text[:0]
		for _, r := range l.folded {
			text = append(text, r)
		}
		if edits, _ := d.edits(query, text); edits <= 2 {
			whole, _ := d.likeness(query, text)
			found = append(found, match{int32(i), l.score(string(query), 0, whole, 0)})
		}
	}
	return found
}

// compare orders matches: score, then the shorter label, then the order of the data.
func (x *index) compare(a, b match) int {
	return cmp.Or(
		-cmp.Compare(a.score, b.score),
		cmp.Compare(len(x.labels[a.label].folded), len(x.labels[b.label].folded)),
		cmp.Compare(a.label, b.label),
	)
}

// score joins the parts of the likeness: of the trigrams, of the letters of the whole label and of its beginning.
// Equal texts have 1 (preferred) or 0.99, all others at most 0.98, which is that of texts that part their words elsewhere.
func (l label) score(query string, trigrams, whole, start float64) float64 {
	bonus := 0.0
	if l.preferred {
		bonus = 0.01
	}
	switch {
	case l.folded == query:
		return 0.99 + bonus
	case compareJoined(l.folded, query) == 0:
		return 0.98
	}
	s := 0.5*trigrams + 0.35*max(whole, 0.9*start)
	if strings.HasPrefix(l.folded, query) {
		s += 0.12
	}
	return min(max(s, 0.8*whole)+bonus, 0.98)
}

// candidates returns the labels that share most trigrams with the folded query, with the share as score: how much of
// the query is covered counts more than how much of the label, because people type beginnings.
func (x *index) candidates(folded string, keep int, want func(concept int32) bool) []match {
	pooled, ok := x.counts.Get().(*[]uint16)
	if !ok {
		return nil
	}
	defer x.counts.Put(pooled)
	counts := *pooled
	grams := appendGrams(nil, folded)
	var touched []int32
	for _, g := range grams {
		id := int32(0)
		for list := x.list(g); len(list) > 0; {
			further, size := binary.Uvarint(list)
			list = list[size:]
			id += int32(further)
			if counts[id] == 0 {
				touched = append(touched, id)
			}
			counts[id]++
		}
	}
	need := max(1, len(grams)*3/10)
	best := make([]match, 0, keep+1)
	for _, id := range touched {
		shared := int(counts[id])
		counts[id] = 0
		l := &x.labels[id]
		if shared < need || !want(l.concept) {
			continue
		}
		s := 0.7*float64(shared)/float64(len(grams)) + 0.6*float64(shared)/float64(len(grams)+int(l.grams))
		m := match{id, s}
		if len(best) == keep && x.compare(m, best[keep-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, m, x.compare)
		best = slices.Insert(best, at, m)
		best = best[:min(len(best), keep)]
	}
	return best
}
