package vpc_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"skylab/console"
	"skylab/simulators/vpc"
)

// prelude is what the scripts below have in common: an account without a
// default VPC, and short words for making things.
const prelude = `
v() { aws "$@" --output text; }
vpc() { v ec2 create-vpc --cidr-block ${1:-10.0.0.0/16} --query Vpc.VpcId; }
subnet() { v ec2 create-subnet --vpc-id $1 --cidr-block $2 ${3:+--availability-zone $3} --query Subnet.SubnetId; }
igw() { v ec2 create-internet-gateway --query InternetGateway.InternetGatewayId; }
table() { v ec2 create-route-table --vpc-id $1 --query RouteTable.RouteTableId; }
group() { v ec2 create-security-group --vpc-id $1 --group-name ${2:-g} --description g --query GroupId; }
acl() { v ec2 create-network-acl --vpc-id $1 --query NetworkAcl.NetworkAclId; }
eni() { v ec2 create-network-interface --subnet-id $1 --query NetworkInterface.NetworkInterfaceId; }
peer() { v ec2 create-vpc-peering-connection --vpc-id $1 --peer-vpc-id $2 --query VpcPeeringConnection.VpcPeeringConnectionId; }
more() { v service-quotas request-service-quota-increase --service-code ${3:-vpc} --quota-code $1 --desired-value $2; }
`

// session runs a script in an empty account and gives what its last line
// printed to standard output and error, and the API errors that were met.
func session(t *testing.T, script string) (string, []string) {
	t.Helper()
	m := console.New(console.Options{Seed: 3, NoDefaultVPC: true})
	for _, part := range []string{prelude, script} {
		var err error
		if m, err = m.Run(context.Background(), part); err != nil {
			t.Fatalf("%s: %v", part, err)
		}
	}
	var codes []string
	for _, c := range m.Calls {
		if c.Code != "" {
			codes = append(codes, c.Code)
		}
	}
	return strings.TrimSpace(string(m.Output)), codes
}

// refusal is the code of the last call's error, or empty.
func refusal(t *testing.T, script string) string {
	_, codes := session(t, script)
	return last(codes)
}

func last(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return codes[len(codes)-1]
}

func sameCode(got string, want any) outcome {
	if w, _ := want.(string); plainCode(got) == plainCode(w) {
		return passed()
	}
	return outcome{"failed", fmt.Sprintf("the error is %q, want %q", got, want)}
}

// okOr compares with ok, and with the error where one is named.
func okOr(c oracleCase, code string) outcome {
	var list []outcome
	if c.Expect["ok"] != nil {
		list = append(list, equal(code == "", c.Expect["ok"]))
	}
	if c.Expect["error"] != nil {
		list = append(list, sameCode(code, c.Expect["error"]))
	}
	return all(list...)
}

func endpointRoute(t *testing.T, c oracleCase) outcome {
	const made = `V=$(vpc); T=$(table $V)
E=$(v ec2 create-vpc-endpoint --vpc-id $V --service-name com.amazonaws.us-east-1.s3 --route-table-ids $T --query VpcEndpoint.VpcEndpointId)
L=$(v ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.us-east-1.s3 --query 'PrefixLists[0].PrefixListId')
`
	lines := map[string]string{
		"CreateRoute":  "aws ec2 create-route --route-table-id $T --destination-prefix-list-id $L --vpc-endpoint-id $E",
		"DeleteRoute":  "aws ec2 delete-route --route-table-id $T --destination-prefix-list-id $L",
		"ReplaceRoute": "aws ec2 replace-route --route-table-id $T --destination-prefix-list-id $L --nat-gateway-id nat-0123456789abcdef0",
	}
	var list []outcome
	for _, name := range regexp.MustCompile(`\w+Route`).FindAllString(text(c.Given["api"]), -1) {
		if lines[name] == "" {
			return unread()
		}
		list = append(list, equal(refusal(t, made+lines[name]) == "", c.Expect["ok"]))
	}
	return all(list...)
}

// peerCreate asks for a peering of two VPCs and accepts it.
func peerCreate(t *testing.T, a, b []string, c oracleCase) outcome {
	out, codes := session(t, vpcOf("A", a)+vpcOf("B", b)+peerUp("A", "B")+peerStates)
	return equal(len(codes) == 0 && lastLine(out) == "active", c.Expect["ok"])
}

func peerUp(a, b string) string {
	return "P=$(peer $" + a + " $" + b + "); v ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P --query VpcPeeringConnection.Status.Code\n"
}

const peerStates = "sleep 1m; v ec2 describe-vpc-peering-connections --query 'sort_by(VpcPeeringConnections[?Status.Code!=`failed`], &VpcPeeringConnectionId)[].Status.Code'"

