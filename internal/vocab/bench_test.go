package vocab

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	v := loaded(b)
	b.ReportAllocs()
	for b.Loop() {
		newIndex(v.entries("ar"))
	}
}

// BenchmarkMemory reports what stays in the heap: of the concepts alone, of one language with its index, and of all
// languages together.
func BenchmarkMemory(b *testing.B) {
	for b.Loop() {
		start := heap()
		v := loaded(b)
		last := heap()
		b.ReportMetric(float64(last-start)/1024, "concepts-KB")
		for _, lang := range languages() {
			v.indexes[lang]()
			now := heap()
			b.ReportMetric(float64(now-last)/1024, lang+"-KB")
			last = now
		}
		b.ReportMetric(float64(last-start)/1024, "all-KB")
		runtime.KeepAlive(v)
	}
}

// heap counts the bytes in use after a collection.
func heap() int64 {
	runtime.GC()
	runtime.GC() // what pools held is freed at the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// BenchmarkSearch searches misspelt labels of our own data and reports the median and the 95th percentile.
func BenchmarkSearch(b *testing.B) {
	v := loaded(b)
	for _, lang := range languages() {
		b.Run(lang, func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			alphabet := alphabetOf(v, lang)
			var queries []string
			for _, l := range labelsOf(v, lang, 2) {
				queries = append(queries, misspell(random, l.text, alphabet, 1+random.IntN(2)))
			}
			measure(b, queries, func(q string) { v.Search(lang, nil, q, 5) })
		})
	}
}

// BenchmarkTypos reports how often a misspelt label is found, over all labels and kinds, one search in its own kind
// for each.
func BenchmarkTypos(b *testing.B) {
	v := loaded(b)
	for _, lang := range languages() {
		for edits := 1; edits <= 2; edits++ {
			b.Run(fmt.Sprintf("%s/%d", lang, edits), func(b *testing.B) {
				var r share
				for b.Loop() {
					r = recall(v, lang, edits, 1)
				}
				b.ReportMetric(r.first, "recall@1")
				b.ReportMetric(r.five, "recall@5")
			})
		}
	}
}

// BenchmarkSearch180k searches an index as large as the whole of ESCO in one language.
func BenchmarkSearch180k(b *testing.B) {
	random := rand.New(rand.NewPCG(3, 4))
	entries := made(random, 180_000)
	start := time.Now()
	x := newIndex(entries)
	build := time.Since(start)
	alphabet := []rune("abcdefghijklmnopqrstuvwxyz")
	var queries []string
	for range 500 {
		queries = append(queries, misspell(random, entries[random.IntN(len(entries))].text, alphabet, 1+random.IntN(2)))
	}
	measure(b, queries, func(q string) { x.search(q, 64, func(int32) bool { return true }) })
	b.ReportMetric(float64(build.Milliseconds()), "build-ms")
}

// made returns n labels of one to four words from a vocabulary of 6,000 words with a natural skew.
func made(random *rand.Rand, n int) []entry {
	syllables := strings.Fields("ma ter ko ling be rung tech nik er ver kauf ar beit schul me dia pro gram ra dio be trieb an la ge bau hol z me tall wer k zeug in for ma tik pfle ge ge sund heit")
	words := make([]string, 6000)
	for i := range words {
		for range 2 + random.IntN(3) {
			words[i] += syllables[random.IntN(len(syllables))]
		}
	}
	entries := make([]entry, n)
	for i := range entries {
		var parts []string
		for range 1 + random.IntN(4) {
			parts = append(parts, words[int(float64(len(words))*random.Float64()*random.Float64())])
		}
		entries[i] = entry{text: strings.Join(parts, " "), concept: int32(i / 3), preferred: i%3 == 0}
	}
	return entries
}

func measure(b *testing.B, queries []string, search func(string)) {
	search(queries[0])
	var times []time.Duration
	i := 0
	for b.Loop() {
		start := time.Now()
		search(queries[i%len(queries)])
		times = append(times, time.Since(start))
		i++
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(times[len(times)*95/100].Microseconds()), "p95-µs")
}
