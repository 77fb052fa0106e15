package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// everyList lists the account's prefix lists and AWS's own in the Region.
func (r *Region) everyList() []*PrefixList {
	var all []*PrefixList
	for l := range r.PrefixLists.All {
		all = append(all, l)
	}
	return append(all, awsLists(r.Scope.Region)...)
}

// FindPrefixList finds a prefix list of the account or of AWS, or nil. AWS's
// are not to be changed.
func (r *Region) FindPrefixList(id string) *PrefixList {
	if l := r.PrefixLists.Find(id); l != nil || id == "" {
		return l
	}
	for _, l := range awsLists(r.Scope.Region) {
		if l.ID == id {
			return l
		}
	}
	return nil
}

// chosenLists picks lists by IDs and filters.
func (r *Region) chosenLists(all []*PrefixList, t filterTable[PrefixList], ids []string, filters []Filter) ([]*PrefixList, error) {
	if err := t.check(filters); err != nil {
		return nil, err
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all, func(l *PrefixList) bool { return l.ID == id }) {
			return nil, prefixListKind.missing(id)
		}
	}
	var list []*PrefixList
	for _, l := range all {
		if (len(ids) == 0 || slices.Contains(ids, l.ID)) && match(r, t, filters, l, l.Tags) {
			list = append(list, l)
		}
	}
	return list, nil
}

// DescribeManagedPrefixListsInput narrows the list of prefix lists.
type DescribeManagedPrefixListsInput struct {
	DryRun        *bool    `doc:"only tell whether the call would work"`
	Filters       []Filter `doc:"conditions, all of which have to fit"`
	MaxResults    *int32   `doc:"the size of a page, 1 to 100"`
	NextToken     *string  `doc:"where the last page ended"`
	PrefixListIds []string `doc:"only these prefix lists"`
}

// DescribeManagedPrefixListsOutput lists prefix lists.
type DescribeManagedPrefixListsOutput struct {
	NextToken   *string
	PrefixLists []ManagedPrefixList
}

var managedListFilters = filterTable[PrefixList]{
	"owner-id":         func(_ *Region, l *PrefixList) []string { return one(l.Owner) },
	"prefix-list-id":   func(_ *Region, l *PrefixList) []string { return one(l.ID) },
	"prefix-list-name": func(_ *Region, l *PrefixList) []string { return one(l.Name) },
}

// DescribeManagedPrefixLists lists the account's prefix lists and AWS's own.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeManagedPrefixLists.html
func (s *State) DescribeManagedPrefixLists(c *cloud.Call, in DescribeManagedPrefixListsInput) (out DescribeManagedPrefixListsOutput, err error) {
	r := s.At(c)
	chosen, err := r.chosenLists(r.everyList(), managedListFilters, in.PrefixListIds, in.Filters)
	if err != nil {
		return out, err
	}
	part, next, err := smallPage(chosen, in.MaxResults, in.NextToken)
	out.NextToken, out.PrefixLists = next, []ManagedPrefixList{}
	for _, l := range part {
		out.PrefixLists = append(out.PrefixLists, r.printList(l, l.state()))
	}
	return out, err
}

// GetManagedPrefixListEntriesInput names the list.
type GetManagedPrefixListEntriesInput struct {
	DryRun       *bool   `doc:"only tell whether the call would work"`
	PrefixListId string  `required:"true" doc:"the list"`
	MaxResults   *int32  `doc:"the size of a page, 1 to 100"`
	NextToken    *string `doc:"where the last page ended"`
}

// GetManagedPrefixListEntriesOutput lists the ranges.
type GetManagedPrefixListEntriesOutput struct {
	Entries   []PrefixListEntry
	NextToken *string
}

// PrefixListEntry is a range of a list as the API prints it.
type PrefixListEntry struct {
	Cidr        string
	Description *string
}

