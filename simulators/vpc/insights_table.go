package vpc

import "skylab/simulators/cloud"

// insightsOperations are Reachability Analyzer's.
var insightsOperations = []cloud.Op{}

// insightsEvents are the analyses that come to an end.
var insightsEvents = []cloud.On{}
