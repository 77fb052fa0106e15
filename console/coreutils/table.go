package coreutils

import "skylab/console/desk"

// Tools is the table of this package's commands.
func Tools() map[string]desk.Tool { return map[string]desk.Tool{} }
