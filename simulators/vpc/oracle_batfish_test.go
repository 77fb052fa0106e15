package vpc_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// topology is a recorded account, reduced to what a reachability engine needs.
type topology struct {
	VPCs []struct {
		ID    string
		Cidrs []string
	} `json:"vpcs"`
	Subnets     []struct{ ID, VPC, Cidr, AZ string }
	RouteTables []recordedTable `json:"route_tables"`
	NetworkACLs []recordedACL   `json:"network_acls"`
	Groups      []recordedGroup `json:"security_groups"`
	Instances   []recordedHost
	Gateways    []struct {
		ID   string
		VPCs []string
	} `json:"internet_gateways"`
	VPNGateways []struct {
		ID   string
		VPCs []string
	} `json:"vpn_gateways"`
	NATs        []recordedNAT `json:"nat_gateways"`
	Peerings    []struct{ ID, Requester, Accepter, Status string }
	Endpoints   []recordedEndpoint
	PrefixLists []struct {
		ID, Name string
		Cidrs    []string
	} `json:"prefix_lists"`
	Interfaces []struct {
		ID, Subnet, IP, Type string
		Groups               []string
	} `json:"other_interfaces"`
}

type recordedTable struct {
	ID, VPC string
	Main    bool
	Subnets []string
	Routes  []struct{ Dest, Target, State string }
}

type recordedACL struct {
	ID, VPC string
	Default bool
	Subnets []string
	Entries []struct {
		Rule         int32
		Egress       bool
		Proto        string
		Cidr, Action string
		From, To     *int
	}
}

type recordedGroup struct {
	ID, VPC           string
	Inbound, Outbound []struct {
		Proto    string
		From, To *int
		Cidrs    []string
		Groups   []string
	}
}

type recordedHost struct {
	ID, Subnet string
	PrivateIP  string  `json:"private_ip"`
	PublicIP   *string `json:"public_ip"`
	Groups     []string
}

type recordedNAT struct {
	ID, Subnet, VPC string
	Addresses       []struct{ Private, Public string }
}

type recordedEndpoint struct {
	ID, Type, Service string
	RouteTables       []string `json:"route_tables"`
	Subnets           []string
	Groups            []string
	ENIs              []string `json:"enis"`
}

// describe writes the topology as the outputs of aws ec2 describe-…, so that
// it is read by the same door as a real account.
func (tp topology) describe(t *testing.T) [][]byte {
	t.Helper()
	vpcOf := map[string]string{}
	doc := object{}
	add := func(name string, x object) {
		list, _ := doc[name].([]object)
		doc[name] = append(list, x)
	}
	for _, v := range tp.VPCs {
		var set []object
		for _, c := range v.Cidrs {
			set = append(set, object{"CidrBlock": c, "AssociationId": "vpc-cidr-assoc-" + c, "CidrBlockState": object{"State": "associated"}})
		}
		add("Vpcs", object{"VpcId": v.ID, "CidrBlock": v.Cidrs[0], "CidrBlockAssociationSet": set})
	}
	for _, s := range tp.Subnets {
		vpcOf[s.ID] = s.VPC
		add("Subnets", object{"SubnetId": s.ID, "VpcId": s.VPC, "CidrBlock": s.Cidr, "AvailabilityZone": s.AZ})
	}
	for _, g := range tp.Gateways {
		var at []object
		for _, v := range g.VPCs {
			at = append(at, object{"VpcId": v, "State": "available"})
		}
		add("InternetGateways", object{"InternetGatewayId": g.ID, "Attachments": at})
	}
	for _, g := range tp.VPNGateways {
		add("VpnGateways", object{"VpnGatewayId": g.ID})
	}
	for _, l := range tp.PrefixLists {
		add("PrefixLists", object{"PrefixListId": l.ID, "PrefixListName": l.Name, "Cidrs": l.Cidrs})
	}
	for _, p := range tp.Peerings {
		add("VpcPeeringConnections", object{"VpcPeeringConnectionId": p.ID, "Status": object{"Code": p.Status}, "RequesterVpcInfo": object{"VpcId": p.Requester}, "AccepterVpcInfo": object{"VpcId": p.Accepter}})
	}
	tp.describeLists(add)
	tp.describeHosts(add, vpcOf)
	var documents [][]byte
	for name, list := range doc { // each in a document of its own; the order must not matter
		body, err := json.Marshal(object{name: list})
		if err != nil {
			t.Fatal(err)
		}
		documents = append(documents, body)
	}
	return documents
}