// peerAgain makes a peering, brings it to a state, and asks for another.
func peerAgain(t *testing.T, c oracleCase) outcome {
	ends, state, _ := strings.Cut(text(c.Given["existing"]), " ")
	script, next := "", strings.Fields(text(c.Given["create"]))[0]
	for i, name := range []string{"A", "B", "C", "D"} {
		script += fmt.Sprintf("%s=$(vpc 10.%d.0.0/16)\n", name, i)
	}
	a, b, ok := strings.Cut(ends, "-")
	x, y, too := strings.Cut(next, "-")
	if !ok || !too {
		return unread()
	}
	did, known := map[string]string{
		"": "accept", "active": "accept", "deleted": "delete", "rejected": "reject", "pending": "", "pending-acceptance": "",
	}[state]
	if !known {
		return unread()
	}
	script += "P=$(peer $" + a + " $" + b + ")\n"
	if did != "" {
		script += "v ec2 " + did + "-vpc-peering-connection --vpc-peering-connection-id $P --query VpcPeeringConnection.Status.Code\n"
	}
	out, codes := session(t, script+`Q=$(peer $`+x+` $`+y+`); v ec2 accept-vpc-peering-connection --vpc-peering-connection-id $Q --query VpcPeeringConnection.Status.Code; sleep 1m
[[ $Q != $P ]] && v ec2 describe-vpc-peering-connections --vpc-peering-connection-ids $Q --query 'VpcPeeringConnections[0].Status.Code'`)
	return equal(len(codes) == 0 && lastLine(out) == "active", c.Expect["ok"])
}

