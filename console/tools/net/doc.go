// Package net holds the console's network tools: trace and fault, which speak
// the learner's language, and ping, curl, ssh and nc, which speak as the real
// ones do. They ask the simulated network; nothing leaves the program.
//
// A name is whatever the network resolves: a tag Name, an ID, an address, a
// DNS name of AWS's own, a name that a hosted zone has (package dns). On the internet a host answers at 80 and 443 to any
// name under example.com, example.net and example.org, and nothing else does.
package net
