// Package crypt keeps what the database holds unreadable without its keys.
//
// There are three floors of keys: the master key (a file outside the database) wraps one key per tenant, the tenant's key
// wraps one key per person or household, and that key seals fields, revisions and documents. Who deletes the wrapped key
// of a person has made everything sealed with it unreadable, in every copy and backup made since.
//
// The promises: a value opens only with the key it was sealed with and only in its own place (tenant, person, field; see
// AD); a changed, cut or moved value is an error, never other text; no key can be printed, logged or marshalled by mistake.
// What crypt does not hide is the length of a value, and that two values were written at the same place.
package crypt
