package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// userCommand administers those who work with the product.
type userCommand struct {
	Add userAdd `cmd:"" help:"Add a member of staff and print what is needed to sign in, once."`
}

type userAdd struct {
	place
	Tenant   string   `required:"" help:"Tenant, as in tenant list."`
	Username string   `arg:"" help:"Name to sign in with."`
	Name     string   `required:"" help:"Name as persons see it."`
	Role     []string `required:"" enum:"integration_manager,team_lead,jobcenter_agent,registration_helper,admin" help:"Role, several times for several: ${enum}."`
	Org      string   `required:"" help:"Name of the organisation."`
	NewOrg   string   `enum:",city,provider,jobcenter" default:"" placeholder:"KIND" help:"Make the organisation, of this kind: city, provider, jobcenter."`
	Team     string   `required:"" help:"Name of the team; it is made where there is none of that name."`
	Phone    string   `help:"Phone number, as persons see it."`
	Hours    string   `help:"Office hours, as persons see them."`
	Language string   `enum:"de,en" default:"de" help:"Language of the pages: ${enum}."`
	TOTP     bool     `name:"totp" help:"Ask for a second factor and print its otpauth URL, once."`
	Stdin    bool     `name:"password-stdin" help:"Read the password from the first line of the input, instead of drawing one."`
}

func (c userAdd) Run(w *world) error {
	password, err := c.password(w.in)
	if err != nil {
		return usageError{err}
	}
	tenants, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	db, err := tenants.Open(w.ctx, c.Tenant)
	if domain.KindOf(err) == domain.NotFound {
		return usageError{fmt.Errorf("there is no tenant %q", c.Tenant)}
	}
	if err != nil {
		return err
	}
	hash, err := auth.NewHasher().Hash(w.ctx, password)
	if err != nil {
		return err
	}
	secret, url := "", ""
	if c.TOTP {
		if secret, url, err = auth.NewTOTP("Aufwind "+db.Name, c.Username); err != nil {
			return err
		}
	}
	err = db.Write(w.ctx, func(tx *store.Tx) error { return c.add(w.ctx, tx, hash, secret) })
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, "user name  %s\n", c.Username)
	if !c.Stdin {
		fmt.Fprintf(w.out, "password   %s\n", password)
	}
	if c.TOTP {
		fmt.Fprintf(w.out, "second factor  %s\n", url)
	}
	return nil
}

// password reads one, or draws one of 130 bits.
func (c userAdd) password(in io.Reader) (string, error) {
	if !c.Stdin {
		return rand.Text(), nil
	}
	line, err := bufio.NewReader(io.LimitReader(in, 2*auth.MaxPassword)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	password := strings.TrimRight(line, "\r\n")
	return password, auth.CheckPassword(password, c.Username)
}

// add stores the user, and the organisation and team where they are new.
func (c userAdd) add(ctx context.Context, tx *store.Tx, hash, secret string) error {
	u := domain.User{Username: c.Username, Name: c.Name, Phone: c.Phone, Hours: c.Hours, Language: c.Language}
	for _, r := range c.Role {
		u.Roles = append(u.Roles, domain.Role(r))
	}
	org, err := c.org(ctx, tx)
	if err != nil {
		return err
	}
	u.Org = org.ID
	if err := fits(u.Roles, org.Kind); err != nil {
		return usageError{err}
	}
	if u.Team, err = tx.TeamNamed(ctx, u.Org, c.Team); err != nil {
		return err
	}
	_, err = tx.AddUser(ctx, u, hash, secret)
	if e, ok := errors.AsType[*domain.Error](err); ok && e.Field == "username" {
		return usageError{fmt.Errorf("the user name %s is taken", c.Username)}
	}
	return err
}

func (c userAdd) org(ctx context.Context, tx *store.Tx) (domain.Org, error) {
	orgs, err := tx.Orgs(ctx)
	if err != nil {
		return domain.Org{}, err
	}
	i := slices.IndexFunc(orgs, func(o domain.Org) bool { return o.Name == c.Org })
	switch {
	case i >= 0 && c.NewOrg != "":
		return domain.Org{}, usageError{fmt.Errorf("there is an organisation %q already", c.Org)}
	case i >= 0:
		return orgs[i], nil
	case c.NewOrg == "":
		return domain.Org{}, usageError{fmt.Errorf("there is no organisation %q: make it with --new-org", c.Org)}
	}
	o := domain.Org{Name: c.Org, Kind: domain.OrgKind(c.NewOrg), Phone: c.Phone}
	o.ID, err = tx.AddOrg(ctx, o)
	return o, err
}

// fits tells whether an organisation of that kind has users in the roles: only a Jobcenter has agents, and it has nobody else.
func fits(roles []domain.Role, kind domain.OrgKind) error {
	for _, r := range roles {
		if (r == domain.RoleJobcenterAgent) != (kind == domain.OrgJobcenter) {
			return fmt.Errorf("an organisation of the kind %s has nobody in the role %s", kind, r)
		}
	}
	return nil
}
