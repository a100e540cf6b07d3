// Package fault breaks the machine under the server, as tests: the process is killed, the disk is full, the database is locked or
// read-only, browsers go away in the middle. What was acknowledged stays, nothing is done by half, and the pages say what happened.
package fault
