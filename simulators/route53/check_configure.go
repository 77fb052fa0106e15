package route53

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

func badInput(format string, args ...any) error { return cloud.Errorf("InvalidInput", format, args...) }

// configure reads a new check's settings and fills in what is not given.
// docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
func (s *State) configure(c *cloud.Call, in HealthCheckConfig) (CheckConfig, error) {
	k := CheckConfig{
		Type: deref(in.Type), Inverted: deref(in.Inverted), Disabled: deref(in.Disabled), MeasureLatency: deref(in.MeasureLatency),
		SNI: in.EnableSNI, Interval: 30, Threshold: 3,
	}
	kinds := []string{"HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP", "CALCULATED", "CLOUDWATCH_METRIC"}
	if !slices.Contains(kinds, k.Type) {
		return k, notFacet(k.Type, strings.Join(append(kinds, "RECOVERY_CONTROL"), ", "))
	}
	k.take(in)
	whole(&k.Interval, in.RequestInterval)
	if k.Port == 0 && strings.HasPrefix(k.Type, "HTTP") {
		k.Port = 80
		if strings.HasPrefix(k.Type, "HTTPS") {
			k.Port = 443
		}
	}
	if strings.HasPrefix(k.Type, "HTTPS") && k.SNI == nil {
		k.SNI = new(k.Domain != "" || k.Address == "")
	}
	return k, s.sound(c, k, in)
}

// take reads what a later change may set, too. Members that are not given stay
// as they are.
func (k *CheckConfig) take(in HealthCheckConfig) {
	set(&k.Address, in.IPAddress)
	set(&k.Path, in.ResourcePath)
	set(&k.Domain, in.FullyQualifiedDomainName)
	set(&k.Search, in.SearchString)
	set(&k.Inverted, in.Inverted)
	set(&k.Disabled, in.Disabled)
	set(&k.Insufficient, in.InsufficientDataHealthStatus)
	whole(&k.Port, in.Port)
	whole(&k.Threshold, in.FailureThreshold)
	whole(&k.HealthThreshold, in.HealthThreshold)
	if in.ChildHealthChecks != nil {
		k.Children = slices.Clone(in.ChildHealthChecks)
	}
	if in.Regions != nil {
		k.Regions = slices.Clone(in.Regions)
	}
	if in.EnableSNI != nil {
		k.SNI = new(*in.EnableSNI)
	}
	if a := in.AlarmIdentifier; a != nil {
		k.AlarmRegion, k.AlarmName = deref(a.Region), deref(a.Name)
	}
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

// whole is set for numbers; absurd ones stay absurd.
func whole(to *int32, from *int64) {
	if from != nil {
		*to = int32(max(-1, min(*from, 1<<20)))
	}
}

// sound holds settings against the rules of their type.
func (s *State) sound(c *cloud.Call, k CheckConfig, in HealthCheckConfig) error {
	switch k.Type {
	case "CALCULATED":
		return s.soundCalculated(c, k)
	case "CLOUDWATCH_METRIC":
		return s.soundAlarm(c, k)
	}
	switch {
	case len(k.Children) > 0 || in.HealthThreshold != nil:
		return badInput("Basic health checks must not have child health checks or a health threshold specified.")
	case in.AlarmIdentifier != nil || k.Insufficient != "":
		return badInput("AlarmIdentifier and InsufficientDataHealthStatus can be specified only for health checks of type CLOUDWATCH_METRIC.")
	case k.Interval != 10 && k.Interval != 30:
		return badInput("Request interval must be one of 10 or 30.")
	case k.Threshold < 1 || k.Threshold > 10:
		return badInput("Failure threshold must be between 1 and 10.")
	case k.Port < 1 || k.Port > 65535:
		return badInput("Port must be specified, between 1 and 65535.")
	}
	return k.soundEndpoint()
}

func (k *CheckConfig) soundEndpoint() error {
	switch {
	case k.Address == "" && k.Domain == "":
		return badInput("Either IPAddress or FullyQualifiedDomainName must be specified.")
	case k.Type == "TCP" && k.Domain != "" && k.Address != "":
		return badInput("FullyQualifiedDomainName must not be specified for TCP health checks with an IP address.")
	case k.Type == "TCP" && k.Path != "":
		return badInput("ResourcePath must not be specified for TCP health checks.")
	case k.searches() && (k.Search == "" || len(k.Search) > 255):
		return badInput("SearchString of 1 to 255 characters must be specified for health checks of type %s.", k.Type)
	case !k.searches() && k.Search != "":
		return badInput("SearchString must not be specified for health checks of type %s.", k.Type)
	case len(k.Path) > 255 || len(k.Domain) > 255:
		return badInput("ResourcePath and FullyQualifiedDomainName can have 255 characters at most.")
	}
	if k.Address != "" {
		if err := publicAddress(k.Address); err != nil {
			return err
		}
	}
	if k.Domain != "" {
		if _, problem := canonical(k.Domain); problem != "" {
			return badInput("Invalid FullyQualifiedDomainName: %s", problem)
		}
	}
	return k.soundRegions()
}

// soundRegions wants three of the eight Regions at least.
func (k *CheckConfig) soundRegions() error {
	if k.Regions == nil {
		return nil
	}
	seen := map[string]bool{}
	for _, r := range k.Regions {
		if !slices.ContainsFunc(checkerRegions[:], func(x checkerRegion) bool { return x.name == r }) {
			return notFacet(r, "us-east-1, us-west-1, us-west-2, eu-west-1, ap-southeast-1, ap-southeast-2, ap-northeast-1, sa-east-1")
		}
		if seen[r] {
			return badInput("Duplicate health check region: %s", r)
		}
		seen[r] = true
	}
	if len(seen) < 3 {
		return badInput("At least 3 health checking regions must be specified.")
	}
	return nil
}

// unreachable are the ranges that no checker on the internet can reach.
// docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
var unreachable = [...]string{
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "224.0.0.0/3",
	"::/127", "fc00::/7", "fe80::/10", "ff00::/8",
}

// publicAddress wants an address that checkers can reach: a private one can be
// watched by a CloudWatch alarm only.
func publicAddress(text string) error {
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		return badInput("Invalid IP address: %s", text)
	}
	for _, r := range unreachable {
		if netip.MustParsePrefix(r).Contains(a.Unmap()) {
			return badInput("Invalid IP address: %s is private, reserved, loopback, link-local or multicast: Route 53 can't check the health of endpoints there.", text)
		}
	}
	return nil
}

