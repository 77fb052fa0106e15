package route53

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// own finds a zone that the caller's account owns.
func (s *State) own(c *cloud.Call, id string) (*Zone, error) {
	z := s.Zone(id)
	if z == nil || z.Account != c.Account {
		return nil, cloud.Errorf("NoSuchHostedZone", "No hosted zone found with ID: %s", bare(id))
	}
	return z, nil
}

// GetHostedZoneInput names a zone.
type GetHostedZoneInput struct {
	Id string `required:"true" doc:"the zone's ID: Z…"`
}

// GetHostedZoneOutput tells of a zone: its name servers, or the VPCs that see
// it.
type GetHostedZoneOutput struct {
	HostedZone    HostedZone
	DelegationSet *DelegationSetOut
	VPCs          []VPCOut
}

// GetHostedZone tells of one zone.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html
func (s *State) GetHostedZone(c *cloud.Call, in GetHostedZoneInput) (GetHostedZoneOutput, error) {
	z, err := s.own(c, in.Id)
	if err != nil {
		return GetHostedZoneOutput{}, err
	}
	out := GetHostedZoneOutput{HostedZone: z.out()}
	if z.Private {
		out.VPCs = vpcsOut(z.VPCs)
		return out, nil
	}
	out.DelegationSet = new(s.delegationSet(z))
	return out, nil
}

// delegationSet is a public zone's own four servers, or the set that it shares.
func (s *State) delegationSet(z *Zone) DelegationSetOut {
	if d := s.DelegationSets.Find(z.DelegationSet); d != nil {
		return d.out()
	}
	return DelegationSetOut{NameServers: slices.Clone(z.NameServers)}
}

// DeleteHostedZoneInput names a zone.
type DeleteHostedZoneInput struct {
	Id string `required:"true" doc:"the zone's ID: Z…"`
}

// DeleteHostedZoneOutput is the change that takes it away.
type DeleteHostedZoneOutput struct{ ChangeInfo ChangeInfo }

// DeleteHostedZone takes a zone away that has only its NS and SOA records.
// docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html
func (s *State) DeleteHostedZone(c *cloud.Call, in DeleteHostedZoneInput) (DeleteHostedZoneOutput, error) {
	z, err := s.own(c, in.Id)
	if err != nil {
		return DeleteHostedZoneOutput{}, err
	}
	for r := range z.Records.All {
		if r.Name != z.Name || r.Type != "NS" && r.Type != "SOA" {
			return DeleteHostedZoneOutput{}, cloud.Errorf("HostedZoneNotEmpty", "The specified hosted zone contains non-required resource record sets  and so cannot be deleted.")
		}
	}
	change := s.publish(c, z, Records{}, "")
	delete(s.Tags, "hostedzone/"+z.ID)
	s.Zones.Remove(z.ID)
	return DeleteHostedZoneOutput{change}, nil
}

// UpdateHostedZoneCommentInput is a zone and its new comment.
type UpdateHostedZoneCommentInput struct {
	Id      string  `required:"true" doc:"the zone's ID: Z…"`
	Comment *string `doc:"the new remark; without it the old one goes"`
}

// UpdateHostedZoneCommentOutput tells of the zone.
type UpdateHostedZoneCommentOutput struct{ HostedZone HostedZone }

// UpdateHostedZoneComment changes a zone's comment.
// docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHostedZoneComment.html
func (s *State) UpdateHostedZoneComment(c *cloud.Call, in UpdateHostedZoneCommentInput) (UpdateHostedZoneCommentOutput, error) {
	z, err := s.own(c, in.Id)
	if err != nil {
		return UpdateHostedZoneCommentOutput{}, err
	}
	z.Comment = deref(in.Comment)
	return UpdateHostedZoneCommentOutput{z.out()}, nil
}

// zoneName checks the name of a zone and gives it as Route 53 prints it.
func zoneName(given string) (string, error) {
	name, problem := canonical(given)
	if problem != "" {
		return "", cloud.Errorf("InvalidDomainName", "%s", problem)
	}
	if !strings.Contains(strings.TrimSuffix(name, "."), ".") && name != "." {
		return name, nil
	}
	if name == "." {
		return "", cloud.Errorf("InvalidDomainName", "The domain name is not valid.")
	}
	if name == "amazonaws.com." || strings.HasSuffix(name, ".amazonaws.com.") {
		return "", cloud.Errorf("InvalidDomainName", "%s is reserved by AWS!", strings.TrimSuffix(name, "."))
	}
	return name, nil
}
