package app_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TestSealed types one word into every free text there is and looks for it in every column of every table, and on SQLite in every
// byte of the files.
func TestSealed(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.tellEverything()
		raw := p.Raw()
		goals, inClear := 0, 0
		p.ok(raw.QueryRowContext(t.Context(), `SELECT count(*), count(*) FILTER (WHERE domain <> '') FROM goal`).Scan(&goals, &inClear))
		if goals == 0 || inClear > 0 {
			t.Errorf("%d of %d goals say in clear what they are about", inClear, goals)
		}
		rows, sealed, clear := 0, 0, false
		for _, table := range tables(t, raw, p.DB.Engine) {
			for _, column := range values(t, raw, table) {
				rows++
				if strings.Contains(column, canary) {
					t.Errorf("%s holds a text in clear", table)
				}
				if len(column) > 60 {
					sealed++
				}
				clear = clear || column == "Sami Haddad" // names are in clear, to be found
			}
		}
		if rows < 500 || sealed < 40 || !clear {
			t.Errorf("%d values, %d of them long: the test looks in the wrong place", rows, sealed)
		}
		if p.DB.Engine != store.SQLite {
			return
		}
		err := filepath.WalkDir(p.Config.Dir, func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if bytes.Contains(b, []byte(canary)) {
				t.Errorf("%s holds a text in clear", filepath.Base(path))
			}
			return err
		})
		p.ok(err)
	})
}