func (tp topology) describeLists(add func(string, object)) {
	for _, r := range tp.RouteTables {
		var routes, associations []object
		for _, x := range r.Routes {
			routes = append(routes, describedRoute(x.Dest, x.Target, x.State))
		}
		for _, s := range r.Subnets {
			associations = append(associations, object{"SubnetId": s})
		}
		if r.Main {
			associations = append(associations, object{"Main": true})
		}
		add("RouteTables", object{"RouteTableId": r.ID, "VpcId": r.VPC, "Routes": routes, "Associations": associations})
	}
	for _, a := range tp.NetworkACLs {
		var list, associations []object
		for _, e := range a.Entries {
			x := object{"RuleNumber": e.Rule, "Egress": e.Egress, "Protocol": e.Proto, "CidrBlock": e.Cidr, "RuleAction": e.Action}
			if e.From != nil && e.To != nil {
				x["PortRange"] = object{"From": *e.From, "To": *e.To}
			}
			list = append(list, x)
		}
		for _, s := range a.Subnets {
			associations = append(associations, object{"SubnetId": s})
		}
		add("NetworkAcls", object{"NetworkAclId": a.ID, "VpcId": a.VPC, "IsDefault": a.Default, "Entries": list, "Associations": associations})
	}
	for _, g := range tp.Groups {
		x := object{"GroupId": g.ID, "VpcId": g.VPC, "GroupName": g.ID}
		for name, side := range map[string]*[]object{"IpPermissions": {}, "IpPermissionsEgress": {}} {
			rules := g.Inbound
			if name == "IpPermissionsEgress" {
				rules = g.Outbound
			}
			for _, r := range rules {
				*side = append(*side, describedPermission(r.Proto, r.From, r.To, r.Cidrs, r.Groups))
			}
			x[name] = *side
		}
		add("SecurityGroups", x)
	}
}

func describedRoute(dest, target, state string) object {
	x := object{"State": state}
	switch {
	case strings.HasPrefix(dest, "pl-"):
		x["DestinationPrefixListId"] = dest
	case strings.Contains(dest, ":"):
		x["DestinationIpv6CidrBlock"] = dest
	default:
		x["DestinationCidrBlock"] = dest
	}
	kind, _, _ := strings.Cut(target, "-")
	x[map[string]string{"nat": "NatGatewayId", "pcx": "VpcPeeringConnectionId", "tgw": "TransitGatewayId", "eni": "NetworkInterfaceId"}[kind]] = target
	if x[""] != nil { // igw, vgw, vpce and local all stand in GatewayId
		delete(x, "")
		x["GatewayId"] = target
	}
	return x
}

func describedPermission(proto string, from, to *int, cidrs, groups []string) object {
	x := object{"IpProtocol": proto}
	if from != nil {
		x["FromPort"] = *from
	}
	if to != nil {
		x["ToPort"] = *to
	}
	var ranges, pairs []object
	for _, c := range cidrs {
		ranges = append(ranges, object{"CidrIp": c})
	}
	for _, g := range groups {
		pairs = append(pairs, object{"GroupId": g})
	}
	x["IpRanges"], x["UserIdGroupPairs"] = ranges, pairs
	return x
}

func named(ids []string) []object {
	var list []object
	for _, id := range ids {
		list = append(list, object{"GroupId": id})
	}
	return list
}

