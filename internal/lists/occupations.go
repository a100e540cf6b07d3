package lists

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

var (
	listName = regexp.MustCompile(`^[a-z][a-z0-9-]{1,20}$`)
	listID   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]{0,60}$`)
)

// Occupations is the plain form of a list of occupations, docs/reference/import-occupations.md: one record for each occupation and
// language. name is a short name of the list, such as kldb; known knows the tags of languages.
// Errors: Mistakes (no name that a list can have).
func Occupations(fsys fs.FS, file, name string, known func(tag string) bool) (List, error) {
	if !listName.MatchString(name) || taken(name) {
		return List{}, Mistakes{{File: file, What: fmt.Sprintf("%q is no short name for a list: 2 to 21 of a-z, 0-9 and -, not esco", name)}}
	}
	return List{name, fsys, []kind{{"occupation", map[string]string{"": file}, []string{"id", "isco", "language", "label"}, func(t *table) record {
		return plainRecord(t, name, known)
	}}}}, nil
}

// taken tells whether ids of ours or of ESCO begin so.
func taken(name string) bool {
	switch name {
	case "esco", "isco", "group", "occ", "task", "cert", "school", "subject", "course", "lic", "machine", "it", "soft", "gap":
		return true
	}
	return false
}

func plainRecord(t *table, name string, known func(tag string) bool) record {
	x := record{
		label: preferred(t, "label"), isco: unitGroup(t, "isco"), language: strings.Clone(t.field("language")), others: several(t.field("alternatives"), "|\n\r"),
		m: t.field("m"), f: t.field("f"), neutral: t.field("neutral"),
	}
	if id := t.field("id"); !listID.MatchString(id) {
		t.wrong("id", fmt.Sprintf("%.80q is no id: up to 61 letters, digits and . _ / -", id))
	} else {
		x.id = name + ":" + id
	}
	if !known(x.language) {
		t.wrong("language", fmt.Sprintf("there is no language %.20q: use a tag such as de or ar", x.language))
	}
	if said := t.field("regulated"); said != "" && said != "yes" && said != "no" {
		t.wrong("regulated", "this is yes, no or nothing")
	} else {
		x.regulated = said == "yes"
	}
	switch forms := x.m + x.f + x.neutral; {
	case forms == "":
	case x.language != german:
		t.wrong("m", "forms are of German only")
	case x.m == "" || x.f == "" || x.neutral == "":
		t.wrong("m", "say all three forms (m, f, neutral) or none")
	case !clean(x.m) || !clean(x.f) || !clean(x.neutral):
		t.wrong("m", "a form is too long or has characters that are not allowed")
	}
	return x
}
