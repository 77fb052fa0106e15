package rds

import "skylab/simulators/cloud"

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{}

// Events is the table of what can fall due.
var Events = []cloud.On{}
