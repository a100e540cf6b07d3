package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// surgery is a text in own words with the German that an engine has made of it.
var surgery = [...]domain.Sentence{
	{Own: "عملت في قسم الجراحة.", German: "Ich habe in der Chirurgie gearbeitet.", Back: "اشتغلت في الجراحة."},
	{Own: "ساعدت المرضى.", German: "Ich habe Kranken geholfen.", Back: "قدمت المساعدة للمرضى."},
}

// drafted stores a job of somebody with a task in own words, and the machine's German of it.
func (s *site) drafted(who string) domain.TranslationID {
	s.t.Helper()
	e := job()
	e.Work.Tasks = []domain.Term{{Text: surgery[0].Own + " " + surgery[1].Own}}
	entry, err := s.SaveEntry(s.t.Context(), s.Actor(who), e, "")
	if err != nil {
		s.t.Fatal(err)
	}
	var id domain.TranslationID
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		list, err := tx.TranslationsOf(ctx, s.Person(who), entry)
		if err != nil {
			return err
		}
		t := list[0]
		t.State, t.Due, t.Reason, t.Sentences = domain.TextMachine, false, "", surgery[:]
		t.Engine, t.BackEngine, t.Made = "deepl", "libretranslate", tx.Now
		id, err = tx.SaveTranslation(ctx, t, 0)
		return err
	})
	return id
}

// stored is what stands about a text now.
func (s *site) stored(who string, id domain.TranslationID) (t domain.Translation) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		t, err = tx.Translation(ctx, s.Person(who), id)
		return err
	})
	return t
}

func versioned(t domain.Translation, values ...string) url.Values {
	form := url.Values{"version": {strconv.Itoa(t.Version)}}
	for i := 0; i < len(values); i += 2 {
		form.Add(values[i], values[i+1])
	}
	return form
}

// TestMyTexts leads a person from the CV to a machine's German, sentence by sentence, and to its confirmation.
func TestMyTexts(t *testing.T) {
	s := newSite(t)
	me := s.as("sami")
	me.get(routes.MyTexts).is(http.StatusOK, i18n.Ar.TextsNone())
	id := s.drafted("sami")
	cv := me.get("/me/cv").is(http.StatusOK, i18n.Ar.TextsNotSent(), i18n.Ar.Term("text", "machine"), surgery[0].German)
	german, _, _ := strings.Cut(cv.body[strings.Index(cv.body, `id="german"`):], `href="/me/cv/`)
	if strings.Contains(german, surgery[0].German) {
		t.Error("the machine's German stands in the CV")
	}
	if !strings.Contains(cv.body, `href="`+routes.MyTexts+`#e`) {
		t.Error("the open point leads elsewhere")
	}
	me.get(routes.MyTexts).is(http.StatusOK, i18n.Ar.TextsWaits(), `href="`+routes.MyText(id)+`"`, `lang="ar" dir="rtl">`+surgery[0].Own).lacks(i18n.Ar.TextsNone(), "deepl", "DeepL")
	page := me.get(routes.MyText(id)).is(http.StatusOK, i18n.Ar.TextsCorrect(), i18n.Ar.TextsWrong(), i18n.Ar.TextsHelp())
	for _, x := range surgery {
		page.is(http.StatusOK, `<p lang="ar" dir="rtl">`+x.Own, `<p lang="de" dir="ltr"><b>`+x.German, `<p lang="ar" dir="rtl">`+x.Back)
	}
	page.lacks("deepl", "libretranslate", "DeepL", "LibreTranslate")

	stale := s.stored("sami", id)
	me.post(routes.MyText(id), versioned(stale, "answer", "perhaps")).is(http.StatusUnprocessableEntity, surgery[1].German)
	me.post(routes.MyText(id), versioned(stale, "answer", "wrong")).is(http.StatusOK, i18n.Ar.Term("text", "helper"))
	me.post(routes.MyText(id), versioned(stale, "answer", "correct")).is(http.StatusConflict, i18n.Ar.Term("reason", "not_correct"))
	if now := s.stored("sami", id); now.State != domain.TextHelper || now.Reason != domain.ReasonNotCorrect {
		t.Errorf("a stale answer counted: %+v", now)
	}

	id = s.drafted("sami")
	me.post(routes.MyText(id), versioned(s.stored("sami", id), "answer", "help")).is(http.StatusOK)
	if now := s.stored("sami", id); now.Reason != domain.ReasonAsked {
		t.Errorf("asked for help: %+v", now)
	}
	id = s.drafted("sami")
	me.post(routes.MyText(id), versioned(s.stored("sami", id), "answer", "correct")).is(http.StatusOK, i18n.Ar.Term("text", "confirmed"))
	me.get("/me/cv").is(http.StatusOK, `<li>`+surgery[0].German)
	me.get(routes.MyText(id)).is(http.StatusOK, i18n.Ar.TextsWrong()).lacks(i18n.Ar.TextsNotSent(), i18n.Ar.TextsCorrect(), i18n.Ar.TextsHelp())
	for _, who := range []string{"olena", "yonas"} {
		s.as(who).get(routes.MyText(id)).is(http.StatusNotFound).lacks(surgery[0].Own)
		s.as(who).post(routes.MyText(id), versioned(s.stored("sami", id), "answer", "wrong")).is(http.StatusNotFound)
	}
	me.post(routes.MyText(id), url.Values{"as": {"1.2"}, "answer": {"wrong"}}).is(http.StatusConflict)
	if now := s.stored("sami", id); now.State != domain.TextConfirmed {
		t.Errorf("somebody else took the confirmation back: %+v", now)
	}
}

