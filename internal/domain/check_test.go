package domain_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A fault is one change of something right, and what Check says to it: "key field", or nothing when it is right still.
type fault[T any] struct {
	name string
	make func(*T)
	want string
}

// checks tries a word that is right, and each fault of it alone.
func checks[T interface{ Check() error }](t *testing.T, right func() T, faults []fault[T]) {
	t.Helper()
	if err := right().Check(); err != nil {
		t.Fatalf("what is right is refused: %v", err)
	}
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			v := right()
			f.make(&v)
			says(t, v.Check(), f.want)
		})
	}
}

// says compares an error with "key field"; nothing means no error.
func says(t *testing.T, err error, want string) {
	t.Helper()
	e, ok := errors.AsType[*domain.Error](err)
	switch {
	case err == nil && want == "":
	case !ok || want == "" || e.Kind != domain.Invalid || e.Key+" "+e.Field != want:
		t.Errorf("error %v of kind %d, want %q", err, domain.KindOf(err), want)
	}
}

// The longest texts that are allowed, in letters of two bytes.
var (
	fullLine = strings.Repeat("ق", domain.MaxLine)
	fullText = strings.Repeat("ق", domain.MaxText)
)

func TestRegistrationCheck(t *testing.T) {
	type r = domain.Registration
	checks(t, func() r {
		return r{Name: domain.Name{Latin: "Sami Haddad", Native: "سامي حداد"}, Language: "ar", Accommodation: 3, Consent: true}
	}, []fault[r]{
		{"no_latin_name", func(v *r) { v.Name.Latin = "" }, "required name_latin"},
		{"no_native_name", func(v *r) { v.Name.Native = "" }, ""},
		{"no_language", func(v *r) { v.Language = "" }, "choose language"},
		{"language_without_pages", func(v *r) { v.Language = "ur" }, "choose language"},
		{"no_accommodation", func(v *r) { v.Accommodation = 0 }, "choose accommodation"},
		{"no_consent", func(v *r) { v.Consent = false }, "consent consent"},
		{"full_line", func(v *r) { v.Name = domain.Name{Latin: fullLine, Native: fullLine} }, ""},
		{"long_latin_name", func(v *r) { v.Name.Latin = fullLine + "x" }, "tooLong name_latin"},
		{"long_native_name", func(v *r) { v.Name.Native = fullLine + "x" }, "tooLong name_native"},
	})
}

// TestCharacters shows which characters a line and a free text may have.
func TestCharacters(t *testing.T) {
	for _, tc := range []struct{ name, in, line, text string }{
		{"scripts", "Ünal Ґалаґан سامي ተስፋይ 李 👩‍👩‍👧", "", ""},
		{"marks_of_direction", "a\u200eb\u200fc\u061c", "", ""}, // people's keyboards type them
		{"joiners", "می\u200cخواهم", "", ""},
		{"markup", "<b>&amp;'\"", "", ""},
		{"line_break", "a\nb", "characters", ""},
		{"carriage_return", "a\r\nb", "characters", ""},
		{"tab", "a\tb", "characters", ""},
		{"null", "a\x00b", "characters", "characters"},
		{"escape", "a\x1bb", "characters", "characters"},
		{"delete", "a\x7fb", "characters", "characters"},
		{"c1_control", "a\u0085b", "characters", "characters"},
		{"first_override", "a\u202ab", "characters", "characters"},
		{"last_override", "a\u202eb", "characters", "characters"},
		{"first_isolate", "a\u2066b", "characters", "characters"},
		{"last_isolate", "a\u2069b", "characters", "characters"},
		{"beside_the_overrides", "a\u202fb", "", ""},
		{"end_of_a_line", "a\u2028b\u2029", "characters", ""},
		{"space_of_no_width", "a\u200bb", "invisible", "invisible"},
		{"soft_hyphen", "a\u00adb", "invisible", "invisible"},
		{"byte_order_mark", "\ufeffab", "invisible", "invisible"},
		{"joiner_of_words", "a\u2060b", "invisible", "invisible"},
		{"filler", "a\u3164b", "invisible", "invisible"},
		{"between_the_overrides", "a\u2065b", "invisible", "invisible"},
		{"shaping", "a\u206ab", "invisible", "invisible"},
		{"tag", "a\U000e0041b", "invisible", "invisible"},
		{"number_sign", "\u0600 12", "", ""},
		{"heart", "\u2764\ufe0f", "", ""},
		{"broken", "a\xffb", "characters", "characters"},
		{"half_a_character", "a\xed\xa0\x80b", "characters", "characters"},
		{"full_line", fullLine, "", ""},
		{"over_a_line", fullLine + "x", "tooLong", ""},
		{"full_text", fullText, "tooLong", ""},
		{"over_a_text", fullText + "x", "tooLong", "tooLong"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			want := func(key, field string) string {
				return strings.TrimSpace(key + strings.Repeat(" "+field, min(1, len(key))))
			}
			says(t, entry(domain.SectionContact, domain.Entry{Contact: &domain.Contact{Street: tc.in}}).Check(), want(tc.line, "street"))
			says(t, domain.CVSelection{Target: &domain.Term{Text: tc.in}}.Check(), want(tc.text, "target"))
		})
	}
}

