// Package aws is the aws command: the grammar, the words and the output of
// AWS's own CLI (version 2), over the operations of the simulators. Where AWS
// has something that the lab does not simulate, it says so.
package aws

import (
	"context"

	"skylab/console/desk"
	"skylab/simulators"
)

// Run is the command as a tool of the console. The exit status is the real
// one's: 0, 252 for a wrong command line, 253 for a wrong configuration, 254
// for an error of the service, 255 for the rest.
func Run(ctx context.Context, d *desk.Desk, args []string) int { return 0 }

// Surroundings are what completion may know besides the line.
type Surroundings struct {
	World  *simulators.World
	Region string
	// Files lists the names of files below a folder, for file:// values; nil
	// when there are none.
	Files func(folder string) []string
}

// Complete lists the ways to complete the last of words (which may be empty);
// words begin after the word aws.
func Complete(s Surroundings, words []string) []desk.Candidate { return nil }
