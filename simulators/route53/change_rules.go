package route53

import "strings"

// beside holds a record set against what stands at its name.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat
func (b *batch) beside(set RecordSet) {
	in := " in zone " + b.zone.Name
	if set.Type == "CNAME" && set.Name == b.zone.Name {
		b.refuse("RRSet of type CNAME with DNS name " + set.Name + " is not permitted at apex" + in)
		return
	}
	if set.Type == "SOA" && set.Name != b.zone.Name {
		b.refuse("RRSet of type SOA with DNS name " + set.Name + " is not permitted" + in)
	}
	// A star names no zone of its own, so it cannot be handed on.
	// docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html#domain-name-format-asterisk
	if (set.Type == "NS" || set.Type == "DS") && strings.HasPrefix(set.Name, `\052.`) {
		b.refuse("RRSet of type " + set.Type + " with DNS name " + set.Name + " is not permitted: a wildcard is not supported for this type")
	}
	for _, other := range b.now.At(set.Name) {
		switch {
		case other.Type == set.Type:
		case set.Type == "CNAME":
			b.refuse("RRSet of type CNAME with DNS name " + set.Name + " is not permitted as it conflicts with other records with the same DNS name" + in)
			return
		case other.Type == "CNAME":
			b.refuse("RRSet of type " + set.Type + " with DNS name " + set.Name + " is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists" + in)
			return
		}
	}
}

// policyWords are how messages call the routing policies.
var policyWords = [...]string{
	Simple: "simple", Failover: "failover", Geolocation: "geolocation", Geoproximity: "geoproximity",
	Latency: "latency", IPBased: "CIDR", Multivalue: "multivalue answer", Weighted: "weighted",
}

// policy holds a record set against the others of its name and type: all have
// one routing policy, and each of them a place of its own.
func (b *batch) policy(set RecordSet) {
	told := "RRSet with DNS name " + set.Name + ", type " + set.Type
	if set.SetID != "" {
		told += ", SetIdentifier " + set.SetID
	}
	n := 1
	for _, other := range b.now.Lookup(set.Name, set.Type) {
		if other.SetID == set.SetID {
			continue
		}
		n++
		switch {
		case set.Policy == Simple:
			b.refuse(told + " cannot be created as other RRSets exist with the same name and type.")
			return
		case other.Policy != set.Policy:
			b.refuse(told + " cannot be created because a non " + policyWords[set.Policy] + " rrset exists with the same name and type.")
			return
		case rivals(set, other):
			b.refuse(told + ", " + set.where() + " cannot be created as another RRSet with the same name, type and " + set.where() + " already exists.")
			return
		}
	}
	most := maxSameName
	if set.Policy == Geoproximity {
		most = maxGeoproximity
	}
	if n > most {
		b.refuse(told + cloudText(" cannot be created: at most %d RRSets of the %s policy can have the same name and type.", most, policyWords[set.Policy]))
	}
	if set.Policy == IPBased {
		b.collection(set, told)
	}
	if set.Type == "NS" || set.Type == "SOA" {
		b.noPolicy(set, told)
	}
}

// noPolicy refuses any policy but simple for the records that a zone itself
// rests on.
func (b *batch) noPolicy(set RecordSet, told string) {
	if set.Policy != Simple && set.Name == b.zone.Name {
		b.refuse(told + " cannot be created: NS and SOA records of the zone itself have no routing policy.")
	}
}

// rivals tells whether two sets want the same place in their policy.
func rivals(a, b RecordSet) bool {
	switch a.Policy {
	case Latency:
		return a.Region == b.Region
	case Failover:
		return a.Primary == b.Primary
	case Geolocation:
		return a.Continent == b.Continent && a.Country == b.Country && a.Subdivision == b.Subdivision
	case IPBased:
		return a.CIDRCollection == b.CIDRCollection && a.CIDRLocation == b.CIDRLocation
	case Geoproximity:
		return a.Region == b.Region && a.LocalZone == b.LocalZone && a.Lat == b.Lat && a.Lon == b.Lon
	case Simple, Multivalue, Weighted:
	}
	return false
}

// where is a set's place in its policy, as messages write it.
func (r *RecordSet) where() string {
	switch r.Policy {
	case Latency:
		return "region " + r.Region
	case Failover:
		return "failover " + r.failover()
	case Geolocation:
		return "geolocation " + r.place()
	case IPBased:
		return "CIDR location " + r.CIDRLocation
	case Geoproximity:
		return "geoproximity location"
	case Simple, Multivalue, Weighted:
	}
	return policyWords[r.Policy]
}

// collection holds an IP-based set against the account's CIDR collections. All
// sets of a name and type draw on one collection.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-ipbased.html
func (b *batch) collection(set RecordSet, told string) {
	c := b.state.CIDRs.Find(set.CIDRCollection)
	switch {
	case c == nil || c.Account != b.zone.Account:
		b.refuse(told + " cannot be created: no CIDR collection has the ID " + set.CIDRCollection)
		return
	case set.CIDRLocation != "*" && c.location(set.CIDRLocation) < 0:
		b.refuse(told + " cannot be created: CIDR collection " + c.Name + " has no location " + set.CIDRLocation)
	}
	for _, other := range b.now.Lookup(set.Name, set.Type) {
		if other.SetID != set.SetID && other.Policy == IPBased && other.CIDRCollection != set.CIDRCollection {
			b.refuse(told + " cannot be created: RRSets with the same name and type must use one CIDR collection.")
			return
		}
	}
}
