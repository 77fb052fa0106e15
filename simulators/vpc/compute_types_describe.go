package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeInstanceTypesInput says which types.
type DescribeInstanceTypesInput struct {
	DryRun        *bool    `doc:"check only"`
	InstanceTypes []string `doc:"only these types"`
	Filters       []Filter `doc:"instance-type, vcpu-info.default-vcpus, memory-info.size-in-mib, processor-info.supported-architecture, free-tier-eligible, …"`
	MaxResults    *int32   `doc:"at most so many a page, 5 to 100"`
	NextToken     *string  `doc:"where the page begins"`
}

// DescribeInstanceTypesOutput lists types.
type DescribeInstanceTypesOutput struct {
	InstanceTypes []InstanceTypeInfo
	NextToken     *string
}

// InstanceTypeInfo is a type as it is printed.
type InstanceTypeInfo struct {
	InstanceType                  string
	CurrentGeneration             bool
	FreeTierEligible              bool
	SupportedUsageClasses         []string
	SupportedRootDeviceTypes      []string
	SupportedVirtualizationTypes  []string
	BareMetal                     bool
	Hypervisor                    string
	ProcessorInfo                 ProcessorInfo
	VCpuInfo                      VCpuInfo
	MemoryInfo                    MemoryInfo
	InstanceStorageSupported      bool
	NetworkInfo                   NetworkInfo
	HibernationSupported          bool
	BurstablePerformanceSupported bool
	DedicatedHostsSupported       bool
	AutoRecoverySupported         bool
}

// ProcessorInfo tells of a type's processor.
type ProcessorInfo struct {
	SupportedArchitectures   []string
	SustainedClockSpeedInGhz float64
}

// VCpuInfo counts a type's processors.
type VCpuInfo struct{ DefaultVCpus, DefaultCores, DefaultThreadsPerCore int32 }

// MemoryInfo is a type's memory.
type MemoryInfo struct{ SizeInMiB int64 }

// NetworkInfo is what a type can do on the network.
type NetworkInfo struct {
	NetworkPerformance        string
	MaximumNetworkInterfaces  int32
	MaximumNetworkCards       int32
	DefaultNetworkCardIndex   int32
	Ipv4AddressesPerInterface int32
	Ipv6AddressesPerInterface int32
	Ipv6Supported             bool
	EnaSupport                string
}

var typeFilters = filterTable[instanceType]{
	"instance-type":                             func(_ *Region, t *instanceType) []string { return one(t.name) },
	"current-generation":                        func(_ *Region, t *instanceType) []string { return truth(!t.is("o")) },
	"free-tier-eligible":                        func(_ *Region, t *instanceType) []string { return truth(t.is("f")) },
	"burstable-performance-supported":           func(_ *Region, t *instanceType) []string { return truth(t.is("b")) },
	"hibernation-supported":                     func(_ *Region, t *instanceType) []string { return truth(t.is("h")) },
	"hypervisor":                                func(_ *Region, t *instanceType) []string { return one(t.hypervisor()) },
	"bare-metal":                                func(*Region, *instanceType) []string { return truth(false) },
	"instance-storage-supported":                func(*Region, *instanceType) []string { return truth(false) },
	"supported-usage-class":                     func(*Region, *instanceType) []string { return []string{"on-demand", "spot"} },
	"supported-root-device-type":                func(*Region, *instanceType) []string { return one("ebs") },
	"supported-virtualization-type":             func(*Region, *instanceType) []string { return one("hvm") },
	"memory-info.size-in-mib":                   func(_ *Region, t *instanceType) []string { return one(strconv.FormatInt(t.memory, 10)) },
	"vcpu-info.default-vcpus":                   func(_ *Region, t *instanceType) []string { return one(strconv.Itoa(int(t.vcpus))) },
	"vcpu-info.default-cores":                   func(_ *Region, t *instanceType) []string { return one(strconv.Itoa(int(t.cores))) },
	"processor-info.supported-architecture":     func(_ *Region, t *instanceType) []string { return t.architectures() },
	"network-info.maximum-network-interfaces":   func(_ *Region, t *instanceType) []string { return one(strconv.Itoa(t.interfaces)) },
	"network-info.ipv4-addresses-per-interface": func(_ *Region, t *instanceType) []string { return one(strconv.Itoa(t.addresses)) },
	"network-info.network-performance":          func(_ *Region, t *instanceType) []string { return one(t.performance) },
}

// DescribeInstanceTypes lists the types that the lab knows: a choice.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html
func (s *State) DescribeInstanceTypes(c *cloud.Call, in DescribeInstanceTypesInput) (DescribeInstanceTypesOutput, error) {
	r := s.At(c)
	if err := typeFilters.check(in.Filters); err != nil {
		return DescribeInstanceTypesOutput{}, err
	}
	for _, name := range in.InstanceTypes {
		if typeNamed(name) == nil {
			return DescribeInstanceTypesOutput{}, cloud.Errorf("InvalidInstanceType", "The following supplied instance types do not exist: [%s]", name)
		}
	}
	asked := set(in.InstanceTypes)
	list := []InstanceTypeInfo{}
	for i := range instanceTypes {
		t := &instanceTypes[i]
		if (len(asked) == 0 || asked[t.name]) && match(r, typeFilters, in.Filters, t, nil) {
			list = append(list, t.info())
		}
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	return DescribeInstanceTypesOutput{InstanceTypes: part, NextToken: next}, err
}

func (t *instanceType) architectures() []string {
	if t.is("c") {
		return []string{"i386", t.architecture}
	}
	return []string{t.architecture}
}

func (t *instanceType) info() InstanceTypeInfo {
	ena := "required"
	if t.is("x") {
		ena = "unsupported"
	}
	return InstanceTypeInfo{
		InstanceType: t.name, CurrentGeneration: !t.is("o"), FreeTierEligible: t.is("f"),
		SupportedUsageClasses: []string{"on-demand", "spot"}, SupportedRootDeviceTypes: []string{"ebs"},
		SupportedVirtualizationTypes: []string{"hvm"}, Hypervisor: t.hypervisor(),
		ProcessorInfo: ProcessorInfo{SupportedArchitectures: t.architectures(), SustainedClockSpeedInGhz: float64(t.megahertz) / 1000},
		VCpuInfo:      VCpuInfo{t.vcpus, t.cores, t.vcpus / t.cores},
		MemoryInfo:    MemoryInfo{t.memory},
		NetworkInfo: NetworkInfo{
			NetworkPerformance: t.performance, MaximumNetworkInterfaces: int32(t.interfaces), MaximumNetworkCards: 1,
			Ipv4AddressesPerInterface: int32(t.addresses), Ipv6AddressesPerInterface: int32(t.addresses),
			Ipv6Supported: true, EnaSupport: ena,
		},
		HibernationSupported: t.is("h"), BurstablePerformanceSupported: t.is("b"), DedicatedHostsSupported: t.is("d"), AutoRecoverySupported: true,
	}
}

// set makes a list a set.
func set(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, x := range list {
		m[x] = true
	}
	return m
}