// GetManagedPrefixListEntries lists a prefix list's ranges as they are now.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedPrefixListEntries.html
func (s *State) GetManagedPrefixListEntries(c *cloud.Call, in GetManagedPrefixListEntriesInput) (out GetManagedPrefixListEntriesOutput, err error) {
	l := s.At(c).FindPrefixList(in.PrefixListId)
	if l == nil {
		return out, prefixListKind.missing(in.PrefixListId)
	}
	part, next, err := smallPage(l.Entries, in.MaxResults, in.NextToken)
	out.NextToken, out.Entries = next, []PrefixListEntry{}
	for _, e := range part {
		out.Entries = append(out.Entries, PrefixListEntry{e.Prefix.String(), filled(e.Description)})
	}
	return out, err
}

// GetManagedPrefixListAssociationsInput names the list.
type GetManagedPrefixListAssociationsInput struct {
	DryRun       *bool   `doc:"only tell whether the call would work"`
	PrefixListId string  `required:"true" doc:"the list"`
	MaxResults   *int32  `doc:"the size of a page, 5 to 255"`
	NextToken    *string `doc:"where the last page ended"`
}

// GetManagedPrefixListAssociationsOutput lists what refers to the list.
type GetManagedPrefixListAssociationsOutput struct {
	PrefixListAssociations []PrefixListAssociation
	NextToken              *string
}

// PrefixListAssociation is something that refers to a prefix list.
type PrefixListAssociation struct {
	ResourceId    string
	ResourceOwner string
}

// GetManagedPrefixListAssociations lists the route tables and security groups
// that refer to a prefix list.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedPrefixListAssociations.html
func (s *State) GetManagedPrefixListAssociations(c *cloud.Call, in GetManagedPrefixListAssociationsInput) (out GetManagedPrefixListAssociationsOutput, err error) {
	r := s.At(c)
	if r.FindPrefixList(in.PrefixListId) == nil {
		return out, prefixListKind.missing(in.PrefixListId)
	}
	part, next, err := page(r.referrers(in.PrefixListId), in.MaxResults, in.NextToken)
	out.NextToken, out.PrefixListAssociations = next, []PrefixListAssociation{}
	for _, id := range part {
		out.PrefixListAssociations = append(out.PrefixListAssociations, PrefixListAssociation{id, r.Scope.Account})
	}
	return out, err
}

// DescribePrefixListsInput narrows the list of AWS's prefix lists.
type DescribePrefixListsInput struct {
	DryRun        *bool    `doc:"only tell whether the call would work"`
	Filters       []Filter `doc:"conditions, all of which have to fit"`
	MaxResults    *int32   `doc:"the size of a page, 5 to 1000"`
	NextToken     *string  `doc:"where the last page ended"`
	PrefixListIds []string `doc:"only these prefix lists"`
}

// DescribePrefixListsOutput lists prefix lists.
type DescribePrefixListsOutput struct {
	NextToken   *string
	PrefixLists []PrefixListOut
}

// PrefixListOut is one of AWS's prefix lists as the API prints it.
type PrefixListOut struct {
	Cidrs          []string
	PrefixListId   string
	PrefixListName string
}

var awsListFilters = filterTable[PrefixList]{
	"prefix-list-id":   func(_ *Region, l *PrefixList) []string { return one(l.ID) },
	"prefix-list-name": func(_ *Region, l *PrefixList) []string { return one(l.Name) },
}

// DescribePrefixLists lists the services that gateway endpoints lead to, with
// their ranges in the Region.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribePrefixLists.html
func (s *State) DescribePrefixLists(c *cloud.Call, in DescribePrefixListsInput) (out DescribePrefixListsOutput, err error) {
	r := s.At(c)
	chosen, err := r.chosenLists(awsLists(r.Scope.Region), awsListFilters, in.PrefixListIds, in.Filters)
	if err != nil {
		return out, err
	}
	part, next, err := page(chosen, in.MaxResults, in.NextToken)
	out.NextToken, out.PrefixLists = next, []PrefixListOut{}
	for _, l := range part {
		one := PrefixListOut{Cidrs: []string{}, PrefixListId: l.ID, PrefixListName: l.Name}
		for _, e := range l.Entries {
			one.Cidrs = append(one.Cidrs, e.Prefix.String())
		}
		out.PrefixLists = append(out.PrefixLists, one)
	}
	return out, err
}
