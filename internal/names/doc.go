// Package names finds people by name although the same name is written in many ways and in four scripts.
//
// A name is folded to Latin letters, cut into words, and each word becomes a key: the skeleton of its consonants in which
// the letters that romanisations confuse are one (Khaled, Chaled, Halit and خالد are all HLT). Keys find candidates and
// nothing more: different names share a key (Hassan and Hussein), so nobody is ever merged or refused because of one.
// Same ranks the candidates; it looks at vowels too. Neither says that two people are one.
//
// Where a letter has two readings (the Cyrillic г is h or g, ch is kh or tsh) the rows of a person hold both and a
// question asks for the likelier one.
package names
