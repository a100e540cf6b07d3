package catalogue

import "testing"

func TestText(t *testing.T) {
	c := loaded(t)
	for _, tc := range []struct {
		name string
		id   GoalID
		lang string
		args Args
		want string
		ok   bool
	}{
		{"plain", "goal:own-home", "de", nil, "Eine eigene Wohnung finden", true},
		{"filled", "goal:german-level", "de", Args{"level": "B1"}, "Deutsch B1 erreichen", true},
		{"isolated_in_arabic", "goal:german-level", "ar", Args{"level": "B1"}, "الوصول إلى مستوى \u2068B1\u2069 في اللغة الألمانية", true},
		{"isolated_arabic", "goal:work-as", "de", Args{"occupation": "نجار"}, "Arbeit als \u2068نجار\u2069 finden", true},
		{"other_values_are_ignored", "goal:own-home", "en", Args{"level": "B1"}, "Find a home of my own", true},
		{"value_with_braces", "goal:work-as", "de", Args{"occupation": "{occupation}"}, "Arbeit als {occupation} finden", true},
		{"missing_value", "goal:german-level", "de", Args{"occupation": "Koch"}, "", false},
		{"empty_value", "goal:german-level", "de", Args{"level": ""}, "", false},
		{"missing_language", "goal:own-home", "ur", nil, "", false},
		{"no_language", "goal:own-home", "", nil, "", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			g, _ := c.Goal(tc.id)
			if got, ok := g.Text(tc.lang, tc.args); got != tc.want || ok != tc.ok {
				t.Errorf("Text(%q, %v) = %q, %v, want %q, %v", tc.lang, tc.args, got, ok, tc.want, tc.ok)
			}
		})
	}
}

func TestTextOfMeasure(t *testing.T) {
	m, _ := loaded(t).Measure("measure:language-exam")
	if got, ok := m.Text("en", Args{"level": "B2"}); got != "Take the German exam B2" || !ok {
		t.Errorf("Text = %q, %v", got, ok)
	}
}