func (tp topology) describeHosts(add func(string, object), vpcOf map[string]string) {
	for _, i := range tp.Instances {
		e := object{
			"NetworkInterfaceId": "eni-of-" + i.ID, "SubnetId": i.Subnet, "VpcId": vpcOf[i.Subnet], "InterfaceType": "interface",
			"Groups": named(i.Groups), "Attachment": object{"InstanceId": i.ID},
		}
		private := object{"Primary": true, "PrivateIpAddress": i.PrivateIP}
		if i.PublicIP != nil {
			private["Association"] = object{"PublicIp": *i.PublicIP, "IpOwnerId": "amazon"}
		}
		e["PrivateIpAddresses"] = []object{private}
		add("NetworkInterfaces", e)
		add("Reservations", object{"Instances": []object{{
			"InstanceId": i.ID, "SubnetId": i.Subnet, "VpcId": vpcOf[i.Subnet], "State": object{"Name": "running"},
			"NetworkInterfaces": []object{{"NetworkInterfaceId": "eni-of-" + i.ID}},
		}}})
	}
	for _, e := range tp.Interfaces {
		add("NetworkInterfaces", object{
			"NetworkInterfaceId": e.ID, "SubnetId": e.Subnet, "VpcId": vpcOf[e.Subnet], "InterfaceType": e.Type, "RequesterManaged": true,
			"Groups": named(e.Groups), "PrivateIpAddresses": []object{{"Primary": true, "PrivateIpAddress": e.IP}},
		})
	}
	for _, g := range tp.NATs {
		var list []object
		for _, a := range g.Addresses {
			x := object{"PrivateIp": a.Private, "PublicIp": a.Public}
			for _, e := range tp.Interfaces {
				if e.IP == a.Private && e.Subnet == g.Subnet {
					x["NetworkInterfaceId"] = e.ID
				}
			}
			list = append(list, x)
		}
		add("NatGateways", object{"NatGatewayId": g.ID, "SubnetId": g.Subnet, "VpcId": g.VPC, "State": "available", "ConnectivityType": "public", "NatGatewayAddresses": list})
	}
	for _, e := range tp.Endpoints {
		add("VpcEndpoints", object{"VpcEndpointId": e.ID, "VpcEndpointType": e.Type, "ServiceName": e.Service, "State": "available", "RouteTableIds": e.RouteTables, "SubnetIds": e.Subnets, "NetworkInterfaceIds": e.ENIs, "Groups": named(e.Groups), "VpcId": tp.vpcOfEndpoint(e, vpcOf)})
	}
}

func (tp topology) vpcOfEndpoint(e recordedEndpoint, vpcOf map[string]string) string {
	for _, s := range e.Subnets {
		return vpcOf[s]
	}
	for _, r := range tp.RouteTables {
		if slices.Contains(e.RouteTables, r.ID) {
			return r.VPC
		}
	}
	return ""
}

// recordedScope is where the recorded accounts lie: which Region does not
// matter to a packet.
var recordedScope = cloud.Scope{Account: "111122223333", Region: "us-east-1"}

func (tp topology) network(t *testing.T) *vpc.Network {
	t.Helper()
	var s vpc.State
	if _, err := s.Import(recordedScope, tp.describe(t)...); err != nil {
		t.Fatal(err)
	}
	return vpc.Compile(&s, 0, recordedScope.Account)
}

// batfish traces the flow of a recorded account.
func batfish(t *testing.T, o *oracles, c oracleCase) outcome {
	c.only("topology_ref", "flow")
	ref := text(c.Given["topology_ref"])
	tp, ok := o.topologies[ref]
	if !ok {
		return unread()
	}
	flow := members(c.Given["flow"])
	tp, src := tp.source(text(flow["src"]), text(flow["dst"]), o.namesIn(ref))
	n := tp.network(t)
	from, err := n.Resolve(recordedScope, src)
	if err != nil && strings.HasPrefix(src, "vgw-") {
		from = vpc.Place{Kind: vpc.AtGateway, ID: src, VPC: tp.vpcOfVGW(src), Addr: netip.MustParseAddr("19.168.0.9")}
	} else if err != nil {
		panic(unreadable(src))
	}
	dst := text(flow["dst"])
	if a := addressIn(dst); a != "" { // B 192.168.1.106
		dst = a
	}
	to, err := n.Resolve(recordedScope, dst)
	if err != nil {
		panic(unreadable(dst))
	}
	tr, err := n.Ask(vpc.Ask{From: from, To: to, Proto: flowProtocol(flow), Port: uint16(port(flow["dport"]))}, nil)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	return compareFlow(tr, c.Expect)
}

