package load

import (
	"context"
	"fmt"
	"strings"

	"skylab/console/desk"
	"skylab/console/tools/dns"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// Tools is the table of this package's tools by name.
func Tools() map[string]desk.Tool { return map[string]desk.Tool{"load": Load} }

// Load drives functions with requests, or shows and sets what it works with.
// Exit status 0, 1 when the function cannot be reached, 2 when the words of the
// command cannot be read.
func Load(ctx context.Context, d *desk.Desk, args []string) int {
	if len(args) == 0 {
		return refuse(d, "load.nothing")
	}
	switch args[0] {
	case "--help", "-h", "help":
		fmt.Fprintln(d.Stdout, d.Text.Say("load.usage"))
		return 0
	case "dns":
		return dns.Load(ctx, d, args[1:])
	case "profile":
		return profile(d, args[1:])
	case "bill":
		return bill(d, args[1:])
	case "again":
		return again(d, args[1:])
	}
	if !strings.HasPrefix(args[0], "-") {
		return refuse(d, "load.bad-verb", "word", clean(args[0]))
	}
	o, status := read(d, args)
	if status != 0 {
		return status
	}
	return o.run(ctx, d)
}

// refuse says why the words of a command mean nothing; the status is 2.
func refuse(d *desk.Desk, id string, args ...any) int {
	fmt.Fprintln(d.Stderr, d.Text.Say(id, args...))
	return 2
}

// region is the Region's functions that the command is about.
func (o *options) region(d *desk.Desk) (*lambda.Region, cloud.Scope) {
	return here(d, o.regionName)
}

func here(d *desk.Desk, region string) (*lambda.Region, cloud.Scope) {
	for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
		if r, ok := d.Shell.Exported(name); ok && region == "" {
			region = r
		}
	}
	if region == "" {
		region = d.Region
	}
	scope := cloud.Scope{Account: simulators.Account, Region: region}
	return d.World.Lambda.At(scope), scope
}

// clean takes control characters out of what is repeated to the terminal.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '·'
		}
		return r
	}, s)
}
