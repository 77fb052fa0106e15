package net

import "skylab/console/desk"

// Tools is the table of this package's tools by name.
func Tools() map[string]desk.Tool {
	return map[string]desk.Tool{
		"trace": Trace, "fault": Fault,
		"ping": Ping, "curl": Curl, "ssh": SSH, "nc": NC,
	}
}
