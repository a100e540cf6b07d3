package store

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

const handoverColumns = `h.id, h.person_id, h.from_user_id, f.name, h.from_org_id, fo.name, h.to_user_id, coalesce(t.name, ''), h.to_org_id, o.name,
	h.by_user, h.note_sealed, h.state, h.proposed_at, h.answered_at, h.ended_at, h.version`

const handoverTables = `handover h
	JOIN app_user f ON f.id = h.from_user_id
	JOIN org fo ON fo.id = h.from_org_id
	JOIN org o ON o.id = h.to_org_id
	LEFT JOIN app_user t ON t.id = h.to_user_id`

// handoverRow is a handover before its note is opened.
type handoverRow struct {
	handover domain.Handover
	note     []byte
}

func scanHandover(scan scanner) (r handoverRow, err error) {
	h := &r.handover
	err = scan(&h.ID, &h.Person, &h.From, &h.FromName, &h.FromOrg, &h.FromOrgName, &h.To, &h.ToName, &h.ToOrg, &h.ToOrgName, &h.By, &r.note,
		&h.State, &h.ProposedAt, &h.AnsweredAt, &h.EndedAt, &h.Version)
	return r, err
}

func handoverNote(id domain.HandoverID) string { return "handover:" + id.String() }

// AddHandover stores a proposal. Conflict when another one of the person is open.
func (tx *Tx) AddHandover(ctx context.Context, h domain.Handover) error {
	v, err := tx.vault(ctx, h.Person)
	if err != nil {
		return err
	}
	note, err := sealText(v, handoverNote(h.ID), h.Note)
	if err != nil {
		return err
	}
	if err := tx.must(ctx, `
		INSERT INTO handover (id, person_id, from_user_id, from_org_id, to_user_id, to_org_id, by_user, note_sealed, state, proposed_at,
			answered_at, ended_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, 0, 0, 1)`,
		h.ID, h.Person, h.From, h.FromOrg, h.To, h.ToOrg, h.By, note, tx.Now); exists(err) {
		return domain.ErrConflict()
	} else if err != nil {
		return err
	}
	return tx.countWaiting(ctx, h.Person)
}

