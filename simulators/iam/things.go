package iam

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Things lists the identities and policies that the customer made, account by
// account. What is there from the beginning is listed once it was changed: an
// account is made when it is first looked at, and looking is no change.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for _, id := range slices.Sorted(maps.Keys(s.Accounts)) {
		a := s.Accounts[id]
		for u := range a.Users.All {
			if u.Name != "you" || !u.untouched() || len(u.Groups) > 0 || len(u.Keys) != 1 {
				list = append(list, u.thing("iam-user", cloud.Field{Name: "Groups", Value: strings.Join(u.Groups, " ")}, cloud.Field{Name: "AccessKeys", Value: strconv.Itoa(len(u.Keys))}))
			}
		}
		for g := range a.Groups.All {
			list = append(list, g.thing("iam-group"))
		}
		for r := range a.Roles.All {
			if r.Name != MemberRole || !r.untouched() {
				list = append(list, r.thing("iam-role", cloud.Field{Name: "AssumeRolePolicyDocument", Value: r.Trust.Text}, cloud.Field{Name: "MaxSessionDuration", Value: decimal(r.Longest)}))
			}
		}
		for p := range a.Profiles.All {
			list = append(list, cloud.Thing{Scope: cloud.Scope{Account: id}, Kind: "iam-instance-profile", ID: p.ID, Name: p.Name, Fields: []cloud.Field{{Name: "Roles", Value: p.Role}}})
		}
		for p := range a.Policies.All {
			list = append(list, cloud.Thing{Scope: cloud.Scope{Account: id}, Kind: "iam-policy", ID: p.ARN, Name: p.Name, Fields: []cloud.Field{
				{Name: "DefaultVersionId", Value: p.Default}, {Name: "PolicyDocument", Value: p.current().Text}}})
		}
	}
	return list
}

// untouched tells whether a holder from the beginning still is as it was.
func (h *Holder) untouched() bool {
	return slices.Equal(h.Attached, []string{Administrator}) && len(h.Inline)+len(h.Tags) == 0 && h.Boundary == ""
}

func (h *Holder) thing(kind string, more ...cloud.Field) cloud.Thing {
	var attached []string
	for _, arn := range h.Attached {
		attached = append(attached, nameOf(arn))
	}
	t := cloud.Thing{Scope: cloud.Scope{Account: h.Account}, Kind: kind, ID: h.ID, Name: h.Name, Fields: []cloud.Field{
		{Name: "AttachedPolicies", Value: strings.Join(attached, " ")}, {Name: "PermissionsBoundary", Value: nameOf("/" + h.Boundary)},
	}}
	for _, p := range h.Inline {
		t.Fields = append(t.Fields, cloud.Field{Name: "Policy " + p.Name, Value: p.Text})
	}
	t.Fields = append(t.Fields, more...)
	for _, tag := range h.Tags {
		t.Fields = append(t.Fields, cloud.Field{Name: "Tag " + tag.Key, Value: tag.Value})
	}
	return t
}
