package app_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// says lets somebody of the city save a job in own words, on pages in Arabic.
func (p *play) says(who, occupation string, tasks ...string) domain.EntryID {
	p.t.Helper()
	by := p.Actor(who)
	by.Lang = "ar"
	e := domain.Entry{Section: domain.SectionWork, Work: &domain.Work{Occupation: domain.Term{Text: occupation}}}
	for _, s := range tasks {
		e.Work.Tasks = append(e.Work.Tasks, domain.Term{Text: s})
	}
	id, err := p.SaveEntry(p.t.Context(), by, e, "")
	p.ok(err)
	return id
}

// open lets sami release what words are said in to the organisation of the lead.
func (p *play) open() {
	p.t.Helper()
	p.give(domain.SectionWork, domain.SectionSkills)
}

// waiting are the words that the lead sees, with how many persons said each.
func (p *play) waiting() map[string]domain.Unmatched {
	p.t.Helper()
	list, err := p.OpenWords(p.t.Context(), p.Actor("lead"))
	p.ok(err)
	out := map[string]domain.Unmatched{}
	for _, w := range list {
		for _, said := range [...]string{"مصلح الفوانيس", w.Word} { // the one or the other spelling is shown
			if vocab.Fold(said) == vocab.Fold(w.Word) {
				out[said] = w
				break
			}
		}
	}
	return out
}

// TestWordsOfTheQueue shows which words come to staff: not those that could say who somebody is.
func TestWordsOfTheQueue(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		p.save(domain.Entry{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Concept: "occ:carpenter"}, Employer: domain.Name{Native: "ورشة القلمون"}, Place: domain.Place{City: domain.Name{Native: "سلمية"}},
		}})
		p.says("sami", "مصلح الفوانيس", "صنع الفوانيس القديمة", "عملت في سلمية", "هاتفي ٠١٧٢٣٣٣٤٤٤", "سامي يصنع الفوانيس", "موظف في ورشة القلمون",
			"بدأت هذا العمل مع والدي عندما كنت طفلا صغيرا في البيت", "ركبت الأبواب. دربت اثنين")
		p.says("olena", "مُصلِح الفوانيس")
		by := p.own
		by.Lang = "de"
		_, err := p.SaveEntry(t.Context(), by, domain.Entry{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Text: "Lampenmacher", German: "Lampenmacher", State: domain.TextConfirmed},
		}}, "")
		p.ok(err)
		got := p.waiting()
		want := map[string]int{"مصلح الفوانيس": 2, "صنع الفوانيس القديمة": 1}
		for word, persons := range want {
			if w := got[word]; w.Persons != persons || w.Language != "ar" {
				t.Errorf("%s: %+v, want of %d persons", word, w, persons)
			}
		}
		if len(got) != len(want) {
			t.Errorf("staff see %+v", got)
		}
		other, err := p.Ulm.OpenWords(t.Context(), p.Ulm.Actor("manager_a"))
		if err == nil && len(other) > 0 {
			t.Errorf("the other tenant sees %v", other)
		}
	})
}

// TestWordsOfOnePerson shows that nobody fills the queue alone, and that the courses and the home of a person say who somebody is, too.
func TestWordsOfOnePerson(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		p.save(domain.Entry{Section: domain.SectionTraining, Course: &domain.Course{Institution: domain.Name{Native: "معهد الياسمين"}}})
		p.says("sami", "تلميع النحاس", "تعلمت في معهد الياسمين", "أسكن في Lindenweg")
		if got := p.waiting(); len(got) != 1 || got["تلميع النحاس"].Persons != 1 {
			t.Errorf("staff see %v", got)
		}
		for i := range 2 {
			var tasks []string
			for j := range domain.MaxList {
				tasks = append(tasks, "فانوس "+string([]rune{rune('ا' + i), rune('ب' + j/20), rune('ب' + j%20)}))
			}
			p.says("sami", "صانع المسابح", tasks...)
		}
		var n int
		p.ok(p.Raw().QueryRowContext(t.Context(), `SELECT count(*) FROM unmatched`).Scan(&n))
		if n != domain.MaxOpenWords {
			t.Errorf("%d words wait, want %d", n, domain.MaxOpenWords)
		}
		p.says("olena", "صانع المسابح")
		p.ok(p.Raw().QueryRowContext(t.Context(), `SELECT count(*) FROM unmatched`).Scan(&n))
		if n != domain.MaxOpenWords+1 {
			t.Errorf("%d words wait after somebody else's", n)
		}
	})
}

