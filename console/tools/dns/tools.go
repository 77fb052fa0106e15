package dns

import "skylab/console/desk"

// Tools is the table of this package's tools by name.
func Tools() map[string]desk.Tool { return map[string]desk.Tool{"dig": Dig} }
