package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// How long a peering's changes of status take, and how long one that came to
// an end is described.
// docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-lifecycle
const (
	peeringMoves   = cloud.Second / 2 // initiating, provisioning and deleting are over by the next call
	peeringExpires = 7 * cloud.Day
	peeringFailed  = 2 * cloud.Hour
	peeringEnded   = 2 * cloud.Day // rejected or expired
	peeringDeleted = 2 * cloud.Hour
)

// CreateVpcPeeringConnectionInput names the two VPCs.
type CreateVpcPeeringConnectionInput struct {
	PeerRegion        *string            `doc:"the other VPC's Region; otherwise this one"`
	TagSpecifications []TagSpecification `doc:"tags (ResourceType=vpc-peering-connection)"`
	DryRun            *bool              `doc:"check only, change nothing"`
	VpcId             string             `required:"true" doc:"your VPC, which asks"`
	PeerVpcId         *string            `doc:"the other VPC, which has to accept"`
	PeerOwnerId       *string            `doc:"its account; otherwise yours"`
}

// CreateVpcPeeringConnectionOutput is the request.
type CreateVpcPeeringConnectionOutput struct{ VpcPeeringConnection VpcPeeringConnection }

// CreateVpcPeeringConnection asks to peer two VPCs. When their ranges overlap,
// or the other one does not exist, the request fails a moment later.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcPeeringConnection.html
func (s *State) CreateVpcPeeringConnection(c *cloud.Call, in CreateVpcPeeringConnectionInput) (CreateVpcPeeringConnectionOutput, error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "vpc-peering-connection")
	if err != nil {
		return CreateVpcPeeringConnectionOutput{}, err
	}
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return CreateVpcPeeringConnectionOutput{}, err
	}
	far, err := s.farEnd(r, v, in)
	if err != nil {
		return CreateVpcPeeringConnectionOutput{}, err
	}
	open := count(&s.Peerings, func(p *Peering) bool {
		return p.Requester.Scope == r.Scope && (p.Status == "pending-acceptance" || p.Status == "initiating-request")
	})
	if err := r.room(openPeerings, open); err != nil {
		return CreateVpcPeeringConnectionOutput{}, err
	}
	p := s.Peerings.Add(Peering{
		ID: c.NewID("pcx"), Requester: PeerEnd{Scope: r.Scope, VPC: v.ID, Ranges: v.prefixes()}, Accepter: far,
		Status: "initiating-request", Message: "Initiating Request to " + far.Scope.Account,
		Expires: c.Now + peeringExpires, Until: c.Now + peeringMoves, Tags: tags,
	})
	c.At(p.Until, peeringSettles{p.ID})
	return CreateVpcPeeringConnectionOutput{p.out()}, nil
}

// prefixes lists a VPC's ranges of both families.
func (v *VPC) prefixes() []netip.Prefix {
	var list []netip.Prefix
	for _, x := range v.Ranges {
		list = append(list, x.Prefix)
	}
	for _, x := range v.Ranges6 {
		list = append(list, x.Prefix)
	}
	return list
}

// farEnd is the VPC that is asked. One of the own account and Region has to
// exist; of others AWS tells nothing at once.
func (s *State) farEnd(r *Region, v *VPC, in CreateVpcPeeringConnectionInput) (PeerEnd, error) {
	far := PeerEnd{Scope: r.Scope, VPC: deref(in.PeerVpcId)}
	if in.PeerOwnerId != nil {
		far.Scope.Account = *in.PeerOwnerId
	}
	if in.PeerRegion != nil {
		far.Scope.Region = *in.PeerRegion
	}
	switch {
	case in.PeerVpcId == nil:
		return far, lacking("peerVpcId")
	case far.is(r.Scope, v.ID):
		return far, invalid("The requester and the accepter VPC must not be the same.")
	case Zones(far.Scope.Region) == nil:
		return far, invalid("The specified peer region '%s' is invalid.", far.Scope.Region)
	}
	if there := s.vpcAt(far); there != nil {
		far.Ranges = there.prefixes()
	} else if far.Scope == r.Scope {
		return far, vpcKind.missing(far.VPC)
	}
	if p := s.between(PeerEnd{Scope: r.Scope, VPC: v.ID}, far); p != nil {
		return far, cloud.Errorf("VpcPeeringConnectionAlreadyExists", "A VPC peering connection already exists between %s and %s: %s", v.ID, far.VPC, p.ID)
	}
	return far, nil
}

// vpcAt finds the VPC of an end, wherever it lies.
func (s *State) vpcAt(e PeerEnd) *VPC {
	if r := s.Regions[e.Scope]; r != nil {
		return r.VPCs.Find(e.VPC)
	}
	return nil
}

// between finds a living peering of two VPCs.
func (s *State) between(a, b PeerEnd) *Peering {
	for p := range s.Peerings.All {
		same := p.Requester.is(a.Scope, a.VPC) && p.Accepter.is(b.Scope, b.VPC) || p.Requester.is(b.Scope, b.VPC) && p.Accepter.is(a.Scope, a.VPC)
		if same && p.lives() {
			return p
		}
	}
	return nil
}

func (p *Peering) lives() bool {
	switch p.Status {
	case "initiating-request", "pending-acceptance", "provisioning", "active":
		return true
	}
	return false
}

// peeringSettles is when the status of a peering changes by itself.
type peeringSettles struct{ ID string }

func (s *State) settlePeering(w *cloud.World, ev peeringSettles) {
	p := s.Peerings.Find(ev.ID)
	if p == nil || p.Until != w.Now {
		return
	}
	switch p.Status {
	case "initiating-request":
		there := s.vpcAt(p.Accepter)
		if there == nil || overlap(p.Requester.Ranges, there.prefixes()) {
			p.become(w, "failed", "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range", peeringFailed)
			break
		}
		p.become(w, "pending-acceptance", "Pending Acceptance by "+p.Accepter.Scope.Account, 0)
		p.Until = p.Expires
	case "pending-acceptance":
		p.become(w, "expired", "Expired", peeringEnded)
	case "provisioning":
		p.become(w, "active", "Active", 0)
	case "deleting":
		p.become(w, "deleted", p.Message, peeringDeleted)
	default: // failed, expired, rejected, deleted
		s.Peerings.Remove(ev.ID)
		return
	}
	if p.Until != 0 {
		w.At(p.Until, ev)
	}
}

// become gives a peering a status that lasts so long; 0: until it is changed.
func (p *Peering) become(w *cloud.World, status, message string, lasts cloud.Time) {
	p.Status, p.Message, p.Until = status, message, 0
	if lasts != 0 {
		p.Until = w.Now + lasts
	}
}
