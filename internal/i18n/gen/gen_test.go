package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sound is a catalogue without a fault; the tables below change one file of it.
func sound() map[string]string {
	files := map[string]string{
		"de/plan.json": `{
			"@audience": "person",
			"title": "Plan von {name}, Seite {page:int}",
			"goal.add": "Ziel hinzufügen",
			"goals": {"one": "{name} hat ein Ziel", "other": "{name} hat {n} Ziele"}
		}`,
		"ar/plan.json": `{
			"@state": "draft",
			"title": "صفحة {page} من خطة {name}",
			"goal.add": "إضافة هدف",
			"goals": {"zero": "{name} 0", "one": "{name} 1", "two": "{name} 2", "few": "{name} {n} few", "many": "{name} {n} many", "other": "{name} {n} other"}
		}`,
		"uk/plan.json": `{
			"@state": "draft", "title": "{name} {page}", "goal.add": "Додати",
			"goals": {"one": "{name} {n} one", "few": "{name} {n} few", "many": "{name} {n} many"}
		}`,
		"de/errors.json":     `{"@audience": "staff", "internal": "Fehler", "goal.text.too-long": "{field} ist länger als {limit}."}`,
		"en/errors.json":     `{"@state": "reviewed", "internal": "Error", "goal.text.too-long": "More than {limit}: {field}."}`,
		"de/terms.role.json": `{"@audience": "staff", "team_lead": "Teamleitung", "admin": "Verwaltung"}`,
		"en/terms.role.json": `{"@state": "draft", "admin": "Administrator", "team_lead": "Team lead"}`,
	}
	files["ru/plan.json"] = files["uk/plan.json"]
	files["fr/plan.json"] = `{"@state": "draft", "title": "{name} {page}", "goal.add": "x", "goals": {"one": "{name} {n}", "many": "{name} {n}", "other": "{name} {n}"}}`
	for _, tag := range []string{"en", "fa-AF", "fa", "ckb", "ku", "ps", "ti", "so", "tr"} {
		files[tag+"/plan.json"] = `{"@state": "draft", "title": "{name} {page}", "goal.add": "x", "goals": {"one": "{name} {n}", "other": "{name} {n}"}}`
	}
	return files
}

func runOn(t *testing.T, files map[string]string, allowMissing bool) (dir string, warnings, faults []string) {
	t.Helper()
	dir = t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, "catalogue", name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	warnings, faults, err := run(dir, allowMissing)
	if err != nil {
		t.Fatal(err)
	}
	return dir, warnings, faults
}

