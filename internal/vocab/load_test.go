package vocab

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// record is a line of a data file as encoding/json reads it.
type record struct {
	ID     ID       `json:"id"`
	Kind   Kind     `json:"kind"`
	Group  string   `json:"group"`
	Groups []string `json:"groups"`
	Tasks  []ID     `json:"tasks"`
	ISCO   string   `json:"isco"`
	Code   string   `json:"code"`
	Icon   string   `json:"icon"`
	German german   `json:"de"`
	Fact
}

func (r record) concept() Concept {
	if r.Group != "" {
		r.Groups = append(r.Groups, r.Group)
	}
	return Concept{
		ID: r.ID, Kind: r.Kind, Groups: r.Groups, Tasks: r.Tasks, ISCO: r.ISCO, Code: r.Code, Icon: r.Icon, Fact: r.Fact,
		german: r.German,
	}
}

// TestParserAgrees compares the parser with encoding/json on every line of the data.
func TestParserAgrees(t *testing.T) {
	for pattern, tc := range map[string]struct {
		agrees func(t *testing.T, line string) bool
		least  int
	}{
		"data/*.jsonl":        {conceptAgrees, 900},
		"data/labels/*.jsonl": {labellingAgrees, 4000},
	} {
		lines := 0
		err := eachFile(embedded, pattern, func(line string) error {
			lines++
			if !tc.agrees(t, line) {
				return fmt.Errorf("not read: %s", line)
			}
			return nil
		})
		if err != nil || lines < tc.least {
			t.Errorf("%s: %d lines compared, want %d: %v", pattern, lines, tc.least, err)
		}
	}
}

// labellingAgrees reports whether the parser accepts line as labels; then it must have read the same as encoding/json.
func labellingAgrees(t *testing.T, line string) bool {
	t.Helper()
	p := parser{text: line}
	got, err := p.labelling()
	if err != nil {
		return false
	}
	var want struct {
		ID     ID       `json:"id"`
		Labels []string `json:"labels"`
		Review Review   `json:"review"`
	}
	if err := json.Unmarshal([]byte(line), &want); err != nil {
		t.Errorf("the parser accepts what encoding/json refuses (%v): %q", err, line)
	} else if got.id != want.ID || !slices.Equal(got.labels, want.Labels) || got.review != want.Review {
		t.Errorf("%s:\n%+v\nencoding/json:\n%+v", line, got, want)
	}
	return true
}

// conceptAgrees reports whether the parser accepts line; then it must have read the same as encoding/json.
func conceptAgrees(t *testing.T, line string) bool {
	t.Helper()
	p := parser{text: line}
	got, err := p.concept()
	if err != nil {
		return false
	}
	var r record
	if err := json.Unmarshal([]byte(line), &r); err != nil {
		t.Errorf("the parser accepts what encoding/json refuses (%v): %q", err, line)
	} else if want := r.concept(); !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n%+v\nencoding/json:\n%+v", line, got, want)
	}
	return true
}

