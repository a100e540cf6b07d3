package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// world is one city in one state, with what the addresses name.
type world struct {
	city    *testkit.City
	handler http.Handler
	person  domain.PersonID
	name    string // of the person, which no refusal may show
	ids     map[string]string
}

func newWorld(t *testing.T, state string) *world {
	t.Helper()
	c := testkit.New(t)
	w := &world{city: c, ids: map[string]string{}}
	server := &web.Server{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Apps: func(_ context.Context, host string) (*app.App, error) {
		if strings.HasPrefix(host, "ulm.") {
			return c.Ulm.App, nil
		}
		return c.App, nil
	}}
	w.handler = server.Handler()
	w.person, w.name = c.Person("sami"), "Sami Haddad"
	switch state {
	case "other_organisation":
		w.person, w.name = c.Person("yonas"), "Yonas Tesfay"
	case "other_tenant":
		w.person, w.name = c.Ulm.Person("amal"), "Amal Nasser"
	case "unknown":
		w.person, w.name = 1, "nobody at all"
	}
	if state != "other_tenant" && state != "unknown" {
		w.fill(t, state)
	}
	return w
}

// fill gives the person a profile, a plan with an agreed goal shared with agent_1, and releases as the state says.
func (w *world) fill(t *testing.T, state string) {
	t.Helper()
	c, p := w.city, w.person
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		entry, err := tx.SaveEntry(ctx, domain.Entry{Person: p, Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "ar", Level: "native"}}, 0)
		if err != nil {
			return err
		}
		english, err := tx.SaveEntry(ctx, domain.Entry{Person: p, Section: domain.SectionLanguages, Language: &domain.LanguageSkill{
			Language: "en", Level: "B1", Certificate: &domain.Term{Text: "شهادة المعهد"},
		}}, 0)
		if err != nil {
			return err
		}
		text, err := tx.SaveTranslation(ctx, domain.Translation{
			Person: p, Entry: english.ID, Section: domain.SectionLanguages, Field: "certificate", Language: "ar", State: domain.TextMachine,
			Source: "شهادة المعهد", Sentences: []domain.Sentence{{Own: "شهادة المعهد", German: "Zertifikat des Instituts"}},
		}, 0)
		if err != nil {
			return err
		}
		goal, err := tx.SaveGoal(ctx, domain.Goal{Person: p, Domain: "work", Text: domain.PlanText{German: "Arbeit finden"}, Due: "2026-12-31"}, 0)
		if err != nil {
			return err
		}
		body, err := tx.SaveBody(ctx, domain.Body{Name: "Volkshochschule", Kind: "course_provider"})
		if err != nil {
			return err
		}
		measure, err := tx.SaveMeasure(ctx, p, domain.Measure{Goal: goal, Who: "person", State: "open", Text: domain.PlanText{German: "Bewerben"}}, 0)
		if err != nil {
			return err
		}
		cs, err := tx.Case(ctx, p)
		if err != nil {
			return err
		}
		if err := tx.SetAgent(ctx, p, c.User("agent_1"), cs.Version); err != nil {
			return err
		}
		coordination, err := tx.AddCoordination(ctx, domain.Coordination{
			Person: p, Goal: domain.Goal{ID: goal, Domain: "work", Text: domain.PlanText{German: "Arbeit finden"}}, Org: testkit.OrgJobcenter, Agent: c.User("agent_1"),
		})
		if err != nil {
			return err
		}
		point := domain.JobcenterPoint{ID: store.NewID[domain.JobcenterPointID](tx), Person: p, Org: testkit.OrgJobcenter, By: c.User("agent_1"), Text: "x"}
		if err := tx.SaveJobcenterPoint(ctx, point); err != nil {
			return err
		}
		if err := tx.AddPlanVersion(ctx, domain.PlanVersion{Person: p, No: 1, By: "Anna Weber", Goals: []domain.Goal{{ID: goal, Domain: "work", Text: domain.PlanText{German: "Arbeit finden"}}}}, c.User("manager_a")); err != nil {
			return err
		}
		link := domain.CVLink{ID: store.NewID[domain.CVLinkID](tx), Person: p, CV: domain.FirstCV(p), Form: domain.CVFull, Until: tx.Now + 1000}
		if err := tx.AddCVLink(ctx, link, crypt.HashCode("secret-address")); err != nil {
			return err
		}
		asked := domain.BodyRequest{Body: domain.Body{ID: body}, By: c.User("manager_a"), Question: "Gibt es einen Platz?"}
		asked.ID, asked.Person, asked.Goal = store.NewID[domain.CoordinationID](tx), p, domain.Goal{ID: goal, Text: domain.PlanText{German: "Arbeit finden"}}
		if err := tx.AddBodyRequest(ctx, asked); err != nil {
			return err
		}
		word := store.FoldedWord{Asked: domain.AskedSkill, Language: "ar", Text: "مصلح الفوانيس", Folded: "x"}
		if err := tx.KeepWords(ctx, p, entry.ID, true, []store.FoldedWord{word}); err != nil {
			return err
		}
		wish := domain.Wish{ID: store.NewID[domain.WishID](tx), Person: p, Domain: "work", Text: "عمل", Lang: "ar"}
		if err := tx.AddWish(ctx, wish); err != nil {
			return err
		}
		w.ids = map[string]string{
			"wish": wish.ID.String(), "request": asked.ID.String(),
			"link": link.ID.String(), "token": "secret-address",
			"entry": entry.ID.String(), "goal": goal.String(), "measure": measure.String(), "coordination": coordination.String(), "release": "1",
			"text": text.String(), "body": body.String(), "point": point.ID.String(),
		}
		if err := w.notice(ctx, tx); err != nil {
			return err
		}
		if err := w.question(ctx, tx); err != nil {
			return err
		}
		if err := w.household(ctx, tx); err != nil {
			return err
		}
		if err := w.talk(ctx, tx, cs.Org); err != nil {
			return err
		}
		return w.release(ctx, tx, state, cs.Org, goal)
	})
	var word domain.UnmatchedID
	if err := c.Raw().QueryRowContext(t.Context(), `SELECT max(id) FROM unmatched`).Scan(&word); err != nil {
		t.Fatal(err)
	}
	w.ids["word"] = word.String()
}

