package translate

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// TestPurse: what is sent is paid before, in its exact length; what no engine translated comes back; an empty purse sends nothing.
func TestPurse(t *testing.T) {
	p := protocols()[0]
	s := newPeer(t, p, german)
	var still stillClock
	c := NewChain(still.clock(), p.engine(s.URL))
	left := 0
	purse := Purse{
		Take: func(_ context.Context, n int) error {
			if n > left {
				return ErrBudget
			}
			left -= n
			return nil
		},
		Back: func(_ context.Context, n int) { left += n },
	}
	texts := []Text{{"نجار", nil}, {"عامل بناء", nil}} // 4 and 9 letters
	for _, tc := range []struct {
		name     string
		has      int
		status   []int
		left     int
		failures []error
	}{
		{"enough", 13, nil, 0, []error{nil, nil}},
		{"enough for one", 12, nil, 8, []error{nil, ErrBudget}},
		{"empty", 3, nil, 3, []error{ErrBudget, ErrBudget}},
		{"dead", 20, []int{500, 500, 500}, 20, []error{ErrTemporary, ErrTemporary}},
		{"refused", 20, []int{403}, 20, []error{ErrRefused, ErrRefused}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			still.pass(openFor)
			c.Can(t.Context(), "ar", "de")
			left = tc.has
			s.failNext(tc.status...)
			for i, r := range c.Translate(t.Context(), "ar", "de", texts, purse) {
				if !errors.Is(r.Err, tc.failures[i]) || (r.Sent > 0) != (r.Err == nil) {
					t.Errorf("text %d: %+v, want %v", i, r, tc.failures[i])
				}
			}
			if left != tc.left {
				t.Errorf("%d characters left, want %d", left, tc.left)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"نجار": {"نجار"},
		"عملت في ورشة. ثم سافرت؟ نعم":               {"عملت في ورشة.", "ثم سافرت؟", "نعم"},
		"Я працював 5 р. на заводі. Потім – водій!": {"Я працював 5 р. на заводі.", "Потім – водій!"},
		"ኣብ ትካል ሰሪሐ። ድሕሪኡ መሪሐ።":                     {"ኣብ ትካል ሰሪሐ።", "ድሕሪኡ መሪሐ።"},
		"am 3. Mai 2010 begonnen. Ende":             {"am 3. Mai 2010 begonnen.", "Ende"},
		"eins\nzwei\r\ndrei":                        {"eins", "zwei", "drei"},
		"www.example.org besucht":                   {"www.example.org besucht"},
		" \n ":                                      nil,
		"...":                                       {"..."},
	} {
		if got := Sentences(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
