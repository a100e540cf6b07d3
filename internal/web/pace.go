package web

import (
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// formCost is how many pages a form counts for: it writes.
const formCost = 5

// maxPaced is how many accounts a Pace keeps at most before it forgets those that have been quiet.
const maxPaced = 10000

// A Pace bounds how much one account may ask for in a minute, whatever address it comes from: many people share the one of an
// accommodation. The nil Pace bounds nothing.
type Pace struct {
	perMinute int // pages; a form counts for formCost of them

	mu       sync.Mutex
	accounts map[account]*rate.Limiter
}

// account is who is paced: a user also while acting for a person.
type account struct {
	tenant string
	user   domain.UserID
	person domain.PersonID // 0 for a user
}

// NewPace lets each account ask for so many pages in a minute; for as many at once, when it was quiet. 0 is no bound.
func NewPace(perMinute int) *Pace {
	if perMinute <= 0 {
		return nil
	}
	return &Pace{perMinute: perMinute, accounts: map[account]*rate.Limiter{}}
}

// keyTooFast is the error of an account that asks for too much.
const keyTooFast = "tooFast"

// allow takes the cost of r from what the account of v has left.
// Errors: Unavailable (too much at once).
func (p *Pace) allow(r *http.Request, v *visit) error {
	if p == nil || v.by.Session == 0 || r.URL.Path == routes.Logout {
		return nil
	}
	who := account{tenant: v.app.DB.Tenant, user: v.by.User}
	if who.user == 0 {
		who.person = v.by.Person
	}
	cost := 1
	if r.Method == http.MethodPost {
		cost = formCost
	}
	now := v.app.DB.Now().Time()
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.accounts[who]
	if l == nil {
		p.forget(now)
		l = rate.NewLimiter(rate.Limit(float64(p.perMinute)/60), p.perMinute)
		p.accounts[who] = l
	}
	if l.AllowN(now, cost) {
		return nil
	}
	return &domain.Error{Kind: domain.Unavailable, Key: keyTooFast}
}

// forget drops the accounts that have all they may ask for, when there are many.
func (p *Pace) forget(now time.Time) {
	if len(p.accounts) < maxPaced {
		return
	}
	for who, l := range p.accounts {
		if l.TokensAt(now) >= float64(l.Burst()) {
			delete(p.accounts, who)
		}
	}
}

// retryAfter is after how many seconds an account that asks for too much may send a form again.
func (p *Pace) retryAfter() string {
	if p == nil {
		return "10"
	}
	return strconv.Itoa(1 + formCost*60/p.perMinute)
}
