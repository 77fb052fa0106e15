package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeInstanceStatusInput says which instances.
type DescribeInstanceStatusInput struct {
	InstanceIds         []string `doc:"only these"`
	MaxResults          *int32   `doc:"at most so many a page, 5 to 1000"`
	NextToken           *string  `doc:"where the page begins"`
	DryRun              *bool    `doc:"check only"`
	Filters             []Filter `doc:"availability-zone, instance-state-name, instance-status.status, system-status.status, …"`
	IncludeAllInstances *bool    `doc:"also those that do not run"`
}

// DescribeInstanceStatusOutput lists their health.
type DescribeInstanceStatusOutput struct {
	InstanceStatuses []InstanceStatusOut
	NextToken        *string
}

// InstanceStatusOut is the health of one instance.
type InstanceStatusOut struct {
	AvailabilityZone   string
	AvailabilityZoneId string
	InstanceId         string
	InstanceState      InstanceStateOut
	InstanceStatus     InstanceStatusSummary
	SystemStatus       InstanceStatusSummary
	AttachedEbsStatus  InstanceStatusSummary
}

// InstanceStatusSummary is the outcome of one kind of check.
type InstanceStatusSummary struct {
	Details []InstanceStatusDetails
	Status  string
}

// InstanceStatusDetails is one check.
type InstanceStatusDetails struct {
	ImpairedSince *cloud.Time
	Name          string
	Status        string
}

// health is an instance with what its checks say.
type health struct {
	*Instance
	instance, system InstanceStatusSummary
}

var statusFilters = filterTable[health]{
	"availability-zone":            func(_ *Region, h *health) []string { return one(h.ZoneName) },
	"availability-zone-id":         func(r *Region, h *health) []string { return one(r.zoneID(h.Subnet)) },
	"instance-state-code":          func(_ *Region, h *health) []string { return one(strconv.Itoa(int(stateCodes[h.State]))) },
	"instance-state-name":          func(_ *Region, h *health) []string { return one(string(h.State)) },
	"instance-status.status":       func(_ *Region, h *health) []string { return one(h.instance.Status) },
	"system-status.status":         func(_ *Region, h *health) []string { return one(h.system.Status) },
	"instance-status.reachability": func(_ *Region, h *health) []string { return h.instance.reachability() },
	"system-status.reachability":   func(_ *Region, h *health) []string { return h.system.reachability() },
}

func (s InstanceStatusSummary) reachability() []string {
	if len(s.Details) == 0 {
		return nil
	}
	return one(s.Details[0].Status)
}

// DescribeInstanceStatus tells whether the checks of hosts and systems pass.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html
func (s *State) DescribeInstanceStatus(c *cloud.Call, in DescribeInstanceStatusInput) (DescribeInstanceStatusOutput, error) {
	r := s.At(c)
	if err := statusFilters.check(in.Filters); err != nil {
		return DescribeInstanceStatusOutput{}, err
	}
	all, err := choose(r, &r.Instances, in.InstanceIds, instanceKind.missing, instanceFilters, nil, func(i *Instance) Tags { return i.Tags })
	if err != nil {
		return DescribeInstanceStatusOutput{}, err
	}
	list := []InstanceStatusOut{}
	for _, i := range all {
		h := s.healthOf(r, i, c.Now)
		if (i.State == Running || deref(in.IncludeAllInstances)) && match(r, statusFilters, in.Filters, &h, nil) {
			ebs := h.system
			list = append(list, InstanceStatusOut{i.ZoneName, r.zoneID(i.Subnet), i.ID, i.State.out(), h.instance, h.system, ebs})
		}
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	return DescribeInstanceStatusOutput{part, next}, err
}

// healthOf runs the checks of an instance: they say initializing for the first
// minutes, and impaired while a fault has taken its host, zone or Region.
func (s *State) healthOf(r *Region, i *Instance, now cloud.Time) health {
	if i.State != Running {
		none := InstanceStatusSummary{Status: "not-applicable"}
		return health{i, none, none}
	}
	status, detail := "ok", "passed"
	var since *cloud.Time
	if now < i.Booted+checksTime {
		status, detail = "initializing", "initializing"
	}
	zone := r.zoneID(i.Subnet)
	for _, f := range s.FailedAt(now) {
		if f.Kind == "host" && f.Name == i.ID || f.Kind == "az" && (f.Name == zone || f.Name == i.ZoneName) || f.Kind == "region" && f.Name == r.Scope.Region {
			status, detail, since = "impaired", "failed", new(f.Since)
		}
	}
	sum := InstanceStatusSummary{[]InstanceStatusDetails{{since, "reachability", detail}}, status}
	return health{i, sum, sum}
}