func tables(t *testing.T, raw *sql.DB, e store.Engine) (names []string) {
	t.Helper()
	q := `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`
	if e == store.Postgres {
		q = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY table_name`
	}
	return texts(t, raw, q)
}

func texts(t *testing.T, raw *sql.DB, q string) (out []string) {
	t.Helper()
	rows, err := raw.QueryContext(t.Context(), q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		cells := make([]sql.RawBytes, len(columns))
		into := make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for _, c := range cells {
			out = append(out, string(c))
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// values returns every value of a table as bytes.
func values(t *testing.T, raw *sql.DB, table string) []string {
	t.Helper()
	return texts(t, raw, "SELECT * FROM "+table)
}

// TestSwappedTexts moves each sealed text to another row, another person and another column: none opens there.
func TestSwappedTexts(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.tellEverything()
		olena := p.Person("olena")
		p.Write(func(ctx context.Context, tx *store.Tx) error {
			e := work("кухар")
			e.Person = olena
			if _, err := tx.SaveEntry(ctx, e, 0); err != nil {
				return err
			}
			if err := tx.SaveCV(ctx, domain.CVSelection{ID: domain.FirstCV(olena), Person: olena}, 0); err != nil {
				return err
			}
			_, err := tx.SaveGoal(ctx, domain.Goal{Person: olena, Domain: "work", Text: text}, 0)
			return err
		})
		raw := p.Raw()
		if p.DB.Engine == store.Postgres {
			_, err := raw.ExecContext(t.Context(), `DROP TRIGGER plan_version_no_change ON plan_version`)
			p.ok(err)
		} else {
			_, err := raw.ExecContext(t.Context(), `DROP TRIGGER plan_version_no_update`)
			p.ok(err)
		}
		profile := func() error { _, err := p.Profile(t.Context(), p.own); return err }
		links := func() error { _, err := p.CVLinks(t.Context(), p.own); return err }
		plan := func() error { _, err := p.Plan(t.Context(), p.own, p.sami); return err }
		talks := func() error { _, err := p.Talks(t.Context(), p.own, p.sami); return err }
		texts := func() error { _, err := p.Texts(t.Context(), p.own); return err }
		mine, hers := fmt.Sprintf("person_id = %d", p.sami), fmt.Sprintf("person_id = %d", olena)
		one := func(column, table, where string) string {
			return "(SELECT " + column + " FROM " + table + " WHERE " + where + " AND " + column + " IS NOT NULL ORDER BY " + column + " LIMIT 1)"
		}
		last := func(column, table, where string) string {
			return "(SELECT " + column + " FROM " + table + " WHERE " + where + " AND " + column + " IS NOT NULL ORDER BY " + column + " DESC LIMIT 1)"
		}
		for _, tc := range []struct {
			name, table, column, to string
			read                    func() error
		}{
			{"entry of another row", "entry", "body_sealed", one("body_sealed", "entry", mine), profile},
			{"entry of another person", "entry", "body_sealed", one("body_sealed", "entry", hers), profile},
			{"CV of another person", "cv", "body_sealed", one("body_sealed", "cv", hers), profile},
			{"CV out of an entry", "cv", "body_sealed", one("body_sealed", "entry", mine), profile},
			{"link out of a CV", "cv_link", "for_sealed", one("body_sealed", "cv", mine), links},
			{"goal of another row", "goal", "text_sealed", one("text_sealed", "goal", mine), plan},
			{"goal of another person", "goal", "text_sealed", one("text_sealed", "goal", hers), plan},
			{"answer out of a text", "goal", "answer_sealed", one("text_sealed", "goal", mine), plan},
			{"answer of another goal", "goal", "answer_sealed", last("answer_sealed", "goal", mine), plan},
			{"measure out of a goal", "measure", "text_sealed", one("text_sealed", "goal", mine), plan},
			{"goal at the Jobcenter out of the plan", "coordination", "goal_sealed", one("text_sealed", "goal", mine), plan},
			{"reason out of the goal", "coordination", "reason_sealed", one("goal_sealed", "coordination", mine), plan},
			{"version out of its goal", "plan_version", "body_sealed", one("text_sealed", "goal", mine), plan},
			{"translation out of an entry", "translation", "body_sealed", one("body_sealed", "entry", mine), texts},
			{"talk out of an entry", "talk", "body_sealed", one("body_sealed", "entry", mine), talks},
			{"key of another person", "person_key", "wrapped", one("wrapped", "person_key", hers), profile},
		} {
			p.ok(tc.read())
			kept := "kept_" + tc.table
			for _, q := range []string{
				"CREATE TABLE " + kept + " AS SELECT * FROM " + tc.table,
				"UPDATE " + tc.table + " SET " + tc.column + " = " + tc.to + " WHERE " + mine + " AND " + tc.column + " IS NOT NULL",
			} {
				_, err := raw.ExecContext(t.Context(), q)
				p.ok(err)
			}
			if err := tc.read(); err == nil || domain.KindOf(err) != domain.Internal || strings.Contains(err.Error(), canary) {
				t.Errorf("%s: %v, want an error of ours without contents", tc.name, err)
			}
			key := map[string]string{"person_key": "person_id", "plan_version": "person_id"}[tc.table]
			if key == "" {
				key = "id"
			}
			for _, q := range []string{
				"UPDATE " + tc.table + " SET " + tc.column + " = (SELECT k." + tc.column + " FROM " + kept + " k WHERE k." + key + " = " + tc.table + "." + key + ")",
				"DROP TABLE " + kept,
			} {
				_, err := raw.ExecContext(t.Context(), q)
				p.ok(err)
			}
			if err := tc.read(); err != nil {
				t.Fatalf("%s: put back: %v", tc.name, err)
			}
		}
	})
}

// TestErasedKey shows that without the key of a person nothing sealed of them can be read, while the record still verifies.
func TestErasedKey(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.tellEverything()
		_, err := p.Raw().ExecContext(t.Context(), fmt.Sprintf("DELETE FROM person_key WHERE person_id = %d", p.sami))
		p.ok(err)
		_, err = p.Profile(t.Context(), p.own)
		p.is("the profile", err, domain.NotFound)
		if _, found, err := p.DB.Verify(t.Context()); err != nil || found != nil {
			t.Errorf("the record: %+v, %v", found, err)
		}
	})
}
