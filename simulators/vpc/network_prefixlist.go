package vpc

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// ManagedPrefixList is a prefix list as the API prints it. AWS's own have no
// version and no greatest size.
type ManagedPrefixList struct {
	PrefixListId   string
	AddressFamily  string
	State          string
	PrefixListArn  string
	PrefixListName string
	MaxEntries     *int32
	Version        *int64
	Tags           []TagOut
	OwnerId        string
}

// AddPrefixListEntry is a range that a list gets.
type AddPrefixListEntry struct {
	Cidr        string  `required:"true" doc:"the range; host bits are cleared"`
	Description *string `doc:"what the range is"`
}

// RemovePrefixListEntry is a range that a list loses.
type RemovePrefixListEntry struct {
	Cidr string `required:"true" doc:"the range"`
}

func (r *Region) printList(l *PrefixList, state string) ManagedPrefixList {
	out := ManagedPrefixList{
		PrefixListId: l.ID, AddressFamily: l.Family, State: state, PrefixListArn: r.arn("prefix-list", l.ID),
		PrefixListName: l.Name, Tags: l.Tags.outOrEmpty(), OwnerId: l.Owner,
	}
	if l.Owner != awsOwner {
		out.MaxEntries, out.Version = new(int32(l.MaxEntries)), new(int64(l.Version))
	} else {
		out.PrefixListArn = strings.Replace(out.PrefixListArn, r.Scope.Account, "aws", 1)
	}
	return out
}

// state is what a list has come to: the lab changes lists at once.
func (l *PrefixList) state() string {
	if l.Version > 1 {
		return "modify-complete"
	}
	return "create-complete"
}

// CreateManagedPrefixListInput is what a prefix list is made of.
type CreateManagedPrefixListInput struct {
	DryRun            *bool                `doc:"only tell whether the call would work"`
	PrefixListName    string               `required:"true" doc:"the name"`
	Entries           []AddPrefixListEntry `doc:"the ranges"`
	MaxEntries        int32                `required:"true" doc:"how many ranges it may ever have; counts in full wherever the list is used"`
	TagSpecifications []TagSpecification   `doc:"tags for the list (ResourceType=prefix-list)"`
	AddressFamily     string               `required:"true" doc:"IPv4 or IPv6"`
}

// CreateManagedPrefixListOutput carries the new list.
type CreateManagedPrefixListOutput struct{ PrefixList ManagedPrefixList }

// CreateManagedPrefixList makes a named set of ranges.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateManagedPrefixList.html
func (s *State) CreateManagedPrefixList(c *cloud.Call, in CreateManagedPrefixListInput) (out CreateManagedPrefixListOutput, err error) {
	r := s.At(c)
	l := PrefixList{Name: in.PrefixListName, Owner: r.Scope.Account, Family: in.AddressFamily, MaxEntries: int(in.MaxEntries), Version: 1}
	if err := r.checkList(&l); err != nil {
		return out, err
	}
	if err := l.add(in.Entries); err != nil {
		return out, err
	}
	if l.Tags, err = tagsFor(in.TagSpecifications, "prefix-list"); err != nil {
		return out, err
	}
	if err := r.room(listsPerRegion, r.PrefixLists.Len()); err != nil {
		return out, err
	}
	l.ID = c.NewID("pl")
	return CreateManagedPrefixListOutput{r.printList(r.PrefixLists.Add(l), "create-in-progress")}, nil
}

func (r *Region) checkList(l *PrefixList) error {
	switch {
	case l.Name == "" || len(l.Name) > 255 || strings.HasPrefix(l.Name, "com.amazonaws"):
		return invalid("Value (%s) for parameter prefixListName is invalid.", l.Name)
	case l.Family != "IPv4" && l.Family != "IPv6":
		return invalid("Value (%s) for parameter addressFamily is invalid.", l.Family)
	case l.MaxEntries < 1 || l.MaxEntries > r.quota(entriesPerList):
		return invalid("Value (%d) for parameter maxEntries is invalid. It must be between 1 and %d.", l.MaxEntries, r.quota(entriesPerList))
	}
	return nil
}

// add puts ranges into a list; one that is there gets the new description.
func (l *PrefixList) add(entries []AddPrefixListEntry) error {
	for _, e := range entries {
		p, err := anyRange(e.Cidr, "cidr", l.Family == "IPv4")
		if err != nil {
			return err
		}
		if i := l.place(p); i >= 0 {
			l.Entries[i].Description = deref(e.Description)
			continue
		}
		l.Entries = append(l.Entries, PrefixEntry{p, deref(e.Description)})
	}
	if len(l.Entries) > l.MaxEntries {
		return cloud.Errorf("PrefixListMaxEntriesExceeded", "You've reached the maximum number of entries for the prefix list.")
	}
	return nil
}

func (l *PrefixList) place(p netip.Prefix) int {
	return slices.IndexFunc(l.Entries, func(e PrefixEntry) bool { return e.Prefix == p })
}

// ownList finds a list that the account may change.
func (r *Region) ownList(id string) (*PrefixList, error) {
	if l := r.PrefixLists.Find(id); l != nil {
		return l, nil
	}
	if r.FindPrefixList(id) != nil {
		return nil, cloud.Errorf("OperationNotPermitted", "The prefix list '%s' is managed by AWS and cannot be changed.", id)
	}
	return nil, prefixListKind.missing(id)
}

