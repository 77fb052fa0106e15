package logs

import "skylab/simulators/cloud"

// on is the group that an operation is judged by.
func on[I any](name func(I) string) func(*State, *cloud.Call, I) string {
	return func(_ *State, c *cloud.Call, in I) string { return arnOf(c.Scope, name(in)) + ":*" }
}

func either(name, identifier *string) string {
	switch {
	case name != nil:
		return *name
	case identifier != nil:
		return *identifier
	}
	return "*"
}

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	cloud.Upon(cloud.Operation("logs", "CreateLogGroup", "Make a log group", (*State).CreateLogGroup), on(func(in CreateLogGroupInput) string { return in.LogGroupName })),
	cloud.Reader("logs", "DescribeLogGroups", "List log groups", (*State).DescribeLogGroups),
	cloud.Upon(cloud.Operation("logs", "DeleteLogGroup", "Delete a log group", (*State).DeleteLogGroup), on(func(in GroupInput) string { return in.LogGroupName })),
	cloud.Upon(cloud.Operation("logs", "PutRetentionPolicy", "Say how long lines are kept", (*State).PutRetentionPolicy), on(func(in PutRetentionPolicyInput) string { return in.LogGroupName })),
	cloud.Upon(cloud.Operation("logs", "DeleteRetentionPolicy", "Keep lines for ever", (*State).DeleteRetentionPolicy), on(func(in GroupInput) string { return in.LogGroupName })),
	cloud.Upon(cloud.Operation("logs", "CreateLogStream", "Make a log stream", (*State).CreateLogStream), on(func(in StreamInput) string { return in.LogGroupName })),
	cloud.Upon(cloud.Reader("logs", "DescribeLogStreams", "List the streams of a log group", (*State).DescribeLogStreams), on(func(in DescribeLogStreamsInput) string { return either(in.LogGroupName, in.LogGroupIdentifier) })),
	cloud.Upon(cloud.Operation("logs", "DeleteLogStream", "Delete a log stream", (*State).DeleteLogStream), on(func(in StreamInput) string { return in.LogGroupName })),
	cloud.Upon(cloud.Operation("logs", "PutLogEvents", "Write lines", (*State).PutLogEvents), on(func(in PutLogEventsInput) string { return in.LogGroupName })),
	cloud.Upon(cloud.Reader("logs", "GetLogEvents", "Read one stream", (*State).GetLogEvents), on(func(in GetLogEventsInput) string { return either(in.LogGroupName, in.LogGroupIdentifier) })),
	cloud.Upon(cloud.Reader("logs", "FilterLogEvents", "Find lines in all streams of a group", (*State).FilterLogEvents), on(func(in FilterLogEventsInput) string { return either(in.LogGroupName, in.LogGroupIdentifier) })),
}

// Events is the table of what can fall due.
var Events = []cloud.On{}
