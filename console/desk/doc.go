// Package desk is what a tool of the console is given to work with: the world
// and the files of the moment being made, the standard streams, and a few
// questions to the shell that runs it. Tools import desk; the console imports
// the tools.
package desk
