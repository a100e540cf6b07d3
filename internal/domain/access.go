package domain

// Action is one thing that can be asked for. It is the permission and the name of the event.
type Action string

// The actions of a person, signed in or acted for.
const (
	ReadProfile    Action = "profile.read"
	SaveEntry      Action = "profile.save_entry"
	RemoveEntry    Action = "profile.remove_entry"
	ReadCV         Action = "cv.read"
	SaveCV         Action = "cv.save"
	RemoveCV       Action = "cv.remove"
	ImportCV       Action = "cv.import"
	ReadReleases   Action = "release.list"
	GiveRelease    Action = "release.give"
	TakeBack       Action = "release.take_back"
	ReadAccessBook Action = "access.read"
	AnswerGoal     Action = "plan.answer_goal"
	ConsentToShare Action = "coordination.consent"
	ReadSessions   Action = "session.list"
	EndSession     Action = "session.end"
	ChangePIN      Action = "pin.change"
	ChoosePIN      Action = "pin.choose" // the first own one, while somebody acts for the person
	ReadCVLinks    Action = "cv_link.list"
	MakeCVLink     Action = "cv_link.make"
	EndCVLink      Action = "cv_link.end"
	PutAwayNotice  Action = "notice.put_away"
)

// The actions of whoever has the address of a link to a CV.
const (
	ReadLinkedCV Action = "cv_link.read"
	TakeLinkedCV Action = "cv_link.take" // its PDF
)

// The actions on the words of the CV. The person answers; staff decide, and see nobody's name.
const (
	SaveReading Action = "person.save_reading" // which other language the person reads
	AnswerWord  Action = "word.answer"         // what staff suggest for a word of the person
	ListWords   Action = "word.list"           // words of persons that no concept meets
	DecideWord  Action = "word.decide"

	ListCityLabels  Action = "city_label.list" // words that staff have approved as labels of the city
	RemoveCityLabel Action = "city_label.remove"
)

// The actions on the German of free texts. The person answers; staff review, and say what is general.
const (
	ConfirmText   Action = "text.confirm"
	RejectText    Action = "text.reject"
	AskTextHelp   Action = "text.ask_help"
	ListTexts     Action = "text.list"
	ReadTexts     Action = "text.read"
	ReviewText    Action = "text.review"
	ApprovePhrase Action = "phrase.approve"
	ListPhrases   Action = "phrase.list"
	RemovePhrase  Action = "phrase.remove"
)

// The actions on a person's case by others; ReadPlan and AnswerCounter are the person's too.
const (
	ReadCase      Action = "case.read"
	ReadCore      Action = "case.read_core"
	ReassignCase  Action = "case.reassign"
	SetAgent      Action = "case.set_agent"
	SetCaseStatus Action = "case.set_status"
	SetWeight     Action = "case.set_weight"
	IssueSlip     Action = "slip.issue"
	StartActing   Action = "acting.start"
	EndActing     Action = "acting.end"
	ReadPlan      Action = "plan.read"
	SaveGoal      Action = "plan.save_goal"
	RemoveGoal    Action = "plan.remove_goal"
	SaveMeasure   Action = "plan.save_measure"
	RemoveMeasure Action = "plan.remove_measure"
	OfferPlan     Action = "plan.offer"
	SavePlanTerms Action = "plan.save_terms"
	AddEvidence   Action = "plan.add_evidence" // the person's too
	SaveBody      Action = "body.save"

	ListSubstitutions Action = "substitution.list"
	AddSubstitution   Action = "substitution.add"
	EndSubstitution   Action = "substitution.end"
	FreezePlan        Action = "plan.freeze"
	PrintNote         Action = "plan.print_note"
	ProposeGoals      Action = "coordination.propose"
	ReadShared        Action = "coordination.read"
	RespondToGoal     Action = "coordination.respond"
	AnswerCounter     Action = "coordination.answer_counter"
	RegisterPerson    Action = "person.register"
	FindDoubles       Action = "person.find_doubles"
	ListCases         Action = "case.list"
	SearchCases       Action = "case.search"
	ListUnit          Action = "unit.list"
	ListShared        Action = "coordination.list"
	ListOrgs          Action = "organisation.list"
)

