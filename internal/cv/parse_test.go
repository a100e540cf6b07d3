package cv

import (
	"encoding/json"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
)

// small is the smallest CV; the tests of Parse put one more key into it.
const small = `{"format":"aufwind-cv/1","language":"ar","name":{"latin":"A"}`

// TestParseRefuses plants each fault once; the error names its place.
func TestParseRefuses(t *testing.T) {
	long := strings.Repeat("ق", 201)
	date := `{"calendar":"gregorian","year":2010}`
	for _, tc := range []struct{ name, input, path string }{
		{"empty", ``, ""},
		{"no_json", `{"format":`, ""},
		{"null", `null`, ""},
		{"list", `[]`, ""},
		{"text_behind", small + `} x`, ""},
		{"huge", small + `,"target":{"label":"` + strings.Repeat("x", 1<<20) + `"}}`, ""},
		{"no_format", `{"language":"ar","name":{"latin":"A"}}`, "format"},
		{"other_format", `{"format":"aufwind-cv/2","language":"ar","name":{"latin":"A"}}`, "format"},
		{"format_null", `{"format":null,"language":"ar","name":{"latin":"A"}}`, "format"},
		{"no_language", `{"format":"aufwind-cv/1","name":{"latin":"A"}}`, "language"},
		{"language_number", `{"format":"aufwind-cv/1","language":5,"name":{"latin":"A"}}`, "language"},
		{"language_words", `{"format":"aufwind-cv/1","language":"arabic language","name":{"latin":"A"}}`, "language"},
		{"no_name", `{"format":"aufwind-cv/1","language":"ar"}`, "name"},
		{"empty_name", `{"format":"aufwind-cv/1","language":"ar","name":{}}`, "name"},
		{"unknown_key", small + `,"religion":"x"}`, "religion"},
		{"unknown_key_inside", small + `,"work":[{"occupation":{"label":"x","de":"y"}}]}`, "work[0].occupation.de"},
		{"hostile_key", small + `,"a.b\u0000":1}`, `["a.b\x00"]`},
		{"twice", small + `,"work":[],"work":[]}`, "work"},
		{"work_object", small + `,"work":{}}`, "work"},
		{"work_null_item", small + `,"work":[null]}`, "work[0]"},
		{"no_occupation", small + `,"work":[{}]}`, "work[0].occupation"},
		{"occupation_null", small + `,"work":[{"occupation":null}]}`, "work[0].occupation"},
		{"occupation_text", small + `,"work":[{"occupation":"x"}]}`, "work[0].occupation"},
		{"term_empty", small + `,"target":{}}`, "target"},
		{"term_two", small + `,"target":{"label":"x","concept":"occ:cook"}}`, "target"},
		{"term_german_of_label", small + `,"target":{"label":"x","german":"y"}}`, "target"},
		{"term_state_alone", small + `,"target":{"text":"x","state":"confirmed"}}`, "target"},
		{"term_state", small + `,"skills":[{"label":"x"},{"text":"x","german":"y","state":"sure"}]}`, "skills[1].state"},
		{"label_number", small + `,"work":[{"occupation":{"label":"x"},"tasks":[{"label":"x"},{"label":7}]}]}`, "work[0].tasks[1].label"},
		{"label_long", small + `,"target":{"label":"` + long + `"}}`, "target.label"},
		{"label_control", small + `,"target":{"label":"a\u0007b"}}`, "target.label"},
		{"label_line_break", small + `,"target":{"label":"a\nb"}}`, "target.label"},
		{"label_override", small + `,"target":{"label":"a\u202eb"}}`, "target.label"},
		{"lone_surrogate", small + `,"target":{"label":"a\ud800b"}}`, "target.label"},
		{"lone_low_surrogate", small + `,"target":{"label":"a\udc00"}}`, "target.label"},
		{"surrogate_pair_broken", small + `,"target":{"label":"a\ud800\u0041"}}`, "target.label"},
		{"broken_utf8", small + ",\"target\":{\"label\":\"a\xff\"}}", "target.label"},
		{"broken_utf8_key", small + ",\"a\xff\":1}", `["a"]`},
		{"too_many", small + `,"skills":[` + strings.TrimSuffix(strings.Repeat(`{"label":"x"},`, 61), ",") + `]}`, "skills"},
		{"address_form", small + `,"address_form":"x"}`, "address_form"},
		{"country", small + `,"nationality":"ZQ"}`, "nationality"},
		{"country_small", small + `,"nationality":"sy"}`, "nationality"},
		{"flag", small + `,"print":{"photo":"yes"}}`, "print.photo"},
		{"residence_work", small + `,"residence":{"work":"sometimes"}}`, "residence.work"},
		{"residence_day", small + `,"residence":{"valid_until":"2026-02-30"}}`, "residence.valid_until"},
		{"calendar", small + `,"birth_date":{"calendar":"julian","year":1990}}`, "birth_date.calendar"},
		{"no_calendar", small + `,"birth_date":{"year":1990}}`, "birth_date.calendar"},
		{"no_year", small + `,"birth_date":{"calendar":"gregorian"}}`, "birth_date.year"},
		{"year_text", small + `,"birth_date":{"calendar":"gregorian","year":"1990"}}`, "birth_date.year"},
		{"year_fraction", small + `,"birth_date":{"calendar":"gregorian","year":1990.0}}`, "birth_date.year"},
		{"year_zero", small + `,"birth_date":{"calendar":"gregorian","year":0}}`, "birth_date.year"},
		{"month_13", small + `,"work":[{"occupation":{"label":"x"},"from":{"calendar":"solar-hijri","year":1389,"month":13}}]}`, "work[0].from"},
		{"february_30", small + `,"birth_date":{"calendar":"gregorian","year":1990,"month":2,"day":30}}`, "birth_date"},
		{"month_13_gregorian", small + `,"birth_date":{"calendar":"gregorian","year":1990,"month":13}}`, "birth_date"},
		{"pagumen_7", small + `,"birth_date":{"calendar":"ethiopic","year":1983,"month":13,"day":7}}`, "birth_date"},
		{"pagumen_6", small + `,"birth_date":{"calendar":"ethiopic","year":1984,"month":13,"day":6}}`, "birth_date"}, // 1983 is the leap year
		{"esfand_30", small + `,"birth_date":{"calendar":"solar-hijri","year":1369,"month":12,"day":30}}`, "birth_date"},
		{"jobs_200", small + `,"work":[` + strings.TrimSuffix(strings.Repeat(`{"occupation":{"label":"x"}},`, 200), ",") + `]}`, "work"},
		{"text_100000", small + `,"skills":[{"text":"` + strings.Repeat("ن", 100_000) + `"}]}`, "skills[0].text"},
		{"zero_width_space", small + `,"target":{"label":"a\u200bb"}}`, "target.label"},
		{"year_exponent", small + `,"birth_date":{"calendar":"gregorian","year":1e3}}`, "birth_date.year"},
		{"year_huge", small + `,"birth_date":{"calendar":"gregorian","year":99999999999999999999}}`, "birth_date.year"},
		{"deep", small + `,"work":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`, ""},
		{"day_without_month", small + `,"birth_date":{"calendar":"gregorian","year":1990,"day":3}}`, "birth_date"},
		{"from_ongoing", small + `,"work":[{"occupation":{"label":"x"},"from":"ongoing"}]}`, "work[0].from"},
		{"to_word", small + `,"work":[{"occupation":{"label":"x"},"to":"today"}]}`, "work[0].to"},
		{"kind", small + `,"education":[{"kind":"camp"}]}`, "education[0].kind"},
		{"no_kind", small + `,"education":[{}]}`, "education[0].kind"},
		{"recognition", small + `,"education":[{"kind":"school","recognition":"maybe"}]}`, "education[0].recognition"},
		{"grade_part", small + `,"education":[{"kind":"school","grade":{"got":1,"best":2,"pass":1}}]}`, "education[0].grade.unit"},
		{"grade_huge", small + `,"education":[{"kind":"school","grade":{"got":1e999,"best":2,"pass":1,"unit":"points"}}]}`, "education[0].grade.got"},
		{"grade_text", small + `,"education":[{"kind":"school","grade":{"got":"1","best":2,"pass":1,"unit":"points"}}]}`, "education[0].grade.got"},
		{"level", small + `,"languages":[{"language":"ar","level":"B3"}]}`, "languages[0].level"},
		{"class", small + `,"driving":[{"class":"<b>","in_germany":"foreign"}]}`, "driving[0].class"},
		{"in_germany", small + `,"driving":[{"class":"B"}]}`, "driving[0].in_germany"},
		{"reason", small + `,"gaps":[{"from":` + date + `,"reason":"prison"}]}`, "gaps[0].reason"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Parse([]byte(tc.input))
			problem, ok := errors.AsType[*InputError](err)
			if !ok || problem.Path != tc.path {
				t.Errorf("error %v, want one at %q", err, tc.path)
			}
		})
	}
}

