package store

import (
	"context"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// memberRow is one member of a household, with the key of the household as the person has it from whom it was found.
type memberRow struct {
	household domain.Household
	member    domain.Housemate
	wrapped   []byte
	named     bool
}

// Household returns the household that p is in or invited to, with all who are or were its members; ID is 0 when there is none. What by may
// know of the members stands in them: a person knows who has joined, a user whose core is released to the organisation.
func (tx *Tx) Household(ctx context.Context, by domain.Actor, p domain.PersonID) (domain.Household, error) {
	org, user := by.Org, by.User
	if by.IsPerson() {
		org, user = 0, 0
	}
	rows, err := all(ctx, tx, func(scan scanner) (r memberRow, err error) {
		var erased, core, plan, managed int64
		h, m := &r.household, &r.member
		err = scan(&h.ID, &h.Version, &h.Agreed, &m.Person, &m.Adult, &m.Invited, &m.Joined, &m.Left, &m.TakenOut, &r.wrapped,
			&m.Name.Latin, &m.Name.Native, &erased, &core, &plan, &managed)
		m.Erased, m.Managed, m.Covers, r.named = erased == 1, managed == 1 && core == 1, core == 1 && plan == 1, core == 1
		return r, err
	}, `
		SELECT h.id, h.version, h.agreed_at, m.person_id, m.adult, m.invited_at, m.joined_at, m.left_at, m.taken_out, me.key_wrapped,
			p.name_latin, p.name_native, CASE WHEN k.person_id IS NULL THEN 1 ELSE 0 END,
			CASE WHEN c.org_id = $1 AND EXISTS (
				SELECT 1 FROM release r WHERE r.person_id = m.person_id AND r.org_id = $1 AND r.section = 'core' AND r.revoked_at = 0
					AND r.until_day >= $2 AND r.from_day <= $2 AND r.role = 'integration_manager'
			) THEN 1 ELSE 0 END,
			CASE WHEN EXISTS (
				SELECT 1 FROM release r WHERE r.person_id = m.person_id AND r.org_id = $1 AND r.section = 'plan' AND r.goal_id = 0 AND r.revoked_at = 0
					AND r.until_day >= $2 AND r.from_day <= $2 AND r.role = 'integration_manager'
			) THEN 1 ELSE 0 END,
			CASE WHEN c.manager_id = $3 OR EXISTS (
				SELECT 1 FROM substitution s WHERE s.user_id = $3 AND s.for_user_id = c.manager_id AND s.from_day <= $2 AND s.until_day >= $2
			) THEN 1 ELSE 0 END
		FROM household_member me
		JOIN household h ON h.id = me.household_id
		JOIN household_member m ON m.household_id = me.household_id
		JOIN person p ON p.id = m.person_id
		JOIN person_case c ON c.person_id = m.person_id
		LEFT JOIN person_key k ON k.person_id = m.person_id
		WHERE me.person_id = $4 AND me.left_at = 0
		ORDER BY m.invited_at, m.person_id`, org, tx.Today, user, p)
	if err != nil || len(rows) == 0 {
		return domain.Household{}, err
	}
	h := rows[0].household
	if err := tx.openHousehold(ctx, h.ID, p, rows[0].wrapped); err != nil {
		return domain.Household{}, err
	}
	for _, r := range rows {
		m := r.member
		if m.Erased || !by.IsPerson() && !r.named || by.IsPerson() && m.Joined == 0 && m.Person != p {
			m.Name = domain.Name{}
		}
		h.Members = append(h.Members, m)
	}
	return h, nil
}

// LockHousehold lets nobody else change who belongs to the household of p, or what they say, before this transaction has ended.
func (tx *Tx) LockHousehold(ctx context.Context, p domain.PersonID) error {
	return tx.must(ctx, `
		UPDATE household SET version = version
		WHERE id IN (SELECT m.household_id FROM household_member m WHERE m.person_id = $1 AND m.left_at = 0)`, p)
}

// openHousehold keeps the vault of h for this transaction, opened by the key of the member p.
func (tx *Tx) openHousehold(ctx context.Context, h domain.HouseholdID, p domain.PersonID, wrapped []byte) error {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return err
	}
	key, err := v.key.Unwrap(wrapped, householdAD(v, h))
	if err != nil {
		return fmt.Errorf("key of household %d: %w", h, err)
	}
	tx.keepHousehold(h, key)
	return nil
}

func householdAD(v vault, h domain.HouseholdID) []byte {
	return crypt.AD(v.tenant, v.person, "household:"+h.String())
}

// keepHousehold keeps the vault of h; its name is that of no person.
func (tx *Tx) keepHousehold(h domain.HouseholdID, key crypt.Key) {
	if tx.households == nil {
		tx.households = map[domain.HouseholdID]vault{}
	}
	tx.households[h] = vault{key, key.Cipher(), key.Fingerprint, tx.db.Tenant, "household " + h.String()}
}

