package route53

import (
	"strconv"

	"skylab/simulators/cloud"
)

// ListResourceRecordSetsInput says where to start.
type ListResourceRecordSetsInput struct {
	HostedZoneId          string  `required:"true" doc:"the zone's ID"`
	StartRecordName       *string `doc:"the name to start with"`
	StartRecordType       *string `doc:"of that name, the type to start with"`
	StartRecordIdentifier *string `doc:"of that name and type, the set identifier to start with"`
	MaxItems              *string `doc:"how many at most, up to 300"`
}

// ListResourceRecordSetsOutput is a page of record sets.
type ListResourceRecordSetsOutput struct {
	ResourceRecordSets   []ResourceRecordSet
	IsTruncated          bool
	NextRecordName       *string
	NextRecordType       *string
	NextRecordIdentifier *string
	MaxItems             string
}

// ListResourceRecordSets lists a zone's record sets by name (the labels
// reversed), type and set identifier. It shows a change at once, before the
// name servers have it.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
func (s *State) ListResourceRecordSets(c *cloud.Call, in ListResourceRecordSetsInput) (ListResourceRecordSetsOutput, error) {
	z, err := s.own(c, in.HostedZoneId)
	if err != nil {
		return ListResourceRecordSetsOutput{}, err
	}
	n, err := pageSize(in.MaxItems, 300)
	if err != nil {
		return ListResourceRecordSetsOutput{}, err
	}
	key, err := startKey(in)
	if err != nil {
		return ListResourceRecordSetsOutput{}, err
	}
	out := ListResourceRecordSetsOutput{ResourceRecordSets: []ResourceRecordSet{}, MaxItems: strconv.Itoa(n)}
	for r := range z.Records.From(key, deref(in.StartRecordType), deref(in.StartRecordIdentifier)) {
		if len(out.ResourceRecordSets) == n {
			out.IsTruncated, out.NextRecordName, out.NextRecordType, out.NextRecordIdentifier = true, new(r.Name), new(r.Type), some(r.SetID)
			break
		}
		out.ResourceRecordSets = append(out.ResourceRecordSets, r.out())
	}
	return out, nil
}

// startKey is where a listing starts: a type needs a name, and an identifier
// needs both.
func startKey(in ListResourceRecordSetsInput) (string, error) {
	switch {
	case in.StartRecordName == nil && in.StartRecordType != nil:
		return "", cloud.Errorf("InvalidInput", "The input is not valid: a record name is required when a record type is specified.")
	case in.StartRecordType == nil && in.StartRecordIdentifier != nil:
		return "", cloud.Errorf("InvalidInput", "The input is not valid: a record type is required when a record identifier is specified.")
	case in.StartRecordName == nil:
		return "", nil
	}
	name, problem := canonical(*in.StartRecordName)
	if problem != "" {
		return "", cloud.Errorf("InvalidInput", "%s", problem)
	}
	return Key(name), nil
}