func TestParserRefuses(t *testing.T) {
	for _, line := range []string{
		"", "{", "{}}", "[]", `{"id"}`, `{"id":}`, `{"id":"a"`, `{"id":"a",}`, `{"id":"a" "kind":"b"}`, `{"id":1}`, `{"id":"a\"}`, `{"id":"\x"}`,
		`{"who":"a"}`, `{"de":{"plural":"a"}}`, `{"years":"3"}`, `{"years":1234567}`, `{"labels":["a"]}`, `{"groups":["a"`,
	} {
		p := parser{text: line}
		if c, err := p.concept(); err == nil {
			t.Errorf("%q is read as %+v", line, c)
		}
	}
	for _, line := range []string{"", `{"labels":{"ar":["x"]}}`, `{"labels":"x"}`, `{"id":"occ:a","labels":["x"]}}`, `{"id":"occ:a","kind":"occupation"}`} {
		p := parser{text: line}
		if l, err := p.labelling(); err == nil {
			t.Errorf("%q is read as %+v", line, l)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	for _, tc := range []struct{ name, concepts, labels, want string }{
		{"broken_line", "\n{\"id\":\"occ:a\"", "", "data/x.jsonl:2"},
		{"unknown_kind", `{"id":"occ:a","kind":"job"}`, "", `unknown kind "job"`},
		{"same_id", "{\"id\":\"soft:a\",\"kind\":\"soft\"}\n{\"id\":\"soft:a\",\"kind\":\"soft\"}", "", "two concepts are called soft:a"},
		{"task_of_nothing", `{"id":"occ:a","kind":"occupation","tasks":["task:a"]}`, "", `occ:a: no task is called "task:a"`},
		{"task_of_another_kind", "{\"id\":\"occ:a\",\"kind\":\"occupation\",\"tasks\":[\"soft:a\"]}\n{\"id\":\"soft:a\",\"kind\":\"soft\"}", "", `occ:a: no task is called "soft:a"`},
		{"task_twice", "{\"id\":\"occ:a\",\"kind\":\"occupation\",\"tasks\":[\"task:a\",\"task:a\"]}\n{\"id\":\"task:a\",\"kind\":\"task\"}", "", "occ:a: task:a stands twice"},
		{"tasks_of_a_subject", "{\"id\":\"subject:a\",\"kind\":\"subject\",\"tasks\":[\"task:a\"]}\n{\"id\":\"task:a\",\"kind\":\"task\"}", "", "subject:a is no occupation"},
		{"broken_label", `{"id":"soft:a","kind":"soft"}`, `{"id":"soft:a","labels":[1]}`, "data/labels/ar.jsonl:1"},
		{"label_of_nothing", `{"id":"soft:a","kind":"soft"}`, `{"id":"soft:b","labels":["x"]}`, `data/labels/ar.jsonl:1: no concept is called "soft:b"`},
		{"labels_twice", `{"id":"soft:a","kind":"soft"}`, "{\"id\":\"soft:a\",\"labels\":[\"x\"]}\n{\"id\":\"soft:a\",\"labels\":[\"y\"]}", "data/labels/ar.jsonl:2: soft:a has a line already"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fsys := fstest.MapFS{"data/x.jsonl": {Data: []byte(tc.concepts)}, "data/labels/ar.jsonl": {Data: []byte(tc.labels)}}
			v, err := load(fsys)
			if err == nil {
				_, err = newLexicon(fsys, "data/labels/ar.jsonl", v.byID)
			}
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("load = %v, want %q", err, tc.want)
			}
		})
	}
}

// TestLabelsAreRead reads the files of all languages.
func TestLabelsAreRead(t *testing.T) {
	v := loaded(t)
	for _, lang := range v.Languages() {
		if l, err := newLexicon(embedded, "data/labels/"+lang+".jsonl", v.byID); err != nil || len(l.labels) != len(v.concepts) {
			t.Errorf("%s: %d concepts, want %d: %v", lang, len(l.labels), len(v.concepts), err)
		}
	}
	if list := v.Languages(); len(list) < len(languages()) {
		t.Errorf("only %v", list)
	}
}

func TestConcept(t *testing.T) {
	v := loaded(t)
	flight, ok := v.Concept("gap:flight")
	if !ok || flight.German("m") != "Orientierungszeit" || flight.German("explicit") != "Flucht nach Deutschland" {
		t.Errorf("gap:flight = %v, %q, %q", ok, flight.German("m"), flight.German("explicit"))
	}
	if _, ok := v.Concept("gap:prison"); ok {
		t.Error("gap:prison exists")
	}
	basic, _ := v.Concept("cert:sy-basic-education")
	if basic.Fact.Country != "SY" || basic.Fact.Years != 9 || basic.Fact.Confidence != "verify" || basic.Review("ar") != Unreviewed {
		t.Errorf("cert:sy-basic-education = %+v", basic)
	}
	c := Concept{Kind: Occupation, german: german{M: "Koch", F: "Köchin", Neutral: "Fachkraft Küche"}, words: said(map[string][]string{"de": {"Küchenchef"}})}
	for form, want := range map[string]string{"m": "Koch", "f": "Köchin", "neutral": "Fachkraft Küche", "": "Fachkraft Küche"} {
		if got := c.German(form); got != want {
			t.Errorf("German(%q) = %q, want %q", form, got, want)
		}
	}
	if got, want := c.Label("de"), "Koch / Köchin"; got != want {
		t.Errorf("Label(de) = %q, want %q", got, want)
	}
	if got := strings.Join(c.Labels("de"), ", "); got != "Koch, Köchin, Fachkraft Küche, Küchenchef" {
		t.Errorf("Labels(de) = %s", got)
	}
}

func TestGapReasons(t *testing.T) {
	v := loaded(t)
	for _, reason := range []string{"orientation", "flight", "family", "care", "military", "illness_not_named", "search", "other"} {
		c, ok := v.Concept(ID("gap:" + reason))
		if !ok {
			t.Errorf("gap:%s is missing", reason)
		}
		for _, lang := range mainLanguages() {
			if c.Label(lang) == "" {
				t.Errorf("gap:%s has no label in %s", reason, lang)
			}
		}
	}
}

