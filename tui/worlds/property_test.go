package worlds_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"skylab/console"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
	"skylab/tui/worlds"
)

// names that a learner may give: wide, long, with letters that join, turn the
// writing round or move a terminal's cursor.
var nasty = []string{
	"web", "점심종", "아주 긴 이름을 가진 서브넷입니다 정말로 아주 길어요", strings.Repeat("long-", 40) + "end", "全角ａｂｃ", "e\u0301\u0301\u0301", "👩‍👩‍👧‍👦 family",
	"\x1b[2J\x1b[31mred", "a\tb\rc\nd", "\u202eturned\u202c", "\u0007bell\u009b5m", "   ", "│╭╮", "한\u200b글\ufeff\u2028", "🇰🇷", "\u1112\u1161\u11ab",
}

// random writes a script that makes a world: whatever AWS refuses is left out.
type random struct {
	*rand.Rand
	lines []string
	vars  map[string][]string // by kind
}

func (r *random) do(format string, args ...any) {
	r.lines = append(r.lines, fmt.Sprintf(format, args...))
}

// made notes a variable that holds the ID of something.
func (r *random) made(kind, command, path string) string {
	name := fmt.Sprintf("%s%d", kind, len(r.vars[kind]))
	r.vars[kind] = append(r.vars[kind], name)
	r.do("%s=$(%s --query %s --output text)", name, command, path)
	return name
}

func (r *random) one(kind string) string {
	if list := r.vars[kind]; len(list) > 0 {
		return "$" + list[r.IntN(len(list))]
	}
	return kind + "-0"
}

func (r *random) called(kind string) string {
	if r.IntN(4) == 0 {
		return ""
	}
	return fmt.Sprintf(" --tag-specifications %s", quoted(fmt.Sprintf(`[{"ResourceType":%q,"Tags":[{"Key":"Name","Value":%s}]}]`, kind, jsonString(nasty[r.IntN(len(nasty))]))))
}

