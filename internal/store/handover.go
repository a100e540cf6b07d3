package store

import (
	"context"

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
