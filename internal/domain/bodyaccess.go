package domain

// bodyTable returns the line of an action of this file; the zero line allows nothing.
func bodyTable(act Action) grant {
	switch act {
	case OpenBodyLink, RefuseBodyCode, AnswerBodyLink:
		return grant{asked: true}
	case ConsentToBody, TakeBackBody:
		return bothOwn
	case ReadBodyRequests, AnswerBodyCounter:
		return grant{own: true, acting: true, managed: true}
	case AskBody, MoveBodyRequest, MakeBodyLink:
		return managed
	case SaveResponseDays: // a Jobcenter has no other users than agents
		return grant{roles: []Role{RoleAdmin, RoleJobcenterAgent}}
	case ReadDigestSetting, SaveDigestSetting:
		return grant{roles: []Role{RoleJobcenterAgent, RoleIntegrationManager}}
	case ReadResponseDays:
		return grant{roles: []Role{RoleTeamLead, RoleAdmin, RoleJobcenterAgent}}
	case ReadAccount, ChangePassword, SetSecondFactor, MakeRecoveryCodes:
		return grant{user: true}
	}
	return truthTable(act)
}