// TestWordSuggestion shows that a decision changes nothing that a person has said, until the person takes it.
func TestWordSuggestion(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		ctx := t.Context()
		entry := p.says("sami", "مصلح الفوانيس", "صنع الفوانيس القديمة")
		p.says("olena", "مصلح الفوانيس")
		word := p.waiting()["مصلح الفوانيس"]
		before := p.head()
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: word.ID, State: domain.WordSuggested, Concept: "occ:electrician"}))
		if e := p.events(before)[0]; e.Action != domain.DecideWord || e.Person != 0 || e.Note != "suggested" || e.Object != int64(word.ID) {
			t.Errorf("the record says %+v", e)
		}
		p.is("deciding twice", p.DecideWord(ctx, p.manager, domain.WordDecision{ID: word.ID, State: domain.WordNoFit}), domain.NotFound)
		said := func() string {
			e, err := p.Entry(ctx, p.own, entry)
			p.ok(err)
			return e.Work.Occupation.Text + "|" + e.Work.Occupation.Concept
		}
		if got := said(); got != "مصلح الفوانيس|" {
			t.Errorf("the decision has changed the profile: %s", got)
		}
		list, err := p.WordSuggestions(ctx, p.own)
		p.ok(err)
		if len(list) != 1 || list[0].Word != "مصلح الفوانيس" || list[0].Concept != "occ:electrician" {
			t.Fatalf("suggestions %+v", list)
		}
		page, err := p.Me(ctx, p.own)
		p.ok(err)
		if page.Waiting.Words != 1 {
			t.Errorf("%d words wait", page.Waiting.Words)
		}
		p.is("somebody else's suggestion", p.AnswerWord(ctx, p.Actor("olena"), list[0].ID, true), domain.NotFound)
		p.ok(p.AnswerWord(ctx, p.own, list[0].ID, true))
		if got := said(); got != "|occ:electrician" {
			t.Errorf("after taking it: %s", got)
		}
		p.is("answering twice", p.AnswerWord(ctx, p.own, list[0].ID, false), domain.NotFound)

		olena := p.Actor("olena")
		list, err = p.WordSuggestions(ctx, olena)
		p.ok(err)
		p.ok(p.AnswerWord(ctx, olena, list[0].ID, false))
		entries, err := p.Profile(ctx, olena)
		p.ok(err)
		if w := entries.In(domain.SectionWork)[0].Work.Occupation; w.Text != "مصلح الفوانيس" {
			t.Errorf("after declining: %+v", w)
		}
	})
}

