package console

import (
	"slices"
	"strings"

	"skylab/simulators/lambda"
)

// loadOptions are what load of functions takes.
var loadOptions = []string{
	"--function", "--queue", "--rate", "--for", "--shape", "--at", "--retry", "--backoff", "--payload", "--receives",
	"--warm", "--cold", "--expire", "--max", "--output", "--region",
}

// loads completes load --function …, load profile, load bill and load again:
// options, functions with their aliases, shapes, profiles, files.
func (c *completing) loads() {
	switch before := c.l.words[len(c.l.words)-1]; {
	case before == "--function":
		c.functions()
	case before == "--shape":
		c.offers("steady", "poisson", "burst", "diurnal", "trace")
	case before == "--output":
		c.offers("json", "text")
	case before == "trace" || before == "--payload":
		c.files(c.l.last, "")
	case slices.Contains(c.l.words, "profile"):
		c.offers(lambda.Profiles()...)
		for _, p := range lambda.Measured().List() {
			c.offers(p.Name + "=")
		}
	case slices.Contains(c.l.words, "bill"):
		c.offers("--requests", "--duration", "--memory", "--architecture", "--cold-starts", "--init", "--ephemeral", "--provisioned", "--provisioned-for", "--free-tier", "--output")
	case slices.Contains(c.l.words, "again"):
		c.offers("--function", "--request", "--cold", "--region")
	case len(c.l.words) == 1 && !strings.HasPrefix(c.l.last, "-"):
		c.offers("--function", "profile", "bill", "again", "dns")
	default:
		c.offers(loadOptions...)
	}
}

func (c *completing) offers(list ...string) {
	for _, w := range list {
		c.fits(w, "")
	}
}

// functions are those of every Region that has any, with their aliases.
func (c *completing) functions() {
	for _, scope := range c.m.World.Lambda.Scopes() {
		r := c.m.World.Lambda.Regions[scope]
		for f := range r.Functions.All {
			c.fits(f.Name, scope.Region)
			for _, a := range f.Aliases {
				c.fits(f.Name+":"+a.Name, scope.Region)
			}
		}
	}
}
