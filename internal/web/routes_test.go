package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// addresses are what package routes makes, each once, by the name that makes it.
var addresses = map[string]string{
	"Start": routes.Start, "Login": routes.Login, "LoginTOTP": routes.LoginTOTP, "LoginSlip": routes.LoginSlip, "Logout": routes.Logout,
	"LanguageChoice": routes.LanguageChoice, "Sessions": routes.Sessions, "EndSession": routes.EndSession, "Prove": routes.Prove, "Account": routes.Account,
	"AccountPassword": routes.AccountPassword, "AccountFactor": routes.AccountFactor, "BeginFactor": routes.BeginFactor, "RecoveryCodes": routes.RecoveryCodes,
	"Live": routes.Live,
	"Me":   routes.Me, "MePIN": routes.MePIN, "Profile": routes.Profile, "CV": routes.CV, "CVPDF": routes.CVPDF, "CVDOCX": routes.CVDOCX,
	"CVTarget": routes.CVTarget, "Interview": routes.Interview, "MyTexts": routes.MyTexts, "MyTextsOf": routes.MyTextsOf(5),
	"MyText": routes.MyText(5), "TextReview": routes.TextReview, "Phrases": routes.Phrases, "CaseTexts": routes.CaseTexts(7),
	"CaseText": routes.CaseText(7, 5), "ApprovedText": routes.ApprovedText(7, 5), "ApprovePhrase": routes.ApprovePhrase(7, 5),
	"RemovePhrase": routes.RemovePhrase(5), "MyPlan": routes.MyPlan, "MyPlanShare": routes.MyPlanShare, "Releases": routes.Releases,
	"GiveRelease": routes.GiveRelease, "StopRelease": routes.StopRelease, "ReleaseCore": routes.ReleaseCore, "Access": routes.Access, "Who": routes.Who, "Laws": routes.Laws, "BookQuestions": routes.BookQuestions, "BookQuestion": routes.BookQuestion(7), "BookEntry": routes.BookEntry(7),
	"Cases":    routes.Cases,
	"Register": routes.Register, "Unit": routes.Unit, "Jobcenter": routes.Jobcenter, "Organisation": routes.Organisation,
	"TakeBackAny": routes.TakeBackAny, "Release": routes.Release(5), "ReleaseReceipt": routes.ReleaseReceipt(5), "ExtendRelease": routes.ExtendRelease(5),
	"ReleaseStep": routes.ReleaseStep("what"),
	"EndActing":   routes.EndActing, "Drafts": routes.Drafts, "SlipPDF": routes.SlipPDF, "Acting": routes.Acting,

	"RegisterAt": routes.RegisterAt(3), "LanguageBack": routes.LanguageBack("/me?a=b&c"), "SlipLink": routes.SlipLink("ABCD-1/2"), "Case": routes.Case(7),
	"CasePlan": routes.CasePlan(7), "Shared": routes.Shared(7), "UnitCase": routes.UnitCase(7), "StartActing": routes.StartActing(7),
	"ProfileSection": routes.ProfileSection(domain.SectionWork), "DropDraft": routes.DropDraft(3),
	"CaseList": routes.CaseList(domain.CaseFilter{Query: "a&b=c"}), "UnitList": routes.UnitList(domain.CaseFilter{District: 3}),
	"SharedList": routes.SharedList(domain.CaseCursor{Changed: 5, Person: 7}),
	"CaseStatus": routes.CaseStatus(7), "CaseAgent": routes.CaseAgent(7), "CaseSlip": routes.CaseSlip(7), "UnitManager": routes.UnitManager(7),
	"Words": routes.Words, "Reading": routes.Reading, "WordQueue": routes.WordQueue, "WordQueueDone": routes.WordQueueDone, "Word": routes.Word(5),
	"Figures": routes.Figures, "FiguresOf": routes.FiguresOf("org", domain.FigurePeriod{From: "2026-01-01", Until: "2026-12-31"}),
	"FigureList":    routes.FigureList("goals_agreed", "work", 2, "org", domain.FigurePeriod{}),
	"FiguresFile":   routes.FiguresFile("csv", "12", domain.FigurePeriod{}),
	"Substitutions": routes.Substitutions, "EndSubstitution": routes.EndSubstitution,
	"CityLabels": routes.CityLabels, "RemoveCityLabel": routes.RemoveCityLabel(5),
	"AnswerGoal": routes.AnswerGoal(9), "MyPlanVersion": routes.MyPlanVersion(1), "AnswerCounter": routes.AnswerCounter(4),
	"PlanSuggestions": routes.PlanSuggestions(7), "NewGoalPage": routes.NewGoalPage(7), "Goals": routes.Goals(7), "Goal": routes.Goal(7, 9),
	"RemoveGoal": routes.RemoveGoal(7, 9), "Measures": routes.Measures(7, 9), "Measure": routes.Measure(7, 9, 11),
	"RemoveMeasure": routes.RemoveMeasure(7, 9, 11), "OfferPlan": routes.OfferPlan(7), "FreezePlan": routes.FreezePlan(7),
	"ProposeGoals": routes.ProposeGoals(7), "PlanVersion": routes.PlanVersion(7, 1), "PlanNote": routes.PlanNote(7),
	"MyPlanDesk": routes.MyPlanDesk, "MyWishes": routes.MyWishes, "Letterhead": routes.Letterhead, "PlanDesk": routes.PlanDesk(7),
	"SettleWish":  routes.SettleWish(7, 5),
	"MyPlanPaper": routes.MyPlanPaper("both", 1), "PlanPaper": routes.PlanPaper(7, "german", 0),
	"MyHouseholdPaper": routes.MyHouseholdPaper("both", 1), "HouseholdPaper": routes.HouseholdPaper(7, "german", 0),
	"CaseCounter": routes.CaseCounter(7, 4), "Respond": routes.Respond(7, 4),
	"CommentCase": routes.CommentCase(7, 4), "MoveCase": routes.MoveCase(7, 4), "CommentShared": routes.CommentShared(7, 4),
	"MoveShared": routes.MoveShared(7, 4), "RespondToAll": routes.RespondToAll(7), "Record": routes.Record(7, ".pdf"),
	"JobcenterPoints": routes.JobcenterPoints(7), "RemoveJobcenterPoint": routes.RemoveJobcenterPoint(7, 5),
	"Entry": routes.Entry(domain.SectionWork, 5), "Question": routes.Question(domain.SectionWork, 5, routes.StepTasks),
	"Preview":       routes.Preview(domain.SectionWork, 5, routes.StepTasks),
	"QuestionNew":   routes.QuestionNew(domain.SectionWork, routes.StepOccupation, "k"),
	"QuestionOnly":  routes.QuestionOnly(domain.SectionWork, 5, routes.StepTasks),
	"QuestionNext":  routes.QuestionNext(domain.SectionWork, 5, routes.StepTasks, routes.StepTime),
	"LanguageLevel": routes.LanguageLevel("ar", "k"), "RemoveEntry": routes.RemoveEntry(domain.SectionWork, 5),
	"ResponseDays": routes.ResponseDays, "Digest": routes.Digest, "JobcenterPoint": routes.JobcenterPoint(1, 3), "MyBodies": routes.MyBodies, "MyBody": routes.MyBody(3, "counter"), "CaseBodies": routes.CaseBodies(1), "CaseBody": routes.CaseBody(1, 3, "link"),
	"AskedBody": routes.AskedBody("a/b"), "BodyAnswer": routes.BodyAnswer("a/b"),
	"CVLinks": routes.CVLinks, "NewCVLink": routes.NewCVLink(7), "EndCVLink": routes.EndCVLink(3), "LinkedCV": routes.LinkedCV("a/b"),
	"LinkedPDF": routes.LinkedPDF("ab"),
	"CVJSON":    routes.CVJSON, "CVEntries": routes.CVEntries, "CVForms": routes.CVForms, "CVGap": routes.CVGap, "RemoveCV": routes.RemoveCV,
	"NewCV": routes.NewCV, "ImportCV": routes.ImportCV, "SaveCVImport": routes.SaveCVImport, "OfCV": routes.OfCV(routes.CV, 8),
	"GapOfCV": routes.GapOfCV(8, "2020-02-01"), "FileOfCV": routes.FileOfCV(routes.CVPDF, 8, domain.CVAnonymous),
	"CaseAssessment": routes.CaseAssessment(7), "CaseReview": routes.CaseReview(7), "CaseStory": routes.CaseStory(7),
	"Today": routes.Today, "Waiting": routes.Waiting, "UnitLoads": routes.UnitLoads, "CaseWeight": routes.CaseWeight(7),
	"TakeWaiting": routes.TakeWaiting(7), "AssignWaiting": routes.AssignWaiting(7), "WaitingUrgency": routes.WaitingUrgency(7),
	"MyAssessment": routes.MyAssessment, "MyStory": routes.MyStory,
	"Bodies": routes.Bodies, "Body": routes.Body(5), "Topics": routes.Topics, "Topic": routes.Topic("work"), "PlanTerms": routes.PlanTerms(7),
	"Evidence": routes.Evidence(7, 9, 11), "MyEvidence": routes.MyEvidence(9, 11),
	"CloseCase": routes.CloseCase(7), "ReopenCase": routes.ReopenCase(7), "ReopenUnitCase": routes.ReopenUnitCase(7), "ExitAssessment": routes.ExitAssessment(7),
	"CaseHandover": routes.CaseHandover(7), "CaseMove": routes.CaseMove(7), "WithdrawHandover": routes.WithdrawHandover(7),
	"TransferSheet": routes.TransferSheet(7), "Handovers": routes.Handovers, "ReceiveHandover": routes.ReceiveHandover(7),
	"MyHandover": routes.MyHandover, "Unmanaged": routes.Unmanaged(),
	"MyTalks": routes.MyTalks, "CountTalk": routes.CountTalk, "TalkCounted": routes.TalkCounted, "CountedTalks": routes.CountedTalks,
	"Talks": routes.Talks(7), "LastTalks": routes.LastTalks(7), "Talk": routes.Talk(7, 5),
	"MyHousehold": routes.MyHousehold, "JoinHousehold": routes.JoinHousehold, "LeaveHousehold": routes.LeaveHousehold,
	"AnswerShared": routes.AnswerShared(9), "CaseHousehold": routes.CaseHousehold(7), "InviteMember": routes.InviteMember(7),
	"TakeOutMember": routes.TakeOutMember(7, 8), "NewSharedGoal": routes.NewSharedGoal(7), "SharedGoals": routes.SharedGoals(7),
	"SharedGoal": routes.SharedGoal(7, 9), "RemoveSharedGoal": routes.RemoveSharedGoal(7, 9), "ReachSharedGoal": routes.ReachSharedGoal(7, 9),
	"OfferShared": routes.OfferShared(7), "FreezeHousehold": routes.FreezeHousehold(7),
	"TakeBack": routes.TakeBack(6), "PutAwayNotice": routes.PutAwayNotice(5), "AccessBook": routes.AccessBook(domain.BookFilter{Days: 30}),
}

