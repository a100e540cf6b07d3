package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// TalkView is talks with the form for one.
type TalkView struct {
	app.TalkPage
	Form   domain.Talk       // what the form shows
	With   []domain.PersonID // who is picked as having taken part too
	Stored *domain.Talk      // how the talk stands now, when somebody else was first
	Error  *domain.Error
}

// topic is what a topic of talks is called.
func (p Page) topic(t string) string {
	switch {
	case domain.LifeDomain(t).Valid():
		return p.L.Term("domain", t)
	case t == "residence_law":
		return p.L.Term("section", string(domain.SectionResidence))
	case t == "money":
		return p.L.Term("section", string(domain.SectionMoney))
	}
	return p.L.TalksEveryday()
}

// topics are what a talk was about, one after the other.
func (p Page) topics(t domain.Talk) (names []string) {
	for _, x := range t.Topics {
		names = append(names, p.topic(x))
	}
	return names
}

func (p Page) topicOptions() (out []Option) {
	for _, t := range domain.TalkTopics {
		out = append(out, Option{Value: t, Text: p.topic(t)})
	}
	return out
}

// termOptions are the values of a closed list with what they are called.
func (p Page) termOptions(group string, values []string) (out []Option) {
	for _, x := range values {
		out = append(out, Option{Value: x, Text: p.L.Term(group, x)})
	}
	return out
}

func (p Page) talkLanguages() (out []Option) {
	for _, tag := range domain.PersonLanguages {
		out = append(out, Option{Value: tag, Text: i18n.Language(p.L, tag)})
	}
	return append(out, Option{Value: domain.OtherLanguage, Text: p.L.TalkOtherLanguage()})
}

func (v TalkView) about(topic string) bool { return slices.Contains(v.Form.Topics, topic) }

// only is the page with one talk on it.
func (v TalkView) only(t domain.Talk) app.TalkPage {
	page := v.TalkPage
	page.Talks = []domain.Talk{t}
	return page
}
