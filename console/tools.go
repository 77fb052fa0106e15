package console

import (
	"maps"
	"slices"

	"skylab/console/aws"
	"skylab/console/coreutils"
	"skylab/console/desk"
	"skylab/console/shell"
	"skylab/console/tools/crypto"
	"skylab/console/tools/dns"
	"skylab/console/tools/load"
	"skylab/console/tools/net"
	"skylab/console/tools/pack"
	"skylab/console/tools/site"
	"skylab/console/tools/why"
)

// tools is the one place that knows every tool; names also has what the shell
// itself answers.
var (
	tools = table()
	names = known()
)

func table() map[string]desk.Tool {
	all := map[string]desk.Tool{"aws": aws.Run}
	maps.Copy(all, coreutils.Tools())
	maps.Copy(all, net.Tools())
	maps.Copy(all, pack.Tools())
	maps.Copy(all, site.Tools())
	maps.Copy(all, load.Tools())
	maps.Copy(all, why.Tools())
	maps.Copy(all, dns.Tools())
	maps.Copy(all, crypto.Tools())
	return all
}

// absent is the id of what to say of a command that is not here: that it works
// at the prompt alone, or what to use instead.
func absent(name string) string {
	if slices.Contains(PromptCommands(), name) {
		return "console.absent.prompt"
	}
	return coreutils.Absent(name)
}

func known() []string {
	list := append(slices.Collect(maps.Keys(tools)), shell.Builtins()...)
	slices.Sort(list)
	return slices.Compact(list)
}