// The actions on an agreement with the Jobcenter beyond answering.
const (
	MoveCoordination     Action = "coordination.move"    // into force, or to its end
	CommentCoordination  Action = "coordination.comment" // also the agent's
	SaveJobcenterPoint   Action = "jobcenter_point.save"
	RemoveJobcenterPoint Action = "jobcenter_point.remove"
	TakeRecord           Action = "coordination.take_record" // of what was agreed, for the Jobcenter's own file
)

// The actions on the papers of a plan, and on what a person asks for; the person prints too.
const (
	PrintPlan      Action = "plan.print"
	AddWish        Action = "plan.add_wish"
	SettleWish     Action = "plan.settle_wish"
	SaveLetterhead Action = "organisation.save_letterhead"
)

// The actions on how a person stands and how far the goals of a plan were reached. ReadAssessment is the person's too.
const (
	ReadAssessment Action = "assessment.read"
	SaveAssessment Action = "assessment.save"
	PrepareReview  Action = "plan.prepare_review"
	ReviewPlan     Action = "plan.review"
)

// The actions of the desk: the morning page, and the waiting list.
const (
	ListMorning   Action = "case.morning"
	ListWaiting   Action = "waiting.list"
	TakeWaiting   Action = "waiting.take"        // by a manager, for themselves
	AssignWaiting Action = "waiting.assign"      // by a lead, to a manager
	SetUrgency    Action = "waiting.set_urgency" // who goes first
)

// The actions on what a body without account is asked. ReadBodyRequests and AnswerBodyCounter are the manager's and the person's.
const (
	AskBody           Action = "body_request.ask"
	ReadBodyRequests  Action = "body_request.list"
	ConsentToBody     Action = "body_request.consent"
	TakeBackBody      Action = "body_request.take_back"
	AnswerBodyCounter Action = "body_request.answer_counter"
	MoveBodyRequest   Action = "body_request.move" // into force, or to its end
	MakeBodyLink      Action = "body_link.make"
)

// The actions of whoever has the address of a link to what a body is asked.
const (
	OpenBodyLink   Action = "body_link.open"
	RefuseBodyCode Action = "body_link.refused" // a wrong code
	AnswerBodyLink Action = "body_link.answer"
)

// The actions on how long an organisation has for an answer.
const (
	SaveResponseDays Action = "organisation.save_response_days"
	ReadResponseDays Action = "organisation.read_response_days"
)

// The actions on talks.
const (
	SaveTalk  Action = "talk.save"
	ReadTalks Action = "talk.read"  // the person's too
	CountTalk Action = "talk.count" // one with somebody who is not named
)

// The actions on a household and what it shares. Reading is the person's and the manager's; joining, leaving and answering the person's.
const (
	ReadHousehold    Action = "household.read"
	InviteMember     Action = "household.invite"
	TakeOutMember    Action = "household.take_out"
	JoinHousehold    Action = "household.join"
	LeaveHousehold   Action = "household.leave"
	SaveSharedGoal   Action = "household.save_goal"
	RemoveSharedGoal Action = "household.remove_goal"
	OfferShared      Action = "household.offer"
	AnswerShared     Action = "household.answer"
	FreezeHousehold  Action = "household.freeze"
)

// The actions on figures: numbers over all plans of a unit or of the own caseload, and the list behind one.
const (
	ReadFigures   Action = "figures.read"
	ListFigure    Action = "figures.list"
	ExportFigures Action = "figures.export" // as a file
)

