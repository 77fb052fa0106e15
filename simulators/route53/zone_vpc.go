package route53

import (
	"slices"

	"skylab/simulators/cloud"
)

// Networks are the VPCs that private zones are seen from.
type Networks interface {
	// Owner is the account that a VPC belongs to; not known when there is no
	// such VPC.
	Owner(v VPC) (account string, known bool)
}

var errVPC = cloud.Errorf("InvalidVPCId", "Invalid or missing VPC Id.")

// ownVPC wants a VPC that exists and is the caller's.
func (s *State) ownVPC(c *cloud.Call, v VPC) error {
	owner, ok := s.owner(v)
	switch {
	case !ok:
		return errVPC
	case owner != c.Account:
		return notAuthorized(v)
	}
	return nil
}

func (s *State) owner(v VPC) (string, bool) {
	if s.outside.Networks == nil {
		return "", false
	}
	return s.outside.Networks.Owner(v)
}

func notAuthorized(v VPC) error {
	return cloud.Errorf("NotAuthorizedException", "The VPC: %s in region %s that you provided is not authorized to make the association.", v.ID, v.Region)
}

// seenAlready is an error when the VPC sees another private zone of the name.
func (s *State) seenAlready(name string, v VPC) error {
	for z := range s.Zones.All {
		if z.Name == name && slices.Contains(z.VPCs, v) {
			return cloud.Errorf("ConflictingDomainExists", "The VPC %s in region %s has already been associated with the hosted zone %s with the same domain name.", v.ID, v.Region, z.ID)
		}
	}
	return nil
}

// AssociateVPCWithHostedZoneInput is a zone and a VPC that is to see it.
type AssociateVPCWithHostedZoneInput struct {
	HostedZoneId string  `required:"true" doc:"the private zone's ID"`
	VPC          VPCIn   `required:"true" doc:"the VPC that is to see it"`
	Comment      *string `doc:"a remark"`
}

// AssociateVPCWithHostedZoneOutput is the change.
type AssociateVPCWithHostedZoneOutput struct{ ChangeInfo ChangeInfo }

// AssociateVPCWithHostedZone lets a VPC see a private zone. The VPC's account
// may call it for a zone of another account that has authorised it.
// docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html
func (s *State) AssociateVPCWithHostedZone(c *cloud.Call, in AssociateVPCWithHostedZoneInput) (AssociateVPCWithHostedZoneOutput, error) {
	var none AssociateVPCWithHostedZoneOutput
	z, v := s.Zone(in.HostedZoneId), in.VPC.vpc()
	if z == nil || z.Account != c.Account && !slices.Contains(z.Allowed, v) {
		_, err := s.own(c, in.HostedZoneId)
		return none, err
	}
	if !z.Private {
		return none, cloud.Errorf("PublicZoneVPCAssociation", "You're trying to associate a VPC with a public hosted zone. Amazon Route 53 doesn't support associating a VPC with a public hosted zone.")
	}
	if err := s.ownVPC(c, v); err != nil {
		return none, err
	}
	if err := s.seenAlready(z.Name, v); err != nil {
		return none, err
	}
	if int64(len(z.VPCs)) >= s.quota(z.Account, "MAX_VPCS_ASSOCIATED_BY_ZONE") {
		return none, cloud.Errorf("LimitsExceeded", "The hosted zone has reached the limit of VPCs that it can be associated with.")
	}
	z.VPCs = append(z.VPCs, v)
	return AssociateVPCWithHostedZoneOutput{s.publish(c, z, z.Records, deref(in.Comment))}, nil
}

// DisassociateVPCFromHostedZoneInput is a zone and a VPC that is no longer to
// see it.
type DisassociateVPCFromHostedZoneInput struct {
	HostedZoneId string  `required:"true" doc:"the private zone's ID"`
	VPC          VPCIn   `required:"true" doc:"the VPC that is no longer to see it"`
	Comment      *string `doc:"a remark"`
}

// DisassociateVPCFromHostedZoneOutput is the change.
type DisassociateVPCFromHostedZoneOutput struct{ ChangeInfo ChangeInfo }

// DisassociateVPCFromHostedZone takes a private zone out of a VPC's sight; the
// last VPC stays.
// docs.aws.amazon.com/Route53/latest/APIReference/API_DisassociateVPCFromHostedZone.html
func (s *State) DisassociateVPCFromHostedZone(c *cloud.Call, in DisassociateVPCFromHostedZoneInput) (DisassociateVPCFromHostedZoneOutput, error) {
	var none DisassociateVPCFromHostedZoneOutput
	z, v := s.Zone(in.HostedZoneId), in.VPC.vpc()
	if owner, _ := s.owner(v); z == nil || z.Account != c.Account && owner != c.Account {
		_, err := s.own(c, in.HostedZoneId)
		return none, err
	}
	i := slices.Index(z.VPCs, v)
	switch {
	case i < 0:
		return none, cloud.Errorf("VPCAssociationNotFound", "The specified VPC and hosted zone are not currently associated.")
	case len(z.VPCs) == 1:
		return none, cloud.Errorf("LastVPCAssociation", "The VPC that you're trying to disassociate from the private hosted zone is the last VPC that is associated with the hosted zone. Amazon Route 53 doesn't support disassociating the last VPC from a hosted zone.")
	}
	z.VPCs = slices.Delete(z.VPCs, i, i+1)
	return DisassociateVPCFromHostedZoneOutput{s.publish(c, z, z.Records, deref(in.Comment))}, nil
}

