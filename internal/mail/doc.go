// Package mail hands short plain texts to a mail server over SMTP, with STARTTLS wherever the server is not on the same machine.
//
// Its errors name the step and the server's code, and never an address or what the server said: servers repeat addresses.
package mail
