package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// userCommand administers those who work with the product.
type userCommand struct {
	Add    userAdd    `cmd:"" help:"Add a member of staff and print what is needed to sign in, once."`
	List   userList   `cmd:"" help:"List the members of staff."`
	Reset  userReset  `cmd:"" help:"Make the password or the second factor of a member of staff new; ends all sessions."`
	Lock   userLock   `cmd:"" help:"Keep a member of staff out from now on; ends all sessions."`
	Unlock userUnlock `cmd:"" help:"Let a member of staff in again."`
	Factor userFactor `cmd:"" help:"Say whether every member of staff needs a second factor."`
}

type userAdd struct {
	town
	Username string   `arg:"" help:"Name to sign in with."`
	Name     string   `required:"" placeholder:"NAME" help:"Name as persons see it."`
	Role     []string `required:"" enum:"integration_manager,team_lead,jobcenter_agent,registration_helper,admin" placeholder:"ROLE" help:"Role, several times for several: ${enum}."`
	Org      string   `required:"" placeholder:"NAME" help:"Name of the organisation."`
	NewOrg   string   `enum:",city,provider,jobcenter" default:"" placeholder:"KIND" help:"Make the organisation, of this kind: city, provider, jobcenter."`
	Team     string   `required:"" placeholder:"NAME" help:"Name of the team; it is made where there is none of that name."`
	Phone    string   `placeholder:"NUMBER" help:"Phone number, as persons see it."`
	Hours    string   `placeholder:"TEXT" help:"Office hours, as persons see them, such as Mo-Fr 9-12."`
	Language string   `enum:"de,en" default:"de" placeholder:"TAG" help:"Language of the pages: ${enum}."`
	TOTP     bool     `name:"totp" help:"Ask for a second factor and print its otpauth URL, once."`
	Stdin    bool     `name:"password-stdin" help:"Read the password from the first line of the input, instead of drawing one."`
}

func (userAdd) Help() string {
	return `Example: aufwind user add anna --name "Anna Weber" --role integration_manager --org "Verein Brücke" --team Nord`
}

func (c userAdd) Run(w *world) error {
	password, err := passwordFor(w.in, c.Stdin)
	if err != nil {
		return usageError{err}
	}
	u := domain.NewUser{
		User: domain.User{
			Username: c.Username, Name: c.Name, OrgName: c.Org, Phone: c.Phone, Hours: c.Hours, Language: c.Language,
		},
		Team: c.Team, OrgKind: domain.OrgKind(c.NewOrg),
	}
	for _, r := range c.Role {
		u.Roles = append(u.Roles, domain.Role(r))
	}
	return c.in(w, func(a *app.App, by domain.Actor) error {
		url, err := a.AddUser(w.ctx, by, u, password, c.TOTP)
		if err != nil {
			return err
		}
		if c.Stdin {
			password = ""
		}
		return showSecrets(w.out, c.Username, password, url)
	})
}

// passwordFor reads a password, or draws one of 130 bits.
func passwordFor(in io.Reader, stdin bool) (string, error) {
	if !stdin {
		return rand.Text(), nil
	}
	line, err := bufio.NewReader(io.LimitReader(in, 2*auth.MaxPassword)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	password := strings.TrimRight(line, "\r\n")
	if password == "" {
		return "", errors.New("there is no password in the input")
	}
	return password, nil
}

// showSecrets prints what somebody signs in with; what is empty was not made here.
func showSecrets(out io.Writer, username, password, url string) error {
	_, err := fmt.Fprintf(out, "user name  %s\n", username)
	if password != "" {
		_, err = fmt.Fprintf(out, "password   %s\n", password)
	}
	if url != "" {
		_, err = fmt.Fprintf(out, "second factor  %s\n", url)
	}
	return err
}

type userList struct{ town }

func (userList) Help() string { return `Example: aufwind user list` }

func (c userList) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		members, err := a.Members(w.ctx, by)
		if err != nil {
			return err
		}
		t := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "USER NAME\tNAME\tORGANISATION\tTEAM\tROLES\tSECOND FACTOR\tSTATE")
		for _, m := range members {
			var roles []string
			for _, r := range m.Roles {
				roles = append(roles, string(r))
			}
			factor, state := "no", "may sign in"
			if m.TOTP {
				factor = "yes"
			}
			if m.Locked != 0 {
				state = "locked since " + m.Locked.Time().In(a.DB.Zone).Format("2006-01-02")
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", m.Username, m.Name, m.OrgName, m.TeamName, strings.Join(roles, " "), factor, state)
		}
		return t.Flush()
	})
}

