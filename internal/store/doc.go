// Package store keeps one tenant's data in SQLite or PostgreSQL. All SQL of the product is here, one file per word.
//
// A DB is bound to one tenant: no statement names the tenant, so none can cross it by mistake. Queries exist only as
// methods of Tx. What is sealed (columns *_sealed) leaves and enters this package in clear.
package store
