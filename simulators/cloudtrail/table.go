package cloudtrail

import "skylab/simulators/cloud"

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	cloud.Reader("cloudtrail", "LookupEvents", "look up who did what in this Region, newest first", (*State).LookupEvents),
	cloud.Reader("cloudtrail", "DescribeTrails", "list trails; the lab has none, and needs none to look events up", (*State).DescribeTrails),
}

// Events is the table of what can fall due.
var Events = []cloud.On{}

// DescribeTrailsInput has nothing to choose.
type DescribeTrailsInput struct{}

// Trail would be one trail.
type Trail struct{ Name string }

// DescribeTrailsOutput lists trails.
type DescribeTrailsOutput struct {
	TrailList []Trail `aws:"trailList"`
}

// DescribeTrails lists no trails: the event history is there without one.
// docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeTrails.html
func (s *State) DescribeTrails(*cloud.Call, DescribeTrailsInput) (DescribeTrailsOutput, error) {
	return DescribeTrailsOutput{[]Trail{}}, nil
}
