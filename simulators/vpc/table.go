package vpc

import "slices"

// Operations is the service's whole table, in the order of the help.
var Operations = slices.Concat(networkOperations, computeOperations, insightsOperations)

// Events is the table of what can fall due.
var Events = slices.Concat(networkEvents, computeEvents, insightsEvents)
