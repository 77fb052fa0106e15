package vpc

import (
	"net/netip"
	"testing"

	"skylab/simulators/cloud"
)

// TestCostPerHour: what is charged and what is free.
func TestCostPerHour(t *testing.T) {
	r := &Region{}
	r.VPCs.Add(VPC{ID: "vpc-1"})
	r.Endpoints.Add(Endpoint{ID: "vpce-gateway", Type: "Gateway"})
	if lines := r.CostPerHour(0); len(lines) != 0 {
		t.Fatalf("a VPC and a gateway endpoint cost %v", lines)
	}
	r.NATGateways.Add(NATGateway{ID: "nat-1", State: "available"})
	r.NATGateways.Add(NATGateway{ID: "nat-2", State: "deleted"})
	r.NATGateways.Add(NATGateway{ID: "nat-3", State: "available", Regional: true, Addresses: []NATAddress{{ZoneID: "use1-az1"}, {ZoneID: "use1-az2"}, {ZoneID: "use1-az1"}}})
	r.Endpoints.Add(Endpoint{ID: "vpce-1", Type: "Interface", Subnets: []string{"a", "b"}})
	r.Instances.Add(Instance{ID: "i-1", Type: "t3.micro", State: Running})
	r.Instances.Add(Instance{ID: "i-2", Type: "t3.micro", State: Stopped})
	r.Volumes.Add(Volume{ID: "vol-1", Size: 8})
	r.Addresses.Add(Address{Allocation: "eipalloc-1", IP: netip.MustParseAddr("203.0.113.1")})
	r.Interfaces.Add(Interface{ID: "eni-1", PublicIP: netip.MustParseAddr("203.0.113.2")})
	r.Interfaces.Add(Interface{ID: "eni-2"})
	want := map[string]MicroUSD{
		"nat-1": 45_000, "nat-3": 90_000, "vpce-1": 20_000, "i-1": 10_400, "vol-1": 872, "eipalloc-1": 5_000, "eni-1": 5_000,
	}
	lines := r.CostPerHour(cloud.DefaultStart)
	for _, l := range lines {
		if want[l.ID] != l.PerHour {
			t.Errorf("%+v, want %d", l, want[l.ID])
		}
		delete(want, l.ID)
	}
	if len(want) > 0 {
		t.Errorf("no line for %v", want)
	}
	for _, it := range instanceTypes {
		if instanceHour[it.name] == 0 {
			t.Errorf("no price for %s", it.name)
		}
	}
}
