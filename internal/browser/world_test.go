package browser

import (
	"context"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// lived are the ids of what inhabit has stored, for the addresses of pages.
type lived struct {
	person  domain.PersonID
	fresh   domain.PersonID // somebody who was registered and said nothing
	goal    domain.GoalID
	release domain.ReleaseID
	entries []domain.Entry // of each section at least one
	token   string         // what the address of a link to the CV ends with
	text    domain.TranslationID
	word    domain.UnmatchedID
	body    domain.BodyID // that measures name and that is closed
	talk    domain.TalkID
	shared  domain.SharedGoalID

	question domain.BookQuestionID
	asked    int64 // number of the entry that it is about
	unasked  int64 // of another entry
}

// inhabit lets a person of the city live through everything that pages can show: a profile, releases given and taken back, a plan
// in its second version with goals in every state, and an agreement with the Jobcenter under way.
func (s *site) inhabit(name string) lived {
	s.t.Helper()
	is := lived{person: s.Person(name), fresh: s.Person("olena")}
	s.tell(name)
	profile, err := s.Profile(s.t.Context(), s.Actor(name))
	s.must(err)
	is.entries = profile.Entries
	is.text = s.translate(is.person)
	is.release = s.release(name)
	is.token = s.link(name)
	s.plan(name, is.person)
	s.coordinate(name, is.person)
	is.goal = s.goOn(name, is.person)
	is.word = s.words(name)
	is.body = s.steps(name, is.person)
	is.talk = s.talk(is.person)
	is.shared = s.together(name, is.person, is.fresh)
	s.must(s.ProposeHandover(s.t.Context(), s.Actor("manager_a"), domain.Handover{
		Person: is.fresh, To: s.User("manager_b"), Note: "Spricht Ukrainisch, die Schule ist der nächste Schritt.",
	}, ""))
	s.ask(name, &is)
	return is
}

// ask lets the person ask about an entry of the own book.
func (s *site) ask(name string, is *lived) {
	s.t.Helper()
	ctx, lead := s.t.Context(), s.Actor("lead")
	book, err := s.AccessBook(ctx, s.Actor(name), domain.BookFilter{Org: lead.Org})
	s.must(err)
	is.asked, is.unasked = book.Events[0].Seq, book.Events[1].Seq
	s.must(s.AskAboutEntry(ctx, s.Actor(name), domain.BookQuestion{Seq: is.asked, Text: "لماذا قرأتم ملفي؟", Lang: "ar"}))
	list, _, err := s.BookQuestions(ctx, lead)
	s.must(err)
	is.question = list[0].ID
}

// steps lets measures say all they can: a body that is open and one that is closed, an order, an appointment, a date that has passed,
// what the Jobcenter calls binding, and evidence of both sides.
func (s *site) steps(name string, p domain.PersonID) domain.BodyID {
	s.t.Helper()
	lead, manager, ctx := s.Actor("lead"), s.Actor("manager_a"), s.t.Context()
	s.must(s.SaveBody(ctx, lead, domain.Body{Name: "Volkshochschule Stuttgart", Kind: "course_provider", Contact: "0711 555 0100\nMo bis Fr 9 bis 12 Uhr"}, "b1"))
	s.Clock.Add(time.Millisecond) // ids made at one moment differ by chance only
	s.must(s.SaveBody(ctx, lead, domain.Body{Name: "Beratungsstelle am Markt", Kind: "advice"}, "b2"))
	bodies, today, err := s.Bodies(ctx)
	s.must(err)
	page, err := s.Plan(ctx, manager, p)
	s.must(err)
	g := page.Plan.Goals[0]
	first, second := g.Measures[0], g.Measures[1]
	first.Body, first.Appointment, first.Binding = bodies[1].ID, today.AddDays(20), true
	second.Body, second.After, second.Due = bodies[0].ID, first.ID, today.AddDays(1)
	for _, m := range []domain.Measure{first, second} {
		s.must(s.SaveMeasure(ctx, manager, p, m, ""))
	}
	closed := bodies[0]
	closed.Closed = today.AddDays(-1)
	s.must(s.SaveBody(ctx, lead, closed, ""))
	s.must(s.OfferPlan(ctx, manager, p))
	page, err = s.Plan(ctx, s.Actor(name), p)
	s.must(err)
	m, _ := page.Plan.Measure(g.ID, first.ID)
	s.must(s.AddEvidence(ctx, s.Actor(name), p, m, domain.Evidence{Text: "قدمت الطلب", On: today}, false))
	m.Version++
	s.must(s.AddEvidence(ctx, manager, p, m, domain.Evidence{Text: "Bestätigung gesehen", On: today}, false))
	return closed.ID
}

// talk lets manager_a write down two talks, the second one with everything that a talk can say.
func (s *site) talk(p domain.PersonID) domain.TalkID {
	s.t.Helper()
	t := domain.Talk{Day: domain.DayOf(s.Clock.Now()), Type: "phone", Kind: "brief", Minutes: "to_15", Language: "ar", Interpreter: "none"}
	for range 2 {
		s.must(s.SaveTalk(s.t.Context(), s.Actor("manager_a"), p, t, nil, ""))
		t.Type, t.Kind, t.Topics = "accompaniment", "planning", []string{"health", "residence_law", "everyday"}
		t.Result, t.Next, t.NextOn = "Termin beim Arzt vorbereitet. Unterlagen geordnet.", "Termin bestätigen", t.Day.AddDays(7)
	}
	page, err := s.Talks(s.t.Context(), s.Actor("manager_a"), p)
	s.must(err)
	return page.Talks[0].ID
}

// words lets a person say two words that no concept meets; staff suggest a concept for the first, the other waits.
func (s *site) words(name string) domain.UnmatchedID {
	s.t.Helper()
	by := s.Actor(name)
	by.Lang = "ar"
	for _, word := range [...]string{"صانع المسابح الخشبية", "مصلح الفوانيس النحاسية"} {
		_, err := s.SaveEntry(s.t.Context(), by, domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: word}}}, "")
		s.must(err)
	}
	list, err := s.OpenWords(s.t.Context(), s.Actor("manager_a"))
	s.must(err)
	s.must(s.DecideWord(s.t.Context(), s.Actor("manager_a"), domain.WordDecision{ID: list[0].ID, State: domain.WordSuggested, Concept: "task:paint-wood-metal", General: true}))
	return list[1].ID
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func solar(year, month int) *domain.PartialDate {
	return &domain.PartialDate{Calendar: "solar-hijri", Year: year, Month: month}
}

