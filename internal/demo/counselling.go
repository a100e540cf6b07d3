package demo

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// What comes out of a talk about a topic, as managers write it down.
var talkResults = map[string]struct{ result, next string }{
	"language":      {"Zwei Kursträger angefragt. Bei einem ist ein Platz auf der Warteliste frei.", "Wegen der Warteliste nachfragen"},
	"school":        {"Anmeldung an der Schule besprochen. Es fehlt noch das Zeugnis der letzten Klasse.", "Zeugnis mitbringen"},
	"training":      {"Über Wege in eine Ausbildung gesprochen. Interesse an einem Praktikum.", "Drei Betriebe aussuchen"},
	"work":          {"Lebenslauf zusammen angesehen. Zwei Stellen passen.", "Bewerbung abschicken"},
	"qualification": {"Weiterbildung vorgestellt. Der Kurs beginnt zweimal im Jahr.", "Termin bei der Bildungsberatung ausmachen"},
	"recognition":   {"Weg der Anerkennung erklärt. Die Übersetzung der Zeugnisse kostet Geld, dafür gibt es Hilfe.", "Zeugnisse zur Übersetzung geben"},
	"housing":       {"Über die Wohnungssuche gesprochen. Wohnberechtigungsschein ist beantragt.", "Auf Antwort des Amtes warten"},
	"health":        {"Arztpraxis gefunden, die neue Patienten nimmt.", "Termin ausmachen"},
	"participation": {"Verein in der Nähe vorgestellt.", "Einmal zum Training gehen"},
	"family":        {"Über den Kitaplatz gesprochen. Anmeldung ist abgeschickt.", "Nach vier Wochen nachfragen"},
	"residence_law": {"Brief der Ausländerbehörde zusammen gelesen.", "Passfoto machen"},
	"money":         {"Bescheid des Jobcenters zusammen gelesen. Er stimmt.", "Kontoauszug abgeben"},
	"everyday":      {"Brief der Krankenkasse erklärt.", "Formular unterschreiben"},
}

// talk stores what manager and person spoke about, within the same visit.
func (l *life) talk(ctx context.Context, kind string, topics ...string) error {
	d := l.chat
	l.minutes(d.between(3, 20))
	topics = append(topics, pick(d, domain.TalkTopics[:]))
	t := domain.Talk{
		ID: domain.TalkID(l.id()), Person: l.ID, Org: l.manager.Org, User: l.manager.ID, Day: l.tx.Today, Kind: kind, Language: l.Language,
		Type:        domain.ContactTypes[d.weighted([]int{60, 20, 3, 7, 4, 4, 2})],
		Minutes:     domain.TalkMinutes[d.weighted([]int{15, 45, 30, 8, 2})],
		Interpreter: domain.Interpreters[d.weighted([]int{55, 20, 15, 10})],
		Result:      talkResults[topics[0]].result,
	}
	t.Meeting = t.ID
	for _, topic := range domain.TalkTopics {
		if slices.Contains(topics, topic) {
			t.Topics = append(t.Topics, topic)
		}
	}
	if d.chance(70) {
		t.Next, t.NextOn = talkResults[topics[0]].next, t.Day.AddDays(d.between(7, 28))
	}
	if err := l.tx.SaveTalk(ctx, t); err != nil {
		return err
	}
	l.managed(domain.SaveTalk, 0, int64(t.ID))
	return nil
}

// firstTalk is the talk after which manager and person write down how things stand.
func (l *life) firstTalk(ctx context.Context) error {
	if l.plan == noPlan && !l.chat.chance(35) {
		return nil
	}
	if err := l.talk(ctx, "counselling"); err != nil || l.plan == noPlan {
		return err
	}
	return l.assess(ctx, "entry", nil)
}

// What people can build on, as managers write it down.
var resources = map[domain.LifeDomain]string{
	"language": "Lernt jeden Abend mit einer App.", "school": "Hilft den Kindern bei den Hausaufgaben.", "training": "Hat schon ein Praktikum gemacht.",
	"work": "Lange Erfahrung im Beruf.", "qualification": "Lernt schnell am Computer.", "recognition": "Alle Zeugnisse sind da.",
	"housing": "Kennt Leute, die bei der Suche helfen.", "health": "Treibt gern Sport.", "participation": "Spielt Fußball und kocht gern für andere.",
	"family": "Die Schwester wohnt in der Nähe.",
}