// namesIn collects what the cases of a topology call its hosts: a name before
// an address, or at the end of a path to one.
func (o *oracles) namesIn(ref string) map[string]string {
	names := map[string]string{}
	for _, c := range o.cases {
		flow, ok := c.Given["flow"].(object)
		if c.Given["topology_ref"] != ref || !ok {
			continue
		}
		for _, key := range []string{"src", "dst"} {
			words, _ := flow[key].(string)
			if name, at, two := strings.Cut(words, " "); two && addressIn(at) == at && name != "internet" {
				names[name] = at
			}
		}
		dst, _ := flow["dst"].(string)
		path, _ := c.Expect["path"].([]any)
		if len(path) > 0 && addressIn(dst) == dst && dst != "" {
			if last, ok := path[len(path)-1].(string); ok && strings.HasSuffix(last, " inst") {
				names[strings.TrimSuffix(last, " inst")] = dst
			}
		}
		if reached, ok := c.Expect["reached"].(string); ok && addressIn(dst) == dst && dst != "" {
			names[strings.TrimSuffix(reached, " instance")] = dst
		}
	}
	return names
}

func flowProtocol(flow map[string]any) uint8 {
	if s, ok := flow["ip_protocol"].(string); ok {
		var n int
		if _, err := fmt.Sscanf(s[strings.IndexByte(s, '(')+1:], "%d", &n); err == nil {
			return uint8(n)
		}
	}
	for _, key := range []string{"ip_protocol", "proto", "protocol"} {
		if flow[key] != nil {
			return protocolOf(flow[key])
		}
	}
	return vpc.TCP
}

// source finds who sends, in the words of the cases: an ID, an address, a
// public or private instance, one in the endpoint's subnet or another, the
// internet, a gateway. A source address that nobody has gets a host.
func (tp topology) source(words, dst string, names map[string]string) (topology, string) {
	if at, named := names[words]; named {
		words = at
	}
	if strings.HasPrefix(words, "internet") {
		if a := addressIn(words); a != "" {
			return tp, "internet:" + a
		}
		return tp, "internet"
	}
	if words == "vgw" && len(tp.VPNGateways) > 0 {
		return tp, tp.VPNGateways[0].ID
	}
	for _, i := range tp.Instances {
		if strings.Contains(words, i.ID) || addressIn(words) == i.PrivateIP {
			return tp, i.ID
		}
	}
	if a := addressIn(words); a != "" && strings.Contains(words, "subnet") {
		for _, s := range tp.Subnets {
			if netip.MustParsePrefix(s.Cidr).Contains(netip.MustParseAddr(a)) {
				tp.Instances = append(slices.Clone(tp.Instances), recordedHost{ID: "i-extra", Subnet: s.ID, PrivateIP: a, Groups: tp.Instances[0].Groups})
				return tp, "i-extra"
			}
		}
	}
	found := ""
	for _, i := range tp.Instances {
		if tp.fits(i, words) && (found == "" || tp.hasWayOut(i.Subnet)) {
			found = i.ID
		}
	}
	if found == "" && !strings.Contains(words, " ") { // the other of two VPCs, or the only host
		found = tp.onlyOneApartFrom(dst)
	}
	if found == "" {
		panic(unreadable(words))
	}
	return tp, found
}

// onlyOneApartFrom is the one instance that is not in the VPC of an address.
func (tp topology) onlyOneApartFrom(dst string) string {
	vpcOf, home, found := map[string]string{}, "", ""
	for _, s := range tp.Subnets {
		vpcOf[s.ID] = s.VPC
		if a, err := netip.ParseAddr(dst); err == nil && netip.MustParsePrefix(s.Cidr).Contains(a) {
			home = s.VPC
		}
	}
	for _, i := range tp.Instances {
		if vpcOf[i.Subnet] != home {
			if found != "" {
				return ""
			}
			found = i.ID
		}
	}
	return found
}

// hasWayOut tells whether a subnet has a default route: where several hosts fit
// the words of a case, it means the one that can try.
func (tp topology) hasWayOut(subnet string) bool {
	has := func(r recordedTable) bool {
		for _, x := range r.Routes {
			if x.Dest == "0.0.0.0/0" {
				return true
			}
		}
		return false
	}
	for _, r := range tp.RouteTables {
		if slices.Contains(r.Subnets, subnet) {
			return has(r)
		}
	}
	for _, r := range tp.RouteTables {
		if r.Main {
			return has(r)
		}
	}
	return false
}

