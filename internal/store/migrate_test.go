package store_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// undo takes what the migrations after the third have made out of a database again.
var undo = map[store.Engine][]string{
	store.SQLite: {"DROP TRIGGER event_head_follows", "DROP TRIGGER event_head_only_forward", "DROP TRIGGER event_head_no_delete"},
	store.Postgres: {
		"DROP TRIGGER event_head_follows ON event", "DROP FUNCTION head_follows()",
		"DROP TRIGGER event_head_only_forward ON event_head", "DROP FUNCTION head_only_forward()", "DROP TRIGGER event_head_no_delete ON event_head",
	},
}

var undoOnBoth = [...]string{
	"DROP TABLE notice",
	"CREATE TABLE cv_setting (person_id BIGINT PRIMARY KEY REFERENCES person (id), body_sealed BYTEA NOT NULL, version BIGINT NOT NULL, updated_at BIGINT NOT NULL)",
	"INSERT INTO cv_setting (person_id, body_sealed, version, updated_at) SELECT person_id, body_sealed, version, updated_at FROM cv",
	"DROP TABLE cv",
	"DROP TABLE cv_link",
	"DROP TABLE translation",
	"DROP TABLE phrase",
	"DROP TABLE engine_limit",
	"DROP TABLE engine_use",
	"DROP TABLE job",
	"DROP TABLE unmatched",
	"DROP TABLE city_label",
	"ALTER TABLE person DROP COLUMN reads",
	"DROP TABLE attempt",
	"DROP TABLE blob",
	"DROP TABLE release_draft",
	"ALTER TABLE release DROP COLUMN witness_id",
	"ALTER TABLE release DROP COLUMN question",
	"DROP TABLE signed_head",
	"DROP TABLE household_version",
	"DROP TABLE shared_answer",
	"DROP TABLE shared_revision",
	"DROP TABLE shared_goal",
	"DROP TABLE household_copy",
	"DROP TABLE household_member",
	"DROP TABLE household",
	"DROP TABLE digest",
	"DROP TABLE body_link",
	"DROP TABLE body_request",
	"ALTER TABLE app_user DROP COLUMN email",
	"ALTER TABLE app_user DROP COLUMN digest_off",
	"ALTER TABLE org DROP COLUMN response_version",
	"DROP TABLE coordination_comment",
	"DROP TABLE jobcenter_point",
	"DROP INDEX release_ending",
	"ALTER TABLE release DROP COLUMN measure_id",
	"ALTER TABLE coordination DROP COLUMN measure_id",
	"ALTER TABLE coordination DROP COLUMN counter_sealed",
	"ALTER TABLE coordination DROP COLUMN binding",
	"ALTER TABLE coordination DROP COLUMN recorded_at",
	"ALTER TABLE org DROP COLUMN response_days",
	"DROP TABLE handover",
	"ALTER TABLE person_case DROP COLUMN closed_on",
	"ALTER TABLE person_case DROP COLUMN closing_reason",
	"ALTER TABLE person_case DROP COLUMN closing_sealed",
	"DROP TABLE letterhead",
	"DROP TABLE book_question",
	"DROP TABLE wish",
	"DROP INDEX plan_version_agreed",
	"ALTER TABLE plan DROP COLUMN first_offered_at",
	"DROP TABLE assessment",
	"DROP TABLE plan_review",
	"ALTER TABLE goal DROP COLUMN ended",
	"ALTER TABLE person_case DROP COLUMN review_on",
	"DROP TABLE body",
	"DROP TABLE talk",
	"ALTER TABLE plan DROP COLUMN programme",
	"ALTER TABLE plan DROP COLUMN started_on",
	"ALTER TABLE plan DROP COLUMN review_on",
	"ALTER TABLE plan DROP COLUMN extended_sealed",
	"ALTER TABLE plan DROP COLUMN terms_version",
	"DROP INDEX person_case_agent_since",
	"ALTER TABLE person_case DROP COLUMN waits_manager",
	"ALTER TABLE person_case DROP COLUMN waits_person",
	"ALTER TABLE person_case DROP COLUMN agent_since",
	"ALTER TABLE coordination DROP COLUMN turned_at",
	"DROP INDEX measure_ahead",
	"ALTER TABLE measure DROP COLUMN appointment",
	"DROP INDEX person_case_waiting",
	"DROP INDEX person_case_manager_weight",
	"ALTER TABLE person_case DROP COLUMN weight",
	"ALTER TABLE person_case DROP COLUMN weight_on",
	"ALTER TABLE person_case DROP COLUMN urgency",
	"DROP TABLE recovery_code",
	"DROP TABLE signin_rule",
	"ALTER TABLE app_user DROP COLUMN new_password",
	"ALTER TABLE app_user DROP COLUMN totp_next_sealed",
	"ALTER TABLE session DROP COLUMN proved_at",
	"DELETE FROM goose_db_version WHERE version_id > 3",
}

