// Package site is the lab's tool that declares places on the internet: the
// shops, partners and servers of a lesson that do not stand in the simulated
// account. Health checkers and curl meet what is declared here. An address
// that nobody declared answers as a working shop does.
package site
