package lists

import (
	"errors"
	"testing"
	"testing/fstest"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// FuzzOccupations reads any file as a list of occupations: concepts come out, or mistakes with their lines.
func FuzzOccupations(f *testing.F) {
	const head = "id,isco,language,label,alternatives,m,f,neutral\n"
	for _, s := range []string{
		"", head, head + "27304,7522,de,Tischler/in,Möbeltischler|Bautischler,Tischler,Tischlerin,Fachkraft\n27304,7522,ar,نجار,,,,\n",
		"\ufeff" + head + "1,75,de,x,,,,\n", head + "1;7522;de", "a\tb\n\"", head + "\"\n", "\xff", head + "1,7522,xx,y,|||,,,\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := Occupations(fstest.MapFS{"x.csv": {Data: b}}, "x.csv", "kldb", func(tag string) bool { return tag == "de" || tag == "ar" })
		if err == nil {
			err = read(t, l)
		}
		if _, ok := errors.AsType[Mistakes](err); err != nil && !ok {
			t.Errorf("%q: %v", b, err)
		}
	})
}

// FuzzESCO reads any file in the place of the German occupations of ESCO.
func FuzzESCO(f *testing.F) {
	const head = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code\n"
	for _, s := range []string{
		"", head, head + "Occupation,http://data.europa.eu/esco/occupation/a,7522,Tischler/Tischlerin,\"Schreiner\nSchreinerin\",,released,,,,,,,7522.1\n",
		head + "Occupation,,,,,,,,,,,,,\n", head + "\"", "\xff\xfe",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ESCO(fstest.MapFS{"occupations_de.csv": {Data: b}, "skills_de.csv": {Data: []byte(head)}, "ISCOGroups_de.csv": {Data: []byte(head)}},
			func(tag string) bool { return tag == "de" })
		if err == nil {
			err = read(t, l)
		}
		if _, ok := errors.AsType[Mistakes](err); err != nil && !ok {
			t.Errorf("%q: %v", b, err)
		}
	})
}

// read reads a list to its end; what it hands on has an id and, as a concept, German.
func read(t *testing.T, l List) error {
	_, err := l.Read(func(c domain.ListConcept) error {
		if c.ID == "" || c.German == (domain.ListGerman{}) {
			t.Errorf("concept %+v", c)
		}
		return nil
	}, func(x domain.ListLabels) error {
		if x.Concept == "" {
			t.Errorf("labels %+v", x)
		}
		return nil
	})
	return err
}