// TestWordsOfCourses shows that the words of courses and of certificates of a language come to staff like others, with what fits them.
func TestWordsOfCourses(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		p.give(domain.SectionTraining, domain.SectionLanguages)
		by := p.own
		by.Lang = "ar"
		kept := map[string]domain.EntryID{}
		for _, e := range []domain.Entry{
			{Section: domain.SectionTraining, Course: &domain.Course{Certificate: &domain.Term{Text: "دورة الفوانيس"}}},
			{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "de", Level: "B1", Certificate: &domain.Term{Text: "شهادة الجيران"}}},
		} {
			id, err := p.SaveEntry(ctx, by, e, "")
			p.ok(err)
			kept[string(e.Section)] = id
		}
		words := p.waiting()
		course, certificate := words["دورة الفوانيس"], words["شهادة الجيران"]
		if len(words) != 2 || course.Asked != domain.AskedCourse || certificate.Asked != domain.AskedLanguageCertificate {
			t.Fatalf("staff see %+v", words)
		}
		p.is("a course for a language", p.DecideWord(ctx, p.manager, domain.WordDecision{ID: certificate.ID, State: domain.WordSuggested, Concept: "course:integration"}), domain.Invalid)
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: course.ID, State: domain.WordSuggested, Concept: "course:integration"}))
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: certificate.ID, State: domain.WordSuggested, Concept: "cert:dtz"}))
		list, err := p.WordSuggestions(ctx, p.own)
		p.ok(err)
		for _, x := range list {
			p.ok(p.AnswerWord(ctx, p.own, x.ID, true))
		}
		c, err := p.Entry(ctx, p.own, kept["training"])
		p.ok(err)
		l, err := p.Entry(ctx, p.own, kept["languages"])
		p.ok(err)
		if *c.Course.Certificate != (domain.Term{Concept: "course:integration"}) || *l.Language.Certificate != (domain.Term{Concept: "cert:dtz"}) {
			t.Errorf("taken: %+v, %+v", c.Course, l.Language)
		}
	})
}

// TestWordIsGone shows that a suggestion for a word that was changed meanwhile changes nothing, and that words go with their entry.
func TestWordIsGone(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		ctx := t.Context()
		id := p.says("sami", "مصلح الفوانيس", "تلميع النحاس الأصفر")
		words := p.waiting()
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: words["مصلح الفوانيس"].ID, State: domain.WordSuggested, Concept: "occ:electrician"}))
		list, err := p.WordSuggestions(ctx, p.own)
		p.ok(err)
		p.Write(func(ctx context.Context, tx *store.Tx) error { // past the action, as an import would
			e, err := tx.Entry(ctx, p.sami, id)
			if err == nil {
				e.Work.Occupation = domain.Term{Text: "شيء آخر"}
				_, err = tx.SaveEntry(ctx, e, 0)
			}
			return err
		})
		p.is("taking what was changed", p.AnswerWord(ctx, p.own, list[0].ID, true), domain.Conflict)
		e, err := p.Entry(ctx, p.own, id)
		p.ok(err)
		e.Work.Tasks = nil
		by := p.own
		by.Lang = "ar"
		_, err = p.SaveEntry(ctx, by, e, "")
		p.ok(err)
		if got := p.waiting(); len(got) != 1 || got["شيء آخر"].Persons != 1 {
			t.Errorf("after the entry was changed: %v", got)
		}
		p.ok(p.RemoveEntry(ctx, p.own, id, e.Version+1))
		if got := p.waiting(); len(got) != 0 {
			t.Errorf("after the entry was removed: %v", got)
		}
	})
}

// TestWordsNotReleased shows that staff see the word of one person only with the release of its section to their organisation, and the word
// of several persons always: in the list, on its page and when they decide.
func TestWordsNotReleased(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		p.says("sami", "مصلح الفوانيس")
		var id domain.UnmatchedID
		p.ok(p.Raw().QueryRowContext(ctx, `SELECT id FROM unmatched`).Scan(&id))
		sees := func(when string, want ...string) {
			t.Helper()
			for _, name := range [...]string{"manager_a", "lead", "admin", "manager_c"} {
				by, may := p.Actor(name), slices.Contains(want, name)
				list, err := p.OpenWords(ctx, by)
				p.ok(err)
				_, err = p.OpenWord(ctx, by, id)
				if len(list) > 0 != may || (err == nil) != may {
					t.Errorf("%s, %s: list %+v, the word %v", when, name, list, err)
				}
				if !may {
					p.is(when+": decided by "+name, p.DecideWord(ctx, by, domain.WordDecision{ID: id, State: domain.WordNoFit}), domain.NotFound)
				}
			}
		}
		sees("at first")
		p.give(domain.SectionSkills)
		sees("another section released")
		p.give(domain.SectionWork)
		sees("released", "manager_a", "lead", "admin")
		p.back(domain.SectionWork, testkit.OrgBridge)
		sees("taken back")
		p.Clock.Add(time.Millisecond)
		p.says("sami", "مصلح الفوانيس")
		sees("said twice by one person")
		p.Clock.Add(time.Millisecond) // the first of the word stands for it
		p.says("olena", "مصلح الفوانيس")
		sees("said by two", "manager_a", "lead", "admin", "manager_c")
		p.give(domain.SectionWork)
		p.Clock.AddDays(800)
		sees("said by two, releases over", "manager_a", "lead", "admin", "manager_c")
		_, err := p.Raw().ExecContext(ctx, `DELETE FROM person_key WHERE person_id = `+p.Person("olena").String())
		p.ok(err)
		sees("the other was erased")
	})
}

