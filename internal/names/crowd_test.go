package names

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// crowd makes n names of two and three words: of the groups and of made-up surnames.
func crowd(n int) []string {
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(from string) string {
		f := strings.Fields(from)
		return f[r.IntN(len(f))]
	}
	surname := func() string {
		s := ""
		for range 2 + r.IntN(2) {
			s += pick("b d f g h j k l m n r s t w z sh kh q y") + pick("a i u o e a i") + pick("- - - n r l m s")
		}
		return strings.ReplaceAll(s, "-", "")
	}
	given := func() string {
		g := groups
		if r.IntN(3) == 0 {
			g = heldOut
		}
		one := g[r.IntN(len(g))]
		return one[r.IntN(len(one))]
	}
	out := make([]string, n)
	for i := range out {
		switch i % 3 {
		case 0:
			out[i] = given() + " " + surname()
		case 1:
			out[i] = given() + " " + given() + " " + surname()
		default:
			out[i] = surname() + " " + surname()
		}
	}
	return out
}

// TestFindInCrowd stores 300 persons among 50,000 and asks for each in another spelling: how many stand among the first
// five of what the Lookup finds, ranked by the matcher.
func TestFindInCrowd(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	stored := crowd(50_000)
	type question struct {
		text string
		id   int
	}
	var asked []question
	for i := range 300 {
		g, h := groups[i%len(groups)], heldOut[(i*7)%len(heldOut)]
		a, b := r.Perm(len(g)), r.Perm(len(h))
		stored[i*150] = g[a[0]] + " " + h[b[0]]
		asked = append(asked, question{h[b[1]] + " " + g[a[1]], i * 150})
	}
	index := map[string][]row{}
	rows := 0
	for id, name := range stored {
		for _, p := range Pairs(name) {
			index[p.K1] = append(index[p.K1], row{p.K2, id})
			rows++
		}
	}
	hits, candidates, most := 0, 0, 0
	for _, q := range asked {
		l, ok := Query(q.text)
		if !ok {
			t.Fatalf("no question from %q", q.text)
		}
		m := newMemory().matcher(q.text)
		type candidate struct {
			id    int
			score float64
		}
		var found []candidate
		for _, row := range index[l.K1] {
			if row.k2 >= l.Lo && (row.k2 < l.Hi || row.k2 == l.Lo) && !slices.ContainsFunc(found, func(c candidate) bool { return c.id == row.id }) {
				found = append(found, candidate{row.id, m.score(stored[row.id])})
			}
		}
		slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
		at := slices.IndexFunc(found, func(c candidate) bool { return c.id == q.id })
		if at >= 0 && at < 5 {
			hits++
		} else {
			t.Logf("%s asked for %s: place %d of %d", q.text, stored[q.id], at, len(found))
		}
		candidates, most = candidates+len(found), max(most, len(found))
	}
	t.Logf("%d of %d in the first five; %.1f candidates on average, %d at most; %.1f rows a person",
		hits, len(asked), float64(candidates)/float64(len(asked)), most, float64(rows)/float64(len(stored)))
	if hits < 285 {
		t.Errorf("%d of 300 in the first five, want 95 %%", hits)
	}
}

type row struct {
	k2 string
	id int
}

func BenchmarkQuery(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Query("Mohamad Chatib"); !ok {
			b.Fatal("no question")
		}
	}
}
