package auth

import (
	"crypto/subtle"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"
)

// totpStep is how long one code of an authenticator app is shown.
const totpStep = 30

// NewTOTP draws the secret of an authenticator app (base 32) and the otpauth URL that its QR code holds.
// issuer and account are what the app shows; neither may be empty.
func NewTOTP(issuer, account string) (secret, url string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: issuer, AccountName: account})
	if err != nil {
		return "", "", fmt.Errorf("auth: new TOTP secret: %w", err)
	}
	return key.Secret(), key.URL(), nil
}

// TOTPSecret is the secret that an otpauth URL of NewTOTP holds.
func TOTPSecret(url string) (string, error) {
	key, err := otp.NewKeyFromURL(url)
	if err != nil {
		return "", fmt.Errorf("auth: no otpauth URL: %w", err)
	}
	return key.Secret(), nil
}

// CheckTOTP reports whether code is the one that the app with this secret shows at now, one step of 30 s before or after.
// last is the step of the last code that was taken (0 before the first); a code of that step or an earlier one is refused,
// so that none works twice. When ok, the caller stores step as the new last in the same transaction.
func CheckTOTP(secret, code string, now time.Time, last int64) (step int64, ok bool) {
	code = strings.Map(func(r rune) rune {
		if gap(r) {
			return -1
		}
		return digit(r)
	}, code)
	if !digits(code, 6) {
		return 0, false
	}
	at := now.Unix() / totpStep
	for s := max(at-1, last+1, 0); s <= at+1; s++ {
		want, err := hotp.GenerateCodeCustom(secret, uint64(s), hotp.ValidateOpts{Digits: otp.DigitsSix})
		if err != nil {
			return 0, false // not a secret
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return s, true
		}
	}
	return 0, false
}