// fits tells whether the words of a case may mean a host: by its subnet, by what
// else stands in that, by whether it is public.
func (tp topology) fits(i recordedHost, words string) bool {
	special := map[string]func(subnet string) bool{
		"endpoint": func(subnet string) bool {
			return slices.ContainsFunc(tp.Endpoints, func(e recordedEndpoint) bool { return slices.Contains(e.Subnets, subnet) })
		},
		"nat": func(subnet string) bool {
			return slices.ContainsFunc(tp.NATs, func(g recordedNAT) bool { return g.Subnet == subnet })
		},
	}
	words = strings.ToLower(words)
	for word, has := range special {
		if strings.Contains(words, word) && strings.Contains(words, "subnet") {
			return has(i.Subnet) != strings.Contains(words, "not")
		}
	}
	switch words {
	case "public instance", "instance in public subnet":
		return i.PublicIP != nil
	case "private instance", "instance in private subnet":
		return i.PublicIP == nil
	case "instance in other subnet":
		return !special["endpoint"](i.Subnet) && !special["nat"](i.Subnet)
	case "instance", "the instance":
		return len(tp.Instances) == 1
	}
	return false
}

func addressIn(words string) string {
	for _, a := range addressesIn(words) {
		return a.String()
	}
	return ""
}

// addressesIn finds the addresses in a text.
func addressesIn(words string) (list []netip.Addr) {
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(" (),;[]", r) }) {
		if a, err := netip.ParseAddr(strings.TrimPrefix(w, "s ")); err == nil {
			list = append(list, a)
		}
	}
	return list
}

func (tp topology) vpcOfVGW(id string) string {
	for _, g := range tp.VPNGateways {
		if g.ID == id && len(g.VPCs) > 0 {
			return g.VPCs[0]
		}
	}
	return ""
}

// compareFlow compares what the cases say about a trace.
func compareFlow(tr vpc.Trace, want object) outcome {
	var list []outcome
	for _, key := range slices.Sorted(maps.Keys(want)) {
		w := want[key]
		switch key {
		case "delivered":
			list = append(list, equal(tr.Arrives, w))
		case "response_delivered":
			list = append(list, equal(tr.Verdict == cloud.Allowed, w))
		case "nacl_evaluated":
			list = append(list, equal(slices.ContainsFunc(tr.Hops, func(h vpc.Hop) bool { return h.Kind == "acl" }), w))
		case "blocked_by":
			list = append(list, blockedBy(tr, text(w)))
		case "ra_code":
			list = append(list, equal(firstRefusal(tr).Reason.Code, w))
		case "dropped_at", "path_end":
			list = append(list, stops(tr, text(w)))
		case "via":
			for _, what := range texts(w) {
				list = append(list, passes(tr, what))
			}
		case "snat", "dnat":
			list = append(list, translated(tr, members(w), key == "snat"))
		case "path", "return_path":
			list = append(list, follows(tr, texts(w), key == "return_path"))
		case "reason", "reached": // in words
		default:
			panic(unreadable("expected " + key))
		}
	}
	return all(list...)
}

// blockedBy wants the first refusal to be a security group's, or a network
// ACL's.
func blockedBy(tr vpc.Trace, who string) outcome {
	codes := []string{vpc.CodeGroupsMismatch, vpc.CodeGroupNoRules}
	switch low := strings.ToLower(who); {
	case strings.Contains(low, "acl"):
		codes = []string{vpc.CodeACL}
	case !strings.HasPrefix(low, "security group") && !strings.HasPrefix(low, "sg"):
		panic(unreadable(who))
	}
	refusals := tr.Refusals()
	if len(refusals) == 0 || !slices.Contains(codes, refusals[0].Code) {
		return outcome{"failed", fmt.Sprintf("refused by %v, want a %s", refusals, who)}
	}
	return passed()
}

