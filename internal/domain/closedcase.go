package domain

// ErrClosed says that the counselling of the person has ended: it has to be opened again first.
func ErrClosed() error { return &Error{Kind: Closed, Key: "caseClosed"} }

// OnClosed tells whether act can change anything of somebody whose counselling has ended. Whatever is not named here has to wait until the
// case is opened again; looks are not asked for.
func OnClosed(act Action) bool {
	switch act {
	case SaveEntry, RemoveEntry, SaveCV, RemoveCV, ImportCV, MakeCVLink, EndCVLink, SaveReading, AnswerWord, ConfirmText, RejectText:
		return true // profile and CV are the person's own
	case AskAboutEntry: // who looked can be asked for ever
		return true
	case PrepareRelease, GiveRelease, TakeBack, TakeBackBody, LeaveHousehold, PutAwayNotice:
		return true // and so is who sees what
	case AnswerShared:
		return true // a household goes on with the others, and nothing is agreed there without every adult
	case EndSession, ChangePIN, ChoosePIN, IssueSlip, StartActing, EndActing, KeepDraft, DropDraft:
		return true // whoever cannot sign in any more cannot take anything back
	case CloseCase, ReopenCase, ReassignCase, TakeOutMember, SaveTalk, SaveAssessment: // a talk of before, and how the person stands at the end
		return true
	}
	return Event{Action: act}.Look()
}