// tell stores a profile.
func (s *site) tell(name string) {
	s.t.Helper()
	for _, e := range []domain.Entry{
		{Section: domain.SectionIdentity, Identity: &domain.Identity{AddressForm: domain.AddressM, Birth: solar(1370, 2), Nationality: "SY"}},
		{Section: domain.SectionContact, Contact: &domain.Contact{Street: "Lindenweg 4", Postcode: "70173", City: "Stuttgart", Phone: "+49 711 555 0199", Email: "sami@example.org"}},
		{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "ar", Level: "native"}},
		{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "de", Level: "A2"}},
		{Section: domain.SectionSchooling, Education: &domain.Education{Kind: "school", Institution: domain.Name{Native: "مدرسة حلب", Latin: "Schule Aleppo"}, Place: domain.Place{City: domain.Name{Native: "حلب", Latin: "Aleppo"}, Country: "SY"}, From: solar(1377, 7), To: solar(1387, 3)}},
		{Section: domain.SectionTraining, Education: &domain.Education{Kind: "vocational", Subject: &domain.Term{Text: "نجارة"}, Institution: domain.Name{Native: "معهد حلب"}, From: solar(1387, 7), To: solar(1388, 1)}},
		{Section: domain.SectionSkills, Skill: &domain.Skill{Driving: &domain.Driving{Class: "B", Country: "SY", InGermany: "foreign"}}},
		{Section: domain.SectionHousing, Housing: &domain.Housing{Kind: "shared_room", Persons: 3, Wish: "own_flat"}},
		{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Concept: "occ:carpenter", Label: "نجار"}, Employer: domain.Name{Native: "ورشة النور", Latin: "Werkstatt Al-Nur"},
			Place: domain.Place{City: domain.Name{Native: "حلب", Latin: "Aleppo"}, Country: "SY"}, From: solar(1388, 1), To: solar(1393, 6),
			Tasks: []domain.Term{{Text: "ركبت الأبواب والنوافذ. دربت متدربين اثنين."}},
		}},
	} {
		_, err := s.SaveEntry(s.t.Context(), s.Actor(name), e, "")
		s.must(err)
	}
}

