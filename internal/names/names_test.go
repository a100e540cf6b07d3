package names

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// finds reports whether the rows of stored answer the question asked.
func finds(asked, stored string) bool {
	q, ok := Query(asked)
	return ok && slices.ContainsFunc(Pairs(stored), func(p Pair) bool { return p.K1 == q.K1 && p.K2 >= q.Lo && (p.K2 < q.Hi || p.K2 == q.Lo) })
}

func TestGroups(t *testing.T) {
	for _, tc := range []struct {
		name        string
		groups      [][]string
		found, like float64 // percent that must be reached
	}{
		{"fitted", groups, 99.5, 99},
		{"held_out", heldOut, 98, 98},
	} {
		t.Run(tc.name, func(t *testing.T) {
			pairs, found, like := 0.0, 0.0, 0.0
			for _, g := range tc.groups {
				for _, a := range g {
					for _, b := range g {
						pairs++
						if finds(a, b) {
							found++
						} else {
							t.Logf("asked for %s %v, did not find %s %v", a, Keys(a), b, Pairs(b))
						}
						if ok, score := Same(a, b); ok {
							like++
						} else {
							t.Logf("%s (%s) and %s (%s) score %.2f", a, fold(a), b, fold(b), score)
						}
					}
				}
			}
			found, like = 100*found/pairs, 100*like/pairs
			t.Logf("%d groups, %.0f pairs: found %.2f %%, alike %.2f %%", len(tc.groups), pairs, found, like)
			if found < tc.found || like < tc.like {
				t.Errorf("found %.2f %%, alike %.2f %%; want %v and %v", found, like, tc.found, tc.like)
			}
		})
	}
}

func TestSame(t *testing.T) {
	for _, p := range strangers {
		if ok, score := Same(p[0], p[1]); ok {
			t.Errorf("%s (%s) and %s (%s) score %.2f", p[0], fold(p[0]), p[1], fold(p[1]), score)
		}
	}
	for _, p := range same {
		if ok, score := Same(p[0], p[1]); !ok {
			t.Errorf("%s (%s) and %s (%s) score %.2f", p[0], words(p[0]), p[1], words(p[1]), score)
		}
		_, ab := Same(p[0], p[1])
		_, ba := Same(p[1], p[0])
		if diff := ab - ba; diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%s and %s score %.4f, the other way round %.4f", p[0], p[1], ab, ba)
		}
	}
}

