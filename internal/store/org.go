package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddOrg stores an organisation; a zero id is made here.
func (tx *Tx) AddOrg(ctx context.Context, o domain.Org) (domain.OrgID, error) {
	if o.ID == 0 {
		o.ID = NewID[domain.OrgID](tx)
	}
	return o.ID, tx.must(ctx, `INSERT INTO org (id, name, kind, phone) VALUES ($1, $2, $3, $4)`, o.ID, o.Name, o.Kind, o.Phone)
}

// Orgs returns all organisations by name.
func (tx *Tx) Orgs(ctx context.Context) ([]domain.Org, error) {
	return all(ctx, tx, scanOrg, `SELECT id, name, kind, phone FROM org ORDER BY name, id`)
}

// Org returns one organisation.
func (tx *Tx) Org(ctx context.Context, o domain.OrgID) (domain.Org, error) {
	return one(ctx, tx, scanOrg, `SELECT id, name, kind, phone FROM org WHERE id = $1`, o)
}

func scanOrg(scan scanner) (o domain.Org, err error) {
	err = scan(&o.ID, &o.Name, &o.Kind, &o.Phone)
	return o, err
}

// AddTeam stores a team of an organisation.
func (tx *Tx) AddTeam(ctx context.Context, o domain.OrgID, t domain.TeamID, name string) (domain.TeamID, error) {
	if t == 0 {
		t = NewID[domain.TeamID](tx)
	}
	return t, tx.must(ctx, `INSERT INTO team (id, org_id, name) VALUES ($1, $2, $3)`, t, o, name)
}

// AddUser stores a member of staff with the hash of the password; totpSecret is empty when there is none.
func (tx *Tx) AddUser(ctx context.Context, u domain.User, passwordHash, totpSecret string) (domain.UserID, error) {
	if u.ID == 0 {
		u.ID = NewID[domain.UserID](tx)
	}
	err := tx.must(ctx, `
		INSERT INTO app_user (id, org_id, team_id, username, name, phone, hours, language, roles, password_hash, totp_sealed,
			totp_step, failures, failed_at, disabled_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0)`,
		u.ID, u.Org, u.Team, u.Username, u.Name, u.Phone, u.Hours, u.Language, joinRoles(u.Roles), passwordHash, tx.sealTOTP(u.ID, totpSecret))
	if exists(err) {
		err = &domain.Error{Kind: domain.Invalid, Key: "taken", Field: "username"}
	}
	return u.ID, err
}

const userColumns = `u.id, u.org_id, o.name, u.team_id, u.username, u.name, u.phone, u.hours, u.roles, u.language`

func scanUser(scan scanner) (u domain.User, err error) {
	var roles string
	err = scan(&u.ID, &u.Org, &u.OrgName, &u.Team, &u.Username, &u.Name, &u.Phone, &u.Hours, &roles, &u.Language)
	u.Roles = splitRoles(roles)
	return u, err
}

// Users returns the users of an organisation by name.
func (tx *Tx) Users(ctx context.Context, o domain.OrgID) ([]domain.User, error) {
	return all(ctx, tx, scanUser, `
		SELECT `+userColumns+`
		FROM app_user u JOIN org o ON o.id = u.org_id
		WHERE u.org_id = $1 AND u.disabled_at = 0
		ORDER BY u.name, u.id`, o)
}

// UsersWithRole returns the users of the tenant who have the role, by name.
func (tx *Tx) UsersWithRole(ctx context.Context, r domain.Role) ([]domain.User, error) {
	return all(ctx, tx, scanUser, `
		SELECT `+userColumns+`
		FROM app_user u JOIN org o ON o.id = u.org_id
		WHERE ',' || u.roles || ',' LIKE '%,' || $1 || ',%' AND u.disabled_at = 0
		ORDER BY u.name, u.id`, r)
}

// User returns one user.
func (tx *Tx) User(ctx context.Context, u domain.UserID) (domain.User, error) {
	return one(ctx, tx, scanUser, `
		SELECT `+userColumns+` FROM app_user u JOIN org o ON o.id = u.org_id WHERE u.id = $1 AND u.disabled_at = 0`, u)
}

