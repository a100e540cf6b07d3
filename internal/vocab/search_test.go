package vocab

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
)

func loaded(tb testing.TB) *Vocabulary {
	tb.Helper()
	v, err := Load()
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

func TestExact(t *testing.T) {
	v := loaded(t)
	for _, tc := range []struct {
		lang  string
		kind  Kind
		label string
		want  ID
	}{
		{"ar", Certificate, "شهادة التعليم الأساسي", "cert:sy-basic-education"},
		{"ar", Certificate, "شهاده التعليم الاساسى", "cert:sy-basic-education"},
		{"ti", Certificate, "شهادة التعليم الأساسي", "cert:sy-basic-education"}, // the title on the paper, in any language
		{"en", Certificate, "Shahadat at-talim al-asasi", "cert:sy-basic-education"},
		{"uk", Subject, "облік і аудит", "subject:accounting"},
		{"de", LanguageCertificate, "DTZ", "cert:dtz"},
		{"ar", Certificate, "الثانوية العامة", "cert:sy-secondary"},
		{"ar", Certificate, "شهادة الثانوية العامة", "cert:sy-secondary"},
		{"ar", Certificate, "الدراسة الإعدادية", "cert:iq-preparatory"},
		{"uk", Certificate, "атестат про повну загальну середню освіту", "cert:ua-secondary"},
		{"ti", Certificate, "መልቀቂ ካልኣይ ደረጃ", "cert:er-esece"},
		{"ti", Certificate, "Lise Diploması", "cert:tr-lise"},
		{"fa", Certificate, "بكلوريا", "cert:af-baccalaureate"},
		{"ar", Course, "دورة اندماج", "course:integration"},
		{"uk", Licence, "водійські права", "lic:driving-b"},
		{"en", IT, "C++", "it:cpp"},
		{"fa", Occupation, "برنامه نویس", "occ:software-developer"}, // no zero-width joiner on the keyboard
		{"so", Occupation, "bir tume", "occ:blacksmith"},
		{"en", Occupation, "lorrydriver", "occ:truck-driver"},
	} {
		if got := v.Exact(tc.lang, tc.kind, tc.label); len(got) != 1 || got[0].ID != tc.want {
			t.Errorf("Exact(%s, %s, %q) = %v, want %s", tc.lang, tc.kind, tc.label, ids(got), tc.want)
		}
	}
	if got := v.Exact("ar", Occupation, "شهادة التعليم الأساسي"); got != nil {
		t.Errorf("a certificate is no occupation: %v", ids(got))
	}
	if got := v.Exact("xx", Occupation, "x"); got != nil {
		t.Errorf("unknown language: %v", ids(got))
	}
}

// TestLanguageCertificateNames: the name printed on the certificate finds it in every language.
func TestLanguageCertificateNames(t *testing.T) {
	v := loaded(t)
	for name, want := range map[string]ID{
		"DTZ": "cert:dtz", "DTZ A2": "cert:dtz-a2", "dtz b1": "cert:dtz-b1", "telc A1": "cert:telc-a1", "telc B2": "cert:telc-b2",
		"Telc C1 Hochschule": "cert:telc-c1-university", "telc Pflege": "cert:telc-b1-b2-care", "telc Medizin": "cert:telc-b2-medicine",
		"Goethe A1": "cert:goethe-a1", "Goethe C2": "cert:goethe-c2", "ÖSD B1": "cert:oesd-b1", "OSD B2": "cert:oesd-b2", "DTB B2": "cert:dtb-b2",
		"TestDaF": "cert:testdaf", "DSH": "cert:dsh", "DSD": "cert:dsd", "Fachsprachprüfung": "cert:medical-language",
		"IELTS": "cert:ielts", "TOEFL": "cert:toefl",
	} {
		for _, lang := range languages() {
			if got := v.Exact(lang, LanguageCertificate, name); len(got) != 1 || got[0].ID != want {
				t.Errorf("Exact(%s, %q) = %v, want %s", lang, name, ids(got), want)
			}
		}
	}
}

func ids(list []Concept) []ID {
	var all []ID
	for _, c := range list {
		all = append(all, c.ID)
	}
	return all
}

// A named is one label of a concept.
type named struct {
	concept Concept
	text    string
}

// labelsOf lists every step-th label of a language.
func labelsOf(v *Vocabulary, lang string, step int) []named {
	var all []named
	n := 0
	for _, c := range v.concepts {
		for _, text := range c.Labels(lang) {
			if n++; n%step == 0 {
				all = append(all, named{c, text})
			}
		}
	}
	return all
}

// TestRandomLabelsFoundFirst: whoever types any label exactly gets a concept with that label first. Every fourth label is typed with
// AUFWIND_CASES=full, else every fiftieth.
func TestRandomLabelsFoundFirst(t *testing.T) {
	step := 50
	if os.Getenv("AUFWIND_CASES") == "full" {
		step = 4
	}
	v := loaded(t)
	for _, lang := range v.Languages() {
		for _, l := range labelsOf(v, lang, step) {
			hits := v.Search(lang, []Kind{l.concept.Kind}, l.text, 5)
			if len(hits) == 0 || fold(hits[0].Label) != fold(l.text) || hits[0].Score < 0.99 {
				t.Errorf("%s: %q of %s is not first: %s", lang, l.text, l.concept.ID, shown(hits))
			}
		}
	}
}

// TestTypos: a label with one or two wrong letters is among the first five of its kind. A sample; BenchmarkTypos
// takes all labels.
func TestTypos(t *testing.T) {
	v := loaded(t)
	for _, lang := range languages() {
		one, two := recall(v, lang, 1, 24), recall(v, lang, 2, 24)
		if r := (one.five + two.five) / 2; r < 0.97 {
			t.Errorf("%s: recall@5 %.3f, want 0.97 (one edit %.3f, two %.3f)", lang, r, one.five, two.five)
		}
	}
}

// A share says how many searches had the concept first, and among the first five.
type share struct{ first, five float64 }

// recall searches every step-th label of a language, misspelt by so many random edits.
func recall(v *Vocabulary, lang string, edits, step int) share {
	random := rand.New(rand.NewPCG(1, uint64(edits)))
	alphabet := alphabetOf(v, lang)
	labels := labelsOf(v, lang, step)
	first, five := 0, 0
	for _, l := range labels {
		query := misspell(random, l.text, alphabet, edits)
		for rank, h := range v.Search(lang, []Kind{l.concept.Kind}, query, 5) {
			if h.Concept.ID != l.concept.ID {
				continue
			}
			five++
			if rank == 0 {
				first++
			}
		}
	}
	all := float64(max(len(labels), 1))
	return share{float64(first) / all, float64(five) / all}
}

// alphabetOf lists the letters of the labels of a language, each as often as it occurs.
func alphabetOf(v *Vocabulary, lang string) []rune {
	var all []rune
	for _, c := range v.concepts {
		for _, s := range c.Labels(lang) {
			all = append(all, []rune(strings.ReplaceAll(s, " ", ""))...)
		}
	}
	return all
}

// misspell replaces, inserts, deletes or swaps letters at random places.
func misspell(random *rand.Rand, text string, alphabet []rune, edits int) string {
	r := []rune(text)
	for range edits {
		at := random.IntN(len(r))
		letter := alphabet[random.IntN(len(alphabet))]
		switch kind := random.IntN(4); {
		case kind == 0 && len(r) > 1:
			r = slices.Delete(r, at, at+1)
		case kind == 1:
			r = slices.Insert(r, at, letter)
		case kind == 2 && at > 0:
			r[at], r[at-1] = r[at-1], r[at]
		default:
			r[at] = letter
		}
	}
	return string(r)
}

func TestSearchBeginnings(t *testing.T) {
	v := loaded(t)
	for _, tc := range []struct {
		lang, query string
		want        ID
	}{
		{"ar", "نج", "occ:carpenter"},
		{"ar", "النجار", "occ:carpenter"},
		{"uk", "стол", "occ:carpenter"},
		{"uk", "бух", "occ:accountant"},
		{"ti", "ከሻ", "occ:cook"},
		{"de", "tisch", "occ:carpenter"},
		{"de", "schrein", "occ:carpenter"},
		{"en", "joine", "occ:carpenter"},
	} {
		hits := v.Search(tc.lang, []Kind{Occupation}, tc.query, 5)
		if len(hits) == 0 || hits[0].Concept.ID != tc.want {
			t.Errorf("Search(%s, %q) = %s, want %s first", tc.lang, tc.query, shown(hits), tc.want)
		}
	}
}

// shown writes what was found in one line.
func shown(hits []Hit) string {
	var b strings.Builder
	for _, h := range hits {
		fmt.Fprintf(&b, "%s %q %v %q; ", h.Concept.ID, h.Label, h.Score, h.German)
	}
	return b.String()
}

func TestSearchIsDeterministic(t *testing.T) {
	v, again := loaded(t), loaded(t)
	for _, query := range []string{"شهاده", "к", "a", "kurs", "ትምህርቲ"} {
		for _, lang := range mainLanguages() {
			want := shown(v.Search(lang, nil, query, 20))
			for range 3 {
				if got := shown(again.Search(lang, nil, query, 20)); got != want {
					t.Fatalf("Search(%s, %q) differs:\n%s\n%s", lang, query, want, got)
				}
			}
		}
	}
}

func TestSearchAtOnce(t *testing.T) {
	v := loaded(t)
	want := v.Search("en", nil, "german test", 3)
	if len(want) == 0 {
		t.Fatal("nothing found")
	}
	other := loaded(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				if got := other.Search("en", nil, "german test", 3); shown(got) != shown(want) {
					t.Errorf("got %s, want %s", shown(got), shown(want))
					return
				}
			}
		})
	}
	group.Wait()
}

