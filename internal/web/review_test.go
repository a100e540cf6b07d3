package web_test

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// reviewed gives sami a plan of one goal that both agreed, and returns the goal.
func (s *site) reviewed() domain.GoalID {
	var id domain.GoalID
	sami, manager := s.Person("sami"), s.User("manager_a")
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		text := domain.PlanText{Catalogue: "goal:german-level", Args: []domain.PlanArg{{Name: "level", Value: "B1"}}}
		if id, err = tx.SaveGoal(ctx, domain.Goal{Person: sami, Domain: "language", Text: text, Due: "2026-12-01"}, manager); err != nil {
			return err
		}
		if err = tx.OfferGoals(ctx, sami); err != nil {
			return err
		}
		if err = tx.AnswerGoal(ctx, domain.Goal{ID: id, Person: sami, Answer: domain.AnswerAgreed, Version: 1}, 0); err != nil {
			return err
		}
		plan, err := tx.Plan(ctx, sami)
		if err != nil {
			return err
		}
		return tx.AddPlanVersion(ctx, domain.PlanVersion{Person: sami, No: 1, Agreed: tx.Now, By: "Anna Weber", Reason: "first", ReviewOn: "2026-09-01", Goals: plan.Agreeable()}, manager)
	})
	return id
}

// TestReviewForm: what is wrong is named and what was typed stays; who was slower sees both; then the plan and the story tell of it.
func TestReviewForm(t *testing.T) {
	s := newSite(t)
	sami, goal := s.Person("sami"), s.reviewed()
	at := "-" + goal.String()
	manager := s.as("manager_a")
	form := url.Values{
		"once": {"a"}, "version": {"1"}, "assessment": {"0"}, "goal": {goal.String()}, "version" + at: {"1"},
		"next" + at: {"Noch einmal üben"}, "review_on": {"2027-01-15"}, "independence-work": {"4"},
	}
	got := manager.post(routes.CaseReview(sami), form)
	for _, kept := range []string{`id="error-attainment` + at, "Noch einmal üben", "2027-01-15", `value="4" selected`} {
		if got.status != 422 || !strings.Contains(got.body, kept) {
			t.Errorf("without attainment: status %d, no %q", got.status, kept)
		}
	}
	form.Set("attainment"+at, "-1")
	if got = manager.post(routes.CaseReview(sami), form); got.status != 422 || !strings.Contains(got.body, `id="error-reason`+at) {
		t.Errorf("without a reason: status %d", got.status)
	}
	form.Set("reason"+at, "waiting_time")
	s.Clock.Add(time.Minute)
	if got = manager.post(routes.CaseReview(sami), form); got.path != routes.CasePlan(sami) || !strings.Contains(got.body, "Noch einmal üben") {
		t.Errorf("the review: %s, status %d", got.path, got.status)
	}
	form.Set("once", "b")
	form.Set("next"+at, "Zu spät getippt")
	form.Set("attainment"+at, "1")
	form.Set("reason"+at, "")
	form.Set("review_on", "2027-02-20")
	got = manager.post(routes.CaseReview(sami), form)
	for _, stored := range []string{i18n.Attainment(i18n.De, -1), i18n.De.Term("missed", "waiting_time"), "Noch einmal üben", i18n.Date(i18n.De, 2027, 1, 15)} {
		if !strings.Contains(got.body, html.EscapeString(i18n.De.ReviewStored(stored))) {
			t.Errorf("beside what was typed there is no %q", stored)
		}
	}
	if strings.Contains(got.body, i18n.De.ReviewStored(i18n.De.Term("ended", "goes_on"))) || !strings.Contains(got.body, i18n.De.CommonChangedMeanwhileTitle()) {
		t.Error("a field that is the same is marked, or the changed goal is not")
	}
	if got.status != 409 || !strings.Contains(got.body, "Zu spät getippt") || !strings.Contains(got.body, "Noch einmal üben") || !strings.Contains(got.body, `name="version" value="2"`) {
		t.Errorf("the second review: status %d", got.status)
	}
	for reader, path := range map[string]string{"manager_a": routes.CaseStory(sami), "sami": routes.MyStory} {
		golden(t, "story."+reader, words(s.as(reader).get(path).body))
	}
	for _, field := range []string{"once", "version", "version" + at, "assessment"} { // the form as it came back, sent once more
		form.Set(field, got.hidden(field))
	}
	if got = manager.post(routes.CaseReview(sami), form); got.path != routes.CasePlan(sami) || !strings.Contains(got.body, "Zu spät getippt") {
		t.Errorf("sent once more: %s, status %d", got.path, got.status)
	}
}

