package arch

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/store"
)

// TestDataClasses checks that every column of the migrations has a line in the list of classes, and no other.
func TestDataClasses(t *testing.T) {
	planted := columns("CREATE TABLE goal (\n\tid BIGINT PRIMARY KEY, -- a, comment (\n\tn DECIMAL(3, 2) NOT NULL DEFAULT 0,\n" +
		"\tPRIMARY KEY (id, n),\n\tCHECK (n IN (1, 2))\n);\nALTER TABLE goal ADD COLUMN due TEXT;\nCREATE INDEX x ON goal (n, id);")
	if want := []string{"goal.due", "goal.id", "goal.n"}; !slices.Equal(planted, want) {
		t.Fatalf("columns of the planted table: %q, want %q", planted, want)
	}
	catches(t, func(list string) []string { return unclassed(planted, strings.Fields(list)) },
		[]string{"goal.id goal.n", "goal.id goal.n goal.due goal.gone"}, []string{"goal.id goal.n goal.due"})

	var stored []string
	for _, folder := range [...]string{"internal/store/migrations", "internal/store/catalog"} {
		for _, path := range files(t, folder, ".sql") {
			sql := read(t, path)
			stored = append(stored, columns(sql)...)
			for _, m := range dropTable.FindAllStringSubmatch(sql, -1) {
				stored = slices.DeleteFunc(stored, func(c string) bool { return strings.HasPrefix(c, m[1]+".") })
			}
		}
	}
	if len(stored) < 50 {
		t.Fatalf("%d columns: the test looks in the wrong place", len(stored))
	}
	report(t, unclassed(stored, slices.Collect(maps.Keys(store.Classes()))))
}

// unclassed names the columns without a class, and the classes without a column.
func unclassed(stored, classed []string) []string {
	var found []string
	for _, c := range stored {
		if !slices.Contains(classed, c) {
			found = append(found, c+" has no data class and no retention rule in internal/store/classes.go")
		}
	}
	for _, c := range classed {
		if !slices.Contains(stored, c) {
			found = append(found, c+" has a data class, but no migration makes it")
		}
	}
	return found
}

var (
	sqlComment  = regexp.MustCompile(`--[^\n]*`)
	createTable = regexp.MustCompile(`(?i)CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)\s*\(`)
	addColumn   = regexp.MustCompile(`(?i)ALTER\s+TABLE\s+(\w+)\s+ADD\s+(?:COLUMN\s+)?(\w+)`)
	dropTable   = regexp.MustCompile(`(?im)^DROP\s+TABLE\s+(\w+)\s*;`)
	constraint  = regexp.MustCompile(`(?i)^(PRIMARY|FOREIGN|UNIQUE|CHECK|CONSTRAINT|EXCLUDE)\b`)
)

// columns lists the columns that a migration makes, as table.column, sorted.
func columns(sql string) []string {
	sql = sqlComment.ReplaceAllString(sql, "")
	found := map[string]bool{}
	for _, m := range createTable.FindAllStringSubmatchIndex(sql, -1) {
		for _, part := range parts(sql[m[1]:]) {
			if part = strings.TrimSpace(part); part != "" && !constraint.MatchString(part) {
				found[sql[m[2]:m[3]]+"."+strings.Fields(part)[0]] = true
			}
		}
	}
	for _, m := range addColumn.FindAllStringSubmatch(sql, -1) {
		found[m[1]+"."+m[2]] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// parts splits the text up to the bracket that closes it at its outer commas.
func parts(sql string) []string {
	var found []string
	depth, start := 0, 0
	for i, r := range sql {
		switch {
		case r == '(':
			depth++
		case r == ')' && depth == 0:
			return append(found, sql[start:i])
		case r == ')':
			depth--
		case r == ',' && depth == 0:
			found, start = append(found, sql[start:i]), i+1
		}
	}
	return found
}
