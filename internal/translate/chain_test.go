package translate

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"
)

func person() []Known {
	return []Known{
		{"محمد الخطيب", "Mohammed Al-Khatib"},
		{"Mohammed Al-Khatib", "Mohammed Al-Khatib"},
		{"علي", "Ali"},
		{"Musterweg 17", "Musterweg 17"},
		{"+49 151 1234567", "+49 151 1234567"},
		{"m.alkhatib@example.org", "m.alkhatib@example.org"},
	}
}

const story = "أنا محمد الخطيب وهاتفي ٠١٥١ ١٢٣٤٥٦٧ وبريدي m.alkhatib@example.org، عملت من ٠٣/٢٠١٠ إلى 2015"

// TestChain goes the whole way with each protocol: nothing private in what the server got, all facts in the German.
func TestChain(t *testing.T) {
	for _, p := range protocols() {
		t.Run(p.name, func(t *testing.T) {
			s := newPeer(t, p, german)
			var still stillClock
			c := NewChain(still.clock(), p.engine(s.URL))
			got := c.Translate(t.Context(), "ar", "de", []Text{{story, person()}, {"نجار", nil}, {"٢٠١٥", nil}, {strings.Repeat("نجار ", 5000), nil}}, Purse{})
			if got[0].Err != nil || got[0].Text != "Ich arbeitete Mohammed Al-Khatib 0151 1234567 m.alkhatib@example.org 03/2010 2015" {
				t.Errorf("story: %+v", got[0])
			}
			if got[0].Engine != p.name || got[0].Sent == 0 || got[1].Text != "Ich arbeitete" || got[2].Text != "2015" || got[2].Sent != 0 {
				t.Errorf("results: %+v", got[:3])
			}
			if !errors.Is(got[3].Err, ErrTooLarge) {
				t.Errorf("a text of 25,000 letters: %v", got[3].Err)
			}
			for _, private := range []string{"محمد", "الخطيب", "Khatib", "0151", "٠١٥١", "1234567", "alkhatib", "example.org", "2010"} {
				if strings.Contains(strings.Join(s.got, "\n"), private) {
					t.Errorf("%q reached the server: %q", private, s.got)
				}
			}
			if none := c.Translate(t.Context(), "ti", "de", []Text{{"ጸራቢ", nil}}, Purse{}); !errors.Is(none[0].Err, ErrPair) {
				t.Errorf("a language the engine does not read: %v", none[0].Err)
			}
		})
	}
	var still stillClock
	if none := NewChain(still.clock()).Translate(t.Context(), "ar", "de", []Text{{"نجار", nil}}, Purse{}); !errors.Is(none[0].Err, ErrNoEngine) || NewChain(still.clock()).Can(t.Context(), "ar", "de") {
		t.Errorf("no engine: %v", none[0].Err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if err := Sleep(ended, time.Hour); !errors.Is(err, context.Canceled) || Sleep(t.Context(), time.Nanosecond) != nil {
		t.Errorf("Sleep = %v", err)
	}
}

// TestRandomAdversaries sends sentences to engines that spoil tokens, 1,000 with AUFWIND_CASES=full, else 100: a fact is right or the text
// is reported, never printed wrong.
func TestRandomAdversaries(t *testing.T) {
	sentences := 100
	if os.Getenv("AUFWIND_CASES") == "full" {
		sentences = 1000
	}
	p := protocols()[0]
	replaceOne := func(with func(token string) string) func(string) string {
		return func(text string) string {
			out := german(text)
			all := tokenPattern.FindAllString(out, -1)
			if len(all) == 0 {
				return out
			}
			return strings.Replace(out, all[len(all)-1], with(all[len(all)-1]), 1)
		}
	}
	reversed := func(text string) string {
		words := strings.Fields(german(text))
		for i, j := 0, len(words)-1; i < j; i, j = i+1, j-1 {
			words[i], words[j] = words[j], words[i]
		}
		return strings.Join(words, " ")
	}
	for _, a := range []struct {
		name string
		turn func(string) string
		want error // for texts with facts
	}{
		{"drop", replaceOne(func(string) string { return "" }), ErrFacts},
		{"double", replaceOne(func(s string) string { return s + " und " + s }), ErrFacts},
		{"translate", replaceOne(func(string) string { return "x@ph.com" }), ErrFacts},
		{"other_number", replaceOne(func(string) string { return "x97@ph.de" }), ErrFacts},
		{"invent_year", func(text string) string { return german(text) + " 2016" }, ErrFacts},
		{"echo", func(text string) string { return text }, ErrAnswer},
		{"markup", func(text string) string { return "<b>" + german(text) + "</b>" }, ErrAnswer},
		{"override", func(text string) string { return german(text) + "\u202e" }, ErrAnswer},
		{"flood", func(text string) string { return german(text) + strings.Repeat(" sehr", 2000) }, ErrAnswer},
		{"empty", func(string) string { return "" }, ErrAnswer},
		{"reorder", reversed, nil},
		{"capitals", func(text string) string { return strings.ToUpper(german(text)) }, nil},
		{"spaces", func(text string) string { return strings.ReplaceAll(german(text), "@ph.de", " @ ph. de") }, nil},
	} {
		t.Run(a.name, func(t *testing.T) {
			s := newPeer(t, p, a.turn)
			var still stillClock
			c := NewChain(still.clock(), p.engine(s.URL))
			random := rand.New(rand.NewPCG(1, 7))
			var texts []Text
			var said [][]string
			for range sentences {
				text, facts := sentence(random)
				texts, said = append(texts, Text{text, person()}), append(said, facts)
			}
			for i, got := range c.Translate(t.Context(), "ar", "de", texts, Purse{}) {
				text, facts := texts[i].Source, said[i]
				if !errors.Is(got.Err, a.want) || a.want != nil && got.Text != "" {
					t.Fatalf("%q: %+v, want %v", text, got, a.want)
				}
				for _, f := range facts {
					if a.want == nil && strings.Count(got.Text, f) != 1 {
						t.Fatalf("%q: fact %q in %q", text, f, got.Text)
					}
				}
			}
		})
	}
}

// sentence makes an Arabic sentence with one to four different facts; facts are as the German text must have them.
func sentence(random *rand.Rand) (text string, facts []string) {
	words := []string{"عملت", "في", "ورشة", "كبيرة", "مع", "زملاء", "وقمت", "بتدريب", "العمال"}
	arabic := func(n int) string {
		return strings.Map(func(r rune) rune { return r - '0' + '٠' }, fmt.Sprint(n))
	}
	for i := range 1 + random.IntN(4) {
		text += words[random.IntN(len(words))] + " " + words[random.IntN(len(words))] + " "
		n := 1_000_000*(i+1) + random.IntN(900_000)
		switch random.IntN(3) {
		case 0:
			text += arabic(n) + " "
			facts = append(facts, fmt.Sprint(n))
		case 1:
			mail := fmt.Sprintf("a%d@example.org", n)
			text += mail + " "
			facts = append(facts, mail)
		default:
			text += fmt.Sprintf("%d%% ", n)
			facts = append(facts, fmt.Sprintf("%d%%", n))
		}
	}
	return strings.TrimSpace(text), facts
}

// TestFallback: the second engine takes what the first one cannot.
func TestFallback(t *testing.T) {
	libre, deepl := protocols()[0], protocols()[1]
	spoils := newPeer(t, libre, func(text string) string {
		if strings.Contains(text, "x0") {
			return "Ich arbeitete" // the fact is lost
		}
		return german(text)
	})
	good := newPeer(t, deepl, german)
	var still stillClock
	c := NewChain(still.clock(), libre.engine(spoils.URL), deepl.engine(good.URL))
	got := c.Translate(t.Context(), "ar", "de", []Text{{"عملت 2010", nil}, {"نجار", nil}}, Purse{})
	if got[0].Text != "Ich arbeitete 2010" || got[0].Engine != "deepl" || got[1].Engine != "libretranslate" {
		t.Errorf("results: %+v", got)
	}
	if back := c.Without("deepl"); len(back.links) != 1 || back.links[0].engine.Name() != "libretranslate" || len(back.Without("libretranslate").links) != 1 {
		t.Errorf("Without: %d links", len(back.links))
	}
}

// TestBatch: a batch that an engine answers badly as a whole is asked text by text.
func TestBatch(t *testing.T) {
	p := protocols()[0]
	reply := p.reply
	p.reply = func(turned []string) string {
		if len(turned) > 1 {
			return reply(turned[1:])
		}
		return reply(turned)
	}
	s := newPeer(t, p, german)
	var still stillClock
	texts := make([]Text, 120)
	for i := range texts {
		texts[i].Source = "نجار"
	}
	for i, r := range NewChain(still.clock(), p.engine(s.URL)).Translate(t.Context(), "ar", "de", texts, Purse{}) {
		if r.Text != "Ich arbeitete" || r.Sent != 8 {
			t.Fatalf("text %d: %+v", i, r)
		}
	}
	if want := 1 + 3 + 120; s.calls() != want { // languages, batches, texts
		t.Errorf("%d questions, want %d", s.calls(), want)
	}
}

// TestBreaker: an engine that is dead costs three tries, then two, then nothing for a minute.
func TestBreaker(t *testing.T) {
	p := protocols()[0]
	s := newPeer(t, p, german)
	var still stillClock
	still.pass(time.Hour)
	c := NewChain(still.clock(), p.engine(s.URL))
	ask := func() Result { return c.Translate(t.Context(), "ar", "de", []Text{{"نجار", nil}}, Purse{})[0] }
	s.failNext(200, 500, 503)
	if got := ask(); got.Err != nil || len(still.waited) != 2 || still.waited[0] != time.Second || still.waited[1] != 4*time.Second {
		t.Fatalf("after two failures: %+v, waited %v", got, still.waited)
	}
	s.failNext(500, 500, 500, 500, 500, 500)
	for range 2 {
		if got := ask(); !errors.Is(got.Err, ErrTemporary) {
			t.Fatalf("dead: %+v", got)
		}
	}
	before := s.calls()
	if got := ask(); !errors.Is(got.Err, ErrTemporary) || s.calls() != before {
		t.Errorf("a resting engine was asked: %+v", got)
	}
	still.pass(openFor)
	if got := ask(); !errors.Is(got.Err, ErrTemporary) || s.calls() != before+1 {
		t.Errorf("one more failure should be enough: %+v, %d questions", got, s.calls()-before)
	}
	still.pass(openFor)
	if got := ask(); got.Err != nil {
		t.Errorf("alive again: %+v", got)
	}
	s.failNext(429)
	before = s.calls()
	if got := ask(); !errors.Is(got.Err, ErrQuota) || !errors.Is(ask().Err, ErrTemporary) || s.calls() != before+1 {
		t.Errorf("quota: %+v, %d questions", got, s.calls()-before)
	}
}