// The actions on the end of a case and on giving it to somebody else. AnswerHandover is the person's.
const (
	CloseCase        Action = "case.close"
	ReopenCase       Action = "case.reopen"
	ListHandovers    Action = "handover.list"
	ReadHandover     Action = "handover.read"
	ProposeHandover  Action = "handover.propose"
	WithdrawHandover Action = "handover.withdraw"
	AnswerHandover   Action = "handover.answer"
	ReceiveHandover  Action = "handover.receive" // accept or decline
)

// The actions on a form that came after its session had ended.
const (
	KeepDraft Action = "draft.keep"
	ReadDraft Action = "draft.read"
	DropDraft Action = "draft.drop"
)

// Rule names why an actor may do an action; events keep it.
type Rule string

// The rules. Nothing is allowed that no rule allows.
const (
	RuleOwn       Rule = "own"       // the person
	RuleActing    Rule = "acting"    // a user who acts for the person
	RuleManaged   Rule = "managed"   // assigned or standing in, and core released to the organisation
	RuleUnit      Rule = "unit"      // team lead or admin of the unit that has the case, and core released
	RuleAddressee Rule = "addressee" // named Jobcenter agent or standing in, and items released to the Jobcenter
	RuleReceiver  Rule = "receiver"  // is to receive the case, the person has consented, and core released to the organisation
	RuleRegistrar Rule = "registrar" // registered this person a short while ago
	RuleRole      Rule = "role"      // an action on no person that the role carries
	RuleMachine   Rule = "machine"   // what was saved waits for an engine; Can never gives it
	RuleHousehold Rule = "household" // in the books of the other members of a household; Can never gives it
	RuleLink      Rule = "link"      // whoever has the address of a link to a CV that is in force
	RuleBody      Rule = "body"      // whoever has the address of a link to what a body is asked, with the person's consent
)

// Facts is what a decision needs to know of the person and of the actor's relation to the person.
type Facts struct {
	Person    PersonID   // 0 for actions on no person, and for an unknown id
	Manages   bool       // the actor is the assigned manager, or stands in today
	Addressee bool       // the actor is the named Jobcenter agent, or stands in today
	InUnit    bool       // the case is one of the actor's unit: the team for a team lead, the organisation for an admin
	Receives  bool       // the case is to be handed over to the actor, and the person has consented
	Takes     bool       // the case is to move to the actor's organisation, and the person has consented
	Registrar bool       // the actor registered the person within the last two hours, and core is still released
	Released  SectionSet // in force now, to the managers of the actor's organisation; leads and admins read by the same releases
	Linked    bool       // the actor has a link of the person that is in force
	Asked     bool       // the actor has a link to what a body is asked about the person, and the consent to it is in force
	Shared    SectionSet // in force now, to the Jobcenter agents of the actor's organisation

	Until map[Section]Day // the last day of each section in Released

	Closed   bool // the counselling has ended; see OnClosed
	ClosedOn Day  // empty while it goes on, and for a case that was closed before days were kept
}

// grant is the line of an action in the table of rules.
type grant struct {
	own, acting, managed, unit, addressee, registrar, linked, asked bool
	receiver, taker                                                 bool   // of a handover; of a move
	user                                                            bool   // any user, on the own account
	roles                                                           []Role // for actions on no person
}

var (
	bothOwn = grant{own: true, acting: true}
	managed = grant{managed: true}
)

