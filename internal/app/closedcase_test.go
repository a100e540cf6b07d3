package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// closedKeeps are the methods on a person that do the same once the counselling has ended, as in the table of refusals.
const closedKeeps = `
	Case CoreCase Shared Plan PrintNote PrintPlan MayFollow PersonTexts Talks Household PrintHousehold Assessments Review Story BodyRequests Handover
	TransferSheet TransferSheet/asked Closing TakeRecord
	CloseCase ReopenCase ReassignCase StartActing IssueSlip EndActing DropDraft Drafts SaveTalk SaveTalk/corrected TakeOutMember
	Profile Topics Me Entry Said Search Texts CV CVLinks Releases AccessBook EntryMade Sessions OpenWords OpenWord OpenWord/of_several CityLabels
	WordSuggestions PreviewCVImport
	SaveEntry SaveEntry/changed RemoveEntry SaveCV SaveCV/changed ImportCV RemoveCV MakeCVLink EndCVLink ConfirmText RejectText AnswerWord
	SaveReading DecideWord DecideWord/of_several RemoveCityLabel
	GiveRelease ReleaseDraft AnswerRelease PreviewRelease StopRelease Release ExtendRelease
	ReleaseCore TakeBack TakeBackBody LeaveHousehold AnswerShared EndSession ChangePIN ChoosePIN PutAwayNotice
	WhoSees AskedEntry AskAboutEntry`

// closedRefuses are those that say that it has ended, and change nothing.
const closedRefuses = `
	SetAgent SetCaseStatus SetWeight AssignWaiting SetUrgency
	SaveGoal SaveGoal/changed AddGoals RemoveGoal SaveMeasure RemoveMeasure AddEvidence OfferPlan FreezePlan SavePlanTerms AnswerGoal AnswerGoals
	AddWish TakeWish CloseWish SaveAssessment ReviewPlan AskTextHelp ReviewText ApprovePhrase
	ProposeGoals ConsentToShare RespondToGoal AnswerCounter MoveCoordination CommentCoordination SaveJobcenterPoint RemoveJobcenterPoint
	AskBody ConsentToBody MakeBodyLink MoveBodyRequest AnswerBodyCounter
	InviteMember JoinHousehold SaveSharedGoal SaveSharedGoal/changed RemoveSharedGoal ReachSharedGoal OfferShared FreezeHousehold
	ProposeHandover MoveCase WithdrawHandover AnswerHandover ReceiveHandover ReceiveHandover/move`

// TestClosedCase asks for every action on a person whose counselling has ended, by somebody who may do it.
func TestClosedCase(t *testing.T) {
	s := newScene(t, testkit.New(t))
	sami := s.Person("sami")
	want := map[string]domain.Kind{}
	for _, name := range strings.Fields(closedKeeps) {
		want[name] = domain.Internal
	}
	for _, name := range strings.Fields(closedRefuses) {
		want[name] = domain.Closed
	}
	for _, a := range slices.Concat(onPersons, textsOnPersons, deskOnPersons, talksOnPersons, householdsOnPersons, planOnPersons, bodiesOnPersons,
		handoversOnPersons, textsOnTheOwn, householdsOnTheOwn, planOnTheOwn, bodiesOnTheOwn, onWords, guardOnTheOwn, truthOnTheOwn, onTheOwn) {
		t.Run(a.method, func(t *testing.T) {
			s.t = t
			kind, ok := want[a.method]
			delete(want, a.method)
			i := slices.IndexFunc(s.askers, func(x asker) bool { return x.p == sami && slices.Contains(strings.Fields(a.may), x.name) })
			if i < 0 {
				t.Skip("nobody may do it with an open case either")
			}
			s.closed(sami, true)
			call := a.on(s, s.askers[i].by, sami)
			before := newPlay(t, s.City).head()
			switch err := call(); {
			case !ok:
				t.Errorf("nobody has decided whether it goes on: %v", err)
			case kind == domain.Closed && domain.KindOf(err) != domain.Closed:
				t.Errorf("it is not refused: %v", err)
			case kind == domain.Closed && newPlay(t, s.City).head() != before:
				t.Error("it is refused, but something was written")
			case kind != domain.Closed && err != nil:
				t.Errorf("it does not go on: %v", err)
			}
		})
	}
	for name := range want {
		t.Errorf("no attempt is called %s", name)
	}
}

// TestClosingEnds: what waits for somebody outside ends with the counselling and does not begin again by itself; a talk of before can still be
// written down, also as one of several, and nobody who has left is asked into a household.
func TestClosingEnds(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, manager, me := t.Context(), p.Actor("manager_a"), p.Actor("sami")
		_, asked, token := p.asked()
		olena := p.Person("olena")
		p.ok(p.InviteMember(ctx, manager, olena, domain.Invitation{Person: p.sami}))
		c, err := p.Case(ctx, manager, p.sami)
		p.ok(err)
		p.ok(p.CloseCase(ctx, manager, p.sami, domain.Closing{Reason: domain.ClosedReached}, c.Case.Version))
		p.shut("the case is closed", p.App, token, bodyCode)
		if r := p.requests()[0]; r.ID != asked.ID || r.State != domain.CoordinationEnded || r.Revoked != 0 {
			t.Errorf("the request is %s, taken back %v", r.State, r.Revoked != 0)
		}
		page, err := p.Household(ctx, me, p.sami)
		p.ok(err)
		if page.Household.ID != 0 {
			t.Error("the invitation waits still")
		}
		talk := p.counselling(domain.Talk{})
		p.ok(p.SaveTalk(ctx, manager, p.sami, talk, nil, ""))
		p.Clock.AddDays(1)
		talk = p.counselling(talk)
		later := p.again("manager_a")
		p.is("a talk of today", p.SaveTalk(ctx, later, p.sami, talk, nil, ""), domain.Closed)
		p.is("as one of several", p.SaveTalk(ctx, later, olena, talk, []domain.PersonID{p.sami}, ""), domain.Closed)
		p.is("an invitation", p.InviteMember(ctx, later, olena, domain.Invitation{Person: p.sami}), domain.Closed)
		c, err = p.Case(ctx, later, p.sami)
		p.ok(err)
		p.ok(p.ReopenCase(ctx, later, p.sami, c.Case.Version))
		p.shut("the case is open again", p.App, token, bodyCode)
		p.ok(p.AskBody(ctx, later, p.sami, domain.BodyQuestion{Body: asked.Body.ID, Measure: asked.Measure, Text: "Und jetzt?"}, ""))
	})
}
