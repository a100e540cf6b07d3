// Package arch holds the rules of the source tree, as tests: who may import whom, how SQL, pages and styles
// are written, which modules we use and why, and that every action goes through the door of package app.
//
// Each rule is a function from a source text to its findings. Its test feeds it planted faults first, so that
// a rule that can no longer find anything fails, and then the tree.
package arch
