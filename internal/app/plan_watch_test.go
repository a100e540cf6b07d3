package app_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// An inside looks at what is stored past the store: the bytes of versions, and revisions, which nothing shows.
type inside struct {
	t      *testing.T
	tenant string
	key    crypt.Key
	frozen map[domain.PersonID][]frozen

	keys, stored, bodies *sql.Stmt
}

// frozen is a version as it was when it was first seen.
type frozen struct {
	no   int
	body []byte
	hash string
}

func newInside(t *testing.T, c *testkit.City) *inside {
	t.Helper()
	raw := c.Raw()
	prepare := func(q string) *sql.Stmt {
		s, err := raw.PrepareContext(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	return &inside{
		t, c.DB.Tenant, c.TenantKey(),
		map[domain.PersonID][]frozen{},
		prepare(`SELECT wrapped FROM person_key WHERE person_id = $1`),
		prepare(`SELECT no, body_sealed, hash FROM plan_version WHERE person_id = $1 ORDER BY no`),
		prepare(`SELECT kind, object_id, body_sealed FROM revision WHERE person_id = $1 AND body_sealed IS NOT NULL`),
	}
}

// versions returns the stored versions of p by number.
func (in *inside) versions(p domain.PersonID) (out []frozen) {
	in.t.Helper()
	rows, err := in.stored.QueryContext(in.t.Context(), int64(p))
	if err != nil {
		in.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var v frozen
		if err := rows.Scan(&v.no, &v.body, &v.hash); err != nil {
			in.t.Fatal(err)
		}
		out = append(out, v)
	}
	if err := rows.Err(); err != nil {
		in.t.Fatal(err)
	}
	return out
}

// checkVersions fails the test when a version of p has changed since it was first seen, has gone, or is not the next after the one before.
func (in *inside) checkVersions(p domain.PersonID) int {
	in.t.Helper()
	got, was := in.versions(p), in.frozen[p]
	for i, v := range got {
		sum := sha256.Sum256(v.body)
		switch {
		case v.no != i+1:
			in.t.Errorf("version %d stands in place %d", v.no, i+1)
		case v.hash != hex.EncodeToString(sum[:]):
			in.t.Errorf("version %d has not its own hash", v.no)
		case i < len(was) && (v.hash != was[i].hash || !bytes.Equal(v.body, was[i].body)):
			in.t.Errorf("version %d is another one than before", v.no)
		}
	}
	if len(got) < len(was) {
		in.t.Errorf("there were %d versions, now %d", len(was), len(got))
	}
	in.frozen[p] = got
	return len(got)
}

// revisions returns the marks in all revisions of p.
func (in *inside) revisions(p domain.PersonID) (marks []string) {
	in.t.Helper()
	var wrapped []byte
	if err := in.keys.QueryRowContext(in.t.Context(), int64(p)).Scan(&wrapped); err != nil {
		in.t.Fatal(err)
	}
	key, err := in.key.Unwrap(wrapped, crypt.AD(in.tenant, p.String(), "key"))
	if err != nil {
		in.t.Fatal(err)
	}
	rows, err := in.bodies.QueryContext(in.t.Context(), int64(p))
	if err != nil {
		in.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var kind string
		var id int64
		var sealed []byte
		if err := rows.Scan(&kind, &id, &sealed); err != nil {
			in.t.Fatal(err)
		}
		plain, err := crypt.Open(key, sealed, crypt.AD(in.tenant, p.String(), kind+"_revision:"+strconv.FormatInt(id, 10)))
		if err != nil {
			in.t.Fatalf("revision of %s: %v", kind, err)
		}
		marks = marksIn(reflect.ValueOf(string(plain)), marks)
	}
	if err := rows.Err(); err != nil {
		in.t.Fatal(err)
	}
	return marks
}

// watchVersions checks the versions; what is new in the last one is what both sides have agreed.
func (x *interleaving) watchVersions() {
	x.t.Helper()
	known := len(x.in.frozen[x.p])
	n := x.in.checkVersions(x.p)
	if n != x.now.plan.Version {
		x.t.Errorf("there are %d versions, the plan says %d", n, x.now.plan.Version)
	}
	if n == known || known == 0 && n == 1 && len(x.log) == 0 {
		return
	}
	for _, g := range x.now.versions[0].Goals {
		if !slices.Contains(x.agreedAs[g.ID], fingerprint(g)) {
			x.t.Errorf("version %d holds what the person has never agreed to: %s, agreed: %q", n, fingerprint(g), x.agreedAs[g.ID])
		}
	}
}

// A reader is one way to read of the plan.
type reader struct {
	name string
	may  func(x *interleaving, by domain.Actor) bool
	read func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) (marks []string, err error)
}

// marksOf are the marks of all texts that a page holds.
func marksOf[T any](page T, err error) ([]string, error) {
	if err != nil {
		return nil, err
	}
	return marksIn(reflect.ValueOf(page), nil), nil
}

func ownOrManaged(x *interleaving, by domain.Actor) bool { return by.Person == x.p || x.manages(by) }

func onlyOwn(x *interleaving, by domain.Actor) bool { return by.Person == x.p }

// readers are all methods of App that show something of the plan.
var readers = []reader{
	{"Plan", ownOrManaged, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.Plan(ctx, by, p))
	}},
	{"Story", ownOrManaged, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.Story(ctx, by, p))
	}},
	{"PrintPlan", ownOrManaged, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.PrintPlan(ctx, by, p))
	}},
	{"Assessments", ownOrManaged, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.Assessments(ctx, by, p))
	}},
	{"Talks", ownOrManaged, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.Talks(ctx, by, p))
	}},
	{"Case", (*interleaving).manages, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.Case(ctx, by, p))
	}},
	{"PrintNote", (*interleaving).manages, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.PrintNote(ctx, by, p))
	}},
	{
		"Review", func(x *interleaving, by domain.Actor) bool { return x.manages(by) && len(x.now.versions) > 0 },
		func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
			marks, err := marksOf(a.Review(ctx, by, p))
			if domain.KindOf(err) == domain.Conflict { // there is no version
				err = domain.ErrNotFound()
			}
			return marks, err
		},
	},
	{"Topics", onlyOwn, func(ctx context.Context, a *app.App, by domain.Actor, _ domain.PersonID) ([]string, error) {
		return marksOf(a.Topics(ctx, by))
	}},
	{"Releases", onlyOwn, func(ctx context.Context, a *app.App, by domain.Actor, _ domain.PersonID) ([]string, error) {
		return marksOf(a.Releases(ctx, by))
	}},
	{"Shared", (*interleaving).addressed, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.Shared(ctx, by, p))
	}},
	{"TakeRecord", func(x *interleaving, by domain.Actor) bool {
		return x.addressed(by) && slices.ContainsFunc(x.now.coordinations, func(c domain.Coordination) bool {
			return (c.State == domain.CoordinationAgreed || c.State == domain.CoordinationInForce) && x.covers(keyOf(c), x.now.today)
		})
	}, func(ctx context.Context, a *app.App, by domain.Actor, p domain.PersonID) ([]string, error) {
		return marksOf(a.TakeRecord(ctx, by, p))
	}},
}

