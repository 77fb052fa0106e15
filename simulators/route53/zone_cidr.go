package route53

import (
	"cmp"
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// CidrCollection is a collection as the API prints it.
type CidrCollection struct {
	Arn     string
	Id      string
	Name    string
	Version int64
}

func (c *CIDRCollection) out() CidrCollection {
	return CidrCollection{"arn:aws:route53:::cidrcollection/" + c.ID, c.ID, c.Name, c.Version}
}

func (c *CIDRCollection) location(name string) int {
	return slices.IndexFunc(c.Locations, func(l CIDRLocation) bool { return l.Name == name })
}

func (s *State) ownCollection(c *cloud.Call, id string) (*CIDRCollection, error) {
	k := s.CIDRs.Find(id)
	if k == nil || k.Account != c.Account {
		return nil, cloud.Errorf("NoSuchCidrCollectionException", "The CIDR collection you specified, doesn't exist.")
	}
	return k, nil
}

// CreateCidrCollectionInput names a collection.
type CreateCidrCollectionInput struct {
	Name            string `required:"true" doc:"the collection's name"`
	CallerReference string `required:"true" doc:"a text of your own that no other collection was made with"`
}

// CreateCidrCollectionOutput tells of it.
type CreateCidrCollectionOutput struct {
	Collection CidrCollection
	Location   string
}

// CreateCidrCollection makes an empty collection.
// docs.aws.amazon.com/Route53/latest/APIReference/API_CreateCidrCollection.html
func (s *State) CreateCidrCollection(c *cloud.Call, in CreateCidrCollectionInput) (CreateCidrCollectionOutput, error) {
	n := 0
	for k := range s.CIDRs.All {
		if k.Account != c.Account {
			continue
		}
		if n++; k.Name == in.Name || k.CallerReference == in.CallerReference {
			return CreateCidrCollectionOutput{}, cloud.Errorf("CidrCollectionAlreadyExistsException", "A CIDR collection with this name and a different caller reference already exists in this account.")
		}
	}
	if n >= maxCollections {
		return CreateCidrCollectionOutput{}, cloud.Errorf("LimitsExceeded", "You have reached the limit on the number of CIDR collections that you can create.")
	}
	k := s.CIDRs.Add(CIDRCollection{ID: newUUID(c.World, c.Account, "cidr"), Account: c.Account, Name: in.Name, CallerReference: in.CallerReference, Version: 1})
	return CreateCidrCollectionOutput{k.out(), "https://route53.amazonaws.com/2013-04-01/cidrcollection/" + k.ID}, nil
}

// ChangeCidrCollectionInput is a collection and what is to change.
type ChangeCidrCollectionInput struct {
	Id                string       `required:"true" doc:"the collection's ID"`
	CollectionVersion *int64       `doc:"the version that the change was made for; another one is refused"`
	Changes           []CidrChange `required:"true" doc:"what to put or delete"`
}

// CidrChange puts blocks into a location, or takes them out.
type CidrChange struct {
	LocationName *string  `required:"true" doc:"the location"`
	Action       *string  `required:"true" doc:"PUT or DELETE_IF_EXISTS"`
	CidrList     []string `required:"true" doc:"the blocks: IPv4 /1 to /24, IPv6 /1 to /48"`
}

// ChangeCidrCollectionOutput is the change's ID.
type ChangeCidrCollectionOutput struct{ Id string }

// ChangeCidrCollection puts blocks into locations and takes them out; all
// changes or none.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeCidrCollection.html
func (s *State) ChangeCidrCollection(c *cloud.Call, in ChangeCidrCollectionInput) (ChangeCidrCollectionOutput, error) {
	var none ChangeCidrCollectionOutput
	k, err := s.ownCollection(c, in.Id)
	if err != nil {
		return none, err
	}
	if in.CollectionVersion != nil && *in.CollectionVersion != k.Version {
		return none, cloud.Errorf("CidrCollectionVersionMismatchException", "The CIDR collection version you provided, doesn't match the one in the ListCidrCollections operation.")
	}
	next := k.Clone()
	for _, x := range in.Changes {
		if err := next.change(x); err != nil {
			return none, err
		}
	}
	n := 0
	for _, l := range next.Locations {
		n += len(l.Blocks)
		if len(l.Blocks) == 0 && s.routed(k.ID, l.Name) {
			return none, cloud.Errorf("CidrBlockInUseException", "This CIDR location is in use by resource record sets: %s", l.Name)
		}
	}
	if n > maxCIDRs {
		return none, cloud.Errorf("LimitsExceeded", "You have reached the limit of %d CIDR blocks in a collection.", maxCIDRs)
	}
	next.Locations = slices.DeleteFunc(next.Locations, func(l CIDRLocation) bool { return len(l.Blocks) == 0 })
	next.Version++
	*k = next
	change := s.Changes.Add(Change{ID: newID(c.World, c.Account, "C"), Account: c.Account, Submitted: c.Now, Synced: c.Now + latest})
	return ChangeCidrCollectionOutput{change.ID}, nil
}

// change does one change of a collection.
func (c *CIDRCollection) change(x CidrChange) error {
	i := c.location(deref(x.LocationName))
	put := deref(x.Action) == "PUT"
	if !put && deref(x.Action) != "DELETE_IF_EXISTS" {
		return notFacet(deref(x.Action), "PUT, DELETE_IF_EXISTS")
	}
	if i < 0 {
		if !put {
			return nil
		}
		c.Locations, i = append(c.Locations, CIDRLocation{Name: deref(x.LocationName)}), len(c.Locations)
	}
	for _, text := range x.CidrList {
		block, err := cidr(text)
		if err != nil {
			return err
		}
		at := slices.Index(c.Locations[i].Blocks, block)
		switch {
		case !put && at >= 0:
			c.Locations[i].Blocks = slices.Delete(c.Locations[i].Blocks, at, at+1)
		case put && at < 0:
			if err := c.free(block); err != nil {
				return err
			}
			c.Locations[i].Blocks = append(c.Locations[i].Blocks, block)
		}
	}
	slices.SortFunc(c.Locations, func(a, b CIDRLocation) int { return cmp.Compare(a.Name, b.Name) })
	return nil
}

// free wants a block that no location of the collection has.
func (c *CIDRCollection) free(block string) error {
	for _, l := range c.Locations {
		if slices.Contains(l.Blocks, block) {
			return cloud.Errorf("InvalidInput", "CIDR block %s is already in location %s.", block, l.Name)
		}
	}
	return nil
}

// cidr reads a block: IPv4 up to /24, IPv6 up to /48, no host bits set.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-ipbased.html
func cidr(text string) (string, error) {
	p, err := netip.ParsePrefix(text)
	most := 24
	if err == nil && p.Addr().Is6() {
		most = 48
	}
	switch {
	case err != nil || p.Addr().Zone() != "":
		return "", cloud.Errorf("InvalidInput", "Invalid CIDR block: %s", text)
	case p.Bits() < 1 || p.Bits() > most:
		return "", cloud.Errorf("InvalidInput", "Invalid CIDR block: %s. The prefix length must be between 1 and %d.", text, most)
	case p != p.Masked():
		return "", cloud.Errorf("InvalidInput", "Invalid CIDR block: %s. Host bits are set.", text)
	}
	return p.String(), nil
}

// routed tells whether records use a location of a collection; any location of
// it when name is empty.
func (s *State) routed(collection, name string) bool {
	for z := range s.Zones.All {
		for r := range z.Records.All {
			if r.CIDRCollection == collection && (name == "" || r.CIDRLocation == name) {
				return true
			}
		}
	}
	return false
}
