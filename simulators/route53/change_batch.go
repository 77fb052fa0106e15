package route53

import (
	"strings"
	"unicode/utf8"

	"skylab/simulators/cloud"
)

// ChangeResourceRecordSetsInput is a zone and what is to change in it.
type ChangeResourceRecordSetsInput struct {
	HostedZoneId string      `required:"true" doc:"the zone's ID"`
	ChangeBatch  ChangeBatch `required:"true" doc:"the changes: all of them are made or none"`
}

// ChangeBatch is a list of changes that are made together.
type ChangeBatch struct {
	Comment *string      `doc:"a remark, at most 256 characters"`
	Changes []ChangeItem `required:"true" doc:"the changes, in order"`
}

// ChangeItem is one change.
type ChangeItem struct {
	Action            *string            `required:"true" doc:"CREATE, DELETE or UPSERT (create, or put in the place of what is there)"`
	ResourceRecordSet *ResourceRecordSet `required:"true" doc:"the record set; to delete one, all of it"`
}

// ChangeResourceRecordSetsOutput is how far the change has come.
type ChangeResourceRecordSetsOutput struct{ ChangeInfo ChangeInfo }

// The sizes of a batch; what UPSERT names counts twice.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests-changeresourcerecordsets
const (
	maxElements   = 1000
	maxCharacters = 32_000
)

// ChangeResourceRecordSets makes all the changes of a batch, or none and says
// everything that is wrong with it.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
func (s *State) ChangeResourceRecordSets(c *cloud.Call, in ChangeResourceRecordSetsInput) (ChangeResourceRecordSetsOutput, error) {
	var none ChangeResourceRecordSetsOutput
	z, err := s.own(c, in.HostedZoneId)
	if err != nil {
		return none, err
	}
	if err := size(in.ChangeBatch); err != nil {
		return none, err
	}
	b := batch{state: s, zone: z, now: z.Records, touched: map[slot]string{}}
	for i := range in.ChangeBatch.Changes {
		if err := b.shape(&in.ChangeBatch.Changes[i]); err != nil {
			return none, err
		}
	}
	for i := range in.ChangeBatch.Changes {
		if err := b.change(c, &in.ChangeBatch.Changes[i]); err != nil {
			return none, err
		}
	}
	b.whole()
	if len(b.wrong) > 0 {
		return none, cloud.Errorf("InvalidChangeBatch", "%s", "["+strings.Join(b.wrong, ", ")+"]")
	}
	return ChangeResourceRecordSetsOutput{s.publish(c, z, b.now, deref(in.ChangeBatch.Comment))}, nil
}

// size holds a batch against the limits of a request.
func size(b ChangeBatch) error {
	elements, characters := 0, 0
	for _, x := range b.Changes {
		if x.ResourceRecordSet == nil {
			continue
		}
		times, n := 1, max(1, len(x.ResourceRecordSet.ResourceRecords))
		if deref(x.Action) == "UPSERT" {
			times = 2
		}
		elements += n * times
		for _, r := range x.ResourceRecordSet.ResourceRecords {
			characters += utf8.RuneCountInString(deref(r.Value)) * times
		}
	}
	switch {
	case len(b.Changes) == 0:
		return cloud.Errorf("InvalidInput", "Invalid XML ; cvc-complex-type.2.4.b: The content of element 'Changes' is not complete. One of '{\"https://route53.amazonaws.com/doc/2013-04-01/\":Change}' is expected.")
	case elements > maxElements:
		return cloud.Errorf("InvalidChangeBatch", "Number of records limit of %d exceeded.", maxElements)
	case characters > maxCharacters:
		return cloud.Errorf("InvalidChangeBatch", "Number of characters limit of %d exceeded.", maxCharacters)
	}
	return nil
}

// batch is a batch of changes being tried: the records as they would be, and
// everything that is wrong so far.
type batch struct {
	state   *State
	zone    *Zone
	now     Records
	wrong   []string
	touched map[slot]string // what was done to a record set: DELETE, CREATE, UPSERT
}

// slot is the place of one record set.
type slot struct{ name, kind, id string }

func (b *batch) refuse(words ...string) { b.wrong = append(b.wrong, words...) }

// change tries one change. An error ends the whole call; what is wrong with
// the record set itself is noted, and the batch goes on.
func (b *batch) change(c *cloud.Call, x *ChangeItem) error {
	set, problems := record(x.ResourceRecordSet)
	if len(problems) > 0 {
		b.refuse(problems...)
		return nil
	}
	if !within(set.Name, b.zone.Name) {
		b.refuse("RRSet with DNS name " + set.Name + " is not permitted in zone " + b.zone.Name)
		return nil
	}
	if id := set.HealthCheck; id != "" && *x.Action != "DELETE" {
		if check := b.state.Checks.Find(id); check == nil || check.Account != c.Account {
			return noSuchCheck(id)
		}
	}
	at := slot{set.Name, set.Type, set.SetID}
	was := b.touched[at]
	if was != "" && (was != "DELETE" || *x.Action == "DELETE") {
		b.refuse("The request contains an invalid set of changes for a resource record set '" + set.Type + " " + set.Name + "'")
		return nil
	}
	b.touched[at] = *x.Action
	if *x.Action == "DELETE" {
		b.remove(set)
	} else {
		b.put(*x.Action, set)
	}
	return nil
}

// find is the record set in the place of another one.
func (b *batch) find(set RecordSet) *RecordSet {
	sets := b.now.Lookup(set.Name, set.Type)
	for i := range sets {
		if sets[i].SetID == set.SetID {
			return &sets[i]
		}
	}
	return nil
}

// called is how Route 53's messages name a record set.
func called(r RecordSet) string {
	s := "[name='" + r.Name + "', type='" + r.Type + "'"
	if r.SetID != "" {
		s += ", set-identifier='" + r.SetID + "'"
	}
	return s + "]"
}

func (b *batch) remove(set RecordSet) {
	old := b.find(set)
	switch {
	case old == nil:
		b.refuse("Tried to delete resource record set " + called(set) + " but it was not found")
	case !old.same(&set):
		b.refuse("Tried to delete resource record set " + called(set) + " but the values provided do not match the current values")
	default:
		b.now = b.now.Drop(set)
	}
}

func (b *batch) put(action string, set RecordSet) {
	if action == "CREATE" && b.find(set) != nil {
		b.refuse("Tried to create resource record set " + called(set) + " but it already exists")
		return
	}
	before := len(b.wrong)
	b.beside(set)
	b.policy(set)
	b.alias(set)
	if len(b.wrong) == before {
		b.now = b.now.Put(set)
	}
}

// whole holds the zone as it would be against what every zone must have.
func (b *batch) whole() {
	apex := b.now.At(b.zone.Name)
	if len(OfType(apex, "NS")) == 0 {
		b.refuse("A HostedZone must contain at least one NS record for the zone itself.")
	}
	if len(OfType(apex, "SOA")) != 1 {
		b.refuse("A HostedZone must contain exactly one SOA record.")
	}
	if most := b.state.quota(b.zone.Account, "MAX_RRSETS_BY_ZONE"); int64(b.now.Len()) > most && b.now.Len() > b.zone.Records.Len() {
		b.refuse(cloudText("The request would cause the hosted zone to exceed its limit of %d resource record sets", most))
	}
}