func TestFaults(t *testing.T) {
	for _, tc := range []struct {
		name, file, old, with string
		want                  string // the one fault; its beginning
	}{
		{"missing_key", "ti/plan.json", `"goal.add": "x", `, ``, "catalogue/ti/plan.json: goal.add: is missing"},
		{"missing_file", "uk/plan.json", "", "", "catalogue/uk/plan.json: is missing"},
		{"unknown_key", "ti/plan.json", `"goal.add": "x"`, `"goal.add": "x", "goal.ad": "x"`, "catalogue/ti/plan.json: goal.ad: is not in the German file"},
		{"doubled_key", "ti/plan.json", `"goal.add": "x"`, `"goal.add": "x", "goal.add": "y"`, "catalogue/ti/plan.json: goal.add: stands twice"},
		{"doubled_form", "ti/plan.json", `"one": "{name} {n}"`, `"one": "{name} {n}", "one": "{name} {n}"`, "catalogue/ti/plan.json: goals: form one stands twice"},
		{"missing_form", "ar/plan.json", `"two": "{name} 2", `, ``, "catalogue/ar/plan.json: goals: lacks the plural form two (ar has: zero, one, two, few, many, other)"},
		{"surplus_form", "uk/plan.json", `"goals": {`, `"goals": {"other": "{name} {n}", `, "catalogue/uk/plan.json: goals: has the surplus plural form other"},
		{"form_without_number", "uk/plan.json", `"{name} {n} one"`, `"{name} one"`, "catalogue/uk/plan.json: goals: form one stands for several numbers"},
		{"form_without_name", "ar/plan.json", `"{name} {n} few"`, `"{n} few"`, "catalogue/ar/plan.json: goals: lacks the placeholder {name}"},
		{"german_form_without_name", "de/plan.json", `"{name} hat ein Ziel"`, `"Ein Ziel"`, "catalogue/de/plan.json: goals: lacks the placeholder {name}"},
		{"plain_for_plural", "ti/plan.json", `{"one": "{name} {n}", "other": "{name} {n}"}`, `"{name} {n}"`, "catalogue/ti/plan.json: goals: must be plural"},
		{"missing_placeholder", "ti/plan.json", `"{name} {page}"`, `"{name}"`, "catalogue/ti/plan.json: title: lacks the placeholder {page}"},
		{"unknown_placeholder", "ti/plan.json", `"{name} {page}"`, `"{name} {page} {nmae}"`, "catalogue/ti/plan.json: title: has the placeholder {nmae}"},
		{"text_as_number", "ti/plan.json", `"{name} {page}"`, `"{name:int} {page}"`, "catalogue/ti/plan.json: title: has {name} as a number"},
		{"open_brace", "ti/plan.json", `"goal.add": "x"`, `"goal.add": "{x"`, "catalogue/ti/plan.json: goal.add: has a brace"},
		{"empty", "ti/plan.json", `"goal.add": "x"`, `"goal.add": ""`, "catalogue/ti/plan.json: goal.add: is empty"},
		{"white_space", "ti/plan.json", `"goal.add": "x"`, `"goal.add": "x "`, "catalogue/ti/plan.json: goal.add: begins or ends with white space"},
		{"direction_mark", "ti/plan.json", `"goal.add": "x"`, `"goal.add": "\u202ex"`, "catalogue/ti/plan.json: goal.add: holds an invisible direction mark"},
		{"no_state", "ti/plan.json", `"draft"`, `"fine"`, "catalogue/ti/plan.json: @state: must be"},
		{"unknown_attribute", "ti/plan.json", `"@state"`, `"@audience": "person", "@state"`, "catalogue/ti/plan.json: @audience: is not known here"},
		{"no_audience", "de/plan.json", `"person"`, `"people"`, "catalogue/de/plan.json: @audience: must be"},
		{"unknown_attribute_de", "de/plan.json", `"@audience"`, `"@state": "draft", "@audience"`, "catalogue/de/plan.json: @state: is not known"},
		{"invalid_json", "ti/plan.json", `"@state"`, `@state"`, "catalogue/ti/plan.json: invalid JSON"},
		{"number_for_text", "ti/plan.json", `"goal.add": "x"`, `"goal.add": 1`, "catalogue/ti/plan.json: invalid JSON: 1 where a text should be"},
		{"second_object", "fr/plan.json", "", `{"@state": "draft"} {}`, "catalogue/fr/plan.json: invalid JSON: something follows"},
		{"bad_key", "de/plan.json", `"goal.add"`, `"Goal_add"`, "catalogue/de/plan.json: Goal_add: a key is lowerCamel"},
		{"same_method", "de/plan.json", `"goal.add"`, `"goalAdd": "y", "goal.add"`, "catalogue/de/plan.json: goal.add: gives the same method PlanGoalAdd"},
		{"go_keyword", "de/plan.json", `{name}, Seite`, `{type} {name}, Seite`, "catalogue/de/plan.json: title: placeholder {type} has a name that Go needs"},
		{"plural_looked_up", "de/errors.json", `"Fehler"`, `{"one": "Ein Fehler", "other": "{n} Fehler"}`, "catalogue/de/errors.json: internal: has plural forms"},
		{"number_looked_up", "de/errors.json", `{limit}`, `{limit:int}`, "catalogue/de/errors.json: goal.text.too-long: {limit} is a number"},
		{"bad_term", "de/terms.role.json", `"admin"`, `"ad min"`, "catalogue/de/terms.role.json: ad min: a key is made of"},
		{"unknown_language", "xx/plan.json", "", `{}`, "catalogue/xx: is no language"},
		{"no_german_file", "en/cv.json", "", `{"@state": "draft"}`, "catalogue/en/cv.json: has no German file"},
		{"no_json_file", "de/plan.txt", "", `x`, "catalogue/de/plan.txt: is not a .json file"},
		{"bad_word", "de/planGoal.json", "", `{"@audience": "staff"}`, "catalogue/de/planGoal.json: a file name is one lower-case word"},
		{"test_file", "de/test.json", "", `{"@audience": "staff"}`, "catalogue/de/test.json: zz_test.go would mean something"},
		{"system_file", "de/linux.json", "", `{"@audience": "staff"}`, "catalogue/de/linux.json: zz_linux.go would mean something"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			files := sound()
			switch {
			case tc.old != "":
				if !strings.Contains(files[tc.file], tc.old) {
					t.Fatalf("%s has no %s", tc.file, tc.old)
				}
				files[tc.file] = strings.Replace(files[tc.file], tc.old, tc.with, 1)
			case tc.with == "":
				delete(files, tc.file)
			default:
				files[tc.file] = tc.with
			}
			dir, _, faults := runOn(t, files, false)
			found := false
			for _, f := range faults {
				found = found || strings.HasPrefix(f, tc.want)
			}
			if !found {
				t.Errorf("faults %q, want %q", faults, tc.want)
			}
			if written, _ := filepath.Glob(filepath.Join(dir, "*.go")); written != nil {
				t.Errorf("written in spite of faults: %v", written)
			}
		})
	}
}

