package elbv2

import "skylab/simulators/cloud"

// Operations is the service's whole table, in the order of the help.
var Operations = []cloud.Op{
	cloud.Operation("elbv2", "CreateListener", "opens a port of a load balancer", (*State).CreateListener),
	cloud.Operation("elbv2", "CreateLoadBalancer", "makes a load balancer", (*State).CreateLoadBalancer),
	cloud.Operation("elbv2", "CreateTargetGroup", "makes a target group", (*State).CreateTargetGroup),
	cloud.Operation("elbv2", "DeleteListener", "closes a port of a load balancer", (*State).DeleteListener),
	cloud.Operation("elbv2", "DeleteLoadBalancer", "takes a load balancer away", (*State).DeleteLoadBalancer),
	cloud.Operation("elbv2", "DeleteTargetGroup", "takes a target group away", (*State).DeleteTargetGroup),
	cloud.Operation("elbv2", "DeregisterTargets", "takes targets out of a target group", (*State).DeregisterTargets),
	cloud.Reader("elbv2", "DescribeListeners", "lists listeners", (*State).DescribeListeners),
	cloud.Reader("elbv2", "DescribeLoadBalancers", "lists load balancers", (*State).DescribeLoadBalancers),
	cloud.Reader("elbv2", "DescribeTargetGroups", "lists target groups", (*State).DescribeTargetGroups),
	cloud.Reader("elbv2", "DescribeTargetHealth", "tells how targets do", (*State).DescribeTargetHealth),
	cloud.Operation("elbv2", "RegisterTargets", "adds targets to a target group", (*State).RegisterTargets),
}

// Events is the table of what can fall due: nothing. Addresses are a function
// of the clock.
var Events = []cloud.On{}