// soundCalculated: children are checks of the account, and none of them
// calculated itself. More children than there are may be wanted: it is never
// healthy then.
func (s *State) soundCalculated(c *cloud.Call, k CheckConfig) error {
	if len(k.Children) > maxChildren+1 { // 256 by the API's page
		return badInput("A calculated health check can have at most %d child health checks.", maxChildren)
	}
	if k.HealthThreshold < 0 || k.HealthThreshold > 256 {
		return badInput("Health threshold must be between 0 and 256.")
	}
	seen := map[string]bool{}
	for _, id := range k.Children {
		child := s.Checks.Find(id)
		switch {
		case child == nil || child.Account != c.Account:
			return badInput("Child health check %s does not exist.", id)
		case child.Config.Type == "CALCULATED":
			return badInput("Child health check %s is a calculated health check: a calculated health check can't monitor another one.", id)
		case seen[id]:
			return badInput("Duplicate child health check: %s", id)
		}
		seen[id] = true
	}
	return nil
}

// soundAlarm wants an alarm of the same account.
func (s *State) soundAlarm(c *cloud.Call, k CheckConfig) error {
	switch {
	case k.AlarmName == "" || k.AlarmRegion == "":
		return badInput("AlarmIdentifier must be specified for health checks of type CLOUDWATCH_METRIC.")
	case k.Insufficient != "" && k.Insufficient != "Healthy" && k.Insufficient != "Unhealthy" && k.Insufficient != "LastKnownStatus":
		return notFacet(k.Insufficient, "Healthy, Unhealthy, LastKnownStatus")
	case s.outside.Alarms == nil:
		return badInput("The specified CloudWatch alarm does not exist: %s in %s", k.AlarmName, k.AlarmRegion)
	}
	if _, known := s.outside.Alarms.DataState(c.Account, k.AlarmRegion, k.AlarmName, c.Now); !known {
		return badInput("The specified CloudWatch alarm does not exist: %s in %s", k.AlarmName, k.AlarmRegion)
	}
	return nil
}
