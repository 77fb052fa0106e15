package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// How long a NAT gateway's changes of state take. The documentation says
// "a few minutes" at most; that a failed or deleted one is described for about
// an hour more it does say.
// docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
const (
	natBegins = 5 * cloud.Second  // until it is known whether it can be made
	natTime   = 90 * cloud.Second // and then until it is available
	natEnds   = 50 * cloud.Second // deleting → deleted
	natGrows  = 40 * cloud.Minute // a regional one reaches a new zone: up to 60 minutes
)

// CreateNatGatewayInput describes the new gateway.
type CreateNatGatewayInput struct {
	AvailabilityMode               *string                   `doc:"zonal (the default) or regional"`
	AllocationId                   *string                   `doc:"public zonal ones: the Elastic IP, eipalloc-…"`
	ClientToken                    *string                   `doc:"a word of yours that makes a repeated call harmless"`
	DryRun                         *bool                     `doc:"check only, change nothing"`
	SubnetId                       *string                   `doc:"zonal ones: the subnet that it stands in; a public one for a way to the internet"`
	VpcId                          *string                   `doc:"regional ones: the VPC"`
	AvailabilityZoneAddresses      []AvailabilityZoneAddress `doc:"regional ones: zones and Elastic IPs by hand; otherwise AWS sees to both"`
	TagSpecifications              []TagSpecification        `doc:"tags for the gateway (ResourceType=natgateway)"`
	ConnectivityType               *string                   `doc:"public (the default) or private"`
	PrivateIpAddress               *string                   `doc:"its primary private address"`
	SecondaryAllocationIds         []string                  `doc:"more Elastic IPs"`
	SecondaryPrivateIpAddresses    []string                  `doc:"more private addresses"`
	SecondaryPrivateIpAddressCount *int32                    `doc:"private ones: so many more private addresses are chosen"`
}

// AvailabilityZoneAddress are the Elastic IPs of a regional gateway in a zone.
type AvailabilityZoneAddress struct {
	AvailabilityZone   *string  `doc:"the zone's name"`
	AvailabilityZoneId *string  `doc:"or its ID"`
	AllocationIds      []string `doc:"the Elastic IPs"`
}

// CreateNatGatewayOutput is the new gateway, still pending.
type CreateNatGatewayOutput struct {
	ClientToken *string
	NatGateway  NatGatewayOut
}

// CreateNatGateway makes a NAT gateway: in a subnet, or for a whole VPC.
// Whether it can work shows a little later, in its state.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html
func (s *State) CreateNatGateway(c *cloud.Call, in CreateNatGatewayInput) (CreateNatGatewayOutput, error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "natgateway")
	if err != nil {
		return CreateNatGatewayOutput{}, err
	}
	g := NATGateway{Public: deref(in.ConnectivityType) != "private", State: "pending", Created: c.Now, Until: c.Now + natBegins, Tags: tags}
	switch mode := deref(in.AvailabilityMode); {
	case mode != "" && mode != "zonal" && mode != "regional":
		err = invalid("Invalid value '%s' for availabilityMode.", mode)
	case in.ConnectivityType != nil && *in.ConnectivityType != "public" && *in.ConnectivityType != "private":
		err = invalid("Invalid value '%s' for connectivityType.", *in.ConnectivityType)
	case mode == "regional":
		err = s.regionalNAT(r, &g, in)
	default:
		err = r.zonalNAT(&g, in)
	}
	if err != nil {
		return CreateNatGatewayOutput{}, err
	}
	g.ID = c.NewID("nat")
	added := r.NATGateways.Add(g)
	c.At(g.Until, natSettles{r.Scope, g.ID})
	return CreateNatGatewayOutput{in.ClientToken, r.natOut(added)}, nil
}

