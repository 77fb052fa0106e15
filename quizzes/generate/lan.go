package generate

import (
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// lan is a network drawn twice at once: as plain values for the simulator, and
// as the commands that build the same in the console. An ID here is kind and
// name, rtb-public; in the console it is the variable $RTB_PUBLIC.
type lan struct {
	state  vpc.State
	region *vpc.Region
	script strings.Builder
	mute   bool // only the simulator is asked: no commands are written
	hosts  []string
}

// home is where the worlds of items lie.
var home = cloud.Scope{Account: simulators.Account, Region: "ap-northeast-2"}

func newLan() *lan {
	l := &lan{region: &vpc.Region{Scope: home, Made: true}}
	l.state.Regions = map[cloud.Scope]*vpc.Region{home: l.region}
	return l
}

// compiled is the network as traces see it.
func (l *lan) compiled() *vpc.Network {
	return vpc.Compile(&l.state, cloud.DefaultStart, home.Account)
}

// variable is the console's name for an ID.
func variable(id string) string { return strings.ToUpper(strings.ReplaceAll(id, "-", "_")) }

// run adds a command whose output is not looked at.
func (l *lan) run(format string, args ...any) {
	if !l.mute {
		fmt.Fprintf(&l.script, "aws ec2 "+format+" >/dev/null\n", args...)
	}
}

// keep adds a command whose one word of output is the console's ID of a thing.
func (l *lan) keep(id, query, format string, args ...any) {
	if !l.mute {
		fmt.Fprintf(&l.script, "%s=$(aws ec2 %s --query %s --output text)\n", variable(id), fmt.Sprintf(format, args...), query)
	}
}

// network adds a VPC, vpc-name.
func (l *lan) network(name, block string) {
	id := "vpc-" + name
	p := netip.MustParsePrefix(block)
	l.region.VPCs.Add(vpc.VPC{ID: id, Ranges: []vpc.Range{{Prefix: p}}, DNSSupport: true, MainTable: "rtb-main-" + name})
	l.region.RouteTables.Add(vpc.RouteTable{ID: "rtb-main-" + name, VPC: id, Routes: []vpc.Route{{Prefix: p, Target: "local"}}})
	l.keep(id, "Vpc.VpcId", "create-vpc --cidr-block %s", block)
	l.keep("rtb-main-"+name, "'RouteTables[0].RouteTableId'", "describe-route-tables --filters Name=vpc-id,Values=$%s", variable(id))
}

// gateway adds the internet gateway igw of a VPC.
func (l *lan) gateway(network string) {
	l.region.Gateways.Add(vpc.InternetGateway{ID: "igw", VPC: "vpc-" + network})
	l.keep("igw", "InternetGateway.InternetGatewayId", "create-internet-gateway")
	l.run("attach-internet-gateway --internet-gateway-id $IGW --vpc-id $%s", variable("vpc-"+network))
}

// subnet adds subnet-name.
func (l *lan) subnet(network, name, block string) {
	id := "subnet-" + name
	l.region.Subnets.Add(vpc.Subnet{ID: id, VPC: "vpc-" + network, Prefix: netip.MustParsePrefix(block), Zone: "ap-northeast-2a", ZoneID: "apne2-az1"})
	l.keep(id, "Subnet.SubnetId", "create-subnet --vpc-id $%s --availability-zone ap-northeast-2a --cidr-block %s", variable("vpc-"+network), block)
}

// table adds rtb-name, which serves the subnets named.
func (l *lan) table(network, name string, subnets ...string) {
	id, v := "rtb-"+name, l.region.VPCs.Find("vpc-"+network)
	t := vpc.RouteTable{ID: id, VPC: v.ID, Routes: []vpc.Route{{Prefix: v.Ranges[0].Prefix, Target: "local"}}}
	l.keep(id, "RouteTable.RouteTableId", "create-route-table --vpc-id $%s", variable(v.ID))
	for _, s := range subnets {
		t.Associations = append(t.Associations, vpc.Association{Subnet: "subnet-" + s})
		l.run("associate-route-table --route-table-id $%s --subnet-id $%s", variable(id), variable("subnet-"+s))
	}
	l.region.RouteTables.Add(t)
}

// targets are the options of create-route by the kind of the target.
var targets = map[string]string{
	"igw": "--gateway-id", "nat": "--nat-gateway-id", "pcx": "--vpc-peering-connection-id", "eni": "--network-interface-id",
}

// route adds a line to rtb-name.
func (l *lan) route(name, block, target string) {
	t := l.region.RouteTables.Find("rtb-" + name)
	t.Routes = append(t.Routes, vpc.Route{Prefix: netip.MustParsePrefix(block), Target: target})
	kind, _, _ := strings.Cut(target, "-")
	l.run("create-route --route-table-id $%s --destination-cidr-block %s %s $%s", variable(t.ID), block, targets[kind], variable(target))
}

// peer adds a peering pcx-name between two VPCs.
func (l *lan) peer(name, one, two string) {
	id := "pcx-" + name
	l.state.Peerings.Add(vpc.Peering{ID: id, Status: "active", Requester: vpc.PeerEnd{Scope: home, VPC: "vpc-" + one}, Accepter: vpc.PeerEnd{Scope: home, VPC: "vpc-" + two}})
	l.keep(id, "VpcPeeringConnection.VpcPeeringConnectionId", "create-vpc-peering-connection --vpc-id $%s --peer-vpc-id $%s", variable("vpc-"+one), variable("vpc-"+two))
	l.run("accept-vpc-peering-connection --vpc-peering-connection-id $%s", variable(id))
}

// unpeer deletes a peering: routes to it become blackholes.
func (l *lan) unpeer(name string) {
	id := "pcx-" + name
	l.state.Peerings.Find(id).Status = "deleted"
	l.run("delete-vpc-peering-connection --vpc-peering-connection-id $%s", variable(id))
}

// nat adds the public NAT gateway nat in a subnet.
func (l *lan) nat(subnet string, private, public string) {
	e := l.card("eni-nat", subnet, private)
	e.Type, e.RequesterManaged = "nat_gateway", true
	l.region.Interfaces.Add(e)
	l.region.NATGateways.Add(vpc.NATGateway{
		ID: "nat", VPC: e.VPC, Subnet: e.Subnet, Public: true, State: "available", Interface: e.ID,
		Addresses: []vpc.NATAddress{{Public: netip.MustParseAddr(public), Private: e.Private[0].IP, Interface: e.ID, Primary: true}},
	})
	l.keep("eip", "AllocationId", "allocate-address")
	l.keep("nat", "NatGateway.NatGatewayId", "create-nat-gateway --subnet-id $%s --allocation-id $EIP", variable("subnet-"+subnet))
	fmt.Fprintln(&l.script, "aws ec2 wait nat-gateway-available --nat-gateway-ids $NAT")
}

func (l *lan) card(id, subnet, private string, groups ...string) vpc.Interface {
	sn := l.region.Subnets.Find("subnet-" + subnet)
	return vpc.Interface{
		ID: id, Subnet: sn.ID, VPC: sn.VPC, Groups: groups, SourceDestCheck: true, Type: "interface",
		Private: []vpc.PrivateAddress{{IP: netip.MustParseAddr(private)}},
	}
}

// host adds a server with one security group; public is its public address or
// empty. The console draws another public address.
func (l *lan) host(name, subnet, private, group, public string) {
	e := l.card("eni-"+name, subnet, private, "sg-"+group)
	e.Instance = "i-" + name
	option := "--no-associate-public-ip-address"
	if public != "" {
		e.PublicIP, option = netip.MustParseAddr(public), "--associate-public-ip-address"
	}
	l.region.Interfaces.Add(e)
	l.region.Instances.Add(vpc.Instance{
		ID: e.Instance, Subnet: e.Subnet, VPC: e.VPC, State: vpc.Running, Interfaces: []string{e.ID}, Tags: vpc.Tags{{Key: "Name", Value: name}},
	})
	l.run("run-instances --image-id %s --instance-type t3.micro --subnet-id $%s --private-ip-address %s --security-group-ids $%s %s --tag-specifications 'ResourceType=instance,Tags=[{Key=Name,Value=%s}]'",
		image, variable(e.Subnet), private, variable("sg-"+group), option, name)
	l.hosts = append(l.hosts, name)
}

// image is AWS's name for the newest image of its Linux.
const image = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"

// setup is the commands, up to the moment when all servers run.
func (l *lan) setup() string {
	if len(l.hosts) == 0 {
		return l.script.String()
	}
	return l.script.String() + "aws ec2 wait instance-running --filters Name=tag:Name,Values=" + strings.Join(l.hosts, ",") + "\n"
}