// link makes two links, one to the whole CV that was read, and one that was ended, and returns what the address of the first ends with.
func (s *site) link(name string) string {
	s.t.Helper()
	by, ctx := s.Actor(name), s.t.Context()
	ended, err := s.MakeCVLink(ctx, by, domain.CVLinkRequest{CV: domain.FirstCV(by.Person), Form: domain.CVAnonymous, Days: 1}, auth.NewToken(), "")
	s.must(err)
	s.must(s.EndCVLink(ctx, by, ended.ID))
	token := "made-up-" + name
	_, err = s.MakeCVLink(ctx, by, domain.CVLinkRequest{CV: domain.FirstCV(by.Person), Form: domain.CVFull, Days: 30, For: "شركة النور"}, token, "")
	s.must(err)
	for _, download := range [...]bool{false, true} {
		_, _, err = s.LinkedCV(ctx, token, download)
		s.must(err)
	}
	return token
}

// translate gives the task in own words the German of a machine, and that turned back.
func (s *site) translate(p domain.PersonID) (id domain.TranslationID) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		all, err := tx.Translations(ctx, p, domain.SetOf(domain.SectionWork))
		if err != nil {
			return err
		}
		t := all[0]
		t.State, t.Reason, t.Engine, t.BackEngine, t.Made = domain.TextMachine, "", "deepl", "libretranslate", tx.Now
		t.Sentences = []domain.Sentence{
			{Own: "ركبت الأبواب والنوافذ.", German: "Ich habe Türen und Fenster eingebaut.", Back: "قمت بتركيب الأبواب والشبابيك."},
			{Own: "دربت متدربين اثنين.", German: "Ich habe zwei Auszubildende angeleitet.", Back: "أشرفت على متدربين اثنين."},
		}
		id, err = tx.SaveTranslation(ctx, t, 0)
		return err
	})
	return id
}

// release gives five sections, takes one of them back, and returns one that is in force.
func (s *site) release(name string) domain.ReleaseID {
	s.t.Helper()
	by := s.Actor(name)
	s.must(s.GiveRelease(s.t.Context(), by, domain.ReleaseRequest{Sections: []domain.Section{
		domain.SectionCV, domain.SectionLanguages, domain.SectionSchooling, domain.SectionWork, domain.SectionSkills, domain.SectionHousing,
	}, Months: 12, Terms: testkit.Terms}))
	page, err := s.Releases(s.t.Context(), by)
	s.must(err)
	var kept domain.ReleaseID
	for _, r := range page.InForce() {
		switch r.Section {
		case domain.SectionSchooling:
			s.must(s.TakeBack(s.t.Context(), by, r.ID))
		case domain.SectionWork:
			kept = r.ID
		}
	}
	return kept
}

// plan draws up a plan of suggestions and one typed goal; the person agrees to all but the last suggestion. That is version 1.
func (s *site) plan(name string, p domain.PersonID) {
	s.t.Helper()
	manager, ctx := s.Actor("manager_a"), s.t.Context()
	c, err := s.Case(ctx, manager, p)
	s.must(err)
	agents, err := s.Agents(ctx, manager)
	s.must(err)
	s.must(s.SetAgent(ctx, manager, p, agents[0].ID, c.Case.Version))
	page, err := s.Plan(ctx, manager, p)
	s.must(err)
	if len(page.Suggestions) != domain.FewGoals {
		s.t.Fatalf("%d suggestions, want %d", len(page.Suggestions), domain.FewGoals)
	}
	s.must(s.AddGoals(ctx, manager, p, page.Suggestions, "suggested"))
	_, err = s.SaveGoal(ctx, manager, domain.Goal{Person: p, Domain: "housing", Text: domain.PlanText{Catalogue: "goal:own-home"}, Due: "2027-03-01"}, "fourth")
	s.must(err)
	_, err = s.SaveGoal(ctx, manager, domain.Goal{
		Person: p, Domain: "participation", Text: domain.PlanText{German: "Im Fußballverein mitspielen und dort Leute kennenlernen"}, Due: "2026-12-31",
	}, "typed")
	s.must(err)
	s.must(s.OfferPlan(ctx, manager, p))
	s.Clock.Add(time.Hour)
	page, err = s.Plan(ctx, s.Actor(name), p)
	s.must(err)
	for i, g := range page.Plan.Goals {
		answer := domain.Goal{ID: g.ID, Version: g.Version, Answer: domain.AnswerAgreed}
		switch {
		case g.Text.Typed():
			answer.Explained = "Anna Weber"
		case i == 3:
			answer.Answer, answer.Objection = domain.AnswerObjected, "أريد أن أعمل أولاً"
		}
		s.must(s.AnswerGoal(ctx, s.Actor(name), answer, ""))
	}
}