// household is one to which the person is invited, with a goal.
func (w *world) household(ctx context.Context, tx *store.Tx) error {
	h := store.NewID[domain.HouseholdID](tx)
	if err := tx.NewHousehold(ctx, h, w.person, w.city.User("manager_a")); err != nil {
		return err
	}
	g := domain.SharedGoal{ID: store.NewID[domain.SharedGoalID](tx), Household: h, Domain: "housing", Text: domain.PlanText{German: "Wohnung finden"}}
	w.ids["shared"], w.ids["member"] = g.ID.String(), w.person.String()
	if err := tx.SaveSharedGoal(ctx, g, w.city.User("manager_a"), false); err != nil {
		return err
	}
	return tx.OfferShared(ctx, h)
}

// talk is one that manager_a wrote down.
func (w *world) talk(ctx context.Context, tx *store.Tx, org domain.OrgID) error {
	id := store.NewID[domain.TalkID](tx)
	w.ids["talk"] = id.String()
	return tx.SaveTalk(ctx, domain.Talk{
		ID: id, Meeting: id, Person: w.person, Org: org, User: w.city.User("manager_a"), Day: tx.Today,
		Type: "in_person", Kind: "counselling", Minutes: "to_30", Language: "ar", Interpreter: "none", Result: "Antrag besprochen",
	})
}

// release sets the releases of the person as the state says.
func (w *world) release(ctx context.Context, tx *store.Tx, state string, org domain.OrgID, goal domain.GoalID) error {
	until := tx.Today.AddMonths(12)
	if state == "expired" {
		if err := tx.TakeBackAll(ctx, w.person, 0); err != nil {
			return err
		}
		until = tx.Today.AddDays(-1)
	}
	add := func(s domain.Section, to domain.OrgID, role domain.Role, g domain.GoalID) error {
		id, err := tx.AddRelease(ctx, domain.Release{
			Person: w.person, Section: s, Goal: g, Org: to, Role: role, Purpose: domain.PurposePlan, From: tx.Today.AddDays(-30), Until: until, Terms: testkit.Terms,
		})
		w.ids["release"] = id.String()
		return err
	}
	if state == "core_only" {
		return nil
	}
	for _, s := range [...]domain.Section{domain.SectionCore, domain.SectionLanguages, domain.SectionCV} {
		if err := add(s, org, domain.RoleIntegrationManager, 0); err != nil {
			return err
		}
	}
	if err := add(domain.SectionCore, testkit.OrgJobcenter, domain.RoleJobcenterAgent, 0); err != nil {
		return err
	}
	if err := add(domain.SectionPlan, testkit.OrgJobcenter, domain.RoleJobcenterAgent, goal); err != nil {
		return err
	}
	if state == "revoked" {
		return tx.TakeBackAll(ctx, w.person, 0)
	}
	return nil
}

// token signs the actor in; "" for nobody, and for those who cannot be anybody in this state.
func (w *world) token(t *testing.T, actor string) string {
	t.Helper()
	c := w.city
	key := map[domain.PersonID]string{c.Person("sami"): "sami", c.Person("yonas"): "yonas"}[w.person]
	switch actor {
	case "nobody":
		return ""
	case "own":
		if key == "" {
			return c.Ulm.Token("amal", domain.SessionOwn) // a session of the other tenant is none here
		}
		return c.Token(key, domain.SessionOwn)
	case "stranger":
		return c.Token("olena", domain.SessionOwn)
	case "acting":
		token, err := c.StartActing(t.Context(), c.Actor("manager_a"), w.person, "test")
		if domain.KindOf(err) == domain.NotFound {
			return ""
		}
		if err != nil {
			t.Fatal(err)
		}
		return token
	case "manager_ulm":
		return c.Ulm.Token("manager_a", domain.SessionStaff)
	}
	return c.Token(actor, domain.SessionStaff)
}