// TestOwnReview: staff who act for the person hear on the page that they cannot confirm what they have reviewed; the person can.
func TestOwnReview(t *testing.T) {
	s := newSite(t)
	id := s.drafted("sami")
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		x, err := tx.Translation(ctx, s.Person("sami"), id)
		if err == nil {
			x.State, x.Reviewer, x.ReviewerName, x.Reviewed = domain.TextReviewed, s.User("manager_a"), "Anna Weber", tx.Now
			_, err = tx.SaveTranslation(ctx, x, x.Reviewer)
		}
		return err
	})
	manager := s.as("manager_a")
	manager.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
	correct := versioned(s.stored("sami", id), "answer", "correct")
	for _, lang := range []i18n.Lang{i18n.Ar, i18n.De, i18n.En} {
		manager.post("/language", url.Values{"language": {lang.Tag()}, "back": {routes.MyText(id)}})
		manager.post(routes.MyText(id), correct).is(http.StatusUnprocessableEntity, lang.Error("ownReview"), surgery[0].German)
	}
	s.as("sami").post(routes.MyText(id), correct).is(http.StatusOK, i18n.Ar.Term("text", "confirmed"))
}

// TestEarlierText shows the German of an earlier wording as such.
func TestEarlierText(t *testing.T) {
	s := newSite(t)
	s.drafted("sami")
	profile, err := s.Profile(t.Context(), s.Actor("sami"))
	if err != nil {
		t.Fatal(err)
	}
	e := profile.In(domain.SectionWork)[0]
	e.Work.Tasks = []domain.Term{{Text: "ورشة"}}
	s.say("sami", e)
	page, err := s.Texts(t.Context(), s.Actor("sami"))
	if err != nil || len(page.Texts) != 1 {
		t.Fatal(page.Texts, err)
	}
	s.as("sami").get(routes.MyText(page.Texts[0].ID)).is(http.StatusOK, "ورشة", i18n.Ar.TextsBefore(), i18n.Ar.Term("text", "outdated"), surgery[0].German)
}

// TestTextPagesInEveryLanguage opens the pages of a text in every language: all words are there, and the pages are light.
func TestTextPagesInEveryLanguage(t *testing.T) {
	s := newSite(t)
	id := s.drafted("sami")
	me := s.as("sami")
	for _, lang := range i18n.ForPersons() {
		me.post("/language", url.Values{"language": {lang.Tag()}, "back": {routes.MyTexts}})
		for _, path := range []string{routes.MyTexts, routes.MyText(id)} {
			page := me.get(path).is(http.StatusOK, lang.Term("text", "machine")).lacks("%!")
			if n := zipped(t, page.body); n > 14_000 {
				t.Errorf("%s in %s has %d bytes over the wire", path, lang.Tag(), n)
			}
		}
	}
}