// TestRoutesLeadToPages follows every address that package routes makes: a page of ours answers to it.
func TestRoutesLeadToPages(t *testing.T) {
	mux := http.NewServeMux()
	for pattern := range web.Routes() {
		mux.HandleFunc(pattern, func(http.ResponseWriter, *http.Request) {})
	}
	answered := func(address string) bool {
		address, _, _ = strings.Cut(address, "#") // a place on the page
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			if _, pattern := mux.Handler(httptest.NewRequest(method, address, nil)); pattern != "" {
				return true
			}
		}
		return false
	}
	for name, address := range addresses {
		if !answered(address) {
			t.Errorf("%s leads to %s, which no page answers", name, address)
		}
	}
	for _, address := range []string{"/nothing", "/me/nothing", "/cases/7/nothing", "/cases/7/plan/goals/9/measures/11/nothing"} {
		if answered(address) {
			t.Errorf("%s is answered", address)
		}
	}
	left := made(t)
	for name := range addresses {
		delete(left, name)
	}
	if len(left) > 0 {
		t.Errorf("not followed: %v", slices.Sorted(maps.Keys(left)))
	}
}

// made names what package routes exports and is an address: functions that return a string, and constants that are no steps.
func made(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	entries, err := os.ReadDir("routes")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), "routes/"+e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Type.Results != nil {
					if id, ok := d.Type.Results.List[0].Type.(*ast.Ident); ok && id.Name == "string" {
						names[d.Name.Name] = true
					}
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if c, ok := spec.(*ast.ValueSpec); ok && c.Names[0].IsExported() && c.Type == nil {
						names[c.Names[0].Name] = true
					}
				}
			}
		}
	}
	delete(names, "NewEntry") // a part of addresses
	delete(names, "After")    // a value in addresses
	if len(names) < 50 {
		t.Fatalf("%d addresses: the test looks in the wrong place", len(names))
	}
	return names
}

// TestAfter: a place in a list survives the way through an address, and nonsense is the first page.
func TestAfter(t *testing.T) {
	for _, c := range []domain.CaseCursor{{}, {Changed: 5, Person: 7}, {Changed: 5, Person: 7, Since: 3}, {Changed: 5, Person: 7, Weight: "A"}, {Person: 7}} {
		if got := routes.ParseAfter(routes.After(c)); got != c {
			t.Errorf("%+v comes back as %+v", c, got)
		}
	}
	for _, s := range []string{"", "-", "5", "5-", "5-0", "-5-7", "x-7", "5-x", "5--7", "5-0-wA", "9223372036854775808-7"} {
		if got := routes.ParseAfter(s); got != (domain.CaseCursor{}) {
			t.Errorf("%q is read as %+v", s, got)
		}
	}
}
