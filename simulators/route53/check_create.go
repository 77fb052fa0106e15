package route53

import (
	"slices"

	"skylab/simulators/cloud"
)

// CreateHealthCheckInput is what a check is made of.
type CreateHealthCheckInput struct {
	CallerReference   string            `required:"true" doc:"a text of your own that no other check was made with"`
	HealthCheckConfig HealthCheckConfig `required:"true" doc:"what to look at and how to judge"`
}

// CreateHealthCheckOutput tells of the check.
type CreateHealthCheckOutput struct {
	HealthCheck HealthCheck
	Location    string
}

// CreateHealthCheck makes a check. The same reference and settings give the
// check that is there already. A new check is healthy until the checkers know
// better.
// docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHealthCheck.html
func (s *State) CreateHealthCheck(c *cloud.Call, in CreateHealthCheckInput) (CreateHealthCheckOutput, error) {
	k, err := s.configure(c, in.HealthCheckConfig)
	if err != nil {
		return CreateHealthCheckOutput{}, err
	}
	for old := range s.Checks.All {
		if old.Account != c.Account || old.CallerReference != in.CallerReference {
			continue
		}
		if !sameConfig(old.Config, k) {
			return CreateHealthCheckOutput{}, cloud.Errorf("HealthCheckAlreadyExists", "A health check with the same caller reference and different settings already exists: %s", old.ID)
		}
		return CreateHealthCheckOutput{old.out(), location(old.ID)}, nil
	}
	if s.checksOf(c.Account) >= s.quota(c.Account, "MAX_HEALTH_CHECKS_BY_OWNER") {
		return CreateHealthCheckOutput{}, cloud.Errorf("TooManyHealthChecks", "You have reached the limit on the number of health checks that you can create.")
	}
	check := s.Checks.Add(Check{ID: newUUID(c.World, c.Account, "check"), Account: c.Account, CallerReference: in.CallerReference, Version: 1, Created: c.Now, Config: k})
	if k.endpoint() {
		check.Start = everybody(len(checkers(c.Seed, check)))
		s.look(c.World, check, s.edges(c.Now))
	}
	return CreateHealthCheckOutput{check.out(), location(check.ID)}, nil
}

func location(id string) string { return "https://route53.amazonaws.com/2013-04-01/healthcheck/" + id }

func sameConfig(a, b CheckConfig) bool {
	x := a.Address == b.Address && a.Type == b.Type && a.Port == b.Port && a.Path == b.Path && a.Domain == b.Domain && a.Search == b.Search
	y := a.Interval == b.Interval && a.Threshold == b.Threshold && a.Inverted == b.Inverted && a.Disabled == b.Disabled
	z := a.HealthThreshold == b.HealthThreshold && slices.Equal(a.Children, b.Children) && slices.Equal(a.Regions, b.Regions)
	return x && y && z && a.MeasureLatency == b.MeasureLatency && a.AlarmName == b.AlarmName && a.AlarmRegion == b.AlarmRegion && a.Insufficient == b.Insufficient
}

func (s *State) ownCheck(c *cloud.Call, id string) (*Check, error) {
	k := s.Checks.Find(id)
	if k == nil || k.Account != c.Account {
		return nil, noSuchCheck(id)
	}
	return k, nil
}

// DeleteHealthCheckInput names a check.
type DeleteHealthCheckInput struct {
	HealthCheckId string `required:"true" doc:"the check's ID"`
}

// DeleteHealthCheckOutput is empty.
type DeleteHealthCheckOutput struct{}

// DeleteHealthCheck takes a check away. Record sets that name it stay and count
// as healthy; a calculated check must let go of it first.
// docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHealthCheck.html
func (s *State) DeleteHealthCheck(c *cloud.Call, in DeleteHealthCheckInput) (DeleteHealthCheckOutput, error) {
	k, err := s.ownCheck(c, in.HealthCheckId)
	if err != nil {
		return DeleteHealthCheckOutput{}, err
	}
	for parent := range s.Checks.All {
		if slices.Contains(parent.Config.Children, k.ID) {
			return DeleteHealthCheckOutput{}, cloud.Errorf("HealthCheckInUse", "The health check is a child of calculated health check %s.", parent.ID)
		}
	}
	delete(s.Tags, "healthcheck/"+k.ID)
	s.Checks.Remove(k.ID)
	return DeleteHealthCheckOutput{}, nil
}
