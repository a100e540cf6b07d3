package ui

import (
	"strconv"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// BodyAsk is what a manager has typed to ask a body.
type BodyAsk struct {
	domain.BodyQuestion
	Item string // goal and measure, as the select box has them
	Once string
}

// BodyAnswer is what somebody with a link has typed, with what opens the link.
type BodyAnswer struct {
	domain.BodyAnswer
	Token string
	Code  string
}

// bodyState says where a request stands.
func (p Page) bodyState(r domain.BodyRequest) string {
	switch r.State {
	case domain.CoordinationProposed:
		if p.By.IsPerson() {
			return p.L.PlanWaitsForYou()
		}
	case domain.CoordinationShared:
		return p.L.BodylinkStateShared()
	case domain.CoordinationCountered:
		return p.L.BodylinkStateCountered()
	case domain.CoordinationAgreed:
		return p.L.BodylinkStateAgreed()
	case domain.CoordinationDeclined:
		return p.L.BodylinkStateDeclined()
	}
	return p.L.Term("coordination", string(r.State))
}

// bodyUse says what somebody did with a link.
func (p Page) bodyUse(e domain.Event) string {
	switch e.Action {
	case domain.RefuseBodyCode:
		return p.L.BodylinkWrongCode()
	case domain.AnswerBodyLink:
		return p.L.BodylinkAnswered()
	}
	return p.L.LinkRead()
}

// itemText is the goal or the measure that a request is about, or that the draft has now.
func (v PlanView) itemText(r domain.BodyRequest, g domain.Goal) string {
	if r.Measure != 0 && len(g.Measures) == 1 {
		return v.german(g.Measures[0].Text)
	}
	return v.german(g.Text)
}

// itemOptions are the agreed goals and measures that a body can be asked about.
func (p Page) itemOptions(v PlanView, goals []domain.Goal) []Option {
	out := []Option{{Value: "", Text: p.L.UnitChoose()}}
	for _, g := range goals {
		out = append(out, Option{Value: g.ID.String() + "-0", Text: p.L.BodyaskWholeGoal(v.german(g.Text))})
		for _, m := range g.Measures {
			out = append(out, Option{Value: g.ID.String() + "-" + m.ID.String(), Text: v.german(m.Text)})
		}
	}
	return out
}

func (p Page) askedOptions(bodies []domain.Body) []Option {
	out := []Option{{Value: "0", Text: p.L.UnitChoose()}}
	for _, b := range bodies {
		out = append(out, Option{Value: b.ID.String(), Text: b.Name, Lang: "de"})
	}
	return out
}

// bodyNames are the names by which a body can see the person.
func bodyNames(page app.BodyRequestsPage) []Option {
	var out []Option
	for _, n := range domain.BodyNames {
		text := n.Of(page.Person.Name)
		if len(out) == 0 || out[0].Text != text {
			out = append(out, Option{Value: string(n), Text: text})
		}
	}
	return out
}

// bodyDays are the last days until which a body can see an item.
func (p Page) bodyDays(today domain.Day) []Option {
	var out []Option
	for _, days := range domain.BodyDays {
		out = append(out, Option{Value: strconv.Itoa(days), Text: p.Day(today.AddDays(days))})
	}
	return out
}

// answerKinds are the answers of a body.
func (p Page) answerKinds() []Option {
	return options(domain.BodyAnswers[:], p.L.JobcenterAgree(), p.L.BodyaskPageCounter(), p.L.JobcenterDecline(), p.L.BodyaskPageAskBack())
}