func lastLine(s string) string {
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// firstRules looks at the rules of a VPC's default list, or of a new one.
func firstRules(t *testing.T, c oracleCase, standard bool) outcome {
	which := "--filters Name=vpc-id,Values=$V Name=default,Values=" + fmt.Sprint(standard)
	out, _ := session(t, `V=$(vpc); A=$(acl $V); v ec2 describe-network-acls `+which+` --query 'NetworkAcls[0].Entries[].[Egress,RuleNumber,RuleAction,CidrBlock]'`)
	sides := map[string][]object{}
	for line := range strings.Lines(out) {
		f := strings.Fields(line)
		side, rule := "inbound", object{"action": f[2]}
		if f[0] == "True" {
			side = "outbound"
		}
		if f[1] == "32767" {
			rule["rule"] = "*"
		} else {
			rule["rule"], _ = strconv.Atoi(f[1])
			rule["cidr"] = f[3]
		}
		sides[side] = append(sides[side], rule)
	}
	var list []outcome
	for _, side := range []string{"inbound", "outbound"} {
		switch c.Expect[side] {
		case nil:
		case "deny all", "denied", "deny":
			list = append(list, equal(sides[side], []object{{"rule": "*", "action": "deny"}}))
		default:
			list = append(list, equal(sides[side], c.Expect[side]))
		}
	}
	return all(list...)
}

// ruleNumbers tries the ends of what an entry can be numbered, and what lies
// outside, and looks at the numbers of the closing denies.
func ruleNumbers(t *testing.T, c oracleCase) outcome {
	takes := func(n int) bool {
		return refusal(t, fmt.Sprintf("aws ec2 create-network-acl-entry --network-acl-id $(acl $(vpc)) --ingress --rule-number %d --protocol -1 --rule-action allow --cidr-block 0.0.0.0/0", n)) == ""
	}
	low, high := number(c.Expect["min"]), number(c.Expect["max"])
	list := []outcome{equal(takes(low), true), equal(takes(high), true), equal(takes(low-1), false), equal(takes(high+1), false)}
	for key, src := range map[string]string{"default_deny_v4": "198.51.100.1", "default_deny_v6": "2001:db8::1"} {
		if c.Expect[key] == nil {
			continue
		}
		tr, err := inquire(vpc.OracleNetwork(t, oneHost("")), vpc.Ask{Proto: vpc.TCP, IPv6: strings.Contains(src, ":"), Port: 80}, "internet:"+src, "s")
		if err != nil || len(tr.Refusals()) == 0 {
			return outcome{"failed", fmt.Sprint(tr.Refusals(), err)}
		}
		list = append(list, equal(tr.Refusals()[0].Rule, c.Expect[key]))
	}
	return all(list...)
}

func secondACL(t *testing.T, c oracleCase) outcome {
	out, codes := session(t, `V=$(vpc); S=$(subnet $V 10.0.1.0/24); A=$(acl $V)
O=$(v ec2 describe-network-acls --filters Name=association.subnet-id,Values=$S --query 'NetworkAcls[0].Associations[0].NetworkAclAssociationId')
v ec2 replace-network-acl-association --association-id $O --network-acl-id $A >/dev/null
v ec2 describe-network-acls --filters Name=association.subnet-id,Values=$S --query "NetworkAcls[].NetworkAclId == ['$A']"
v ec2 describe-network-acls --query "length(NetworkAcls[].Associations[?SubnetId=='$S'][])"`)
	word := "kept"
	if len(codes) == 0 && out == "True\n1" {
		word = "removed"
	}
	return equal(word, c.Expect["previous_association"])
}

// denyRule looks whether the API has a word for a rule that denies.
func denyRule(t *testing.T, c oracleCase) outcome {
	out, _ := session(t, "aws ec2 authorize-security-group-ingress --group-id $(group $(vpc)) --protocol tcp --port 22 --cidr 0.0.0.0/0 --rule-action deny 2>&1")
	return equal(!strings.Contains(out, "nknown option"), c.Expect["ok"])
}

// ruleWeight fills a group with rules of a kind and counts how many it takes,
// and with plain ones the rest.
func ruleWeight(t *testing.T, c oracleCase) outcome {
	words := strings.ToLower(text(c.Given["rule"]))
	made, size, list := "", regexp.MustCompile(`\b\d+`).FindString(words), ""
	switch {
	case strings.Contains(words, "security group"):
		made = `aws ec2 authorize-security-group-ingress --group-id $A --protocol tcp --port 22 --source-group $(group $V b$i)`
	case strings.Contains(words, "prefix list"):
		if list = `L=$(v ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=*.s3 --query 'PrefixLists[0].PrefixListId')`; size != "" {
			list = "L=$(v ec2 create-managed-prefix-list --prefix-list-name l --address-family IPv4 --max-entries " + size + " --query PrefixList.PrefixListId); sleep 1m"
		} else if !strings.Contains(words, "s3") {
			return unread()
		}
		made = `aws ec2 authorize-security-group-ingress --group-id $A --ip-permissions "IpProtocol=tcp,FromPort=$i,ToPort=$i,PrefixListIds=[{PrefixListId=$L}]"`
	case strings.Contains(words, "cidr"), strings.Contains(words, "address range"):
		made = `aws ec2 authorize-security-group-ingress --group-id $A --protocol tcp --port $i --cidr 0.0.0.0/0`
	default:
		return unread()
	}
	out, _ := session(t, `V=$(vpc); A=$(group $V a); n=0; k=0
`+list+`
for i in $(seq 70); do `+made+` >/dev/null 2>&1 || break; n=$((n+1)); done
for i in $(seq 101 170); do aws ec2 authorize-security-group-ingress --group-id $A --protocol udp --port $i --cidr 0.0.0.0/0 >/dev/null 2>&1 || break; k=$((k+1)); done; echo $n $k`)
	var n, k int
	if _, err := fmt.Sscan(lastLine(out), &n, &k); err != nil || n == 0 {
		return outcome{"failed", out}
	}
	most, _ := vpc.OracleQuotaByCode("L-0EA8095F")
	return equal((most-k)/n, c.Expect["counts_as"])
}

// defaultVPC looks at a default VPC and at another.
func defaultVPC(t *testing.T, c oracleCase) outcome {
	const look = `
show() {
  v ec2 describe-internet-gateways --filters Name=attachment.vpc-id,Values=$1 --query 'length(InternetGateways)'
  v ec2 describe-route-tables --filters Name=vpc-id,Values=$1 --query "length(RouteTables[].Routes[?DestinationCidrBlock=='0.0.0.0/0'][])"
  v ec2 describe-route-tables --filters Name=vpc-id,Values=$1 --query "length(RouteTables[].Routes[?DestinationIpv6CidrBlock=='::/0'][])"
  v ec2 describe-subnets --filters Name=vpc-id,Values=$1 --query 'Subnets[0].MapPublicIpOnLaunch'
}
`
	seen := func(script string) map[string]any {
		out, _ := session(t, look+script)
		f := strings.Fields(out)
		if len(f) != 4 {
			t.Fatalf("%q", out)
		}
		return map[string]any{"igw": f[0] != "0", "ipv4_default_route": f[1] != "0", "ipv6_default_route": f[2] != "0", "auto_public_ipv4": f[3] == "True"}
	}
	var list []outcome
	for key, script := range map[string]string{"default_vpc": "V=$(v ec2 create-default-vpc --query Vpc.VpcId); show $V", "nondefault_vpc": "V=$(vpc); S=$(subnet $V 10.0.1.0/24); show $V"} {
		if c.Expect[key] != nil {
			list = append(list, equal(seen(script), c.Expect[key]))
		}
	}
	return all(list...)
}