// TestReviewGone: what was typed of a goal that somebody else has ended meanwhile is still read, with the reason.
func TestReviewGone(t *testing.T) {
	s := newSite(t)
	sami, goal := s.Person("sami"), s.reviewed()
	at := "-" + goal.String()
	form := url.Values{"once": {"a"}, "version": {"1"}, "version" + at: {"1"}, "attainment" + at: {"0"}, "ended" + at: {"reached"}, "next" + at: {""}, "review_on": {"2027-01-15"}}
	s.as("manager_a").post(routes.CaseReview(sami), form).is(http.StatusOK)
	form.Set("once", "b")
	form.Set("attainment"+at, "-2")
	form.Set("reason"+at, "waiting_time")
	form.Set("ended"+at, "")
	form.Set("next"+at, "Zu spät getippt")
	s.as("manager_a").post(routes.CaseReview(sami), form).is(http.StatusConflict, "Zu spät getippt", i18n.Attainment(i18n.De, -2), i18n.De.Term("missed", "waiting_time"))
}

// TestAssessmentForm: all life domains on one page; what is wrong keeps what was typed; who was slower sees both; the person reads the own.
func TestAssessmentForm(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	form := url.Values{"once": {"a"}, "no": {"0"}, "stage": {"entry"}, "resources-work": {"Hat drei Jahre genäht"}, "independence-work": {"9"}}
	if got := manager.post(routes.CaseAssessment(sami), form); got.status != 422 || !strings.Contains(got.body, `id="error-independence-work"`) || !strings.Contains(got.body, "drei Jahre") {
		t.Errorf("a wrong value: status %d", got.status)
	}
	form.Set("independence-work", "2")
	if got := manager.post(routes.CaseAssessment(sami), form); got.status != 200 || got.path != routes.CaseAssessment(sami) {
		t.Errorf("saved: status %d at %s", got.status, got.path)
	}
	form.Set("once", "b")
	form.Set("resources-work", "Etwas anderes")
	form.Set("independence-housing", "3")
	got := manager.post(routes.CaseAssessment(sami), form)
	if got.status != 409 || !strings.Contains(got.body, "Etwas anderes") || !strings.Contains(got.body, i18n.De.ReviewStored("Hat drei Jahre genäht")) ||
		!strings.Contains(got.body, i18n.De.ReviewStored(i18n.De.ReviewUnsaid())) || strings.Count(got.body, "note warn") != 3 {
		t.Errorf("on an old one: status %d", got.status)
	}
	form.Set("once", got.hidden("once"))
	form.Set("no", got.hidden("no"))
	form.Set("stage", "review")
	form.Set("independence-work", "4")
	if got := manager.post(routes.CaseAssessment(sami), form); got.status != 200 {
		t.Errorf("the next one: status %d", got.status)
	}
	if got := s.as("sami").get(routes.MyAssessment); got.status != 200 || !strings.Contains(got.body, "الآن يتم دون مساعدة أكثر") {
		t.Errorf("the person reads: status %d", got.status)
	}
}

// words are the words of the list on the page of a story, a line for each element.
func words(body string) string {
	_, body, _ = strings.Cut(body, `id="story"`)
	body, _, _ = strings.Cut(body, "</ol>")
	_, body, _ = strings.Cut(body, ">")
	var lines []string
	for _, line := range regexp.MustCompile(`<[^>]*>`).Split(body, -1) {
		if line = strings.TrimSpace(html.UnescapeString(line)); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	want, err := os.ReadFile("testdata/" + name + ".golden")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s is\n%swant\n%s", name, got, want)
	}
}