func TestParseAccepts(t *testing.T) {
	for _, tc := range []struct{ name, input string }{
		{"small", small + `}`},
		{"white_space", "\n\t " + strings.ReplaceAll(small, ":", " : ") + " , \"work\" : [ ] } \r\n"},
		{"nulls", small + `,"target":null,"work":null,"residence":null,"birth_date":null,"print":{"photo":null},"contact":null}`},
		{"surrogate_pair", small + `,"target":{"label":"a\ud83d\ude00"}}`},
		{"escapes", small + `,"skills":[{"text":"\"\\\/\t\n\u0627"}]}`},
		{"ongoing", small + `,"work":[{"occupation":{"label":"x"},"to":"ongoing"}]}`},
		{"zero_width_non_joiner", small + `,"target":{"label":"برنامه\u200cنویس"}}`},
		{"emoji", small + `,"target":{"label":"😀"}}`},
		{"other_script", small + `,"target":{"label":"теслярка"}}`},
		{"pagumen_6_of_a_leap_year", small + `,"birth_date":{"calendar":"ethiopic","year":1983,"month":13,"day":6}}`},
		{"thirteenth_month", small + `,"birth_date":{"calendar":"ethiopic","year":1984,"month":13,"day":5}}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := Parse([]byte(tc.input)); err != nil {
				t.Error(err)
			}
		})
	}
	c, err := Parse([]byte(small + `,"skills":[{"text":"\"\\\/\t\n\u0627\ud83d\ude00."}]}`))
	if err != nil || c.Skills[0].Text != "\"\\/\t\nا😀." {
		t.Errorf("text %q, %v", c.Skills, err)
	}
}

// TestRoundTrip writes each CV as JSON and reads it again.
func TestRoundTrip(t *testing.T) {
	for name, c := range inputs(t) {
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(b)
		if err != nil || !reflect.DeepEqual(again, c) {
			t.Errorf("%s: %v\nread  %+v\nwrote %+v", name, err, again, c)
		}
	}
}

// FuzzParse: every input gives a CV that can be printed, or an error with a place; never a panic.
func FuzzParse(f *testing.F) {
	for name := range inputs(f) {
		b, err := os.ReadFile("testdata/" + name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(small + `}`))
	v := vocabulary(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Parse(b)
		if err != nil {
			if _, ok := errors.AsType[*InputError](err); !ok {
				t.Fatalf("%T %v", err, err)
			}
			return
		}
		d := German(c, v, day)
		Text(d)
		if _, err := JSON(d); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(again); err != nil {
			t.Fatalf("a CV that was read cannot be read again: %v\n%s", err, again)
		}
	})
}
