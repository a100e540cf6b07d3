// Package auth makes and checks what people sign in with: passwords, PINs, slip codes, one-time codes, session tokens.
//
// Persons sign in with a slip (80 random bits on paper) and a PIN of six digits; staff with a password and a one-time code.
// What people choose is stored as an argon2id hash, what we draw at random as a plain SHA-256 (crypt.HashCode). Wrong tries
// slow down the one account they were made on, never an address: a registration hall is one address.
//
// The package keeps no state and knows no clock: times come in as arguments, counts and last uses are stored by the caller.
package auth