func TestTasksAndOccupations(t *testing.T) {
	v := loaded(t)
	seen := 0
	for _, g := range v.Concepts(Group) {
		key := strings.TrimPrefix(string(g.ID), "group:")
		for _, o := range v.Occupations(key) {
			seen++
			last := 0
			list := v.Tasks(o.ID)
			for i, id := range o.Tasks {
				if list[i].ID != id {
					t.Errorf("task %d of %s is %s, want %s", i, o.ID, list[i].ID, id)
				}
			}
			for _, task := range list[len(o.Tasks):] {
				if !contains(task.Groups, key) || len(task.Groups) < last || slices.Contains(o.Tasks, task.ID) {
					t.Errorf("%s for %s: groups %v", task.ID, o.ID, task.Groups)
				}
				last = len(task.Groups)
			}
		}
	}
	if all := len(v.Concepts(Occupation)); seen != all {
		t.Errorf("%d occupations by group, %d in all", seen, all)
	}
	if got := v.Tasks("gap:flight"); got != nil {
		t.Errorf("a gap has tasks: %v", ids(got))
	}
}

// TestTypicalTasks: nearly every occupation says what is typical of it, and what it says stands first.
func TestTypicalTasks(t *testing.T) {
	v := loaded(t)
	occupations, some := v.Concepts(Occupation), 0
	for _, o := range occupations {
		switch n := len(o.Tasks); {
		case n >= 4 && n <= 12:
			some++
		case n > 0:
			t.Errorf("%s has %d tasks, want 4 to 12 or none", o.ID, n)
		}
	}
	if some*100 < len(occupations)*90 {
		t.Errorf("%d of %d occupations have tasks of their own, want 90 %%", some, len(occupations))
	}
	for _, tc := range []struct{ occupation, first, never ID }{
		{"occ:baker", "task:bake-bread", "task:cut-meat"},
		{"occ:butcher", "task:cut-meat", "task:bake-bread"},
		{"occ:carpenter", "task:build-furniture", "task:upholster-furniture"},
		{"occ:car-mechanic", "task:service-vehicles", "task:repair-bicycles"},
	} {
		list := ids(v.Tasks(tc.occupation))
		if list[0] != tc.first || slices.Contains(list[:8], tc.never) || !slices.Contains(list, tc.never) {
			t.Errorf("%s: %v, want %s first and %s far behind", tc.occupation, list[:8], tc.first, tc.never)
		}
	}
}

func contains(list []string, s string) bool {
	return strings.Contains(" "+strings.Join(list, " ")+" ", " "+s+" ")
}

func FuzzParser(f *testing.F) {
	for _, s := range []string{`{"id":"occ:a","labels":["\u0646","b"]}`, `{"de":{"m":"\"x\\"}}`, `{"years":12, "groups":[ ] }`, `{"id":"a\`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		c, l := parser{text: line}, parser{text: line}
		_, errConcept := c.concept()
		_, errLabels := l.labelling()
		if (errConcept == nil || errLabels == nil) && !strings.HasPrefix(strings.TrimSpace(line), "{") {
			t.Errorf("no object, but read: %q", line)
		}
	})
}

// TestRegulations checks each regulated occupation: the CV's words are never the protected title.
func TestRegulations(t *testing.T) {
	v := loaded(t)
	kinds := map[RegulationKind]int{}
	for id, r := range v.regulations {
		kinds[r.Kind]++
		c, _ := v.Concept(id)
		for _, form := range []string{"m", "f", "neutral"} {
			if r.Title(form) == "" || r.Title(form) == c.German(form) {
				t.Errorf("%s: title %q, words of the CV %q", id, r.Title(form), c.German(form))
			}
		}
		if r.Law == "" || r.Note == "" || r.Source == "" || r.Confidence != "verify" && (r.Confidence != "sourced" || r.CheckedOn == "") {
			t.Errorf("%s: %+v", id, r)
		}
	}
	if kinds[Regulated] < 50 || kinds[ProtectedTitle] < 20 || kinds[CraftMaster] < 40 || len(kinds) != 3 {
		t.Errorf("kinds: %v", kinds)
	}
	nurse, ok := v.Regulation("occ:nurse")
	if !ok || !nurse.Abroad || nurse.Title("f") != "Pflegefachfrau" {
		t.Errorf("occ:nurse = %+v, %v", nurse, ok)
	}
	if _, ok := v.Regulation("occ:farmer"); ok {
		t.Error("a farmer is regulated")
	}
	for _, line := range []string{`{"id":"occ:none","kind":"regulated"}`, `{"id":"occ:nurse","abroad":yes}`, `{"id":"occ:nurse","line":{}}`, `{"id":"occ:nurse"}`} {
		if err := v.addRegulation(line); err == nil {
			t.Errorf("%s was read", line)
		}
	}
}
