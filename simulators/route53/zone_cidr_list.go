package route53

import "skylab/simulators/cloud"

// ListCidrCollectionsInput asks for nothing.
type ListCidrCollectionsInput struct{}

// ListCidrCollectionsOutput lists collections.
type ListCidrCollectionsOutput struct{ CidrCollections []CidrCollection }

// ListCidrCollections lists the account's collections.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListCidrCollections.html
func (s *State) ListCidrCollections(c *cloud.Call, _ ListCidrCollectionsInput) (ListCidrCollectionsOutput, error) {
	out := ListCidrCollectionsOutput{[]CidrCollection{}}
	for k := range s.CIDRs.All {
		if k.Account == c.Account {
			out.CidrCollections = append(out.CidrCollections, k.out())
		}
	}
	return out, nil
}

// ListCidrLocationsInput names a collection.
type ListCidrLocationsInput struct {
	CollectionId string `required:"true" doc:"the collection's ID"`
}

// ListCidrLocationsOutput lists its locations.
type ListCidrLocationsOutput struct{ CidrLocations []LocationSummary }

// LocationSummary names a location.
type LocationSummary struct{ LocationName string }

// ListCidrLocations lists the locations of a collection.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListCidrLocations.html
func (s *State) ListCidrLocations(c *cloud.Call, in ListCidrLocationsInput) (ListCidrLocationsOutput, error) {
	k, err := s.ownCollection(c, in.CollectionId)
	if err != nil {
		return ListCidrLocationsOutput{}, err
	}
	out := ListCidrLocationsOutput{[]LocationSummary{}}
	for _, l := range k.Locations {
		out.CidrLocations = append(out.CidrLocations, LocationSummary{l.Name})
	}
	return out, nil
}

// ListCidrBlocksInput names a collection, and perhaps one location.
type ListCidrBlocksInput struct {
	CollectionId string  `required:"true" doc:"the collection's ID"`
	LocationName *string `doc:"only of this location"`
}

// ListCidrBlocksOutput lists blocks.
type ListCidrBlocksOutput struct{ CidrBlocks []CidrBlockSummary }

// CidrBlockSummary is a block and its location.
type CidrBlockSummary struct {
	CidrBlock    string
	LocationName string
}

// ListCidrBlocks lists the blocks of a collection.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListCidrBlocks.html
func (s *State) ListCidrBlocks(c *cloud.Call, in ListCidrBlocksInput) (ListCidrBlocksOutput, error) {
	k, err := s.ownCollection(c, in.CollectionId)
	if err != nil {
		return ListCidrBlocksOutput{}, err
	}
	if in.LocationName != nil && k.location(*in.LocationName) < 0 {
		return ListCidrBlocksOutput{}, cloud.Errorf("NoSuchCidrLocationException", "The CIDR collection location doesn't exist.")
	}
	out := ListCidrBlocksOutput{[]CidrBlockSummary{}}
	for _, l := range k.Locations {
		if in.LocationName != nil && l.Name != *in.LocationName {
			continue
		}
		for _, b := range l.Blocks {
			out.CidrBlocks = append(out.CidrBlocks, CidrBlockSummary{b, l.Name})
		}
	}
	return out, nil
}

// DeleteCidrCollectionInput names a collection.
type DeleteCidrCollectionInput struct {
	Id string `required:"true" doc:"the collection's ID"`
}

// DeleteCidrCollectionOutput is empty.
type DeleteCidrCollectionOutput struct{}

// DeleteCidrCollection takes an empty collection away that no record uses.
// docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteCidrCollection.html
func (s *State) DeleteCidrCollection(c *cloud.Call, in DeleteCidrCollectionInput) (DeleteCidrCollectionOutput, error) {
	k, err := s.ownCollection(c, in.Id)
	switch {
	case err != nil:
		return DeleteCidrCollectionOutput{}, err
	case len(k.Locations) > 0 || s.routed(k.ID, ""):
		return DeleteCidrCollectionOutput{}, cloud.Errorf("CidrCollectionInUseException", "This CIDR collection is in use, and isn't empty.")
	}
	s.CIDRs.Remove(k.ID)
	return DeleteCidrCollectionOutput{}, nil
}
