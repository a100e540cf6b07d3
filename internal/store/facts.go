package store

import (
	"context"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// registrarWindow is for how long who registered a person may go on for them, in milliseconds.
const registrarWindow = 2 * 60 * 60 * 1000

// factsRow is a person with the case and one of the releases in force to the organisation of whoever asks.
type factsRow struct {
	facts         domain.Facts
	wrapped       []byte
	org           domain.OrgID
	team          domain.TeamID
	registered    domain.UserID
	at            domain.Instant
	manages       int64
	addressee     int64
	receives      int64 // 1 a colleague, 2 the organisation, by a handover that the person has consented to
	found         int64 // core is released to the organisation that has the case
	status        domain.CaseStatus
	section       domain.Section
	releasedTo    domain.Role
	releasedUntil domain.Day
}

// factsOf reads a person for a decision: $1 the user, $2 today, $3 the organisation, $4 the person.
const factsOf = `
	SELECT p.id, k.wrapped, c.org_id, c.team_id, p.registered_by, p.registered_at,
		CASE WHEN c.manager_id = $1 OR EXISTS (
			SELECT 1 FROM substitution s WHERE s.user_id = $1 AND s.for_user_id = c.manager_id AND s.from_day <= $2 AND s.until_day >= $2
		) THEN 1 ELSE 0 END,
		CASE WHEN c.agent_id = $1 OR EXISTS (
			SELECT 1 FROM substitution s WHERE s.user_id = $1 AND s.for_user_id = c.agent_id AND s.from_day <= $2 AND s.until_day >= $2
		) THEN 1 ELSE 0 END,
		coalesce((
			SELECT CASE WHEN h.to_user_id = $1 THEN 1 WHEN h.to_user_id = 0 AND h.to_org_id = $3 THEN 2 ELSE 0 END
			FROM handover h WHERE h.person_id = c.person_id AND h.state = 'consented'), 0),
		CASE WHEN EXISTS (
			SELECT 1 FROM release f WHERE f.person_id = c.person_id AND f.org_id = c.org_id AND f.section = 'core' AND f.revoked_at = 0
				AND f.until_day >= $2 AND f.from_day <= $2 AND f.role = 'integration_manager'
		) THEN 1 ELSE 0 END, c.status, c.closed_on,
		coalesce(r.section, ''), coalesce(r.role, ''), coalesce(r.until_day, '')
	FROM person_case c
	JOIN person p ON p.id = c.person_id
	LEFT JOIN person_key k ON k.person_id = c.person_id
	LEFT JOIN release r ON r.person_id = c.person_id AND r.org_id = $3 AND r.revoked_at = 0 AND r.until_day >= $2 AND r.from_day <= $2
	WHERE c.person_id = $4
	ORDER BY r.section, r.until_day, r.id`

// locked is added to factsOf by whoever writes on PostgreSQL, where writes run side by side: those about one person wait for one another,
// so that none can lock what the other needs next.
const locked = ` FOR NO KEY UPDATE OF c`

// Facts loads what a decision of by about p needs, and p's key. An unknown p gives the zero Facts, by the same statement.
func (tx *Tx) Facts(ctx context.Context, by domain.Actor, p domain.PersonID) (domain.Facts, error) {
	org := by.Org
	if by.IsPerson() {
		org = 0 // what is released to others decides nothing about the own data
	}
	query := factsOf
	if tx.writing && tx.db.Engine == Postgres {
		query += locked
	}
	rows, err := all(ctx, tx, func(scan scanner) (r factsRow, err error) {
		err = scan(&r.facts.Person, &r.wrapped, &r.org, &r.team, &r.registered, &r.at, &r.manages, &r.addressee, &r.receives, &r.found, &r.status, &r.facts.ClosedOn,
			&r.section, &r.releasedTo, &r.releasedUntil)
		return r, err
	}, query,
		by.User, tx.Today, org, p)
	if err != nil || len(rows) == 0 {
		return domain.Facts{}, err
	}
	r := rows[0]
	f := r.facts
	f.Manages, f.Addressee = r.manages == 1, r.addressee == 1
	f.Receives, f.Takes = by.User != 0 && r.receives == 1, by.User != 0 && r.receives == 2
	f.Registrar = by.User != 0 && r.registered == by.User && tx.Now-r.at <= registrarWindow && r.found == 1
	f.InUnit = by.Has(domain.RoleTeamLead) && r.team == by.Team || by.Has(domain.RoleAdmin) && r.org == by.Org
	f.Closed = r.status == domain.CaseClosed
	f.Until = map[domain.Section]domain.Day{}
	for _, r := range rows {
		switch r.releasedTo {
		case domain.RoleIntegrationManager:
			f.Released = f.Released.With(r.section)
			f.Until[r.section] = max(f.Until[r.section], r.releasedUntil)
		case domain.RoleJobcenterAgent:
			f.Shared = f.Shared.With(r.section)
		}
	}
	if err := tx.linkFacts(ctx, by, p, &f); err != nil {
		return domain.Facts{}, err
	}
	if len(r.wrapped) > 0 {
		if _, err := tx.openVault(p, r.wrapped); err != nil {
			return domain.Facts{}, err
		}
	}
	return f, nil
}

// linkFacts loads what the link of by opens.
func (tx *Tx) linkFacts(ctx context.Context, by domain.Actor, p domain.PersonID, f *domain.Facts) (err error) {
	switch {
	case by.Kind != domain.SessionLink:
	case by.BodyLink != 0:
		f.Asked, err = tx.asked(ctx, by.BodyLink, p)
	default:
		f.Linked, err = tx.linked(ctx, by.Link, p)
	}
	return err
}

// visible is the rule "managed" (or "unit", "addressee") of domain.Can as a condition on person_case c, beside the column that
// says whose list it is. Its placeholders are $1 the organisation, $2 today and $3 the role released to.
const visible = `EXISTS (
	SELECT 1 FROM release r
	WHERE r.person_id = c.person_id AND r.org_id = $1 AND r.section = 'core' AND r.revoked_at = 0 AND r.until_day >= $2 AND r.from_day <= $2
		AND r.role = $3)`

func joinRoles(roles []domain.Role) string {
	parts := make([]string, len(roles))
	for i, r := range roles {
		parts[i] = string(r)
	}
	return strings.Join(parts, ",")
}

func splitRoles(s string) []domain.Role {
	var out []domain.Role
	for part := range strings.SplitSeq(s, ",") {
		if part != "" {
			out = append(out, domain.Role(part))
		}
	}
	return out
}
