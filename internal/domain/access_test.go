package domain_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

var update = flag.Bool("update", false, "write testdata/access.golden anew; then review every difference")

// person is whose data is asked for, other is somebody else, user is who works here.
const (
	person = domain.PersonID(7)
	other  = domain.PersonID(8)
	user   = domain.UserID(5)
)

type asker struct {
	name string
	by   domain.Actor
}

// askers are all who can ask, and some who cannot be.
func askers() []asker {
	staff := func(roles ...domain.Role) domain.Actor {
		return domain.Actor{Kind: domain.SessionStaff, User: user, Roles: roles}
	}
	all := []asker{
		{"person", domain.Actor{Kind: domain.SessionOwn, Person: person}},
		{"person on a shared device", domain.Actor{Kind: domain.SessionShared, Person: person}},
		{"person with the PIN of the slip", domain.Actor{Kind: domain.SessionOwn, Person: person, NewPIN: true}},
		{"another person", domain.Actor{Kind: domain.SessionOwn, Person: other}},
		{"user acting for the person", domain.Actor{Kind: domain.SessionActing, Person: person, User: user}},
		{"manager acting for the person", domain.Actor{Kind: domain.SessionActing, Person: person, User: user, Roles: domain.Roles[:]}},
		{"user acting for a person with the PIN of the slip", domain.Actor{Kind: domain.SessionActing, Person: person, User: user, NoPIN: true}},
		{"user acting for another person", domain.Actor{Kind: domain.SessionActing, Person: other, User: user}},
		{"acting session without a user", domain.Actor{Kind: domain.SessionActing, Person: person}},
		{"team lead who is a manager", staff(domain.RoleTeamLead, domain.RoleIntegrationManager)},
		{"user without a role", staff()},
		{"user with a password to choose", domain.Actor{Kind: domain.SessionStaff, User: user, Roles: domain.Roles[:], NewPassword: true}},
		{"user without a second factor", domain.Actor{Kind: domain.SessionStaff, User: user, Roles: domain.Roles[:], NoFactor: true}},
		{"roles without a user", domain.Actor{Kind: domain.SessionStaff, Roles: domain.Roles[:]}},
		{"nobody", domain.Actor{}},
		{"operator", domain.Operator()},
		{"somebody with a link", domain.LinkActor(3)},
		{"somebody without a link", domain.LinkActor(0)},
		{"a body with a link", domain.BodyLinkActor(4)},
		{"a body without a link", domain.BodyLinkActor(0)},
	}
	for _, r := range domain.Roles {
		all = append(all, asker{"user: " + string(r), staff(r)})
	}
	return all
}

type relation struct {
	name string
	f    domain.Facts
}

// relations are what can stand between who asks and the person: each that opens something once in full, and once for each thing that
// it needs without that.
func relations() []relation {
	const core, plan = domain.SectionCore, domain.SectionPlan
	all := domain.SetOf(domain.Sections[:]...)
	without := func(s domain.Section) domain.SectionSet { return all &^ domain.SetOf(s) }
	return []relation{
		{"no person", domain.Facts{}},
		{"stranger", domain.Facts{Person: person, Released: all, Shared: all}},
		{"manages", domain.Facts{Person: person, Manages: true, Released: domain.SetOf(core)}},
		{"manages, core taken back", domain.Facts{Person: person, Manages: true, Released: without(core), Shared: all}},
		{"in unit", domain.Facts{Person: person, InUnit: true, Released: domain.SetOf(core)}},
		{"in unit, core taken back", domain.Facts{Person: person, InUnit: true, Released: without(core), Shared: all}},
		{"addressee", domain.Facts{Person: person, Addressee: true, Shared: domain.SetOf(core, plan)}},
		{"addressee, core taken back", domain.Facts{Person: person, Addressee: true, Released: all, Shared: without(core)}},
		{"addressee, no goal shared", domain.Facts{Person: person, Addressee: true, Released: all, Shared: without(plan)}},
		{"receives", domain.Facts{Person: person, Receives: true, Released: domain.SetOf(core)}},
		{"receives, core taken back", domain.Facts{Person: person, Receives: true, Released: without(core), Shared: all}},
		{"takes", domain.Facts{Person: person, Takes: true, Released: domain.SetOf(core)}},
		{"takes, core taken back", domain.Facts{Person: person, Takes: true, Released: without(core), Shared: all}},
		{"registered", domain.Facts{Person: person, Registrar: true}},
		{"link in force", domain.Facts{Person: person, Linked: true}},
		{"link to what a body is asked", domain.Facts{Person: person, Asked: true}},
		{"everything", domain.Facts{Person: person, Manages: true, Addressee: true, InUnit: true, Receives: true, Takes: true, Registrar: true, Linked: true, Asked: true, Released: all, Shared: all}},
		{"everything but the person", domain.Facts{Manages: true, Addressee: true, InUnit: true, Receives: true, Takes: true, Registrar: true, Linked: true, Asked: true, Released: all, Shared: all}},
	}
}