func TestSearchBounds(t *testing.T) {
	v := loaded(t)
	if got := v.Search("en", nil, "test", 0); got != nil {
		t.Errorf("n = 0: %v", got)
	}
	if got := v.Search("xx", nil, "test", 5); got != nil {
		t.Errorf("unknown language: %v", got)
	}
	if got := v.Search("en", nil, " \u202e!? ", 5); got != nil {
		t.Errorf("no letters: %v", got)
	}
	if got := v.Search("en", []Kind{Group}, "a", 1000); len(got) > 100 {
		t.Errorf("%d hits, want at most 100", len(got))
	}
	for _, h := range v.Search("en", []Kind{Gap}, "test family course", 50) {
		if h.Concept.Kind != Gap {
			t.Errorf("%s is no gap", h.Concept.ID)
		}
	}
}

func FuzzSearch(f *testing.F) {
	v := loaded(f)
	for _, s := range []string{"", "a", "\xff\xfe", "\u202eabc", strings.Repeat("ا", 5000), "ቋንቋ", "👩‍🔧", "\x00", "İıß", "ﷺ", "٣٣", "' OR 1=1 --", "a\u0301\u0301\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, lang := range mainLanguages() {
			last := 1.0
			for _, h := range v.Search(lang, nil, query, 10) {
				if h.Score > last || h.Score < 0 || h.Label == "" {
					t.Errorf("hit out of order or range: %v", h)
				}
				last = h.Score
			}
			v.Exact(lang, Certificate, query)
		}
		if f := fold(query); strings.Join(strings.Fields(f), " ") != f || strings.ToLower(f) != f {
			t.Errorf("fold(%q) = %q has spaces or capitals left", query, f)
		}
	})
}
