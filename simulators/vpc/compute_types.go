package vpc

import "strings"

// instanceType is what a server of a type can do, as far as a network asks.
type instanceType struct {
	name         string
	vcpus, cores int32
	memory       int64 // MiB
	interfaces   int   // at most so many at once
	addresses    int   // private IPv4 addresses an interface, and as many IPv6
	performance  string
	architecture string
	megahertz    int32
	traits       string // b burstable, f in the free plan, x runs on Xen, d dedicated hosts, o an older generation, h hibernates, c also 32 bits
}

// instanceTypes is a choice of the types, with the figures that
// describe-instance-types gives; each has vCPUs from cores times threads.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/AvailableIpPerENI.html
// docs.aws.amazon.com/ec2/latest/instancetypes/gp.html
var instanceTypes = []instanceType{
	{"t2.nano", 1, 1, 512, 2, 2, "Low to Moderate", "x86_64", 2400, "bxhc"},
	{"t2.micro", 1, 1, 1024, 2, 2, "Low to Moderate", "x86_64", 2500, "bxhc"},
	{"t2.small", 1, 1, 2048, 3, 4, "Low to Moderate", "x86_64", 2500, "bxhc"},
	{"t2.medium", 2, 2, 4096, 3, 6, "Low to Moderate", "x86_64", 2300, "bxhc"},
	{"t2.large", 2, 2, 8192, 3, 12, "Low to Moderate", "x86_64", 2300, "bxh"},
	{"t3.nano", 2, 1, 512, 2, 2, "Up to 5 Gigabit", "x86_64", 2500, "bdh"},
	{"t3.micro", 2, 1, 1024, 2, 2, "Up to 5 Gigabit", "x86_64", 2500, "bfdh"},
	{"t3.small", 2, 1, 2048, 3, 4, "Up to 5 Gigabit", "x86_64", 2500, "bfdh"},
	{"t3.medium", 2, 1, 4096, 3, 6, "Up to 5 Gigabit", "x86_64", 2500, "bdh"},
	{"t3.large", 2, 1, 8192, 3, 12, "Up to 5 Gigabit", "x86_64", 2500, "bdh"},
	{"t3.xlarge", 4, 2, 16384, 4, 15, "Up to 5 Gigabit", "x86_64", 2500, "bdh"},
	{"t3.2xlarge", 8, 4, 32768, 4, 15, "Up to 5 Gigabit", "x86_64", 2500, "bdh"},
	{"t3a.micro", 2, 1, 1024, 2, 2, "Up to 5 Gigabit", "x86_64", 2200, "bh"},
	{"t4g.nano", 2, 2, 512, 2, 2, "Up to 5 Gigabit", "arm64", 2500, "bh"},
	{"t4g.micro", 2, 2, 1024, 2, 2, "Up to 5 Gigabit", "arm64", 2500, "bfh"},
	{"t4g.small", 2, 2, 2048, 3, 4, "Up to 5 Gigabit", "arm64", 2500, "bfh"},
	{"t4g.medium", 2, 2, 4096, 3, 6, "Up to 5 Gigabit", "arm64", 2500, "bh"},
	{"t4g.large", 2, 2, 8192, 3, 12, "Up to 5 Gigabit", "arm64", 2500, "bh"},
	{"m5.large", 2, 1, 8192, 3, 10, "Up to 10 Gigabit", "x86_64", 3100, "doh"},
	{"m5.xlarge", 4, 2, 16384, 4, 15, "Up to 10 Gigabit", "x86_64", 3100, "doh"},
	{"m6i.large", 2, 1, 8192, 3, 10, "Up to 12.5 Gigabit", "x86_64", 3500, "doh"},
	{"m6g.medium", 1, 1, 4096, 2, 4, "Up to 10 Gigabit", "arm64", 2500, "dh"},
	{"m7g.medium", 1, 1, 4096, 2, 4, "Up to 12.5 Gigabit", "arm64", 2600, "dh"},
	{"m7i.large", 2, 1, 8192, 3, 10, "Up to 12.5 Gigabit", "x86_64", 3200, "dh"},
	{"m7i-flex.large", 2, 1, 8192, 3, 10, "Up to 12.5 Gigabit", "x86_64", 3200, "fh"},
	{"m8g.medium", 1, 1, 4096, 2, 4, "Up to 12.5 Gigabit", "arm64", 2800, "dh"},
	{"c5.large", 2, 1, 4096, 3, 10, "Up to 10 Gigabit", "x86_64", 3400, "doh"},
	{"c6i.large", 2, 1, 4096, 3, 10, "Up to 12.5 Gigabit", "x86_64", 3500, "dh"},
	{"c7g.medium", 1, 1, 2048, 2, 4, "Up to 12.5 Gigabit", "arm64", 2600, "dh"},
	{"c7g.large", 2, 2, 4096, 3, 10, "Up to 12.5 Gigabit", "arm64", 2600, "dh"},
	{"c7i-flex.large", 2, 1, 4096, 3, 10, "Up to 12.5 Gigabit", "x86_64", 3200, "fh"},
	{"r5.large", 2, 1, 16384, 3, 10, "Up to 10 Gigabit", "x86_64", 3100, "doh"},
	{"r6g.large", 2, 2, 16384, 3, 10, "Up to 10 Gigabit", "arm64", 2500, "dh"},
}

// defaultType is what RunInstances takes when no type is given. No current
// image starts on it: AWS keeps the default of 2006.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html
const defaultType = "m1.small"

func (t *instanceType) is(trait string) bool { return strings.Contains(t.traits, trait) }

func (t *instanceType) hypervisor() string {
	if t.is("x") {
		return "xen"
	}
	return "nitro"
}

// typeNamed finds a type of the table, or nil.
func typeNamed(name string) *instanceType {
	for i := range instanceTypes {
		if instanceTypes[i].name == name {
			return &instanceTypes[i]
		}
	}
	return nil
}

// unknownType stands for a type outside the table, as an imported instance may
// have: nothing is refused for its sake.
var unknownType = instanceType{name: "unknown", vcpus: 2, cores: 1, memory: 1024, interfaces: 15, addresses: 50, architecture: "x86_64"}

// typeOf is the type of an instance that exists.
func typeOf(i *Instance) *instanceType {
	if t := typeNamed(i.Type); t != nil {
		return t
	}
	return &unknownType
}
