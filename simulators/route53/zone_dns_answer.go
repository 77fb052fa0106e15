package route53

import (
	"net/netip"
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// TestDNSAnswerInput is a question to a zone.
type TestDNSAnswerInput struct {
	HostedZoneId          string  `required:"true" doc:"the zone's ID"`
	RecordName            string  `required:"true" doc:"the name that is asked for"`
	RecordType            string  `required:"true" doc:"the type that is asked for"`
	ResolverIP            *string `doc:"the address of the resolver that asks; one in us-east-1 when it is not given"`
	EDNS0ClientSubnetIP   *string `doc:"the address of the client that the resolver passes on"`
	EDNS0ClientSubnetMask *string `doc:"how many bits of it it passes on: 0 to 24, of IPv6 0 to 64; 24 and 64 when it is not given"`
}

// TestDNSAnswerOutput is what a name server of the zone answers.
type TestDNSAnswerOutput struct {
	Nameserver   string
	RecordName   string
	RecordType   string
	RecordData   []string
	ResponseCode string
	Protocol     string
}

// TestDNSAnswer tells what the zone's name servers answer to a resolver now,
// past every cache. What it draws is a draw of its own each time.
// docs.aws.amazon.com/Route53/latest/APIReference/API_TestDNSAnswer.html
func (s *State) TestDNSAnswer(c *cloud.Call, in TestDNSAnswerInput) (TestDNSAnswerOutput, error) {
	z, err := s.own(c, in.HostedZoneId)
	if err != nil {
		return TestDNSAnswerOutput{}, err
	}
	name, problem := canonical(in.RecordName)
	switch {
	case problem != "":
		return TestDNSAnswerOutput{}, badInput("%s", problem)
	case !slices.Contains(recordTypes[:], in.RecordType):
		return TestDNSAnswerOutput{}, checkType(in.RecordType)
	case z.Private:
		return TestDNSAnswerOutput{}, badInput("TestDNSAnswer supports only public hosted zones.")
	case !within(name, z.Name):
		return TestDNSAnswerOutput{}, badInput("The record name %s does not lie within the hosted zone %s.", name, z.Name)
	}
	q := Query{Name: name, Type: in.RecordType, Draw: Draw(c.Seed, cloud.Label("test-dns-answer "+c.Account), c.Next(global(c.Account), "test-dns-answer"))}
	if err := q.from(in); err != nil {
		return TestDNSAnswerOutput{}, err
	}
	var a Answer
	s.Internet(c.Seed, c.Now).Ask(z.NameServers[0], &q, &a)
	out := TestDNSAnswerOutput{z.NameServers[0], name, in.RecordType, []string{}, a.Status.String(), "UDP"}
	for _, r := range a.Records {
		out.RecordData = append(out.RecordData, r.Value)
	}
	return out, nil
}

// from places who asks: the client's subnet where it is passed on, else the
// resolver.
func (q *Query) from(in TestDNSAnswerInput) error {
	q.From, _ = RegionPlace("us-east-1")
	if in.ResolverIP != nil {
		a, err := netip.ParseAddr(*in.ResolverIP)
		if err != nil {
			return badInput("Invalid resolver IP: %s", *in.ResolverIP)
		}
		q.From, q.Subnet = Locate(a), netip.PrefixFrom(a, a.BitLen())
	}
	if in.EDNS0ClientSubnetIP == nil {
		return nil
	}
	a, err := netip.ParseAddr(*in.EDNS0ClientSubnetIP)
	if err != nil {
		return badInput("Invalid EDNS0 client subnet IP: %s", *in.EDNS0ClientSubnetIP)
	}
	most := 24
	if a.Is6() {
		most = 64
	}
	bits := most
	if in.EDNS0ClientSubnetMask != nil {
		if bits, err = strconv.Atoi(*in.EDNS0ClientSubnetMask); err != nil || bits < 0 || bits > most {
			return badInput("Invalid EDNS0 client subnet mask: %s", *in.EDNS0ClientSubnetMask)
		}
	}
	q.From, q.Subnet = Locate(a), netip.PrefixFrom(a, bits).Masked()
	return nil
}
