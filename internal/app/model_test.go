package app_test

import (
	"slices"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// This file says once more who may do what, in the words of the access rules and without the code under test.

// of tells what each rule is good for.
var of = map[domain.Rule][]domain.Action{
	domain.RuleOwn: {
		"profile.read", "profile.save_entry", "profile.remove_entry", "cv.read", "cv.save", "cv.remove", "cv.import", "cv_link.list", "cv_link.make", "cv_link.end",
		"release.list", "release.give", "release.prepare", "release.take_back",
		"access.read", "access.ask", "plan.answer_goal", "coordination.consent", "session.list", "session.end", "pin.change", "plan.read",
		"coordination.answer_counter", "draft.keep", "draft.read", "draft.drop", "text.confirm", "text.reject", "text.ask_help",
		"person.save_reading", "word.answer", "plan.add_evidence",
		"plan.add_wish", "plan.print", "assessment.read", "talk.read", "handover.answer", "handover.read",
		"household.read", "household.join", "household.leave", "household.answer", "notice.put_away",
		"body_request.list", "body_request.consent", "body_request.take_back", "body_request.answer_counter",
	},
	domain.RuleActing: {
		"profile.read", "profile.save_entry", "profile.remove_entry", "cv.read", "cv.save", "cv.remove", "cv.import", "cv_link.list", "cv_link.make", "cv_link.end",
		"release.list", "release.give", "release.prepare", "release.take_back",
		"access.read", "access.ask", "plan.answer_goal", "coordination.consent", "plan.read", "coordination.answer_counter", "acting.end", "pin.choose",
		"draft.keep", "draft.read", "draft.drop", "text.confirm", "text.reject", "text.ask_help",
		"person.save_reading", "word.answer", "plan.add_evidence",
		"plan.add_wish", "plan.print", "assessment.read", "talk.read", "handover.answer", "handover.read",
		"household.read", "household.join", "household.leave", "household.answer",
		"body_request.list", "body_request.consent", "body_request.take_back", "body_request.answer_counter",
	},
	domain.RuleManaged: {
		"case.read", "case.set_status", "case.set_agent", "plan.read", "plan.save_goal", "plan.remove_goal", "plan.save_measure",
		"plan.remove_measure", "plan.offer", "plan.freeze", "plan.print_note", "coordination.propose", "coordination.answer_counter",
		"coordination.move", "coordination.comment", "plan.print", "plan.settle_wish", "assessment.read", "assessment.save", "plan.prepare_review",
		"plan.review", "talk.save", "talk.read", "case.set_weight", "case.close", "case.reopen", "handover.read", "handover.propose", "handover.withdraw",
		"household.read", "household.invite", "household.take_out", "household.save_goal", "household.remove_goal", "household.offer", "household.freeze",
		"body_request.ask", "body_request.list", "body_request.answer_counter", "body_request.move", "body_link.make",
		"plan.save_terms", "plan.add_evidence", "slip.issue", "acting.start", "draft.keep", "draft.read", "draft.drop", "text.read", "text.review", "phrase.approve",
	},
	domain.RuleReceiver: {"handover.read", "handover.receive"},
	domain.RuleUnit: {
		"case.read_core", "case.reassign", "case.set_agent", "case.reopen", "waiting.assign", "waiting.set_urgency", "draft.keep", "draft.read", "draft.drop",
	},
	domain.RuleAddressee: {
		"coordination.read", "coordination.respond", "coordination.move", "coordination.comment", "coordination.take_record",
		"jobcenter_point.save", "jobcenter_point.remove", "draft.keep", "draft.read", "draft.drop",
	},
	domain.RuleRegistrar: {"slip.issue", "acting.start", "draft.keep", "draft.read", "draft.drop"},
}

// ofUsers are the actions of any user on the own account.
var ofUsers = []domain.Action{"account.read", "password.change", "second_factor.set", "recovery_code.make"}

// byRole are the actions on no person.
var byRole = map[domain.Action][]domain.Role{
	"person.register":     {"registration_helper", "integration_manager", "team_lead"},
	"person.find_doubles": {"registration_helper", "integration_manager", "team_lead"},
	"case.list":           {"integration_manager"},
	"case.search":         {"integration_manager"},
	"unit.list":           {"team_lead", "admin"},
	"coordination.list":   {"jobcenter_agent"},
	"organisation.list":   {"admin"},
	"text.list":           {"integration_manager"},
	"phrase.list":         {"team_lead", "admin"},
	"phrase.remove":       {"team_lead", "admin"},
	"word.list":           {"integration_manager", "team_lead", "admin"},
	"word.decide":         {"integration_manager", "team_lead", "admin"},
	"city_label.list":     {"team_lead", "admin"},
	"city_label.remove":   {"team_lead", "admin"},
	"body.save":           {"team_lead", "admin"},
	"substitution.list":   {"team_lead", "admin"},
	"substitution.add":    {"team_lead", "admin"},
	"substitution.end":    {"team_lead", "admin"},
	"talk.count":          {"integration_manager"},
	"figures.read":        {"integration_manager", "team_lead", "admin"},
	"figures.list":        {"integration_manager", "team_lead", "admin"},
	"figures.export":      {"integration_manager", "team_lead", "admin"},
	"case.morning":        {"integration_manager"},
	"waiting.list":        {"integration_manager", "team_lead", "admin"},
	"waiting.take":        {"integration_manager"},
	"handover.list":       {"integration_manager", "team_lead", "admin"},

	"organisation.save_letterhead":    {"admin"},
	"organisation.read_response_days": {"team_lead", "admin", "jobcenter_agent"},
	"organisation.save_response_days": {"admin", "jobcenter_agent"},
	"access.list_questions":           {"team_lead", "admin", "jobcenter_agent"},
	"access.read_question":            {"team_lead", "admin", "jobcenter_agent"},
	"access.answer_question":          {"team_lead", "admin", "jobcenter_agent"},
	"digest.read_setting":             {"jobcenter_agent", "integration_manager"},
	"digest.save_setting":             {"jobcenter_agent", "integration_manager"},
}

// may returns the rules by which by may do act on p, of which the code may name any; p is nil for an unknown person.
func (w *world) may(by domain.Actor, act domain.Action, p *inhabitant) []domain.Rule {
	var rules []domain.Rule
	for rule, actions := range of {
		if slices.Contains(actions, act) && w.holds(by, act, rule, p) {
			rules = append(rules, rule)
		}
	}
	if by.Kind == domain.SessionStaff && by.User != 0 && slices.Contains(ofUsers, act) {
		rules = append(rules, domain.RuleOwn)
	}
	for _, r := range byRole[act] {
		if by.User != 0 && by.Person == 0 && slices.Contains(by.Roles, r) {
			return append(rules, domain.RuleRole)
		}
	}
	return rules
}

func (w *world) holds(by domain.Actor, act domain.Action, rule domain.Rule, p *inhabitant) bool {
	if p == nil {
		return false
	}
	has := func(r domain.Role) bool { return by.User != 0 && by.Person == 0 && slices.Contains(by.Roles, r) }
	acting := by.Kind == domain.SessionActing
	switch rule {
	case domain.RuleOwn:
		return by.Person == p.id && !acting && (!by.NewPIN || act == "pin.change")
	case domain.RuleActing:
		return by.Person == p.id && acting && by.User != 0 && (by.NoPIN || act != "pin.choose")
	case domain.RuleManaged:
		return has("integration_manager") && w.inPlaceOf(by.User, p.manager) && w.released(p, "core", by.Org, "integration_manager")
	case domain.RuleUnit:
		unit := has("team_lead") && by.Team == p.team || has("admin") && by.Org == p.org
		return unit && w.released(p, "core", by.Org, "integration_manager")
	case domain.RuleAddressee:
		return has("jobcenter_agent") && w.inPlaceOf(by.User, p.agent) && w.released(p, "core", by.Org, "jobcenter_agent") &&
			w.released(p, "plan", by.Org, "jobcenter_agent")
	case domain.RuleReceiver:
		h := p.handover
		if h.State != domain.HandoverConsented || !w.released(p, "core", by.Org, "integration_manager") {
			return false
		}
		move := h.To == 0 && h.ToOrg == by.Org && (has("team_lead") || has("admin"))
		return h.To != 0 && h.To == by.User && has("integration_manager") || move && act == "handover.receive"
	case domain.RuleRegistrar:
		return by.Person == 0 && by.User != 0 && by.User == p.registeredBy && !w.now.After(p.registeredAt.Add(2*time.Hour)) &&
			w.released(p, "core", p.org, "integration_manager")
	}
	return false
}

// inPlaceOf tells whether u is the user who is responsible, or stands in today.
func (w *world) inPlaceOf(u, responsible domain.UserID) bool {
	if u == responsible {
		return u != 0
	}
	return slices.ContainsFunc(w.stands, func(s standIn) bool {
		return s.user == u && s.standsFor == responsible && s.from <= w.today && w.today <= s.until
	})
}

func (w *world) released(p *inhabitant, s domain.Section, org domain.OrgID, role domain.Role) bool {
	return slices.ContainsFunc(p.releases, func(r domain.Release) bool {
		return r.Section == s && r.Org == org && r.Role == role && r.RevokedAt == 0 && r.From <= w.today && w.today <= r.Until
	})
}

// missing says why a manager with the role does not see p: the test counts the reasons, so that none is never tried.
func (w *world) missing(by domain.Actor, p *inhabitant) string {
	if p == nil {
		return "unknown id"
	}
	if !w.inPlaceOf(by.User, p.manager) {
		for _, s := range w.stands {
			if s.user == by.User && s.standsFor == p.manager {
				return "substitution out of date"
			}
		}
		if by.Org != p.org {
			return "other organisation"
		}
		return "colleague"
	}
	for _, r := range p.releases {
		switch {
		case r.Section != domain.SectionCore || r.Org != by.Org || r.Role != domain.RoleIntegrationManager:
		case r.RevokedAt != 0:
			return "revoked"
		case r.Until < w.today:
			return "expired"
		case r.From > w.today:
			return "not yet"
		}
	}
	for _, r := range p.releases {
		switch {
		case r.Section == domain.SectionCore && r.Org == by.Org:
			return "to another role"
		case r.Section == domain.SectionCore:
			return "to another organisation"
		}
	}
	return "nothing released"
}
