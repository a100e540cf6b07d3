package store

import (
	"context"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// registrarWindow is for how long who registered a person may go on for them, in milliseconds.
const registrarWindow = 2 * 60 * 60 * 1000

// Facts loads what a decision of by about p needs, and p's key. An unknown p gives the zero Facts, by the same statements.
func (tx *Tx) Facts(ctx context.Context, by domain.Actor, p domain.PersonID) (domain.Facts, error) {
	type caseRow struct {
		facts      domain.Facts
		wrapped    []byte
		org        domain.OrgID
		team       domain.TeamID
		registered domain.UserID
		at         domain.Instant
		manages    int64
		addressee  int64
	}
	rows, err := all(ctx, tx, func(scan scanner) (r caseRow, err error) {
		err = scan(&r.facts.Person, &r.wrapped, &r.org, &r.team, &r.registered, &r.at, &r.manages, &r.addressee)
		return r, err
	}, `
		SELECT p.id, k.wrapped, c.org_id, c.team_id, p.registered_by, p.registered_at,
			CASE WHEN c.manager_id = $1 OR EXISTS (
				SELECT 1 FROM substitution s WHERE s.user_id = $1 AND s.for_user_id = c.manager_id AND s.from_day <= $2 AND s.until_day >= $2
			) THEN 1 ELSE 0 END,
			CASE WHEN c.agent_id = $1 OR EXISTS (
				SELECT 1 FROM substitution s WHERE s.user_id = $1 AND s.for_user_id = c.agent_id AND s.from_day <= $2 AND s.until_day >= $2
			) THEN 1 ELSE 0 END
		FROM person p
		JOIN person_case c ON c.person_id = p.id
		LEFT JOIN person_key k ON k.person_id = p.id
		WHERE p.id = $3
		ORDER BY p.id`,
		by.User, tx.Today, p)
	if err != nil {
		return domain.Facts{}, err
	}
	var f domain.Facts
	if len(rows) == 1 {
		r := rows[0]
		f = r.facts
		f.Manages, f.Addressee = r.manages == 1, r.addressee == 1
		f.Registrar = by.User != 0 && r.registered == by.User && tx.Now-r.at <= registrarWindow
		f.InUnit = by.Has(domain.RoleTeamLead) && r.team == by.Team || by.Has(domain.RoleAdmin) && r.org == by.Org
		if len(r.wrapped) > 0 {
			if _, err := tx.openVault(p, r.wrapped); err != nil {
				return domain.Facts{}, err
			}
		}
	}
	if by.IsPerson() {
		return f, nil // what is released to others decides nothing about the own data
	}
	f.Released, f.Shared, err = tx.releasedTo(ctx, by.Org, p)
	return f, err
}

// releasedTo returns the sections of p in force today for the managers and for the Jobcenter agents of the organisation.
func (tx *Tx) releasedTo(ctx context.Context, o domain.OrgID, p domain.PersonID) (managers, agents domain.SectionSet, err error) {
	type row struct {
		section domain.Section
		role    domain.Role
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.section, &r.role)
		return r, err
	}, `
		SELECT DISTINCT section, role
		FROM release
		WHERE person_id = $1 AND org_id = $2 AND revoked_at = 0 AND until_day >= $3 AND from_day <= $3
		ORDER BY section, role`,
		p, o, tx.Today)
	for _, r := range rows {
		switch r.role {
		case domain.RoleIntegrationManager:
			managers = managers.With(r.section)
		case domain.RoleJobcenterAgent:
			agents = agents.With(r.section)
		}
	}
	return managers, agents, err
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
