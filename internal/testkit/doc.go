// Package testkit is one made-up city for tests: two tenants, two organisations that employ managers, the Jobcenter, the
// city, users of each role and three persons, on a real database of either engine, with a clock that stands still.
package testkit
