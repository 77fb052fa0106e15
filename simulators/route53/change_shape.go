package route53

import (
	"fmt"
	"slices"

	"skylab/simulators/cloud"
)

func cloudText(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// shape holds one change against what members go together.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
func (b *batch) shape(x *ChangeItem) error {
	if x.ResourceRecordSet == nil || x.Action == nil {
		return cloud.Errorf("InvalidInput", "Invalid XML ; cvc-complex-type.2.4.b: The content of element 'Change' is not complete.")
	}
	r := x.ResourceRecordSet
	if !slices.Contains([]string{"CREATE", "DELETE", "UPSERT"}, *x.Action) {
		return notFacet(*x.Action, "CREATE, DELETE, UPSERT")
	}
	if err := checkType(deref(r.Type)); err != nil {
		return err
	}
	told := " in Change with " + named(x)
	given := r.policies()
	switch plain, alias := r.TTL != nil && r.ResourceRecords != nil, r.AliasTarget != nil; {
	case plain && alias, alias && (r.TTL != nil || r.ResourceRecords != nil):
		return invalidRequest("Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one%s", told)
	case !plain && !alias:
		return invalidRequest("Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found none%s", told)
	case given > 1:
		return invalidRequest("Expected exactly one of [%s], but found more than one%s", policyMembers, told)
	case given == 1 && deref(r.SetIdentifier) == "":
		return invalidRequest("Missing field 'SetIdentifier'%s", told)
	case given == 0 && r.SetIdentifier != nil:
		return invalidRequest("Expected exactly one of [%s], but found none%s", policyMembers, told)
	case r.AliasTarget != nil && (r.AliasTarget.HostedZoneId == nil || r.AliasTarget.DNSName == nil || r.AliasTarget.EvaluateTargetHealth == nil):
		return invalidRequest("Missing field of 'AliasTarget': HostedZoneId, DNSName and EvaluateTargetHealth are required%s", told)
	}
	return r.ranges(b.zone)
}

const policyMembers = "Weight, Region, Failover, GeoLocation, MultiValueAnswer, CidrRoutingConfig, or GeoProximityLocation"

func invalidRequest(format string, args ...any) error {
	return cloud.Errorf("InvalidInput", "Invalid request: "+format, args...)
}

// named is how messages about members name a change.
func named(x *ChangeItem) string {
	id := "null"
	if x.ResourceRecordSet.SetIdentifier != nil {
		id = *x.ResourceRecordSet.SetIdentifier
	}
	return fmt.Sprintf("[Action=%s, Name=%s, Type=%s, SetIdentifier=%s]", *x.Action, deref(x.ResourceRecordSet.Name), deref(x.ResourceRecordSet.Type), id)
}

// policies counts the routing policies that a record set names.
func (r *ResourceRecordSet) policies() int {
	n := 0
	for _, there := range [...]bool{
		r.Weight != nil, r.Region != nil, r.Failover != nil, r.GeoLocation != nil, r.MultiValueAnswer != nil,
		r.CidrRoutingConfig != nil, r.GeoProximityLocation != nil,
	} {
		if there {
			n++
		}
	}
	return n
}

// ranges holds the members' values against what the API's schema lets
// through.
func (r *ResourceRecordSet) ranges(z *Zone) error {
	facet := func(kind, value, limit string) error {
		return cloud.Errorf("InvalidInput", "Invalid XML ; cvc-%s-valid: Value '%s' is not facet-valid with respect to %s '%s'.", kind, value, kind, limit)
	}
	if r.TTL != nil && (*r.TTL < 0 || *r.TTL > 1<<31-1) {
		return facet(side(*r.TTL < 0), fmt.Sprint(*r.TTL), edge(*r.TTL < 0, "2147483647"))
	}
	if r.Weight != nil && (*r.Weight < 0 || *r.Weight > 255) {
		return facet(side(*r.Weight < 0), fmt.Sprint(*r.Weight), edge(*r.Weight < 0, "255"))
	}
	if id := deref(r.SetIdentifier); len(id) > 128 {
		return facet("maxLength", id, "128")
	}
	if f := r.Failover; f != nil && *f != "PRIMARY" && *f != "SECONDARY" {
		return notFacet(*f, "PRIMARY, SECONDARY")
	}
	if len(r.ResourceRecords) > maxValues {
		return cloud.Errorf("InvalidInput", "A resource record set can have at most %d values.", maxValues)
	}
	switch private := z.Private; {
	case r.MultiValueAnswer != nil && !*r.MultiValueAnswer:
		return invalidRequest("MultiValueAnswer must be true when it is specified")
	case private && r.CidrRoutingConfig != nil:
		return invalidRequest("CidrRoutingConfig is not supported in private hosted zone %s", z.ID)
	}
	return nil
}

func side(low bool) string {
	if low {
		return "minInclusive"
	}
	return "maxInclusive"
}

func edge(low bool, most string) string {
	if low {
		return "0"
	}
	return most
}
