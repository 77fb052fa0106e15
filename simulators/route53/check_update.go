package route53

import (
	"slices"

	"skylab/simulators/cloud"
)

// UpdateHealthCheckInput is a check and what is to be different.
type UpdateHealthCheckInput struct {
	HealthCheckId                string           `required:"true" doc:"the check's ID"`
	HealthCheckVersion           *int64           `doc:"the version that the change was made for; another one is refused"`
	IPAddress                    *string          `doc:"the endpoint's address"`
	Port                         *int64           `doc:"the endpoint's port"`
	ResourcePath                 *string          `doc:"the path that is asked for"`
	FullyQualifiedDomainName     *string          `doc:"the Host header"`
	SearchString                 *string          `doc:"the text that must stand in the first 5,120 bytes"`
	FailureThreshold             *int64           `doc:"how many probes in a row change a checker's mind"`
	Inverted                     *bool            `doc:"healthy is told as unhealthy, and the reverse"`
	Disabled                     *bool            `doc:"nobody asks, and the check counts as healthy"`
	HealthThreshold              *int64           `doc:"calculated: how many children must be healthy"`
	ChildHealthChecks            []string         `doc:"calculated: the IDs of the children"`
	EnableSNI                    *bool            `doc:"HTTPS: whether the name is sent in the handshake"`
	Regions                      []string         `doc:"the Regions that are to ask"`
	AlarmIdentifier              *AlarmIdentifier `doc:"CLOUDWATCH_METRIC: the alarm whose data are watched"`
	InsufficientDataHealthStatus *string          `doc:"CLOUDWATCH_METRIC: what holds while the data do not tell"`
	ResetElements                []string         `doc:"FullyQualifiedDomainName, Regions, ResourcePath, ChildHealthChecks: back to what holds when nothing is given"`
}

// UpdateHealthCheckOutput tells of the check.
type UpdateHealthCheckOutput struct{ HealthCheck HealthCheck }

// UpdateHealthCheck changes a check. Type and interval stay for good.
// docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html
func (s *State) UpdateHealthCheck(c *cloud.Call, in UpdateHealthCheckInput) (UpdateHealthCheckOutput, error) {
	check, err := s.ownCheck(c, in.HealthCheckId)
	if err != nil {
		return UpdateHealthCheckOutput{}, err
	}
	if in.HealthCheckVersion != nil && *in.HealthCheckVersion != check.Version {
		return UpdateHealthCheckOutput{}, cloud.Errorf("HealthCheckVersionMismatch", "The value of HealthCheckVersion in the request doesn't match the value of HealthCheckVersion in the health check.")
	}
	given := HealthCheckConfig{
		IPAddress: in.IPAddress, Port: in.Port, ResourcePath: in.ResourcePath, FullyQualifiedDomainName: in.FullyQualifiedDomainName,
		SearchString: in.SearchString, FailureThreshold: in.FailureThreshold, Inverted: in.Inverted, Disabled: in.Disabled,
		HealthThreshold: in.HealthThreshold, ChildHealthChecks: in.ChildHealthChecks, EnableSNI: in.EnableSNI, Regions: in.Regions,
		AlarmIdentifier: in.AlarmIdentifier, InsufficientDataHealthStatus: in.InsufficientDataHealthStatus,
	}
	k := check.Clone().Config
	k.reset(in.ResetElements)
	k.take(given)
	if err := s.sound(c, k, given); err != nil {
		return UpdateHealthCheckOutput{}, err
	}
	s.reconfigure(c, check, k)
	return UpdateHealthCheckOutput{check.out()}, nil
}

func (k *CheckConfig) reset(elements []string) {
	if slices.Contains(elements, "FullyQualifiedDomainName") {
		k.Domain = ""
	}
	if slices.Contains(elements, "Regions") {
		k.Regions = nil
	}
	if slices.Contains(elements, "ResourcePath") {
		k.Path = ""
	}
	if slices.Contains(elements, "ChildHealthChecks") {
		k.Children = nil
	}
}

// reconfigure gives a check its new settings: what the checkers thought under
// the old ones is kept, and those who are new think what the check said.
func (s *State) reconfigure(c *cloud.Call, check *Check, k CheckConfig) {
	healthy := flipped(check.Flips, c.Now)
	moved := !slices.Equal(check.Config.Regions, k.Regions)
	if check.Config.endpoint() {
		check.settle(c.Seed, c.Now)
	}
	check.Config = k
	check.Version++
	if !k.endpoint() {
		return
	}
	check.remember(c.Now)
	if n := len(checkers(c.Seed, check)); moved {
		check.Start = Start{Against: make([]int32, n)}
		if healthy {
			check.Start = everybody(n)
		}
	}
	check.History, check.Flips = nil, nil
	s.look(c.World, check, s.edges(c.Now))
}

// Whether a check was disabled while its endpoint changed does not matter: the
// lab's checkers go on asking, and only the opinion is passed over.
