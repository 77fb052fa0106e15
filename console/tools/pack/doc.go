// Package pack is zip, as far as deployment packages need it.
package pack

import "skylab/console/desk"

// Tools are the commands of this package by name.
func Tools() map[string]desk.Tool { return map[string]desk.Tool{"zip": run} }