// table returns the line of act; the zero line allows nothing.
func table(act Action) grant {
	switch act {
	case ReadProfile, SaveEntry, RemoveEntry, ReadCV, SaveCV, RemoveCV, ImportCV, ReadReleases, GiveRelease, TakeBack, ReadAccessBook, AnswerGoal, ConsentToShare,
		ConfirmText, RejectText, AskTextHelp, ReadCVLinks, MakeCVLink, EndCVLink, SaveReading, AnswerWord, AddWish, PrepareRelease:
		return bothOwn
	case KeepDraft, ReadDraft, DropDraft:
		return grant{own: true, acting: true, managed: true, unit: true, addressee: true, registrar: true}
	case ReadSessions, EndSession, ChangePIN, PutAwayNotice:
		return grant{own: true}
	case ReadPlan, PrintPlan, AnswerCounter, AddEvidence, ReadAssessment, ReadTalks, ReadHousehold:
		return grant{own: true, acting: true, managed: true}
	case ReadLinkedCV, TakeLinkedCV:
		return grant{linked: true}
	case EndActing, ChoosePIN:
		return grant{acting: true}
	case StartActing, IssueSlip:
		return grant{managed: true, registrar: true}
	case ReadCase, SetCaseStatus, SaveGoal, RemoveGoal, SaveMeasure, RemoveMeasure, OfferPlan, FreezePlan, PrintNote, ProposeGoals, SettleWish,
		SavePlanTerms, ReadTexts, ReviewText, ApprovePhrase, SaveAssessment, PrepareReview, ReviewPlan, SaveTalk, SetWeight:
		return managed
	case JoinHousehold, LeaveHousehold, AnswerShared:
		return bothOwn
	case InviteMember, TakeOutMember, SaveSharedGoal, RemoveSharedGoal, OfferShared, FreezeHousehold:
		return managed
	case SetAgent:
		return grant{managed: true, unit: true}
	case ReadCore, ReassignCase, AssignWaiting, SetUrgency:
		return grant{unit: true}
	case ReadShared, RespondToGoal:
		return grant{addressee: true}
	case MoveCoordination, CommentCoordination:
		return grant{managed: true, addressee: true}
	case SaveJobcenterPoint, RemoveJobcenterPoint, TakeRecord:
		return grant{addressee: true}
	case RegisterPerson, FindDoubles:
		return grant{roles: []Role{RoleRegistrationHelper, RoleIntegrationManager, RoleTeamLead}}
	case ListCases, SearchCases, ListTexts, CountTalk, ListMorning, TakeWaiting:
		return grant{roles: []Role{RoleIntegrationManager}}
	case ListWords, DecideWord, ListWaiting, ReadFigures, ListFigure, ExportFigures:
		return grant{roles: []Role{RoleIntegrationManager, RoleTeamLead, RoleAdmin}}
	case ListSubstitutions, AddSubstitution, EndSubstitution:
		return grant{roles: []Role{RoleTeamLead, RoleAdmin}}
	case ListUnit, ListPhrases, RemovePhrase, ListCityLabels, RemoveCityLabel, SaveBody:
		return grant{roles: []Role{RoleTeamLead, RoleAdmin}}
	case ListShared:
		return grant{roles: []Role{RoleJobcenterAgent}}
	case ListOrgs, SaveLetterhead:
		return grant{roles: []Role{RoleAdmin}}
	}
	return handoverTable(act)
}

// Can returns the rule by which the actor may do act, or NotFound: no access looks like absence.
func Can(by Actor, act Action, f Facts) (Rule, error) {
	if by.Kind == SessionOperator {
		return operatorMay(act, f)
	}
	g := table(act)
	if by.Kind == SessionLink {
		if g.linked && f.Person != 0 && f.Linked && by.Link != 0 {
			return RuleLink, nil
		}
		if g.asked && f.Person != 0 && f.Asked && by.BodyLink != 0 {
			return RuleBody, nil
		}
		return "", ErrNotFound()
	}
	if by.NewPIN && !by.Acting() && act != ChangePIN {
		return "", ErrNotFound() // a slip's first PIN opens nothing but its change
	}
	if by.IsPerson() {
		switch {
		case by.Person != f.Person:
		case g.own && by.Kind != SessionActing:
			return RuleOwn, nil
		case g.acting && by.Acting() && (act != ChoosePIN || by.NoPIN):
			return RuleActing, nil
		}
		return "", ErrNotFound()
	}
	if by.User == 0 {
		return "", ErrNotFound()
	}
	switch {
	case g.user && by.Kind == SessionStaff:
		return RuleOwn, nil
	case by.Unready():
		return "", ErrNotFound()
	}
	for _, r := range g.roles {
		if by.Has(r) {
			return RuleRole, nil
		}
	}
	core := f.Person != 0 && f.Released.Has(SectionCore)
	switch {
	case g.managed && core && f.Manages && by.Has(RoleIntegrationManager):
		return RuleManaged, nil
	case g.unit && core && f.InUnit && (by.Has(RoleTeamLead) || by.Has(RoleAdmin)):
		return RuleUnit, nil
	case g.addressee && f.Person != 0 && f.Addressee && f.Shared.Has(SectionCore) && f.Shared.Has(SectionPlan) && by.Has(RoleJobcenterAgent):
		return RuleAddressee, nil
	case g.receiver && core && f.Receives && by.Has(RoleIntegrationManager),
		g.taker && core && f.Takes && (by.Has(RoleTeamLead) || by.Has(RoleAdmin)):
		return RuleReceiver, nil
	case g.registrar && f.Person != 0 && f.Registrar:
		return RuleRegistrar, nil
	}
	return "", ErrNotFound()
}