func TestGoalCheck(t *testing.T) {
	type g = domain.Goal
	checks(t, func() g { return g{Domain: "work", Text: domain.PlanText{German: "Arbeit finden"}, Due: "2026-12-31"} }, []fault[g]{
		{"no_domain", func(v *g) { v.Domain = "" }, "choose domain"},
		{"unknown_domain", func(v *g) { v.Domain = "sport" }, "choose domain"},
		{"open_ended", func(v *g) { v.Due = "" }, ""},
		{"no_such_day", func(v *g) { v.Due = "2026-02-30" }, "date due"},
		{"no_text", func(v *g) { v.Text = domain.PlanText{} }, "required text"},
		{"own_text_alone", func(v *g) { v.Text = domain.PlanText{Own: "عمل", OwnLang: "ar"} }, "required text"},
		{"of_the_catalogue", func(v *g) { v.Text = domain.PlanText{Catalogue: "goal:work"} }, ""},
		{"full_german", func(v *g) { v.Text.German = fullText }, ""},
		{"long_german", func(v *g) { v.Text.German = fullText + "x" }, "tooLong text"},
		{"long_own", func(v *g) { v.Text.Own = fullText + "x" }, "tooLong text"},
		{"long_value", func(v *g) { v.Text.Args = []domain.PlanArg{{Name: "level", Value: fullLine + "x"}} }, "tooLong level"},
		{"line_break_in_value", func(v *g) { v.Text.Args = []domain.PlanArg{{Name: "level", Value: "B1\n"}} }, "characters level"},
		{"long_concept", func(v *g) { v.Text.Args = []domain.PlanArg{{Name: "occupation", Concept: fullLine + "x"}} }, "tooLong occupation"},
		{"second_value_long", func(v *g) {
			v.Text.Args = []domain.PlanArg{{Name: "level", Value: "B1"}, {Name: "date", Value: fullLine + "x"}}
		}, "tooLong date"},
	})
}

func TestGoalCheckAnswer(t *testing.T) {
	for _, tc := range []struct {
		name string
		g    domain.Goal
		want string
	}{
		{"agreed", domain.Goal{Answer: domain.AnswerAgreed}, ""},
		{"agreed_with_help", domain.Goal{Answer: domain.AnswerAgreed, Explained: "Amal"}, ""},
		{"objected", domain.Goal{Answer: domain.AnswerObjected, Objection: "lieber\nspäter"}, ""},
		{"nothing", domain.Goal{}, "choose answer"},
		{"open", domain.Goal{Answer: domain.AnswerOpen}, "choose answer"},
		{"something_else", domain.Goal{Answer: "maybe"}, "choose answer"},
		{"full_objection", domain.Goal{Answer: domain.AnswerObjected, Objection: fullText}, ""},
		{"long_objection", domain.Goal{Answer: domain.AnswerObjected, Objection: fullText + "x"}, "tooLong objection"},
		{"override_in_objection", domain.Goal{Answer: domain.AnswerObjected, Objection: "a\u202eb"}, "characters objection"},
		{"long_name", domain.Goal{Answer: domain.AnswerAgreed, Explained: fullLine + "x"}, "tooLong explained"},
		{"line_break_in_name", domain.Goal{Answer: domain.AnswerAgreed, Explained: "A\nB"}, "characters explained"},
	} {
		t.Run(tc.name, func(t *testing.T) { says(t, tc.g.CheckAnswer(), tc.want) })
	}
}

