package route53

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

func noSuchSet(id string) error {
	return cloud.Errorf("NoSuchDelegationSet", "No delegation set found with ID: %s", id)
}

func (d *DelegationSet) out() DelegationSetOut {
	return DelegationSetOut{new("/delegationset/" + d.ID), new(d.CallerReference), slices.Clone(d.NameServers)}
}

// CreateReusableDelegationSetInput says how to make a set.
type CreateReusableDelegationSetInput struct {
	CallerReference string  `required:"true" doc:"a text of your own that no other set was made with"`
	HostedZoneId    *string `doc:"a zone whose four name servers are to be the set"`
}

// CreateReusableDelegationSetOutput tells of the set.
type CreateReusableDelegationSetOutput struct {
	DelegationSet DelegationSetOut
	Location      string
}

// CreateReusableDelegationSet makes a set of four name servers that several
// zones can have.
// docs.aws.amazon.com/Route53/latest/APIReference/API_CreateReusableDelegationSet.html
func (s *State) CreateReusableDelegationSet(c *cloud.Call, in CreateReusableDelegationSetInput) (CreateReusableDelegationSetOutput, error) {
	var none CreateReusableDelegationSetOutput
	n := int64(0)
	for d := range s.DelegationSets.All {
		if d.Account != c.Account {
			continue
		}
		if n++; d.CallerReference == in.CallerReference {
			return none, cloud.Errorf("DelegationSetAlreadyCreated", "A delegation set with the same owner and caller reference combination has already been created.")
		}
	}
	if n >= s.quota(c.Account, "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER") {
		return none, cloud.Errorf("LimitsExceeded", "You have reached the limit on the number of reusable delegation sets that you can create.")
	}
	d := DelegationSet{Account: c.Account, CallerReference: in.CallerReference}
	if in.HostedZoneId == nil {
		d.NameServers = nameServers(c.World, c.Account)
	} else if err := s.reuse(c, &d, *in.HostedZoneId); err != nil {
		return none, err
	}
	if d.ID == "" {
		d.ID = newID(c.World, c.Account, "N")
	}
	return CreateReusableDelegationSetOutput{s.DelegationSets.Add(d).out(), "https://route53.amazonaws.com/2013-04-01/delegationset/" + d.ID}, nil
}

// reuse makes the set of a zone's own servers reusable.
func (s *State) reuse(c *cloud.Call, d *DelegationSet, zone string) error {
	z := s.Zone(zone)
	switch {
	case z == nil || z.Account != c.Account:
		return cloud.Errorf("HostedZoneNotFound", "The specified HostedZone can't be found.")
	case z.Private:
		return cloud.Errorf("InvalidArgument", "A private hosted zone has no delegation set.")
	case z.DelegationSet != "":
		return cloud.Errorf("DelegationSetAlreadyReusable", "The specified delegation set has already been marked as reusable.")
	}
	d.ID, d.NameServers = newID(c.World, c.Account, "N"), slices.Clone(z.NameServers)
	z.DelegationSet = d.ID
	return nil
}

func (s *State) ownSet(c *cloud.Call, id string) (*DelegationSet, error) {
	d := s.DelegationSets.Find(bare(id))
	if d == nil || d.Account != c.Account {
		return nil, noSuchSet(bare(id))
	}
	return d, nil
}

// GetReusableDelegationSetInput names a set.
type GetReusableDelegationSetInput struct {
	Id string `required:"true" doc:"the set's ID: N…"`
}

// GetReusableDelegationSetOutput tells of it.
type GetReusableDelegationSetOutput struct{ DelegationSet DelegationSetOut }

// GetReusableDelegationSet tells of one set.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetReusableDelegationSet.html
func (s *State) GetReusableDelegationSet(c *cloud.Call, in GetReusableDelegationSetInput) (GetReusableDelegationSetOutput, error) {
	d, err := s.ownSet(c, in.Id)
	if err != nil {
		return GetReusableDelegationSetOutput{}, err
	}
	return GetReusableDelegationSetOutput{d.out()}, nil
}

// DeleteReusableDelegationSetInput names a set.
type DeleteReusableDelegationSetInput struct {
	Id string `required:"true" doc:"the set's ID: N…"`
}

// DeleteReusableDelegationSetOutput is empty.
type DeleteReusableDelegationSetOutput struct{}

// DeleteReusableDelegationSet takes a set away that no zone has.
// docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteReusableDelegationSet.html
func (s *State) DeleteReusableDelegationSet(c *cloud.Call, in DeleteReusableDelegationSetInput) (DeleteReusableDelegationSetOutput, error) {
	d, err := s.ownSet(c, in.Id)
	if err != nil {
		return DeleteReusableDelegationSetOutput{}, err
	}
	for z := range s.Zones.All {
		if z.DelegationSet == d.ID {
			return DeleteReusableDelegationSetOutput{}, cloud.Errorf("DelegationSetInUse", "The specified delegation set contains associated hosted zones which must be deleted before the reusable delegation set can be deleted.")
		}
	}
	s.DelegationSets.Remove(d.ID)
	return DeleteReusableDelegationSetOutput{}, nil
}

// ListReusableDelegationSetsInput says where to start.
type ListReusableDelegationSetsInput struct {
	Marker   *string `doc:"the ID of the set to start with, from the answer before"`
	MaxItems *string `doc:"how many at most"`
}

// ListReusableDelegationSetsOutput is a page of sets.
type ListReusableDelegationSetsOutput struct {
	DelegationSets []DelegationSetOut
	Marker         string
	IsTruncated    bool
	NextMarker     *string
	MaxItems       string
}

// ListReusableDelegationSets lists the account's sets.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListReusableDelegationSets.html
func (s *State) ListReusableDelegationSets(c *cloud.Call, in ListReusableDelegationSetsInput) (ListReusableDelegationSetsOutput, error) {
	n, err := pageSize(in.MaxItems, 100)
	out := ListReusableDelegationSetsOutput{DelegationSets: []DelegationSetOut{}, Marker: deref(in.Marker), MaxItems: strconv.Itoa(n)}
	started := out.Marker == ""
	for d := range s.DelegationSets.All {
		if d.Account != c.Account {
			continue
		}
		if started = started || d.ID == bare(out.Marker); !started {
			continue
		}
		if len(out.DelegationSets) == n {
			out.IsTruncated, out.NextMarker = true, new(d.ID)
			break
		}
		out.DelegationSets = append(out.DelegationSets, d.out())
	}
	return out, err
}
