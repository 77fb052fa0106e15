package cloudwatch

import "skylab/simulators/cloud"

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	cloud.Operation("cloudwatch", "PutMetricData", "Count values", (*State).PutMetricData),
	cloud.Reader("cloudwatch", "GetMetricStatistics", "Read statistics of one metric", (*State).GetMetricStatistics),
	cloud.Reader("cloudwatch", "GetMetricData", "Read statistics of several metrics and reckon with them", (*State).GetMetricData),
	cloud.Reader("cloudwatch", "ListMetrics", "List metrics", (*State).ListMetrics),
	cloud.Operation("cloudwatch", "DeleteAlarms", "Take alarms away", (*State).DeleteAlarms),
	cloud.Reader("cloudwatch", "DescribeAlarms", "List alarms", (*State).DescribeAlarms),
	cloud.Operation("cloudwatch", "PutMetricAlarm", "Make an alarm on a metric", (*State).PutMetricAlarm),
	cloud.Operation("cloudwatch", "SetAlarmState", "Let an alarm show a state until its next evaluation", (*State).SetAlarmState),
}

// Events is the table of what can fall due.
var Events = []cloud.On{}