func jsonString(s string) string {
	var b strings.Builder
	for _, c := range s {
		if c < 0x20 || c == '"' || c == '\\' {
			fmt.Fprintf(&b, `\u%04x`, c)
		} else {
			b.WriteRune(c)
		}
	}
	return `"` + b.String() + `"`
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

const image = "AMI=$(aws ssm get-parameters --names /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64 --query 'Parameters[0].Value' --output text)"

func (r *random) script(subnets int) string {
	r.do(image)
	for i := range r.IntN(4) {
		r.network(i, 1+r.IntN(subnets))
	}
	r.do("aws ec2 create-internet-gateway%s", r.called("internet-gateway")) // attached to nothing
	r.do("aws ec2 allocate-address%s", r.called("elastic-ip"))
	for range r.IntN(4) {
		r.do("P=$(aws ec2 create-vpc-peering-connection --vpc-id %s --peer-vpc-id %s%s --query VpcPeeringConnection.VpcPeeringConnectionId --output text)", r.one("vpc"), r.one("vpc"), r.called("vpc-peering-connection"))
		r.do("aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P")
	}
	r.far()
	if r.IntN(2) == 0 {
		r.do("sleep %dm", r.IntN(90))
	}
	if r.IntN(3) == 0 {
		r.do("fault az ap-northeast-2a")
	}
	for range 3 {
		r.do("trace internet %s:80", r.one("i"))
		r.do("trace %s %s", r.one("i"), []string{"example.com", "s3", r.one("i")}[r.IntN(3)])
	}
	return strings.Join(r.lines, "\n")
}

// network makes a VPC with whatever may stand in it.
func (r *random) network(i, subnets int) {
	six := ""
	if r.IntN(2) == 0 {
		six = " --amazon-provided-ipv6-cidr-block"
	}
	v := "$" + r.made("vpc", fmt.Sprintf("aws ec2 create-vpc --cidr-block 10.%d.0.0/16%s%s", i, six, r.called("vpc")), "Vpc.VpcId")
	for k := range r.IntN(3) {
		r.do("aws ec2 associate-vpc-cidr-block --vpc-id %s --cidr-block 10.%d.0.0/16", v, 100+i*8+k)
	}
	if r.IntN(3) > 0 {
		g := "$" + r.made("igw", "aws ec2 create-internet-gateway"+r.called("internet-gateway"), "InternetGateway.InternetGatewayId")
		r.do("aws ec2 attach-internet-gateway --vpc-id %s --internet-gateway-id %s", v, g)
	}
	if r.IntN(2) == 0 {
		r.made("eigw", "aws ec2 create-egress-only-internet-gateway --vpc-id "+v+r.called("egress-only-internet-gateway"), "EgressOnlyInternetGateway.EgressOnlyInternetGatewayId")
	}
	if r.IntN(3) == 0 {
		r.made("nat", "aws ec2 create-nat-gateway --availability-mode regional --vpc-id "+v+r.called("natgateway"), "NatGateway.NatGatewayId")
	}
	t := "$" + r.made("rtb", "aws ec2 create-route-table --vpc-id "+v+r.called("route-table"), "RouteTable.RouteTableId")
	g := "$" + r.made("sg", fmt.Sprintf("aws ec2 create-security-group --vpc-id %s --group-name %s --description d", v, quoted(strings.Repeat("group ", 1+r.IntN(40))+"x")), "GroupId")
	r.do("aws ec2 authorize-security-group-ingress --group-id %s --ip-permissions IpProtocol=tcp,FromPort=1,ToPort=65000,IpRanges=[{CidrIp=0.0.0.0/0}] IpProtocol=-1,UserIdGroupPairs=[{GroupId=%s}]", g, g)
	r.do("aws ec2 create-vpc-endpoint --vpc-id %s --service-name com.amazonaws.ap-northeast-2.s3 --route-table-ids %s%s", v, t, r.called("vpc-endpoint"))
	for k := range subnets {
		r.subnet(v, t, g, i, k)
	}
	for _, to := range []string{r.one("igw"), r.one("nat")} {
		r.do("aws ec2 create-route --route-table-id %s --destination-cidr-block %d.0.0.0/%d --gateway-id %s", t, 1+r.IntN(200), 8, to)
	}
	r.do("aws ec2 create-route --route-table-id %s --destination-ipv6-cidr-block ::/0 --egress-only-internet-gateway-id %s", t, r.one("eigw"))
}

func (r *random) subnet(v, t, g string, i, k int) {
	zone := string("abcd"[r.IntN(4)])
	s := "$" + r.made("subnet", fmt.Sprintf("aws ec2 create-subnet --vpc-id %s --cidr-block 10.%d.%d.0/24 --availability-zone ap-northeast-2%s%s", v, i, k, zone, r.called("subnet")), "Subnet.SubnetId")
	if r.IntN(2) == 0 {
		r.do("aws ec2 associate-route-table --route-table-id %s --subnet-id %s", t, s)
	}
	switch r.IntN(6) {
	case 0, 1:
		r.made("i", fmt.Sprintf("aws ec2 run-instances --image-id $AMI --instance-type t3.micro --subnet-id %s --security-group-ids %s --associate-public-ip-address%s", s, g, r.called("instance")), "Instances[0].InstanceId")
	case 2:
		r.do("aws ec2 create-network-interface --subnet-id %s%s", s, r.called("network-interface"))
	case 3:
		r.made("nat", fmt.Sprintf("aws ec2 create-nat-gateway --subnet-id %s --allocation-id $(aws ec2 allocate-address --query AllocationId --output text)%s", s, r.called("natgateway")), "NatGateway.NatGatewayId")
	case 4:
		r.do("A=$(aws ec2 create-network-acl --vpc-id %s%s --query NetworkAcl.NetworkAclId --output text)", v, r.called("network-acl"))
		r.do("aws ec2 replace-network-acl-association --network-acl-id $A --association-id $(aws ec2 describe-network-acls --filters Name=association.subnet-id,Values=%s --query \"NetworkAcls[0].Associations[?SubnetId=='%s'].NetworkAclAssociationId\" --output text)", s, s)
	}
}

// far makes a network in another Region, and a peering to it.
func (r *random) far() {
	if r.IntN(2) == 0 {
		return
	}
	r.do("F=$(aws ec2 create-vpc --region us-east-1 --cidr-block 172.20.0.0/16%s --query Vpc.VpcId --output text)", r.called("vpc"))
	r.do("aws ec2 create-subnet --region us-east-1 --vpc-id $F --cidr-block 172.20.1.0/24%s", r.called("subnet"))
	r.do("P=$(aws ec2 create-vpc-peering-connection --vpc-id %s --peer-vpc-id $F --peer-region us-east-1%s --query VpcPeeringConnection.VpcPeeringConnectionId --output text)", r.one("vpc"), r.called("vpc-peering-connection"))
	r.do("aws ec2 accept-vpc-peering-connection --region us-east-1 --vpc-peering-connection-id $P")
}

// play runs a script line by line and gives the last moment and all traces.
func played(t *testing.T, script string, seed uint64) (*console.Moment, []vpc.Trace) {
	t.Helper()
	m := console.New(console.Options{Seed: seed, Region: "ap-northeast-2", NoDefaultVPC: seed%2 == 0})
	var traces []vpc.Trace
	for line := range strings.SplitSeq(script, "\n") {
		next, err := m.Run(context.Background(), line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		m, traces = next, append(traces, next.Traces...)
	}
	return m, traces
}

func scopes(m *console.Moment) []cloud.Scope {
	return []cloud.Scope{{Account: simulators.Account, Region: "ap-northeast-2"}, {Account: simulators.Account, Region: "us-east-1"}}
}

// sound holds a picture to what every picture must be.
func sound(t *testing.T, p worlds.Picture, o worlds.Options) bool {
	t.Helper()
	for i, l := range p.Lines {
		if w := ansi.StringWidth(l); w > o.Width {
			t.Errorf("%d wide: line %d has %d cells: %q", o.Width, i, w, l)
		}
		if j := strings.IndexFunc(l, func(c rune) bool {
			return c != '\u200d' && unicode.In(c, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
		}); j >= 0 {
			t.Errorf("%d wide: line %d holds %q", o.Width, i, l[j:])
		}
	}
	for _, b := range p.Boxes {
		if b.ID == "" || b.X < 0 || b.Y < 0 || b.W < 0 || b.Y+b.H > len(p.Lines) || b.X+b.W > o.Width {
			t.Errorf("%d wide: box %+v does not lie in a picture of %d lines", o.Width, b, len(p.Lines))
		}
	}
	if len(p.Lines) == 0 {
		t.Errorf("%d wide: nothing is drawn", o.Width)
	}
	return !t.Failed()
}

// Whatever the world, a picture keeps to its width, holds nothing that moves a
// cursor, and its boxes lie in it; at any hop of any trace.
func TestPicturesOfRandomWorlds(t *testing.T) {
	there := map[string]int{} // what the worlds had in all
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := &random{Rand: rand.New(rand.NewPCG(seed, 7)), vars: map[string][]string{}}
			m, traces := played(t, r.script(1+int(seed)), seed)
			count(there, m, len(traces))
			for _, scope := range scopes(m) {
				for width := 10; width <= 140; width++ {
					o := worlds.Options{Width: width, Height: []int{0, 10, 25, 60}[width%4], Text: text.For(text.Langs()[width%2]), Hop: -1}
					if len(traces) > 0 && width%3 == 0 {
						o.Trace = &traces[width%len(traces)]
						o.Hop = width % (len(o.Trace.Hops) + 2) // one beyond the end, too
					}
					if !sound(t, worlds.VPC(m.World, scope, o), o) {
						t.Fatalf("the world of\n%s", strings.Join(r.lines, "\n"))
					}
				}
			}
		})
	}
	for _, what := range []string{"traces", "peerings", "peerings of Regions", "subnets", "instances", "endpoints", "egress gateways", "IPv6 ranges", "control characters", "regional NAT gateways"} {
		if there[what] == 0 {
			t.Errorf("no world had %s: %v", what, there)
		}
	}
	t.Log(there)
}