type userReset struct {
	town
	Username string `arg:"" help:"Name to sign in with."`
	Password bool   `help:"Draw a new password and print it, once."`
	Stdin    bool   `name:"password-stdin" help:"Read the new password from the first line of the input."`
	TOTP     bool   `name:"totp" xor:"factor" help:"Make a new second factor and print its otpauth URL, once."`
	NoTOTP   bool   `name:"no-totp" xor:"factor" help:"Ask for no second factor any more."`
}

func (userReset) Help() string {
	return `Make sure that you speak with the right person before you hand out a new password.

Example: aufwind user reset anna --password --totp`
}

func (c userReset) Run(w *world) error {
	r := app.Reset{TOTP: c.TOTP, NoTOTP: c.NoTOTP}
	switch {
	case !c.Password && !c.Stdin && !c.TOTP && !c.NoTOTP:
		return usageError{errors.New("say what to reset: --password, --password-stdin, --totp or --no-totp")}
	case c.Password && c.Stdin:
		return usageError{errors.New("--password draws a password, --password-stdin reads one: choose one of them")}
	case c.Password || c.Stdin:
		var err error
		if r.Password, err = passwordFor(w.in, c.Stdin); err != nil {
			return usageError{err}
		}
	}
	return c.in(w, func(a *app.App, by domain.Actor) error {
		url, err := a.ResetUser(w.ctx, by, c.Username, r)
		if err != nil {
			return err
		}
		if c.Stdin {
			r.Password = ""
		}
		return showSecrets(w.out, c.Username, r.Password, url)
	})
}

type userLock struct {
	town
	Username string `arg:"" help:"Name to sign in with."`
}

func (userLock) Help() string { return `Example: aufwind user lock anna` }

func (c userLock) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		m, err := a.LockUser(w.ctx, by, c.Username)
		if err != nil {
			return err
		}
		fmt.Fprintf(w.out, "%s is locked\n", c.Username)
		if m.Houses+m.Cases > 0 {
			fmt.Fprintf(w.out, "still responsible for %s and %s: give them to somebody else (accommodation assign; a team lead reassigns cases)\n",
				count(m.Houses, "accommodation"), count(m.Cases, "open case"))
		}
		return nil
	})
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

type userUnlock struct {
	town
	Username string `arg:"" help:"Name to sign in with."`
}

func (userUnlock) Help() string { return `Example: aufwind user unlock anna` }

func (c userUnlock) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		err := a.UnlockUser(w.ctx, by, c.Username)
		if err == nil {
			_, err = fmt.Fprintf(w.out, "%s may sign in again\n", c.Username)
		}
		return err
	})
}

type userFactor struct {
	town
	Need string `arg:"" enum:"required,optional" help:"Who has no second factor sets one up before anything else opens, or need not: ${enum}."`
}

func (userFactor) Help() string {
	return `A new tenant asks everybody for one. The made-up city of the demo does not.

Example: aufwind user factor required`
}

func (c userFactor) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		err := a.RequireSecondFactor(w.ctx, by, c.Need == "required")
		if err == nil {
			_, err = fmt.Fprintf(w.out, "a second factor is %s\n", c.Need)
		}
		return err
	})
}