// hopKinds are the kinds of hops at which a case may say that a packet ends, or
// through which it passes. A subnet's router is asked before a packet leaves
// the subnet, and gives up on an address of it that nobody has; a VPC's gives
// up on one that none of its subnets has.
var hopKinds = []struct {
	words *regexp.Regexp
	kinds []string
}{
	{regexp.MustCompile(`(?i)subnet$`), []string{"table", "local"}},
	{regexp.MustCompile(`(?i)^vpc\b`), []string{"local"}},
	{regexp.MustCompile(`(?i)^(igw|internet gateway)$`), []string{"igw"}},
	{regexp.MustCompile(`(?i)^nat( gateway)?$`), []string{"nat"}},
	{regexp.MustCompile(`(?i)^(pcx|peering|vpc peering)`), []string{"pcx"}},
	{regexp.MustCompile(`(?i)endpoint$`), []string{"vpce"}},
	{regexp.MustCompile(`(?i)^(vgw|tgw)`), []string{"unknown"}},
	{regexp.MustCompile(`(?i)^(internet|backbone)$`), []string{"internet"}},
}

func kindsOf(words string) []string {
	for _, x := range hopKinds {
		if x.words.MatchString(words) {
			return x.kinds
		}
	}
	panic(unreadable(words))
}

// stops wants the first hop that did not let the packet through. A packet that
// begins at a gateway, and for which its VPC has nobody, goes nowhere from it.
func stops(tr vpc.Trace, where string) outcome {
	h := firstRefusal(tr)
	kinds := kindsOf(where)
	gateway := slices.Equal(kinds, []string{"unknown"})
	if gateway && tr.From.Kind == vpc.AtGateway && h.Kind == "local" {
		return passed()
	}
	if !slices.Contains(kinds, h.Kind) || gateway && !strings.HasPrefix(h.At, where[:3]) {
		return outcome{"failed", fmt.Sprintf("it ends at %s %s, want %s", h.Kind, h.At, where)}
	}
	return passed()
}

func firstRefusal(tr vpc.Trace) vpc.Hop {
	for _, h := range tr.Hops {
		if h.Reason.Verdict != cloud.Allowed {
			return h
		}
	}
	return vpc.Hop{}
}

func passes(tr vpc.Trace, what string) outcome {
	kinds := kindsOf(what)
	return equal(slices.ContainsFunc(tr.Forward(), func(h vpc.Hop) bool { return slices.Contains(kinds, h.Kind) }), true)
}

// translated wants the source, or the destination, to be another behind the
// internet gateway.
func translated(tr vpc.Trace, want object, source bool) outcome {
	before, after := tr.Packet.Dst, packetAt(tr, "igw").Dst
	if source {
		before, after = tr.Packet.Src, packetAt(tr, "igw").Src
	}
	return all(equal(before.String(), want["from"]), equal(after.String(), want["to"]))
}

// follows wants the gateways of a path in their order; what else stands in it
// (subnets, VPCs, the backbone) a trace names otherwise or not at all.
func follows(tr vpc.Trace, path []string, back bool) outcome {
	kinds := map[string]string{"igw": "igw", "nat gateway": "nat", "internet": "internet", "endpoint": "vpce", "gateway endpoint": "vpce", "aws services": "internet"}
	want, got := []string{}, []string{}
	for _, p := range path {
		if k := kinds[p]; k != "" {
			want = append(want, k)
		}
	}
	hops := tr.Forward()
	if back {
		hops = tr.Hops[len(hops):]
		want = slices.DeleteFunc(want, func(k string) bool { return k == "internet" })
	}
	for _, h := range hops {
		if slices.Contains([]string{"igw", "nat", "internet", "vpce"}, h.Kind) && (len(got) == 0 || got[len(got)-1] != h.Kind) {
			got = append(got, h.Kind)
		}
	}
	return equal(got, want)
}

// topologyFile holds the recorded accounts.
const topologyFile = "01-vpc-batfish-topologies.json"

// TestOracleTopologies: every recorded account is read, and every one of its
// hosts is found by ID and by address.
func TestOracleTopologies(t *testing.T) {
	o := loadOracles(t)
	count := map[bool]int{}
	for _, name := range slices.Sorted(maps.Keys(o.topologies)) {
		tp := o.topologies[name]
		count[t.Run(name, func(t *testing.T) {
			n := tp.network(t)
			for _, i := range tp.Instances {
				p, err := n.Resolve(recordedScope, i.ID)
				if err != nil || p.Instance != i.ID || p.Addr.String() != i.PrivateIP {
					t.Errorf("%s is %+v, %v", i.ID, p, err)
				}
			}
		})]++
	}
	t.Logf("oracles %s: %d passed, %d failed, 0 left out, 0 unread", topologyFile, count[true], count[false])
}
