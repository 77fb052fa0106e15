package generate

import (
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// standing is what stands in a network and costs by the hour, or seems to.
type standing struct {
	nats, zones, idle, public, gateways int
	interfaces                          int // interface endpoints, each in all zones
}

// drawNetworkBill asks what a network costs a month before any data.
func drawNetworkBill(d *draw) *sketch {
	s := standing{
		nats: d.between("nats", 0, 3), zones: d.between("zones", 2, 3), idle: d.between("idle", 0, 3), public: d.between("public", 0, 4),
		gateways: d.between("gateways", 0, 2), interfaces: d.between("interfaces", 0, 3),
	}
	right := s.cost()
	if right == 0 {
		return nil
	}
	k := &sketch{
		stem:  say("network-bill.stem", "nats", s.nats, "zones", s.zones, "idle", s.idle, "public", s.public, "gateways", s.gateways, "interfaces", s.interfaces),
		setup: s.setup(),
		given: networkTotal,
		facts: []string{"vpc.nat-price", "vpc.public-ipv4-price", "vpc.interface-endpoint-price", "vpc.gateway-endpoint"},
		why:   s.lines(),
	}
	add := func(belief string, c cents) choice {
		o := amount(belief, c, right, say("network-bill."+belief, "zones", s.zones, "idle", s.idle, "amount", c, "right", right))
		if c != right && far(c, right) {
			k.wrong = append(k.wrong, o)
		}
		return o
	}
	k.right = add("right", right)
	change := func(f func(*standing)) cents {
		o := s
		f(&o)
		return o.cost()
	}
	add("addresses-are-free", right-micro(cloud.MicroUSD(s.nats+s.idle+s.public)*s.each("public-ipv4")*cloud.HoursOfMonth))
	add("idle-is-free", change(func(o *standing) { o.idle = 0 }))
	add("used-is-free", change(func(o *standing) { o.public = 0 })-micro(cloud.MicroUSD(s.nats)*s.each("public-ipv4")*cloud.HoursOfMonth))
	add("once-for-all-zones", change(func(o *standing) { o.zones = 1 }))
	add("gateway-endpoints-cost", change(func(o *standing) { o.interfaces += o.gateways }))
	add("nat-in-each-zone", change(func(o *standing) { o.nats *= o.zones }))
	add("private-addresses-cost", change(func(o *standing) { o.public *= 2 }))
	add("nat-is-free-without-data", change(func(o *standing) { o.nats = 0 }))
	add("endpoints-cost-data-only", change(func(o *standing) { o.interfaces = 0 }))
	return k
}

// each is the price an hour of one thing of a kind, asked of the simulator.
func (s standing) each(what string) cloud.MicroUSD {
	for _, l := range (standing{nats: 1, zones: 1, interfaces: 1}).region().CostPerHour(0) {
		if l.What == what {
			return l.PerHour
		}
	}
	return 0
}

// region is the simulator's Region with these things.
func (s standing) region() *vpc.Region {
	r := &vpc.Region{Scope: home, Made: true}
	address := func(n int) netip.Addr { return plus(netip.MustParseAddr("198.51.100.1"), n) }
	for i := range s.nats {
		r.NATGateways.Add(vpc.NATGateway{ID: fmt.Sprintf("nat-%d", i), State: "available", Public: true})
		r.Addresses.Add(vpc.Address{Allocation: fmt.Sprintf("eipalloc-n%d", i), IP: address(i), Association: "eipassoc-1"})
	}
	for i := range s.idle {
		r.Addresses.Add(vpc.Address{Allocation: fmt.Sprintf("eipalloc-i%d", i), IP: address(10 + i)})
	}
	for i := range s.public {
		r.Interfaces.Add(vpc.Interface{ID: fmt.Sprintf("eni-%d", i), PublicIP: address(20 + i)})
	}
	for i := range s.gateways {
		r.Endpoints.Add(vpc.Endpoint{ID: fmt.Sprintf("vpce-g%d", i), Type: "Gateway", State: "available"})
	}
	for i := range s.interfaces {
		e := vpc.Endpoint{ID: fmt.Sprintf("vpce-i%d", i), Type: "Interface", State: "available"}
		for z := range s.zones {
			e.Subnets = append(e.Subnets, fmt.Sprintf("subnet-%d", z))
		}
		r.Endpoints.Add(e)
	}
	return r
}

// cost is a month of 730 hours.
func (s standing) cost() cents {
	sum := cloud.MicroUSD(0)
	for _, l := range s.region().CostPerHour(0) {
		sum += l.PerHour
	}
	return micro(sum * cloud.HoursOfMonth)
}

// lines adds up by kind.
func (s standing) lines() said {
	var b strings.Builder
	sum := map[string]cloud.MicroUSD{}
	for _, l := range s.region().CostPerHour(0) {
		sum[l.What] += l.PerHour
	}
	for _, what := range []string{"nat-gateway", "interface-endpoint", "public-ipv4"} {
		fmt.Fprintf(&b, "%-19s $%d.%03d/h × 730 = %10s\n", what, sum[what]/1_000_000, sum[what]%1_000_000/1000, micro(sum[what]*cloud.HoursOfMonth))
	}
	return plain("```text\n%s%-37s%10s\n```", b.String(), "TOTAL", s.cost())
}

// networkTotal counts in the console what costs; prices as the facts have them.
const networkTotal = `nats=$(aws ec2 describe-nat-gateways --filter Name=state,Values=pending,available --query 'length(NatGateways)' --output text)
used=$(aws ec2 describe-network-interfaces --query 'length(NetworkInterfaces[?Association.PublicIp])' --output text)
idle=$(aws ec2 describe-addresses --query 'length(Addresses[?!AssociationId])' --output text)
doors=$(aws ec2 describe-vpc-endpoints --filters Name=vpc-endpoint-type,Values=Interface --query 'length(VpcEndpoints[].SubnetIds[])' --output text)
total=$((nats * 3285 + (used + idle) * 365 + doors * 730)) # cents a month of 730 hours
`

func (s standing) setup() string {
	var b strings.Builder
	b.WriteString(createVPC("10.0.0.0/16"))
	b.WriteString("IGW=$(aws ec2 create-internet-gateway --query InternetGateway.InternetGatewayId --output text)\naws ec2 attach-internet-gateway --internet-gateway-id $IGW --vpc-id $VPC\n")
	subnets := ""
	for z, zone := range []string{"a", "b", "c"}[:s.zones] {
		name := "SUBNET_" + strings.ToUpper(zone)
		fmt.Fprintf(&b, "%s=$(aws ec2 create-subnet --vpc-id $VPC --availability-zone ap-northeast-2%s --cidr-block 10.0.%d.0/24 --query Subnet.SubnetId --output text)\n", name, zone, z)
		subnets += " $" + name
	}
	for i := range s.nats {
		fmt.Fprintf(&b, "aws ec2 create-nat-gateway --subnet-id $SUBNET_%s --allocation-id $(aws ec2 allocate-address --query AllocationId --output text) >/dev/null\n", string(rune('A'+i%s.zones)))
	}
	for range s.idle {
		b.WriteString("aws ec2 allocate-address >/dev/null\n")
	}
	if s.public > 0 {
		fmt.Fprintf(&b, "aws ec2 run-instances --image-id %s --instance-type t3.micro --count %d --subnet-id $SUBNET_A --associate-public-ip-address >/dev/null\n", image, s.public)
	}
	for _, service := range []string{"s3", "dynamodb"}[:s.gateways] {
		fmt.Fprintf(&b, "aws ec2 create-vpc-endpoint --vpc-id $VPC --service-name com.amazonaws.ap-northeast-2.%s >/dev/null\n", service)
	}
	for _, service := range []string{"sqs", "kms", "secretsmanager"}[:s.interfaces] {
		fmt.Fprintf(&b, "aws ec2 create-vpc-endpoint --vpc-id $VPC --vpc-endpoint-type Interface --no-private-dns-enabled --service-name com.amazonaws.ap-northeast-2.%s --subnet-ids%s >/dev/null\n", service, subnets)
	}
	return b.String() + "sleep 5m\n"
}
