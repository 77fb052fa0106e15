// Package vpc simulates Amazon VPC and the part of EC2 that a network needs.
//
// What follows is the lab's page of limits, too: what is modelled as AWS
// documents it, what is made simpler, and what is left out. Each line names
// AWS's page about it, under docs.aws.amazon.com. What is modelled was held
// against those pages on 2026-11-20: the user guides in their published source
// of June 2023 together with the later changes that AWS's pages list, the API
// as botocore 1.43 describes it.
//
// # Networks: modelled
//
//   - VPCs of /16 to /28, host bits cleared, up to five ranges; which range goes
//     with which, and not where a route already leads or a peer already lives
//     (vpc/latest/userguide/vpc-cidr-blocks.html).
//   - Subnets of /16 to /28 in one zone, five addresses of each reserved, no two
//     overlapping (vpc/latest/userguide/subnet-sizing.html).
//   - The default VPC, made on the first call to a Region: 172.31.0.0/16, a /20
//     in each zone, an internet gateway (vpc/latest/userguide/default-vpc.html).
//   - Zone IDs that are the same for all; zone names mapped per account only in
//     the nine oldest Regions and for accounts made before November 2025
//     (global-infrastructure/latest/regions/az-ids.html). The lab's account is
//     new.
//   - Route tables: main and custom, associations with subnets and internet
//     gateways, routes more specific than the local one, local routes that lead
//     elsewhere, routes by prefix list, blackholes
//     (vpc/latest/userguide/VPC_Route_Tables.html).
//   - Network ACLs: numbered rules in both directions, the closing deny, rules
//     for IPv6 that appear with the VPC's first IPv6 range
//     (vpc/latest/userguide/vpc-network-acls.html).
//   - Security groups: rules by range, prefix list and group, groups of peered
//     VPCs in the same Region, stale rules, rule IDs; a prefix list counts as its
//     greatest size (vpc/latest/userguide/security-group-rules.html).
//   - IPv6: a /56 of Amazon's for a VPC, a /64 of it for a subnet, egress-only
//     gateways (vpc/latest/userguide/egress-only-internet-gateway.html).
//   - Prefix lists of one's own, and AWS's for S3 and DynamoDB
//     (vpc/latest/userguide/managed-prefix-lists.html).
//   - Tags, up to 50 to a resource (AWSEC2/latest/UserGuide/Using_Tags.html), and
//     filters with * and ? (AWSEC2/latest/UserGuide/Using_Filtering.html).
//   - Quotas at AWS's defaults, in force, and raised by service-quotas
//     (vpc/latest/userguide/amazon-vpc-limits.html).
//   - What has to be gone before something can be deleted, and the errors' codes
//     (AWSEC2/latest/APIReference/errors-overview.html).
//
// # Networks: simplified
//
//   - Changes take effect at once. What AWS reports as associating,
//     disassociating, create-in-progress or modify-in-progress is reported so by
//     the call that makes the change, and is done by the next call; a new VPC is
//     pending for one second (AWSEC2/latest/APIReference/API_VpcCidrBlockState.html).
//   - A request for a higher quota is granted at once when AWS could grant it; in
//     life it is pending for minutes or days
//     (servicequotas/latest/userguide/request-quota-increase.html).
//   - The account may run 64 vCPUs of standard instances from the first day;
//     AWS's default is 5, which rises with use
//     (AWSEC2/latest/UserGuide/ec2-on-demand-instances.html).
//   - A dry run answers what the call itself would have answered, errors of every
//     kind included; AWS promises to check only permissions
//     (AWSEC2/latest/APIReference/API_CreateVpc.html, DryRun).
//   - Private addresses are drawn by the lab; AWS does not say how it chooses.
//     A subnet without a named zone is made in the Region's first; AWS chooses
//     one (AWSEC2/latest/APIReference/API_CreateSubnet.html).
//   - Errors have AWS's codes. AWS documents few of the sentences; those that
//     could not be found in print are the lab's own
//     (AWSEC2/latest/APIReference/errors-overview.html).
//   - The ranges of AWS's prefix lists are cut from AWS's own blocks, but which
//     Region has which is made up, and so are the list IDs of Regions for which
//     no page prints them
//     (vpc/latest/userguide/working-with-aws-managed-prefix-lists.html). IPv6
//     ranges are drawn from Amazon's blocks in the same way.
//   - The letters of zones in the nine oldest Regions, as a new account sees
//     them, are numbered in order where no page prints them
//     (global-infrastructure/latest/regions/aws-availability-zones.html).
//   - Of the Regions that have to be enabled first, none is; calls to them fail
//     as they do in life (accounts/latest/reference/manage-acct-regions.html).
//   - Lists come in the order of creation; AWS promises none.
//
// # Networks: left out
//
//   - Virtual private gateways, VPN, Direct Connect, transit gateways, Cloud WAN
//     (vpc/latest/userguide/extend-intro.html).
//   - IPAM, addresses of one's own (BYOIP), IPv6-only subnets, more than one IPv6
//     range to a subnet (vpc/latest/ipam/what-it-is-ipam.html).
//   - DHCP option sets: each VPC has the Region's default one, by ID only
//     (vpc/latest/userguide/VPC_DHCP_Options.html).
//   - VPC sharing, security groups shared over VPCs, prefix lists shared with
//     other accounts or restored to an older version
//     (vpc/latest/userguide/vpc-sharing.html).
//   - VPC Block Public Access, VPC encryption controls, flow logs, traffic
//     mirroring (vpc/latest/userguide/security-vpc-bpa.html).
//   - Gateway Load Balancer endpoints, Network Firewall, Local Zones, Wavelength
//     Zones, Outposts, carrier gateways
//     (vpc/latest/userguide/Extend_VPCs.html).
//   - Network Address Usage and quotas that only slow a network down
//     (vpc/latest/userguide/network-address-usage.html).
//   - Permissions: every call is allowed to the lab's user.
//   - Throttling: AWS refuses calls that come too fast; the lab never does
//     (ec2/latest/devguide/ec2-api-throttling.html).
//
// # Servers, gateways, peers: modelled
//
//   - Instances that are run, stopped, started, rebooted and terminated, and what
//     of their addresses outlives each
//     (AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html); network interfaces
//     with several addresses (AWSEC2/latest/UserGuide/using-eni.html); Elastic
//     IPs (AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html).
//   - NAT gateways, public and private, zonal and regional, with their states
//     over time and why one fails (vpc/latest/userguide/vpc-nat-gateway.html,
//     vpc/latest/userguide/nat-gateways-regional.html).
//   - Gateway endpoints to S3 and DynamoDB and interface endpoints, with policies
//     and private DNS names (vpc/latest/privatelink/concepts.html).
//   - Peering within and between Regions and accounts: request, accept, reject,
//     expiry after seven days, no overlap, no way through
//     (vpc/latest/peering/vpc-peering-basics.html).
//
// # Servers, gateways, peers: simplified
//
//   - Changes of state take fixed times, since AWS promises none: a launch 12
//     seconds, a stop 40, a reboot 25, a NAT gateway a minute and a half, an
//     interface endpoint a minute.
//   - A server is what listens on its ports. User data is read for packages that
//     are installed and services that are started; whether a package could be
//     fetched is not looked at. A line "# skylab: listen tcp/3306 mysqld" stands
//     for any other server (AWSEC2/latest/UserGuide/user-data.html).
//   - Instance types and images are a choice; the images' IDs and dates are made
//     up (AWSEC2/latest/UserGuide/AMIs.html). Key pairs are taken from a fixed
//     stock of keys.
//   - Services that endpoints lead to are a choice
//     (vpc/latest/privatelink/aws-services-privatelink-support.html).
//   - An endpoint policy that uses a condition operator which the lab does not
//     know (dates, numbers, ForAllValues, ForAnyValue) is refused with
//     InvalidPolicyDocument; AWS takes it
//     (IAM/latest/UserGuide/reference_policies_elements_condition_operators.html).
//   - A regional NAT gateway grows into a zone and never leaves one again, also
//     when the last server there is gone
//     (vpc/latest/userguide/nat-gateways-regional.html).
//   - The name of an instance profile is taken as it is: the lab has no IAM that
//     could say whether there is one
//     (AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html).
//
// # Servers, gateways, peers: left out
//
//   - Disks other than an instance's root volume, snapshots, Spot, dedicated
//     hosts, placement groups, launch templates, metrics
//     (AWSEC2/latest/UserGuide/concepts.html).
//   - NAT gateways carry any number of connections; the 55,000 to a destination
//     and the idle time of 350 seconds are not counted
//     (vpc/latest/userguide/nat-gateway-basics.html).
//   - How long security groups remember a flow on which nothing passes can be set
//     on an interface, and is not counted
//     (AWSEC2/latest/UserGuide/security-group-connection-tracking.html).
//   - Endpoint services of one's own and Gateway Load Balancers
//     (vpc/latest/privatelink/create-endpoint-service.html).
//
// # Traces: modelled
//
//   - The way of a packet and of its answer: longest prefix and the order of
//     routes that tie, network ACLs in both directions for each, security groups
//     that remember, source/destination checks, address translation at internet
//     and NAT gateways, endpoints, peers, gateway route tables
//     (vpc/latest/userguide/route-tables-priority.html).
//   - Which flows a security group tracks
//     (AWSEC2/latest/UserGuide/security-group-connection-tracking.html).
//   - Reachability Analyzer's paths, analyses and explanation codes, where what
//     they are about is simulated
//     (vpc/latest/reachability/explanation-codes.html).
//
// # Traces: simplified
//
//   - A trace is one packet and one answer at one instant, over a network that
//     does not change meanwhile. Flows that outlive a change of rules, idle
//     times and fragments are not followed.
//   - The answer goes back to one port: 40112, in Linux's range, unless another
//     client is asked for. NAT gateways keep the port.
//   - A packet from the internet comes as far as a host whose subnet has no route
//     to the gateway, and its answer is lost; AWS does not say which of the two
//     is (vpc/latest/userguide/VPC_Internet_Gateway.html).
//   - An instance that may forward (its source/destination check is off) does:
//     towards the internet under its own address, as a NAT instance, elsewhere
//     without a change (vpc/latest/userguide/work-with-nat-instances.html).
//   - A regional NAT gateway that follows its VPC serves a zone which it has not
//     reached across zones; one whose zones were chosen by hand does not
//     (vpc/latest/userguide/nat-gateways-regional.html).
//   - Of S3 and DynamoDB there is the way to them and the endpoint's policy: every
//     object is there (vpc/latest/privatelink/vpc-endpoints-access.html). Of the
//     internet there are example.com, example.net and example.org.
//   - ssh opens an instance that was launched without a key pair, in the place
//     of EC2 Instance Connect (AWSEC2/latest/UserGuide/connect.html).
//   - An analysis runs for 20 seconds. It follows the packet and its answer and
//     finds a path only when both arrive. As at AWS it judges what is configured:
//     it ignores faults, and whether anything listens
//     (vpc/latest/reachability/how-reachability-analyzer-works.html).
//   - An analysis whose filters no path fits names each filter without which there
//     is one, and looks at the one way that a packet takes: it finds no detour
//     around a component that is to be left out
//     (vpc/latest/reachability/explanation-codes.html).
//
// # Traces: left out
//
//   - Delay, bandwidth and MTU, and whatever only slows traffic down
//     (AWSEC2/latest/UserGuide/network_mtu.html).
//   - NAT64 and DNS64 (vpc/latest/userguide/nat-gateway-nat64-dns64.html).
//   - Ways through what the lab does not simulate (transit gateways, virtual
//     private gateways, load balancers, firewalls): a trace says that it cannot
//     tell, and never guesses.
package vpc
