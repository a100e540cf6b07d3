package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// logins is what of demo-logins.json is needed here.
type logins struct {
	Host   string `json:"host"`
	Logins []struct {
		Tenant, Role, Username, Password, Slip, PIN string
		Person                                      string `json:"person_id"`
	} `json:"logins"`
}

// A user is somebody with a session.
type user struct {
	name, cookie string
	person       string   // id of a person, empty for staff
	cases        []string // ids of the persons in a manager's list
	names        []string // words of their names
}

// A slot is one answer that is saved over and over: the page of its question, and the form as it is sent next.
type slot struct {
	cookie, path, entry string
	form                url.Values
}

func readLogins(dir string) (l logins, err error) {
	text, err := os.ReadFile(filepath.Join(dir, "demo-logins.json"))
	if err != nil {
		return l, err
	}
	return l, json.Unmarshal(text, &l)
}

// signIn opens a session for every manager and person of the first tenant who has a login.
func signIn(s *server, l logins) (managers, persons []*user, err error) {
	c, err := dial(s.addr)
	if err != nil {
		return nil, nil, err
	}
	defer c.Close()
	for _, x := range l.Logins {
		path, form := "/login", url.Values{"username": {x.Username}, "password": {x.Password}}
		if x.Role == "person" {
			path, form = "/login/slip", url.Values{"slip": {x.Slip}, "pin": {x.PIN}, "device": {"own"}}
		} else if x.Role != "integration_manager" {
			continue
		}
		if x.Tenant != "" {
			continue
		}
		a, err := c.ask(post(l.Host, path, "", form))
		if err != nil {
			return nil, nil, err
		}
		if a.cookie == "" {
			return nil, nil, fmt.Errorf("%s %s%s cannot sign in: status %d", x.Role, x.Username, x.Person, a.status)
		}
		u := &user{name: x.Username + x.Person, cookie: a.cookie, person: x.Person}
		if x.Role == "person" {
			persons = append(persons, u)
		} else {
			managers = append(managers, u)
		}
	}
	if len(managers) == 0 || len(persons) == 0 {
		return nil, nil, errors.New("demo-logins.json has no managers or no persons")
	}
	return managers, persons, nil
}

// look reads from the copy of the database what the managers have in their lists.
func look(ctx context.Context, db *sql.DB, managers []*user) error {
	for _, m := range managers {
		rows, err := db.QueryContext(ctx, `
			SELECT c.person_id, p.name_latin
			FROM person_case c JOIN person p ON p.id = c.person_id JOIN app_user u ON u.id = c.manager_id
			WHERE u.username = $1 AND EXISTS (
				SELECT 1 FROM release r WHERE r.person_id = c.person_id AND r.org_id = c.org_id AND r.section = 'core' AND r.revoked_at = 0)
			ORDER BY c.changed_at DESC`, m.name)
		if err != nil {
			return err
		}
		for rows.Next() {
			var id, name string
			if err := rows.Scan(&id, &name); err != nil {
				return errors.Join(err, rows.Close())
			}
			m.cases = append(m.cases, id)
			words := strings.Fields(name)
			m.names = append(m.names, words[len(words)-1])
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return err
		}
		if len(m.cases) == 0 {
			return fmt.Errorf("%s has an empty list", m.name)
		}
	}
	return nil
}

// questions are the texts that can be saved, by section: the step of its page.
var questions = map[string]string{
	"contact": "phone", "work": "employer", "schooling": "institution", "training": "institution", "housing": "persons", "identity": "nationality",
	"languages": "level",
}

// slots finds the answers of the persons that can be saved again.
func slots(ctx context.Context, s *server, host string, db *sql.DB, persons []*user) ([]*slot, error) {
	c, err := dial(s.addr)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	var found [][]*slot
	for _, p := range persons {
		rows, err := db.QueryContext(ctx, `SELECT id, section FROM entry WHERE person_id = $1 ORDER BY id`, p.person)
		if err != nil {
			return nil, err
		}
		var own []*slot
		for rows.Next() {
			var id, section string
			if err := rows.Scan(&id, &section); err != nil {
				return nil, errors.Join(err, rows.Close())
			}
			if step := questions[section]; step != "" {
				own = append(own, &slot{cookie: p.cookie, path: "/me/profile/" + section + "/" + id + "/" + step, entry: id})
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			return nil, err
		}
		found = append(found, own)
	}
	var out []*slot
	for i, more := 0, true; more; i++ { // one of each person in turn, so that neighbours write for different persons
		more = false
		for _, own := range found {
			if i >= len(own) {
				continue
			}
			more = true
			a, err := c.ask(get(host, own[i].path, own[i].cookie, ""))
			if err != nil {
				return nil, err
			}
			if a.status == 200 && own[i].read(string(a.body)) {
				out = append(out, own[i])
			}
		}
	}
	return out, nil
}

var (
	inputs  = regexp.MustCompile(`<input[^>]*>`)
	forms   = regexp.MustCompile(`(?s)<form[^>]*action="([^"]*)"[^>]*>.*?</form>`)
	options = regexp.MustCompile(`(?s)<select[^>]*name="([^"]+)".*?<option value="([^"]+)" selected`)
)

// read takes from the page of a question what its form would send.
func (s *slot) read(page string) bool {
	for _, f := range forms.FindAllStringSubmatch(page, -1) {
		if f[1] != s.path {
			continue
		}
		s.form = url.Values{}
		for _, tag := range inputs.FindAllString(f[0], -1) {
			name, kind := attribute(tag, "name"), attribute(tag, "type")
			if name == "" || (kind == "radio" || kind == "checkbox") && !strings.Contains(tag, " checked") {
				continue
			}
			s.form.Set(name, attribute(tag, "value"))
		}
		for _, o := range options.FindAllStringSubmatch(f[0], -1) {
			s.form.Set(o[1], o[2])
		}
		return s.form.Has("version")
	}
	return false
}

func attribute(tag, name string) string {
	_, rest, ok := strings.Cut(tag, " "+name+`="`)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest, `"`)
	return strings.ReplaceAll(value, "&#43;", "+")
}