// TestMigrateFilled brings a database with cases up to date: what the migrations count is what is counted as the cases change, and
// the chain goes on.
func TestMigrateFilled(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		fillCoordinations(c)
		raw := c.Raw()
		stored := func() (rows []string) {
			t.Helper()
			for _, q := range [...]string{
				"SELECT person_id, waits_manager, waits_person, agent_since FROM person_case ORDER BY person_id",
				"SELECT id, turned_at, 0, 0 FROM coordination ORDER BY id",
			} {
				found, err := raw.QueryContext(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				for found.Next() {
					var n [4]int64
					if err := found.Scan(&n[0], &n[1], &n[2], &n[3]); err != nil {
						t.Fatal(err)
					}
					rows = append(rows, fmt.Sprint(n))
				}
				if err := found.Close(); err != nil || found.Err() != nil {
					t.Fatal(err, found.Err())
				}
			}
			return rows
		}
		want := stored()
		for _, q := range append(slices.Clone(undo[c.DB.Engine]), undoOnBoth[:]...) {
			if _, err := raw.ExecContext(t.Context(), q); err != nil {
				t.Fatal(q, err)
			}
		}
		tenants, err := store.OpenTenants(t.Context(), c.Config)
		if err != nil {
			t.Fatal(err)
		}
		defer tenants.Close()
		db, err := tenants.Open(t.Context(), c.DB.Tenant)
		if err != nil {
			t.Fatal(err)
		}
		if got := stored(); !slices.Equal(got, want) {
			t.Errorf("after the migrations\n%v\nwant\n%v", got, want)
		}
		if err := db.Write(t.Context(), func(tx *store.Tx) error {
			s, err := tx.CVSelection(t.Context(), c.Person("sami"), domain.FirstCV(c.Person("sami")))
			if err != nil || s.Version != 1 || s.Target == nil || s.Target.Text != "kept" {
				t.Errorf("the settings became %+v, %v", s, err)
			}
			return tx.AppendEvent(t.Context(), domain.Event{Action: domain.ReadShared})
		}); err != nil {
			t.Fatal(err)
		}
		if good, found, err := db.Verify(t.Context()); good < 2 || found != nil || err != nil {
			t.Errorf("%d events are right, then %+v, %v", good, found, err)
		}
	})
}

// fillCoordinations gives sami a goal whose answer is open, and coordinations that wait for the person, the Jobcenter, both and nobody.
func fillCoordinations(c *testkit.City) {
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		sami, manager := c.Person("sami"), c.User("manager_a")
		for i, state := range [...]domain.CoordinationState{
			domain.CoordinationProposed, domain.CoordinationShared, domain.CoordinationShared, domain.CoordinationCountered, domain.CoordinationAgreed,
		} {
			goal, err := tx.SaveGoal(ctx, domain.Goal{Person: sami, Domain: "work", Text: domain.PlanText{German: "x"}}, manager)
			if err != nil {
				return err
			}
			x := domain.Coordination{
				Person: sami, Goal: domain.Goal{ID: goal}, Org: testkit.OrgJobcenter, Agent: c.User("agent_1"), State: state,
				ByManager: domain.AnswerOpen, ByPerson: domain.AnswerOpen, Version: 1,
			}
			tx.At(domain.InstantOf(testkit.Start.Add(-time.Duration(i) * time.Minute)))
			if x.ID, err = tx.AddCoordination(ctx, x); err != nil {
				return err
			}
			if state == domain.CoordinationProposed {
				continue
			}
			tx.At(domain.InstantOf(testkit.Start.Add(time.Duration(i) * time.Hour)))
			if err := tx.SaveCoordination(ctx, x, manager); err != nil {
				return err
			}
		}
		kept := domain.CVSelection{ID: domain.FirstCV(sami), Person: sami, Target: &domain.Term{Text: "kept"}}
		return cmp.Or(tx.SaveCV(ctx, kept, 0), tx.OfferGoals(ctx, sami))
	})
}