// coordinate brings two goals to the Jobcenter: one is agreed there, the other gets another due date.
func (s *site) coordinate(name string, p domain.PersonID) {
	s.t.Helper()
	ctx, agent := s.t.Context(), s.agentOf(p)
	page, err := s.Plan(ctx, s.Actor("manager_a"), p)
	s.must(err)
	agreed := page.Plan.Agreeable()
	s.must(s.ProposeGoals(ctx, s.Actor("manager_a"), p, []domain.GoalID{agreed[0].ID, agreed[1].ID}))
	page, err = s.Plan(ctx, s.Actor(name), p)
	s.must(err)
	consent := app.Consent{Months: 12, Terms: testkit.Terms}
	for _, c := range page.Coordinations {
		consent.Shown, consent.Share = append(consent.Shown, c.ID), append(consent.Share, c.ID)
	}
	s.must(s.ConsentToShare(ctx, s.Actor(name), consent))
	shared, err := s.App.Shared(ctx, agent, p)
	s.must(err)
	for i, c := range shared.Coordinations {
		answer := domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: "agree"}
		if i == 1 {
			answer.Kind, answer.Due, answer.Reason = "counter", "2027-02-15", "Der Betrieb hat erst dann einen Platz."
		}
		s.must(s.RespondToGoal(ctx, agent, p, answer))
	}
}

// agentOf is who at the Jobcenter is responsible.
func (s *site) agentOf(p domain.PersonID) domain.Actor {
	s.t.Helper()
	c, err := s.Case(s.t.Context(), s.Actor("manager_a"), p)
	s.must(err)
	for _, name := range [...]string{"agent_1", "agent_2"} {
		if s.User(name) == c.Case.Agent {
			return s.Actor(name)
		}
	}
	s.t.Fatal("no agent")
	return domain.Actor{}
}

// goOn makes version 2, then leaves a goal that the person has not answered and one that waits for consent to be shared.
func (s *site) goOn(name string, p domain.PersonID) domain.GoalID {
	s.t.Helper()
	manager, ctx := s.Actor("manager_a"), s.t.Context()
	page, err := s.Plan(ctx, manager, p)
	s.must(err)
	g := page.Plan.Goals[0]
	g.Due = "2027-03-31"
	_, err = s.SaveGoal(ctx, manager, g, "")
	s.must(err)
	s.must(s.OfferPlan(ctx, manager, p))
	page, err = s.Plan(ctx, s.Actor(name), p)
	s.must(err)
	for _, x := range page.Plan.Goals {
		if x.Answer == domain.AnswerOpen {
			s.must(s.AnswerGoal(ctx, s.Actor(name), domain.Goal{ID: x.ID, Version: x.Version, Answer: domain.AnswerAgreed, Explained: "Anna Weber"}, ""))
		}
	}
	page, err = s.Plan(ctx, manager, p)
	s.must(err)
	if page.Plan.Version != 2 {
		s.t.Fatalf("the plan is in version %d, want 2", page.Plan.Version)
	}
	s.must(s.ProposeGoals(ctx, manager, p, []domain.GoalID{page.Plan.Agreeable()[2].ID}))
	_, err = s.SaveGoal(ctx, manager, domain.Goal{Person: p, Domain: "health", Text: domain.PlanText{German: "Einen Hausarzt finden"}}, "open")
	s.must(err)
	s.must(s.OfferPlan(ctx, manager, p))
	return g.ID
}

// leaveDraft lets a person send a form after the session has ended.
func (s *site) leaveDraft(name string) {
	s.t.Helper()
	token := s.Token(name, domain.SessionShared)
	by, err := s.ActorByToken(s.t.Context(), token)
	s.must(err)
	s.Clock.Add(11 * time.Minute)
	_, err = s.KeepDraft(s.t.Context(), token, by.As(), domain.Draft{
		Path: "/me/profile/contact/new/phone", Fields: map[string][]string{"phone": {"+49 711 555 0177"}, "version": {"0"}},
	})
	s.must(err)
}
