package demo

import (
	"embed"
	"fmt"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

//go:embed names/*.txt
var nameFiles embed.FS

// A nameWord is one given or family name: in its own script and in the Latin spellings that passports have of it.
type nameWord struct {
	native string
	latin  []string
}

// A nameBook holds the names of one language: m given names of men, f of women, n family names. A language without family names
// uses the given names of fathers.
type nameBook map[string][]nameWord

// nameBooks reads the lists of all tongues.
func nameBooks() (map[string]nameBook, error) {
	books := map[string]nameBook{}
	for _, t := range tongues {
		if books[t.names] != nil {
			continue
		}
		text, err := nameFiles.ReadFile("names/" + t.names + ".txt")
		if err != nil {
			return nil, err
		}
		book := nameBook{}
		for line := range strings.Lines(string(text)) {
			parts := strings.Split(strings.TrimSpace(line), "\t")
			if len(parts) != 3 {
				return nil, fmt.Errorf("names of %s: %q has %d parts, want 3", t.names, line, len(parts))
			}
			book[parts[0]] = append(book[parts[0]], nameWord{parts[1], strings.Split(parts[2], "/")})
		}
		books[t.names] = book
	}
	return books, nil
}

// A lineage is what the names of a household share.
type lineage struct {
	family  domain.Name
	fathers []nameWord
}

func (b nameBook) lineage(d *dice) lineage {
	l := lineage{fathers: []nameWord{pick(d, b["m"]), pick(d, b["m"]), pick(d, b["m"]), pick(d, b["m"])}}
	if families := b["n"]; len(families) > 0 {
		w := pick(d, families)
		l.family = domain.Name{Latin: pick(d, w.latin), Native: w.native}
	} else {
		l.family = domain.Name{Latin: pick(d, l.fathers[0].latin), Native: l.fathers[0].native}
	}
	return l
}

// name draws the name of one member. Two of a hundred are namesakes of others, one has a single name, one has six.
func (b nameBook) name(d *dice, l lineage, female bool) domain.Name {
	kind := "m"
	if female {
		kind = "f"
	}
	given := pick(d, b[kind])
	spelling := pick(d, given.latin)
	switch shape := d.below(100); {
	case shape < 2: // of the first names on the list, spelled one way or the other
		given = b[kind][d.below(min(3, len(b[kind])))]
		family := b["m"][0]
		if len(b["n"]) > 0 {
			family = b["n"][0]
		}
		return b.trim(domain.Name{Latin: pick(d, given.latin) + " " + pick(d, family.latin), Native: given.native + " " + family.native})
	case shape == 2:
		return b.trim(domain.Name{Latin: spelling, Native: given.native})
	case shape == 3:
		n := domain.Name{Latin: spelling, Native: given.native}
		for _, f := range l.fathers {
			n.Latin, n.Native = n.Latin+" "+f.latin[0], n.Native+" "+f.native
		}
		return b.trim(domain.Name{Latin: n.Latin + " " + l.family.Latin, Native: n.Native + " " + l.family.Native})
	}
	return b.trim(domain.Name{Latin: spelling + " " + l.family.Latin, Native: given.native + " " + l.family.Native})
}

// trim leaves the own spelling out where it is the Latin one.
func (b nameBook) trim(n domain.Name) domain.Name {
	if n.Native != "" && n.Native[0] < 0x80 {
		n.Native = ""
	}
	return n
}