// TestCan asks for every action by everybody in every relation. testdata/access.golden holds what is allowed, and by which rule; what
// does not stand there is refused. Each difference is a decision.
func TestCan(t *testing.T) {
	var out strings.Builder
	fired := map[domain.Rule]bool{}
	for _, act := range domain.Actions {
		fmt.Fprintf(&out, "%s\n", act)
		allowed := false
		for _, a := range askers() {
			for _, by := range allowedBy(t, a, act) {
				allowed = true
				fired[by.rule] = true
				fmt.Fprintf(&out, "  %-50s %-10s %s\n", a.name, by.rule, together(by.relations))
			}
		}
		if !allowed {
			t.Errorf("nobody may do %s", act)
		}
	}
	for _, r := range [...]domain.Rule{
		domain.RuleOwn, domain.RuleActing, domain.RuleManaged, domain.RuleUnit, domain.RuleAddressee, domain.RuleReceiver, domain.RuleRegistrar, domain.RuleRole,
		domain.RuleLink, domain.RuleBody,
	} {
		if !fired[r] {
			t.Errorf("the rule %s never fired", r)
		}
	}
	golden(t, "access.golden", out.String())
}

// together joins the names of relations, and says it shortly when it is all of them, or all to a person who is there.
func together(names []string) string {
	var known []string
	for _, rel := range relations() {
		if rel.f.Person != 0 {
			known = append(known, rel.name)
		}
	}
	switch {
	case len(names) == len(relations()):
		return "always"
	case slices.Equal(names, known):
		return "whatever the relation"
	}
	return strings.Join(names, " · ")
}

type permission struct {
	rule      domain.Rule
	relations []string
}

// allowedBy groups the relations in which a may do act by the rule; every other answer must be NotFound without a rule.
func allowedBy(t *testing.T, a asker, act domain.Action) []permission {
	t.Helper()
	var all []permission
	for _, rel := range relations() {
		rule, err := domain.Can(a.by, act, rel.f)
		switch {
		case err != nil && (rule != "" || domain.KindOf(err) != domain.NotFound):
			t.Errorf("%s by %s, %s: rule %q, error %v, want NotFound and no rule", act, a.name, rel.name, rule, err)
		case err != nil:
		case rule == "":
			t.Errorf("%s by %s, %s: allowed by no rule", act, a.name, rel.name)
		default:
			i := slices.IndexFunc(all, func(p permission) bool { return p.rule == rule })
			if i < 0 {
				i, all = len(all), append(all, permission{rule: rule})
			}
			all[i].relations = append(all[i].relations, rel.name)
		}
	}
	return all
}

// TestUnknownAction: what is in no line of the table is allowed to nobody.
func TestUnknownAction(t *testing.T) {
	for _, act := range []domain.Action{"", "plan.burn", domain.SignIn, domain.SignOut} {
		for _, a := range askers() {
			if got := allowedBy(t, a, act); len(got) > 0 {
				t.Errorf("%s may do %q: %+v", a.name, act, got)
			}
		}
	}
}

// TestActionsAreComplete reads the files that name actions: each stands in Actions once, but those that no rule is asked for.
func TestActionsAreComplete(t *testing.T) {
	left := map[domain.Action]int{domain.SignIn: 1, domain.SignOut: 1, domain.SignInRefused: 1, domain.ProveSession: 1}
	for _, act := range domain.Actions {
		left[act]++
	}
	for _, name := range [...]string{"access.go", "account.go", "bookquestion.go", "releasedraft.go"} {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if id, ok := spec.Type.(*ast.Ident); ok && id.Name == "Action" {
				name, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				left[domain.Action(name)]--
			}
			return true
		})
	}
	for act, n := range left {
		if n != 0 {
			t.Errorf("%s: %+d in Actions against the files that name actions", act, n)
		}
	}
}

// golden compares got with a file that was reviewed.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		if g, w := lineAt(gotLines, i), lineAt(wantLines, i); g != w {
			t.Fatalf("%s differs at line %d:\n got %s\nwant %s\nreview it, then run with -update", path, i+1, g, w)
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}