// AddSubstitution lets user stand in for another from the first to the last day.
func (tx *Tx) AddSubstitution(ctx context.Context, user, standsInFor domain.UserID, from, until domain.Day) error {
	return tx.must(ctx, `INSERT INTO substitution (user_id, for_user_id, from_day, until_day) VALUES ($1, $2, $3, $4)`,
		user, standsInFor, from, until)
}

// AddDistrict stores a part of the city.
func (tx *Tx) AddDistrict(ctx context.Context, d domain.District) error {
	return tx.must(ctx, `INSERT INTO district (id, name) VALUES ($1, $2)`, d.ID, d.Name)
}

// Districts returns the parts of the city by name.
func (tx *Tx) Districts(ctx context.Context) ([]domain.District, error) {
	return all(ctx, tx, func(scan scanner) (d domain.District, err error) {
		err = scan(&d.ID, &d.Name)
		return d, err
	}, `SELECT id, name FROM district ORDER BY name, id`)
}

// AddAccommodation stores a place; its organisation and manager become responsible for whoever is registered there.
func (tx *Tx) AddAccommodation(ctx context.Context, a domain.Accommodation) error {
	if a.ID == 0 {
		a.ID = NewID[domain.AccommodationID](tx)
	}
	return tx.must(ctx, `INSERT INTO accommodation (id, name, kind, district_id, org_id, manager_id) VALUES ($1, $2, $3, $4, $5, $6)`,
		a.ID, a.Name, a.Kind, a.District, a.Org, a.Manager)
}

const accommodations = `SELECT a.id, a.name, a.kind, a.district_id, a.org_id, o.name, a.manager_id FROM accommodation a JOIN org o ON o.id = a.org_id `

func scanAccommodation(scan scanner) (a domain.Accommodation, err error) {
	err = scan(&a.ID, &a.Name, &a.Kind, &a.District, &a.Org, &a.OrgName, &a.Manager)
	return a, err
}

// Accommodations returns all places by name.
func (tx *Tx) Accommodations(ctx context.Context) ([]domain.Accommodation, error) {
	return all(ctx, tx, scanAccommodation, accommodations+`ORDER BY a.name, a.id`)
}

// Accommodation returns one place.
func (tx *Tx) Accommodation(ctx context.Context, a domain.AccommodationID) (domain.Accommodation, error) {
	return one(ctx, tx, scanAccommodation, accommodations+`WHERE a.id = $1`, a)
}

// Responsible returns who is responsible for the person, as the person sees it.
func (tx *Tx) Responsible(ctx context.Context, p domain.PersonID) (domain.Responsible, error) {
	return one(ctx, tx, scanResponsible, `
		SELECT u.id, u.name, o.id, o.name, u.phone, u.hours
		FROM person_case c JOIN app_user u ON u.id = c.manager_id JOIN org o ON o.id = c.org_id
		WHERE c.person_id = $1`, p)
}

// Agent returns who at the Jobcenter is responsible for the person. NotFound while nobody is named.
func (tx *Tx) Agent(ctx context.Context, p domain.PersonID) (domain.Responsible, error) {
	return one(ctx, tx, scanResponsible, `
		SELECT u.id, u.name, o.id, o.name, u.phone, u.hours
		FROM person_case c JOIN app_user u ON u.id = c.agent_id JOIN org o ON o.id = u.org_id
		WHERE c.person_id = $1`, p)
}

func scanResponsible(scan scanner) (r domain.Responsible, err error) {
	err = scan(&r.User, &r.Name, &r.Org, &r.OrgName, &r.Phone, &r.Hours)
	return r, err
}

// TeamNamed returns the team of that name in an organisation; where there is none it is made.
func (tx *Tx) TeamNamed(ctx context.Context, o domain.OrgID, name string) (domain.TeamID, error) {
	ids, err := all(ctx, tx, value[domain.TeamID], `SELECT id FROM team WHERE org_id = $1 AND name = $2 ORDER BY id LIMIT 1`, o, name)
	if err != nil {
		return 0, err
	}
	if len(ids) == 1 {
		return ids[0], nil
	}
	return tx.AddTeam(ctx, o, 0, name)
}
