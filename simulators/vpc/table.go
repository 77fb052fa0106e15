package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// Operations is the service's whole table, in the order of the help.
var Operations = slices.Concat(networkOperations, computeOperations, insightsOperations)

// Events is the table of what can fall due.
var Events = slices.Concat(networkEvents, computeEvents, insightsEvents)

var (
	networkOperations []cloud.Op
	networkEvents     []cloud.On
)
