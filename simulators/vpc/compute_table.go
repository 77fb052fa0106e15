package vpc

import "skylab/simulators/cloud"

// computeOperations are the operations on servers, interfaces, addresses, NAT
// gateways, endpoints and peerings, in the order of the help.
var computeOperations = []cloud.Op{}

// computeEvents are what falls due for them.
var computeEvents = []cloud.On{}