// CreateVPCAssociationAuthorizationInput is a zone and a VPC of another
// account.
type CreateVPCAssociationAuthorizationInput struct {
	HostedZoneId string `required:"true" doc:"the private zone's ID"`
	VPC          VPCIn  `required:"true" doc:"the other account's VPC"`
}

// CreateVPCAssociationAuthorizationOutput repeats both.
type CreateVPCAssociationAuthorizationOutput struct {
	HostedZoneId string
	VPC          VPCOut
}

// CreateVPCAssociationAuthorization lets another account associate its VPC
// with the zone.
// docs.aws.amazon.com/Route53/latest/APIReference/API_CreateVPCAssociationAuthorization.html
func (s *State) CreateVPCAssociationAuthorization(c *cloud.Call, in CreateVPCAssociationAuthorizationInput) (CreateVPCAssociationAuthorizationOutput, error) {
	var none CreateVPCAssociationAuthorizationOutput
	z, err := s.own(c, in.HostedZoneId)
	if err != nil {
		return none, err
	}
	v := in.VPC.vpc()
	switch _, ok := s.owner(v); {
	case !ok:
		return none, errVPC
	case !z.Private:
		return none, cloud.Errorf("InvalidInput", "The hosted zone %s is public: only private hosted zones can be associated with VPCs.", z.ID)
	case len(z.Allowed) >= 1000: // docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
		return none, cloud.Errorf("TooManyVPCAssociationAuthorizations", "You've created the maximum number of authorizations that can be created for the specified hosted zone.")
	case !slices.Contains(z.Allowed, v):
		z.Allowed = append(z.Allowed, v)
	}
	return CreateVPCAssociationAuthorizationOutput{z.ID, v.out()}, nil
}

// DeleteVPCAssociationAuthorizationInput is a zone and a VPC.
type DeleteVPCAssociationAuthorizationInput struct {
	HostedZoneId string `required:"true" doc:"the private zone's ID"`
	VPC          VPCIn  `required:"true" doc:"the other account's VPC"`
}

// DeleteVPCAssociationAuthorizationOutput is empty.
type DeleteVPCAssociationAuthorizationOutput struct{}

// DeleteVPCAssociationAuthorization takes a permission back; an association
// that was made with it stays.
// docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteVPCAssociationAuthorization.html
func (s *State) DeleteVPCAssociationAuthorization(c *cloud.Call, in DeleteVPCAssociationAuthorizationInput) (DeleteVPCAssociationAuthorizationOutput, error) {
	var none DeleteVPCAssociationAuthorizationOutput
	z, err := s.own(c, in.HostedZoneId)
	if err != nil {
		return none, err
	}
	i := slices.Index(z.Allowed, in.VPC.vpc())
	if i < 0 {
		return none, cloud.Errorf("VPCAssociationAuthorizationNotFound", "The VPC that you specified is not authorized to be associated with the hosted zone.")
	}
	z.Allowed = slices.Delete(z.Allowed, i, i+1)
	return none, nil
}

// ListVPCAssociationAuthorizationsInput names a zone.
type ListVPCAssociationAuthorizationsInput struct {
	HostedZoneId string `required:"true" doc:"the private zone's ID"`
}

// ListVPCAssociationAuthorizationsOutput lists VPCs.
type ListVPCAssociationAuthorizationsOutput struct {
	HostedZoneId string
	VPCs         []VPCOut
}

// ListVPCAssociationAuthorizations lists the VPCs of other accounts that may be
// associated with the zone.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListVPCAssociationAuthorizations.html
func (s *State) ListVPCAssociationAuthorizations(c *cloud.Call, in ListVPCAssociationAuthorizationsInput) (ListVPCAssociationAuthorizationsOutput, error) {
	z, err := s.own(c, in.HostedZoneId)
	if err != nil {
		return ListVPCAssociationAuthorizationsOutput{}, err
	}
	return ListVPCAssociationAuthorizationsOutput{z.ID, vpcsOut(z.Allowed)}, nil
}

// ListHostedZonesByVPCInput names a VPC.
type ListHostedZonesByVPCInput struct {
	VPCId     string  `required:"true" doc:"the VPC's ID"`
	VPCRegion string  `required:"true" doc:"its Region"`
	MaxItems  *string `doc:"how many at most"`
}

// ListHostedZonesByVPCOutput lists the zones that it sees.
type ListHostedZonesByVPCOutput struct {
	HostedZoneSummaries []HostedZoneSummary
	MaxItems            string
}

// HostedZoneSummary is a zone, and whose it is.
type HostedZoneSummary struct {
	HostedZoneId string
	Name         string
	Owner        HostedZoneOwner
}

// HostedZoneOwner is an account.
type HostedZoneOwner struct{ OwningAccount *string }

// ListHostedZonesByVPC lists the private zones that a VPC sees, other
// accounts' too.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByVPC.html
func (s *State) ListHostedZonesByVPC(c *cloud.Call, in ListHostedZonesByVPCInput) (ListHostedZonesByVPCOutput, error) {
	out := ListHostedZonesByVPCOutput{HostedZoneSummaries: []HostedZoneSummary{}, MaxItems: "100"}
	v := VPC{in.VPCRegion, in.VPCId}
	if owner, ok := s.owner(v); !ok || owner != c.Account {
		return out, cloud.Errorf("InvalidInput", "The VPC %s in region %s isn't one of this account's.", v.ID, v.Region)
	}
	for z := range s.Zones.All {
		if slices.Contains(z.VPCs, v) {
			out.HostedZoneSummaries = append(out.HostedZoneSummaries, HostedZoneSummary{z.ID, z.Name, HostedZoneOwner{new(z.Account)}})
		}
	}
	return out, nil
}
