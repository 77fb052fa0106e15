package route53

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// The times of the two records that a zone is born with, and the numbers of its
// SOA record.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
const (
	nsTTL      = 172800
	soaTTL     = 900
	soaNumbers = "awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"
)

// CreateHostedZoneInput is what a zone is made of.
type CreateHostedZoneInput struct {
	Name             string            `required:"true" doc:"the domain's name: lunchbell.example.com"`
	VPC              *VPCIn            `doc:"the first VPC of a private zone"`
	CallerReference  string            `required:"true" doc:"a text of your own that no other zone was made with, so that a repeated call makes nothing twice"`
	HostedZoneConfig *HostedZoneConfig `doc:"comment, and whether the zone is private"`
	DelegationSetId  *string           `doc:"a reusable set whose four name servers the zone is to have"`
}

// CreateHostedZoneOutput tells of the new zone.
type CreateHostedZoneOutput struct {
	HostedZone    HostedZone
	ChangeInfo    ChangeInfo
	DelegationSet DelegationSetOut
	VPC           *VPCOut
	Location      string
}

// CreateHostedZone makes a zone with its NS and SOA records.
// docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html
func (s *State) CreateHostedZone(c *cloud.Call, in CreateHostedZoneInput) (CreateHostedZoneOutput, error) {
	z, err := s.newZone(c, in)
	if err != nil {
		return CreateHostedZoneOutput{}, err
	}
	z.ID, z.Created = newID(c.World, c.Account, "Z"), c.Now
	z.Records = born(z)
	p := s.Zones.Add(z)
	change := s.publish(c, p, p.Records, "")
	out := CreateHostedZoneOutput{HostedZone: p.out(), ChangeInfo: change, Location: "https://route53.amazonaws.com/2013-04-01/hostedzone/" + p.ID}
	out.DelegationSet = s.delegationSet(p)
	if p.Private {
		out.VPC = new(p.VPCs[0].out())
		out.DelegationSet = DelegationSetOut{NameServers: privateServers()}
	}
	return out, nil
}

// newZone checks what a zone is to be made of and gives it all but its ID and
// records.
func (s *State) newZone(c *cloud.Call, in CreateHostedZoneInput) (Zone, error) {
	z := Zone{Account: c.Account, CallerReference: in.CallerReference}
	var err error
	if z.Name, err = zoneName(in.Name); err != nil {
		return z, err
	}
	for old := range s.Zones.All {
		if old.Account == c.Account && old.CallerReference == in.CallerReference {
			return z, cloud.Errorf("HostedZoneAlreadyExists", "A hosted zone has already been created with the specified caller reference.")
		}
	}
	if s.zonesOf(c.Account) >= s.quota(c.Account, "MAX_HOSTED_ZONES_BY_OWNER") {
		return z, cloud.Errorf("TooManyHostedZones", "You have reached the limit on the number of hosted zones that you can create.")
	}
	if in.HostedZoneConfig != nil {
		z.Comment = deref(in.HostedZoneConfig.Comment)
		z.Private = deref(in.HostedZoneConfig.PrivateZone)
	}
	if in.VPC != nil || z.Private {
		return z, s.makePrivate(c, &z, in)
	}
	return z, s.makePublic(c, &z, bare(deref(in.DelegationSetId)))
}

func (s *State) makePrivate(c *cloud.Call, z *Zone, in CreateHostedZoneInput) error {
	switch {
	case in.VPC == nil || deref(in.VPC.VPCId) == "" || deref(in.VPC.VPCRegion) == "":
		return cloud.Errorf("InvalidVPCId", "Invalid or missing VPC Id.")
	case in.DelegationSetId != nil:
		return cloud.Errorf("InvalidInput", "A reusable delegation set can't be associated with a private hosted zone.")
	}
	v := in.VPC.vpc()
	if err := s.ownVPC(c, v); err != nil {
		return err
	}
	if err := s.seenAlready(z.Name, v); err != nil {
		return err
	}
	z.Private, z.VPCs = true, []VPC{v}
	return nil
}

// makePublic gives a zone its name servers. Two zones that share a server may
// not overlap: the server could not tell which of them to answer from.
func (s *State) makePublic(c *cloud.Call, z *Zone, set string) error {
	if set != "" {
		d := s.DelegationSets.Find(set)
		if d == nil || d.Account != c.Account {
			return noSuchSet(set)
		}
		for old := range s.Zones.All {
			if old.DelegationSet == set && overlap(old.Name, z.Name) {
				return cloud.Errorf("ConflictingDomainExists", "Cannot create hosted zone with DelegationSetId DelegationSetId:%s as the DNSName %s conflicts with existing ones sharing the delegation set", set, z.Name)
			}
		}
		z.DelegationSet, z.NameServers = set, slices.Clone(d.NameServers)
		return nil
	}
	for {
		z.NameServers = nameServers(c.World, c.Account)
		if !s.taken(z) {
			return nil
		}
	}
}

func (s *State) taken(z *Zone) bool {
	for old := range s.Zones.All {
		if !overlap(old.Name, z.Name) {
			continue
		}
		for _, n := range z.NameServers {
			if slices.Contains(old.NameServers, n) {
				return true
			}
		}
	}
	return false
}

// overlap tells whether one name is the other or lies under it.
func overlap(a, b string) bool {
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// born are the records that a zone has from the start.
func born(z Zone) Records {
	servers := z.NameServers
	if z.Private {
		servers = privateServers()
	}
	ns := make([]string, len(servers))
	for i, n := range servers {
		ns[i] = n + "."
	}
	var r Records
	r = r.Put(RecordSet{Name: z.Name, Type: "NS", TTL: nsTTL, Values: ns})
	return r.Put(RecordSet{Name: z.Name, Type: "SOA", TTL: soaTTL, Values: []string{ns[0] + " " + soaNumbers}})
}

func (s *State) zonesOf(account string) int64 {
	n := int64(0)
	for z := range s.Zones.All {
		if z.Account == account {
			n++
		}
	}
	return n
}