// count says what a world has, so that the property is not about nothing.
func count(there map[string]int, m *console.Moment, traces int) {
	there["traces"] += traces
	for p := range m.World.VPC.Peerings.All {
		there["peerings"]++
		if p.Requester.Scope != p.Accepter.Scope {
			there["peerings of Regions"]++
		}
	}
	r := m.World.VPC.Regions[scopes(m)[0]]
	there["subnets"] += r.Subnets.Len()
	there["instances"] += r.Instances.Len()
	there["endpoints"] += r.Endpoints.Len()
	there["egress gateways"] += r.EgressGateways.Len()
	for v := range r.VPCs.All {
		there["IPv6 ranges"] += len(v.Ranges6)
		if strings.ContainsAny(v.Tags.Name(), "\x1b\t\u202e") {
			there["control characters"]++
		}
	}
	for g := range r.NATGateways.All {
		if g.Regional {
			there["regional NAT gateways"]++
		}
	}
}

// Worlds at the edges: none at all, forty subnets in one VPC, every name nasty.
func TestPicturesAtTheEdges(t *testing.T) {
	forty := []string{"V=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)"}
	for i := range 40 {
		forty = append(forty, fmt.Sprintf("aws ec2 create-subnet --vpc-id $V --cidr-block 10.0.%d.0/24 --availability-zone ap-northeast-2%c", i, "abcd"[i%4]))
	}
	for name, script := range map[string]string{"no VPC": ":", "forty subnets": strings.Join(forty, "\n")} {
		m, _ := played(t, script, 2)
		for _, lang := range text.Langs() {
			for width := 10; width <= 140; width++ {
				for _, height := range []int{0, 20} {
					o := worlds.Options{Width: width, Height: height, Text: text.For(lang), Hop: -1}
					p := worlds.VPC(m.World, scopes(m)[0], o)
					if !sound(t, p, o) {
						t.Fatal(name)
					}
					shown := 0
					for _, b := range p.Boxes {
						if strings.HasPrefix(b.ID, "subnet-") && b.H > 1 {
							shown++
						}
					}
					if want := map[string]int{"no VPC": 0, "forty subnets": 40}[name]; shown != want {
						t.Fatalf("%s, %d wide: %d subnets are drawn", name, width, shown)
					}
				}
			}
		}
	}
}