// ModifyManagedPrefixListInput says what changes in a list.
type ModifyManagedPrefixListInput struct {
	DryRun         *bool                   `doc:"only tell whether the call would work"`
	PrefixListId   string                  `required:"true" doc:"the list"`
	CurrentVersion *int64                  `doc:"the version that is changed; needed with entries"`
	PrefixListName *string                 `doc:"the new name"`
	AddEntries     []AddPrefixListEntry    `doc:"ranges to add"`
	RemoveEntries  []RemovePrefixListEntry `doc:"ranges to take out"`
	MaxEntries     *int32                  `doc:"how many ranges it may have; not together with entries"`
}

// ModifyManagedPrefixListOutput carries the list as it was: the change is
// still under way.
type ModifyManagedPrefixListOutput struct{ PrefixList ManagedPrefixList }

// ModifyManagedPrefixList changes a list; changed entries make a new version.
// Everything that refers to the list follows it.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyManagedPrefixList.html
func (s *State) ModifyManagedPrefixList(c *cloud.Call, in ModifyManagedPrefixListInput) (out ModifyManagedPrefixListOutput, err error) {
	r := s.At(c)
	l, err := r.ownList(in.PrefixListId)
	if err != nil {
		return out, err
	}
	changed := l.Clone()
	if err := s.modifyList(r, &changed, in); err != nil {
		return out, err
	}
	out.PrefixList = r.printList(l, "modify-in-progress")
	out.PrefixList.PrefixListName, out.PrefixList.MaxEntries = changed.Name, new(int32(changed.MaxEntries))
	*l = changed
	return out, nil
}

func (s *State) modifyList(r *Region, l *PrefixList, in ModifyManagedPrefixListInput) error {
	entries := len(in.AddEntries)+len(in.RemoveEntries) > 0
	if in.PrefixListName != nil {
		l.Name = *in.PrefixListName
	}
	if in.MaxEntries != nil {
		if entries {
			return cloud.Errorf("InvalidParameterCombination", "You cannot modify the entries of a prefix list and modify the size of a prefix list at the same time.")
		}
		l.MaxEntries = int(*in.MaxEntries)
		if l.MaxEntries < len(l.Entries) {
			return invalid("The prefix list '%s' has more entries than %d.", l.ID, l.MaxEntries)
		}
		if err := r.resized(l); err != nil {
			return err
		}
	}
	if err := r.checkList(l); err != nil || !entries {
		return err
	}
	switch {
	case in.CurrentVersion == nil:
		return lacking("currentVersion")
	case *in.CurrentVersion != int64(l.Version):
		return cloud.Errorf("PrefixListVersionMismatch", "The prefix list has the incorrect version number.")
	}
	for _, e := range in.RemoveEntries {
		p, err := anyRange(e.Cidr, "cidr", l.Family == "IPv4")
		if err != nil {
			return err
		}
		i := l.place(p)
		if i < 0 {
			return invalid("The prefix list '%s' does not contain the CIDR '%s'.", l.ID, p)
		}
		l.Entries = slices.Delete(l.Entries, i, i+1)
	}
	l.Version++
	return l.add(in.AddEntries)
}

// resized checks that everything that refers to a list still has room for it.
func (r *Region) resized(l *PrefixList) error {
	before := r.weight(l.ID)
	for t := range r.RouteTables.All {
		if i := slices.IndexFunc(t.Routes, func(x Route) bool { return x.PrefixList == l.ID }); i >= 0 {
			if err := r.room(routesPerTable, r.routeCount(t, t.Routes[i])-before+l.MaxEntries-1); err != nil {
				return err
			}
		}
	}
	for g := range r.Groups.All {
		for _, egress := range []bool{false, true} {
			if !slices.ContainsFunc(g.Rules, func(x GroupRule) bool { return x.PrefixList == l.ID && x.Egress == egress }) {
				continue
			}
			if err := r.room(rulesPerGroup, r.ruleCount(g.Rules, egress, l.Family == "IPv6")-before+l.MaxEntries-1); err != nil {
				return err
			}
		}
	}
	return nil
}

// DeleteManagedPrefixListInput names the list.
type DeleteManagedPrefixListInput struct {
	DryRun       *bool  `doc:"only tell whether the call would work"`
	PrefixListId string `required:"true" doc:"the list to delete"`
}

// DeleteManagedPrefixListOutput carries the list that goes.
type DeleteManagedPrefixListOutput struct{ PrefixList ManagedPrefixList }

// DeleteManagedPrefixList takes away a list that nothing refers to.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteManagedPrefixList.html
func (s *State) DeleteManagedPrefixList(c *cloud.Call, in DeleteManagedPrefixListInput) (out DeleteManagedPrefixListOutput, err error) {
	r := s.At(c)
	l, err := r.ownList(in.PrefixListId)
	if err != nil {
		return out, err
	}
	if len(r.referrers(l.ID)) > 0 {
		return out, dependent("prefix list", l.ID)
	}
	out.PrefixList = r.printList(l, "delete-in-progress")
	r.PrefixLists.Remove(l.ID)
	return out, nil
}

// referrers lists the tables and groups that refer to a prefix list.
func (r *Region) referrers(id string) (ids []string) {
	for t := range r.RouteTables.All {
		if slices.ContainsFunc(t.Routes, func(x Route) bool { return x.PrefixList == id }) {
			ids = append(ids, t.ID)
		}
	}
	for g := range r.Groups.All {
		if slices.ContainsFunc(g.Rules, func(x GroupRule) bool { return x.PrefixList == id }) {
			ids = append(ids, g.ID)
		}
	}
	return ids
}