// TestStrangersAcrossGroups counts how often names of different groups share a key or score as one.
func TestStrangersAcrossGroups(t *testing.T) {
	pairs, share, alike := 0, 0, 0
	for i, g := range groups {
		for _, h := range groups[i+1:] {
			for _, a := range g {
				for _, b := range h {
					pairs++
					if finds(a, b) {
						share++
					}
					if ok, score := Same(a, b); ok {
						alike++
						t.Logf("%s and %s score %.2f", a, b, score)
					}
				}
			}
		}
	}
	t.Logf("%d pairs of different names: %.2f %% share a key, %.2f %% are alike", pairs, 100*float64(share)/float64(pairs), 100*float64(alike)/float64(pairs))
	if share*100 > pairs*2 || alike*1000 > pairs*5 {
		t.Errorf("%d share a key, %d are alike, of %d", share, alike, pairs)
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "  ": "", "123": "", "Müller-Lüdenscheidt": "muller ludenscheidt", "O’Neill": "oneill", "Nguyễn": "nguyen",
		"Şırnak": "shirnak", "ÇELİK": "tshelik", "محمد": "mahamad", "مُحَمَّد": "mahamad", "محـــمد": "mahamad", "يوسف": "yusaf",
		"Зеленський": "zelenskiy", "Сергій": "serhiy", "Сергей": "sergey", "ዮናስ": "yonas", "ገብረ": "gebare", "Ｌｉ": "li",
		"李": "李", "A\u200fB": "ab", "Straße": "strasse", "علی\u200cرضا": "alirada",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestKeys(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "-": "", "Mohammed": "MMT", "Al-Khatib": "HTB", "Al": "AL", "bin": "BN", "Abd al-Rahman": "ABTRMN", "Anna Anna": "AN",
		"Li Na": "L N", "李 明": "李 明", "a b c d e f g h": "A B K T F", "Abu": "AB",
	} {
		if got := strings.Join(Keys(in), " "); got != want {
			t.Errorf("Keys(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPartsOfNames asks with every one and every two words of names of one to six words, in either order.
func TestPartsOfNames(t *testing.T) {
	for _, name := range []string{
		"Mohammed", "Ahmad Zahir", "Khaled Omar Al-Khatib", "Sara Nour Hassan Darwish", "Ali Karim Yusuf Salim Tikriti",
		"Omar Faruk Jamal Nadir Sabri Halabi", "محمد عمر يوسف كريم سليم التكريتي", "Тарас Григорович Шевченко",
	} {
		parts := strings.Fields(name)
		for i, a := range parts {
			if !finds(a, name) {
				t.Errorf("%s does not find %s", a, name)
			}
			for j, b := range parts {
				if i != j && !finds(a+" "+b, name) {
					t.Errorf("%s %s does not find %s: %v", a, b, name, Keys(a+" "+b))
				}
			}
		}
		if !finds(name, name) {
			t.Errorf("%s does not find itself", name)
		}
	}
	for _, asked := range []string{"Mohammed Kh", "Al-Khatib Mo", "Mohammed al-Khat", "Moham", "mohammed  AL-KHATIB "} {
		if stored := "Mohammed Al-Khatib"; !finds(asked, stored) {
			t.Errorf("%s does not find %s", asked, stored)
		}
	}
	for asked, stored := range map[string]string{
		"Rahman": "Abdulrahman Saleh", "Rahman Abdul": "Abd al-Rahman", "Saleh Abdul Rahman": "Abdulrahman Saleh",
		"Baschar Haile": "Haile Bashar",
	} {
		if !finds(asked, stored) {
			t.Errorf("%s does not find %s", asked, stored)
		}
	}
	for _, asked := range []string{"Mohammed Hariri", "Ali", "Khatib Ahmed", ""} {
		if finds(asked, "Mohammed Al-Khatib") {
			t.Errorf("%s finds Mohammed Al-Khatib", asked)
		}
	}
}

func TestPairsAreBounded(t *testing.T) {
	long := strings.Repeat("Chachacha Jejexexe Gegagago ", 3000)
	if n := len(Pairs(long, strings.ToUpper(long), long)); n > 3*maxPairs {
		t.Errorf("%d rows", n)
	}
	for _, name := range []string{"Mohammed Al-Khatib", "Olena Kovalenko", "Yonas Tesfay"} {
		if n := len(Pairs(name)); n > 10 {
			t.Errorf("%s has %d rows: %v", name, n, Pairs(name))
		}
	}
	if got := fmt.Sprint(Pairs("Omar Salim", "عمر سليم")); got != "[{ AMR} { SLM} {AMR SLM} {SLM AMR}]" {
		t.Errorf("rows %s", got)
	}
}

func FuzzNames(f *testing.F) {
	for _, g := range groups {
		f.Add(g[0], g[len(g)-1])
	}
	f.Add("\xff\xfe", "abd\x00al\u202e")
	f.Add("ቿቿቿ፼", "ﷺ ﷲ")
	f.Add("Fati\xeda", "\xd0BатB0\xd0B00")
	f.Add("^", "·г")
	f.Fuzz(func(t *testing.T, a, b string) {
		folded := fold(a)
		for _, r := range folded {
			if r != ' ' && !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) || r == anyVowel || r == softG {
				t.Errorf("fold(%q) = %q", a, folded)
			}
		}
		keys := Keys(a)
		if len(keys) > maxWords || len(Pairs(a)) > 3*maxPairs {
			t.Errorf("%q: keys %q, %d rows", a, keys, len(Pairs(a)))
		}
		if n, w := Narrow(a), Wide(a); len(n) > maxOthers+2 || len(w) > maxWide || len(n) == 0 != (len(keys) == 0) {
			t.Errorf("%q: %d and %d lookups", a, len(n), len(w))
		}
		if q, ok := Query(a); ok && (q.Hi != "" && q.Lo >= q.Hi || !finds(a, a)) {
			t.Errorf("%q asks %q and does not find itself in %q", a, q, Pairs(a))
		}
		_, ab := Same(a, b)
		_, ba := Same(b, a)
		if !(ab >= 0 && ab <= 1) || ab-ba > 1e-9 || ba-ab > 1e-9 {
			t.Errorf("Same(%q, %q) = %v, the other way round %v", a, b, ab, ba)
		}
		if _, self := Same(a, a); len(keys) > 0 && self < 0.95 {
			t.Errorf("%q scores %v against itself", a, self)
		}
	})
}

func BenchmarkPairs(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Pairs("Mohammed Khaled Al-Khatib", "محمد خالد الخطيب")
	}
}

// BenchmarkLike compares one name with 500.
func BenchmarkLike(b *testing.B) {
	stored := crowd(500)
	b.ReportAllocs()
	for b.Loop() {
		like := Like("Mohammed Al-Khatib")
		for _, name := range stored {
			like(name)
		}
	}
}