// householdVault returns the vault of h. NotFound when no member was looked up by whose key it opens.
func (tx *Tx) householdVault(h domain.HouseholdID) (vault, error) {
	v, ok := tx.households[h]
	if !ok {
		return vault{}, domain.ErrNotFound()
	}
	return v, nil
}

// NewHousehold makes the household h with p as its first adult, who has still to agree.
func (tx *Tx) NewHousehold(ctx context.Context, h domain.HouseholdID, p domain.PersonID, by domain.UserID) error {
	if err := tx.must(ctx, `INSERT INTO household (id, version, agreed_at, made_by, made_at) VALUES ($1, 0, 0, $2, $3)`, h, by, tx.Now); err != nil {
		return err
	}
	tx.keepHousehold(h, crypt.NewKey())
	return tx.AddMember(ctx, h, p, false)
}

// AddMember invites p to h; a child is in at once. Conflict when p is in a household already.
func (tx *Tx) AddMember(ctx context.Context, h domain.HouseholdID, p domain.PersonID, child bool) error {
	house, err := tx.householdVault(h)
	if err != nil {
		return err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return err
	}
	joined := domain.Instant(0)
	if child {
		joined = tx.Now
	}
	err = tx.oneRow(ctx, `
		INSERT INTO household_member (household_id, person_id, adult, key_wrapped, invited_at, joined_at, left_at, taken_out)
		VALUES ($1, $2, $3, $4, $5, $6, 0, FALSE)
		ON CONFLICT (household_id, person_id) DO UPDATE SET adult = excluded.adult, key_wrapped = excluded.key_wrapped,
			invited_at = excluded.invited_at, joined_at = excluded.joined_at, left_at = 0, taken_out = FALSE
		WHERE household_member.left_at <> 0`,
		h, p, !child, v.key.Wrap(house.key, householdAD(v, h)), tx.Now, joined)
	if err != nil && exists(err) {
		return domain.ErrConflict()
	}
	return err
}

// JoinHousehold makes p, who is invited, a member. Conflict when p is not invited any more.
func (tx *Tx) JoinHousehold(ctx context.Context, h domain.HouseholdID, p domain.PersonID) error {
	return tx.oneRow(ctx, `
		UPDATE household_member SET joined_at = CASE WHEN joined_at = 0 THEN $1 ELSE joined_at END
		WHERE household_id = $2 AND person_id = $3 AND left_at = 0`, tx.Now, h, p)
}

// LeaveHousehold ends the membership of p, who keeps the versions in copies under the own key; what p said to the goals counts no more. Conflict when p is no member any more.
func (tx *Tx) LeaveHousehold(ctx context.Context, h domain.HouseholdID, p domain.PersonID, takenOut bool, copies []domain.HouseholdVersion) error {
	if err := tx.oneRow(ctx, `
		UPDATE household_member SET left_at = $1, key_wrapped = NULL, taken_out = $2 WHERE household_id = $3 AND person_id = $4 AND left_at = 0`,
		tx.Now, takenOut, h, p); err != nil {
		return err
	}
	if err := tx.must(ctx, `
		UPDATE shared_answer SET version = 0
		WHERE person_id = $1 AND goal_id IN (SELECT g.id FROM shared_goal g WHERE g.household_id = $2)`, p, h); err != nil || len(copies) == 0 {
		return err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return err
	}
	kept, err := tx.keepNames(ctx, h, copies)
	if err != nil {
		return err
	}
	sealed, err := seal(v, copyField(h, tx.Now), kept)
	if err != nil {
		return err
	}
	return tx.must(ctx, `INSERT INTO household_copy (person_id, household_id, left_at, body_sealed) VALUES ($1, $2, $3, $4)`, p, h, tx.Now, sealed)
}

// keptVersion is a version in a copy, with the names of its members as they were when it was made. Each is sealed under the member's own key:
// who keeps the copy does not learn a later name, and the name of somebody erased is gone.
type keptVersion struct {
	domain.HouseholdVersion
	Names map[domain.PersonID][]byte `json:"names,omitempty"`
}

func nameField(h domain.HouseholdID) string { return "household_name:" + h.String() }