// TestErasedWords shows that nobody sees a word of a person whose key is gone.
func TestErasedWords(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		p.says("sami", "مصلح الفوانيس")
		p.says("olena", "مصلح الفوانيس")
		p.says("sami", "صانع المسابح")
		olena := p.Actor("olena")
		p.ok(p.GiveRelease(t.Context(), olena, domain.ReleaseRequest{Sections: []domain.Section{domain.SectionWork}, Months: 12, Terms: testkit.Terms}))
		if _, err := p.Raw().ExecContext(t.Context(), `DELETE FROM person_key WHERE person_id = `+p.sami.String()); err != nil {
			t.Fatal(err)
		}
		if got := p.waiting(); len(got) != 1 || got["مصلح الفوانيس"].Persons != 1 {
			t.Errorf("staff see %v", got)
		}
	})
}

// TestDecidedBefore shows that what staff have decided about a word holds for whoever says it later.
func TestDecidedBefore(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		ctx := t.Context()
		p.says("sami", "مصلح الفوانيس", "ذكر أمي الحبيبة", "نفخ الزجاج الملون")
		words := p.waiting()
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: words["مصلح الفوانيس"].ID, State: domain.WordSuggested, Concept: "occ:electrician"}))
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: words["ذكر أمي الحبيبة"].ID, State: domain.WordPrivate}))
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: words["نفخ الزجاج الملون"].ID, State: domain.WordNoFit}))
		p.says("olena", "مصلح الفوانيس", "ذكر أمي الحبيبة", "نفخ الزجاج الملون")
		if got := p.waiting(); len(got) != 0 {
			t.Errorf("staff are asked again: %v", got)
		}
		list, err := p.WordSuggestions(ctx, p.Actor("olena"))
		p.ok(err)
		if len(list) != 1 || list[0].Concept != "occ:electrician" {
			t.Errorf("suggestions %+v", list)
		}
	})
}

// TestSecondLanguage shows that a search that finds little goes on in the other language that a person reads.
func TestSecondLanguage(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		kinds := app.KindsOf(domain.AskedOccupation)
		f, err := p.Search(ctx, p.own, "ti", "ar", "نجار", kinds, 8)
		p.ok(err)
		if !f.Little || len(f.Second) == 0 || f.Second[0].ID != "occ:carpenter" {
			t.Errorf("in the second language: %+v", f)
		}
		f, err = p.Search(ctx, p.own, "ar", "en", "عامل", kinds, 8)
		p.ok(err)
		if f.Little || len(f.Second) > 0 || len(f.Concepts) < 3 {
			t.Errorf("enough in the own: %+v", f)
		}
		f, err = p.Search(ctx, p.own, "ti", "", "Tischler", kinds, 8)
		p.ok(err)
		if len(f.Concepts) == 0 || f.Concepts[0].ID != "occ:carpenter" {
			t.Errorf("German without a second language: %+v", f)
		}
		p.is("no such language", p.SaveReading(ctx, p.own, "xx"), domain.Invalid)
		for _, language := range []string{"ar", domain.ReadsNone} {
			p.ok(p.SaveReading(ctx, p.own, language))
			page, err := p.Profile(ctx, p.own)
			p.ok(err)
			if page.Person.Reads != language {
				t.Errorf("kept %q, want %q", page.Person.Reads, language)
			}
		}
	})
}