// address fills the placeholders of a pattern.
func (w *world) address(pattern string, p domain.PersonID) (method, path string) {
	method, path, _ = strings.Cut(pattern, " ")
	path = strings.ReplaceAll(path, "{$}", "")
	path = strings.ReplaceAll(path, "{person}", p.String())
	for name, id := range w.ids {
		path = strings.ReplaceAll(path, "{"+name+"}", id)
	}
	for _, fixed := range [...][2]string{
		{"{no}", "1"},
		{"{section}", "languages"},
		{"{code}", "0000-0000-0000-0000"},
		{"{step}", "language"},
		{"{ask}", "what"},
		{"{entry}", "1"},
		{"{goal}", "1"},
		{"{measure}", "1"},
		{"{coordination}", "1"},
		{"{release}", "1"},
		{"{slip}", "1"},
		{"{draft}", "1"},
		{"{link}", "1"},
		{"{token}", "no-address"},
		{"{text}", "1"},
		{"{phrase}", "1"},
		{"{word}", "1"},
		{"{talk}", "1"},
		{"{label}", "1"},
		{"{body}", "1"},
		{"{figure}", "goals_agreed"},
		{"{kind}", "csv"},
		{"{wish}", "1"},
		{"{domain}", "work"},
		{"{point}", "1"},
		{"{request}", "1"},
		{"{shared}", "1"},
		{"{member}", "1"},
		{"{notice}", "1"},
		{"{seq}", "1"},
		{"{question}", "1"},
	} {
		path = strings.ReplaceAll(path, fixed[0], fixed[1])
	}
	return method, path
}

func (w *world) ask(t *testing.T, state, actor, token, pattern string) int {
	t.Helper()
	method, path := w.address(pattern, w.person)
	if strings.Contains(path, "{") {
		t.Fatalf("%s: no value for a placeholder in %s", pattern, path)
	}
	switch pattern {
	case "GET /live":
		path += "?person=" + w.person.String()
	case "GET /cases/{person}/plan/new", "GET /cases/{person}/household/new":
		path += "?domain=work"
	}
	got := w.serve(method, path, token)
	if got.Code == http.StatusNotFound {
		if actor != "acting" && actor != "own" && strings.Contains(got.Body.String(), w.name) {
			t.Errorf("%s %s as %s: the refusal names the person", state, pattern, actor)
		}
		if strings.Contains(pattern, "{person}") && method == http.MethodGet {
			_, unknown := w.address(pattern, 7)
			want := w.serve(method, unknown, token)
			if clean(got.Body.String(), path) != clean(want.Body.String(), unknown) {
				t.Errorf("%s %s as %s: the refusal differs from that for a person who does not exist", state, pattern, actor)
			}
		}
	}
	if got.Code == http.StatusInternalServerError {
		t.Errorf("%s %s as %s: %d", state, pattern, actor, got.Code)
	}
	return got.Code
}

// clean takes the address out of a page: the link that chooses a language leads back to it.
func clean(body, path string) string {
	return strings.ReplaceAll(strings.ReplaceAll(body, url.QueryEscape(path), ""), path, "")
}

func (w *world) serve(method, path, token string) *httptest.ResponseRecorder {
	form := url.Values{}
	if method == http.MethodPost {
		if by, err := w.city.ActorByToken(context.Background(), token); err == nil {
			form.Set("as", ui.As(by))
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	r := httptest.NewRequestWithContext(ctx, method, path, strings.NewReader(form.Encode()))
	r.Host = "stuttgart.localhost"
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if token != "" {
		r.AddCookie(&http.Cookie{Name: "session", Value: token})
	}
	out := httptest.NewRecorder()
	w.handler.ServeHTTP(leaver{out, cancel}, r)
	return out
}

// A leaver reads a stream until its first flush: else it would go on.
type leaver struct {
	*httptest.ResponseRecorder
	leave func()
}

func (l leaver) Flush() {
	l.ResponseRecorder.Flush()
	l.leave()
}

// question is asked about a look of the manager at the person.
func (w *world) question(ctx context.Context, tx *store.Tx) error {
	look := domain.Event{Actor: w.city.User("manager_a"), Org: testkit.OrgBridge, Person: w.person, Action: domain.ReadCase, Rule: domain.RuleManaged}
	if err := tx.AppendEvent(ctx, look); err != nil {
		return err
	}
	head, err := tx.Head(ctx)
	if err != nil {
		return err
	}
	q := domain.BookQuestion{ID: store.NewID[domain.BookQuestionID](tx), Person: w.person, Org: testkit.OrgBridge, Seq: head.Seq, Due: tx.Today}
	w.ids["question"], w.ids["seq"] = q.ID.String(), strconv.FormatInt(head.Seq, 10)
	return tx.AddBookQuestion(ctx, q)
}

// notice tells the person that a new slip was made.
func (w *world) notice(ctx context.Context, tx *store.Tx) error {
	if err := tx.AddNotice(ctx, domain.Notice{Person: w.person, Kind: domain.NoticeSlipReplaced, Actor: w.city.User("manager_a"), Org: testkit.OrgBridge}); err != nil {
		return err
	}
	list, err := tx.Notices(ctx, w.person)
	w.ids["notice"] = list[0].ID.String()
	return err
}
