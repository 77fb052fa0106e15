// Package load is the lab tool load: it asks functions for answers, millions of
// times if need be, in virtual time, and says what came of it. It is no
// imitation of a real tool, so it speaks the learner's language; what it prints
// with --output json is the same in every language.
package load
