package demo

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"sync"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Login is somebody who can sign in: staff with user name and password, or a person with slip and PIN.
type Login struct {
	Tenant   string      `json:"tenant,omitempty"` // empty for stuttgart
	Role     domain.Role `json:"role"`
	Username string      `json:"username,omitempty"`
	Password string      `json:"password,omitempty"`
	TOTP     string      `json:"totp_secret,omitempty"` // base 32
	Person   string      `json:"person_id,omitempty"`
	Language string      `json:"language,omitempty"` // BCP 47
	Slip     string      `json:"slip,omitempty"`
	PIN      string      `json:"pin,omitempty"`
}

// Logins is the file that other programs read.
type Logins struct {
	URL    string  `json:"base_url"` // where the server listens
	Host   string  `json:"host"`     // of stuttgart, for the Host header
	Logins []Login `json:"logins"`
}

// LoginsFile is the name of the file in the data folder.
const LoginsFile = "demo-logins.json"

// Host is the host name of stuttgart; that of another tenant begins with its id.
const Host = "stuttgart.localhost"

// WriteLogins replaces the file in dir; a reader finds the old one or the new one, never a part.
func WriteLogins(dir string, l Logins) error {
	return writeJSON(filepath.Join(dir, LoginsFile), l)
}

// ReadLogins reads the file in dir. Errors: fs.ErrNotExist; unreadable JSON.
func ReadLogins(dir string) (l Logins, err error) {
	return l, readJSON(filepath.Join(dir, LoginsFile), &l)
}

func writeJSON[T any](file string, v T) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(append(text, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func readJSON[T any](file string, v *T) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, v); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// secretHashes is what is stored of the secrets of a city's logins.
type secretHashes struct {
	passwords map[int]string // by index of the user
	closed    string         // for all other users: of a password that nobody knows
	totp      map[int]string // secrets, by index of the user
	codes     [][]byte       // hashes of slip codes, by index of the cast
	pins      []string       // hashes
}

func (h *secretHashes) password(user int) string {
	if hash, ok := h.passwords[user]; ok {
		return hash
	}
	return h.closed
}

// secrets draws fresh secrets for everybody who can sign in. They do not follow from the seed.
func (c *city) secrets(ctx context.Context, hasher *auth.Hasher, withTOTP bool) ([]Login, *secretHashes, error) {
	h := &secretHashes{passwords: map[int]string{}, totp: map[int]string{}}
	var logins []Login
	var plain []string
	users := c.loginUsers()
	for _, u := range users {
		l := Login{Role: c.users[u].Roles[0], Username: c.users[u].Username, Password: newPassword()}
		if withTOTP {
			secret, _, err := auth.NewTOTP("Aufwind "+c.print.name, l.Username)
			if err != nil {
				return nil, nil, err
			}
			l.TOTP, h.totp[u] = secret, secret
		}
		logins, plain = append(logins, l), append(plain, l.Password)
	}
	for i, p := range c.print.cast {
		slip := auth.NewSlip()
		l := Login{
			Role: domain.RolePerson, Person: c.castID(i).String(), Language: p.language, Slip: slip.Groups(), PIN: auth.NewPIN(),
		}
		h.codes = append(h.codes, crypt.HashCode(string(slip)))
		logins, plain = append(logins, l), append(plain, l.PIN)
	}
	hashed, err := hashAll(ctx, hasher, append(plain, rand.Text()))
	if err != nil {
		return nil, nil, err
	}
	for i, u := range users {
		h.passwords[u] = hashed[i]
	}
	h.pins, h.closed = hashed[len(users):len(plain)], hashed[len(plain)]
	return logins, h, nil
}

// loginUsers are the indexes of the users who can sign in, managers first.
func (c *city) loginUsers() []int {
	var managers, leads []int
	led := map[domain.TeamID]bool{}
	for _, h := range c.houses[:c.print.loginManagers] {
		m := h.managers[0]
		managers = append(managers, m)
		for _, l := range c.leads {
			if t := c.users[l].Team; t == c.users[m].Team && !led[t] && len(leads) < 2 {
				led[t] = true
				leads = append(leads, l)
			}
		}
	}
	all := append(managers, leads...)
	all = append(all, c.agents[:min(2, len(c.agents))]...)
	all = append(all, c.helpers[0])
	return append(all, c.admins...)
}

// hashAll hashes the secrets, as many at a time as the hasher allows.
func hashAll(ctx context.Context, hasher *auth.Hasher, secrets []string) ([]string, error) {
	hashes, errs := make([]string, len(secrets)), make([]error, len(secrets))
	var all sync.WaitGroup
	for i, s := range secrets {
		all.Go(func() { hashes[i], errs[i] = hasher.Hash(ctx, s) })
	}
	all.Wait()
	return hashes, errors.Join(errs...)
}

// newPassword draws four words and a number, to be typed from a screen: about 30 bits, behind the growing delay of sign-in.
func newPassword() string {
	password := ""
	for range 4 {
		password += passwordWords[below(len(passwordWords))] + "-"
	}
	return fmt.Sprintf("%s%d", password, 10+below(90))
}

func below(n int) int {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic("demo: " + err.Error()) // rand.Reader never fails, see crypto/rand
	}
	return int(i.Int64())
}

var passwordWords = [...]string{
	"ahorn", "amsel", "anker", "apfel", "bach", "birne", "brezel", "brot", "buche", "dachs", "distel", "eiche", "erle", "esel", "farn",
	"feder", "fels", "fichte", "fuchs", "gans", "garten", "hafer", "hase", "hecht", "honig", "igel", "insel", "kamm", "kiesel", "kirsche",
	"klee", "korb", "kranich", "lampe", "laub", "leiter", "linde", "luchs", "mais", "minze", "mohn", "moos", "mond", "nuss", "otter",
	"pappel", "quelle", "rabe", "regen", "reh", "reis", "ring", "salbei", "sand", "schilf", "segel", "stein", "tanne", "ufer", "uhu",
	"wald", "wolke", "zeder", "ziege",
}

// A Marker stands in a data folder that a demo has made.
type Marker struct {
	Seed     uint64     `json:"seed"`
	Persons  int        `json:"persons"`
	On       domain.Day `json:"on"`
	Finished bool       `json:"finished"` // false while it is being filled, or after that was broken off
}

const markerFile = "demo.json"

// WriteMarker replaces the marker of dir.
func WriteMarker(dir string, m Marker) error { return writeJSON(filepath.Join(dir, markerFile), m) }

// ReadMarker reads the marker of dir; ok is false when there is none.
func ReadMarker(dir string) (m Marker, ok bool, err error) {
	err = readJSON(filepath.Join(dir, markerFile), &m)
	if errors.Is(err, fs.ErrNotExist) {
		return m, false, nil
	}
	return m, err == nil, err
}
