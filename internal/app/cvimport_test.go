package app_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// goldenCVs are the invented CVs of package cv, as files.
func goldenCVs(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("../cv/testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, file := range files {
		if strings.HasSuffix(file, ".de.json") {
			continue
		}
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".json")] = b
	}
	if len(all) < 12 {
		t.Fatalf("%d CVs, want at least 12", len(all))
	}
	return all
}

// arrives registers somebody with the name and language of a CV.
func arrives(c *testkit.City, said domain.CV) domain.Actor {
	slip := c.Register(domain.Registration{Name: said.Name, Language: said.Language, Accommodation: testkit.HallHarbour, Consent: true, NotADouble: true})
	return domain.Actor{Kind: domain.SessionOwn, Person: slip.Person, Session: 1}
}

// imports reads the file b into the profile of by, and returns the CV that it became.
func imports(t *testing.T, c *testkit.City, by domain.Actor, b []byte) app.CVPage {
	t.Helper()
	said, err := app.ReadCVFile(b)
	if err != nil {
		t.Fatal(err)
	}
	id, err := c.ImportCV(t.Context(), by, said, true, "")
	if err != nil {
		t.Fatal(err)
	}
	page, err := c.CV(t.Context(), by, id)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func written(t *testing.T, c domain.CV) []byte {
	t.Helper()
	b, err := cv.Write(c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestImportGivesTheSameCV reads every golden CV into the profile of somebody new, writes it out, and reads that into the profile of
// somebody else: the German lines are those of the file, and what is written out is the same to the byte.
func TestImportGivesTheSameCV(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		for name, b := range goldenCVs(t) {
			said, err := cv.Parse(b)
			if err != nil {
				t.Fatal(err)
			}
			first := imports(t, c, arrives(c, said), b)
			export := written(t, first.Written)
			if want := written(t, said); !bytes.Equal(export, want) {
				t.Errorf("%s is written out as\n%s\nwant\n%s", name, export, want)
			}
			second := imports(t, c, arrives(c, said), export)
			if again := written(t, second.Written); !bytes.Equal(again, export) {
				t.Errorf("%s is written out again as\n%s\nwant\n%s", name, again, export)
			}
			want := germanJSON(t, cv.German(said, c.Vocab, first.Today))
			for _, page := range []app.CVPage{first, second} {
				if got := germanJSON(t, page.German); got != want {
					t.Errorf("%s has the German lines\n%s\nwant\n%s", name, got, want)
				}
			}
		}
	})
}

func germanJSON(t *testing.T, d cv.Document) string {
	t.Helper()
	b, err := cv.JSON(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
