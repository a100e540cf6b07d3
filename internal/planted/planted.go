// Package planted lists faults that are put into a copy of the program, one at a time, to see that a test catches each of them. A
// requirement of docs/security.md counts as held by a test only when a fault against it was caught; scripts/planted tries them.
package planted

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed faults
var lists embed.FS

// A Fault is one change that makes the program wrong.
type Fault struct {
	Name     string   // once in all lists
	ASVS     []string // the requirements of OWASP ASVS 5.0.0 that it breaks, such as "3.3.4"
	File     string   // from the root of the tree, with slashes
	Package  string   // of the test, from the root
	Test     string   // the name of one test function
	Old, New string   // lines of the file; Old stands there once
}

// Faults returns all faults in the order of the lists.
// Errors: a plain one that names the list and the line that is not understood, or the fault that lacks something.
func Faults() ([]Fault, error) {
	names, err := fs.Glob(lists, "faults/*.txt")
	if err != nil {
		return nil, err
	}
	var all []Fault
	for _, name := range names {
		text, err := lists.ReadFile(name)
		if err != nil {
			return nil, err
		}
		found, err := parse(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, found...)
	}
	slices.SortStableFunc(all, func(a, b Fault) int { return strings.Compare(a.Name, b.Name) })
	for i := 1; i < len(all); i++ {
		if all[i].Name == all[i-1].Name {
			return nil, fmt.Errorf("the fault %s is there twice", all[i].Name)
		}
	}
	return all, nil
}

// parse reads one list: a fault begins with "fault NAME"; then come "asvs", "in" and "test", and the lines that go ("-") and come ("+").
// Empty lines and lines that begin with # say nothing.
func parse(text string) (all []Fault, err error) {
	for i, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		if name, ok := strings.CutPrefix(line, "fault "); ok {
			all = append(all, Fault{Name: name})
			continue
		}
		if len(all) == 0 || !all[len(all)-1].read(line) {
			return nil, fmt.Errorf("line %d is not understood: %q", i+1, line)
		}
	}
	for _, f := range all {
		if f.File == "" || f.Test == "" || f.Old == "" || len(f.ASVS) == 0 || f.Old == f.New {
			return nil, fmt.Errorf("the fault %s lacks something", f.Name)
		}
	}
	return all, nil
}

// read takes one line of a fault; false when it is none.
func (f *Fault) read(line string) bool {
	switch mark, rest := line[:1], line[1:]; mark {
	case "-":
		f.Old = joined(f.Old, rest)
		return true
	case "+":
		f.New = joined(f.New, rest)
		return true
	}
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "asvs":
		f.ASVS = strings.Fields(rest)
	case "in":
		f.File = rest
	case "test":
		f.Package, f.Test, _ = strings.Cut(rest, " ")
	default:
		return false
	}
	return true
}

func joined(before, line string) string {
	if before == "" {
		return line
	}
	return before + "\n" + line
}

// Plant returns the text of the file with the fault in it.
// Errors: a plain one when Old does not stand in text exactly once.
func (f Fault) Plant(text string) (string, error) {
	if n := strings.Count(text, f.Old); n != 1 {
		return "", fmt.Errorf("fault %s: %s has its lines %d times", f.Name, f.File, n)
	}
	return strings.Replace(text, f.Old, f.New, 1), nil
}
