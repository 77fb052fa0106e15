package vpc

import "skylab/simulators/cloud"

// MicroUSD is an amount of money.
type MicroUSD = cloud.MicroUSD

// CostLine is what one resource costs while it exists.
type CostLine struct {
	ID      string
	What    string // nat-gateway, public-ipv4, interface-endpoint, instance, volume
	Detail  string // the instance type, or how many pieces
	PerHour MicroUSD
}

// Prices in US East (N. Virginia), on demand, per hour, without data: other
// Regions differ somewhat. Read 2026-11.
const (
	natGatewayHour        MicroUSD = 45_000 // aws.amazon.com/vpc/pricing/ (for a regional gateway: each zone)
	publicIPv4Hour        MicroUSD = 5_000  // aws.amazon.com/vpc/pricing/ (in use or idle)
	interfaceEndpointHour MicroUSD = 10_000 // aws.amazon.com/privatelink/pricing/ (in each zone)
	gp3GigabyteMonth      MicroUSD = 80_000 // aws.amazon.com/ebs/pricing/
	hoursOfMonth                   = 730    // by which AWS divides monthly prices
)

// instanceHour is the price of a running Linux instance by type.
// aws.amazon.com/ec2/pricing/on-demand/
var instanceHour = map[string]MicroUSD{
	"t2.nano": 5_800, "t2.micro": 11_600, "t2.small": 23_000, "t2.medium": 46_400, "t2.large": 92_800,
	"t3.nano": 5_200, "t3.micro": 10_400, "t3.small": 20_800, "t3.medium": 41_600, "t3.large": 83_200,
	"t3.xlarge": 166_400, "t3.2xlarge": 332_800, "t3a.micro": 9_400,
	"t4g.nano": 4_200, "t4g.micro": 8_400, "t4g.small": 16_800, "t4g.medium": 33_600, "t4g.large": 67_200,
	"m5.large": 96_000, "m5.xlarge": 192_000, "m6i.large": 96_000, "m6g.medium": 38_500, "m7g.medium": 40_800,
	"m7i.large": 100_800, "m7i-flex.large": 95_760, "m8g.medium": 44_880,
	"c5.large": 85_000, "c6i.large": 85_000, "c7g.medium": 36_250, "c7g.large": 72_500, "c7i-flex.large": 84_790,
	"r5.large": 126_000, "r6g.large": 100_800,
}

// CostPerHour lists what the Region's resources cost as they are at an
// instant, in order of kind and creation. What is free has no line: VPCs,
// subnets, tables, lists, internet gateways, gateway endpoints, peerings.
func (r *Region) CostPerHour(now cloud.Time) []CostLine {
	var list []CostLine
	add := func(id, what, detail string, pieces int, each MicroUSD) {
		if pieces > 0 && each > 0 {
			list = append(list, CostLine{id, what, detail, MicroUSD(pieces) * each})
		}
	}
	for n := range r.NATGateways.All {
		if n.State == "available" || n.State == "pending" || n.State == "deleting" {
			add(n.ID, "nat-gateway", "", n.zones(), natGatewayHour)
		}
	}
	for e := range r.Endpoints.All {
		if e.Type == "Interface" {
			add(e.ID, "interface-endpoint", "", len(e.Subnets), interfaceEndpointHour)
		}
	}
	for i := range r.Instances.All {
		if i.State == Running {
			add(i.ID, "instance", i.Type, 1, instanceHour[i.Type])
		}
	}
	for v := range r.Volumes.All {
		if v.Size > 0 {
			add(v.ID, "volume", "", v.Size, gp3GigabyteMonth/hoursOfMonth)
		}
	}
	for a := range r.Addresses.All {
		add(a.Allocation, "public-ipv4", a.IP.String(), 1, publicIPv4Hour)
	}
	for e := range r.Interfaces.All {
		if e.PublicIP.IsValid() {
			add(e.ID, "public-ipv4", e.PublicIP.String(), 1, publicIPv4Hour)
		}
	}
	return list
}

// zones is in how many zones a gateway works and is charged.
func (n *NATGateway) zones() int {
	if !n.Regional {
		return 1
	}
	seen := map[string]bool{}
	for _, a := range n.Addresses {
		seen[a.ZoneID] = true
	}
	return max(1, len(seen))
}
