package route53

import "slices"

// HealthCheck is a check as the API prints it.
type HealthCheck struct {
	Id                 string
	CallerReference    string
	HealthCheckConfig  HealthCheckConfig
	HealthCheckVersion int64
}

// HealthCheckConfig is what a check looks at and how it judges.
type HealthCheckConfig struct {
	IPAddress                    *string          `doc:"the endpoint's address; without it the name is looked up for each probe"`
	Port                         *int64           `doc:"the endpoint's port: 80 for HTTP and 443 for HTTPS when it is not given"`
	Type                         *string          `required:"true" doc:"HTTP, HTTPS, HTTP_STR_MATCH, HTTPS_STR_MATCH, TCP, CALCULATED or CLOUDWATCH_METRIC"`
	ResourcePath                 *string          `doc:"the path that is asked for: /health"`
	FullyQualifiedDomainName     *string          `doc:"the Host header, and the endpoint where no address is given"`
	SearchString                 *string          `doc:"the text that must stand in the first 5,120 bytes"`
	RequestInterval              *int64           `doc:"seconds between two probes of one checker: 30 or 10; fixed for good"`
	FailureThreshold             *int64           `doc:"how many probes in a row change a checker's mind: 1 to 10, 3 when it is not given"`
	MeasureLatency               *bool            `doc:"whether latency is measured; fixed for good"`
	Inverted                     *bool            `doc:"healthy is told as unhealthy, and the reverse"`
	Disabled                     *bool            `doc:"nobody asks, and the check counts as healthy"`
	HealthThreshold              *int64           `doc:"calculated: how many children must be healthy"`
	ChildHealthChecks            []string         `doc:"calculated: the IDs of the children, 255 at most"`
	EnableSNI                    *bool            `doc:"HTTPS: whether the name is sent in the handshake"`
	Regions                      []string         `doc:"the Regions that are to ask, three at least; all eight when none is given"`
	AlarmIdentifier              *AlarmIdentifier `doc:"CLOUDWATCH_METRIC: the alarm whose data are watched"`
	InsufficientDataHealthStatus *string          `doc:"CLOUDWATCH_METRIC: Healthy, Unhealthy or LastKnownStatus while the data do not tell"`
}

// AlarmIdentifier names an alarm.
type AlarmIdentifier struct {
	Region *string `required:"true" doc:"the alarm's Region"`
	Name   *string `required:"true" doc:"the alarm's name"`
}

func (c *Check) out() HealthCheck {
	k := c.Config
	out := HealthCheckConfig{Type: new(k.Type), Inverted: new(k.Inverted), Disabled: new(k.Disabled)}
	switch k.Type {
	case "CALCULATED":
		out.HealthThreshold, out.ChildHealthChecks = new(int64(k.HealthThreshold)), slices.Clone(k.Children)
	case "CLOUDWATCH_METRIC":
		out.AlarmIdentifier, out.InsufficientDataHealthStatus = &AlarmIdentifier{new(k.AlarmRegion), new(k.AlarmName)}, some(k.Insufficient)
	default:
		out.IPAddress, out.Port, out.ResourcePath = some(k.Address), new(int64(k.Port)), some(k.Path)
		out.FullyQualifiedDomainName, out.SearchString = some(k.Domain), some(k.Search)
		out.RequestInterval, out.FailureThreshold = new(int64(k.Interval)), new(int64(k.Threshold))
		out.MeasureLatency, out.EnableSNI = new(k.MeasureLatency), new(deref(k.SNI))
		if len(k.Regions) > 0 {
			out.Regions = slices.Clone(k.Regions)
		}
	}
	return HealthCheck{c.ID, c.CallerReference, out, c.Version}
}