// A whole line of a host is the host, up to the frame around it; the word for
// the internet is no more than the word.
func TestLinesAreWhatTheyShow(t *testing.T) {
	script, err := os.ReadFile("testdata/three-tier.sh")
	if err != nil {
		t.Fatal(err)
	}
	m, err := console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}).Run(context.Background(), string(script))
	if err != nil {
		t.Fatal(err)
	}
	scope := scopes(m)[0]
	for _, width := range []int{40, 70, 110} {
		p := worlds.VPC(m.World, scope, worlds.Options{Width: width, Text: text.For(text.English), Hop: -1})
		hosts := 0
		for i := range m.World.VPC.Regions[scope].Instances.All {
			y := p.Row(i.ID)
			row := []rune(p.Lines[y])
			at := slices.Index(row, '●')
			for at+1 < len(row) && row[at+1] != '│' { // the blank before a frame is the frame's
				if got := p.At(at, y); got != i.ID {
					t.Errorf("%d wide: a click on %q is on %s, not on %s", width, string(row[at:]), got, i.ID)
				}
				at++
				hosts++
			}
		}
		if hosts == 0 {
			t.Errorf("%d wide: no host is drawn", width)
		}
		for _, b := range p.Boxes {
			if b.ID == "internet" && string([]rune(p.Lines[b.Y])[b.X:b.X+b.W]) != "internet" {
				t.Errorf("the internet is %q", p.Lines[b.Y])
			}
		}
	}
}
