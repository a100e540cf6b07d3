package lists

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

var (
	escoFile    = regexp.MustCompile(`^(occupations|skills|ISCOGroups)_([A-Za-z]{2,3}(?:-[A-Za-z]+)?)\.csv$`)
	escoConcept = regexp.MustCompile(`^https?://data\.europa\.eu/esco/(occupation|skill|isco)/([A-Za-z0-9-]{1,60})$`)
)

// escoColumns are those that each file has and we read: conceptUri first. Files have more, and other ones.
var escoColumns = [...]string{"conceptUri", "preferredLabel", "altLabels"}

// ESCO finds the files of the official CSV download in a folder: occupations_‹language›.csv, skills_… and ISCOGroups_…, in any languages
// of which known knows the tag. Other files are left alone.
// Errors: Mistakes (no such file, a language that does not exist, one language twice).
func ESCO(dir fs.FS, known func(tag string) bool) (List, error) {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return List{}, err
	}
	files := map[string]map[string]string{"occupations": {}, "skills": {}, "ISCOGroups": {}}
	var said Mistakes
	for _, e := range entries {
		name := escoFile.FindStringSubmatch(e.Name())
		if name == nil || e.IsDir() {
			continue
		}
		language := strings.ToLower(name[2])
		switch {
		case !known(language):
			said = append(said, Mistake{e.Name(), 0, "", fmt.Sprintf("there is no language %q", name[2])})
		case files[name[1]][language] != "":
			said = append(said, Mistake{e.Name(), 0, "", "this language is there already: " + files[name[1]][language]})
		}
		files[name[1]][language] = e.Name()
	}
	if len(files["occupations"])+len(files["skills"]) == 0 {
		said = append(said, Mistake{".", 0, "", "there is no file of ESCO here: occupations_de.csv, skills_de.csv, …"})
	}
	if len(said) > 0 {
		return List{}, said
	}
	l := List{Name: domain.ListESCO, fsys: dir}
	for _, k := range [...]struct{ prefix, kind, part, conceptType string }{
		{"ISCOGroups", "group", "isco", "ISCOGroup"},
		{"occupations", "occupation", "occupation", "Occupation"},
		{"skills", "task", "skill", "KnowledgeSkillCompetence"},
	} {
		if len(files[k.prefix]) > 0 {
			l.kinds = append(l.kinds, kind{k.kind, files[k.prefix], escoColumns[:], func(t *table) record { return escoRecord(t, k.part, k.conceptType) }})
		}
	}
	return l, nil
}

// escoRecord reads one concept; part is what its URI says that it is.
func escoRecord(t *table, part, conceptType string) record {
	x := record{label: preferred(t, "preferredLabel"), retired: t.field("status") == "obsolete"}
	uri := escoConcept.FindStringSubmatch(t.field("conceptUri"))
	switch {
	case uri == nil || uri[1] != part:
		t.wrong("conceptUri", fmt.Sprintf("%.80q is no address of ESCO such as http://data.europa.eu/esco/%s/…", t.field("conceptUri"), part))
	case part == "isco":
		x.isco = strings.TrimPrefix(uri[2], "C")
		x.id = "isco:" + x.isco
	default:
		x.id = "esco:" + part + "/" + uri[2]
	}
	if is := t.field("conceptType"); is != "" && is != conceptType {
		t.wrong("conceptType", fmt.Sprintf("%.40q stands where %s should be", is, conceptType))
	}
	if part == "occupation" {
		x.isco = unitGroup(t, "iscoGroup")
		note := t.field("regulatedProfessionNote")
		x.regulated = note != "" && !strings.Contains(note, "unregulated")
	}
	x.others = append(several(t.field("altLabels"), "\n\r"), several(t.field("hiddenLabels"), "\n\r")...)
	return x
}