func TestAllowMissing(t *testing.T) {
	files := sound()
	delete(files, "uk/plan.json")
	_, warnings, faults := runOn(t, files, true)
	if len(faults) != 0 || len(warnings) != 1 || warnings[0] != "catalogue/uk/plan.json: is missing" {
		t.Errorf("faults %q, warnings %q", faults, warnings)
	}
}

func TestWritten(t *testing.T) {
	dir, warnings, faults := runOn(t, sound(), false)
	if len(faults)+len(warnings) != 0 {
		t.Fatalf("faults %q, warnings %q", faults, warnings)
	}
	for file, parts := range map[string][]string{
		"zz_plan.go": {
			"func (l Lang) PlanTitle(name string, page int) string {",
			"func (l Lang) PlanGoalAdd() string {",
			"func (l Lang) PlanGoals(name string, n int) string {",
			`return "صفحة " + strconv.Itoa(page) + " من خطة \u2068" + name + "\u2069"`,
			"switch cldr.Plural(cldr.Ar, n) {",
			`return "\u2068" + name + "\u2069 " + strconv.Itoa(n) + " many"`,
			"planComplete uint16 = 0b11111111111111",
			"planReviewed uint16 = 0b1\n",
		},
		"zz_errors.go":     {`return "{0} ist länger als {1}."`, `return "More than {1}: {0}."`, "errorsReviewed uint16 = 0b11\n"},
		"zz_terms_role.go": {"func termsRoleText(l Lang, key string) string {", "\"team_lead\",\n\t\t\"admin\","},
		"zz_index.go":      {"case \"role\":\n\t\treturn termsRoleText(l, key)", "case \"terms.role\":\n\t\treturn termsRoleComplete"},
	} {
		content, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range parts {
			if !strings.Contains(string(content), part) {
				t.Errorf("%s lacks %s", file, part)
			}
		}
	}
	// A word that is gone takes its file with it; the rest is not touched.
	for _, tag := range []string{"de", "en"} {
		if err := os.Remove(filepath.Join(dir, "catalogue", tag, "terms.role.json")); err != nil {
			t.Fatal(err)
		}
	}
	if _, faults, err := run(dir, false); err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "zz_terms_role.go")); !os.IsNotExist(err) {
		t.Errorf("zz_terms_role.go is still there: %v", err)
	}
}

// The committed catalogues have each text that their audience needs, and give the committed files.
func TestCommittedFiles(t *testing.T) {
	dir := t.TempDir()
	catalogue, err := filepath.Abs("../catalogue")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(catalogue, filepath.Join(dir, "catalogue")); err != nil {
		t.Fatal(err)
	}
	warnings, faults, err := run(dir, true)
	if err != nil || len(faults) > 0 {
		t.Fatal(faults, err)
	}
	for _, w := range warnings {
		t.Error(w)
	}
	fresh, err := filepath.Glob(filepath.Join(dir, "zz_*.go"))
	if err != nil || len(fresh) < 3 {
		t.Fatalf("%d files, %v", len(fresh), err)
	}
	for _, path := range fresh {
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join("..", filepath.Base(path))); err != nil || string(got) != string(want) {
			t.Errorf("%s is not current; run go generate ./internal/i18n (%v)", filepath.Base(path), err)
		}
	}
}
