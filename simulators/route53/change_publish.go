package route53

import "skylab/simulators/cloud"

// How long a change is on its way to all name servers: AWS says "generally
// within 60 seconds", and gives no other figure. A change takes between these.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
const (
	soonest = 20 * cloud.Second
	latest  = 60 * cloud.Second
)

// publish makes the records what the API shows and sends them to the name
// servers.
func (s *State) publish(c *cloud.Call, z *Zone, now Records, comment string) ChangeInfo {
	roll := draw(c.World, z.Account, "propagation")
	until := c.Now + soonest + cloud.Time(roll(0, uint64((latest-soonest)/cloud.Second)+1))*cloud.Second
	z.Records = now
	z.Served = append(settled(z.Served, c.Now), Version{c.Now, until, now})
	change := s.Changes.Add(Change{
		ID: newID(c.World, c.Account, "C"), Account: c.Account, Zone: z.ID, Comment: comment, Submitted: c.Now, Synced: until,
	})
	return change.out(c.Now)
}

// settled leaves out the versions that no server answers from any more.
func settled(served []Version, now cloud.Time) []Version {
	for i := len(served) - 1; i > 0; i-- {
		if served[i].Until <= now {
			return append([]Version(nil), served[i:]...)
		}
	}
	return served
}

// GetChangeInput names a change.
type GetChangeInput struct {
	Id string `required:"true" doc:"the change's ID: /change/C… or C…"`
}

// GetChangeOutput tells how far it has come.
type GetChangeOutput struct{ ChangeInfo ChangeInfo }

// GetChange tells whether a change has reached all name servers: PENDING, then
// INSYNC.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html
func (s *State) GetChange(c *cloud.Call, in GetChangeInput) (GetChangeOutput, error) {
	id := bare(in.Id)
	change := s.Changes.Find(id)
	if change == nil || change.Account != c.Account {
		return GetChangeOutput{}, cloud.Errorf("NoSuchChange", "Could not find resource with ID: %s", id)
	}
	return GetChangeOutput{change.out(c.Now)}, nil
}