// zonalNAT reads a gateway that stands in a subnet.
func (r *Region) zonalNAT(g *NATGateway, in CreateNatGatewayInput) error {
	switch {
	case in.SubnetId == nil:
		return cloud.Errorf("MissingParameter", "The request must include the SubnetId parameter. Add the required parameter and retry the request.")
	case in.VpcId != nil || len(in.AvailabilityZoneAddresses) > 0:
		return combination("VpcId and AvailabilityZoneAddresses are valid for regional NAT gateways only.")
	case g.Public && in.AllocationId == nil:
		return cloud.Errorf("MissingParameter", "The request must include the AllocationId parameter. Add the required parameter and retry the request.")
	case !g.Public && (in.AllocationId != nil || len(in.SecondaryAllocationIds) > 0):
		return combination("An Elastic IP address cannot be specified for a private NAT gateway.")
	case g.Public && in.SecondaryPrivateIpAddressCount != nil:
		return combination("SecondaryPrivateIpAddressCount is valid for private NAT gateways only.")
	}
	sn, err := find(&r.Subnets, subnetKind, *in.SubnetId)
	if err != nil {
		return err
	}
	if err := r.natRoom(sn.Zone); err != nil {
		return err
	}
	g.Subnet, g.VPC = sn.ID, sn.VPC
	return r.natAddresses(g, sn, in)
}

// natAddresses reads a zonal gateway's addresses: one primary, up to seven more.
// docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
func (r *Region) natAddresses(g *NATGateway, sn *Subnet, in CreateNatGatewayInput) error {
	private := append([]string{deref(in.PrivateIpAddress)}, in.SecondaryPrivateIpAddresses...)
	elastic := append([]string{deref(in.AllocationId)}, in.SecondaryAllocationIds...)
	count := max(len(private), 1+int(deref(in.SecondaryPrivateIpAddressCount)))
	if g.Public {
		if count = len(elastic); len(private) > count {
			return combination("The number of secondary private IPv4 addresses must match the number of secondary Elastic IP addresses.")
		}
	}
	if count > natAddresses {
		return invalid("A NAT gateway can have at most %d IPv4 addresses.", natAddresses)
	}
	for n := range count {
		a := NATAddress{Primary: n == 0}
		if n < len(private) && private[n] != "" {
			ip, err := parse4(private[n])
			if err == nil {
				err = sn.mayTake(ip)
			}
			if err != nil {
				return err
			}
			a.Private = ip
		}
		if g.Public {
			e, err := r.addressFor(&elastic[n], nil)
			if err != nil {
				return err
			}
			a.Allocation = e.Allocation
		}
		g.Addresses = append(g.Addresses, a)
	}
	return nil
}

// natRoom enforces the quota of gateways in a zone; those that failed or are
// deleted do not count.
func (r *Region) natRoom(zone string) error {
	have := count(&r.NATGateways, func(g *NATGateway) bool {
		sn := r.Subnets.Find(g.Subnet)
		return sn != nil && sn.Zone == zone && (g.State == "pending" || g.State == "available" || g.State == "deleting")
	})
	if have < r.quota(natsPerZone) {
		return nil
	}
	return cloud.Errorf("NatGatewayLimitExceeded", "Performing this operation would exceed the limit of %d NAT gateways", r.quota(natsPerZone))
}

// DeleteNatGatewayInput names a gateway.
type DeleteNatGatewayInput struct {
	DryRun       *bool  `doc:"check only, change nothing"`
	NatGatewayId string `required:"true" doc:"the gateway"`
}

// DeleteNatGatewayOutput names it again.
type DeleteNatGatewayOutput struct{ NatGatewayId string }

// DeleteNatGateway ends a gateway. Its Elastic IPs stay the account's (and stay
// billed); routes to it stay, and lead nowhere.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNatGateway.html
func (s *State) DeleteNatGateway(c *cloud.Call, in DeleteNatGatewayInput) (DeleteNatGatewayOutput, error) {
	r := s.At(c)
	g, err := find(&r.NATGateways, natGatewayKind, in.NatGatewayId)
	if err != nil {
		return DeleteNatGatewayOutput{}, err
	}
	if g.State == "pending" || g.State == "available" {
		g.State, g.Until = "deleting", c.Now+natEnds
		c.At(g.Until, natSettles{r.Scope, g.ID})
	}
	return DeleteNatGatewayOutput{g.ID}, nil
}

// ownedByNAT tells whether an Elastic IP is one of a living NAT gateway.
func (r *Region) ownedByNAT(allocation string) bool {
	return has(&r.NATGateways, func(g *NATGateway) bool {
		return g.State != "deleted" && g.State != "failed" && g.Regional &&
			slices.ContainsFunc(g.Addresses, func(a NATAddress) bool { return a.Allocation == allocation && a.Association != "" })
	})
}