// Handovers returns every handover of p, newest first.
func (tx *Tx) Handovers(ctx context.Context, p domain.PersonID) ([]domain.Handover, error) {
	rows, err := all(ctx, tx, scanHandover, `SELECT `+handoverColumns+` FROM `+handoverTables+` WHERE h.person_id = $1 ORDER BY h.id DESC`, p)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]domain.Handover, len(rows))
	for i, r := range rows {
		out[i] = r.handover
		if out[i].Note, err = open[string](v, handoverNote(r.handover.ID), r.note); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// MoveHandover stores the state of h and who receives the case. Conflict when h.Version is not the stored one.
func (tx *Tx) MoveHandover(ctx context.Context, h domain.Handover) error {
	if err := tx.oneRow(ctx, `
		UPDATE handover SET state = $1, to_user_id = $2, answered_at = $3, ended_at = $4, version = version + 1
		WHERE id = $5 AND person_id = $6 AND version = $7`,
		h.State, h.To, h.AnsweredAt, h.EndedAt, h.ID, h.Person, h.Version); err != nil {
		return err
	}
	return tx.countWaiting(ctx, h.Person)
}

// MoveCase gives the case of p to a manager of another organisation, where nobody has weighed it yet. Conflict when version is old, or to works there no more.
func (tx *Tx) MoveCase(ctx context.Context, p domain.PersonID, to domain.User, version int) error {
	return tx.oneRow(ctx, `
		UPDATE person_case SET org_id = $1, team_id = $2, manager_id = $3, weight = '', weight_on = '', urgency = '', changed_at = $4, version = version + 1
		WHERE person_id = $5 AND version = $6 AND EXISTS (SELECT 1 FROM app_user u WHERE u.id = $3 AND u.org_id = $1 AND u.disabled_at = 0)`,
		to.Org, to.Team, to.ID, tx.Now, p, version)
}

// WithdrawHandoversTo ends every open handover to a user who works here no more.
func (tx *Tx) WithdrawHandoversTo(ctx context.Context, u domain.UserID) error {
	persons, err := all(ctx, tx, value[domain.PersonID], `
		UPDATE handover SET state = 'withdrawn', ended_at = $1, version = version + 1
		WHERE to_user_id = $2 AND state IN ('proposed', 'consented')
		RETURNING person_id`, tx.Now, u)
	for _, p := range persons {
		if err := tx.countWaiting(ctx, p); err != nil {
			return err
		}
	}
	return err
}

// handoverLine is a row of the list of handovers; without a note.
func handoverLine(scan scanner) (x domain.HandoverLine, err error) {
	h := &x.Handover
	err = scan(&h.ID, &h.Person, &h.From, &h.FromName, &h.FromOrg, &h.FromOrgName, &h.To, &h.ToName, &h.ToOrg, &h.ToOrgName, &h.State,
		&h.ProposedAt, &h.AnsweredAt, &h.EndedAt, &h.Version, &x.Name.Latin, &x.Name.Native, &x.Language)
	return x, err
}

const handoverLines = `
	SELECT h.id, h.person_id, h.from_user_id, f.name, h.from_org_id, fo.name, h.to_user_id, coalesce(t.name, ''), h.to_org_id, o.name, h.state,
		h.proposed_at, h.answered_at, h.ended_at, h.version, p.name_latin, p.name_native, c.language
	FROM ` + handoverTables + `
	JOIN person_case c ON c.person_id = h.person_id
	JOIN person p ON p.id = h.person_id
	WHERE `

// HandoversTo returns what waits for by to receive: cases from colleagues and, for who leads, from other organisations, the longest wait first.
func (tx *Tx) HandoversTo(ctx context.Context, by domain.Actor) ([]domain.HandoverLine, error) {
	w := tx.seen(by, domain.RoleIntegrationManager)
	w.received(by)
	return all(ctx, tx, handoverLine, handoverLines+w.String()+` ORDER BY h.answered_at, h.id`, w.args...)
}

// received narrows the condition to handovers h that wait for by to receive them.
func (w *where) received(by domain.Actor) {
	w.and("h.to_org_id = {} AND h.state = 'consented'", by.Org)
	manager, lead := by.Has(domain.RoleIntegrationManager), by.Has(domain.RoleTeamLead) || by.Has(domain.RoleAdmin)
	switch {
	case manager && lead:
		w.and("h.to_user_id IN ({}, 0)", by.User)
	case manager:
		w.and("h.to_user_id = {}", by.User)
	case lead:
		w.and("h.to_user_id = 0")
	default:
		w.and("1 = 0")
	}
}

// HandoversFrom returns what by gave away or is about to, newest first: what is open, and what ended since. The person of a case that by
// manages no more is not named.
func (tx *Tx) HandoversFrom(ctx context.Context, by domain.Actor, since domain.Instant) ([]domain.HandoverLine, error) {
	lines, err := all(ctx, tx, handoverLine, handoverLines+`
		h.from_user_id = $1 AND (h.state IN ('proposed', 'consented') OR h.ended_at > $2)
		ORDER BY h.id DESC`, by.User, since)
	if err != nil {
		return nil, err
	}
	w := tx.managed(by, nil)
	w.and("c.person_id IN (SELECT h.person_id FROM handover h WHERE h.from_user_id = {})", by.User)
	mine, err := all(ctx, tx, value[domain.PersonID], `SELECT c.person_id FROM person_case c WHERE `+w.String()+` ORDER BY c.person_id`, w.args...)
	for i := range lines {
		if !slices.Contains(mine, lines[i].Person) {
			lines[i].Person, lines[i].Name, lines[i].Language = 0, domain.Name{}, ""
		}
	}
	return lines, err
}

// unitCounts is how many rows HandoversTo has for by, and how many cases of the unit have a manager who works there no more.
func (tx *Tx) unitCounts(ctx context.Context, by domain.Actor) (handovers, orphans int, err error) {
	w := tx.led(by)
	w.and("c.status <> 'closed' AND m.disabled_at <> 0")
	unmanaged := w.String()
	w.conditions = []string{visible}
	w.received(by)
	n, err := one(ctx, tx, func(scan scanner) (n [2]int, err error) { return n, scan(&n[0], &n[1]) }, `
		SELECT count(*), (SELECT count(*) FROM handover h JOIN person_case c ON c.person_id = h.person_id WHERE `+w.String()+`)
		FROM person_case c JOIN app_user m ON m.id = c.manager_id
		WHERE `+unmanaged, w.args...)
	return n[1], n[0], err
}