// keepNames adds to the versions of h the names of their members as they are now.
func (tx *Tx) keepNames(ctx context.Context, h domain.HouseholdID, versions []domain.HouseholdVersion) ([]keptVersion, error) {
	out := make([]keptVersion, len(versions))
	for i, v := range versions {
		out[i] = keptVersion{v, map[domain.PersonID][]byte{}}
		names, err := tx.PersonNames(ctx, v.Members)
		if err != nil {
			return nil, err
		}
		for p, name := range names {
			own, err := tx.vault(ctx, p)
			if err != nil {
				return nil, err
			}
			if out[i].Names[p], err = seal(own, nameField(h), name); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// openNames adds to names those in the copy of a version, as far as nobody newer has said them. Who has been erased is not among them; an
// empty name stands for one that was not kept.
func (tx *Tx) openNames(ctx context.Context, v keptVersion, names map[domain.PersonID]domain.Name) error {
	for _, p := range v.Members {
		if _, known := names[p]; known {
			continue
		}
		own, err := tx.vault(ctx, p)
		if domain.KindOf(err) == domain.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if names[p], err = open[domain.Name](own, nameField(v.Household), v.Names[p]); err != nil {
			return err
		}
	}
	return nil
}

func copyField(h domain.HouseholdID, left domain.Instant) string {
	return fmt.Sprintf("household_copy:%d:%d", h, left)
}

// HouseholdCopies returns what p agreed to in households that p has left, the last one first, and what the members were called when p left.
func (tx *Tx) HouseholdCopies(ctx context.Context, p domain.PersonID) ([]domain.HouseholdVersion, map[domain.PersonID]domain.Name, error) {
	type row struct {
		household domain.HouseholdID
		left      domain.Instant
		sealed    []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.household, &r.left, &r.sealed)
		return r, err
	}, `SELECT household_id, left_at, body_sealed FROM household_copy WHERE person_id = $1 ORDER BY left_at DESC, household_id`, p)
	if err != nil || len(rows) == 0 {
		return nil, nil, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	var out []domain.HouseholdVersion
	names := map[domain.PersonID]domain.Name{}
	for _, r := range rows {
		copies, err := open[[]keptVersion](v, copyField(r.household, r.left), r.sealed)
		if err != nil {
			return nil, nil, err
		}
		for _, c := range copies {
			if err := tx.openNames(ctx, c, names); err != nil {
				return nil, nil, err
			}
			out = append(out, c.HouseholdVersion)
		}
	}
	return out, names, nil
}

// PersonNames returns the names of persons by their ids; somebody erased has none.
func (tx *Tx) PersonNames(ctx context.Context, ids []domain.PersonID) (map[domain.PersonID]domain.Name, error) {
	names := map[domain.PersonID]domain.Name{}
	if len(ids) == 0 {
		return names, nil
	}
	w := &where{}
	marks, args := "{}", []any{ids[0]}
	for _, id := range ids[1:] {
		marks, args = marks+", {}", append(args, id)
	}
	w.and("p.id IN ("+marks+")", args...)
	persons, err := all(ctx, tx, func(scan scanner) (p domain.Person, err error) {
		err = scan(&p.ID, &p.Name.Latin, &p.Name.Native)
		return p, err
	}, `SELECT p.id, p.name_latin, p.name_native FROM person p JOIN person_key k ON k.person_id = p.id WHERE `+w.String()+` ORDER BY p.id`, w.args...)
	for _, p := range persons {
		names[p.ID] = p.Name
	}
	return names, err
}

// Candidates returns at most 200 persons whom by manages, who live where p lives and are in no household, by name.
func (tx *Tx) Candidates(ctx context.Context, by domain.Actor, p domain.PersonID) ([]domain.Person, error) {
	return all(ctx, tx, func(scan scanner) (x domain.Person, err error) {
		err = scan(&x.ID, &x.Name.Latin, &x.Name.Native)
		return x, err
	}, `
		SELECT x.id, x.name_latin, x.name_native
		FROM person_case c
		JOIN person x ON x.id = c.person_id
		JOIN person_key k ON k.person_id = c.person_id
		JOIN person me ON me.accommodation_id = x.accommodation_id
		WHERE `+visible+` AND me.id = $4 AND x.id <> $4 AND c.status <> 'closed'
			AND (c.manager_id = $5 OR c.manager_id IN (
				SELECT s.for_user_id FROM substitution s WHERE s.user_id = $5 AND s.from_day <= $2 AND s.until_day >= $2))
			AND NOT EXISTS (SELECT 1 FROM household_member m WHERE m.person_id = x.id AND (m.left_at = 0 OR `+declined+` AND m.left_at > $6))
		ORDER BY x.name_latin, x.id
		LIMIT 200`, by.Org, tx.Today, domain.RoleIntegrationManager, p, by.User, domain.InviteAgain(tx.Now))
}

// declined is the condition that the member m has said no to an invitation.
const declined = `m.left_at <> 0 AND m.joined_at = 0 AND NOT m.taken_out`

// Declined is when p last said no to an invitation into a household, 0 for never.
func (tx *Tx) Declined(ctx context.Context, p domain.PersonID) (domain.Instant, error) {
	return one(ctx, tx, value[domain.Instant], `SELECT coalesce(max(m.left_at), 0) FROM household_member m WHERE m.person_id = $1 AND `+declined, p)
}