// TestReviewTexts leads a manager from the list to the German of a text, and into the city's memory.
func TestReviewTexts(t *testing.T) {
	s := newSite(t)
	manager, person := s.as("manager_a"), s.Person("sami")
	id := s.drafted("sami")
	list := routes.CaseTexts(person)
	manager.get(routes.TextReview).is(http.StatusOK, "Zurzeit wartet kein Text")
	manager.get(list).is(http.StatusOK).lacks(surgery[0].Own)
	manager.get(routes.CaseText(person, id)).is(http.StatusNotFound).lacks(surgery[0].Own)
	s.release("sami", domain.SectionWork)
	manager.get(routes.TextReview).is(http.StatusOK, "Sami Haddad", "Ein Text", "davon einer maschinell", `href="`+list+`"`).lacks(surgery[0].Own)
	manager.get("/cases/"+person.String()).is(http.StatusOK, `href="`+list+`"`)
	manager.get("/cases").is(http.StatusOK, "Texte einer Person warten")
	s.as("substitute").get("/cases").is(http.StatusOK, "Texte einer Person warten")
	manager.get(list).is(http.StatusOK, `lang="ar" dir="rtl">`+surgery[0].Own, "nicht bestätigt", `href="`+routes.CaseText(person, id)+`"`)
	page := manager.get(routes.CaseText(person, id)).is(http.StatusOK, "Übersetzt von", "DeepL", "Rückübersetzt von", "LibreTranslate", "grobe Hilfe", surgery[1].Back, "Satz 2 auf Deutsch", `data-live-url="/live?person=`).lacks("allgemeinen Satz")
	if n := strings.Count(page.body, "<textarea"); n != 2 {
		t.Errorf("%d fields for two sentences", n)
	}

	before := s.stored("sami", id)
	manager.post(routes.CaseText(person, id), versioned(before, "german", "In der Chirurgie gearbeitet", "german", "  ")).
		is(http.StatusUnprocessableEntity, ">In der Chirurgie gearbeitet<", `href="#german"`, `id="error-german"`)
	manager.post(routes.CaseText(person, id), versioned(before, "german", "Mitarbeit in der Chirurgie")).is(http.StatusOK, "Geprüft")
	manager.post(routes.CaseText(person, id), versioned(before, "german", "Zu spät")).is(http.StatusConflict, "Mitarbeit in der Chirurgie", ">Zu spät<", `name="version" value="`+strconv.Itoa(before.Version+1))
	manager.get(routes.TextReview).is(http.StatusOK).lacks("Sami Haddad")
	manager.get("/cases").is(http.StatusOK).lacks("Texte einer Person")
	manager.get(routes.CaseText(person, id)).is(http.StatusOK, "Von einem Menschen geschrieben", "Geprüft von", "Anna Weber").lacks("DeepL", "deepl")

	manager.post(routes.ApprovePhrase(person, id), versioned(before)).is(http.StatusConflict)
	manager.post(routes.ApprovePhrase(person, id), versioned(s.stored("sami", id))).is(http.StatusOK, "Als allgemeiner Satz gespeichert")
	lead := s.as("lead")
	phrases := lead.get(routes.Phrases).is(http.StatusOK, "Mitarbeit in der Chirurgie", "Anna Weber", "Arabisch").lacks("Sami")
	_, rest, _ := strings.Cut(phrases.body, `action="`)
	for !strings.HasPrefix(rest, routes.Phrases+"/") {
		_, rest, _ = strings.Cut(rest, `action="`)
	}
	remove, _, _ := strings.Cut(rest, `"`)
	manager.post(remove, url.Values{}).is(http.StatusNotFound)
	lead.post(remove, url.Values{}).is(http.StatusOK, "Es gibt noch keine")
	manager.get(routes.Phrases).is(http.StatusNotFound)

	me := s.as("sami")
	me.get("/me/cv").is(http.StatusOK, "Mitarbeit in der Chirurgie")
	me.post(routes.MyText(id), versioned(s.stored("sami", id), "answer", "correct")).is(http.StatusOK)
	manager.get(routes.CaseText(person, id)).is(http.StatusOK, "Von der Person bestätigt am", "Ändern kann ihn nur sie selbst").lacks("<textarea")
	manager.post(routes.CaseText(person, id), versioned(s.stored("sami", id), "german", "Anders")).is(http.StatusConflict)
	for _, who := range []string{"manager_b", "lead", "admin", "agent_1", "helper", "olena"} {
		for _, path := range []string{list, routes.CaseText(person, id)} {
			s.as(who).get(path).is(http.StatusNotFound).lacks("Chirurgie", "Haddad")
		}
		s.as(who).post(routes.CaseText(person, id), versioned(before, "german", "x")).is(http.StatusNotFound)
	}
	for _, r := range s.inForce("sami") {
		if err := s.TakeBack(t.Context(), s.Actor("sami"), r); err != nil {
			t.Fatal(err)
		}
	}
	manager.post(routes.CaseText(person, id), versioned(s.stored("sami", id), "german", "Nach dem Widerruf")).is(http.StatusNotFound).lacks("Chirurgie")
}

// inForce are the releases of sections that somebody has given.
func (s *site) inForce(who string) (ids []domain.ReleaseID) {
	s.t.Helper()
	page, err := s.Releases(s.t.Context(), s.Actor(who))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range page.InForce() {
		if r.Section == domain.SectionWork {
			ids = append(ids, r.ID)
		}
	}
	return ids
}

// TestPhraseOfFacts refuses a phrase that says something about somebody.
func TestPhraseOfFacts(t *testing.T) {
	s := newSite(t)
	id := s.drafted("sami")
	s.release("sami", domain.SectionWork)
	manager, person := s.as("manager_a"), s.Person("sami")
	manager.post(routes.CaseText(person, id), versioned(s.stored("sami", id), "german", "Mitarbeit seit 2013")).is(http.StatusOK)
	manager.post(routes.ApprovePhrase(person, id), versioned(s.stored("sami", id))).is(http.StatusUnprocessableEntity, i18n.De.Error("phrase.facts"), "Mitarbeit seit 2013")
}
