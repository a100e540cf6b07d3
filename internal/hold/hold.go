package hold

import (
	_ "github.com/a-h/templ"
	_ "github.com/alecthomas/kong"
	_ "github.com/andybalholm/brotli"
	_ "github.com/chromedp/cdproto/emulation"
	_ "github.com/chromedp/chromedp"
	_ "github.com/go-text/typesetting/shaping"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/pquerna/otp/totp"
	_ "github.com/pressly/goose/v3"
	_ "golang.org/x/crypto/argon2"
	_ "golang.org/x/image/math/fixed"
	_ "golang.org/x/text/unicode/bidi"
	_ "golang.org/x/text/unicode/norm"
	_ "modernc.org/sqlite"
	_ "rsc.io/qr"
)
