// Package elbv2 is a stand-in for Elastic Load Balancing: as much of a load
// balancer as names, aliases and certificates need.
//
// What follows is the lab's page of limits, too. Each line names AWS's page
// about it, under docs.aws.amazon.com, as read on 2026-11-20.
//
// # Load balancers: modelled
//
//   - Application and network load balancers with a node in the zone of each
//     subnet, their names, and the hosted zone of the names, for aliases
//     (elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html).
//   - The addresses of an application load balancer change while it runs; those
//     of a network load balancer stay
//     (elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html).
//   - Target groups of instances and addresses, listeners that forward to one of
//     them, HTTPS with a certificate that was issued in the same Region
//     (elasticloadbalancing/latest/APIReference/API_CreateListener.html).
//   - 503 when no target answers
//     (elasticloadbalancing/latest/application/load-balancer-troubleshooting.html).
//
// # Simplified
//
//   - Each node keeps its address for eight hours; AWS gives no figure
//     (elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html).
//   - A target is healthy while it runs, listens on its port and has not failed:
//     at once, without intervals, thresholds and paths, and without looking at
//     the way from the load balancer to it
//     (elasticloadbalancing/latest/application/target-group-health-checks.html).
//   - The load balancer's own security groups are kept and not enforced
//     (elasticloadbalancing/latest/application/load-balancer-update-security-groups.html).
//
// # Left out
//
//   - Rules, weights, stickiness, draining, cross-zone settings, zonal shift,
//     access logs, attributes, quotas, gateway load balancers
//     (elasticloadbalancing/latest/application/introduction.html).
package elbv2
