package lists_test

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/lists"
)

const (
	head = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code\n"
	uri  = "http://data.europa.eu/esco/"
)

// occupation is a line of occupations_xx.csv.
func occupation(id, isco, label, others string) string {
	return fmt.Sprintf("Occupation,%soccupation/%s,%s,%s,\"%s\",,released,2024-01-29,%sregulated-professions/unregulated,,,x,\"about \"\"%s\"\"\",%s.1\n",
		uri, id, isco, label, others, uri, label, isco)
}

func known(tag string) bool { return slices.Contains([]string{"de", "ar", "en", "uk", "nb"}, tag) }

// folder is a folder of files.
func folder(files map[string]string) fstest.MapFS {
	dir := fstest.MapFS{}
	for name, text := range files {
		dir[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return dir
}

// read reads a folder of ESCO and returns what came out.
func read(files map[string]string) (concepts map[string]domain.ListConcept, labels map[string][]string, report lists.Report, err error) {
	l, err := lists.ESCO(folder(files), known)
	if err != nil {
		return nil, nil, report, err
	}
	return all(l)
}

func all(l lists.List) (concepts map[string]domain.ListConcept, labels map[string][]string, report lists.Report, err error) {
	concepts, labels = map[string]domain.ListConcept{}, map[string][]string{}
	report, err = l.Read(func(c domain.ListConcept) error {
		concepts[c.ID] = c
		return nil
	}, func(x domain.ListLabels) error {
		if _, before := concepts[x.Concept]; !before {
			return fmt.Errorf("labels of %s before the concept", x.Concept)
		}
		labels[x.Language+" "+x.Concept] = x.Labels
		return nil
	})
	return concepts, labels, report, err
}

func TestESCO(t *testing.T) {
	concepts, labels, report, err := read(map[string]string{
		"occupations_de.csv": "\uFEFF" + head + occupation("a-1", "7522", "Tischler/Tischlerin", "Möbeltischler/Möbeltischlerin\nHolzwerker\n\nHolzwerker") +
			strings.Replace(occupation("a-2", "C2221", "Krankenpfleger/Krankenschwester", ""), "unregulated", "regulated", 1) +
			strings.Replace(occupation("a-3", "7211", "Alter Beruf", ""), "released", "obsolete", 1),
		"occupations_ar.csv": head + occupation("a-1", "7522", "نجار", "نجار أثاث") + occupation("zz", "7522", "بدون", ""),
		"skills_de.csv": "conceptUri,skillType,preferredLabel,altLabels,unheard\r\n" + uri + "skill/s-1,skill,Glocken gießen,\"a\n" +
			strings.Repeat("x", 201) + "\",\r\n",
		"ISCOGroups_de.csv":               "conceptType,conceptUri,code,preferredLabel,status,altLabels\nISCOGroup," + uri + "isco/C7522,7522,Möbeltischler,released,\n",
		"occupationSkillRelations_de.csv": "something else",
		"readme.txt":                      "\x00",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]domain.ListConcept{
		"isco:7522":           {ID: "isco:7522", Kind: "group", ISCO: "7522", German: domain.ListGerman{Phrase: "Möbeltischler"}},
		"esco:occupation/a-1": {ID: "esco:occupation/a-1", Kind: "occupation", ISCO: "7522", German: domain.ListGerman{M: "Tischler", F: "Tischlerin", Neutral: "Tischler/Tischlerin"}},
		"esco:occupation/a-2": {
			ID: "esco:occupation/a-2", Kind: "occupation", ISCO: "2221", Regulated: true,
			German: domain.ListGerman{M: "Krankenpfleger/Krankenschwester", F: "Krankenpfleger/Krankenschwester", Neutral: "Krankenpfleger/Krankenschwester"},
		},
		"esco:skill/s-1": {ID: "esco:skill/s-1", Kind: "task", German: domain.ListGerman{Phrase: "Glocken gießen"}},
	}
	if !maps.Equal(concepts, want) {
		t.Errorf("concepts %+v\nwant %+v", concepts, want)
	}
	for key, words := range map[string][]string{
		"ar esco:occupation/a-1": {"نجار", "نجار أثاث"},
		"de esco:occupation/a-1": {"Tischler/Tischlerin", "Tischler", "Tischlerin", "Möbeltischler/Möbeltischlerin", "Möbeltischler", "Möbeltischlerin", "Holzwerker"},
		"de esco:skill/s-1":      {"Glocken gießen", "a"},
	} {
		if !slices.Equal(labels[key], words) {
			t.Errorf("%s: %q, want %q", key, labels[key], words)
		}
	}
	if report.Concepts != 4 || report.Unsplit != 1 || report.WithoutGerman != 1 || report.Retired != 1 || report.LeftOut != 1 ||
		!slices.Equal(report.Languages, []string{"ar", "de"}) {
		t.Errorf("report %+v", report)
	}
}

// TestWrongFiles shows that what is wrong is said with file, line and column, and that nothing is handed on behind it.
func TestWrongFiles(t *testing.T) {
	good := occupation("a-1", "7522", "Tischler/Tischlerin", "")
	for name, tc := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"no_folder_of_esco": {map[string]string{"a.csv": "x"}, []string{"there is no file of ESCO here"}},
		"language":          {map[string]string{"occupations_xx.csv": head + good}, []string{`occupations_xx.csv: there is no language "xx"`}},
		"language_twice": {
			map[string]string{"occupations_de.csv": head + good, "occupations_DE.csv": head + good}, []string{"this language is there already"},
		},
		"no_german": {map[string]string{"occupations_ar.csv": head + good}, []string{"there is no concept with German"}},
		"empty":     {map[string]string{"occupations_de.csv": ""}, []string{"occupations_de.csv: the file is empty"}},
		"columns": {
			map[string]string{"occupations_de.csv": "conceptUri,label\nx,y\n"}, []string{"occupations_de.csv:1: preferredLabel: this column is missing"},
		},
		"column_twice": {
			map[string]string{"occupations_de.csv": "conceptUri,conceptUri\nx,y\n"}, []string{"occupations_de.csv:1: conceptUri: this column stands there twice"},
		},
		"double_uri": {
			map[string]string{"occupations_de.csv": head + good + good}, []string{"occupations_de.csv:3: conceptUri: esco:occupation/a-1 stands already in line 2"},
		},
		"several": {
			map[string]string{"occupations_de.csv": head + good + occupation("a/../b", "7522", "x", "") + occupation("a-3", "75", "y", "1\n2") + occupation("a-4", "7522", "", "")},
			[]string{"occupations_de.csv:3: conceptUri: ", `occupations_de.csv:4: iscoGroup: "75" is no unit group`, "occupations_de.csv:6: preferredLabel: it is empty"},
		},
		"override":      {map[string]string{"occupations_de.csv": head + occupation("a-1", "7522", "Tisch\u202eler", "")}, []string{":2: preferredLabel: "}},
		"skill_in_file": {map[string]string{"occupations_de.csv": head + strings.Replace(good, "Occupation,", "Skill,", 1)}, []string{":2: conceptType: "}},
		"quote":         {map[string]string{"occupations_de.csv": head + good + "Occupation,a\"b\n"}, []string{"occupations_de.csv:3: a quotation mark at the wrong place"}},
		"fields":        {map[string]string{"occupations_de.csv": head + good + "Occupation,a\n"}, []string{"occupations_de.csv:3: not as many fields"}},
		"nul":           {map[string]string{"occupations_de.csv": head + good + occupation("a-2", "7522", "x\x00", "")}, []string{":3: preferredLabel: there is a NUL"}},
		"latin1":        {map[string]string{"occupations_de.csv": head + occupation("a-1", "7522", "B\xe4cker", "")}, []string{":2: ", "this is not UTF-8"}},
		"utf16":         {map[string]string{"occupations_de.csv": "\xff\xfec\x00o\x00\n\x00"}, []string{"occupations_de.csv:1: "}},
		"10_mb_field": {
			map[string]string{"occupations_de.csv": head + good + "Occupation," + uri + "occupation/a-2,7522,\"" + strings.Repeat("x\n", 5<<20) + "\"\n"},
			[]string{"a record of more than 256 KiB"},
		},
		"10_mb_line": {map[string]string{"occupations_de.csv": strings.Repeat("x", 10<<20)}, []string{"a record of more than 256 KiB"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, labels, _, err := read(tc.files)
			said, ok := errors.AsType[lists.Mistakes](err)
			if !ok {
				t.Fatalf("error %v", err)
			}
			for _, want := range tc.want {
				if !strings.Contains(said.Error(), want) {
					t.Errorf("no %q in\n%v", want, said)
				}
			}
			if len(labels) > 1 {
				t.Errorf("handed on behind a mistake: %v", labels)
			}
		})
	}
}

// TestManyMistakes shows that a file of nonsense ends soon, and with few words.
func TestManyMistakes(t *testing.T) {
	_, _, _, err := read(map[string]string{"occupations_de.csv": head + strings.Repeat(occupation("", "x", "", ""), 5000)})
	said, _ := errors.AsType[lists.Mistakes](err)
	if len(said) < 1000 || len(said) > 1010 || strings.Count(said.Error(), "\n") != 50 {
		t.Errorf("%d mistakes in %d lines", len(said), strings.Count(said.Error(), "\n"))
	}
}

// TestGermanForms shows which titles are split into the form of a man and that of a woman, and which are left as they stand.
func TestGermanForms(t *testing.T) {
	for title, want := range map[string]string{
		"Tischler/Tischlerin":                    "Tischler|Tischlerin",
		"Bäckerin/Bäcker":                        "Bäcker|Bäckerin",
		"Koch / Köchin":                          "Koch|Köchin",
		"Arzt/Ärztin":                            "Arzt|Ärztin",
		"Bauer/Bäuerin":                          "Bauer|Bäuerin",
		"Kaufmann/Kauffrau":                      "Kaufmann|Kauffrau",
		"Kaufmann/-frau":                         "Kaufmann|Kauffrau",
		"Biologe/Biologin":                       "Biologe|Biologin",
		"Biologe/-in":                            "Biologe|Biologin",
		"Ingenieur/in":                           "Ingenieur|Ingenieurin",
		"Technischer Leiter/Technische Leiterin": "Technischer Leiter|Technische Leiterin",
		"Sicherheitsberater im Bereich IKT/Sicherheitsberaterin im Bereich IKT": "Sicherheitsberater im Bereich IKT|Sicherheitsberaterin im Bereich IKT",
		"Angestellter/Angestellte":        "Angestellter|Angestellte",
		"Beamter/Beamtin":                 "Beamter|Beamtin",
		"Beamter/-in":                     "",
		"Arzt/-in":                        "",
		"Koch/in":                         "",
		"Lehrkraft":                       "",
		"Krankenpfleger/Krankenschwester": "",
		"Bäcker/Konditor":                 "",
		"Bau- und Möbeltischler/in":       "",
		"A/B/C":                           "",
		"Tischler/":                       "",
		"/":                               "",
	} {
		concepts, _, report, err := read(map[string]string{"occupations_de.csv": head + occupation("a-1", "7522", title, "")})
		if err != nil {
			t.Fatal(err)
		}
		g := concepts["esco:occupation/a-1"].German
		switch {
		case want == "" && (g != domain.ListGerman{M: title, F: title, Neutral: title} || report.Unsplit != 1):
			t.Errorf("%q becomes %+v", title, g)
		case want != "" && (g.M+"|"+g.F != want || g.Neutral != title || report.Unsplit != 0):
			t.Errorf("%q becomes %+v, want %s", title, g, want)
		}
	}
}

func TestOccupations(t *testing.T) {
	for name, tc := range map[string]struct{ list, text, want string }{
		"semicolons": {"kldb", "id;isco;language;label;alternatives;m;f;neutral;regulated\n27;7522;ar;نجار;;;;;\n27;7522;de;Tischler/in;Möbel|Holz;;;;yes\n", ""},
		"forms":      {"kldb", "id,isco,language,label,m,f,neutral\n27,7522,de,Tischler/in,Tischler,Tischlerin,Fachkraft\n", ""},
		"one_form":   {"kldb", "id,isco,language,label,m\n27,7522,de,Tischler/in,Tischler\n", "x.csv:2: m: say all three forms"},
		"foreign":    {"kldb", "id,isco,language,label,m,f,neutral\n27,7522,ar,x,a,b,c\n", "x.csv:2: m: forms are of German only"},
		"language":   {"kldb", "id,isco,language,label\n27,7522,xx,x\n", `x.csv:2: language: there is no language "xx"`},
		"id":         {"kldb", "id,isco,language,label\n../27,7522,de,x\n", "x.csv:2: id: "},
		"twice":      {"kldb", "id,isco,language,label\n27,7522,de,x\n27,7522,ar,x\n27,7522,ar,y\n", "x.csv:4: id: kldb:27 stands already in line 3"},
		"regulated":  {"kldb", "id,isco,language,label,regulated\n27,7522,de,x,maybe\n", "x.csv:2: regulated: "},
		"name":       {"occ", "id,isco,language,label\n27,7522,de,x\n", `"occ" is no short name`},
		"no_german":  {"kldb", "id,isco,language,label\n27,7522,ar,x\n", "there is no concept with German"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := lists.Occupations(folder(map[string]string{"x.csv": tc.text}), "x.csv", tc.list, known)
			var concepts map[string]domain.ListConcept
			if err == nil {
				concepts, _, _, err = all(l)
			}
			switch {
			case tc.want == "" && (err != nil || concepts["kldb:27"].German.M != "Tischler" || concepts["kldb:27"].German.F != "Tischlerin"):
				t.Errorf("%+v %v", concepts, err)
			case tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want) || strings.Count(err.Error(), "\n") > 0):
				t.Errorf("error %v, want %q alone", err, tc.want)
			}
		})
	}
}

// TestCopy shows that the hash of a list depends on every file, and on nothing else.
func TestCopy(t *testing.T) {
	of := func(files map[string]string) string {
		l, err := lists.ESCO(folder(files), known)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := l.Copy(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	files := map[string]string{"occupations_de.csv": "a", "occupations_ar.csv": "b", "skills_de.csv": "c"}
	first := of(files)
	files["other.csv"] = "x"
	if of(files) != first {
		t.Error("another file of the folder counts")
	}
	files["skills_de.csv"] = "d"
	if of(files) == first {
		t.Error("a changed file does not count")
	}
}

// TestErrorOfTheStore shows that what the store answers comes back as it is.
func TestErrorOfTheStore(t *testing.T) {
	l, err := lists.ESCO(folder(map[string]string{"occupations_de.csv": head + occupation("a-1", "7522", "x", "")}), known)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Read(func(domain.ListConcept) error { return io.ErrClosedPipe }, nil); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v", err)
	}
}