func TestMeasureCheck(t *testing.T) {
	type m = domain.Measure
	checks(t, func() m {
		return m{Who: "person", State: "open", Text: domain.PlanText{German: "Kurs suchen"}, Due: "2026-12-31"}
	}, []fault[m]{
		{"nobody", func(v *m) { v.Who = "" }, "choose who"},
		{"somebody_else", func(v *m) { v.Who = "neighbour" }, "choose who"},
		{"no_state", func(v *m) { v.State = "" }, "choose state"},
		{"unknown_state", func(v *m) { v.State = "burnt" }, "choose state"},
		{"open_ended", func(v *m) { v.Due = "" }, ""},
		{"no_such_day", func(v *m) { v.Due = "31.12.2026" }, "date due"},
		{"no_text", func(v *m) { v.Text.German = "" }, "required text"},
		{"long_text", func(v *m) { v.Text.German = fullText + "x" }, "tooLong text"},
	})
	for _, who := range domain.Whos {
		for _, state := range domain.MeasureStates {
			says(t, domain.Measure{Who: who, State: state, Text: domain.PlanText{German: "Kurs"}}.Check(), "")
		}
	}
}

func TestJobcenterResponseCheck(t *testing.T) {
	for _, tc := range []struct {
		name, kind, due, reason, want string
	}{
		{"agree", "agree", "", "", ""},
		{"agree_needs_no_day", "agree", "never", "", ""},
		{"agree_with_reason", "agree", "", "passt", ""},
		{"agree_with_long_reason", "agree", "", fullText + "x", "tooLong reason"},
		{"counter", "counter", "2026-12-31", "Kurs beginnt später", ""},
		{"counter_without_day", "counter", "", "Kurs beginnt später", "date due"},
		{"counter_with_no_such_day", "counter", "2026-11-31", "Kurs beginnt später", "date due"},
		{"counter_without_reason", "counter", "2026-12-31", "", "required reason"},
		{"decline", "decline", "", "kein Kurs", ""},
		{"decline_needs_no_day", "decline", "never", "kein Kurs", ""},
		{"decline_without_reason", "decline", "", "", "required reason"},
		{"full_reason", "decline", "", fullText, ""},
		{"long_reason", "decline", "", fullText + "x", "tooLong reason"},
		{"nothing", "", "", "", "choose kind"},
		{"something_else", "agreed", "2026-12-31", "gut", "choose kind"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			says(t, domain.JobcenterResponse{Kind: tc.kind, Due: domain.Day(tc.due), Reason: tc.reason}.Check(), tc.want)
		})
	}
}

func TestReleaseRequestCheck(t *testing.T) {
	type r = domain.ReleaseRequest
	checks(t, func() r { return r{Sections: []domain.Section{domain.SectionWork, domain.SectionCV}, Months: 12} }, []fault[r]{
		{"no_section", func(v *r) { v.Sections = nil }, "choose sections"},
		{"all_that_can_be_released", func(v *r) { v.Sections = domain.ReleasableSections[:] }, ""},
		{"core_is_released_at_registration", func(v *r) { v.Sections = append(v.Sections, domain.SectionCore) }, "choose sections"},
		{"plan_is_released_goal_by_goal", func(v *r) { v.Sections = append(v.Sections, domain.SectionPlan) }, "choose sections"},
		{"health_when_it_is_named", func(v *r) { v.Sections = append(v.Sections, domain.SectionHealth) }, ""},
		{"unknown_section", func(v *r) { v.Sections = append(v.Sections, "dreams") }, "choose sections"},
		{"no_month", func(v *r) { v.Months = 0 }, "number months"},
		{"one_month", func(v *r) { v.Months = 1 }, ""},
		{"two_years", func(v *r) { v.Months = 24 }, ""},
		{"over_two_years", func(v *r) { v.Months = 25 }, "number months"},
	})
}

func TestCVSelectionCheck(t *testing.T) {
	type s = domain.CVSelection
	checks(t, func() s { return s{Target: &domain.Term{Concept: "occ:baker"}} }, []fault[s]{
		{"no_target", func(v *s) { v.Target = nil }, ""},
		{"long_concept", func(v *s) { v.Target.Concept = fullLine + "x" }, "tooLong target"},
		{"long_label", func(v *s) { v.Target.Label = fullLine + "x" }, "tooLong target"},
		{"long_text", func(v *s) { v.Target.Text = fullText + "x" }, "tooLong target"},
		{"long_german", func(v *s) { v.Target.German = fullText + "x" }, "tooLong target"},
	})
}
