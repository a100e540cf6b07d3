// Package domain holds the words and the rules of Aufwind: plain structs, closed lists, and who may do what.
// It imports the standard library only, does no I/O and reads no clock.
package domain