// Actions lists every action, for the tables in tests and docs.
var Actions = [...]Action{
	ReadProfile, SaveEntry, RemoveEntry, ReadCV, SaveCV, RemoveCV, ImportCV,
	ReadCVLinks, MakeCVLink, EndCVLink, ReadLinkedCV, TakeLinkedCV, ReadReleases, GiveRelease, TakeBack, ReadAccessBook, AnswerGoal, ConsentToShare,
	AskAboutEntry, ListBookQuestions, ReadBookQuestion, AnswerBookQuestion,
	ReadSessions, EndSession, ChangePIN, PutAwayNotice, ChoosePIN, ReadCase, ReadCore, ReassignCase, SetAgent, SetCaseStatus, IssueSlip, StartActing, EndActing,
	ReadPlan, SaveGoal, RemoveGoal, SaveMeasure, RemoveMeasure, OfferPlan, FreezePlan, PrintNote, ProposeGoals, ReadShared, RespondToGoal,
	AnswerCounter, RegisterPerson, FindDoubles, ListCases, SearchCases, ListUnit, ListShared, ListOrgs,
	KeepDraft, ReadDraft, DropDraft,
	ConfirmText, RejectText, AskTextHelp, ListTexts, ReadTexts, ReviewText, ApprovePhrase, ListPhrases, RemovePhrase,
	SaveReading, AnswerWord, ListWords, DecideWord, ListCityLabels, RemoveCityLabel,
	SavePlanTerms, AddEvidence, SaveBody,
	ListSubstitutions, AddSubstitution, EndSubstitution,
	MoveCoordination, CommentCoordination, SaveJobcenterPoint, RemoveJobcenterPoint, TakeRecord,
	PrintPlan, AddWish, SettleWish, SaveLetterhead,
	ReadAssessment, SaveAssessment, PrepareReview, ReviewPlan,
	SaveTalk, ReadTalks, CountTalk,
	ReadHousehold, InviteMember, TakeOutMember, JoinHousehold, LeaveHousehold, SaveSharedGoal, RemoveSharedGoal, OfferShared, AnswerShared, FreezeHousehold,
	SetWeight, ListMorning, ListWaiting, TakeWaiting, AssignWaiting, SetUrgency,
	AskBody, ReadBodyRequests, ConsentToBody, TakeBackBody, AnswerBodyCounter, MoveBodyRequest, MakeBodyLink,
	OpenBodyLink, RefuseBodyCode, AnswerBodyLink, ReadResponseDays, SaveResponseDays, ReadDigestSetting, SaveDigestSetting,
	ReadFigures, ListFigure, ExportFigures,
	ReadAccount, ChangePassword, SetSecondFactor, MakeRecoveryCodes,
	CloseCase, ReopenCase, ListHandovers, ReadHandover, ProposeHandover, WithdrawHandover, AnswerHandover, ReceiveHandover,
	PrepareRelease,
}