// assess stores how manager and person see the life domains. Without an earlier view it is drawn; with one, things have got better in some.
func (l *life) assess(ctx context.Context, stage domain.Stage, before *domain.Assessment) error {
	d := l.chat
	a := domain.Assessment{Person: l.ID, No: 1, Stage: stage, By: l.manager.Name}
	if before != nil {
		a.No = before.No + 1
	}
	for _, x := range domain.LifeDomains {
		v := domain.DomainView{Domain: x}
		switch {
		case before != nil:
			if v = before.View(x); v.Independence != 0 && d.chance(60) {
				v.Independence = min(domain.MostIndependent, v.Independence+1)
			}
		case d.chance(55) || x == domain.LifeDomains[0]:
			v.Need = domain.Needs[d.weighted([]int{8, 22, 40, 24, 6})]
			v.Independence = 1 + d.weighted([]int{12, 30, 35, 18, 5})
			if d.chance(50) {
				v.Resources = resources[x]
			}
		}
		if v.Said() {
			a.Views = append(a.Views, v)
		}
	}
	l.minutes(d.between(4, 9))
	if err := l.tx.AddAssessment(ctx, a, l.manager.ID); err != nil {
		return err
	}
	l.note(domain.Event{
		Actor: l.manager.ID, Org: l.manager.Org, Action: domain.SaveAssessment, Rule: domain.RuleManaged, Purpose: domain.PurposePlan,
		Sections: planSection, Note: string(stage),
	})
	return nil
}

// otherWishes are other goals that some ask for, in their own words.
var otherWishes = map[string]string{
	"ar": "أريد أن أحصل على رخصة القيادة.", "fa-AF": "می‌خواهم لایسنس رانندگی بگیرم.", "uk": "Хочу отримати водійські права.",
	"ru": "Хочу получить водительские права.", "ti": "ፍቓድ መዘወሪ መኪና ክወስድ እደሊ።", "en": "I want to get a driving licence.", "tr": "Ehliyet almak istiyorum.",
	"fr": "Je voudrais passer le permis de conduire.", "de": "Ich möchte den Führerschein machen.",
}

// wish lets some who have seen the plan ask for another goal.
func (l *life) wish(ctx context.Context) error {
	text := otherWishes[l.Language]
	if l.plan < seen || text == "" || l.player == nil && !l.chat.chance(12) {
		return nil
	}
	l.minutes(l.chat.between(2, 30))
	w := domain.Wish{ID: domain.WishID(l.id()), Person: l.ID, Domain: "work", Text: text, Lang: l.Language}
	if err := l.tx.AddWish(ctx, w); err != nil {
		return err
	}
	l.own(domain.AddWish, planSection, int64(w.ID))
	return nil
}

// countTalks stores talks of the last days with people who do not want to be named.
func (t *town) countTalks(ctx context.Context, tx *store.Tx) error {
	for _, m := range t.managers {
		d := roll(t.seed, "counted", m)
		if !d.chance(30) {
			continue
		}
		day, u := d.between(2, 25), t.users[m]
		at := t.daysBefore(day, d.between(8, 16), d.below(60))
		tx.At(at)
		if err := tx.CountTalk(ctx, domain.Talk{
			ID: store.IDAt[domain.TalkID](at, d.state64()), Org: u.Org, User: u.ID, Day: domain.DayOf(t.until.AddDate(0, 0, -day)), Type: "in_person", Kind: "brief",
			Minutes: "to_15", Language: pick(d, []string{"ar", "uk", "other"}), Interpreter: "none",
		}); err != nil {
			return err
		}
		t.events = append(t.events, domain.Event{
			At: at, Actor: u.ID, Org: u.Org, Session: t.session(int64(m), day), Action: domain.CountTalk, Rule: domain.RuleRole, Purpose: domain.PurposePlan,
		})
	}
	return nil
}
