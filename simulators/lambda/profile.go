package lambda

import (
	"strings"

	"skylab/simulators/cloud"
)

// Parameters are the numbers of the model that AWS does not publish, and the
// rates that it changed over the years. A learner can see and change each: the
// table in profile_table.go has names, sources and dates.
type Parameters struct {
	Profile string     // the named set that they started as
	Idle    cloud.Time // an environment idle for so long is shut down
	Hidden  bool       // Idle is not told: it is for the learner to find
	Burst   int        // new environments that a function can make at once
	Refill  int        // and how many more a minute

	Boot     cloud.Time // making the microVM, before INIT; not billed
	Download cloud.Time // for each MB of the package, before INIT; not billed
	Python   cloud.Time // mean INIT of a runtime with an empty function
	Node     cloud.Time
	Java     cloud.Time
	DotNet   cloud.Time
	Ruby     cloud.Time
	Native   cloud.Time // Go, Rust: provided.al2023
	Spread   float64    // of Boot and of the runtime's INIT: standard deviation over mean
	InitCPU  float64    // vCPU that INIT has at least, whatever the memory
	Restore  cloud.Time // SnapStart's restore instead of INIT
	VPC      cloud.Time // more for a function in a VPC
	Prepare  cloud.Time // before provisioned environments begin to be made
}

// Measured is the profile of cited measurements: the default.
func Measured() Parameters {
	return Parameters{
		Profile: "measured", Idle: 10 * cloud.Minute, Burst: 1000, Refill: 6000,
		Boot: 100 * cloud.Millisecond, Download: 4 * cloud.Millisecond,
		Python: 300 * cloud.Millisecond, Node: 275 * cloud.Millisecond, Java: 3500 * cloud.Millisecond,
		DotNet: 500 * cloud.Millisecond, Ruby: 300 * cloud.Millisecond, Native: 75 * cloud.Millisecond,
		Spread: 0.5, InitCPU: 1, Restore: 115 * cloud.Millisecond, Prepare: cloud.Minute,
	}
}

// Course is the profile of the course's own assumptions: 0.8 s for a new
// environment whatever the function, 10 minutes idle, 1,000 environments.
func Course() Parameters {
	all := 800 * cloud.Millisecond
	return Parameters{
		Profile: "course", Idle: 10 * cloud.Minute, Burst: 1000, Refill: 6000,
		Python: all, Node: all, Java: all, DotNet: all, Ruby: all, Native: all, Restore: all,
		Spread: 0.5, InitCPU: 1, Prepare: cloud.Minute,
	}
}

// Named is a profile by its name; ok is false when there is none. The Region
// matters for how functions scaled before November 2023 alone, and the seed
// for what "hidden" hides: an idle time between 4 and 20 minutes.
func Named(name, region string, seed uint64) (p Parameters, ok bool) {
	p = Measured()
	switch name {
	case "measured":
	case "course":
		p = Course()
	case "hidden":
		p.Hidden = true
		p.Idle = cloud.Time(240+cloud.RollBelow(seed, cloud.Label("lambda/idle"), 0, 961)) * cloud.Second
	case "before-2019-09":
		// aws.amazon.com/blogs/compute/announcing-improved-vpc-networking-for-aws-lambda-functions/
		p.VPC = 10 * cloud.Second
	case "before-2023-11":
		p.Burst, p.Refill = burstBefore2023(region), 500
	default:
		return Parameters{}, false
	}
	p.Profile = name
	return p, true
}

// Profiles lists the names of Named.
func Profiles() []string {
	return []string{"measured", "course", "hidden", "before-2019-09", "before-2023-11"}
}

// burstBefore2023 is the initial burst of a Region by the developer guide's
// page invocation-scaling as of October 2023 (github.com/awsdocs/aws-lambda-developer-guide).
func burstBefore2023(region string) int {
	switch region {
	case "us-west-2", "us-east-1", "eu-west-1":
		return 3000
	case "ap-northeast-1", "eu-central-1", "us-east-2":
		return 1000
	}
	return 500
}

// runtime is the mean INIT of a runtime; an image or an unknown one counts as
// Python's.
func (p *Parameters) runtime(name string) cloud.Time {
	switch {
	case strings.HasPrefix(name, "nodejs"):
		return p.Node
	case strings.HasPrefix(name, "java"):
		return p.Java
	case strings.HasPrefix(name, "dotnet"):
		return p.DotNet
	case strings.HasPrefix(name, "ruby"):
		return p.Ruby
	case strings.HasPrefix(name, "provided"), strings.HasPrefix(name, "go"):
		return p.Native
	}
	return p.Python
}
