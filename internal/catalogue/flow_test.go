package catalogue

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Whoever may read anything by any rule has a flow: what Can allows is tried of every role, action and relation.
func TestEachRuleHasAFlow(t *testing.T) {
	c := loaded(t)
	all := domain.SetOf(domain.Sections[:]...)
	facts := domain.Facts{
		Person: 7, Manages: true, Addressee: true, InUnit: true, Receives: true, Takes: true, Registrar: true, Linked: true, Asked: true, Released: all, Shared: all,
	}
	none := domain.Facts{Person: 7, Released: all, Shared: all}
	unit, receiver, registrar := none, none, none
	unit.InUnit, receiver.Receives, receiver.Takes, registrar.Registrar = true, true, true, true
	met := map[domain.Rule]bool{}
	try := func(by domain.Actor, to domain.Party, f domain.Facts) {
		for _, act := range domain.Actions {
			rule, err := domain.Can(by, act, f)
			if err != nil || rule == domain.RuleOwn {
				continue
			}
			met[rule] = true
			if _, ok := c.Flow(rule, to); !ok {
				t.Errorf("%s: what %s may by the rule %s has no flow", act, to, rule)
			}
		}
	}
	for _, role := range domain.Roles {
		if role == domain.RolePerson {
			continue
		}
		by := domain.Actor{User: 3, Org: 5, Roles: []domain.Role{role}, Kind: domain.SessionStaff}
		for _, f := range []domain.Facts{facts, unit, receiver, registrar, {}} {
			if _, err := domain.Can(by, domain.RegisterPerson, domain.Facts{}); err != nil {
				f.Registrar = false // only who registers has registered
			}
			try(by, domain.Party(role), f)
			if _, err := domain.Can(by, domain.StartActing, f); err == nil {
				try(domain.Actor{User: 3, Person: 7, Kind: domain.SessionActing}, domain.Party(role), f)
			}
		}
	}
	try(domain.Actor{Kind: domain.SessionLink, Person: 7, Link: 1}, domain.PartyAny, domain.Facts{Person: 7, Linked: true})
	try(domain.Actor{Kind: domain.SessionLink, Person: 7, BodyLink: 1}, domain.PartyBody, domain.Facts{Person: 7, Asked: true})
	for _, rule := range []domain.Rule{domain.RuleOwn, domain.RuleMachine, domain.RuleHousehold, domain.RuleOperator, domain.RuleAsked} {
		met[rule] = true // Can gives none of a person
	}
	for _, rule := range domain.Rules {
		if !met[rule] {
			t.Errorf("the rule %s was never met", rule)
		}
		flows := slices.ContainsFunc(c.Flows(), func(f domain.Flow) bool { return f.Rule == rule })
		if flows == (rule == domain.RuleOwn) {
			t.Errorf("the rule %s has flows: %t", rule, flows)
		}
	}
}

// Rules names every constant of the type Rule in package domain.
func TestRulesAreAll(t *testing.T) {
	files := token.NewFileSet()
	found := 0
	for _, path := range goFilesOf(t, "../domain") {
		f, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if id, typed := specType(v, ok); !typed || id != "Rule" {
				return true
			}
			for _, value := range v.Values {
				s, err := strconv.Unquote(value.(*ast.BasicLit).Value)
				found++
				if err != nil || !slices.Contains(domain.Rules[:], domain.Rule(s)) {
					t.Errorf("%s: the rule %s is not one of domain.Rules", path, s)
				}
			}
			return true
		})
	}
	if found != len(domain.Rules) {
		t.Errorf("%d rules found, %d in domain.Rules", found, len(domain.Rules))
	}
}

func goFilesOf(t *testing.T, dir string) []string {
	t.Helper()
	names, err := fs.Glob(os.DirFS(dir), "*.go")
	if err != nil || len(names) == 0 {
		t.Fatal(err, len(names))
	}
	var out []string
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") {
			out = append(out, dir+"/"+name)
		}
	}
	return out
}

func specType(v *ast.ValueSpec, ok bool) (string, bool) {
	if !ok {
		return "", false
	}
	id, ok := v.Type.(*ast.Ident)
	if !ok {
		return "", false
	}
	return id.Name, true
}

func TestTruthRefuses(t *testing.T) {
	const law = `{"id":"x","cite":"§ 1","says":"S","source":"s","checked_on":"2026-11-22","confidence":"verify"}`
	const flow = `{"rule":"link","sender":"person","receiver":"link","sections":["cv"],"purpose":"application","basis":"own_act","laws":["x"],"source":"s","checked_on":"2026-11-22","confidence":"verify"}`
	var viewers strings.Builder
	for _, v := range domain.Viewers {
		viewers.WriteString(`{"viewer":"` + string(v) + `","laws":["x"]}` + "\n")
	}
	if _, err := loadTruth([]byte(law), []byte(flow), []byte(viewers.String())); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][3]string{
		"law without a source":  {strings.Replace(law, `"source":"s"`, `"source":""`, 1), flow, viewers.String()},
		"law twice":             {law + law, flow, viewers.String()},
		"flow twice":            {law, flow + flow, viewers.String()},
		"unknown rule":          {law, strings.Replace(flow, `"rule":"link"`, `"rule":"luck"`, 1), viewers.String()},
		"unknown receiver":      {law, strings.Replace(flow, `"receiver":"link"`, `"receiver":"moon"`, 1), viewers.String()},
		"unknown section":       {law, strings.Replace(flow, `"cv"`, `"dreams"`, 1), viewers.String()},
		"flow without a law":    {law, strings.Replace(flow, `["x"]`, `[]`, 1), viewers.String()},
		"flow of an absent law": {law, strings.Replace(flow, `["x"]`, `["y"]`, 1), viewers.String()},
		"unsure of sureness":    {law, strings.Replace(flow, `"verify"`, `"certain"`, 1), viewers.String()},
		"viewer missing":        {law, flow, strings.SplitN(viewers.String(), "\n", 2)[1]},
		"viewer of absent law":  {law, flow, strings.Replace(viewers.String(), `["x"]`, `["y"]`, 1)},
		"no such field":         {law, strings.Replace(flow, `"rule"`, `"role"`, 1), viewers.String()},
	} {
		if _, err := loadTruth([]byte(data[0]), []byte(data[1]), []byte(data[2])); err == nil {
			t.Errorf("taken: %s", name)
		}
	}
}