// watch lets by read the plan one way: who may not gets "not found", who may sees nothing but what is covered at this moment.
func (x *interleaving) watch(r reader, by domain.Actor) error {
	x.t.Helper()
	marks, err := r.read(x.t.Context(), x.c.App, by, x.p)
	switch may := r.may(x, by); {
	case may && err != nil:
		x.t.Errorf("%s by user %d, person %d: %v", r.name, by.User, by.Person, err)
	case !may && (err == nil || domain.KindOf(err) != domain.NotFound):
		x.t.Errorf("%s by user %d without a right: %v, want not found", r.name, by.User, err)
	}
	for _, s := range marks {
		if !x.maySee(by, s) {
			x.t.Errorf("%s shows %s (%+v) to user %d, person %d", r.name, s, x.texts[s], by.User, by.Person)
		}
	}
	return err
}

// watchDraft compares the draft with what was acknowledged last.
func (x *interleaving) watchDraft() {
	x.t.Helper()
	if len(x.now.plan.Goals) != len(x.goals) {
		x.t.Errorf("the draft has %d goals, %d were acknowledged", len(x.now.plan.Goals), len(x.goals))
	}
	for _, g := range x.now.plan.Goals {
		want := x.goals[g.ID]
		if want == nil {
			x.t.Errorf("the draft has the goal %d, which nobody has saved or somebody has removed", g.ID)
			continue
		}
		if markOf(g.Text) != want.text || g.Due != want.due || len(g.Measures) != len(want.measures) || g.Answer != want.answer {
			x.t.Errorf("the draft has %s (%s), %d measures, acknowledged was %+v", fingerprint(g), g.Answer, len(g.Measures), *want)
		}
		for _, m := range g.Measures {
			w := want.measures[m.ID]
			if w == nil {
				x.t.Errorf("the draft has the measure %d, which nobody has saved or somebody has removed", m.ID)
				continue
			}
			var evidence []string
			for _, e := range m.Evidence {
				evidence = append(evidence, marksIn(reflect.ValueOf(e.Text), nil)...)
			}
			if markOf(m.Text) != w.text || m.Due != w.due || m.State != w.state || !slices.Equal(evidence, w.evidence) {
				x.t.Errorf("the draft has %+v, acknowledged was %+v", m, *w)
			}
		}
	}
}

// watchKept finds everything that was acknowledged: in the draft, in a version, beside them or in the revisions.
func (x *interleaving) watchKept() {
	x.t.Helper()
	kept := x.kept()
	for s, t := range x.texts {
		if t.acknowledged && !slices.Contains(kept, s) {
			x.t.Errorf("%s was acknowledged and is nowhere", s)
		}
		if !t.acknowledged && slices.Contains(kept, s) {
			x.t.Errorf("%s was refused and is stored", s)
		}
	}
}

// kept are the marks of everything that is stored of the person.
func (x *interleaving) kept() []string {
	x.t.Helper()
	ctx := x.t.Context()
	marks := x.in.revisions(x.p)
	err := x.c.DB.Read(ctx, func(tx *store.Tx) error {
		var errs []error
		add := func(more []string, err error) { marks, errs = append(marks, more...), append(errs, err) }
		add(marksOf(tx.Plan(ctx, x.p)))
		add(marksOf(tx.PlanVersions(ctx, x.p)))
		add(marksOf(tx.Coordinations(ctx, x.p)))
		add(marksOf(tx.CoordinationComments(ctx, x.p)))
		add(marksOf(tx.JobcenterPoints(ctx, x.p)))
		add(marksOf(tx.Wishes(ctx, x.p)))
		add(marksOf(tx.Assessments(ctx, x.p)))
		add(marksOf(tx.PlanReviews(ctx, x.p)))
		return errors.Join(errs...)
	})
	if err != nil {
		x.t.Fatal(err)
	}
	return marks
}
